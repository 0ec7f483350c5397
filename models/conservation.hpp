#pragma once

#include <models/world.hpp>

namespace models {

/// Proves that nothing appeared or vanished until now: people, material, money, goods,
/// orders.
///
/// Material: initial + received = on sale + donated + under way + at makers' + used + wasted.
/// Money, by source: own at first + paid in = in hand + in pots + spent.
/// Units of each product: started = failed + accepted; accepted = in stock + under way + delivered
/// + refused.
/// Orders in units of each product: requested = open + under way + delivered + refused + cancelled.
/// @throws std::logic_error naming the first law that is broken
void check_conservation(const World& world);

}  // namespace models
