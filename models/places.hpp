#pragma once

#include <models/world.hpp>
#include <sim/parameter.hpp>
#include <sim/values.hpp>

/// Kinds of places: fab labs, makerspaces, third places, industrial labs, small firms; what each
/// has, where it stands, and who belongs to it.
///
/// Rule    a place has one process, by fixed luck in the shares of its kind, for as long as the run
///         lasts. A person belongs to at most one lab, of her own territory.
/// Writes  places, persons.lab
/// Draws   per place, by kind and number: territory, process, days it observes, how soon it is let
///         in, fragility; per person: whether she belongs to a lab, and to which
namespace models::places {

inline constexpr std::string_view kind_names[] = {"kind"};
inline constexpr std::string_view columns[] = {
    "number", "laser", "sewing", "printers", "sewing_machines", "governance", "fragility"};
inline constexpr sim::Parameter<sim::Table> table{
    .key = "structures.kinds",
    .columns = columns,
    .text_columns = kind_names,
    .initial = "kind,number,laser,sewing,printers,sewing_machines,governance,fragility\n"
               "fab lab,147,0.75,0.03,5,4,0.3,1\n"
               "makerspace,53,0.75,0.02,5,4,0.2,1.2\n"
               "third place,38,0.4,0.3,3,6,0.4,1.2\n"
               "industrial lab,20,0.9,0,8,0,0.8,0.3\n"
               "small firm,10,0,0,0,0,1,0\n",
    .meaning = "Places by kind, whole country: how many, share with a laser cutter, share that sew "
               "(the others print), machines, governance from 0 (horizontal) to 1 (hierarchical), "
               "and how fast controversy wears them down (1 = usual).",
    .source = "C19 and C21: 147 of 258 labs are fab labs; C23: 71 % cut; F37: some sew; F135, F36; "
              "D13; F83; F151; the split among the others is an assumption"};
inline constexpr sim::Parameter<double> abundance{
    .key = "structures.abundance",
    .unit = "1",
    .range = {0.0, 10.0},
    .initial = 1.0,
    .meaning = "Labs compared with the numbers of structures.kinds.",
    .source = "C17-C20: 147 to 600 by definition",
    .fixed = true};
inline constexpr sim::Parameter<double> observation{
    .key = "structures.observation",
    .unit = "day",
    .range = {0.0, 60.0},
    .initial = 14.0,
    .meaning = "Mean days that a lab observes before it produces (gamma, sd a quarter of it).",
    .source = "F8, F6",
    .fixed = true};
inline constexpr sim::Parameter<double> lab_members{
    .key = "structures.lab_members",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.05,
    .meaning = "Share of the pool who belong to a lab of their territory.",
    .source = "assumption; F30 and F31: 181 volunteers in 22 places",
    .fixed = true};

/// Small firms in the whole country.
double n_firms(const sim::Values& values);

/// Founds all places, and says who belongs to which.
/// @throws InputError unless the table names kinds, each once, with numbers that make sense
void populate(World& world, const sim::Values& values);

}  // namespace models::places
