#pragma once

#include <sim/scenario.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// How long scenarios have the same past. With the same luck they are then the same world, bit for
/// bit: what a day does follows from the state of the morning, the values of that day and its acts.
namespace models {

/// Where two scenarios part.
struct Difference {
    sim::Date date;    ///< first day that is not the same
    std::string what;  ///< what the other has and the one has not, such as "need.alarm = 5"
};

/// The first day on which `other` has another value or act than `one`; nothing if they are the same
/// all along. Scenarios that begin with other values differ from the first day on, for the first
/// morning is drawn from them. Names, summaries and outcomes do not count.
std::optional<Difference> first_difference(const sim::Scenario& one, const sim::Scenario& other);

/// Numbers of the scenarios, those together that share at least the first day. Each group is in
/// order, and groups are in the order of their first.
std::vector<std::vector<std::size_t>> with_common_past(const std::vector<sim::Scenario>& scenarios);

}  // namespace models
