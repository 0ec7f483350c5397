#pragma once

#include <sim/network.hpp>
#include <sim/stream.hpp>

#include <Eigen/Core>

#include <cstdint>
#include <span>

/// The random networks of the literature; their draws come from one stream, so the same stream
/// gives the same network.
///
/// Every function @throws InputError when such a network cannot exist.
namespace sim {

/// Each pair is tied with the same chance, such that nodes have `mean_degree` ties on average:
/// G(n, p). One more node leaves the ties among the others alone if p stays the same.
/// Batagelj, Brandes (2005, doi:10.1103/PhysRevE.71.036113).
Network erdos_renyi(std::uint32_t n, double mean_degree, const Stream& stream);

/// Exactly m ties, all sets of m pairs being equally likely: G(n, m).
Network erdos_renyi_ties(std::uint32_t n, std::uint64_t m, const Stream& stream);

/// A ring in which each node has k neighbors; then the far end of each tie moves, with chance p,
/// to a node chosen at random. The number of ties, n * k / 2, remains.
/// Watts, Strogatz (1998, doi:10.1038/30918).
Network watts_strogatz(std::uint32_t n, std::uint32_t k, double p, const Stream& stream);

/// Nodes arrive one by one and each ties itself to m others, chosen in proportion to the ties they
/// have; the first m + 1 nodes are a star. Barabási, Albert (1999,
/// doi:10.1126/science.286.5439.509).
Network barabasi_albert(std::uint32_t n, std::uint32_t m, const Stream& stream);

/// Nodes with wanted degrees, tied at random; the few loops and repeated ties that arise are
/// erased. `degrees` [n_nodes], their sum even. Bollobás (1980,
/// doi:10.1016/S0195-6698(80)80030-8).
Network configuration_model(std::span<const std::uint32_t> degrees, const Stream& stream);

/// Nodes in blocks, one block after the other; a pair is tied with a chance that depends on the
/// blocks of both. `sizes` [n_blocks]; `chance` [n_blocks, n_blocks], symmetric, in [0, 1].
/// Holland, Laskey, Leinhardt (1983, doi:10.1016/0378-8733(83)90021-7).
Network stochastic_block(std::span<const std::uint32_t> sizes, const Eigen::MatrixXd& chance,
                         const Stream& stream);

/// The network after n_swaps exchanges (u–v, x–y → u–y, x–v) of two ties drawn at random. Degrees
/// remain, clustering goes. Exchanges that would make a loop or a repeated tie are drawn anew.
/// Maslov, Sneppen (2002, doi:10.1126/science.1065103).
Network swap_ties(const Network& network, std::uint64_t n_swaps, const Stream& stream);

}  // namespace sim
