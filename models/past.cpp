#include <models/past.hpp>

#include <sim/error.hpp>

#include <algorithm>

namespace models {
namespace {

using sim::text;

/// The first value in which two sets of values differ, as the other has it; "" if in none.
std::string difference(const sim::Values& one, const sim::Values& other) {
    for (std::size_t i = 0; i < one.catalog().size(); ++i) {
        const std::string_view key = sim::key(one.catalog()[i]);
        const sim::Value& theirs = other.at(key);
        if (sim::same(one.at(key), theirs))
            continue;
        const std::string mine = sim::shown(one.at(key));
        if (mine == sim::shown(theirs))  // two tables of as many rows
            return text("another ", key);
        return text(key, " = ", sim::shown(theirs), " instead of ", mine);
    }
    return "";
}

/// What is done on a day, in order.
std::vector<const sim::Event*> acts_on(const sim::Scenario& scenario, sim::Date day) {
    std::vector<const sim::Event*> acts;
    for (const sim::Event& event : scenario.events())
        if (event.date == day && !event.act.empty())
            acts.push_back(&event);
    return acts;
}

/// The first act of a day in which two scenarios differ; "" if in none.
std::string difference(const std::vector<const sim::Event*>& one,
                       const std::vector<const sim::Event*>& other) {
    for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
        if (i >= other.size())
            return text("no '", one[i]->name, "'");
        if (i >= one.size() || one[i]->act != other[i]->act || one[i]->with != other[i]->with)
            return text("'", other[i]->name, "', which does ", other[i]->act);
    }
    return "";
}

/// The first event that only one of them has is not before this day.
sim::Date same_events_before(const sim::Scenario& one, const sim::Scenario& other) {
    const auto& mine = one.events();
    const auto& theirs = other.events();
    const auto effect = [](const sim::Event& a, const sim::Event& b) {
        return a.date == b.date && a.until == b.until && a.set == b.set && a.act == b.act &&
               a.with == b.with;
    };
    const auto [a, b] =
        std::mismatch(mine.begin(), mine.end(), theirs.begin(), theirs.end(), effect);
    sim::Date day = one.last_day() + std::chrono::days{1};
    if (a != mine.end())
        day = std::min(day, a->date);
    if (b != theirs.end())
        day = std::min(day, b->date);
    return day;
}

}  // namespace

std::optional<Difference> first_difference(const sim::Scenario& one, const sim::Scenario& other) {
    if (std::string what = difference(one.values(), other.values()); !what.empty())
        return Difference{one.first_day(), std::move(what)};
    for (sim::Date day = same_events_before(one, other); day <= one.last_day();
         day += std::chrono::days{1}) {
        std::string what = difference(acts_on(one, day), acts_on(other, day));
        if (what.empty())
            what = difference(one.values_on(day), other.values_on(day));
        if (!what.empty())
            return Difference{day, std::move(what)};
    }
    return std::nullopt;
}

std::vector<std::vector<std::size_t>>
with_common_past(const std::vector<sim::Scenario>& scenarios) {
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const auto shared = [&](const std::vector<std::size_t>& group) {
            const auto parted = first_difference(scenarios[group.front()], scenarios[i]);
            return !parted || parted->date > scenarios[i].first_day();
        };
        const auto group = std::find_if(groups.begin(), groups.end(), shared);
        if (group == groups.end())
            groups.push_back({i});
        else
            group->push_back(i);
    }
    return groups;
}

}  // namespace models
