#pragma once

#include <models/world.hpp>
#include <sim/parameter.hpp>
#include <sim/schedule.hpp>
#include <sim/values.hpp>

/// Certification: who can pay for it has a design tested, and the goods made under it are approved.
///
/// Rule    while the regime asks for a certificate, a place or collective that has none applies for
///         one as soon as the price is at most a given share of its money; it pays at once, and the
///         certificate comes after some days. It covers what the place makes, or what all makers in
///         the scope of the collective make. Under self-certification everybody is approved.
/// Reads   norm, money
/// Writes  certificates, money
/// Draws   none
namespace models::certification {

inline constexpr sim::Parameter<bool> by_oneself{
    .key = "norms.self_certification",
    .initial = false,
    .meaning = "Whether makers certify their goods themselves, without cost and at once.",
    .source = "F78; refused in 2020 (F79)"};
inline constexpr sim::Parameter<double> effort{
    .key = "norms.certification_effort",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.5,
    .meaning = "Share of its money that a place or collective would spend on a certificate.",
    .source = "assumption; F76"};
inline constexpr sim::Parameter<std::int64_t> time{
    .key = "norms.certification_time",
    .unit = "day",
    .range = {0, 1000},
    .initial = 14,
    .meaning = "Days from the application to the certificate.",
    .source = "assumption; F76"};

/// Whether somebody with this money applies at this price, both in cents.
constexpr bool affordable(std::int64_t price, std::int64_t money, double share) {
    return static_cast<double>(price) <= share * static_cast<double>(money);
}

/// One column each for places and collectives.
void populate(World& world);

/// Those who can pay apply; certificates come.
void step(World& world, const sim::Values& values, const sim::Today& today);

}  // namespace models::certification
