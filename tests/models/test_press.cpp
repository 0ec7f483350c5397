#include <models/press.hpp>

#include <tests/models/trial.hpp>

namespace {

constexpr const char* two_territories = R"(
[population]
size = 2
territories = """
territory,population,labs,latitude,longitude
A,1000000,1,48,2
B,3000000,1,44,1
"""
)";

}  // namespace

TEST(Press, attention_fades_and_gains_a_share_of_what_is_left) {
    EXPECT_DOUBLE_EQ(models::press::next(0.5, 0, 0.02, 0.1), 0.45);
    EXPECT_NEAR(models::press::next(0, 10, 0.1, 0.1), 1 - std::exp(-1), 1e-12);
    EXPECT_NEAR(models::press::next(0.5, 10, 0.1, 0), 0.5 + 0.5 * (1 - std::exp(-1)), 1e-12);
    EXPECT_LE(models::press::next(1, 1e9, 10, 0), 1);
    EXPECT_EQ(models::press::next(1, 1e9, 10, 1), 1);
}

TEST(Press, local_news_stays_local_without_a_national_press) {
    trial::Trial trial(trial::only(
        {"press"}, 5, std::string(two_territories) + "[press]\nnational = 0\ngain = 0.01\n"));
    trial.world.territories.delivered_yesterday = {100, 0};
    trial.run();
    EXPECT_GT(trial.world.territories.press[0], 0);
    EXPECT_EQ(trial.world.territories.press[1], 0);
}

TEST(Press, a_national_press_tells_every_territory_the_same) {
    trial::Trial trial(trial::only(
        {"press"}, 5, std::string(two_territories) + "[press]\nnational = 1\ngain = 0.01\n"));
    trial.world.territories.delivered_yesterday = {400, 0};
    trial.run();
    // 400 units for 4 million inhabitants: 10 per 100,000.
    EXPECT_NEAR(trial.world.territories.press[0], 1 - std::exp(-0.1), 1e-12);
    EXPECT_DOUBLE_EQ(trial.world.territories.press[0], trial.world.territories.press[1]);
}

TEST(Press, a_smaller_model_of_the_same_world_hears_the_same_news) {
    const auto text = std::string(two_territories) + "scale = 0.01\n[press]\nnational = 0.2\n";
    trial::Trial small_world(trial::only({"press"}, 5, text));
    trial::Trial whole(
        trial::only({"press"}, 5, std::string(two_territories) + "[press]\nnational = 0.2\n"));
    small_world.world.territories.delivered_yesterday = {3, 5};
    whole.world.territories.delivered_yesterday = {300, 500};
    small_world.run();
    whole.run();
    for (const std::size_t t : {0u, 1u})
        EXPECT_DOUBLE_EQ(small_world.world.territories.press[t], whole.world.territories.press[t]);
}

TEST(Press, a_campaign_gains_a_share_of_the_attention_still_to_be_had) {
    trial::Trial trial(trial::only({"press"}, 5, std::string(two_territories) + R"(
[press]
fade = 0
[[event]]
name = "first"
date = 2020-03-02
act = "press.campaign"
with = { impact = 0.5 }
[[event]]
name = "second"
date = 2020-03-04
act = "press.campaign"
with = { impact = 0.5 }
)"));
    std::vector<double> attention;
    for (int day = 0; day < 5; ++day) {
        trial.run();
        attention.push_back(trial.world.territories.press[1]);
    }
    EXPECT_EQ(attention, (std::vector{0.0, 0.5, 0.5, 0.75, 0.75}));
}
