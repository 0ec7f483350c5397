#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Delivery: parcels travel, arrive, and are accepted or refused.
///
/// Rule    a parcel needs a day or so and as many more as the distance takes, and one more where
///         helpers are few. The stricter requesters are and the worse a design, the more they
///         refuse, unless it is approved; where need is urgent almost anything is welcome. What is
///         refused is lost, and may be ordered again.
/// Reads   shipments, strictness, scores of designs, salience, helpers
/// Writes  requesters.held, requesters.expected, thanks, who was served, useless offers
/// Draws   per shipment: one word, for acceptance
namespace models::delivery {

inline constexpr std::string_view name = "delivery";

inline constexpr sim::Parameter<std::int64_t> handover{
    .key = "delivery.handover",
    .unit = "day",
    .range = {0, 60},
    .initial = 1,
    .meaning = "Days that every parcel needs, however near; 0: it is handed over at once.",
    .source = "assumption; F33"};
inline constexpr sim::Parameter<double> speed{
    .key = "delivery.speed",
    .unit = "km/day",
    .range = {1.0, 5000.0},
    .initial = 300.0,
    .meaning = "Distance that a parcel covers a day between territories.",
    .source = "assumption; F33"};
inline constexpr sim::Parameter<double> helpers_needed{
    .key = "delivery.helpers_needed",
    .unit = "helper/maker",
    .range = {0.0, 10.0},
    .initial = 0.1,
    .meaning = "Helpers per maker below which every parcel needs a day more.",
    .source = "assumption; V6 (15 of 90 to 150 of 180)"};

inline constexpr sim::Parameter<double> leniency{
    .key = "delivery.leniency",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.5,
    .meaning = "Share of strictness that is dropped where need is felt in full.",
    .source = "assumption; F18"};

/// Days that a parcel travels.
constexpr int days_under_way(int at_least, double km, double km_per_day, bool helpers_short) {
    return at_least + static_cast<int>(km / km_per_day) + (helpers_short ? 1 : 0);
}

/// Chance that a parcel of goods that nobody approved is refused. `score` is that of the design in
/// [0, 1], `salience` how urgent need feels where it arrives.
constexpr double refusal(double strictness, double score, double salience, double lenient) {
    return strictness * (1 - score) * (1 - lenient * salience);
}

void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Parcels travel, arrive, are accepted or refused.",
    .parameters = {handover, speed, helpers_needed, leniency},
    .step = step};

}  // namespace models::delivery
