#pragma once

#include <models/world.hpp>
#include <sim/scenario.hpp>

namespace models {

/// @throws InputError if its events ask for what cannot be
void check_events(const sim::Scenario& scenario);

/// The world on the morning of day 0, drawn from the values with which a scenario begins, not from
/// its events. Every attribute of a person has its own process name, so the same people, with the
/// same luck, live in every scenario.
/// @throws InputError if a table of the scenario is not as it must be
World populate(const sim::Scenario& scenario, sim::RunAddress run);

}  // namespace models
