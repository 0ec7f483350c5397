#pragma once

#include <sim/network.hpp>
#include <sim/stream.hpp>

#include <Eigen/Core>

#include <cstdint>
#include <span>

namespace sim {

/// Who knows whom: what is known of the persons and of how they choose.
struct SmallWorldPlan {
    std::span<const std::uint8_t> territory;  ///< [n_persons], where each lives
    std::span<const std::uint16_t> degree;    ///< [n_persons], how many ties each wants
    double inside_share;         ///< of all ties, those inside the territory, in [0, 1]
    double long_share;           ///< of these, those to anybody instead of near ones, in [0, 1]
    Eigen::MatrixXd attraction;  ///< [n_territories, n_territories], >= 0: how likely somebody of
                                 ///< the row's territory knows somebody of the column's; the
                                 ///< diagonal and the scale of a row do not matter
};

/// An acquaintance network: neighbors along a street, anybody in the territory, some elsewhere.
///
/// The persons of a territory live along a street, in the order of their numbers. Those who want
/// near ties get them from the nearest who still want some, half of them on either side: with
/// equal degrees this is a ring lattice, so friends of friends are friends (Watts, Strogatz 1998,
/// doi:10.1038/30918). Long ties join anybody in the territory; ties between territories go where
/// attraction draws them. Whoever finds nobody near, or elsewhere, looks in the whole territory.
/// So nearly everybody gets the degree wanted, and never more: missing are a last odd end in a
/// territory, and what would be a loop or a repeated tie.
/// @throws InputError if the plan contradicts itself
Network spatial_small_world(const SmallWorldPlan& plan, const Stream& stream);

}  // namespace sim
