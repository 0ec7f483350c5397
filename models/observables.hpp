#pragma once

#include <models/world.hpp>
#include <sim/catalog.hpp>
#include <sim/series.hpp>

#include <span>
#include <string>
#include <vector>

/// What is counted each evening. Observing draws nothing and changes nothing.
namespace models {

/// One observable: what it is, and how to read it off the world in the evening. `out` has the width
/// of its dimensions, the last varying fastest.
struct Observable {
    sim::ObservableInfo info;
    void (*read)(const World& world, std::span<double> out);
    int every = 1;  ///< days; what is dear to measure keeps its value in between
};

const std::vector<Observable>& observables();

/// The observables of these names, in the order of all; all of them if none is named.
/// @throws InputError for a name that none has
std::vector<Observable> chosen(const std::vector<std::string>& names);

/// Writes down one evening: row `day` of the series of each observable of the list.
void observe(const World& world, int day, sim::Recording& recording,
             const std::vector<Observable>& list = observables());

namespace observing {

inline constexpr sim::Parameter<double> wage{
    .key = "observation.wage",
    .unit = "EUR/hour",
    .range = {0.0, 1000.0},
    .initial = 15.0,
    .meaning = "What an hour of volunteers' work would have cost, for the value of their hours.",
    .source = "assumption: replacement cost",
    .fixed = true};

sim::Section section();

}  // namespace observing

/// The axes of the observables; territories by their names.
std::vector<sim::Dimension> dimensions(const std::vector<std::string>& territory_names);

}  // namespace models
