#include <models/structures.hpp>

#include <tests/models/trial.hpp>

namespace {

using Phase = models::Places::Phase;
using models::Process;

sim::Scenario structures_only(const std::string& values, int n_days = 60) {
    return trial::only({"structures"}, n_days, "[population]\nsize = 1\n[structures]\n" + values);
}

/// An order of the only territory, for ever open.
void ask(models::World& world) {
    world.requesters.territory = {0};
    world.requesters.expected[0] = {1};
    world.orders = {{.requester = 0,
                     .open = 1,
                     .placed_on = 0,
                     .channel = models::Channel::platform,
                     .hops = 0,
                     .at = models::Coordination::absent,
                     .number = 0}};
    world.accounts.requested[0] = 1;
}

std::int64_t producing(const models::World& world) {
    return std::count(world.places.phase.begin(), world.places.phase.end(), Phase::producing);
}

}  // namespace

TEST(Structures, a_lab_produces_once_it_is_let_in_ready_and_asked) {
    using models::structures::next;
    EXPECT_EQ(next(Phase::closed, true, false, false), Phase::observing);
    EXPECT_EQ(next(Phase::observing, true, true, false), Phase::observing);
    EXPECT_EQ(next(Phase::observing, true, false, true), Phase::observing);
    EXPECT_EQ(next(Phase::observing, true, true, true), Phase::producing);
    EXPECT_EQ(next(Phase::producing, true, true, false), Phase::producing);
    EXPECT_EQ(next(Phase::producing, false, true, true), Phase::observing);
    EXPECT_EQ(next(Phase::closed, false, true, true), Phase::closed);
}

TEST(Structures, labs_stay_closed_until_they_are_called) {
    trial::Trial trial(structures_only("called = false\nobservation = 0\n"));
    ask(trial.world);
    trial.run(30);
    EXPECT_EQ(producing(trial.world), 0);
    EXPECT_EQ(trial.world.places.observed[0], 0);
}

TEST(Structures, labs_wait_until_their_territory_asks_for_something) {
    trial::Trial trial(
        structures_only("called = true\nobservation = 0\nn_firms = 0\nn_labs = 40\n"));
    trial.run(5);
    EXPECT_EQ(producing(trial.world), 0);
    ask(trial.world);
    trial.run();
    EXPECT_EQ(producing(trial.world), 40);
}

// F8: labs observe about two weeks. Gamma with mean 14 and sd 3.5; 2,000 labs: standard error .08.
TEST(Structures, labs_observe_about_two_weeks) {
    trial::Trial trial(structures_only("called = true\nn_firms = 0\nn_labs = 2000\n"));
    Sample patience;
    for (const std::uint16_t days : trial.world.places.patience)
        patience.add(days);
    EXPECT_NEAR(patience.mean(), 14, 0.45);
    EXPECT_NEAR(patience.sd(), 3.5, 0.4);
    ask(trial.world);
    for (int day = 0; day < 40; ++day) {
        trial.run();
        for (std::uint32_t i = 0; i < trial.world.places.size; ++i)
            ASSERT_EQ(trial.world.places.phase[i] == Phase::producing,
                      day >= trial.world.places.patience[i]);
    }
}

TEST(Structures, access_lets_in_a_share_of_labs_always_the_same_first) {
    trial::Trial trial(structures_only(R"(called = true
observation = 0
n_firms = 0
n_labs = 1000
access = 1
[[event]]
name = "lockdown"
date = 2020-03-03
until = 2020-03-04
set = { "structures.access" = 0.4 }
[[event]]
name = "relaxed"
date = 2020-03-05
until = 2020-03-05
set = { "structures.access" = 0.7 }
)"));
    ask(trial.world);
    trial.run(2);
    EXPECT_EQ(producing(trial.world), 1000);
    trial.run();
    const auto few = trial.world.places.phase;
    EXPECT_NEAR(double(producing(trial.world)), 400, 80);  // sd 15.5
    trial.run(2);
    EXPECT_NEAR(double(producing(trial.world)), 700, 80);
    for (std::size_t i = 0; i < few.size(); ++i)
        EXPECT_TRUE(few[i] != Phase::producing || trial.world.places.phase[i] == Phase::producing);
    trial.run();
    EXPECT_EQ(producing(trial.world), 1000);  // whoever was locked out is back at once
}

TEST(Structures, as_many_small_firms_take_part_as_the_scenario_says) {
    for (const int firms : {0, 1, 3, 10}) {
        trial::Trial trial(
            structures_only("n_labs = 0\nn_firms = 10\nfirms = " + std::to_string(firms) + "\n"));
        trial.run();
        EXPECT_EQ(producing(trial.world), firms);
    }
}

// 71 of 100 labs have a laser (C23): 1,000 labs, sd 14.
TEST(Structures, labs_cut_or_print) {
    trial::Trial trial(structures_only("n_firms = 2\nn_labs = 1000\nprinters = 7\n"));
    const auto& places = trial.world.places;
    const auto n = [&](Process process) {
        return std::count(places.process.begin(), places.process.end(), process);
    };
    EXPECT_NEAR(double(n(Process::laser)), 710, 85);
    EXPECT_EQ(n(Process::laser) + n(Process::printing), 1000);
    EXPECT_EQ(n(Process::small_firm), 2);
    for (std::uint32_t i = 0; i < places.size; ++i)
        EXPECT_EQ(places.machines[i], places.process[i] == Process::printing ? 7 : 1);
}
