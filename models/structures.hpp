#pragma once

#include <models/collectives.hpp>
#include <models/health.hpp>
#include <models/places.hpp>
#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Structures: labs observe, are let in, and produce; small firms relay; collectives are founded;
/// all of them grow healthy or fall apart, and support those who are near them.
///
/// Rule    from the call on, a lab observes for as many days as it needs, fewer where the
///         collective of its territory helps (F7, F25). Then it produces once it has access to its
///         rooms, its territory asks for what it makes, a design for its process is validated and
///         material is on sale or at hand (F8-F16); it goes on while it has access and holds
///         together. A small firm produces while its number is below the number of firms that take
///         part. Collectives, health and support have pages of their own.
/// Reads   orders and material of the territory, validated designs, who is at work
/// Writes  places.phase, places.observed, places.open, collectives, persons.support
/// Draws   none: how long a lab hesitates and how soon it is let in are its own from day 0
namespace models::structures {

inline constexpr std::string_view name = "structures";

inline constexpr sim::Parameter<bool> called{
    .key = "structures.called",
    .initial = false,
    .meaning = "Whether labs have begun to observe the mobilization.",
    .source = "F8; a dated event"};
inline constexpr sim::Parameter<double> hub_help{
    .key = "structures.hub_help",
    .unit = "day/day",
    .range = {1.0, 100.0},
    .initial = 1.5,
    .meaning = "Days of observation that one day spares a lab where its territory's collective "
               "works.",
    .source = "assumption; F7, F25"};
inline constexpr sim::Parameter<double> access{
    .key = "structures.access",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 1.0,
    .meaning = "Share of labs whose rooms may be entered.",
    .source = "F14, F48; the share under lockdown is an assumption"};
inline constexpr sim::Parameter<double> firms{
    .key = "structures.firms",
    .unit = "firm",
    .range = {0.0, 100.0},
    .initial = 0.0,
    .meaning = "Small injection firms that take part now, whole country.",
    .source = "B20, F36"};

inline constexpr std::array<std::string_view, kinds.size() + 1> any_kind = [] {
    std::array<std::string_view, kinds.size() + 1> names{"any"};
    std::copy(kinds.begin(), kinds.end(), names.begin() + 1);
    return names;
}();
/// Which places an act closes or opens, and how many of them.
constexpr sim::Parameter<sim::Choice> which(std::string_view key) {
    return {.key = key,
            .options = any_kind,
            .initial = "any",
            .meaning = "Kind of the places.",
            .source = "given by the scenario"};
}
constexpr sim::Parameter<double> how_many(std::string_view key, std::string_view meaning) {
    return {.key = key,
            .unit = "share",
            .range = {0.0, 1.0},
            .initial = 1.0,
            .meaning = meaning,
            .source = "given by the scenario"};
}
inline constexpr auto close_kind = which("structures.close.kind");
inline constexpr auto close_share = how_many(
    "structures.close.share", "Share of them that close: first those that are let in last.");
inline constexpr auto open_kind = which("structures.open.kind");
inline constexpr auto open_share =
    how_many("structures.open.share",
             "Share of them that may open again: first those that are let in first.");

/// What a lab does next. It goes on observing while it is locked out.
constexpr Places::Phase next(Places::Phase phase, bool let_in, bool ready, bool wanted) {
    using enum models::Phase;
    if (!let_in)
        return phase == producing ? observing : phase;
    if (phase == producing)
        return producing;
    return ready && wanted ? producing : observing;
}

void close(World&, const sim::Values&, const sim::Arguments&, const sim::Today&);
void open(World&, const sim::Values&, const sim::Arguments&, const sim::Today&);
void step(World&, const sim::Values&, const sim::Today&);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Labs observe, open and produce; small firms relay; collectives support.",
    .parameters = {places::table, places::abundance, places::observation, places::lab_members,
                   called, hub_help, access, firms, collectives::legitimacy,
                   collectives::legitimacy_spread, collectives::national_share,
                   collectives::national_governance, collectives::territorial_governance,
                   health::wear, health::overload_wear, health::meetings, health::thanks,
                   health::floor},
    .acts = {{.name = "structures.close",
              .meaning = "Places close, until they are opened again.",
              .arguments = {close_kind, close_share},
              .apply = close},
             {.name = "structures.open",
              .meaning = "Places that were closed may open again.",
              .arguments = {open_kind, open_share},
              .apply = open},
             {.name = "structures.found",
              .meaning = "The national collective is founded, or those of all territories.",
              .arguments = {collectives::scope},
              .apply = collectives::found},
             {.name = "structures.meeting",
              .meaning = "All networks meet, or tell their story together.",
              .arguments = {health::lift},
              .apply = health::meet}},
    .step = step};

}  // namespace models::structures
