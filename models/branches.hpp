#pragma once

#include <models/simulation.hpp>

/// Runs as branches of one tree: what scenarios have in common is simulated once.
namespace models {

/// The runs of several scenarios with the same luck, in their order; all have at least the first
/// day in common (see with_common_past). What they have in common is lived through once; at most
/// 1 + log2(n) worlds exist at a time. The recordings are the same bits as those of simulate();
/// they have only the named series if some are named.
std::vector<sim::Recording> simulate_together(const std::vector<sim::Scenario>& scenarios,
                                              sim::RunAddress address,
                                              const std::atomic<bool>& stop, bool tables = false,
                                              const std::vector<std::string>& series = {});

}  // namespace models
