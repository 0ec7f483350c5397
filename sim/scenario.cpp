#include <sim/scenario.hpp>

#include <sim/error.hpp>

#include <algorithm>

namespace sim {
namespace {

/// Checks settings, all for parameters that `find` knows, and puts the values in their type.
template <class Find>
void check_settings(std::vector<Setting>& settings, const Find& find) {
    for (auto setting = settings.begin(); setting != settings.end(); ++setting) {
        const auto twice = [&](const Setting& other) { return other.key == setting->key; };
        if (std::any_of(settings.begin(), setting, twice))
            throw InputError(text("'", setting->key, "' is given twice; once is allowed"));
        setting->value = checked(find(setting->key), std::move(setting->value));
    }
}

const AnyParameter& lever(const Catalog& catalog, const std::string& key) {
    const AnyParameter& parameter = catalog[catalog.index(key)];
    if (fixed(parameter))
        throw InputError(text("'", key, "' is read once, on the first day; set it under [",
                              key.substr(0, key.find('.')), "], not in an event"));
    return parameter;
}

void check_dates(const Event& event, Date first, Date last) {
    const auto check = [&](const char* what, Date date) {
        if (date < first || last < date)
            throw InputError(text(what, " = ", iso(date), " is outside the run; ", iso(first),
                                  " to ", iso(last), " is allowed"));
    };
    check("date", event.date);
    if (event.until && *event.until < event.date)
        throw InputError(text("until = ", iso(*event.until), " is before date = ", iso(event.date),
                              "; it is the last day on which the event holds"));
    if (event.until)
        check("until", *event.until);
}

void check_effect(Event& event, const Catalog& catalog) {
    if (event.set.empty() == event.act.empty())
        throw InputError(text(event.act.empty() ? "it does nothing" : "it has both set and act",
                              "; give either what to set or an act"));
    if (event.act.empty() && !event.with.empty())
        throw InputError("'with' is for the arguments of an act; this event has none");
    if (!event.act.empty() && event.until)
        throw InputError("'until' is for what an event sets; an act happens once");
    check_settings(event.set, [&](const std::string& key) -> const AnyParameter& {
        return lever(catalog, key);
    });
    if (!event.act.empty())
        check_settings(
            event.with,
            [&act = catalog.act(event.act)](const std::string& key) -> const AnyParameter& {
                return argument(act, key);
            });
}

void check_names(const std::vector<Event>& events) {
    std::map<std::string_view, const Event*> known;
    for (const Event& event : events) {
        const auto [other, is_new] = known.emplace(event.name, &event);
        if (is_new)
            continue;
        const std::string& place = other->second->place;
        located(event.place, [&] {
            throw InputError(text("an event named '", event.name, "' exists already",
                                  place.empty() ? "" : " in ", place, "; names must differ"));
        });
    }
}

void check_calendar(const Scenario& scenario) {
    if (scenario.first_day() <= scenario.last_day())
        return;
    const std::string place = scenario.place_of(calendar::end.key);
    located(place.empty() ? scenario.place_of(calendar::start.key) : place, [&] {
        throw InputError(text(calendar::end.key, " = ", iso(scenario.last_day()), " is before ",
                              calendar::start.key, " = ", iso(scenario.first_day()),
                              "; a run has at least one day"));
    });
}

}  // namespace

void remove_event(std::vector<Event>& events, std::string_view name) {
    std::vector<std::string> names;
    for (auto event = events.begin(); event != events.end(); ++event) {
        if (event->name == name) {
            events.erase(event);
            return;
        }
        names.push_back(event->name);
    }
    throw InputError(text("unknown event '", name, "'", hint(name, names)));
}

bool Setting::operator==(const Setting& other) const {
    return key == other.key && same(value, other.value);
}

bool Event::operator==(const Event& other) const {
    return name == other.name && date == other.date && until == other.until && set == other.set &&
           act == other.act && with == other.with;
}

const Value& Event::argument_or(std::string_view key, const Value& otherwise) const {
    const auto given = std::find_if(with.begin(), with.end(),
                                    [&](const Setting& setting) { return setting.key == key; });
    return given == with.end() ? otherwise : given->value;
}

Scenario::Scenario(ScenarioParts parts) : parts_(std::move(parts)) {
    check_calendar(*this);
    check_names(parts_.events);
    for (Event& event : parts_.events)
        located(event.place, [&] {
            if (event.name.empty())
                throw InputError("an event has no name; give it one");
            located(text("event '", event.name, "'"), [&] {
                check_dates(event, first_day(), last_day());
                check_effect(event, values().catalog());
            });
        });
    std::stable_sort(parts_.events.begin(), parts_.events.end(),
                     [](const Event& a, const Event& b) { return a.date < b.date; });
    check(parts_.outcomes, first_day(), last_day());
}

Scenario Scenario::with_values(const std::vector<Setting>& settings) const {
    ScenarioParts parts = parts_;
    for (const Setting& setting : settings) {
        parts.values.set(setting.key, setting.value);
        parts.places.erase(setting.key);
    }
    return Scenario(std::move(parts));
}

Scenario Scenario::with_event(Event event) const {
    ScenarioParts parts = parts_;
    parts.events.push_back(std::move(event));
    return Scenario(std::move(parts));
}

Scenario Scenario::without_event(std::string_view name) const {
    ScenarioParts parts = parts_;
    remove_event(parts.events, name);
    return Scenario(std::move(parts));
}

Scenario Scenario::with_outcomes(std::vector<Outcome> outcomes) const {
    ScenarioParts parts = parts_;
    parts.outcomes = std::move(outcomes);
    return Scenario(std::move(parts));
}

Scenario Scenario::renamed(std::string name) const {
    ScenarioParts parts = parts_;
    parts.name = std::move(name);
    return Scenario(std::move(parts));
}

Values Scenario::values_on(Date day) const {
    Values values = parts_.values;
    for (const Event& event : parts_.events)
        if (event.holds_on(day))
            for (const Setting& setting : event.set)
                values.set(setting.key, setting.value);
    return values;
}

std::string Scenario::place_of(std::string_view key) const {
    const auto place = parts_.places.find(key);
    return place == parts_.places.end() ? "" : place->second;
}

bool Scenario::operator==(const Scenario& other) const {
    return summary() == other.summary() && values() == other.values() &&
           events() == other.events() && outcomes() == other.outcomes();
}

}  // namespace sim
