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
///         top (F115). Acquaintance: persons to those they know (models/acquaintance.hpp); places
///         know nobody. Custom: by given posts (models/posts.hpp). Ties that last (models/ties.hpp)
///         come on top of each. Where collectives exist, only one that was founded and is healthy
///         has coordinators; until then the center ties the units of the territory. Nodes that
///         were removed stay away, and their ties with them (F98). Each day some of yesterday's
///         nodes and ties may be lost as well, each with the same chance, for good. With neighbors
///         = 2 and long_ties = 0, distributed has as many ties as a star.
/// Reads   who takes part, collectives, ties that last
/// Writes  coordination, hours that coordinators have
/// Draws   positions and long ties of units, fixed for the whole run; per node, when some are
///         removed, and which of them paths begin at; per node and per tie of yesterday, where they
///         are lost by chance
namespace models::coordination {

inline constexpr std::string_view name = "coordination";

inline constexpr std::string_view topologies[] = {"centralized", "decentralized", "distributed",
                                                  "superposed",  "custom",        "acquaintance"};
enum class Topology : std::size_t {
    centralized,
    decentralized,
    distributed,
    superposed,
    custom,
    acquaintance
};

inline constexpr sim::Parameter<sim::Choice> topology{
    .key = "coordination.topology",
    .options = topologies,
    .initial = "superposed",
    .meaning = "Structure of the ties among those who make things.",
    .source = "F96-F99, F115"};
inline constexpr std::string_view post_texts[] = {"post", "territory"};
inline constexpr std::string_view post_numbers[] = {"hours"};
inline constexpr sim::Parameter<sim::Table> posts{
    .key = "coordination.posts",
    .columns = post_numbers,
    .text_columns = post_texts,
    .meaning = "Posts of a custom network: name, territory (empty or \"anywhere\": any), weight of "
               "its coordinators' hours (0: units sit there). Empty: the ends of the ties.",
    .source = "given by the scenario"};
inline constexpr std::string_view tie_ends[] = {"from", "to"};
inline constexpr sim::Parameter<sim::Table> ties{
    .key = "coordination.ties",
    .text_columns = tie_ends,
    .meaning = "Ties of a custom network: the names of two posts a row.",
    .source = "given by the scenario"};
inline constexpr sim::Parameter<std::int64_t> neighbors{
    .key = "coordination.neighbors",
    .unit = "unit",
    .range = {0, 10000},
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

inline constexpr std::string_view service_laws[] = {"fixed", "exponential"};
enum class Service : std::size_t { fixed, exponential };
inline constexpr sim::Parameter<sim::Choice> service{
    .key = "coordination.service",
    .options = service_laws,
    .initial = "fixed",
    .meaning = "Whether every order takes a coordinator the same time, or times vary, many short "
               "and a few long (exponential law of the same mean).",
    .source = "assumption; Erlang 1917"};
inline constexpr sim::Parameter<double> node_loss{
    .key = "coordination.node_loss",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.0,
    .meaning = "Chance a day that a unit or coordinator of the network leaves it for good, each "
               "independently; units go on making.",
    .source = "Baran 1964 (doi:10.1109/TCOM.1964.1088883); F98"};
inline constexpr sim::Parameter<double> tie_loss{
    .key = "coordination.tie_loss",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.0,
    .meaning = "Chance a day that a tie of the network is cut for good, each independently.",
    .source = "Baran 1964 (doi:10.1109/TCOM.1964.1088883)"};

inline constexpr std::string_view removals[] = {"random", "by degree", "by betweenness"};
enum class Removal : std::size_t { random, by_degree, by_betweenness };
inline constexpr sim::Parameter<sim::Choice> remove_how{
    .key = "coordination.remove.how",
    .options = removals,
    .initial = "random",
    .meaning = "Which nodes go first: any, those with most ties, or those between most others.",
    .source = "F98; Albert, Jeong and Barabasi 2000 (doi:10.1038/35019019)"};
inline constexpr std::string_view targets[] = {"any", "units", "coordinators"};
enum class Target : std::size_t { any, units, coordinators };
inline constexpr sim::Parameter<sim::Choice> remove_what{.key = "coordination.remove.what",
                                                         .options = targets,
                                                         .initial = "any",
                                                         .meaning =
                                                             "Among which nodes some are removed.",
                                                         .source = "F98"};
inline constexpr sim::Parameter<double> remove_share{.key = "coordination.remove.share",
                                                     .unit = "share",
                                                     .range = {0.0, 1.0},
                                                     .initial = 0.1,
                                                     .meaning = "Share of these that is removed.",
                                                     .source = "assumption; F98"};
inline constexpr sim::Parameter<double> remove_number{
    .key = "coordination.remove.number",
    .unit = "node",
    .range = {0.0, 1e6},
    .initial = 0.0,
    .meaning = "How many more are removed, beside that share.",
    .source = "assumption; F98"};
inline constexpr sim::Parameter<double> remove_sources{
    .key = "coordination.remove.sources",
    .unit = "node",
    .range = {0.0, 1e6},
    .initial = 0.0,
    .meaning = "By betweenness: how many nodes, drawn by lot, the shortest paths that count begin "
               "at. 0: all, exact, and dear: seconds a run with 7,000 units.",
    .source = "Brandes and Pich 2007 (doi:10.1142/S0218127407018403)"};
inline constexpr sim::Parameter<double> remove_wear{
    .key = "coordination.remove.wear",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.2,
    .meaning = "Share of its health that a collective loses with each coordinator of its own.",
    .source = "assumption; V11"};

/// Whether units do design work too where somebody coordinates: not at the dumb edge of a star or a
/// tree (F100), but in any network with ties among units.
inline bool units_explore(const sim::Values& values) {
    const auto structure = static_cast<Topology>(values[topology]);
    return structure != Topology::centralized && structure != Topology::decentralized;
}

/// All that could ever be units, in their fixed places on the ring, and all that could coordinate.
void lay_ring(World& world);

/// Today's members: the units that take part and were not removed.
void gather(World& world);

/// Whether somebody coordinates for a territory today.
bool coordinated(const World& world, TerritoryId t);

/// The collective whose pot pays for this unit: that of its territory's coordinators, else that of
/// the country's; none where nobody coordinates.
std::optional<std::size_t> pool_of(const World& world, UnitId unit);

/// Nodes in the largest group that is connected, as a share of all nodes there would be today if
/// none had ever been lost or removed: Baran's survivability.
double survivability(const World& world);

void remove(World&, const sim::Values&, const sim::Arguments&, const sim::Today&);
void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Those who take part are tied: centralized, decentralized, distributed, superposed, "
               "by acquaintance, or as given.",
    .parameters = {topology, posts, ties, neighbors, long_ties, hours, center_share,
                   minutes_per_order, service, node_loss, tie_loss},
    .acts = {{.name = "coordination.remove",
              .meaning = "Units or coordinators leave the network for good; units go on making.",
              .arguments = {remove_how, remove_what, remove_share, remove_number, remove_wear,
                            remove_sources},
              .apply = remove}},
    .step = step};

}  // namespace models::coordination
