#pragma once

#include <sim/philox.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

/// Addressed random numbers: a number depends only on its address (seed, replicate, process, day,
/// entity, number), never on what was drawn before it. So a new process disturbs no other, results
/// do not depend on threads, and two scenarios can be compared replicate by replicate.
namespace sim {

/// A one-to-one scrambling of 64 bits: the finalizer of SplitMix64, Steele, Lea, Flood (2014),
/// doi:10.1145/2660193.2660195.
constexpr std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
}

/// A name as a number: the hash FNV-1a (Fowler, Noll, Vo) of its bytes.
constexpr std::uint64_t name_hash(std::string_view name) {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const char letter : name)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3;
    return hash;
}

/// The number that a word stays below with probability p: `word < cut`, cut in [0, 2^32]. It is
/// rounded up: whatever has a chance can happen. p <= 0 (or not a number) never, p >= 1 always.
constexpr std::uint64_t probability_cut(double p) {
    if (!(p > 0))
        return 0;
    if (p >= 1)
        return std::uint64_t{1} << 32;
    const double exact = p * 0x1p32;
    const auto floor = static_cast<std::uint64_t>(exact);
    return floor + (static_cast<double>(floor) < exact);
}

/// The word as a number in (0, 1), never 0 or 1: the middle of one of 2^32 equal steps.
constexpr double between_0_and_1(std::uint32_t word) { return (word + 0.5) * 0x1p-32; }

/// One of 0 … n-1, each (to within n / 2^32) equally likely: the word's place in the list.
constexpr std::uint32_t one_of(std::uint64_t n, std::uint32_t word) {
    return static_cast<std::uint32_t>(word * n >> 32);
}

/// The entity that stands for "a to b".
constexpr std::uint64_t ordered_pair(std::uint32_t a, std::uint32_t b) {
    return std::uint64_t{a} << 32 | b;
}

/// The entity that stands for the tie of a and b, the same for (b, a).
constexpr std::uint64_t unordered_pair(std::uint32_t a, std::uint32_t b) {
    return ordered_pair(std::min(a, b), std::max(a, b));
}

/// A priority of the pair (a, b) under a key, uniform on 64 bits. Who serves a? The b of highest
/// priority: then one more b moves only those who go to it. Thaler, Ravishankar (1998),
/// doi:10.1109/90.663936.
constexpr std::uint64_t rendezvous(std::uint64_t key, std::uint64_t a, std::uint64_t b) {
    return mix(mix(mix(key) ^ a) ^ b);
}

/// Which run: all of its random numbers follow from these two.
struct RunAddress {
    std::uint64_t seed;
    std::uint32_t replicate;
};

/// What tells a draw apart from the others of a stream.
struct Draw {
    std::uint64_t entity;
    std::uint32_t number = 0;
};

/// All draws of one process on one day of one run; a small value, cheap to make and to copy.
class Stream {
  public:
    constexpr Stream(RunAddress run, std::string_view process, std::uint32_t day)
        : key_(mix(mix(mix(run.seed) ^ run.replicate) ^ name_hash(process))), day_(day) {}

    /// 32 uniform bits for one entity (a person, a pair); `number` tells its draws of a day apart.
    constexpr std::uint32_t word(std::uint64_t entity, std::uint32_t number = 0) const {
        return philox(counter(entity / 4, number), philox_key())[entity % 4];
    }

    /// A number in (0, 1).
    constexpr double uniform(std::uint64_t entity, std::uint32_t number = 0) const {
        return between_0_and_1(word(entity, number));
    }

    /// True with probability p; whoever is hit at p is hit at every greater p too.
    constexpr bool bernoulli(double p, std::uint64_t entity, std::uint32_t number = 0) const {
        return word(entity, number) < probability_cut(p);
    }

    /// word() of the entities first_entity, first_entity + 1, ..., much faster than one by one.
    void words(std::uint64_t first_entity, std::span<std::uint32_t> out,
               std::uint32_t number = 0) const;

    /// word() of draws from anywhere, three times faster than one by one.
    void words_of(std::span<const Draw> draws, std::span<std::uint32_t> out) const;

    /// A number for this stream, to feed to rendezvous().
    constexpr std::uint64_t key() const { return mix(key_ ^ day_); }

  private:
    constexpr PhiloxKey philox_key() const {
        return {static_cast<std::uint32_t>(key_), static_cast<std::uint32_t>(key_ >> 32)};
    }
    /// Four neighbors share a block, so that no word of it is lost when everybody draws.
    constexpr PhiloxBlock counter(std::uint64_t block, std::uint32_t number) const {
        return {static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(block >> 32), day_,
                number};
    }

    std::uint64_t key_;
    std::uint32_t day_;
};

}  // namespace sim
