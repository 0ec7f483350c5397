#include <models/conservation.hpp>
#include <models/day.hpp>
#include <models/run_set.hpp>
#include <models/simulation.hpp>
#include <sim/error.hpp>
#include <sim/scenario_file.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

namespace fs = std::filesystem;

sim::Scenario story(const std::string& name) {
    return sim::load_scenario(name, models::catalog(), {"scenarios"})
        .with_values({{"population.scale", 0.01}});
}

models::RunSet runs(unsigned n_threads) {
    return {.scenarios = {story("france-2020"), story("no-legal-text")},
            .n_replicates = 3,
            .seed = 7,
            .n_threads = n_threads};
}

/// A folder of its own for each test, empty at first.
class Simulation : public testing::Test {
  protected:
    Simulation()
        : folder(fs::temp_directory_path() /
                 ("muster-" +
                  std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    ~Simulation() override { fs::remove_all(folder); }

    std::string refusal(const models::RunSet& set, const fs::path& path) const {
        try {
            models::run(set, path, [](std::size_t) { return true; });
        } catch (const sim::InputError& error) {
            return error.what();
        }
        return "";
    }

    fs::path folder;
};

std::string bytes(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

const auto go_on = [](std::size_t) { return true; };

}  // namespace

// Promise (c): the whole file, byte by byte.
TEST_F(Simulation, one_and_two_threads_write_the_same_bytes) {
    EXPECT_TRUE(models::run(runs(1), folder / "one.nc", go_on));
    EXPECT_TRUE(models::run(runs(2), folder / "two.nc", go_on));
    const std::string one = bytes(folder / "one.nc");
    EXPECT_GT(one.size(), 10'000u);
    EXPECT_TRUE(one == bytes(folder / "two.nc"));
}

// Four threads are more than replicates: then every run is made by itself.
TEST_F(Simulation, what_scenarios_share_is_simulated_once_or_twice_with_the_same_bytes) {
    for (const bool tables : {false, true}) {
        models::RunSet together = runs(2), alone = runs(4);
        together.tables = alone.tables = tables;
        models::run(together, folder / "together.nc", go_on);
        models::run(alone, folder / "alone.nc", go_on);
        EXPECT_TRUE(bytes(folder / "together.nc") == bytes(folder / "alone.nc")) << tables;
    }
}

// The log is its own, too.
TEST_F(Simulation, a_fork_and_its_trunk_do_not_touch_each_other) {
    const sim::Scenario base = story("france-2020");
    models::Simulation trunk(base, {7, 0}, true);
    while (trunk.day() < 30)
        trunk.step();
    models::Simulation fork = trunk.fork(base);
    const std::size_t n_entries = trunk.log().entries.size();
    fork.step();
    EXPECT_EQ(trunk.log().entries.size(), n_entries);
    EXPECT_GT(fork.log().entries.size(), n_entries);
    trunk.step();
    EXPECT_EQ(trunk.log().entries.size(), fork.log().entries.size());
    EXPECT_EQ(trunk.world().persons.stage, fork.world().persons.stage);
    EXPECT_EQ(fork.world().log, &fork.log());
}

TEST_F(Simulation, who_asks_is_told_after_each_phase_in_the_order_of_the_day) {
    models::Simulation world(story("france-2020").with_values({{"rumor.on", false}}), {7, 0});
    std::vector<std::string> told, expected;
    world.step([&](std::string_view phase) { told.emplace_back(phase); });
    for (const auto& phase : models::day().phases())
        expected.emplace_back(phase.name);
    EXPECT_EQ(told, expected);
}

TEST_F(Simulation, persons_who_are_moved_are_counted_as_if_they_had_decided_it) {
    using models::Stage, models::Reason;
    models::Simulation world(story("france-2020"), {7, 0});
    const std::vector<models::PersonId> two{3, 4}, nobody{5000};
    world.step();
    world.step([&](std::string_view phase) {
        if (phase == "matching") {
            world.move(two, Stage::engaged, Reason::other);
            world.move(std::span(two).first(1), Stage::withdrawn, Reason::time_lost);
        }
    });
    models::check_conservation(world.world());
    EXPECT_EQ(world.world().persons.engaged_on[4], 1);
    EXPECT_EQ(world.world().persons.reason[3], Reason::time_lost);
    EXPECT_GE(world.world().today.joins.sum(), 2);
    EXPECT_GE(world.world().today.withdrawals.col(5).sum(), 1);
    EXPECT_THROW(world.move(two, Stage::unaware, Reason::other), sim::InputError);
    EXPECT_THROW(world.move(two, Stage::engaged, Reason::other), sim::InputError);  // 3 withdrew
    EXPECT_THROW(world.move(nobody, Stage::aware, Reason::other), sim::InputError);
    EXPECT_EQ(world.world().persons.stage[4], Stage::engaged);
}

TEST_F(Simulation, a_results_file_says_how_to_repeat_it) {
    models::run(runs(2), folder / "runs.nc", go_on);
    const sim::Provenance origin = sim::read_provenance(folder / "runs.nc");
    EXPECT_EQ(origin.seed, 7u);
    EXPECT_EQ(origin.n_replicates, 3u);
    models::RunSet again{.scenarios = {}, .n_replicates = 3, .seed = 7, .n_threads = 1};
    for (std::size_t i = 0; i < origin.scenario_texts.size(); ++i)
        again.scenarios.push_back(sim::parse_scenario(
            origin.scenario_texts[i], origin.scenario_names[i] + ".toml", models::catalog(), {}));
    models::run(again, folder / "again.nc", go_on);
    EXPECT_TRUE(bytes(folder / "runs.nc") == bytes(folder / "again.nc"));
}

TEST_F(Simulation, chosen_series_are_the_same_bits_in_a_smaller_file) {
    const sim::Scenario small = story("france-2020");
    const std::atomic<bool> never{false};
    const sim::Recording all = models::simulate(small, {1, 0}, never);
    const sim::Recording two =
        models::simulate(small, {1, 0}, never, false, {"network_clustering", "persons"});
    const sim::Layout layout = models::layout(small);
    const auto position = [&](const std::string& name) {
        std::size_t o = 0;
        while (layout.observables.at(o).name != name)
            ++o;
        return o;
    };
    ASSERT_EQ(two.series.size(), 2u);
    EXPECT_TRUE((two.series[0] == all.series[position("persons")]).all());
    EXPECT_TRUE((two.series[1] == all.series[position("network_clustering")]).all());

    models::RunSet set = runs(1);
    set.series = {"persons"};
    models::run(set, folder / "persons.nc", go_on);
    EXPECT_LT(fs::file_size(folder / "persons.nc"), 200'000u);
    set.series = {"person"};
    EXPECT_EQ(refusal(set, folder / "no.nc"),
              "unknown observable 'person'; did you mean 'persons'?");
}

TEST_F(Simulation, a_stopped_run_leaves_no_file) {
    EXPECT_FALSE(models::run(runs(2), folder / "runs.nc", [](std::size_t) { return false; }));
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(Simulation, bad_input_is_one_sentence_and_leaves_no_file) {
    models::RunSet none = runs(1);
    none.n_replicates = 0;
    EXPECT_EQ(refusal(none, folder / "runs.nc"),
              "replicates = 0; allowed are whole numbers from 1");

    models::RunSet unlike = runs(1);
    unlike.scenarios[1] = story("ile-de-france-2020");
    EXPECT_NE(refusal(unlike, folder / "runs.nc").find("differ in days or territories"),
              std::string::npos);

    EXPECT_NE(refusal(runs(1), folder / "missing" / "runs.nc").find("missing"), std::string::npos);
    EXPECT_TRUE(fs::is_empty(folder));
}

// The error appears on a worker thread, after the file was begun.
TEST_F(Simulation, a_territory_without_hospital_series_leaves_no_file) {
    models::RunSet set = runs(2);
    const auto table = std::make_shared<const sim::Table>(
        sim::Table::parse_csv("territory,date,in_hospital\nBretagne,2020-03-20,10\n", "short.csv"));
    for (sim::Scenario& scenario : set.scenarios)
        scenario = scenario.with_values({{"need.hospital", table}});
    EXPECT_EQ(refusal(set, folder / "runs.nc"),
              "short.csv: no rows for territory 'Île-de-France'; every territory of "
              "population.territories needs some");
    EXPECT_TRUE(fs::is_empty(folder));
}
