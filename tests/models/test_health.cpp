#include <models/health.hpp>

#include <tests/models/trial.hpp>

namespace {

namespace health = models::health;

/// One territory with its collective founded, and one lab of usual fragility.
trial::Trial founded(const std::string& values) {
    trial::Trial trial(trial::only({"structures"}, 60,
                                   "[population]\nsize = 10\n[structures]\n" + values +
                                       trial::kinds("fab lab,1,1,0,5,4,0.5,1\n") + R"(
[[event]]
name = "national"
date = 2020-03-01
act = "structures.found"
[[event]]
name = "territory"
date = 2020-03-01
act = "structures.found"
with = { scope = "territories" }
)"));
    trial.world.places.fragility.assign(1, 1);
    return trial;
}

void quarrel(models::World& world, double salience, double controversy) {
    world.norm_salience = salience;
    world.norm.controversy = controversy;
}

}  // namespace

TEST(Health, overload_is_the_share_of_work_beyond_the_hours_there) {
    EXPECT_EQ(health::overload(0, 0), 0);
    EXPECT_EQ(health::overload(5, 10), 0);
    EXPECT_FLOAT_EQ(health::overload(13, 10), 0.3f);
    EXPECT_EQ(health::overload(50, 10), 1);
    EXPECT_EQ(health::overload(1, 0), 1);
}

TEST(Health, what_is_lost_is_partly_restored_and_below_the_floor_all_is_lost) {
    EXPECT_FLOAT_EQ(health::next(1, 0.1f, 0, 0.2f), 0.9f);
    EXPECT_FLOAT_EQ(health::next(0.5f, 0.1f, 0.5f, 0.2f), 0.7f);
    EXPECT_EQ(health::next(0.25f, 0.1f, 0, 0.2f), 0);
    EXPECT_EQ(health::next(0, 0, 1, 0.2f), 0);
    EXPECT_EQ(health::next(0.01f, 0.1f, 0, 0), 0);
}

// F81, F84: neither salience nor controversy alone wears a structure down.
TEST(Health, it_takes_salience_and_controversy_to_wear_structures_down) {
    const auto after = [](double salience, double controversy) {
        trial::Trial trial = founded("wear = 0.1\nmeetings = 0\nfloor = 0\n");
        quarrel(trial.world, salience, controversy);
        trial.run(2);
        EXPECT_FLOAT_EQ(trial.world.places.health[0], trial.world.collectives.health[1]);
        return trial.world.collectives.health;
    };
    EXPECT_EQ(after(1, 0), (std::vector<float>{1, 1}));
    EXPECT_EQ(after(0, 1), (std::vector<float>{1, 1}));
    const auto worn = after(0.5, 0.8);
    EXPECT_NEAR(worn[0], 1 - 2 * 0.1 * 0.5 * 0.8, 1e-6);
    EXPECT_EQ(worn[0], worn[1]);
}

TEST(Health, meetings_and_deliveries_to_the_scope_restore_it) {
    trial::Trial trial = founded("meetings = 0.2\nthanks = 0.05\n");
    auto& world = trial.world;
    trial.run();
    for (models::PersonId p = 0; p < 4; ++p)
        world.move(p, models::Stage::engaged);
    world.collectives.health = {0.5f, 0.5f};
    world.places.health = {0.5f};
    world.territories.delivered_yesterday = {8};  // 2 a member: .1 of the gap
    trial.run();
    EXPECT_NEAR(world.collectives.health[1], 1 - 0.5 * 0.8 * 0.9, 1e-6);
    EXPECT_NEAR(world.places.health[0], 1 - 0.5 * 0.8 * 0.9, 1e-6);
}

TEST(Health, overload_wears_the_collective_that_has_it) {
    trial::Trial trial = founded("overload_wear = 0.1\nmeetings = 0\n");
    trial.run();
    trial.world.collectives.hours_asked = {15, 10};
    trial.world.collectives.hours_there = {10, 10};
    trial.run();
    EXPECT_NEAR(trial.world.collectives.health[0], 0.95, 1e-6);
    EXPECT_EQ(trial.world.collectives.health[1], 1);
    EXPECT_EQ(trial.world.places.health[0], 1);
}

TEST(Health, who_has_fallen_apart_stays_so_until_a_meeting_of_all) {
    trial::Trial trial = founded("wear = 0.2\nmeetings = 0\nfloor = 0.3\n");
    auto& world = trial.world;
    quarrel(world, 1, 1);
    trial.run(3);
    EXPECT_NEAR(world.collectives.health[0], 0.4, 1e-6);
    EXPECT_TRUE(world.collectives.works(0));
    trial.run();
    EXPECT_EQ(world.collectives.health[0], 0);
    EXPECT_FALSE(world.collectives.works(0));
    quarrel(world, 0, 0);
    trial.run(5);
    EXPECT_EQ(world.collectives.health[0], 0);
    const std::vector<sim::Setting> half{{"structures.meeting.lift", 0.5}};
    health::meet(world, trial.values(), sim::Arguments(half), trial.today());
    trial.run();
    EXPECT_NEAR(world.collectives.health[0], 0.5, 1e-6);
    EXPECT_NEAR(world.places.health[0], 0.5, 1e-6);
}

TEST(Health, a_meeting_founds_nothing) {
    trial::Trial trial(trial::only({"structures"}, 5, "[population]\nsize = 10\n"));
    const std::vector<sim::Setting> none;
    health::meet(trial.world, trial.values(), sim::Arguments(none), trial.today());
    EXPECT_EQ(trial.world.collectives.health, (std::vector<float>{0, 0}));
}
