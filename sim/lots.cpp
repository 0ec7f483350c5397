#include <sim/lots.hpp>

#include <array>
#include <cstddef>
#include <utility>

namespace sim {

void draw_lots(std::vector<Lot>& lots) {
    // Least significant digit first: three stable counting sorts, each by 11 bits of the luck.
    constexpr std::uint32_t n_digits = 2048, n_sorts = 3;
    const auto digit = [](Lot lot, std::uint32_t sort) {
        return (lot.luck >> 11 * sort) % n_digits;
    };
    std::array<std::array<std::uint32_t, n_digits>, n_sorts> place{};
    for (const Lot lot : lots)
        for (std::uint32_t sort = 0; sort < n_sorts; ++sort)
            ++place[sort][digit(lot, sort)];
    std::vector<Lot> sorted(lots.size());
    for (std::uint32_t sort = 0; sort < n_sorts; ++sort) {
        std::uint32_t first = 0;
        for (std::uint32_t& count : place[sort])
            first += std::exchange(count, first);
        for (const Lot lot : lots)
            sorted[place[sort][digit(lot, sort)]++] = lot;
        lots.swap(sorted);
    }
}

}  // namespace sim
