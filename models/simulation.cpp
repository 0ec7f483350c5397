#include <models/simulation.hpp>

#include <models/branches.hpp>
#include <models/build_info.hpp>
#include <models/columns.hpp>
#include <models/conservation.hpp>
#include <models/day.hpp>
#include <models/engagement.hpp>
#include <models/listings.hpp>
#include <models/observables.hpp>
#include <models/past.hpp>
#include <models/populate.hpp>
#include <models/population.hpp>
#include <models/posts.hpp>
#include <sim/error.hpp>
#include <sim/huge_pages.hpp>
#include <sim/scenario_file.hpp>

#include <algorithm>
#include <thread>

namespace models {
namespace {

std::vector<std::string> territory_names(const sim::Scenario& scenario) {
    const sim::Table& table = scenario.values()[population::territories];
    if (table.n_rows() == 0)
        return {"everywhere"};
    const auto names = table.texts("territory");
    return {names.begin(), names.end()};
}

/// One file has one axis of days and one of territories.
void check_alike(const std::vector<sim::Scenario>& scenarios) {
    const sim::Scenario& first = scenarios.front();
    for (const sim::Scenario& other : scenarios)
        if (other.first_day() != first.first_day() || other.last_day() != first.last_day() ||
            territory_names(other) != territory_names(first))
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

/// The long columns, through which every day jumps from maker to maker.
void use_huge_pages(const World& world) {
    for_each_column(world, [](const std::string&, const auto& column) {
        if constexpr (requires { column.data(); })
            sim::use_huge_pages(std::as_bytes(std::span(column.data(), column.size())));
    });
    sim::use_huge_pages(std::as_bytes(world.acquaintance.rows()));
}

}  // namespace

sim::Layout layout(const sim::Scenario& scenario, bool tables,
                   const std::vector<std::string>& series) {
    sim::Layout shape{.first_day = scenario.first_day(),
                      .n_days = scenario.n_days(),
                      .dimensions = dimensions(territory_names(scenario)),
                      .observables = {}};
    for (const Observable& observable : chosen(series))
        shape.observables.push_back(observable.info);
    if (tables)
        shape.listings = listings(territory_names(scenario), scenario.first_day());
    return shape;
}

void check(const sim::Scenario& scenario) {
    populate(scenario, {.seed = 0, .replicate = 0});
    sim::check(scenario.outcomes(), layout(scenario));
}

std::vector<std::string> remarks(const sim::Scenario& scenario) {
    return posts::remarks(scenario.values());
}

Simulation::Simulation(sim::Scenario scenario, sim::RunAddress address, bool logged)
    : scenario_(std::move(scenario)), address_(address), world_(populate(scenario_, address)) {
    world_.log = logged ? &log_ : nullptr;
    use_huge_pages(world_);
}

Simulation::Simulation(const Simulation& other)
    : scenario_(other.scenario_), address_(other.address_), world_(other.world_), log_(other.log_),
      day_(other.day_) {
    world_.log = other.world_.log ? &log_ : nullptr;
    use_huge_pages(world_);
}

Simulation Simulation::fork(sim::Scenario scenario) const {
    Simulation copy(*this);
    copy.go_on_under(std::move(scenario));
    return copy;
}

void Simulation::go_on_under(sim::Scenario scenario) {
    const auto parted = first_difference(scenario_, scenario);
    if (parted && parted->date < date())
        throw sim::InputError(sim::text(
            "on ", sim::iso(parted->date), " scenario '", scenario.name(), "' has ", parted->what,
            "; it is ", sim::iso(date()), ", and to go on, a scenario needs the same past"));
    check_events(scenario);
    scenario_ = std::move(scenario);
}

void Simulation::step(const sim::AfterPhase& after) {
    sim::ensure(!is_over(), "a simulation was stepped beyond its last day");
    log_.day = day_;
    world_.today.clear(world_.territories.size());
    models::day().run_day(world_, scenario_, scenario_.values_on(date()), {day_, date(), address_},
                          after);
    if (world_.log)
        log_structures(world_);
    if (checks())
        check_conservation(world_);
    ++day_;
}

void Simulation::move(std::span<const PersonId> persons, Stage to, Reason reason) {
    engagement::move(world_, scenario_.values_on(date()), persons, to, reason, day_);
}

sim::Recording simulate(const sim::Scenario& scenario, sim::RunAddress address,
                        const std::atomic<bool>& stop, bool tables,
                        const std::vector<std::string>& series) {
    return simulate_together({scenario}, address, stop, tables, series).front();
}

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
