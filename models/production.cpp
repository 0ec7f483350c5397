#include <models/production.hpp>

#include <models/pull.hpp>
#include <sim/chunk.hpp>
#include <sim/distributions.hpp>
#include <sim/draw_batch.hpp>

#include <numeric>

namespace models::production {
namespace {

/// What became of the units that somebody started.
struct Batch {
    std::int64_t started = 0, failed = 0;

    void operator+=(const Batch& other) {
        started += other.started;
        failed += other.failed;
    }
};

/// One maker or place starts some units, for which it has the material.
Batch make(Accounts& accounts, std::int64_t started, const Recipe& recipe, double u,
           std::array<std::vector<std::uint32_t>, n_materials>& material, std::size_t owner) {
    const auto& [per_hour, fails, bill] = recipe;
    const Batch batch{started, fails > 0 ? sim::binomial(u, started, fails) : 0};
    for (std::size_t m = 0; m < n_materials; ++m) {
        if (bill[m] == 0 || material[m].empty())
            continue;
        const std::int64_t taken = bill[m] * started, wasted = bill[m] * batch.failed;
        material[m][owner] -= static_cast<std::uint32_t>(taken);
        accounts.used[m] += taken - wasted;
        accounts.wasted[m] += wasted;
    }
    return batch;
}

void record(World& world, TerritoryId t, Process process, const Batch& batch) {
    const std::int64_t good = batch.started - batch.failed;
    const std::size_t product = index(product_of(process));
    world.today.made(t, Eigen::Index(product)) += good;
    world.today.failed(t, Eigen::Index(product)) += batch.failed;
    world.today.by_process(0, Eigen::Index(index(process))) += good;
    world.accounts.started[product] += batch.started;
    world.accounts.failed[product] += batch.failed;
    world.accounts.accepted[product] += good;
}

/// What makers do at home. Hours are counted in whole minutes: integers add up to the same sum in
/// any order.
class HomeWork {
  public:
    HomeWork(World& world, const sim::Values& values, const sim::Today& today)
        : world_(world), home_(values), draws_(today.stream(name)),
          batches_(world.territories.size()) {}

    /// Those at work, one by one, as far as the material at home goes.
    void work_limited() {
        const auto make_units = [&](const Plan& plan, const std::uint32_t* luck) {
            work(plan, luck);
        };
        sim::DrawBatch<Plan, 2> plans(draws_);
        const Persons& persons = world_.persons;
        for_each_at_work(
            persons,
            [&](PersonId p) {
                if (persons.stage[p] != Stage::engaged)
                    return;
                world_.today.minutes(persons.territory[p]) += minutes(persons.hours[p]);
                const float expected = home_.units(persons, p);
                if (expected <= 0)
                    return;
                const Plan plan{p, expected, &world_.recipe_of(p)};
                prefetch(plan);
                plans.add(plan, {{{p, 0}, {p, 1}}}, make_units);
            },
            persons.hours, persons.machines, persons.pace, persons.skill, world_.designs.score);
        plans.finish(make_units);
        for (std::size_t t = 0; t < batches_.size(); ++t)
            for (std::size_t process = 0; process < processes.size(); ++process)
                record(world_, static_cast<TerritoryId>(t), static_cast<Process>(process),
                       batches_[t][process]);
    }

    /// Persons first … first+count-1 of one territory, where everything succeeds and nothing is
    /// lacking: without branches, so these loops become vector code.
    void work_unlimited(std::size_t first, std::size_t count) {
        Persons& persons = world_.persons;
        draws_.words(first, std::span(words_.data(), count));
        std::int32_t all_minutes = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const bool works = persons.stage[first + i] == Stage::engaged;
            units_[i] = units((works ? 1.0f : 0.0f) * home_.units(persons, first + i), words_[i]);
            all_minutes += works ? minutes(persons.hours[first + i]) : 0;
        }
        std::uint32_t* stock = persons.stock.data() + first;
        std::uint32_t* made = persons.made.data() + first;
        const Process* process = persons.process.data() + first;
        std::int32_t all = 0, sewn = 0;
        for (std::size_t i = 0; i < count; ++i) {
            stock[i] += static_cast<std::uint32_t>(units_[i]);
            made[i] += static_cast<std::uint32_t>(units_[i]);
            all += units_[i];
            sewn += process[i] == Process::sewing ? units_[i] : 0;
        }
        const TerritoryId t = persons.territory[first];
        record(world_, t, Process::printing, {all - sewn, 0});
        record(world_, t, Process::sewing, {sewn, 0});
        world_.today.minutes(t) += all_minutes;
    }

  private:
    /// What somebody would make today, were there material.
    struct Plan {
        PersonId person;
        float expected;
        const Recipe* recipe;
    };

    void prefetch(const Plan& plan) const {
        const Persons& persons = world_.persons;
        for (std::size_t m = 0; m < n_materials; ++m)
            if (plan.recipe->bill[m] > 0)
                sim::prefetch(persons.material[m], plan.person);
        sim::prefetch(persons.idle_days, plan.person);
        sim::prefetch(persons.stock, plan.person);
        sim::prefetch(persons.made, plan.person);
    }

    /// Luck is a word to round and one for failures.
    void work(const Plan& plan, const std::uint32_t* luck) {
        const auto [p, expected, recipe] = plan;
        Persons& persons = world_.persons;
        const std::int32_t wanted = units(expected, luck[0]);
        if (wanted == 0)
            return;
        std::int64_t started = wanted;
        if (!persons.idle_days.empty()) {
            started = bill::allows(recipe->bill, persons.material, p, wanted);
            const int idle = started == 0 ? std::min(persons.idle_days[p] + 1, 255) : 0;
            persons.idle_days[p] = static_cast<std::uint8_t>(idle);
        }
        if (started == 0)
            return;
        const Batch batch = make(world_.accounts, started, *recipe, sim::between_0_and_1(luck[1]),
                                 persons.material, p);
        persons.stock[p] += static_cast<std::uint32_t>(batch.started - batch.failed);
        persons.made[p] += static_cast<std::uint32_t>(batch.started - batch.failed);
        batches_[persons.territory[p]][index(persons.process[p])] += batch;
    }

    static std::int32_t units(float expected, std::uint32_t word) {
        const auto whole = static_cast<std::int32_t>(expected);
        return whole + (sim::unit(word) < expected - static_cast<float>(whole));
    }
    std::int32_t minutes(float hours) const {
        return static_cast<std::int32_t>(hours * home_.free_time * 60 + 0.5f);
    }

    World& world_;
    AtHome home_;
    sim::Stream draws_;
    std::vector<std::array<Batch, processes.size()>> batches_;  ///< by territory, of one by one
    sim::Chunk<std::uint32_t> words_;
    sim::Chunk<std::int32_t> units_;
};

void at_homes(World& world, const sim::Values& values, const sim::Today& today) {
    HomeWork homes(world, values, today);
    const bool limited =
        !world.persons.idle_days.empty() || values[failure.worst] > 0 || values[failure.best] > 0;
    if (limited) {
        homes.work_limited();
        return;
    }
    const auto& begin = world.persons.territory_begin;
    for (std::size_t t = 0; t < world.territories.size(); ++t)
        sim::for_each_chunk(begin[t], begin[t + 1], [&](std::size_t first, std::size_t count) {
            homes.work_unlimited(first, count);
        });
}

void in_places(World& world, const sim::Values& values, const sim::Today& today) {
    Places& places = world.places;
    const sim::Stream draws = today.stream("production.places");
    const InPlaces there(values);
    const double days = values[shelf_days];
    for (std::uint32_t place = 0; place < places.size; ++place) {
        if (places.phase[place] != Places::Phase::producing)
            continue;
        const Process process = places.process[place];
        const double a_day = there.units(world, place);
        if (places.stock[place] >= a_day * days)
            continue;
        const Recipe& recipe = world.recipe_of(world.persons.size + place);
        std::int64_t started = sim::stochastic_round(draws.uniform(place), a_day);
        if (!places.material[0].empty())
            started = bill::allows(recipe.bill, places.material, place, started);
        const Batch batch =
            make(world.accounts, started, recipe, draws.uniform(place, 1), places.material, place);
        places.stock[place] += static_cast<std::uint32_t>(batch.started - batch.failed);
        places.made[place] += static_cast<std::uint32_t>(batch.started - batch.failed);
        record(world, places.territory[place], process, batch);
    }
}

}  // namespace

AtHome::AtHome(const sim::Values& values)
    : tended(static_cast<float>(values[tending] * values[pull::free_time])),
      limit(static_cast<float>(values[longest_run])),
      free_time(static_cast<float>(values[pull::free_time])) {}

InPlaces::InPlaces(const sim::Values& values)
    : firm_rate(values[production::firm_rate]), hours(values[lab_hours]) {}

double InPlaces::units(const World& world, std::uint32_t place) const {
    const Places& places = world.places;
    if (places.process[place] == Process::small_firm)
        return firm_rate;
    return places.machines[place] * hours *
           double(world.recipe_of(world.persons.size + place).per_hour);
}

void write_recipes(World& world, const sim::Values& values) {
    const bill::AmountsByProcess amounts = bill::read(values[bill::list]);
    const std::array minutes{&printing, &laser, &sewing};  // in the order of processes
    world.recipes = {};
    for (std::size_t process = 0; process < minutes.size(); ++process)
        for (int i = 0; i <= Recipe::n_steps; ++i) {
            const double score = double(i) / Recipe::n_steps;
            const auto with = [&](const Spread& spread) {
                return with_score(values[spread.worst], values[spread.best], score);
            };
            Recipe& recipe = world.recipes[process][std::size_t(i)];
            recipe.per_hour = static_cast<float>(60 / with(*minutes[process]));
            recipe.fails = with(failure);
            const auto& [worst, best] = amounts[process];
            for (std::size_t m = 0; m < n_materials; ++m)
                recipe.bill[m] = static_cast<std::int64_t>(
                    with_score(double(worst[m]), double(best[m]), score) + 0.5);
        }
    world.persons.pace.resize(world.persons.size);
    for (PersonId p = 0; p < world.persons.size; ++p)
        world.persons.pace[p] = world.recipe_of(p).per_hour;
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    at_homes(world, values, today);
    in_places(world, values, today);
}

}  // namespace models::production
