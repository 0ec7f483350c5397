#include <models/fatigue.hpp>

#include <tests/models/trial.hpp>

#include <map>

namespace {

/// One person who works her usual day, every day.
trial::Trial worker(const std::string& values = "") {
    trial::Trial trial(trial::only({"fatigue"}, 400,
                                   "[population]\nsize = 1\nhours_spread = 0\nhours_median = 3\n"
                                   "[fatigue]\nusual_day = 3\nrecovery = 0.1\nstrain = 0.05\n" +
                                       values));
    trial.world.move(0, models::Stage::engaged);
    return trial;
}

}  // namespace

// Verification T19: f' = (1 - .1) f + .05 a day worked. Fatigue is kept as float: 1e-6, not 1e-9.
TEST(Fatigue, grows_as_published_toward_strain_over_recovery) {
    trial::Trial trial = worker();
    const std::map<int, double> reference{{1, .05}, {5, .204755}, {10, .32566078}};
    int first_day_above_40_percent = 0;
    for (int day = 1; day <= 400; ++day) {
        trial.run();
        const float fatigue = trial.world.persons.fatigue[0];
        if (reference.contains(day)) {
            EXPECT_NEAR(fatigue, reference.at(day), 1e-6);
        }
        if (fatigue >= .4f && first_day_above_40_percent == 0)
            first_day_above_40_percent = day;
    }
    EXPECT_EQ(first_day_above_40_percent, 16);
    EXPECT_NEAR(trial.world.persons.fatigue[0], .5, 1e-5);
}

TEST(Fatigue, rest_takes_it_away) {
    trial::Trial trial = worker();
    trial.run(10);
    const double before = trial.world.persons.fatigue[0];
    trial.world.move(0, models::Stage::paused);
    trial.run(7);
    EXPECT_NEAR(trial.world.persons.fatigue[0], before * std::pow(.9, 7), 1e-6);
}

TEST(Fatigue, longer_days_tire_more_up_to_twice) {
    trial::Trial trial = worker();
    for (const auto& [hours, tires] :
         {std::pair{1.5f, .025f}, {3, .05f}, {6, .1f}, {14, .1f}, {0, 0}}) {
        trial.world.persons.hours[0] = hours;
        trial.world.persons.fatigue[0] = 0;
        trial.run();
        EXPECT_FLOAT_EQ(trial.world.persons.fatigue[0], tires) << hours;
    }
}
