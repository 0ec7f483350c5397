#pragma once

#include <models/world.hpp>
#include <sim/scenario.hpp>
#include <sim/schedule.hpp>
#include <sim/series.hpp>

#include <atomic>
#include <span>
#include <string>
#include <vector>

/// From a scenario to results.
namespace models {

/// Which series a run of this scenario records: those named, or all; also which listings, if they
/// are asked for.
/// @throws InputError if its tables are not as they must be, or for an unknown series
sim::Layout layout(const sim::Scenario& scenario, bool tables = false,
                   const std::vector<std::string>& series = {});

/// Looks at everything that a run would look at before its first day.
/// @throws InputError if a table or an outcome of the scenario is not as it must be
void check(const sim::Scenario& scenario);

/// What one should know of a scenario although it is allowed, one sentence each.
std::vector<std::string> remarks(const sim::Scenario& scenario);

/// One world under way, day by day.
class Simulation {
  public:
    /// The world on the morning of its first day.
    /// @throws InputError if a table of the scenario is not as it must be
    Simulation(sim::Scenario scenario, sim::RunAddress address, bool logged = false);
    /// A world of its own on the same morning, with the same past.
    Simulation(const Simulation& other);
    Simulation& operator=(const Simulation&) = delete;

    /// A copy of it that goes on under another scenario, with the same luck.
    /// @throws InputError unless that scenario would have had the same past (see first_difference)
    Simulation fork(sim::Scenario scenario) const;

    /// From now on it lives under another scenario. @throws InputError as fork does
    void go_on_under(sim::Scenario scenario);

    /// Lives through the next day. `after` may change the world within the bounds of `writable`
    /// (columns.hpp) and with move(); what it throws leaves a day half lived.
    /// @throws std::logic_error when the run is over
    void step(const sim::AfterPhase& after = {});

    /// Persons change their stage as if they had decided it; who is in that stage stays.
    /// @throws InputError for a person who does not exist or a way that nobody goes
    void move(std::span<const PersonId> persons, Stage to, Reason reason);

    int day() const { return day_; }  ///< days lived through
    /// The day that the next step lives through.
    sim::Date date() const { return scenario_.first_day() + std::chrono::days{day_}; }
    bool is_over() const { return day_ == scenario_.n_days(); }
    const sim::Scenario& scenario() const { return scenario_; }
    const World& world() const { return world_; }
    sim::RunAddress address() const { return address_; }
    const Log& log() const { return log_; }  ///< empty unless asked for

  private:
    sim::Scenario scenario_;
    sim::RunAddress address_;
    World world_;
    Log log_;
    int day_ = 0;
};

/// One run; with the final tables and the log of events if they are asked for, and only the named
/// series if some are named. When `stop` becomes true it ends after the current day, and what it
/// returns is not whole.
sim::Recording simulate(const sim::Scenario& scenario, sim::RunAddress address,
                        const std::atomic<bool>& stop, bool tables = false,
                        const std::vector<std::string>& series = {});

}  // namespace models
