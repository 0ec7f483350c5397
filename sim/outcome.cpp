#include <sim/outcome.hpp>

#include <sim/error.hpp>
#include <sim/series.hpp>

#include <algorithm>

namespace sim {
namespace {

/// What `check_one` throws gets the place and the name of the outcome in front.
template <class Check>
void check_each(const std::vector<Outcome>& outcomes, const Check& check_one) {
    for (const Outcome& outcome : outcomes)
        located(outcome.place, [&] {
            located(text("outcome '", outcome.name, "'"), [&] { check_one(outcome); });
        });
}

void check_day(const Outcome& outcome, Date first_day, Date last_day) {
    const std::vector<std::string> ways(ways_to_take.begin(), ways_to_take.end());
    if (std::find(ways.begin(), ways.end(), outcome.take) == ways.end())
        throw InputError(text("unknown take '", outcome.take, "'", hint(outcome.take, ways)));
    if (outcome.on && (*outcome.on < first_day || last_day < *outcome.on))
        throw InputError(text("on = ", iso(*outcome.on), " is outside the run; ", iso(first_day),
                              " to ", iso(last_day), " is allowed"));
}

/// `given` is a chance that stands above the outcome, so that none depends on itself.
void check_condition(const Outcome& outcome, const std::vector<Outcome>& outcomes) {
    if (outcome.given.empty())
        return;
    std::vector<std::string> chances;
    for (const Outcome& other : outcomes) {
        if (other.name == outcome.name)
            break;
        if (other.above)
            chances.push_back(other.name);
    }
    if (chances.empty())
        throw InputError(text("given = '", outcome.given,
                              "', but no outcome with 'above' stands before this one"));
    if (std::find(chances.begin(), chances.end(), outcome.given) == chances.end())
        throw InputError(text("given = '", outcome.given,
                              "' is no outcome with 'above' that stands before this one",
                              hint(outcome.given, chances)));
}

const ObservableInfo& series_of(const Outcome& outcome, const Layout& layout) {
    std::vector<std::string> names;
    for (const ObservableInfo& info : layout.observables) {
        if (info.name == outcome.series)
            return info;
        names.push_back(info.name);
    }
    throw InputError(text("unknown series '", outcome.series, "'", hint(outcome.series, names)));
}

void check_labels(const Outcome& outcome, const Layout& layout) {
    const auto& [series, units, long_name, dimensions, timing] = series_of(outcome, layout);
    for (const auto& [name, label] : outcome.where) {
        if (std::find(dimensions.begin(), dimensions.end(), name) == dimensions.end())
            throw InputError(text("series '", series, "' has no dimension '", name, "'",
                                  hint(name, dimensions)));
        const std::vector<std::string>& labels = layout.dimension(name).labels;
        if (std::find(labels.begin(), labels.end(), label) == labels.end())
            throw InputError(text("there is no ", name, " '", label, "'", hint(label, labels)));
    }
    if (units.find(',') != units.npos && !outcome.where.contains(dimensions.back()))
        throw InputError(text("series '", series,
                              "' has several units, which do not add up; say "
                              "in 'where' which ",
                              dimensions.back()));
}

}  // namespace

bool Outcome::operator==(const Outcome& other) const {
    return name == other.name && series == other.series && where == other.where &&
           take == other.take && on == other.on && share == other.share && above == other.above &&
           given == other.given;
}

void put(std::vector<Outcome>& outcomes, Outcome outcome) {
    const auto same = std::find_if(outcomes.begin(), outcomes.end(), [&](const Outcome& other) {
        return other.name == outcome.name;
    });
    if (same == outcomes.end())
        outcomes.push_back(std::move(outcome));
    else
        *same = std::move(outcome);
}

void check(const std::vector<Outcome>& outcomes, Date first_day, Date last_day) {
    check_each(outcomes, [&](const Outcome& outcome) {
        check_day(outcome, first_day, last_day);
        if (outcome.share && outcome.where.empty())
            throw InputError("a share needs 'where', which says of what it is one");
        check_condition(outcome, outcomes);
    });
}

void check(const std::vector<Outcome>& outcomes, const Layout& layout) {
    check_each(outcomes, [&](const Outcome& outcome) { check_labels(outcome, layout); });
}

}  // namespace sim
