#pragma once

#include <sim/scenario.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Scenarios as TOML files (toml.io, version 1.0):
///
///     schema = 1                              # required
///     summary = "The agency withdraws its approval."
///     extends = "france-2020"                 # start from this scenario
///     without = ["legal text"]                # leave out inherited events
///
///     [dropout]
///     rate = 0.08
///
///     [[event]]
///     name = "approval withdrawn"
///     date = 2020-04-30                       # until = … is the last day on which it holds
///     set = { "norms.approval" = 0.2 }        # or: act = "rumor.publish", with = { severity = 1 }
///
///     [[outcome]]                             # a number of each run, shown first in its results
///     name = "engaged in the end"             # replaces an inherited outcome of this name
///     series = "persons"
///     where = { stage = "engaged" }           # labels of its dimensions; the rest is summed
///     take = "last"                           # first, sum, mean, max, min, days (with more than
///                                             # 0) over the run; or: on = 2020-04-30
///     share = true                            # divided by the same over all stages
///     above = 0.5                             # 1 if it exceeds this, else 0: a chance
///     given = "name of a chance above"        # only runs in which that came about
///
/// The value of a table is a CSV file, relative to the scenario file, or the CSV itself if the
/// text has more than one line, or "" for no table.
///
/// In all functions `folders` are where bundled scenarios lie: "theory/kernel" is
/// theory/kernel.toml in the first folder that has it. Messages name a bundled file that way, any
/// other as it was given.
namespace sim {

using Folders = std::vector<std::filesystem::path>;

/// A bundled scenario by its name, or one in a file by its path.
/// @throws InputError "file:line: what is wrong; what is allowed"
Scenario load_scenario(const std::string& name_or_path, std::shared_ptr<const Catalog> catalog,
                       const Folders& folders);

/// A scenario from the text of a file called `source`. Its name is the stem of "any/name.toml";
/// a `source` without .toml is the name itself.
/// @throws InputError as load_scenario()
Scenario parse_scenario(std::string_view toml, const std::string& source,
                        std::shared_ptr<const Catalog> catalog, const Folders& folders);

/// The scenario as one file that needs no other: values that are not initial in the order of the
/// catalog, then events and outcomes. Read back it is the same scenario; written again, the same
/// text.
std::string canonical(const Scenario& scenario);

/// A value as the command line gives it: --set dropout.rate=0.08.
/// @throws InputError that begins with "--set: "
Value parse_value(const Catalog& catalog, std::string_view key, std::string_view text);

/// Names of the bundled scenarios, sorted.
std::vector<std::string> scenario_names(const Folders& folders);

}  // namespace sim
