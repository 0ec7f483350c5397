#include <models/branches.hpp>
#include <models/day.hpp>
#include <models/observables.hpp>
#include <models/populate.hpp>
#include <models/simulation.hpp>
#include <sim/scenario_file.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <limits>
#include <map>

static sim::Scenario france() {
    return sim::load_scenario("france-2020", models::catalog(), {"scenarios"});
}

/// One replicate of france-2020, from drawing the people to the last observation.
static void france_replicate(benchmark::State& state) {
    const sim::Scenario scenario = france();
    const std::atomic<bool> stop{false};
    std::uint32_t replicate = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(models::simulate(scenario, {1, replicate++}, stop));
}
BENCHMARK(france_replicate)->Unit(benchmark::kMillisecond);

/// What `muster compare france-2020 no-legal-text` simulates for a replicate: two worlds that part
/// on 12 May, with the series that its table is made of.
static void france_pair(benchmark::State& state) {
    const sim::Scenario base = france();
    const sim::Scenario other =
        sim::load_scenario("no-legal-text", models::catalog(), {"scenarios"});
    const std::vector<std::string> printed{"persons",         "withdrawals",          "units_made",
                                           "units_delivered", "waiting_days",         "need_latent",
                                           "orders_lost",     "useless_offers",       "hours_given",
                                           "money_spent",     "deliveries_by_channel"};
    const std::atomic<bool> stop{false};
    std::uint32_t replicate = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            models::simulate_together({base, other}, {1, replicate++}, stop, false, printed));
}
BENCHMARK(france_pair)->Unit(benchmark::kMillisecond);

/// Where the time of a replicate goes: processor's milliseconds a replicate by phase of the day.
static void france_phases(benchmark::State& state) {
    const sim::Scenario scenario = france();
    std::map<std::string, double> spent;
    const auto timed = [&](std::string_view phase, auto work) {
        const std::clock_t begin = std::clock();
        work();
        spent[std::string(phase)] += double(std::clock() - begin) * 1000 / CLOCKS_PER_SEC;
    };
    sim::Recording recording = sim::empty_recording(models::layout(scenario));
    for (auto _ : state) {
        models::World world;
        timed("populate", [&] { world = models::populate(scenario, {1, 0}); });
        for (int number = 0; number < scenario.n_days(); ++number) {
            const sim::Date date = scenario.first_day() + std::chrono::days{number};
            const sim::Values values = scenario.values_on(date);
            const sim::Today today{number, date, {1, 0}};
            world.today.clear(world.territories.size());
            models::day().perform_acts(world, scenario, values, today);
            for (const auto& phase : models::day().phases())
                if (values.on(phase.name))
                    timed(phase.name, [&] { phase.run_day(world, values, today); });
            timed("observation", [&] { models::observe(world, number, recording); });
        }
    }
    for (const auto& [phase, milliseconds] : spent)
        state.counters[phase] = milliseconds / static_cast<double>(state.iterations());
}
BENCHMARK(france_phases)->Unit(benchmark::kMillisecond);

/// What a mechanism costs in all, with what it makes others do: milliseconds that a replicate is
/// shorter without it. Negative where its absence makes work for others.
static void france_switches(benchmark::State& state) {
    const sim::Scenario scenario = france();
    const std::atomic<bool> stop{false};
    const auto milliseconds = [&](const sim::Scenario& story) {
        double least = std::numeric_limits<double>::infinity();
        for (int i = 0; i < 3; ++i) {  // the least disturbed
            const auto begin = std::chrono::steady_clock::now();
            benchmark::DoNotOptimize(models::simulate(story, {1, 0}, stop));
            const std::chrono::duration<double, std::milli> took =
                std::chrono::steady_clock::now() - begin;
            least = std::min(least, took.count());
        }
        return least;
    };
    for (auto _ : state) {
        const double whole = milliseconds(scenario);
        for (const auto& phase : models::day().phases()) {
            const std::string name(phase.name);
            state.counters[name] =
                whole - milliseconds(scenario.with_values({{name + ".on", false}}));
        }
    }
}
BENCHMARK(france_switches)->Unit(benchmark::kMillisecond)->Iterations(1);
