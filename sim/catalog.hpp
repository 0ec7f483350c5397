#pragma once

#include <sim/parameter.hpp>

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sim {

/// Something an event can do once, like "rumor.publish". The keys of its arguments begin with its
/// name ("rumor.publish.severity"); a scenario file gives them as `with = { severity = 0.5 }`.
struct ActInfo {
    std::string name, meaning;
    std::vector<AnyParameter> arguments = {};
};

/// The parameters and acts of one mechanism; all their keys begin with "<name>.".
struct Section {
    std::string name, summary;
    std::vector<AnyParameter> parameters = {};
    std::vector<ActInfo> acts = {};
    bool can_be_off = true;  ///< then the catalog adds the switch "<name>.on"
};

/// First and last day of a run and how finely a day is cut, in the section that every catalog
/// begins with.
namespace calendar {
inline constexpr Parameter<Date> start{.key = "calendar.start",
                                       .initial = std::chrono::year{2020} / 3 / 1,
                                       .meaning = "First day of the run.",
                                       .source = "given by the scenario",
                                       .fixed = true};
inline constexpr Parameter<Date> end{.key = "calendar.end",
                                     .initial = std::chrono::year{2020} / 6 / 28,
                                     .meaning = "Last day of the run.",
                                     .source = "given by the scenario",
                                     .fixed = true};
inline constexpr Parameter<std::int64_t> substeps{
    .key = "calendar.substeps",
    .unit = "1/day",
    .range = {1, 100},
    .initial = 1,
    .meaning = "How often a day people hear, tell and decide; rates a day are divided by it.",
    .source = "given by the scenario; 1 is the model as described",
    .fixed = true};
}  // namespace calendar

/// All parameters there are, in order: the section "calendar", then the sections as given, each
/// beginning with its switch. It does not change and is shared by pointer.
class Catalog {
  public:
    /// @throws std::logic_error if a name or key is there twice or does not begin as it must, or
    /// an initial value is not allowed
    explicit Catalog(std::vector<Section> sections);
    Catalog(const Catalog&) = delete;  // its parameters refer to its own texts
    Catalog& operator=(const Catalog&) = delete;

    std::size_t size() const { return parameters_.size(); }
    const AnyParameter& operator[](std::size_t index) const { return parameters_[index]; }
    std::optional<std::size_t> find(std::string_view key) const;

    /// @throws InputError "unknown parameter 'dropout.rat'; did you mean 'dropout.rate'?"
    std::size_t index(std::string_view key) const;

    const std::vector<Section>& sections() const { return sections_; }

    /// The index of "<section>.on"; nothing if the section is always on or does not exist.
    std::optional<std::size_t> switch_of(std::string_view section) const;

    /// @throws InputError "unknown act 'rumor.publsh'; did you mean 'rumor.publish'?"
    const ActInfo& act(std::string_view name) const;

  private:
    void add(Section section);
    void add_switch(Section& section);

    std::deque<std::string> switch_texts_;  // a deque, for its elements never move
    std::vector<Section> sections_;
    std::vector<AnyParameter> parameters_;
    std::unordered_map<std::string_view, std::size_t> index_;     // of a key, in parameters_
    std::unordered_map<std::string_view, std::size_t> switches_;  // of a section, in parameters_
};

/// The argument of an act with this full key.
/// @throws InputError "unknown argument 'severty' of the act 'rumor.publish'; did you mean …?"
const AnyParameter& argument(const ActInfo& act, std::string_view key);

std::string_view key(const AnyParameter& parameter);
std::string_view unit(const AnyParameter& parameter);  ///< "" if it has none
std::string_view meaning(const AnyParameter& parameter);
std::string_view source(const AnyParameter& parameter);
bool fixed(const AnyParameter& parameter);
Value initial(const AnyParameter& parameter);

/// What values may be: "[0, 1]", "true or false", "one of a, b, c", "a date YYYY-MM-DD", …
std::string allowed(const AnyParameter& parameter);

/// The same as a phrase with the type: "a number in [0, 1]", "a whole number in [1, 9]", …
std::string expected(const AnyParameter& parameter);

}  // namespace sim
