#pragma once

#include <models/bill.hpp>
#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Production: engaged people print at home, labs cut and print, small firms mold.
///
/// Rule    a printer runs as long as its owner's free hours let her tend it, up to a limit; units =
///         printers * hours running * skill / minutes a unit, rounded to whole units by luck,
///         limited by the material at hand. A lab's machine runs some hours a day; places stop at a
///         full shelf. Each unit started fails with some chance; its material is wasted.
/// Reads   stage, printers, hours, skill, material
/// Writes  stock, material, idle days, hours given
/// Draws   per person and place: one word to round, one for failures
namespace models::production {

inline constexpr std::string_view name = "production";

inline constexpr sim::Parameter<double> minutes{.key = "production.minutes",
                                                .unit = "minute",
                                                .range = {0.01, 600.0},
                                                .initial = 90.0,
                                                .meaning = "Printing time of one visor at home.",
                                                .source = "D8; 25 to 274 by design (D1-D6)"};
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
inline constexpr sim::Parameter<double> failure{
    .key = "production.failure",
    .unit = "probability",
    .range = {0.0, 1.0},
    .initial = 0.1,
    .meaning = "Chance that a unit made at home or in a lab is scrapped.",
    .source = "D30 (5 to 15 %)"};
inline constexpr sim::Parameter<double> laser_rate{
    .key = "production.laser_rate",
    .unit = "unit/hour",
    .range = {0.0, 1000.0},
    .initial = 30.0,
    .meaning = "Visors that a laser cutter and its crew finish an hour.",
    .source = "D16 (100 to 300 a day), D14"};
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

/// Units a day that printers make for an owner with these free hours.
constexpr float printed(float machines, float tended_hours, float limit_hours,
                        float units_per_hour) {
    return machines * (tended_hours < limit_hours ? tended_hours : limit_hours) * units_per_hour;
}

/// What makers at home share today, read from the scenario once.
struct AtHome {
    float tended, limit, per_hour, free_time;

    explicit AtHome(const sim::Values& values);

    /// Units a day for owner p, were she to work today.
    float units(const Persons& persons, std::size_t p) const {
        return printed(static_cast<float>(persons.machines[p]), persons.hours[p] * tended, limit,
                       per_hour * persons.skill[p]);
    }
};

/// Units a day in a place with the given process.
double in_place(Process process, int machines, const sim::Values& values);

void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Visors are printed at home, cut in labs, molded by small firms.",
    .parameters = {minutes, tending, longest_run, failure, laser_rate, lab_hours, firm_rate,
                   shelf_days, bill::filament, bill::screen, bill::cut, bill::elastic},
    .step = step};

}  // namespace models::production
