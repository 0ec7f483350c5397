#include <sim/stream.hpp>

#include <sim/error.hpp>

#include <algorithm>
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

/// The words of four blocks, the first of each in c[0].
using Group = std::array<Lanes, 4>;
using Groups = std::array<Group, n_groups>;

/// philox() of all blocks, in vector registers.
void encrypt(Groups& groups, const RoundKeys& keys) {
#pragma GCC unroll 10
    for (const auto& key : keys)
#pragma GCC unroll 4
        for (auto& c : groups) {
            const Lanes product0 = product(c[0], philox_multipliers[0]);
            const Lanes product1 = product(c[2], philox_multipliers[1]);
            c = {(product1 >> 32) ^ (c[1] ^ key[0]), product1, (product0 >> 32) ^ (c[3] ^ key[1]),
                 product0};
        }
}

/// Puts four blocks one after the other.
void write_blocks(const Group& c, std::uint32_t* out) {
    const Lanes front = (c[0] & 0xFFFFFFFF) | c[1] << 32;
    const Lanes back = (c[2] & 0xFFFFFFFF) | c[3] << 32;
    const Lanes blocks01 = __builtin_shufflevector(front, back, 0, 4, 1, 5);
    const Lanes blocks23 = __builtin_shufflevector(front, back, 2, 6, 3, 7);
    std::memcpy(out, &blocks01, sizeof blocks01);
    std::memcpy(out + 8, &blocks23, sizeof blocks23);
}

/// philox() of {block, day, number}, {block + 1, day, number}, ...
void write_many_blocks(std::uint64_t block, std::uint32_t day, std::uint32_t number,
                       const RoundKeys& keys, std::uint32_t* out) {
    Groups groups;
    for (auto& c : groups) {
        const Lanes blocks = Lanes{0, 1, 2, 3} + block;
        c = {blocks, blocks >> 32, Lanes{} + day, Lanes{} + number};
        block += 4;
    }
    encrypt(groups, keys);
#pragma GCC unroll 4
    for (std::size_t g = 0; g < n_groups; ++g)
        write_blocks(groups[g], out + 16 * g);
}

constexpr std::size_t draws_at_once = n_groups * 4;

/// The words of draws from anywhere: of each block the one that is theirs.
void write_words(const Draw* draws, std::uint32_t day, const RoundKeys& keys, std::uint32_t* out) {
    Groups groups;
    std::array<Lanes, n_groups> places;  // of the words in their blocks
    for (std::size_t g = 0; g < n_groups; ++g) {
        const Draw* four = draws + 4 * g;
        const Lanes entities{four[0].entity, four[1].entity, four[2].entity, four[3].entity};
        const Lanes numbers{four[0].number, four[1].number, four[2].number, four[3].number};
        groups[g] = {entities >> 2, entities >> 34, Lanes{} + day, numbers};
        places[g] = entities & 3;
    }
    encrypt(groups, keys);
    for (std::size_t g = 0; g < n_groups; ++g) {
        Lanes words{};
        for (std::uint64_t place = 0; place < 4; ++place)
            words |= groups[g][place] & Lanes(places[g] == Lanes{} + place);
        for (std::size_t lane = 0; lane < 4; ++lane)
            out[4 * g + lane] = static_cast<std::uint32_t>(words[lane]);
    }
}

}  // namespace

#endif

void Stream::words(std::uint64_t first_entity, std::span<std::uint32_t> out,
                   std::uint32_t number) const {
    const auto block_of = [&](std::size_t i) {
        return philox(counter((first_entity + i) / 4, number), philox_key());
    };
    std::size_t i = 0;
    if (const std::size_t skipped = first_entity % 4;
        skipped != 0) {  // up to the first whole block
        i = std::min(4 - skipped, out.size());
        std::copy_n(block_of(0).begin() + skipped, i, out.begin());
    }
#ifdef __AVX2__
    const RoundKeys keys = round_keys(philox_key());
    for (; i + words_at_once <= out.size(); i += words_at_once)
        write_many_blocks((first_entity + i) / 4, day_, number, keys, &out[i]);
    if (out.size() - i > words_at_once / 4) {  // some in vain, yet sooner than one by one
        std::array<std::uint32_t, words_at_once> rest;
        write_many_blocks((first_entity + i) / 4, day_, number, keys, rest.data());
        std::copy_n(rest.begin(), out.size() - i, out.begin() + std::ptrdiff_t(i));
        return;
    }
#endif
    for (; i < out.size(); i += 4)
        std::copy_n(block_of(i).begin(), std::min<std::size_t>(4, out.size() - i),
                    out.begin() + std::ptrdiff_t(i));
}

void Stream::words_of(std::span<const Draw> draws, std::span<std::uint32_t> out) const {
    std::size_t i = 0;
#ifdef __AVX2__
    const RoundKeys keys = round_keys(philox_key());
    for (; i + draws_at_once <= draws.size(); i += draws_at_once)
        write_words(&draws[i], day_, keys, &out[i]);
    if (draws.size() - i > draws_at_once / 4) {  // some in vain, yet sooner than one by one
        std::array<Draw, draws_at_once> last{};
        std::array<std::uint32_t, draws_at_once> words;
        std::copy_n(draws.begin() + std::ptrdiff_t(i), draws.size() - i, last.begin());
        write_words(last.data(), day_, keys, words.data());
        std::copy_n(words.begin(), draws.size() - i, out.begin() + std::ptrdiff_t(i));
        return;
    }
#endif
    for (; i < draws.size(); ++i)
        out[i] = word(draws[i].entity, draws[i].number);
}

}  // namespace sim
