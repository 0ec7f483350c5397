#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Need: what requesters want and do not hold.
///
/// Rule    wanted = staff * units per staff * salience(t), for each product. For carers salience
///         follows the patients in hospital in the territory, for public-facing jobs, who want no
///         gowns, it is set by date. What is held wears out; official supply and industry refill
///         it, each in proportion to the shortage. latent need = max(0, wanted - held)
/// Reads   the hospital series by territory
/// Writes  territories.salience, requesters.held, requesters.latent
/// Draws   one word per requester, half of it to round wear to whole units, half to round refill;
///         the same for each product
namespace models::need {

inline constexpr std::string_view name = "need";

inline constexpr std::string_view hospital_names[] = {"territory", "date"};
inline constexpr std::string_view hospital_columns[] = {"in_hospital"};
inline constexpr sim::Parameter<sim::Table> hospital{
    .key = "need.hospital",
    .columns = hospital_columns,
    .text_columns = hospital_names,
    .meaning = "Patients in hospital by territory, at dates between which it is interpolated; "
               "before the first date it falls to 0 within a week.",
    .source = "Santé publique France via OpenCOVID19-fr, Licence Ouverte 2.0 (E1)"};
inline constexpr sim::Parameter<double> alarm{
    .key = "need.alarm",
    .unit = "patients per 100,000",
    .range = {0.1, 1000.0},
    .initial = 50.0,
    .meaning = "Patients in hospital per 100,000 inhabitants at which need is felt in full.",
    .source = "assumption; the national peak is 49 (E2, E8)"};
inline constexpr sim::Parameter<double> floor{
    .key = "need.floor",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.3,
    .meaning =
        "Salience for carers where few patients are in hospital, once the epidemic is known.",
    .source = "assumption; shortages were everywhere (B18, E9)"};
inline constexpr sim::Parameter<double> public_jobs{
    .key = "need.public_jobs",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.1,
    .meaning = "Salience for jobs in contact with the public; it rises when they reopen.",
    .source = "assumption; F58, C35"};
inline constexpr sim::Parameter<double> visors_per_staff{
    .key = "need.visors_per_staff",
    .unit = "unit/person",
    .range = {0.0, 20.0},
    .initial = 1.0,
    .meaning = "Visors that one member of staff wants to have at hand.",
    .source = "E23"};
inline constexpr sim::Parameter<double> gowns_per_staff{
    .key = "need.gowns_per_staff",
    .unit = "unit/person",
    .range = {0.0, 20.0},
    .initial = 1.0,
    .meaning = "Washable gowns that one carer wants to have at hand.",
    .source = "assumption; E13: 2,000 gowns a day in one hospital"};
inline constexpr sim::Parameter<double> lifetime{.key = "need.lifetime",
                                                 .unit = "day",
                                                 .range = {1.0, 1e6},
                                                 .initial = 45.0,
                                                 .meaning = "Mean days that a visor in use lasts.",
                                                 .source = "assumption"};
inline constexpr sim::Parameter<double> gown_lifetime{
    .key = "need.gown_lifetime",
    .unit = "day",
    .range = {1.0, 1000.0},
    .initial = 20.0,
    .meaning = "Mean days that a gown in use lasts: washed each day until it is worn.",
    .source = "assumption; D27"};
inline constexpr sim::Parameter<double> official_supply{
    .key = "need.official_supply",
    .unit = "unit/day",
    .range = {0.0, 1e7},
    .initial = 0.0,
    .meaning = "Visors a day from official supply, whole country, shared out by shortage.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> industry{
    .key = "need.industry",
    .unit = "unit/day",
    .range = {0.0, 1e7},
    .initial = 0.0,
    .meaning = "Visors a day from large injection molding, whole country, shared out by shortage.",
    .source = "B23, D19"};
inline constexpr sim::Parameter<double> industry_gowns{
    .key = "need.industry_gowns",
    .unit = "unit/day",
    .range = {0.0, 1e7},
    .initial = 0.0,
    .meaning = "Gowns a day from official supply and industry, whole country, shared out by "
               "shortage; a washable gown counts as many disposable ones.",
    .source = "assumption; D28"};

/// How urgent need feels, in [0, 1], with this many patients per 100,000 inhabitants.
constexpr double salience(double patients_per_100k, double at_alarm, double at_least) {
    const double share = patients_per_100k / at_alarm;
    return at_least + (1 - at_least) * (share < 1 ? share : 1);
}

/// The hospital series day by day: patients, [n_days, n_territories], 0 where there is no table.
/// @throws InputError if a territory is missing, a date is bad or a count is negative
Eigen::ArrayXXd daily_patients(const sim::Table& series, const std::vector<std::string>& names,
                               sim::Date first_day, int n_days);

void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Carers and others need equipment; official supply and industry refill some of it.",
    .parameters = {hospital, alarm, floor, public_jobs, visors_per_staff, gowns_per_staff, lifetime,
                   gown_lifetime, official_supply, industry, industry_gowns},
    .step = step};

}  // namespace models::need
