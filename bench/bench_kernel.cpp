#include "kernel_scenario.hpp"

#include <models/observables.hpp>
#include <models/populate.hpp>

#include <benchmark/benchmark.h>

/// The common kernel: 120 days on n persons, one thread, run only.
static void kernel_days(benchmark::State& state) {
    const auto n = static_cast<std::uint32_t>(state.range(0));
    const sim::Scenario scenario = kernel(n);
    const models::World start = models::populate(scenario, {1, 0});
    for (auto _ : state) {
        state.PauseTiming();
        models::World world = start;
        state.ResumeTiming();
        for (int day = 0; day < scenario.n_days(); ++day) {
            const sim::Date date = scenario.first_day() + std::chrono::days{day};
            world.today.clear(world.territories.size());
            models::day().run_day(world, scenario, scenario.values_on(date), {day, date, {1, 0}});
        }
        benchmark::DoNotOptimize(world.by_stage.data());
    }
    state.counters["person-days"] = benchmark::Counter(static_cast<double>(n) * scenario.n_days() *
                                                           static_cast<double>(state.iterations()),
                                                       benchmark::Counter::kIsRate);
}
BENCHMARK(kernel_days)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

/// The same with everything that a fresh start needs: people, network, columns.
static void kernel_populate(benchmark::State& state) {
    const sim::Scenario scenario = kernel(static_cast<std::uint32_t>(state.range(0)));
    for (auto _ : state) {
        const models::World world = models::populate(scenario, {1, 0});
        benchmark::DoNotOptimize(world.by_stage.data());
    }
}
BENCHMARK(kernel_populate)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
