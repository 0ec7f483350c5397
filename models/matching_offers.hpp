#pragma once

#include <models/matching_shelves.hpp>

namespace models::matching {

/// [territory][product]: orders that were posted in groups and are open.
using Posted = std::vector<std::array<std::vector<Order*>, n_products>>;

/// Makers whom requesters know give them what they have. Notes on the way what is posted.
Posted by_acquaintance(World& world, Shelves& shelves);

/// Each unit of a shelf offers what it has to one of the orders that were posted.
void by_social_network(World& world, Shelves& shelves, const Posted& posted,
                       const sim::Today& today);

}  // namespace models::matching
