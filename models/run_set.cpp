#include <models/run_set.hpp>

#include <models/branches.hpp>
#include <models/build_info.hpp>
#include <models/past.hpp>
#include <models/simulation.hpp>
#include <sim/ensemble.hpp>
#include <sim/error.hpp>
#include <sim/scenario_file.hpp>

#include <algorithm>
#include <thread>

namespace models {
namespace {

std::vector<std::string> territories(const sim::Scenario& scenario) {
    return layout(scenario).dimension("territory").labels;
}

/// One file has one axis of days and one of territories.
void check_alike(const std::vector<sim::Scenario>& scenarios) {
    const sim::Scenario& first = scenarios.front();
    for (const sim::Scenario& other : scenarios)
        if (other.first_day() != first.first_day() || other.last_day() != first.last_day() ||
            territories(other) != territories(first))
            throw sim::InputError(
                sim::text("scenarios '", first.name(), "' and '", other.name(),
                          "' differ in days or territories; run them into two files instead"));
}

sim::Provenance provenance(const RunSet& runs, const std::string& python) {
    sim::Provenance origin{.scenario_names = {},
                           .scenario_texts = {},
                           .seed = runs.seed,
                           .n_replicates = runs.n_replicates,
                           .version = std::string(version()),
                           .revision = std::string(revision()),
                           .compiler = std::string(compiler()),
                           .python = python};
    for (const sim::Scenario& scenario : runs.scenarios) {
        origin.scenario_names.push_back(scenario.name());
        origin.scenario_texts.push_back(sim::canonical(scenario));
    }
    return origin;
}

/// Scenarios that a thread simulates together. Not if threads would have nothing to do meanwhile,
/// nor if the tables of many runs would wait in memory until the last is finished.
std::vector<sim::Group> groups(const RunSet& runs, unsigned n_threads) {
    if (runs.n_replicates >= n_threads && (!runs.tables || runs.scenarios.size() <= 2))
        return with_common_past(runs.scenarios);
    std::vector<sim::Group> alone;
    for (std::size_t i = 0; i < runs.scenarios.size(); ++i)
        alone.push_back({i});
    return alone;
}

}  // namespace

sim::ArchiveWriter archive_of(const RunSet& runs, const sim::Layout& layout,
                              const std::filesystem::path& path, const std::string& python) {
    if (runs.n_replicates == 0)
        throw sim::InputError("replicates = 0; allowed are whole numbers from 1");
    check_alike(runs.scenarios);
    for (const sim::Scenario& scenario : runs.scenarios)
        sim::check(scenario.outcomes(), models::layout(scenario));
    return {path, layout, provenance(runs, python)};
}

bool run(const RunSet& runs, const std::filesystem::path& path,
         const std::function<bool(std::size_t done)>& proceed) {
    sim::ensure(!runs.scenarios.empty(), "a run set needs a scenario");
    sim::ArchiveWriter archive =
        archive_of(runs, layout(runs.scenarios.front(), runs.tables, runs.series), path);
    const unsigned n_threads =
        runs.n_threads ? runs.n_threads : std::max(1u, std::thread::hardware_concurrency());
    const bool whole = sim::run_ensemble(
        groups(runs, n_threads), runs.n_replicates, n_threads,
        [&](const sim::Group& group, std::uint32_t replicate, const std::atomic<bool>& stop) {
            std::vector<sim::Scenario> scenarios;
            for (const std::size_t number : group)
                scenarios.push_back(runs.scenarios[number]);
            return simulate_together(scenarios, {runs.seed, replicate}, stop, runs.tables,
                                     runs.series);
        },
        [&](sim::Task task, const sim::Recording& recording) { archive.write(task, recording); },
        proceed);
    if (whole)
        archive.finish();
    return whole;
}

}  // namespace models
