#pragma once

#include <sim/prefetch.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace sim {

/// An undirected tie between two nodes, numbered from 0.
struct Tie {
    std::uint32_t a, b;

    bool operator==(const Tie&) const = default;
};

/// Who is tied to whom: an undirected simple graph in compressed rows.
///
/// The neighbors of node v are one contiguous, ascending row, so walking them is a scan of memory.
/// A network does not change; to change ties, build another one from a list of ties.
class Network {
  public:
    Network() = default;

    /// Loops and repeated ties are dropped. Takes time O(n_nodes + ties) for bounded degrees and
    /// 8 bytes a tie. @throws logic_error if a tie names a node that does not exist
    static Network from_ties(std::uint32_t n_nodes, std::span<const Tie> ties);

    std::uint32_t n_nodes() const { return static_cast<std::uint32_t>(first_.size() - 1); }
    std::uint64_t n_ties() const { return neighbors_.size() / 2; }
    std::uint32_t degree(std::uint32_t v) const { return first_[v + 1] - first_[v]; }

    /// Ascending, each once, never v itself.
    std::span<const std::uint32_t> neighbors(std::uint32_t v) const {
        return {neighbors_.data() + first_[v], degree(v)};
    }

    /// The neighbors of all nodes, row after row.
    std::span<const std::uint32_t> rows() const { return neighbors_; }

    /// Asks the memory for the row of v, which will be needed soon: rows lie far apart.
    void prefetch(std::uint32_t v) const {
        sim::prefetch(neighbors_.data() + first_[v]);
        sim::prefetch(neighbors_.data() + first_[v + 1]);  // it seldom takes more lines than two
    }

    /// Every tie once, a < b, sorted.
    std::vector<Tie> ties() const;

    bool operator==(const Network&) const = default;

  private:
    std::vector<std::uint32_t> first_{0};   ///< [n_nodes + 1], where the row of a node begins
    std::vector<std::uint32_t> neighbors_;  ///< [2 * n_ties], the rows one after the other
};

}  // namespace sim
