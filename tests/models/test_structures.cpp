#include <models/structures.hpp>

#include <tests/models/trial.hpp>

namespace {

using Phase = models::Places::Phase;
using models::Kind;
using models::Process;

sim::Scenario structures_only(const std::string& values, int n_days = 60) {
    return trial::only({"structures"}, n_days, "[population]\nsize = 1\n[structures]\n" + values);
}

std::string labs(int n) { return trial::kinds(sim::text("fab lab,", n, ",0.7,0,5,4,0.5,1\n")); }

/// An order of the only territory, for ever open.
void ask(models::World& world, models::Product product = models::Product::visor) {
    world.requesters.territory = {0};
    world.requesters.expected = {};
    world.requesters.expected[models::index(product)] = {1};
    world.accounts.requested = {};
    world.orders = {{.requester = 0,
                     .open = 1,
                     .placed_on = 0,
                     .channel = models::Channel::platform,
                     .hops = 0,
                     .at = models::Coordination::absent,
                     .number = 0,
                     .product = product}};
    world.accounts.requested[models::index(product)] = 1;
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
    trial::Trial trial(structures_only("called = true\nobservation = 0\n" + labs(40)));
    trial.run(5);
    EXPECT_EQ(producing(trial.world), 0);
    ask(trial.world);
    trial.run();
    EXPECT_EQ(producing(trial.world), 40);
}

TEST(Structures, labs_wait_until_somebody_asks_for_what_they_make) {
    trial::Trial trial(structures_only("called = true\nobservation = 0\n" +
                                       trial::kinds("third place,20,0,1,0,4,0.5,1\n")));
    ask(trial.world, models::Product::visor);
    trial.run(3);
    EXPECT_EQ(producing(trial.world), 0);
    ask(trial.world, models::Product::gown);
    trial.run();
    EXPECT_EQ(producing(trial.world), 20);
}

// F13: condition 3, material.
TEST(Structures, labs_wait_until_material_is_on_sale_or_at_hand) {
    trial::Trial trial(trial::only({"structures", "supply"}, 60,
                                   "[population]\nsize = 1\n[structures]\ncalled = true\n"
                                   "observation = 0\n" +
                                       trial::kinds("fab lab,40,1,0,5,4,0.5,1\n")));
    auto& world = trial.world;
    ask(world);
    const auto sheet = models::index(models::Material::sheet);
    const auto elastic = models::index(models::Material::elastic);
    const std::int64_t on_sale = world.suppliers.stock[sheet][0];
    world.suppliers.stock[sheet][0] = 0;
    world.places.material[sheet][7] = 1;  // one has some of it left
    const sim::Values values = trial.values();
    const auto enter = [&] { models::structures::step(world, values, trial.today()); };
    enter();
    EXPECT_EQ(producing(world), 1);
    EXPECT_EQ(world.places.phase[7], Phase::producing);
    world.suppliers.stock[sheet][0] = on_sale;
    world.suppliers.stock[elastic][0] = 0;
    enter();
    EXPECT_EQ(producing(world), 1);  // elastic is needed as well
    world.suppliers.stock[elastic][0] = 1;
    enter();
    EXPECT_EQ(producing(world), 40);
}

// F8: labs observe about two weeks. Gamma with mean 14 and sd 3.5; 2,000 labs: standard error .08.
TEST(Structures, labs_observe_about_two_weeks) {
    trial::Trial trial(structures_only("called = true\n" + labs(2000)));
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

// F7, F25: where a hub helps, each day of observation spares another.
TEST(Structures, labs_enter_sooner_where_a_collective_helps) {
    trial::Trial trial(
        structures_only("called = true\nhub_help = 2\nmeetings = 0\n" + labs(100) + R"(
[[event]]
name = "hub"
date = 2020-03-01
act = "structures.found"
with = { scope = "territories" }
)"));
    ask(trial.world);
    for (int day = 0; day < 20; ++day) {
        trial.run();
        for (std::uint32_t i = 0; i < trial.world.places.size; ++i)
            ASSERT_EQ(trial.world.places.phase[i] == Phase::producing,
                      2 * day >= trial.world.places.patience[i]);
    }
}

TEST(Structures, access_lets_in_a_share_of_labs_always_the_same_first) {
    trial::Trial trial(structures_only("called = true\nobservation = 0\naccess = 1\n" + labs(1000) +
                                       R"(
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
        trial::Trial trial(structures_only(
            sim::text("firms = ", firms, "\n", trial::kinds("small firm,10,0,0,0,0,1,0\n"))));
        trial.run();
        EXPECT_EQ(producing(trial.world), firms);
    }
}

TEST(Structures, events_close_and_open_places_of_a_kind) {
    trial::Trial trial(structures_only("called = true\nobservation = 0\n" +
                                       trial::kinds("fab lab,500,1,0,5,4,0.5,1\n"
                                                    "makerspace,500,1,0,5,4,0.5,1\n") +
                                       R"(
[[event]]
name = "half of the fab labs close"
date = 2020-03-02
act = "structures.close"
with = { kind = "fab lab", share = 0.5 }
[[event]]
name = "some of these open"
date = 2020-03-03
act = "structures.open"
with = { share = 0.7 }
[[event]]
name = "all close"
date = 2020-03-04
act = "structures.close"
)"));
    auto& world = trial.world;
    ask(world);
    const auto at_work = [&](Kind kind) {
        std::int64_t n = 0;
        for (std::uint32_t i = 0; i < world.places.size; ++i)
            n += world.places.kind[i] == kind && world.places.phase[i] == Phase::producing;
        return double(n);
    };
    trial.run();
    EXPECT_EQ(at_work(Kind::fab_lab), 500);
    trial.run();
    EXPECT_NEAR(at_work(Kind::fab_lab), 250, 50);  // sd 11
    EXPECT_EQ(at_work(Kind::makerspace), 500);
    trial.run();
    EXPECT_NEAR(at_work(Kind::fab_lab), 350, 50);  // those of rank below .7
    trial.run();
    EXPECT_EQ(producing(world), 0);
}

TEST(Structures, a_lab_that_has_fallen_apart_makes_nothing_until_a_meeting) {
    trial::Trial trial(structures_only("called = true\nobservation = 0\n" + labs(3) + R"(
[[event]]
name = "meeting"
date = 2020-03-10
act = "structures.meeting"
)"));
    ask(trial.world);
    trial.run(2);
    EXPECT_EQ(producing(trial.world), 3);
    trial.world.places.health[1] = 0;
    trial.run(7);
    EXPECT_EQ(producing(trial.world), 2);
    trial.run();
    EXPECT_EQ(producing(trial.world), 3);
}
