#include <models/day.hpp>
#include <models/observables.hpp>
#include <models/simulation.hpp>
#include <sim/scenario_file.hpp>
#include <sim/stream.hpp>

#include <gtest/gtest.h>

#include <bit>
#include <cstdlib>
#include <fstream>
#include <ios>
#include <sstream>

namespace {

constexpr const char* file = "tests/golden/france-2020.txt";

/// One number for a series: any changed bit changes it.
std::uint64_t digest(const sim::SeriesArray& series) {
    std::uint64_t state = 0;
    for (Eigen::Index i = 0; i < series.size(); ++i)
        state = sim::mix(state ^ std::bit_cast<std::uint64_t>(series.data()[i]));
    return state;
}

/// A line for each series, so that a new one leaves the others' lines alone.
std::string digest_of(const std::string& scenario) {
    const std::atomic<bool> stop{false};
    const sim::Scenario story = sim::load_scenario(scenario, models::catalog(), {"scenarios"})
                                    .with_values({{"population.scale", 0.05}});
    const auto run = models::simulate(story, {.seed = 1, .replicate = 0}, stop);
    std::ostringstream lines;
    for (std::size_t o = 0; o < run.series.size(); ++o)
        lines << scenario << ' ' << models::observables()[o].info.name << ' ' << std::hex
              << digest(run.series[o]) << '\n';
    return lines.str();
}

std::string digests() {
    std::string lines;
    for (const char* scenario : {"france-2020", "topology-distributed", "topology-centralized"})
        lines += digest_of(scenario);
    return lines;
}

}  // namespace

// The same bits from every compiler, and from every change that says it changes no results. A
// change that does says so in CHANGELOG.md, and writes the file anew:
//   MUSTER_REFRESH_GOLDEN=1 build/release/muster_tests --gtest_filter='Golden.*'
TEST(Golden, runs_have_the_same_bits_as_ever) {
    const std::string now = digests();
    if (std::getenv("MUSTER_REFRESH_GOLDEN"))
        std::ofstream(file) << now;
    std::ostringstream expected;
    expected << std::ifstream(file).rdbuf();
    EXPECT_EQ(now, expected.str());
}
