#pragma once

#include <sim/network.hpp>
#include <sim/stream.hpp>

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

/// What a network looks like, in numbers.
namespace sim {

/// Groups of nodes that are connected to each other, however indirectly.
struct Components {
    std::vector<std::uint32_t> label;  ///< [n_nodes], numbered by their first node, from 0
    std::vector<std::uint32_t> size;   ///< [n_components], nodes
};

Components components(const Network& network);

/// Share of the nodes that are in the largest component; 0 if there are no nodes.
double giant_share(const Network& network);

/// Nodes in the largest component that remains once the marked ones are gone with their ties.
/// `removed` [n_nodes], not 0 = gone. Baran's survivability is this over all nodes there were.
std::uint32_t largest_component_after_removal(const Network& network,
                                              std::span<const std::uint8_t> removed);

/// Mean over the nodes of the share of pairs of neighbors that are tied, 0 for degrees 0 and 1.
/// Watts, Strogatz (1998, doi:10.1038/30918).
double clustering(const Network& network);

/// Share of paths of two ties that are closed by a third; 0 if there are no paths.
/// Newman, Strogatz, Watts (2001, doi:10.1103/PhysRevE.64.026118).
double transitivity(const Network& network);

/// Distance to nodes that cannot be reached.
inline constexpr std::uint32_t unreachable = std::numeric_limits<std::uint32_t>::max();

/// [n_nodes], number of ties on the shortest path from the source, or unreachable.
std::vector<std::uint32_t> distances(const Network& network, std::uint32_t source);

/// The distances from some nodes to all that can be reached from them.
struct Paths {
    std::uint64_t sum = 0, n = 0;
    std::uint32_t longest = 0;

    double mean() const { return n == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(n); }
};

/// At most `most` nodes, evenly spread over all.
std::vector<std::uint32_t> spread_nodes(const Network& network, std::uint32_t most);

/// So many nodes, or all if there are not more, drawn without repetition.
std::vector<std::uint32_t> drawn_nodes(const Network& network, std::uint32_t n,
                                       const Stream& stream);

/// O(n_sources * (n + ties)).
Paths paths(const Network& network, std::span<const std::uint32_t> sources);

/// Mean distance of all pairs of nodes that can reach each other; 0 if none. O(n * (n + ties)).
double mean_path_length(const Network& network);

/// Its estimate from the paths that begin at n_sources nodes, drawn without repetition: all paths
/// if n_sources >= n_nodes.
double mean_path_length(const Network& network, std::uint32_t n_sources, const Stream& stream);

/// The longest distance of two nodes that can reach each other. O(n * (n + ties)).
std::uint32_t diameter(const Network& network);

/// Freeman's degree centralization in [0, 1]: 1 for a star, 0 if all degrees are equal or n < 3.
/// Freeman (1978, doi:10.1016/0378-8733(78)90021-7).
double degree_centralization(const Network& network);

/// Gini coefficient of numbers in ascending order, in [0, 1): twice the mean of rank times number,
/// over their mean, less (n + 1) / n; no correction for small n. 0 if all are 0.
double gini(std::span<const std::uint32_t> ascending);

/// Gini coefficient of the degrees, in [0, 1): 0 if all are equal or there are no ties.
double degree_gini(const Network& network);

}  // namespace sim
