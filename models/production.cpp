#include <models/production.hpp>

#include <models/pull.hpp>
#include <sim/chunk.hpp>
#include <sim/distributions.hpp>

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
Batch make(Accounts& accounts, std::int64_t started, const bill::Bill& bill, double fails, double u,
           std::array<std::vector<std::uint32_t>, n_materials>& material, std::size_t owner) {
    const Batch batch{started, fails > 0 ? sim::binomial(u, started, fails) : 0};
    for (std::size_t m = 0; m < n_materials; ++m) {
        if (bill[m] == 0 || material[m].empty())
            continue;
        material[m][owner] -= static_cast<std::uint32_t>(bill[m] * started);
        accounts.used[m] += bill[m] * (started - batch.failed);
        accounts.wasted[m] += bill[m] * batch.failed;
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

/// Makers of one territory: its persons first … first+count-1.
class HomeWork {
  public:
    HomeWork(World& world, const sim::Values& values, const sim::Today& today)
        : world_(world), home_(values), bill_(bill::of(Process::printing, values)),
          fails_(values[failure]), draws_(today.stream(name)) {}

    /// Counts hours in whole minutes: integers add up to the same sum in any order.
    void work(std::size_t first, std::size_t count) {
        const Persons& persons = world_.persons;
        draws_.words(first, std::span(words_.data(), count));
        for (std::size_t i = 0; i < count; ++i) {
            // A product instead of a branch: so this loop becomes vector code.
            const float works = (persons.stage[first + i] == Stage::engaged) &
                                        (persons.process[first + i] == Process::printing)
                                    ? 1.0f
                                    : 0.0f;
            const float expected = works * home_.units(persons, first + i);
            const auto whole = static_cast<std::int32_t>(expected);
            units_[i] = whole + (sim::unit(words_[i]) < expected - static_cast<float>(whole));
            minutes_[i] = static_cast<std::int32_t>(
                works * (persons.hours[first + i] * home_.free_time * 60 + 0.5f));
        }
        const bool limited = !persons.idle_days.empty() || fails_ > 0;
        const Batch total = limited ? print(first, count) : print_all(first, count);
        const TerritoryId t = persons.territory[first];
        record(world_, t, Process::printing, total);
        world_.today.minutes(t) +=
            std::accumulate(minutes_.begin(), minutes_.begin() + std::ptrdiff_t(count), 0);
    }

  private:
    /// Everything succeeds and nothing is lacking.
    Batch print_all(std::size_t first, std::size_t count) {
        std::uint32_t* stock = world_.persons.stock.data() + first;
        std::int32_t started = 0;
        for (std::size_t i = 0; i < count; ++i) {
            stock[i] += static_cast<std::uint32_t>(units_[i]);
            started += units_[i];
        }
        return {started, 0};
    }

    /// As far as the material at home goes.
    Batch print(std::size_t first, std::size_t count) {
        Persons& persons = world_.persons;
        Batch total;
        for (std::size_t i = 0; i < count; ++i) {
            if (units_[i] == 0)
                continue;
            const std::size_t p = first + i;
            std::int64_t started = units_[i];
            if (!persons.idle_days.empty()) {
                started = std::min(started, bill::allows(bill_, persons.material, p));
                const int idle = started == 0 ? std::min(persons.idle_days[p] + 1, 255) : 0;
                persons.idle_days[p] = static_cast<std::uint8_t>(idle);
            }
            const double luck = fails_ > 0 ? draws_.uniform(p, 1) : 0.5;
            const Batch batch =
                make(world_.accounts, started, bill_, fails_, luck, persons.material, p);
            persons.stock[p] += static_cast<std::uint32_t>(batch.started - batch.failed);
            total += batch;
        }
        return total;
    }

    World& world_;
    AtHome home_;
    bill::Bill bill_;
    double fails_;
    sim::Stream draws_;
    sim::Chunk<std::uint32_t> words_;
    sim::Chunk<std::int32_t> units_, minutes_;
};

void at_homes(World& world, const sim::Values& values, const sim::Today& today) {
    HomeWork homes(world, values, today);
    const auto& begin = world.persons.territory_begin;
    for (std::size_t t = 0; t < world.territories.size(); ++t)
        sim::for_each_chunk(begin[t], begin[t + 1], [&](std::size_t first, std::size_t count) {
            homes.work(first, count);
        });
}

void in_places(World& world, const sim::Values& values, const sim::Today& today) {
    Places& places = world.places;
    const sim::Stream draws = today.stream("production.places");
    for (std::uint32_t place = 0; place < places.size; ++place) {
        if (places.phase[place] != Places::Phase::producing)
            continue;
        const Process process = places.process[place];
        const double a_day = in_place(process, places.machines[place], values);
        if (places.stock[place] >= a_day * values[shelf_days])
            continue;
        const bill::Bill bill = bill::of(process, values);
        std::int64_t started = sim::stochastic_round(draws.uniform(place), a_day);
        if (!places.material[0].empty())
            started = std::min(started, bill::allows(bill, places.material, place));
        const double fails = process == Process::small_firm ? 0 : values[failure];
        const Batch batch = make(world.accounts, started, bill, fails, draws.uniform(place, 1),
                                 places.material, place);
        places.stock[place] += static_cast<std::uint32_t>(batch.started - batch.failed);
        record(world, places.territory[place], process, batch);
    }
}

}  // namespace

AtHome::AtHome(const sim::Values& values)
    : tended(static_cast<float>(values[tending] * values[pull::free_time])),
      limit(static_cast<float>(values[longest_run])),
      per_hour(static_cast<float>(60 / values[minutes])),
      free_time(static_cast<float>(values[pull::free_time])) {}

double in_place(Process process, int machines, const sim::Values& values) {
    switch (process) {
    case Process::printing:
        return machines * values[lab_hours] * 60 / values[minutes];
    case Process::laser:
        return machines * values[lab_hours] * values[laser_rate];
    case Process::small_firm:
        return values[firm_rate];
    case Process::sewing:
        return 0;
    }
    return 0;
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    at_homes(world, values, today);
    in_places(world, values, today);
}

}  // namespace models::production
