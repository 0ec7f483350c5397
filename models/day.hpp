#pragma once

#include <models/world.hpp>
#include <sim/catalog.hpp>
#include <sim/schedule.hpp>

#include <memory>

/// The order of a day, and the catalog of parameters that follows from it.
namespace models {

const sim::Schedule<World>& day();

/// All parameters of the model, in the order of the day. One object, shared.
std::shared_ptr<const sim::Catalog> catalog();

}  // namespace models
