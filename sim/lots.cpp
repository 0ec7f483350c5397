#include <sim/lots.hpp>

#include <array>
#include <cstddef>
#include <numeric>

namespace sim {

void draw_lots(std::vector<Lot>& lots) {
    // Least significant digit first: three stable counting sorts, each by 11 bits of the luck.
    constexpr std::uint32_t n_digits = 2048;
    std::vector<Lot> sorted(lots.size());
    for (const int shift : {0, 11, 22}) {
        const auto digit = [shift](Lot lot) { return (lot.luck >> shift) % n_digits; };
        std::array<std::size_t, n_digits + 1> place{};
        for (const Lot lot : lots)
            ++place[digit(lot) + 1];
        std::partial_sum(place.begin(), place.end(), place.begin());
        for (const Lot lot : lots)
            sorted[place[digit(lot)]++] = lot;
        lots.swap(sorted);
    }
}

}  // namespace sim
