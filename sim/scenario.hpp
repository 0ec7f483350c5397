#pragma once

#include <sim/outcome.hpp>
#include <sim/values.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// A value for the parameter or argument with this full key.
struct Setting {
    std::string key;
    Value value;
    bool operator==(const Setting& other) const;
};

/// Something that happens on a date: either it sets parameters, until a last day or for good, or
/// it does an act once.
struct Event {
    std::string name;
    Date date;
    std::optional<Date> until = {};  ///< last day on which `set` holds
    std::vector<Setting> set = {};
    std::string act = {};
    std::vector<Setting> with = {};  ///< arguments of the act, full keys
    std::string place = {};          ///< "file:line", or "" if not from a file

    /// An argument of the act: the one given, otherwise the initial one.
    template <class T>
    auto argument(const Parameter<T>& parameter) const {
        return read(parameter, argument_or(parameter.key, initial(parameter)));
    }
    bool holds_on(Date day) const { return date <= day && (!until || day <= *until); }
    bool operator==(const Event& other) const;  ///< the same but for the place

  private:
    const Value& argument_or(std::string_view key, const Value& otherwise) const;
};

/// @throws InputError "unknown event 'legal txt'; did you mean 'legal text'?"
void remove_event(std::vector<Event>& events, std::string_view name);

/// What a scenario is made of.
struct ScenarioParts {
    std::string name, summary;
    Values values;
    std::vector<Event> events = {};
    std::map<std::string, std::string, std::less<>> places = {};  ///< "file:line" of keys
    std::vector<Outcome> outcomes = {};                           ///< names differ
};

/// Values, dated events and outcomes over a catalog. It does not change; whatever way it was made,
/// it holds what a run can rely on: dates inside the run, allowed values, events with different
/// names.
class Scenario {
  public:
    /// @throws InputError with the place, where there is one
    explicit Scenario(ScenarioParts parts);

    const std::string& name() const { return parts_.name; }
    const std::string& summary() const { return parts_.summary; }
    const Values& values() const { return parts_.values; }

    /// By date, those of one date as they were written.
    const std::vector<Event>& events() const { return parts_.events; }

    /// What it asks of each run, as they were written.
    const std::vector<Outcome>& outcomes() const { return parts_.outcomes; }

    Date first_day() const { return values()[calendar::start]; }
    Date last_day() const { return values()[calendar::end]; }
    int n_days() const { return days_between(first_day(), last_day()) + 1; }

    /// This scenario with one thing changed. @throws InputError
    Scenario with_values(const std::vector<Setting>& settings) const;
    Scenario with_event(Event event) const;
    Scenario without_event(std::string_view name) const;
    Scenario with_outcomes(std::vector<Outcome> outcomes) const;  ///< instead of its own
    Scenario renamed(std::string name) const;

    /// The values, and over them what the events in force on that day set; later events win.
    Values values_on(Date day) const;

    /// "file:line" where the value was written, "" if it was not.
    std::string place_of(std::string_view key) const;

    /// The same summary, values, events and outcomes, whatever the name and wherever written.
    bool operator==(const Scenario& other) const;

  private:
    ScenarioParts parts_;
};

}  // namespace sim
