#include <sim/network.hpp>

#include <sim/error.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>

namespace sim {

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
    std::vector<std::uint32_t> next = first;
    std::vector<std::uint32_t> unsorted(2 * ties.size());
    for (const auto [a, b] : ties) {
        unsorted[next[std::size_t{a} + 1]++] = b;
        unsorted[next[std::size_t{b} + 1]++] = a;
    }

    // Ties go both ways: who writes herself down in the rows of her neighbors, one after the other,
    // leaves these rows in order.
    neighbors.resize(unsorted.size());
    for (std::uint32_t v = 0, i = 0; v < n_nodes; ++v)
        for (const std::uint32_t end_of_row = next[std::size_t{v} + 1]; i < end_of_row; ++i)
            neighbors[first[std::size_t{unsorted[i]} + 1]++] = v;
    first.pop_back();

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
    ties.reserve(n_ties());
    for (std::uint32_t v = 0; v < n_nodes(); ++v)
        for (const std::uint32_t neighbor : neighbors(v))
            if (v < neighbor)
                ties.push_back({v, neighbor});
    return ties;
}

}  // namespace sim
