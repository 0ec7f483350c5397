#pragma once

#include <models/matching_offers.hpp>

namespace models::matching {

/// Everybody sees every order: nothing limits how many are handled.
void by_platform_alone(World& world, const sim::Values& values, Shelves& shelves);

/// Coordinators of territories, then those of the country, handle orders while they have time;
/// writes down the hours that they are asked for.
void by_coordinators(World& world, const sim::Values& values, const sim::Today& today,
                     Shelves& shelves);

}  // namespace models::matching
