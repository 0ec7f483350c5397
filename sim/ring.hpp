#pragma once

#include <sim/stream.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Keyed choices among alternatives that come and go: one alternative more draws some choosers to
/// itself and leaves all others where they were.
namespace sim {

/// Members in the order of fixed positions on a circle (consistent hashing: Karger et al. 1997,
/// doi:10.1145/258533.258660).
struct Ring {
    std::vector<std::uint32_t> members;
    std::vector<std::uint64_t> positions;  ///< [members.size()], increasing

    std::size_t size() const { return members.size(); }
    bool empty() const { return members.empty(); }

    /// `position` is at least that of the last member.
    void push_back(std::uint32_t member, std::uint64_t position) {
        members.push_back(member);
        positions.push_back(position);
    }

    /// Members [begin, end) of another ring, the positions of which come after all here.
    void append(const Ring& other, std::size_t begin, std::size_t end) {
        const auto first = std::ptrdiff_t(begin), last = std::ptrdiff_t(end);
        members.insert(members.end(), other.members.begin() + first, other.members.begin() + last);
        positions.insert(positions.end(), other.positions.begin() + first,
                         other.positions.begin() + last);
    }

    void reserve(std::size_t n) {
        members.reserve(n);
        positions.reserve(n);
    }

    /// Index of the first member after a point of the circle; the ring is not empty.
    std::size_t after(std::uint64_t point) const {
        const auto found = std::upper_bound(positions.begin(), positions.end(), point);
        return static_cast<std::size_t>(found - positions.begin()) % size();
    }
};

/// One of some candidates at random, shown one by one in any order: each has a priority of its own,
/// so one candidate more is chosen or changes nothing.
class KeyedChoice {
  public:
    /// `otherwise` is chosen where nobody is considered.
    KeyedChoice(std::uint64_t key, std::uint64_t chooser, std::uint32_t otherwise)
        : key_(mix(mix(key) ^ chooser)), chosen_(otherwise) {}

    void consider(std::uint32_t candidate) {
        const std::uint64_t priority =
            mix(key_ ^ candidate);  // rendezvous(key, chooser, candidate)
        const bool better = priority >= best_;
        best_ = better ? priority : best_;  // no branch: nobody could guess where it goes
        chosen_ = better ? candidate : chosen_;
    }

    std::uint32_t chosen() const { return chosen_; }

  private:
    std::uint64_t key_, best_ = 0;
    std::uint32_t chosen_;
};

/// Which of n > 0 slots a key falls into, each with the same chance: one slot more at the end draws
/// 1 / (n + 1) of the keys to itself and leaves all others where they were. Lamping, Veach (2014,
/// arXiv:1406.2294).
constexpr std::size_t jump_hash(std::uint64_t key, std::size_t n) {
    std::size_t slot = 0;
    for (std::size_t next = 0; next < n;) {
        slot = next;
        key = key * 2862933555777941757 + 1;
        next = static_cast<std::size_t>(static_cast<double>(slot + 1) *
                                        (0x1p31 / static_cast<double>((key >> 33) + 1)));
    }
    return slot;
}

/// jump_hash() of many keys: their divisions, which take long, run side by side.
inline void jump_hashes(std::span<const std::uint64_t> keys, std::size_t n,
                        std::span<std::uint32_t> slots) {
    constexpr std::size_t side_by_side = 8;
    for (std::size_t first = 0; first < keys.size(); first += side_by_side) {
        std::array<std::uint64_t, side_by_side> key{};
        std::array<std::int64_t, side_by_side> slot{}, next{};
        const std::size_t count = std::min(side_by_side, keys.size() - first);
        std::copy_n(keys.begin() + std::ptrdiff_t(first), count, key.begin());
        for (bool any = true; any;) {
            any = false;
            for (std::size_t i = 0; i < side_by_side; ++i) {
                const bool jumps = next[i] < static_cast<std::int64_t>(n);
                slot[i] = jumps ? next[i] : slot[i];
                key[i] = key[i] * 2862933555777941757 + 1;
                const auto steps = static_cast<std::int64_t>((key[i] >> 33) + 1);
                const auto to = static_cast<std::int64_t>(static_cast<double>(slot[i] + 1) *
                                                          (0x1p31 / static_cast<double>(steps)));
                next[i] = jumps ? to : next[i];
                any |= next[i] < static_cast<std::int64_t>(n);
            }
        }
        std::copy_n(slot.begin(), count, slots.begin() + std::ptrdiff_t(first));
    }
}

}  // namespace sim
