#pragma once

#include <array>
#include <cstdint>

/// Philox 4x32-10, a counter-based generator: a bijection of 128-bit counters for each 64-bit key.
/// Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3,
/// doi:10.1145/2063384.2063405.
namespace sim {

/// Four random words, or the counter that they are computed from.
using PhiloxBlock = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

inline constexpr int philox_rounds = 10;
inline constexpr std::array<std::uint32_t, 2> philox_multipliers{0xD2511F53, 0xCD9E8D57};

/// The key of the next round.
constexpr PhiloxKey philox_next(PhiloxKey key) {
    return {key[0] + 0x9E3779B9u, key[1] + 0xBB67AE85u};
}

/// One round: two 32 x 32 -> 64 bit products, whose halves change places.
constexpr PhiloxBlock philox_round(PhiloxBlock c, PhiloxKey key) {
    const std::uint64_t product0 = std::uint64_t{philox_multipliers[0]} * c[0];
    const std::uint64_t product1 = std::uint64_t{philox_multipliers[1]} * c[2];
    const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    return {high(product1) ^ c[1] ^ key[0], low(product1), high(product0) ^ c[3] ^ key[1],
            low(product0)};
}

/// The four random words that belong to a counter under a key.
constexpr PhiloxBlock philox(PhiloxBlock counter, PhiloxKey key) {
    for (int round = 0; round < philox_rounds; ++round) {
        counter = philox_round(counter, key);
        key = philox_next(key);
    }
    return counter;
}

}  // namespace sim
