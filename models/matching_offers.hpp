#pragma once

#include <models/matching_shelves.hpp>

namespace models::matching {

/// Orders that are open today, by territory and product.
struct Waiting {
    std::vector<std::array<std::vector<Order*>, n_products>> posted;  ///< in groups
    std::vector<std::array<std::int64_t, n_products>> on_platforms;   ///< how many
};

/// Makers whom requesters know give them what they have. Notes on the way which others wait.
Waiting by_acquaintance(World& world, Shelves& shelves);

/// Each unit of a shelf offers what it has to one of the orders that were posted.
void by_social_network(World& world, Shelves& shelves, const Waiting& waiting,
                       const sim::Today& today);

}  // namespace models::matching
