#pragma once

#include <models/matching_shelves.hpp>

namespace models::matching {

/// Where nobody coordinates, units pass orders on from one to the next, a few steps a day.
void by_passing_on(World& world, const sim::Values& values, const sim::Today& today,
                   Shelves& shelves);

}  // namespace models::matching
