#pragma once

#include <models/world.hpp>
#include <sim/series.hpp>

#include <string>
#include <vector>

/// What a run leaves behind on request: everybody as they are on the last evening, today's
/// coordination ties, and the log of what happened. Listing draws nothing and changes nothing.
namespace models {

/// The columns of every listing. The log counts days from `first_day`.
std::vector<sim::ListingInfo> listings(const std::vector<std::string>& territory_names,
                                       sim::Date first_day);

/// Their rows, on the last evening of a run.
std::vector<sim::Listing> list(const World& world, const Log& log);

/// Writes down which places and collectives began or stopped today.
void log_structures(World& world);

}  // namespace models
