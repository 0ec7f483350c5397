#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Structures: labs observe, are let in, and produce; small firms relay.
///
/// Rule    from the call on, a lab observes for as many days as it needs; then it produces while it
///         has access to its rooms and its territory has asked for something. A small firm produces
///         while its number is below the number of firms that take part.
/// Reads   orders of the territory
/// Writes  places.phase, places.observed
/// Draws   none: how long a lab hesitates and how soon it is let in are its own from day 0
namespace models::structures {

inline constexpr std::string_view name = "structures";

inline constexpr sim::Parameter<double> n_labs{
    .key = "structures.n_labs",
    .unit = "place",
    .range = {0.0, 2000.0},
    .initial = 258.0,
    .meaning = "Fab labs and makerspaces with a laser cutter or printers, whole country.",
    .source = "C21 (147 to 600 by definition: C17-C20)",
    .fixed = true};
inline constexpr sim::Parameter<double> laser_share{
    .key = "structures.laser_share",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.71,
    .meaning = "Share of labs with a laser cutter; the others print.",
    .source = "C23",
    .fixed = true};
inline constexpr sim::Parameter<double> printers{.key = "structures.printers",
                                                 .unit = "machine",
                                                 .range = {0.0, 100.0},
                                                 .initial = 5.0,
                                                 .meaning = "Printers of a lab that prints.",
                                                 .source = "D13",
                                                 .fixed = true};
inline constexpr sim::Parameter<double> observation{
    .key = "structures.observation",
    .unit = "day",
    .range = {0.0, 60.0},
    .initial = 14.0,
    .meaning = "Mean days that a lab observes before it produces (gamma, sd a quarter of it).",
    .source = "F8, F6",
    .fixed = true};
inline constexpr sim::Parameter<double> n_firms{
    .key = "structures.n_firms",
    .unit = "firm",
    .range = {0.0, 100.0},
    .initial = 10.0,
    .meaning = "Small injection firms that could take part, whole country.",
    .source = "assumption; F36",
    .fixed = true};
inline constexpr sim::Parameter<bool> called{
    .key = "structures.called",
    .initial = false,
    .meaning = "Whether labs have begun to observe the mobilization.",
    .source = "F8; a dated event"};
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

/// What a lab does next. It goes on observing while it is locked out.
constexpr Places::Phase next(Places::Phase phase, bool let_in, bool ready, bool asked) {
    using enum Places::Phase;
    if (!let_in)
        return phase == producing ? observing : phase;
    if (phase == producing)
        return producing;
    return ready && asked ? producing : observing;
}

inline void step(World& world, const sim::Values& values, const sim::Today&) {
    Places& places = world.places;
    std::vector<bool> asked(world.territories.size());
    for (const Order& order : world.orders)
        asked[world.requesters.territory[order.requester]] = true;
    for (std::uint32_t place = 0; place < places.size; ++place) {
        if (places.process[place] == Process::small_firm) {
            places.phase[place] = places.rank[place] < values[firms] / values[n_firms]
                                      ? Places::Phase::producing
                                      : Places::Phase::closed;
            continue;
        }
        if (!values[called])
            continue;
        const bool ready = places.observed[place] >= places.patience[place];
        places.phase[place] = next(places.phase[place], places.rank[place] < values[access], ready,
                                   asked[places.territory[place]]);
        places.observed[place] += 1;
    }
}

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Labs observe, open and produce; small firms relay.",
    .parameters = {n_labs, laser_share, printers, observation, n_firms, called, access, firms},
    .step = step};

}  // namespace models::structures
