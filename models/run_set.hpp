#pragma once

#include <sim/archive.hpp>
#include <sim/scenario.hpp>
#include <sim/series.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

/// From scenarios to a results file. The browser build, which writes no files, leaves this out.
namespace models {

/// Which runs to make.
struct RunSet {
    std::vector<sim::Scenario> scenarios;  ///< names differ; same days and territories
    std::uint32_t n_replicates;
    std::uint64_t seed;
    unsigned n_threads;                    ///< 0 = one for each core
    bool tables = false;                   ///< whether to add final tables and the log of events
    std::vector<std::string> series = {};  ///< names of those to keep; all if none is named
};

/// The file of a run set whose runs are made elsewhere. `python` says what code in Python takes
/// part.
/// @throws InputError as run() does
sim::ArchiveWriter archive_of(const RunSet& runs, const sim::Layout& layout,
                              const std::filesystem::path& path, const std::string& python = "");

/// Runs all replicates of all scenarios and writes one results file. What scenarios have in common
/// is simulated once a replicate, unless there are fewer replicates than threads. `proceed(done)`
/// is called about ten times a second with the number of finished runs; when it returns false, or
/// something is thrown, no file is left behind.
/// @returns whether the file was written
/// @throws InputError for scenarios that cannot stand in one file, and for a path that cannot be
/// written
bool run(const RunSet& runs, const std::filesystem::path& path,
         const std::function<bool(std::size_t done)>& proceed);

}  // namespace models
