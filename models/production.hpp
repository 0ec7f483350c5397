#pragma once

#include <models/bill.hpp>
#include <models/world.hpp>
#include <sim/math.hpp>
#include <sim/schedule.hpp>

/// Production: engaged people print and sew at home, labs print, cut and sew, small firms mold.
///
/// Rule    a printer runs as long as its owner's free hours let her tend it, up to a limit; whoever
///         sews sits at the machine. Units = machines * hours running * skill / minutes a unit,
///         rounded to whole units by luck, limited by the material at hand. A lab's machines run
///         some hours a day; a small firm has its rate; places stop at a full shelf. Each unit
///         started fails with some chance; its material is wasted. Minutes, chance of failure and
///         material depend on the score of the design (0.5 for all where design is off), between
///         those of the worst and of the best: worst^(1 - score) * best^score.
/// Reads   stage, process, machines, hours, skill, pace, recipes, material
/// Writes  stock, material, idle days, hours given
/// Draws   per person and place: one word to round, one for failures
namespace models::production {

inline constexpr std::string_view name = "production";

/// What a unit takes with the worst and with the best design.
struct Spread {
    sim::Parameter<double> worst, best;
};
inline constexpr Spread printing{{.key = "production.printing_worst",
                                  .unit = "minute",
                                  .range = {0.01, 600.0},
                                  .initial = 225.0,
                                  .meaning = "Printing time of a visor with the worst design.",
                                  .source = "D4, D6, D8: 90 halfway; 25 to 274 by design (D1-D6)",
                                  .fixed = true},
                                 {.key = "production.printing_best",
                                  .unit = "minute",
                                  .range = {0.01, 600.0},
                                  .initial = 36.0,
                                  .meaning = "Printing time of a visor with the best design.",
                                  .source = "D4 (2.5 times faster than 90), D2, D3",
                                  .fixed = true}};
inline constexpr Spread laser{
    {.key = "production.laser_worst",
     .unit = "minute",
     .range = {0.01, 600.0},
     .initial = 4.0,
     .meaning = "Time at the laser cutter and of its crew for a visor with "
                "the worst design.",
     .source = "D16 (100 to 300 a day), D14; 2 halfway",
     .fixed = true},
    {.key = "production.laser_best",
     .unit = "minute",
     .range = {0.01, 600.0},
     .initial = 1.0,
     .meaning = "Time at the laser cutter and of its crew for a visor with "
                "the best design.",
     .source = "D16 (100 to 300 a day), D14; 2 halfway",
     .fixed = true}};
inline constexpr Spread sewing{{.key = "production.sewing_worst",
                                .unit = "minute",
                                .range = {0.01, 10000.0},
                                .initial = 90.0,
                                .meaning = "Sewing time of a gown with the worst pattern, at usual "
                                           "skill.",
                                .source = "D29 (beginners: D28)",
                                .fixed = true},
                               {.key = "production.sewing_best",
                                .unit = "minute",
                                .range = {0.01, 10000.0},
                                .initial = 45.0,
                                .meaning = "Sewing time of a gown with the best pattern, at usual "
                                           "skill.",
                                .source = "D29",
                                .fixed = true}};
inline constexpr Spread failure{{.key = "production.failure_worst",
                                 .unit = "probability",
                                 .range = {0.0, 1.0},
                                 .initial = 0.15,
                                 .meaning =
                                     "Chance that a unit made at home or in a lab is scrapped, "
                                     "with the worst design.",
                                 .source = "D30 (5 to 15 %)",
                                 .fixed = true},
                                {.key = "production.failure_best",
                                 .unit = "probability",
                                 .range = {0.0, 1.0},
                                 .initial = 0.05,
                                 .meaning = "The same with the best design.",
                                 .source = "D30 (5 to 15 %)",
                                 .fixed = true}};
inline constexpr sim::Parameter<double> tending{
    .key = "production.tending",
    .unit = "hour/hour",
    .range = {0.0, 24.0},
    .initial = 2.5,
    .meaning = "Hours that a printer runs for each free hour of its owner.",
    .source = "D11: about 5 visors a printer-day at the median of free hours"};
inline constexpr sim::Parameter<double> longest_run{
    .key = "production.longest_run",
    .unit = "hour/day",
    .range = {0.0, 24.0},
    .initial = 20.0,
    .meaning = "Hours a day that a printer can run at most.",
    .source = "D12"};
inline constexpr sim::Parameter<double> lab_hours{
    .key = "production.lab_hours",
    .unit = "hour/day",
    .range = {0.0, 24.0},
    .initial = 3.0,
    .meaning = "Hours a day that the machines of a lab run for the mobilization.",
    .source = "assumption; F34, F43"};
inline constexpr sim::Parameter<double> firm_rate{
    .key = "production.firm_rate",
    .unit = "unit/day",
    .range = {0.0, 100000.0},
    .initial = 2500.0,
    .meaning = "Visors that a small injection firm makes a day.",
    .source = "B20, D19"};
inline constexpr sim::Parameter<double> shelf_days{
    .key = "production.shelf_days",
    .unit = "day",
    .range = {0.0, 1000.0},
    .initial = 4.0,
    .meaning = "Days of output on its shelf at which a place stops making more.",
    .source = "assumption; F15"};

/// A quantity with a design of this score in [0, 1], between those with the worst and the best.
inline double with_score(double worst, double best, double score) {
    return worst == best ? worst : sim::pow(worst, 1 - score) * sim::pow(best, score);
}

/// Units a day that machines make for an owner with these hours.
constexpr float made_at_home(float machines, float tended_hours, float limit_hours,
                             float units_per_hour) {
    return machines * (tended_hours < limit_hours ? tended_hours : limit_hours) * units_per_hour;
}

/// What makers at home share today, read from the scenario once.
struct AtHome {
    float tended, limit, free_time;

    explicit AtHome(const sim::Values& values);

    /// Units a day for owner p, were she to work today.
    float units(const Persons& persons, std::size_t p) const {
        const float hours = persons.process[p] == Process::sewing ? free_time : tended;
        return made_at_home(static_cast<float>(persons.machines[p]), persons.hours[p] * hours,
                            limit, persons.pace[p] * persons.skill[p]);
    }
};

/// The same for places.
struct InPlaces {
    double firm_rate, hours;

    explicit InPlaces(const sim::Values& values);

    /// Units a day in a place, were it to work today.
    double units(const World& world, std::uint32_t place) const;
};

/// Writes the recipes of every process and the pace of everybody.
/// @throws InputError if the bill of materials is not as it must be
void write_recipes(World& world, const sim::Values& values);

void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Visors are printed at home, cut in labs, molded by small firms; gowns are sewn.",
    .parameters = {printing.worst, printing.best, laser.worst, laser.best, sewing.worst,
                   sewing.best, failure.worst, failure.best, bill::list, tending, longest_run,
                   lab_hours, firm_rate, shelf_days},
    .step = step};

}  // namespace models::production
