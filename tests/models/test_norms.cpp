#include <models/norms.hpp>

#include <tests/models/trial.hpp>

namespace {

namespace norms = models::norms;

sim::Scenario norms_only(const std::string& rows, const std::string& rest = "") {
    return trial::only({"norms"}, 200,
                       "[norms]\neffects = \"\"\"\nregime,debate,strictness\n" + rows + "\"\"\"\n" +
                           rest)
        .with_values({{"population.size", std::int64_t{100}}});
}

}  // namespace

TEST(Norms, salience_gains_a_share_of_what_is_left_and_fades) {
    EXPECT_DOUBLE_EQ(norms::next(0, 0.1, 0.03), 0.1);
    EXPECT_DOUBLE_EQ(norms::next(0.5, 0, 0.1), 0.45);
    EXPECT_DOUBLE_EQ(norms::next(0.5, 0.2, 0), 0.6);
    EXPECT_DOUBLE_EQ(norms::next(0.5, 7, 0.5), 1);  // never above 1
}

// Fixed point of s = (1 - f) s + (1 - (1 - f) s) d, d = the debate of a day.
TEST(Norms, a_lasting_debate_leads_to_a_steady_salience) {
    trial::Trial trial(norms_only("debated,0.05,0.2\n", "regime = \"debated\"\nfade = 0.1\n"));
    trial.run(200);
    EXPECT_NEAR(trial.world.norm_salience, 0.05 / (1 - 0.9 * 0.95), 1e-12);
    EXPECT_DOUBLE_EQ(trial.world.strictness, 0.2);
}

TEST(Norms, volume_exchanged_raises_salience) {
    const std::string values = "volume_effect = 0.01\nfade = 0\n";
    trial::Trial trial(norms_only("", values));
    trial.world.territories.delivered_yesterday = {5000};
    trial.run();
    // One territory of 100,000: 5,000 units per 100,000 are 50 times what there is to gain.
    EXPECT_DOUBLE_EQ(trial.world.norm_salience, 1);

    trial::Trial less(norms_only("", values));
    less.world.territories.delivered_yesterday = {10};
    less.run();
    EXPECT_DOUBLE_EQ(less.world.norm_salience, 0.1);
}

TEST(Norms, a_smaller_model_of_the_same_world_debates_as_much) {
    trial::Trial trial(
        norms_only("", "volume_effect = 0.01\nfade = 0\n[population]\nscale = 0.1\n"));
    trial.world.territories.delivered_yesterday = {1};
    trial.run();
    EXPECT_DOUBLE_EQ(trial.world.norm_salience, 0.1);
}

TEST(Norms, dated_regimes_take_over_from_each_other) {
    trial::Trial trial(norms_only("debated,0.01,0.1\nnote,0.02,0.6\n", R"(
[[event]]
name = "talk"
date = 2020-03-03
until = 2020-03-04
set = { "norms.regime" = "debated" }
[[event]]
name = "note"
date = 2020-03-06
set = { "norms.regime" = "note" }
)"));
    std::vector<double> strictness;
    for (int day = 0; day < 7; ++day) {
        trial.run();
        strictness.push_back(trial.world.strictness);
    }
    EXPECT_EQ(strictness, (std::vector{0.0, 0.0, 0.1, 0.1, 0.0, 0.6, 0.6}));
}

TEST(Norms, an_effect_outside_0_to_1_is_refused_with_its_line) {
    const std::string message = trial::message_of([] {
        trial::Trial(norms_only("unregulated,0,0\ndebated,0,1.5\n", "regime = \"debated\"\n"))
            .run();
    });
    EXPECT_TRUE(message.starts_with("trial.toml:")) << message;
    EXPECT_TRUE(message.ends_with(": strictness = 1.5 is outside [0, 1]")) << message;
}

TEST(Norms, a_regime_that_does_not_exist_is_refused) {
    const std::string message = trial::message_of(
        [] { trial::Trial(norms_only("debatd,0.1,0.1\n", "regime = \"debated\"\n")).run(); });
    EXPECT_NE(message.find("debatd"), std::string::npos) << message;
    EXPECT_NE(message.find("did you mean 'debated'"), std::string::npos) << message;
}
