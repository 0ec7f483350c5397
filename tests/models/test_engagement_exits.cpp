#include <models/engagement.hpp>

#include <tests/models/trial.hpp>

#include <map>
#include <numeric>

/// How long volunteers stay: published laws of survival, inequality and common luck.
namespace {

using models::Stage;

/// Everybody joins on day 0; then only the own hazard counts.
sim::Scenario all_in(std::int64_t n, double hazard, double shape, int n_days,
                     const std::string& rest = "",
                     std::initializer_list<std::string_view> mechanisms = {"engagement"}) {
    return trial::only(mechanisms, n_days,
                       "[engagement]\nattention = 1\npull_of_peers = 0\nstickiness = 0\n" + rest +
                           "\n[acquaintance]\nkind = \"none\"\n")
        .with_values({{"population.size", n},
                      {"population.threshold_mean", -1.0},
                      {"population.threshold_sd", 0.0},
                      {"population.exit_hazard", hazard},
                      {"population.exit_shape", shape}});
}

/// Kaplan-Meier with everybody observed from entry to the end: share still engaged after day t.
std::vector<double> survival(const sim::Scenario& scenario, int n_days,
                             std::uint32_t replicate = 0) {
    trial::Trial trial(scenario, replicate);
    trial.run();
    std::vector<double> share{double(trial.n_engaged()) / trial.world.persons.size};
    for (int t = 1; t <= n_days; ++t) {
        trial.run();
        share.push_back(double(trial.n_engaged()) / trial.world.persons.size);
    }
    return share;
}

/// Verification T9: max |S_sim - S| < .0195 for 10,000 persons, 99.9 % by Dvoretzky, Kiefer,
/// Wolfowitz: false alarm .001 (seeds are fixed).
template <class Law>
void expect_law(const std::vector<double>& simulated, Law law) {
    for (std::size_t t = 0; t < simulated.size(); ++t)
        ASSERT_NEAR(simulated[t], law(double(t)), .0195) << "day " << t;
}

std::vector<bool> survivors(double hazard, std::int64_t n, std::uint32_t replicate) {
    trial::Trial trial(all_in(n, hazard, 0, 40), replicate);
    trial.run(31);
    std::vector<bool> still;
    for (const Stage stage : trial.world.persons.stage)
        still.push_back(stage == Stage::engaged);
    return still;
}

/// Sample Gini, without the correction n / (n - 1).
double gini(std::vector<double> values) {
    std::ranges::sort(values);
    double weighted = 0, sum = 0;
    const double n = double(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        weighted += (2 * double(i) + 1 - n) * values[i];
        sum += values[i];
    }
    return weighted / (n * sum);
}

}  // namespace

TEST(Engagement, a_constant_hazard_gives_geometric_spells) {
    expect_law(survival(all_in(10000, .05, 0, 100), 90), [](double t) { return std::pow(.95, t); });
}

// Fader and Hardie (2007, doi:10.1002/dir.20074): own hazards drawn from Beta(1, 19); the group's
// hazard falls although nobody's does.
TEST(Engagement, mixed_constant_hazards_look_like_loyalty) {
    expect_law(survival(all_in(10000, .05, 1, 100), 90), [](double t) { return 19 / (19 + t); });
}

// The same mean with another first shape: Beta(2, 38), S(t) = B(2, 38 + t) / B(2, 38).
TEST(Engagement, less_mixed_hazards_are_nearer_to_geometric_spells) {
    expect_law(survival(all_in(10000, .05, 2, 100), 90),
               [](double t) { return 38 * 39 / ((38 + t) * (39 + t)); });
}

// T9, legal shock: hazard .03, then .12 after day 30. Here the rest of .12 comes from the
// threshold rule: pull falls below the threshold, and (1 - attention) (1 - .03) = 1 - .12.
TEST(Engagement, a_shock_ends_many_spells_at_once) {
    const sim::Scenario scenario = all_in(10000, .03, 0, 100, R"(pull_of_time = 10
[[event]]
name = "attention as it will be"
date = 2020-03-02
set = { "engagement.attention" = 0.0927835051546392 }
[[event]]
name = "shock"
date = 2020-04-01
set = { "engagement.free_time" = 0 }
)");
    expect_law(survival(scenario, 90), [](double t) {
        return t <= 30 ? std::pow(.97, t) : std::pow(.97, 30) * std::pow(.88, t - 30);
    });
}

TEST(Engagement, nobody_leaves_on_the_day_of_entry) {
    trial::Trial trial(all_in(1000, 1, 0, 3));
    trial.run();
    EXPECT_EQ(trial.n_engaged(), 1000);
    trial.run();
    EXPECT_EQ(trial.n(Stage::withdrawn), 1000);
}

// Verification T13: exit .05 against .06 with common luck. Reference: mean difference .05838,
// variance ratio 5.46 against independent luck (2,000 pairs: accept 4.7 to 6.3).
TEST(Engagement, two_scenarios_share_their_luck) {
    constexpr std::int64_t n = 1000;
    Sample difference, low, high;
    for (std::uint32_t replicate = 0; replicate < 2000; ++replicate) {
        const auto stay = survivors(.05, n, replicate), leave = survivors(.06, n, replicate);
        for (std::size_t p = 0; p < n; ++p)
            ASSERT_TRUE(stay[p] || !leave[p]);  // survivors under .06 are a subset
        const double with_stay = double(std::count(stay.begin(), stay.end(), true)) / n;
        const double with_leave = double(std::count(leave.begin(), leave.end(), true)) / n;
        low.add(with_stay);
        high.add(with_leave);
        difference.add(with_stay - with_leave);
    }
    expect_mean(difference, .05838, 0, .00001);
    const double ratio =
        (low.sd() * low.sd() + high.sd() * high.sd()) / (difference.sd() * difference.sd());
    EXPECT_GE(ratio, 4.7);
    EXPECT_LE(ratio, 6.3);
}

// Verification T10: output of identical volunteers, one unit a day until they leave with hazard
// .05: Gini (1 - h) / (2 - h) = .4872; sd of a sample of 1,000 .0090, so .0028 for 10,000.
TEST(Engagement, random_exit_alone_makes_output_unequal) {
    trial::Trial trial(all_in(10000, .05, 0, 400, R"(
[production]
printing_worst = 60
printing_best = 60
tending = 1
failure_worst = 0
failure_best = 0
)",
                              {"engagement", "production"})
                           .with_values({{"population.printer_share", 1.0},
                                         {"population.printer_tail", 20.0},
                                         {"population.hours_median", 1.0},
                                         {"population.hours_spread", 0.0},
                                         {"population.skill_spread", 0.0}}));
    trial.run(300);
    EXPECT_EQ(trial.n_engaged(), 0);
    const auto& stock = trial.world.persons.stock;
    EXPECT_NEAR(gini({stock.begin(), stock.end()}), .4872, 3.5 * .0028);
    const double mean = std::accumulate(stock.begin(), stock.end(), 0.0) / 10000;
    EXPECT_NEAR(mean, 20, 3.5 * .195);  // geometric: variance 380
}

// Weibull with scale 30: S(t) = exp(-(t / 30)^shape) = S(1)^(t^shape). Verification T9.
TEST(Engagement, chances_to_stop_after_t_days_multiply_to_the_law_of_weibull) {
    for (const double shape : {0.7, 1.0, 1.5}) {
        const double first = 1 - std::exp(-std::pow(1.0 / 30, shape));
        EXPECT_NEAR(models::engagement::weibull_hazard(first, shape, 1), first, 1e-15);
        double stays = 1;
        for (int t = 1; t <= 90; ++t) {
            stays *= 1 - models::engagement::weibull_hazard(first, shape, t);
            ASSERT_NEAR(stays, std::exp(-std::pow(t / 30.0, shape)), 1e-12) << t;
        }
    }
    EXPECT_EQ(models::engagement::weibull_hazard(1, 0.7, 5), 1);
    EXPECT_EQ(models::engagement::weibull_hazard(0, 0.7, 5), 0);
}

TEST(Engagement, who_stays_stays_or_tires_as_the_shape_says) {
    for (const double shape : {0.7, 1.5}) {
        const double first = 1 - std::exp(-std::pow(1.0 / 30, shape));
        const sim::Scenario scenario =
            all_in(10000, first, 0, 100, "duration_dependence = " + std::to_string(shape));
        expect_law(survival(scenario, 90),
                   [&](double t) { return std::exp(-std::pow(t / 30, shape)); });
    }
}

// Verification T9, legal shock: .03 a day, from day 31 on .12.
TEST(Engagement, an_event_multiplies_everybodys_own_chance_to_stop) {
    const sim::Scenario scenario = all_in(10000, .03, 0, 100, R"(
[[event]]
name = "shock"
date = 2020-04-01
set = { "engagement.hazard_ratio" = 4 }
)");
    expect_law(survival(scenario, 90), [](double t) {
        return t <= 30 ? std::pow(.97, t) : std::pow(.97, 30) * std::pow(.88, t - 30);
    });
}
