#include <models/collectives.hpp>

#include <tests/models/trial.hpp>

namespace {

using models::Collectives;
using models::Stage;

const std::string two_territories = R"([population]
size = 2000
territories = """
territory,population,labs,latitude,longitude
A,32548384,1,45,0
B,32548384,3,46,0
"""
)";

sim::Scenario structures(const std::string& values, const std::string& events = "") {
    return trial::only({"structures"}, 30,
                       two_territories + "[structures]\n" + values + "\n" + events);
}

}  // namespace

// F53, F54: the founder's own threshold. 1,000 persons a territory; 26 of them at work are .08 for
// 100,000 inhabitants.
TEST(Collectives, somebody_founds_one_when_enough_are_at_work_in_the_territory) {
    trial::Trial trial(structures("legitimacy = 0.08\nlegitimacy_spread = 0"));
    auto& world = trial.world;
    trial.run(2);
    EXPECT_EQ(world.collectives.founded_on[1], Collectives::not_yet);
    for (models::PersonId p = 0; p < 26; ++p)
        world.move(p, Stage::engaged);
    trial.run();
    EXPECT_EQ(world.collectives.founded_on[1], Collectives::not_yet);  // .07988
    world.move(26, Stage::paused);
    trial.run();
    EXPECT_EQ(world.collectives.founded_on[1], 3);
    EXPECT_EQ(world.collectives.health[1], 1);
    EXPECT_EQ(world.collectives.founded_on[2], Collectives::not_yet);
    EXPECT_EQ(world.collectives.founded_on[0], Collectives::not_yet);
    EXPECT_EQ(world.collectives.members, (std::vector<std::uint32_t>{27, 27, 0}));
}

TEST(Collectives, nobody_founds_one_where_nobody_is_at_work) {
    trial::Trial trial(structures("legitimacy = 0"));
    trial.run(5);
    EXPECT_EQ(trial.world.collectives.founded_on[1], Collectives::not_yet);
}

TEST(Collectives, an_act_founds_them_on_its_date_once) {
    trial::Trial trial(structures("", R"(
[[event]]
name = "national"
date = 2020-03-03
act = "structures.found"
[[event]]
name = "national again"
date = 2020-03-08
act = "structures.found"
[[event]]
name = "everywhere"
date = 2020-03-05
act = "structures.found"
with = { scope = "territories" }
)"));
    trial.run(10);
    EXPECT_EQ(trial.world.collectives.founded_on, (std::vector<std::int16_t>{2, 4, 4}));
}

TEST(Collectives, founders_differ) {
    const auto thresholds = trial::Trial(structures("legitimacy = 2")).world.collectives.founders;
    EXPECT_NE(thresholds[1], thresholds[2]);
    EXPECT_GT(std::min(thresholds[1], thresholds[2]), 0);
}

// Uniform governance; binomial(2,000, .3): sd 20.5.
TEST(Collectives, persons_prefer_some_governance_and_one_of_two_collectives) {
    const models::World world = trial::Trial(structures("national_share = 0.3")).world;
    Sample prefers;
    for (const float governance : world.persons.prefers)
        prefers.add(governance);
    EXPECT_NEAR(prefers.mean(), 0.5, 0.03);  // standard error .0065
    EXPECT_NEAR(double(std::ranges::count(world.persons.prefers_national, 1)), 600, 90);
}
