#include <models/past.hpp>

#include <tests/models/trial.hpp>

using models::first_difference, models::with_common_past;

namespace {

const sim::Date first = std::chrono::sys_days{std::chrono::year{2020} / 3 / 1};

sim::Date day(int number) { return first + std::chrono::days{number}; }

/// Thirty days in which nothing is on but fatigue.
const sim::Scenario& quiet() {
    static const sim::Scenario scenario = trial::only({"fatigue"}, 30);
    return scenario;
}

sim::Event rest(int from, double strain, std::optional<sim::Date> until = {}) {
    return {.name = "rest", .date = day(from), .until = until, .set = {{"fatigue.strain", strain}}};
}

sim::Event campaign(double impact) {
    return {.name = "campaign",
            .date = day(9),
            .act = "press.campaign",
            .with = {{"press.campaign.impact", impact}}};
}

std::string told(const sim::Scenario& one, const sim::Scenario& other) {
    const auto parted = first_difference(one, other);
    return parted ? sim::iso(parted->date) + ": " + parted->what : "the same";
}

}  // namespace

TEST(Past, scenarios_part_on_the_first_day_with_another_value_or_act) {
    EXPECT_EQ(told(quiet(), quiet().with_event(rest(12, 0.5))),
              "2020-03-13: fatigue.strain = 0.5 instead of " +
                  sim::shown(quiet().values().at("fatigue.strain")));
    const sim::Scenario until_15 = quiet().with_event(rest(12, 0.5, day(15)));
    const sim::Scenario until_20 = quiet().with_event(rest(12, 0.5, day(20)));
    EXPECT_EQ(first_difference(until_15, until_20)->date, day(16));
    EXPECT_EQ(told(quiet(), quiet().with_event(campaign(0.1))),
              "2020-03-10: 'campaign', which does press.campaign");
    EXPECT_EQ(told(quiet().with_event(campaign(0.1)), quiet()), "2020-03-10: no 'campaign'");
    EXPECT_EQ(first_difference(quiet().with_event(campaign(0.1)), quiet().with_event(campaign(0.2)))
                  ->date,
              day(9));
}

TEST(Past, what_changes_no_day_parts_nobody) {
    const double strain = std::get<double>(quiet().values().at("fatigue.strain"));
    EXPECT_EQ(told(quiet(), quiet().with_event(rest(12, strain)).renamed("other")), "the same");
    sim::Event other_name = rest(12, 0.5);
    other_name.name = "a break";
    EXPECT_EQ(told(quiet().with_event(rest(12, 0.5)), quiet().with_event(other_name)), "the same");
}

// The first morning is drawn from the values, even if an event of the first day replaces one.
TEST(Past, scenarios_that_begin_with_other_values_part_on_the_first_day) {
    const sim::Scenario other = quiet().with_values({{"fatigue.strain", 0.5}});
    EXPECT_EQ(first_difference(quiet(), other)->date, first);
    EXPECT_EQ(
        first_difference(quiet().with_event(rest(0, 0.4)), other.with_event(rest(0, 0.4)))->date,
        first);
    EXPECT_EQ(first_difference(quiet(), quiet().with_values({{"calendar.end", day(20)}}))->date,
              first);
    const auto one = trial::table("population.thresholds", {"threshold"}, {{1, 2}});
    const auto two = trial::table("population.thresholds", {"threshold"}, {{1, 3}});
    EXPECT_EQ(told(quiet().with_values({one}), quiet().with_values({two})),
              "2020-03-01: another population.thresholds");
    EXPECT_EQ(told(quiet().with_values({one}), quiet().with_values({one})), "the same");
}

TEST(Past, those_that_share_the_first_day_are_put_together) {
    const sim::Scenario other = quiet().with_values({{"fatigue.strain", 0.5}});
    const std::vector<std::vector<std::size_t>> expected{{0, 2, 4}, {1, 5}, {3}};
    EXPECT_EQ(with_common_past({quiet(), other, quiet().with_event(rest(1, 0.2)),
                                quiet().with_event(rest(0, 0.2)), quiet(),
                                other.with_event(rest(12, 0.2))}),
              expected);
}
