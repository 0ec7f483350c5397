#pragma once

#include <sim/series.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

/// An ensemble: every scenario run with every replicate, side by side on several threads.
namespace sim {

/// One run of the ensemble: which scenario, with the luck of which replicate.
struct Task {
    std::size_t scenario;
    std::uint32_t replicate;

    bool operator==(const Task&) const = default;
};

/// Runs all scenarios of replicate 0, then all of replicate 1 and so on, so that pairs finish
/// together; the results are the same for any number of threads.
///
/// simulate  called on the worker threads; ends early, with anything, once `stop` is true
/// collect   called on the calling thread, in the order above
/// proceed   called on the calling thread about every 100 ms, and at the end, with the number of
///           runs collected; false stops: nothing more is collected and the answer is false
/// threads   one run is one thread; 0 simulates on the calling thread (for a browser without
///           threads), so that proceed is only asked between runs
///
/// At most 2 × threads runs are under way or wait to be collected, which bounds the memory.
/// @returns true when every run was collected and nobody said stop.
/// @throws whatever simulate, collect or proceed throws, after all threads ended. Of several
///         failing runs it is the first in order, after the runs before it were collected.
bool run_ensemble(std::size_t n_scenarios, std::uint32_t n_replicates, unsigned threads,
                  const std::function<Recording(Task, const std::atomic<bool>& stop)>& simulate,
                  const std::function<void(Task, const Recording&)>& collect,
                  const std::function<bool(std::size_t done)>& proceed);

/// Scenarios that are simulated by one thread, with one luck after the other.
using Group = std::vector<std::size_t>;

/// The same for groups of scenarios: `simulate` makes a recording of each scenario of a group, in
/// its order. Runs are collected in the same order. At most 2 × threads groups are under way.
///
/// groups    each scenario is in one; ascending, and by their first
bool run_ensemble(
    const std::vector<Group>& groups, std::uint32_t n_replicates, unsigned threads,
    const std::function<std::vector<Recording>(const Group&, std::uint32_t replicate,
                                               const std::atomic<bool>& stop)>& simulate,
    const std::function<void(Task, const Recording&)>& collect,
    const std::function<bool(std::size_t done)>& proceed);

}  // namespace sim
