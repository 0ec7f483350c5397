#pragma once

#include <models/world.hpp>
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

/// Writes down one evening: row `day` of every series.
void observe(const World& world, int day, sim::Recording& recording);

/// The axes of the observables; territories by their names.
std::vector<sim::Dimension> dimensions(const std::vector<std::string>& territory_names);

}  // namespace models
