#pragma once

#include <models/purchase.hpp>

/// Surplus: those who are tied by coordination help each other out with material.
///
/// Rule    a maker who cannot start a unit asks those tied to it who use the same process and have
///         more than they keep, each for an equal part of what it lacks for a day. They give a
///         share of what they can spare; asked for more, everybody the same part, rounded down.
namespace models::surplus {

inline constexpr sim::Parameter<double> sharing{
    .key = "supply.sharing",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.5,
    .meaning = "Share of surplus material that makers give to those tied to them who have none.",
    .source = "assumption; F89, F153"};
inline constexpr sim::Parameter<double> kept{
    .key = "supply.kept",
    .unit = "day",
    .range = {0.0, 60.0},
    .initial = 2.0,
    .meaning = "Days of work for which makers keep material; what is beyond is surplus.",
    .source = "assumption"};

void share(World& world, const sim::Values& values, const std::vector<purchase::Buyer>& buyers);

}  // namespace models::surplus
