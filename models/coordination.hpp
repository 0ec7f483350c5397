#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

#include <optional>

/// Coordination: who is tied to whom among those who take part (the treatment, Baran 1964,
/// doi:10.1109/TCOM.1964.1088883).
///
/// Rule    every morning the units that take part are tied anew, each by its own fixed luck, so
///         that one unit more moves few ties. Centralized: all to one center. Decentralized: all to
///         the coordinator of their territory, these to the center. Distributed: each to its
///         nearest on a ring within the territory and, some of them, to one unit far away; nobody
///         coordinates. Superposed: distributed, with coordinators of territories and a center on
///         top (F115).
/// Reads   who takes part
/// Writes  coordination
/// Draws   positions and long ties of units, fixed for the whole run
namespace models::coordination {

inline constexpr std::string_view name = "coordination";

inline constexpr std::string_view topologies[] = {"centralized", "decentralized", "distributed",
                                                  "superposed"};
enum class Topology : std::size_t { centralized, decentralized, distributed, superposed };

inline constexpr sim::Parameter<sim::Choice> topology{
    .key = "coordination.topology",
    .options = topologies,
    .initial = "superposed",
    .meaning = "Structure of the ties among those who make things.",
    .source = "F96-F99, F115"};
inline constexpr sim::Parameter<std::int64_t> neighbors{
    .key = "coordination.neighbors",
    .unit = "unit",
    .range = {0, 64},
    .initial = 4,
    .meaning =
        "Nearby units that each unit is tied to where ties are distributed: twice Baran's R.",
    .source = "Baran 1964 (doi:10.1109/TCOM.1964.1088883); the number is an assumption"};
inline constexpr sim::Parameter<double> long_ties{
    .key = "coordination.long_ties",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.1,
    .meaning = "Share of units that also have a tie to a unit anywhere in the country.",
    .source = "assumption; F72"};
inline constexpr sim::Parameter<double> hours{
    .key = "coordination.hours",
    .unit = "hour/day",
    .range = {0.0, 1e5},
    .initial = 150.0,
    .meaning = "Hours a day of all coordinators together, whole country.",
    .source = "assumption; F34"};
inline constexpr sim::Parameter<double> center_share{
    .key = "coordination.center_share",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.2,
    .meaning = "Share of these hours at the center where territories have coordinators too.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> minutes_per_order{
    .key = "coordination.minutes_per_order",
    .unit = "minute",
    .range = {0.1, 600.0},
    .initial = 15.0,
    .meaning = "Coordinator's time that one order takes.",
    .source = "assumption"};

/// All that could ever be units, in their fixed places on the ring.
void lay_ring(World& world);

/// Today's members: the units that take part.
void gather(World& world);

/// The collective whose pot buys material for a unit, if there is one (model.md: "material and
/// pot"): the whole country's where a center stands alone, its territory's where territories have
/// coordinators.
inline std::optional<std::size_t> pool_of(const World& world, UnitId unit) {
    const auto& scope = world.coordination.scope;
    if (scope.empty())
        return std::nullopt;
    const std::size_t pool = scope.size() == 1 ? 0 : world.territory_of(unit) + 1u;
    const Collectives& collectives = world.collectives;
    const bool works = collectives.founded_on.empty() || collectives.works(pool);
    return works ? std::optional(pool) : std::nullopt;
}

void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Those who take part are tied: centralized, decentralized, distributed, superposed.",
    .parameters = {topology, neighbors, long_ties, hours, center_share, minutes_per_order},
    .step = step};

}  // namespace models::coordination
