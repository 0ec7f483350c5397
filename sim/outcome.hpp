#pragma once

#include <sim/date.hpp>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

struct Layout;

/// Ways to make one number of the days of a run; `days` is the number of days with more than 0.
inline constexpr std::array<std::string_view, 7> ways_to_take{"last", "first", "sum", "mean",
                                                              "max",  "min",   "days"};

/// One number of each run that a scenario asks for: what its question is about.
struct Outcome {
    std::string name;
    std::string series;
    std::map<std::string, std::string> where = {};  ///< a label by dimension; the rest is summed
    std::string take = "last";                      ///< one of ways_to_take
    std::optional<Date> on = {};                    ///< instead: the value of this day
    bool share = false;                ///< divided by the same over all labels of the dimensions
    std::optional<double> above = {};  ///< 1 if it exceeds this, else 0: a chance over runs
    std::string given = {};            ///< only runs in which that outcome, a chance, came about
    std::string place = {};            ///< "file:line", or "" if not from a file

    bool operator==(const Outcome& other) const;  ///< the same but for the place
};

/// Adds an outcome, in the place of one of the same name if there is one.
void put(std::vector<Outcome>& outcomes, Outcome outcome);

/// Checks what can be known without results. @throws InputError with the place
void check(const std::vector<Outcome>& outcomes, Date first_day, Date last_day);

/// Checks that series, dimensions and labels exist. @throws InputError with the place
void check(const std::vector<Outcome>& outcomes, const Layout& layout);

}  // namespace sim
