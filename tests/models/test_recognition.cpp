#include <models/recognition.hpp>

#include <tests/models/trial.hpp>

namespace {

sim::Scenario recognition_only(const std::string& values) {
    return trial::only({"recognition"}, 30, "[population]\nsize = 3\n[recognition]\n" + values);
}

}  // namespace

TEST(Recognition, thanks_close_a_share_of_the_gap_and_are_forgotten) {
    using models::recognition::next;
    EXPECT_FLOAT_EQ(next(0, 0.2f, 0.1f), 0.2f);
    EXPECT_FLOAT_EQ(next(0.5f, 0, 0.1f), 0.45f);
    EXPECT_FLOAT_EQ(next(0.5f, 0.5f, 0), 0.75f);
    EXPECT_FLOAT_EQ(next(0.5f, 40, 0.1f), 1);  // never above 1
}

TEST(Recognition, thanks_count_once_and_only_for_her_who_made_it) {
    trial::Trial trial(recognition_only("fade = 0.5\nwarmth = 0.01\n"));
    trial.world.persons.thanks = {40, 0, 65535};
    trial.run();
    EXPECT_EQ(trial.world.persons.thanks, std::vector<std::uint16_t>(3, 0));
    EXPECT_FLOAT_EQ(trial.world.persons.recognition[0], 0.4f);
    EXPECT_EQ(trial.world.persons.recognition[1], 0);
    EXPECT_EQ(trial.world.persons.recognition[2], 1);
    trial.run();
    EXPECT_FLOAT_EQ(trial.world.persons.recognition[0], 0.2f);
}
