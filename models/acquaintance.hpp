#pragma once

#include <models/world.hpp>
#include <sim/catalog.hpp>
#include <sim/values.hpp>

/// Acquaintance: who knows whom; a spatial small world within and between territories.
///
/// Draws   per person and tie, once
namespace models::acquaintance {

inline constexpr std::string_view name = "acquaintance";

inline constexpr std::string_view kinds[] = {"small world", "random", "complete", "none"};
enum class Kind : std::size_t { small_world, random, complete, none };

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
    .meaning = "Spread of the number of acquaintances (sd of the logarithm).",
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

sim::Section section();

/// Ties the persons. @throws InputError if a tie names nobody
void tie(World& world, const sim::Values& values);

}  // namespace models::acquaintance
