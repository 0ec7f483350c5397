#pragma once

#include <models/world.hpp>
#include <sim/catalog.hpp>
#include <sim/values.hpp>

/// The pool of people who might take part, and the territories they live in.
///
/// Draws   per person, once: machines, hours, skill, threshold, tolerance, budget, own
///         hazard to stop, whether she knows a requester
namespace models::population {

inline constexpr std::string_view name = "population";

inline constexpr std::string_view territory_names[] = {"territory"};
inline constexpr std::string_view territory_columns[] = {"population", "labs", "latitude",
                                                         "longitude"};
inline constexpr sim::Parameter<sim::Table> territories{
    .key = "population.territories",
    .columns = territory_columns,
    .text_columns = territory_names,
    .meaning = "Territories: inhabitants, weight in the placing of labs, position in degrees. "
               "Without a table there is one territory.",
    .source = "INSEE 2019 (E8); fablabs.io registry (C21)"};
inline constexpr sim::Parameter<std::int64_t> size{
    .key = "population.size",
    .unit = "person",
    .range = {1, 100'000'000},
    .initial = 100'000,
    .meaning = "Potential makers and helpers in the whole country, before scaling.",
    .source = "C43, C44: 25,000 to 150,000",
    .fixed = true};
inline constexpr sim::Parameter<double> scale{
    .key = "population.scale",
    .unit = "share",
    .range = {1e-6, 1.0},
    .initial = 1.0,
    .meaning = "Share of the real world that is simulated: persons, places, requesters, stocks.",
    .source = "given by the scenario; below 1 for quick trials",
    .fixed = true};
inline constexpr sim::Parameter<double> printer_share{
    .key = "population.printer_share",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.7,
    .meaning = "Share of the pool who own a printer.",
    .source = "assumption; V6 (makers are 17 to 83 % of members)",
    .fixed = true};
inline constexpr sim::Parameter<double> printer_tail{
    .key = "population.printer_tail",
    .unit = "exponent",
    .range = {1.1, 1000.0},
    .initial = 2.5,
    .meaning = "Exponent of the Pareto law of printers per owner (at least 1, at most 14).",
    .source = "D13; the exponent is an assumption",
    .fixed = true};

inline constexpr sim::Parameter<double> sewing_share{
    .key = "population.sewing_share",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.15,
    .meaning = "Share of the pool who own a sewing machine and no printer, as far as there are "
               "persons without a printer. Who owns neither helps.",
    .source = "assumption; C38, V6",
    .fixed = true};

/// Median and spread of a lognormal attribute of persons.
constexpr sim::Parameter<double> attribute(std::string_view key, std::string_view unit, double high,
                                           double initial, std::string_view meaning,
                                           std::string_view source) {
    return {.key = key,
            .unit = unit,
            .range = {0.0, high},
            .initial = initial,
            .meaning = meaning,
            .source = source,
            .fixed = true};
}
inline constexpr auto hours_median =
    attribute("population.hours_median", "hour/day", 24, 3.0,
              "Median of a person's free hours a day in lockdown.", "assumption; V17");
inline constexpr auto hours_spread = attribute(
    "population.hours_spread", "1", 3, 0.7,
    "Spread of free hours (sd of the logarithm); at most 14 hours.", "assumption; V1: heavy tail");
inline constexpr auto skill_spread =
    attribute("population.skill_spread", "1", 3, 0.3,
              "Spread of speed of work (sd of the logarithm) around 1.", "assumption; V3");
inline constexpr auto sewing_spread = attribute(
    "population.sewing_spread", "1", 3, 0.7,
    "Spread of speed of sewing (sd of the logarithm) around 1, that of a practiced amateur.",
    "D28: the fastest of 100 is 30 times as fast as the slowest");
inline constexpr auto budget_median =
    attribute("population.budget_median", "EUR", 1e6, 50.0,
              "Median of the own money that a person would spend on material.", "assumption; F89");
inline constexpr auto budget_spread =
    attribute("population.budget_spread", "1", 3, 1.0, "Spread of own money (sd of the logarithm).",
              "assumption");
inline constexpr auto tolerance_mean =
    attribute("population.tolerance", "share", 1, 0.4,
              "Mean tolerance of legal risk (normal, sd 0.2, within [0, 1]).", "assumption");
inline constexpr auto carer_share =
    attribute("population.carer_share", "share", 1, 0.1, "Share of persons who know a requester.",
              "F17; assumption");

inline constexpr sim::Parameter<double> threshold_mean{
    .key = "population.threshold_mean",
    .unit = "pull",
    .range = {-1000.0, 1e6},
    .initial = 0.25,
    .meaning = "Mean threshold of pull (normal).",
    .source = "Granovetter 1978 (doi:10.1086/226707)",
    .fixed = true};
inline constexpr sim::Parameter<double> threshold_sd{
    .key = "population.threshold_sd",
    .unit = "pull",
    .range = {0.0, 1e6},
    .initial = 0.12,
    .meaning = "Spread of thresholds (sd).",
    .source = "Granovetter 1978 (doi:10.1086/226707): the critical value is 0.122",
    .fixed = true};
inline constexpr std::string_view threshold_laws[] = {"drawn", "quantiles"};
enum class ThresholdLaw : std::size_t { drawn, quantiles };
inline constexpr sim::Parameter<sim::Choice> threshold_law{
    .key = "population.threshold_law",
    .options = threshold_laws,
    .initial = "drawn",
    .meaning = "Whether thresholds are drawn from the normal law one by one, or are its n evenly "
               "spaced quantiles: then crowds of one size have exactly the same thresholds, and "
               "only who has which is luck.",
    .source = "Granovetter 1978 (doi:10.1086/226707)",
    .fixed = true};
inline constexpr std::string_view threshold_columns[] = {"threshold"};
inline constexpr sim::Parameter<sim::Table> thresholds{
    .key = "population.thresholds",
    .columns = threshold_columns,
    .meaning = "Thresholds given one by one, a row a person; then mean, sd and law do not count.",
    .source = "given by the scenario"};
inline constexpr std::string_view hours_columns[] = {"hours"};
inline constexpr sim::Parameter<sim::Table> hours{
    .key = "population.hours",
    .columns = hours_columns,
    .meaning =
        "Free hours a day given one by one, a row a person, from a survey for instance; then "
        "median and spread do not count.",
    .source = "given by the scenario"};
inline constexpr sim::Parameter<double> exit_hazard{
    .key = "population.exit_hazard",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.015,
    .meaning = "Mean of people's own chance to stop on a day, whatever happens.",
    .source = "V26: 5 to 15 % a week",
    .fixed = true};
inline constexpr sim::Parameter<double> exit_shape{
    .key = "population.exit_shape",
    .unit = "1",
    .range = {0.0, 1000.0},
    .initial = 1.0,
    .meaning = "First shape of the Beta law of that chance; 0: the same for everybody.",
    .source = "Fader and Hardie 2007 (doi:10.1002/dir.20074)",
    .fixed = true};

/// Metropolitan France, 13 regions, 2019 (E8): what numbers for the whole country refer to.
inline constexpr double inhabitants_of_country = 65'096'768;

sim::Section section();

/// Fills territories and persons. @throws InputError if a table is not as it must be
void populate(World& world, const sim::Values& values);

}  // namespace models::population
