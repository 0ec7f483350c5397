#pragma once

#include <cstdint>
#include <vector>

namespace sim {

/// An item of a random order: `luck` says when its turn comes.
struct Lot {
    std::uint32_t luck, item;
};

/// Brings the lots into the order of their luck, equals in the order given; O(n) for random luck,
/// radix sort. This is our shuffle: with addressed luck, one more item leaves the order of the
/// others alone.
void draw_lots(std::vector<Lot>& lots);

}  // namespace sim
