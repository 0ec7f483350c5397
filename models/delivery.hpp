#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Delivery: parcels travel, arrive, and are accepted or refused.
///
/// Rule    a parcel needs one day and as many more as the distance takes, and one more where
///         helpers are few. Requesters refuse unvalidated goods with a chance equal to their
///         strictness; what is refused is lost, and may be ordered again.
/// Reads   shipments, strictness, helpers
/// Writes  requesters.held, requesters.expected, thanks, who was served
/// Draws   per shipment: one word, for acceptance
namespace models::delivery {

inline constexpr std::string_view name = "delivery";

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

/// Days that a parcel travels.
constexpr int days_under_way(double km, double km_per_day, bool helpers_short) {
    return 1 + static_cast<int>(km / km_per_day) + (helpers_short ? 1 : 0);
}

void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{.name = name,
                                             .summary =
                                                 "Parcels travel, arrive, are accepted or refused.",
                                             .parameters = {speed, helpers_needed},
                                             .step = step};

}  // namespace models::delivery
