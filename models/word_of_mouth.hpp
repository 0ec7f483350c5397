#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

namespace models::demand {

/// Yesterday's deliveries are talked about: some colleagues in the territory hear.
void word_of_mouth(World& world, const sim::Values& values, const sim::Today& today);

}  // namespace models::demand
