#pragma once

#include <sim/network.hpp>

#include <cstdint>

/// Networks without chance: who coordinates with whom by design.
///
/// Every function @throws InputError when such a network cannot exist.
namespace sim {

/// Node 0 is the center of all others: Baran's centralized network.
Network star(std::uint32_t n);

/// Node 0 is the root with `at_root` children, every other node has `branching`; filled level by
/// level until there are n nodes.
Network tree(std::uint32_t n, std::uint32_t at_root, std::uint32_t branching);

/// Node 0 is the root, nodes 1 … n_sub_hubs hang on it, and on each of them `leaves_each` leaves:
/// Baran's decentralized network.
Network two_level_tree(std::uint32_t n_sub_hubs, std::uint32_t leaves_each);

/// Node 0 is the root; every node above the last level has `branching` children.
/// (branching^(height + 1) - 1) / (branching - 1) nodes.
Network k_ary_tree(std::uint32_t branching, std::uint32_t height);

/// Links a node in an infinite grid, relative to the one that a spanning tree needs:
/// Baran's redundancy level R.
enum class Redundancy { r1, r1_5, r2, r3, r4, r6, r8 };

/// Baran's distributed network: an array of stations with open borders, row by row.
///
/// R1 is one serpentine chain and R1.5 a brick wall; R2 ties the 4 nearest, R3 adds one diagonal,
/// R4 both, R6 also the second station in each direction, R8 instead the knight's moves.
/// Baran (1964, doi:10.1109/TCOM.1964.1088883); the neighbors for R1, R1.5, R6 and R8 are ours.
Network baran_grid(std::uint32_t rows, std::uint32_t columns, Redundancy redundancy);

/// 8 neighbors each, borders joined; row by row. At least 3 × 3.
Network moore_torus(std::uint32_t rows, std::uint32_t columns);

/// Each node tied to the k / 2 next on either side; k even and below n.
Network ring_lattice(std::uint32_t n, std::uint32_t k);

/// Everybody tied to everybody.
Network complete(std::uint32_t n);

/// Each node tied to the next.
Network line(std::uint32_t n);

}  // namespace sim
