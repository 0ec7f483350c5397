#pragma once

#include <sim/stream.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
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

}  // namespace sim
