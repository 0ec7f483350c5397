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

#include <span>

namespace models {
namespace {

std::vector<std::string> territory_names(const sim::Scenario& scenario) {
    const sim::Table& table = scenario.values()[population::territories];
    if (table.n_rows() == 0)
        return {"everywhere"};
    const auto names = table.texts("territory");
    return {names.begin(), names.end()};
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

}  // namespace models
