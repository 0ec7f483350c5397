#include <tests/models/trial.hpp>

/// Controversy over norms and the legal text: do they act together (F81, F84, F95)? A 2 x 2
/// factorial on the same luck. They can meet on two paths: what is salient is feared more, and
/// structures that controversy wore down cover less.
namespace {

sim::Scenario world_with(const std::string& values, bool controversy, bool text) {
    // Regimes differ in debate and ambiguity only.
    std::string toml = R"([population]
size = 1000
threshold_mean = 0.1
[norms]
volume_effect = 0
effects = """
regime,debate,ambiguity,strictness,sale,certification,advance
unregulated,0,0,0,1,0,0
note,0.1,1,0,1,0,0
"""
[engagement]
pull_of_peers = 0.2
pull_of_support = 0.2
pull_of_fear = 1
cover = 0.8
[[event]]
name = "founded"
date = 2020-03-01
act = "structures.found"
[[event]]
name = "note"
date = 2020-03-10
set = { "norms.regime" = "note" }
)" + values;
    if (text)
        toml += R"(
[[event]]
name = "legal text"
date = 2020-03-25
act = "rumor.publish"
with = { first_readers = 50000 }
)";
    return trial::only({"rumor", "norms", "structures", "engagement"}, 60, toml)
        .with_values({{"norms.controversy", controversy ? 1.0 : 0.0}});
}

std::int64_t withdrawals(const sim::Scenario& scenario, std::uint32_t replicate) {
    trial::Trial trial(scenario, replicate);
    std::int64_t n = 0;
    for (int day = 0; day < 60; ++day) {
        trial.run();
        n += trial.world.today.withdrawals.sum();
    }
    return n;
}

struct Effects {
    std::int64_t controversy = 0, text = 0, interaction = 0;
};

/// Main effects, and what both together do beyond their sum.
Effects effects(const std::string& values, std::uint32_t replicate) {
    const auto n = [&](bool controversy, bool text) {
        return withdrawals(world_with(values, controversy, text), replicate);
    };
    const std::int64_t neither = n(false, false), quarrel = n(true, false), text = n(false, true);
    return {quarrel - neither, text - neither, n(true, true) - quarrel - text + neither};
}

const std::string fear = "[rumor]\namplification = 2\n", no_fear = "[rumor]\namplification = 0\n";
const std::string wear = "[structures]\nwear = 0.2\n", no_wear = "[structures]\nwear = 0\n";

}  // namespace

TEST(Interaction, without_a_path_between_them_controversy_and_text_do_not_meet) {
    for (const std::string& no_structures : {no_wear, std::string("[structures]\non = false\n")})
        for (std::uint32_t replicate = 0; replicate < 5; ++replicate) {
            const Effects found = effects(no_fear + no_structures, replicate);
            EXPECT_EQ(found.interaction, 0) << replicate;
            EXPECT_EQ(found.controversy, 0) << replicate;
            EXPECT_NE(found.text, 0) << replicate;
        }
}

TEST(Interaction, salience_that_amplifies_fear_lets_them_meet) {
    std::int64_t together = 0;
    for (std::uint32_t replicate = 0; replicate < 5; ++replicate) {
        const Effects found = effects(fear + no_wear, replicate);
        EXPECT_EQ(found.controversy, 0) << replicate;  // nobody fears what nobody has written
        together += found.interaction;
    }
    EXPECT_NE(together, 0);
}

TEST(Interaction, structures_that_wear_down_let_them_meet) {
    std::int64_t controversy = 0, together = 0;
    for (std::uint32_t replicate = 0; replicate < 5; ++replicate) {
        const Effects found = effects(no_fear + wear, replicate);
        controversy += found.controversy;
        together += found.interaction;
    }
    EXPECT_GT(controversy, 0);  // here it drives people away by itself as well
    EXPECT_NE(together, 0);
}
