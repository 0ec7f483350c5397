#pragma once

#include <models/world.hpp>
#include <sim/math.hpp>
#include <sim/schedule.hpp>

/// Press: attention rises with deliveries, local press first, and fades.
///
/// Rule    attention fades by a fixed share a day; what is left to gain is gained with
///         1 - exp(-gain * deliveries per 100,000 inhabitants). A part of it is national.
/// Reads   deliveries of yesterday
/// Writes  territories.press
/// Draws   none
namespace models::press {

inline constexpr std::string_view name = "press";

inline constexpr sim::Parameter<double> gain{
    .key = "press.gain",
    .unit = "1/(unit per 100,000)",
    .range = {0.0, 10.0},
    .initial = 0.02,
    .meaning = "How much attention a delivered unit per 100,000 inhabitants calls up.",
    .source = "assumption; F61, F128"};
inline constexpr sim::Parameter<double> fade{.key = "press.fade",
                                             .unit = "1/day",
                                             .range = {0.0, 1.0},
                                             .initial = 0.1,
                                             .meaning = "Share of attention lost a day.",
                                             .source = "assumption; V2"};
inline constexpr sim::Parameter<double> national{
    .key = "press.national",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.2,
    .meaning = "Share of attention that is national rather than local.",
    .source = "assumption; F128"};
inline constexpr sim::Parameter<double> impact{
    .key = "press.campaign.impact",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.3,
    .meaning = "Share of the attention still to be had that the campaign gains at once.",
    .source = "assumption"};

/// Attention tomorrow, in [0, 1], after `deliveries` per 100,000 inhabitants today.
inline double next(double attention, double deliveries, double gain_per, double fade_rate) {
    const double kept = attention * (1 - fade_rate);
    return kept + (1 - kept) * (1 - sim::exp(-gain_per * deliveries));
}

inline void campaign(World& world, const sim::Values&, const sim::Arguments& arguments,
                     const sim::Today&) {
    for (double& attention : world.territories.press)
        attention += (1 - attention) * arguments[impact];
}

inline void step(World& world, const sim::Values& values, const sim::Today&) {
    Territories& territories = world.territories;
    double everywhere = 0, inhabitants = 0;
    for (std::size_t t = 0; t < territories.size(); ++t) {
        everywhere += territories.delivered_yesterday[t];
        inhabitants += territories.population[t];
    }
    const double per_100k = 1e5 / world.scale, national_part = values[national],
                 gained = values[gain], lost = values[fade];
    for (std::size_t t = 0; t < territories.size(); ++t) {
        const double local = territories.delivered_yesterday[t] / territories.population[t];
        const double heard = (1 - national_part) * local + national_part * everywhere / inhabitants;
        territories.press[t] = next(territories.press[t], heard * per_100k, gained, lost);
    }
}

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Deliveries make news, locally first; news fades.",
    .parameters = {gain, fade, national},
    .acts = {{.name = "press.campaign",
              .meaning = "A call or a campaign in the national press.",
              .arguments = {impact},
              .apply = campaign}},
    .step = step};

}  // namespace models::press
