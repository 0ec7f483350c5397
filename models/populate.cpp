#include <models/populate.hpp>

#include <models/acquaintance.hpp>
#include <models/awareness.hpp>
#include <models/coordination.hpp>
#include <models/design.hpp>
#include <models/engagement.hpp>
#include <models/money.hpp>
#include <models/need.hpp>
#include <models/norms.hpp>
#include <models/observables.hpp>
#include <models/population.hpp>
#include <models/posts.hpp>
#include <models/production.hpp>
#include <models/requesters.hpp>
#include <models/rumor.hpp>
#include <models/structures.hpp>
#include <models/supply.hpp>
#include <models/ties.hpp>

#include <sim/chunk.hpp>
#include <sim/error.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace models {
namespace {

/// What a maker has at home for what her machines do.
std::vector<std::uint32_t> usual_stock(const World& world, std::size_t m, double units) {
    const Persons& persons = world.persons;
    const bool main = m == index(Material::filament) || m == index(Material::textile);
    const double share = main ? units : 0.5 * units;
    std::vector<std::uint32_t> amounts(persons.size);
    for (PersonId p = 0; p < persons.size; ++p)
        if (persons.machines[p] > 0)
            amounts[p] = static_cast<std::uint32_t>(double(world.recipe_of(p).bill[m]) * share);
    return amounts;
}

/// What a table says that persons have at home.
std::vector<std::uint32_t> given_stock(const World& world, std::size_t m, const sim::Table& table) {
    const auto given = table.numbers(materials[m]);
    std::vector<std::uint32_t> amounts(world.persons.size);
    for (std::size_t row = 0; row < table.n_rows(); ++row) {
        if (!(given[row] >= 0 && given[row] <= 1e9) || given[row] != std::floor(given[row]))
            throw sim::InputError(sim::text(table.place(row), ": ", materials[m], " = ", given[row],
                                            "; allowed are whole numbers from 0 to 1e9"));
        amounts[world.checked_person(table.numbers("person")[row], table, row)] =
            static_cast<std::uint32_t>(given[row]);
    }
    return amounts;
}

/// What is at home, and what is on sale.
void stock_up(World& world, const sim::Values& values) {
    using namespace supply;
    Persons& persons = world.persons;
    const sim::Table& given = values[stocks];
    for (std::size_t m = 0; m < n_materials; ++m) {
        persons.material[m] = given.n_rows() > 0 ? given_stock(world, m, given)
                                                 : usual_stock(world, m, values[home_stock]);
        world.places.material[m].assign(world.places.size, 0);
        for (std::size_t t = 0; t < world.territories.size(); ++t)
            world.suppliers.base[m].push_back(
                static_cast<std::int64_t>(values[base[m]] * small_units[m] *
                                          world.territories.population[t] / 1e5 * world.scale));
        world.suppliers.stock[m] = world.suppliers.base[m];
        world.suppliers.donated[m].assign(world.territories.size(), 0);
        world.accounts.initial[m] =
            std::accumulate(world.suppliers.stock[m].begin(), world.suppliers.stock[m].end(),
                            std::int64_t{0}) +
            std::accumulate(persons.material[m].begin(), persons.material[m].end(),
                            std::int64_t{0});
    }
}

/// Columns of the mechanisms that are on; those of the others stay empty.
void make_columns(World& world, const sim::Values& values) {
    Persons& persons = world.persons;
    const auto n = persons.size;
    persons.stage.assign(n, values.on("awareness") ? Stage::unaware : Stage::aware);
    persons.at_work = sim::Marks(n);
    persons.stock.assign(n, 0);
    persons.made.assign(n, 0);
    persons.took_part.assign(n, 0);
    persons.reason.assign(n, Reason::other);
    persons.pull_at_entry.resize(n);
    if (values.on("engagement")) {
        persons.engaged_contacts.assign(n, 0);
        persons.engaged_on.assign(n, -1);
    }
    if (values.on("awareness")) {
        persons.informed_contacts.assign(n, 0);
        persons.silent.assign(n, 0);
    }
    if (values.on("supply")) {
        persons.idle_days.assign(n, 0);
        persons.paused_days.assign(n, 0);
    }
    if (values.on("fatigue"))
        persons.fatigue.assign(n, 0);
    if (values.on("recognition")) {
        persons.recognition.assign(n, 0);
        persons.thanks.assign(n, 0);
    }
    if (values.on("rumor")) {
        persons.risk.assign(n, 0);
        persons.rumor.assign(n, 0);
        persons.denial.assign(n, 0);
    }
}

/// Some have heard already on the first morning.
void tell_first(World& world, const sim::Values& values) {
    if (!values.on("awareness"))
        return;
    const std::uint64_t cut = sim::probability_cut(values[awareness::initially]);
    const sim::Stream luck(world.run, "awareness.initially", 0);
    sim::for_each_word(luck, world.persons.size, 0, [&](PersonId p, std::uint32_t word) {
        if (word < cut)
            world.move(p, Stage::aware);
    });
    for (const PersonId p : world.checked_persons(values[awareness::seeds]))
        world.move(p, Stage::aware);
}

/// Whether units and coordinators are tied to each other.
bool coordinated(const sim::Values& values) {
    return values.on("coordination") || values.on("matching") || values.on("design");
}

}  // namespace

void check_events(const sim::Scenario& scenario) {
    if (coordinated(scenario.values()))
        posts::check(scenario);
    if (scenario.values().on("norms"))
        norms::check(scenario);
}

World populate(const sim::Scenario& scenario, sim::RunAddress run) {
    check_events(scenario);
    const sim::Values& values = scenario.values();
    World world;
    world.run = run;
    world.wage = values[observing::wage];
    population::populate(world, values);
    acquaintance::tie(world, scenario);
    make_columns(world, values);
    world.by_stage = Counts::Zero(Eigen::Index(world.territories.size()), stages.size());
    for (PersonId p = 0; p < world.persons.size; ++p)
        world.by_stage(world.persons.territory[p], Eigen::Index(index(world.persons.stage[p]))) +=
            1;
    if (values.on("need") || values.on("demand"))
        requesters::populate(world, values);
    world.territories.patients = need::daily_patients(
        values[need::hospital], world.territories.name, scenario.first_day(), scenario.n_days());
    if (values.on("structures")) {
        places::populate(world, values);
        collectives::populate(world, values);
    }
    if (values.on("design"))
        design::populate(world, values);
    production::write_recipes(world, values);
    if (values.on("supply"))
        stock_up(world, values);
    if (values.on("money"))
        money::populate(world, values);
    if (coordinated(values)) {
        coordination::lay_ring(world);
        posts::lay(world, scenario);
        if (values.on("ties"))
            ties::make_columns(world);
    }
    if (values.on("norms"))
        certification::populate(world);
    tell_first(world, values);
    engagement::sow(world, values);
    if (values.on("rumor"))
        rumor::sow(world, values);
    world.today.clear(world.territories.size());
    return world;
}

}  // namespace models
