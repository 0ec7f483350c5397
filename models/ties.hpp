#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Ties that last: working together leaves ties, and these drift toward those who serve well.
///
/// Rule    units that sent goods to the same requester today are tied, or tied more strongly, each
///         to the next in an order of luck: s' = s + (1 - s) * growth. Strength halves in a
///         half-life; a tie that became weaker than `least` is gone. A unit keeps its few strongest
///         ties, others may keep a tie to it, so that some are tied to many. Some units a day turn
///         one of their ties, the weakest, to somebody who served well (F116): among those whom
///         they come across, one is chosen with a weight of (1 + units sent lately)^preference.
///         They come across fellows of their fellows (closure), or units of their territory, or
///         units anywhere. A neutral broker (F110, F111) is an event that sets closure lower. The
///         next morning all these ties are part of the network, whatever the topology.
/// Reads   shipments, coordination.network
/// Writes  coordination.bonds
/// Draws   per unit that takes part: whether it turns a tie, where it looks, whom it takes
namespace models::ties {

inline constexpr std::string_view name = "ties";

inline constexpr sim::Parameter<double> growth{
    .key = "ties.growth",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.2,
    .meaning = "Share of the way to a full tie that a day of work together covers.",
    .source = "assumption; F148"};
inline constexpr sim::Parameter<double> half_life{
    .key = "ties.half_life",
    .unit = "day",
    .range = {1.0, 1e5},
    .initial = 730.0,
    .meaning = "Days in which a tie without work together loses half of its strength.",
    .source = "F147 for ties that were cared for; those of the mobilization may be shorter (F146)"};
inline constexpr sim::Parameter<double> least{.key = "ties.least",
                                              .unit = "1",
                                              .range = {0.0, 1.0},
                                              .initial = 0.1,
                                              .meaning = "Strength below which a tie is gone.",
                                              .source = "assumption"};
inline constexpr sim::Parameter<double> drift{
    .key = "ties.drift",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.02,
    .meaning = "Chance a day that a unit turns one of its ties to somebody who served well.",
    .source = "assumption; F116"};
inline constexpr sim::Parameter<double> preference{
    .key = "ties.preference",
    .unit = "1",
    .range = {0.0, 4.0},
    .initial = 1.0,
    .meaning = "How strongly success attracts: 0 not at all, 1 in proportion.",
    .source = "assumption; F116, Barabasi and Albert 1999 (doi:10.1126/science.286.5439.509)"};
inline constexpr sim::Parameter<double> closure{
    .key = "ties.closure",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.5,
    .meaning = "Share of these turns that stay among fellows of fellows.",
    .source = "assumption; F111"};
inline constexpr sim::Parameter<double> inside{
    .key = "ties.inside",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.85,
    .meaning = "Share of the others that stay within the territory.",
    .source = "assumption; F113"};
inline constexpr sim::Parameter<double> memory{
    .key = "ties.memory",
    .unit = "day",
    .range = {1.0, 1000.0},
    .initial = 14.0,
    .meaning = "Days in which half of what a unit sent is forgotten.",
    .source = "assumption"};

/// Strength of a tie after a day of work together.
constexpr float strengthened(float strength, float grows) {
    return strength + (1 - strength) * grows;
}

/// Nobody is tied to anybody yet.
void make_columns(World& world);

void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Working together leaves ties that last and drift toward those who serve well.",
    .parameters = {growth, half_life, least, drift, preference, closure, inside, memory},
    .step = step};

}  // namespace models::ties
