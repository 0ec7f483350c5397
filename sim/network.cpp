#include <sim/network.hpp>

#include <sim/error.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

namespace sim {
namespace {

/// Puts each row in order. Ties go both ways: nodes that write themselves down in the rows of their
/// neighbors, one after the other, leave these rows in order. That is quicker than to sort row by
/// row, as long as all rows fit into the cache.
void sort_rows(const std::vector<std::uint32_t>& first, std::vector<std::uint32_t>& neighbors) {
    constexpr std::size_t most_in_cache = 1 << 21;
    const auto n_nodes = static_cast<std::uint32_t>(first.size() - 1);
    if (neighbors.size() > most_in_cache) {
        for (std::uint32_t v = 0; v < n_nodes; ++v)
            std::sort(neighbors.begin() + first[v], neighbors.begin() + first[v + 1]);
        return;
    }
    std::vector<std::uint32_t> next = first;
    std::vector<std::uint32_t> sorted(neighbors.size());
    for (std::uint32_t v = 0; v < n_nodes; ++v)
        for (std::uint32_t i = first[v]; i < first[v + 1]; ++i)
            sorted[next[neighbors[i]]++] = v;
    neighbors = std::move(sorted);
}

}  // namespace

Network Network::from_ties(std::uint32_t n_nodes, std::span<const Tie> ties) {
    ensure(ties.size() <= std::numeric_limits<std::uint32_t>::max() / 2,
           "a network holds at most 2^31 ties");
    ensure(std::all_of(ties.begin(), ties.end(),
                       [n_nodes](Tie tie) { return tie.a < n_nodes && tie.b < n_nodes; }),
           "both ends of a tie are nodes of the network");
    Network network;
    auto& first = network.first_;
    auto& neighbors = network.neighbors_;

    // Counting sort by node. Counts are kept two places ahead, so that filling the rows turns
    // first[v + 1] from the beginning of row v into its end, which is the beginning of row v + 1.
    first.assign(std::size_t{n_nodes} + 2, 0);
    for (const auto [a, b] : ties) {
        ++first[std::size_t{a} + 2];
        ++first[std::size_t{b} + 2];
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    neighbors.resize(2 * ties.size());
    for (const auto [a, b] : ties) {
        neighbors[first[std::size_t{a} + 1]++] = b;
        neighbors[first[std::size_t{b} + 1]++] = a;
    }
    first.pop_back();
    sort_rows(first, neighbors);

    // Drop what does not belong there and close the gaps.
    auto end = neighbors.begin();
    std::uint32_t row_begin = 0;
    for (std::uint32_t v = 0; v < n_nodes; ++v) {
        const auto row = neighbors.begin() + row_begin;
        const auto row_end = neighbors.begin() + first[v + 1];
        row_begin = first[v + 1];
        first[v] = static_cast<std::uint32_t>(end - neighbors.begin());
        end = std::copy_if(row, std::unique(row, row_end), end,
                           [v](std::uint32_t neighbor) { return neighbor != v; });
    }
    first[n_nodes] = static_cast<std::uint32_t>(end - neighbors.begin());
    neighbors.erase(end, neighbors.end());
    return network;
}

std::vector<Tie> Network::ties() const {
    std::vector<Tie> ties;
    ties.reserve(static_cast<std::size_t>(n_ties()));
    for (std::uint32_t v = 0; v < n_nodes(); ++v)
        for (const std::uint32_t neighbor : neighbors(v))
            if (v < neighbor)
                ties.push_back({v, neighbor});
    return ties;
}

}  // namespace sim
