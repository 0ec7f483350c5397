#pragma once

#include <models/world.hpp>
#include <sim/catalog.hpp>
#include <sim/scenario.hpp>

/// Acquaintance: who knows whom; a spatial small world within and between territories, or one of
/// the networks of the literature over the same persons.
///
/// Rule    persons stand on the ring, line, torus (sim/topology.hpp) or tree in the order of their
///         numbers, hence territory by territory; the center of a star and the root of a tree is
///         person 0. A torus and a grid are squares, so the number of persons must be one too.
/// Draws   per person and tie, once
namespace models::acquaintance {

inline constexpr std::string_view name = "acquaintance";

inline constexpr std::string_view kinds[] = {
    "small world", "random", "complete", "none", "ring",    "torus",        "scale free",
    "star",        "tree",   "line",     "grid", "regions", "configuration"};
enum class Kind : std::size_t {
    small_world,
    random,
    complete,
    none,
    ring,
    torus,
    scale_free,
    star,
    tree,
    line,
    grid,
    regions,
    configuration
};

inline constexpr sim::Parameter<sim::Choice> kind{
    .key = "acquaintance.kind",
    .options = kinds,
    .initial = "small world",
    .meaning = "How acquaintance is generated when no ties are given.",
    .source = "Watts and Strogatz 1998 (doi:10.1038/30918); F72",
    .fixed = true};
inline constexpr std::string_view tie_columns[] = {"a", "b"};
inline constexpr sim::Parameter<sim::Table> ties{
    .key = "acquaintance.ties",
    .columns = tie_columns,
    .meaning = "Ties given one by one: two persons a row, numbered from 0.",
    .source = "given by the scenario"};
inline constexpr sim::Parameter<double> mean_degree{
    .key = "acquaintance.mean_degree",
    .unit = "tie/person",
    .range = {0.0, 1000.0},
    .initial = 10.0,
    .meaning = "Acquaintances in the pool per person, on average.",
    .source = "assumption",
    .fixed = true};
inline constexpr sim::Parameter<double> degree_spread{
    .key = "acquaintance.degree_spread",
    .unit = "1",
    .range = {0.0, 3.0},
    .initial = 0.6,
    .meaning = "Spread of the number of acquaintances (sd of the logarithm), where persons differ: "
               "small world, configuration.",
    .source = "assumption",
    .fixed = true};
inline constexpr sim::Parameter<double> inside_share{.key = "acquaintance.inside_share",
                                                     .unit = "share",
                                                     .range = {0.0, 1.0},
                                                     .initial = 0.85,
                                                     .meaning =
                                                         "Share of ties within the territory.",
                                                     .source = "assumption; F113",
                                                     .fixed = true};
inline constexpr sim::Parameter<double> long_share{
    .key = "acquaintance.long_share",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.2,
    .meaning = "Share of these to anybody in the territory instead of near ones.",
    .source = "assumption",
    .fixed = true};

inline constexpr sim::Parameter<double> rewiring{
    .key = "acquaintance.rewiring",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.0,
    .meaning = "Share of the ties of a ring whose far end moves to anybody; on a torus, share of "
               "ties that are swapped in pairs, so that all keep 8 acquaintances.",
    .source = "Watts and Strogatz 1998 (doi:10.1038/30918); Maslov and Sneppen 2002 "
              "(doi:10.1126/science.1065103)",
    .fixed = true};
inline constexpr sim::Parameter<std::int64_t> branching{
    .key = "acquaintance.branching",
    .unit = "person",
    .range = {1, 1'000'000},
    .initial = 10,
    .meaning = "Persons right below each one in a tree, which is filled level by level.",
    .source = "assumption",
    .fixed = true};
inline constexpr sim::Parameter<std::int64_t> root_branching{
    .key = "acquaintance.root_branching",
    .unit = "person",
    .range = {0, 1'000'000},
    .initial = 0,
    .meaning = "Persons right below the root of a tree; 0: as many as below every other.",
    .source = "assumption",
    .fixed = true};
inline constexpr std::string_view redundancies[] = {"R1", "R1.5", "R2", "R3", "R4", "R6", "R8"};
inline constexpr sim::Parameter<sim::Choice> redundancy{
    .key = "acquaintance.redundancy",
    .options = redundancies,
    .initial = "R2",
    .meaning = "Ties of a grid relative to those of a tree: R1 a chain, R2 the 4 nearest, R4 the 8 "
               "nearest.",
    .source = "Baran 1964 (doi:10.1109/TCOM.1964.1088883)",
    .fixed = true};
inline constexpr std::string_view degree_columns[] = {"degree", "share"};
inline constexpr sim::Parameter<sim::Table> degrees{
    .key = "acquaintance.degrees",
    .columns = degree_columns,
    .meaning = "Numbers of acquaintances of the kind configuration and how often they occur. "
               "Without a table: as in the small world.",
    .source = "given by the scenario; Bollobas 1980 (doi:10.1016/S0195-6698(80)80030-8)"};

inline constexpr sim::Parameter<bool> measured{
    .key = "acquaintance.measured",
    .initial = false,
    .meaning = "Whether the network is measured on the first day: degrees, clustering, paths "
               "(from at most 1,000 persons), components.",
    .source = "given by the scenario",
    .fixed = true};

sim::Section section();

/// Ties the persons. @throws InputError if a tie names nobody, or if there is no network of this
/// kind of so many persons
void tie(World& world, const sim::Scenario& scenario);

}  // namespace models::acquaintance
