#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

#include <cstdint>

namespace models::coordination {

/// A tie of the network by the lasting numbers of its ends, as in Coordination::cut: those of
/// units, and after all units those of coordinators.
std::uint64_t lasting(const World& world, sim::Tie tie);

/// Each of yesterday's nodes and ties is lost for good with the same chance, whatever happens to
/// others.
void lose(World& world, double of_nodes, double of_ties, const sim::Today& today);

}  // namespace models::coordination
