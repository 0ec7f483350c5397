#include <sim/lots.hpp>

#include <array>
#include <cstddef>
#include <utility>

namespace sim {

void draw_lots(std::vector<Lot>& lots) {
    // Two stable counting sorts, each by 11 bits, bring them into the order of the upper 22 bits of
    // their luck, least significant digit first.
    constexpr std::uint32_t n_digits = 2048, n_sorts = 2;
    const auto digit = [](Lot lot, std::uint32_t sort) {
        return (lot.luck >> (10 + 11 * sort)) % n_digits;
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
    // Few agree in these bits: each finds its place among its neighbors.
    for (std::size_t i = 1; i < lots.size(); ++i)
        for (std::size_t j = i; j > 0 && lots[j].luck < lots[j - 1].luck; --j)
            std::swap(lots[j], lots[j - 1]);
}

}  // namespace sim
