#pragma once

#include <sim/network.hpp>
#include <sim/stream.hpp>

#include <cstdint>
#include <vector>

/// Who stands between others: on how many shortest paths a node lies.
namespace sim {

/// [n_nodes], number of pairs of others whose shortest path leads through the node (a share of
/// the pair if they have several). O(n * (n + ties)).
/// Brandes (2001, doi:10.1080/0022250X.2001.9990249).
std::vector<double> betweenness(const Network& network);

/// Its estimate from the shortest paths that begin at n_sources nodes, drawn without repetition:
/// the same bits as betweenness(network) if n_sources >= n_nodes. O(n_sources * (n + ties)).
/// Brandes, Pich (2007, doi:10.1142/S0218127407018403).
std::vector<double> betweenness(const Network& network, std::uint32_t n_sources,
                                const Stream& stream);

}  // namespace sim
