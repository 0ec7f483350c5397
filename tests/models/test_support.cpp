#include <models/support.hpp>

#include <tests/models/trial.hpp>

namespace {

/// Four persons, one lab; nobody belongs to it yet.
trial::Trial four(const std::string& rest = "") {
    trial::Trial trial(
        trial::only({"structures", "engagement"}, 30,
                    "[population]\nsize = 4\n[structures]\nlab_members = 0\nmeetings = 0\n" +
                        trial::kinds("fab lab,1,1,0,5,4,0.5,1\n") + rest));
    auto& world = trial.world;
    world.persons.prefers = {0, 0.5f, 1, 1};
    world.persons.prefers_national = {0, 0, 0, 1};
    world.collectives.governance = {1, 0.25f};
    world.places.governance = {0.5f};
    return trial;
}

std::vector<float> given(models::World& world) {
    models::support::give(world);
    return world.persons.support;
}

}  // namespace

// F82, F83.
TEST(Support, is_health_times_the_fit_of_governance) {
    EXPECT_FLOAT_EQ(models::support::given(0.8f, 0.3f, 0.5f), 0.8f * 0.8f);
    EXPECT_FLOAT_EQ(models::support::given(0.8f, 0.5f, 0.3f), 0.8f * 0.8f);
    EXPECT_FLOAT_EQ(models::support::given(1, 0, 1), 0);
}

TEST(Support, comes_from_the_collective_that_a_person_would_rather_join_if_it_works) {
    trial::Trial trial = four();
    auto& world = trial.world;
    EXPECT_EQ(given(world), std::vector<float>(4, 0));
    world.collectives.founded_on = {0, models::Collectives::not_yet};
    world.collectives.health = {0.5f, 0};
    EXPECT_EQ(given(world), (std::vector<float>{0, 0.25f, 0.5f, 0.5f}));
    world.collectives.founded_on = {0, 0};
    world.collectives.health = {0.5f, 1};
    EXPECT_EQ(given(world), (std::vector<float>{0.75f, 0.75f, 0.25f, 0.5f}));
    world.collectives.health = {0, 1};  // the national one has fallen apart
    EXPECT_EQ(given(world), (std::vector<float>{0.75f, 0.75f, 0.25f, 0.25f}));
}

TEST(Support, is_the_best_of_lab_and_collective_while_the_lab_is_open) {
    trial::Trial trial = four();
    auto& world = trial.world;
    world.collectives.founded_on = {0, 0};
    world.collectives.health = {1, 1};
    world.places.members = {0, 2};
    world.persons.lab = {0, models::Persons::no_lab, 0, models::Persons::no_lab};
    EXPECT_EQ(given(world), (std::vector<float>{0.75f, 0.75f, 0.25f, 1}));
    world.places.open = {1};
    EXPECT_EQ(given(world), (std::vector<float>{0.75f, 0.75f, 0.5f, 1}));
    world.places.health = {0.25f};
    EXPECT_EQ(given(world), (std::vector<float>{0.75f, 0.75f, 0.25f, 1}));
}

TEST(Support, who_loses_it_leaves_for_that_reason) {
    trial::Trial trial(trial::only({"structures", "engagement"}, 30, R"(
[population]
size = 200
threshold_mean = 0.3
threshold_sd = 0
exit_hazard = 0
[acquaintance]
kind = "none"
[engagement]
attention = 1
pull_of_peers = 0
pull_of_support = 1
stickiness = 0
[structures]
legitimacy = 1e6
[[event]]
name = "founded"
date = 2020-03-02
act = "structures.found"
)"));
    auto& world = trial.world;
    trial.run();
    EXPECT_EQ(trial.n_engaged(), 0);
    trial.run();
    EXPECT_GT(trial.n_engaged(), 150);  // all but those who would rather be among equals
    const std::int64_t engaged = trial.n_engaged();
    world.collectives.health.assign(2, 0);
    trial.run();
    EXPECT_EQ(trial.n_engaged(), 0);
    const auto lost = Eigen::Index(models::index(models::Reason::structure_lost));
    EXPECT_EQ(world.today.withdrawals.col(lost).sum(), engaged);
}

TEST(Support, a_weight_of_0_is_the_same_as_no_structures) {
    const auto run = [](const std::string& on) {
        trial::Trial trial(trial::only({"structures", "engagement"}, 30, R"(
[population]
size = 1000
threshold_mean = 0.05
[engagement]
pull_of_support = 0
cover = 0
[[event]]
name = "founded"
date = 2020-03-02
act = "structures.found"
[structures]
)" + on));
        trial.run(25);
        return trial.world.persons.stage;
    };
    EXPECT_EQ(run(""), run("on = false\n"));
}
