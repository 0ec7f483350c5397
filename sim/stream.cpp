#include <sim/stream.hpp>

#include <sim/error.hpp>

#include <array>
#include <cstring>

#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace sim {

#ifdef __AVX2__

namespace {

/// Four counters side by side, a lane each. A word is the low half of its lane; whatever stands in
/// the high half is ignored: so one 64-bit product gives the low word of the next round as it is,
/// and the high word when shifted.
using Lanes [[gnu::vector_size(32)]] = std::uint64_t;

constexpr std::size_t n_groups = 4;  // of lanes: one computes while another waits for its products
constexpr std::size_t words_at_once = n_groups * 4 * 4;

/// The product of each word with a multiplier. GCC 12 does not find this instruction by itself and
/// is four times slower without.
Lanes product(Lanes lanes, std::uint32_t multiplier) {
    return Lanes(_mm256_mul_epu32(__m256i(lanes), __m256i(Lanes{} + multiplier)));
}

using RoundKeys = std::array<std::array<Lanes, 2>, philox_rounds>;

RoundKeys round_keys(PhiloxKey key) {
    RoundKeys keys;
    for (auto& round : keys) {
        round = {Lanes{} + key[0], Lanes{} + key[1]};
        key = philox_next(key);
    }
    return keys;
}

/// Puts four blocks, whose words are in c, one after the other.
void write_blocks(const std::array<Lanes, 4>& c, std::uint32_t* out) {
    const Lanes front = (c[0] & 0xFFFFFFFF) | c[1] << 32;
    const Lanes back = (c[2] & 0xFFFFFFFF) | c[3] << 32;
    const Lanes blocks01 = __builtin_shufflevector(front, back, 0, 4, 1, 5);
    const Lanes blocks23 = __builtin_shufflevector(front, back, 2, 6, 3, 7);
    std::memcpy(out, &blocks01, sizeof blocks01);
    std::memcpy(out + 8, &blocks23, sizeof blocks23);
}

/// philox() of {block, day, number}, {block + 1, day, number}, ..., in vector registers.
void write_many_blocks(std::uint64_t block, std::uint32_t day, std::uint32_t number,
                       const RoundKeys& keys, std::uint32_t* out) {
    std::array<std::array<Lanes, 4>, n_groups> groups;
    for (auto& c : groups) {
        const Lanes blocks = Lanes{0, 1, 2, 3} + block;
        c = {blocks, blocks >> 32, Lanes{} + day, Lanes{} + number};
        block += 4;
    }
#pragma GCC unroll 10
    for (const auto& key : keys)
#pragma GCC unroll 4
        for (auto& c : groups) {
            const Lanes product0 = product(c[0], philox_multipliers[0]);
            const Lanes product1 = product(c[2], philox_multipliers[1]);
            c = {(product1 >> 32) ^ (c[1] ^ key[0]), product1, (product0 >> 32) ^ (c[3] ^ key[1]),
                 product0};
        }
#pragma GCC unroll 4
    for (std::size_t g = 0; g < n_groups; ++g)
        write_blocks(groups[g], out + 16 * g);
}

}  // namespace

#endif

void Stream::words(std::uint64_t first_entity, std::span<std::uint32_t> out,
                   std::uint32_t number) const {
    std::size_t i = 0;
    for (; i < out.size() && (first_entity + i) % 4 != 0; ++i)  // up to the first whole block
        out[i] = word(first_entity + i, number);
#ifdef __AVX2__
    const RoundKeys keys = round_keys(philox_key());
    for (; i + words_at_once <= out.size(); i += words_at_once)
        write_many_blocks((first_entity + i) / 4, day_, number, keys, &out[i]);
#endif
    for (; i + 4 <= out.size(); i += 4) {
        const PhiloxBlock block = philox(counter((first_entity + i) / 4, number), philox_key());
        std::memcpy(&out[i], block.data(), sizeof block);
    }
    for (; i < out.size(); ++i)
        out[i] = word(first_entity + i, number);
}

}  // namespace sim
