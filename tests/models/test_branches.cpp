#include <models/branches.hpp>

#include <tests/models/trial.hpp>

#include <cstring>

/// Promise (a) of design.md section 8, turned to use.
namespace {

const std::atomic<bool> never{false};

const sim::Scenario& france() {
    static const sim::Scenario scenario =
        trial::bundled("france-2020").with_values({{"population.scale", 0.005}});
    return scenario;
}

sim::Scenario with_attention(int day, double attention) {
    return france().with_event({.name = "call",
                                .date = france().first_day() + std::chrono::days{day},
                                .set = {{"engagement.attention", attention}}});
}

template <class Numbers>
bool same_bits(const Numbers& a, const Numbers& b) {
    return a.size() == b.size() &&
           std::memcmp(a.data(), b.data(), sizeof(double) * std::size_t(a.size())) == 0;
}

bool same(const sim::Recording& a, const sim::Recording& b) {
    bool all = a.series.size() == b.series.size() && a.listings.size() == b.listings.size();
    for (std::size_t o = 0; all && o < a.series.size(); ++o)
        all = same_bits(a.series[o], b.series[o]);
    for (std::size_t l = 0; all && l < a.listings.size(); ++l)
        for (std::size_t c = 0; all && c < a.listings[l].columns.size(); ++c)
            all = same_bits(a.listings[l].columns[c], b.listings[l].columns[c]);
    return all;
}

void expect_as_if_alone(const std::vector<sim::Scenario>& scenarios, bool tables) {
    const sim::RunAddress address{.seed = 4, .replicate = 2};
    const auto together = models::simulate_together(scenarios, address, never, tables);
    ASSERT_EQ(together.size(), scenarios.size());
    for (std::size_t i = 0; i < scenarios.size(); ++i)
        EXPECT_TRUE(same(together[i], models::simulate(scenarios[i], address, never, tables)))
            << "scenario " << i;
    EXPECT_FALSE(same(together[0], together[1]));
}

}  // namespace

TEST(Branches, with_series_tables_and_log_each_run_is_as_if_alone) {
    expect_as_if_alone({france(), france().without_event("legal text")}, true);
}

// Branches of branches, two that part from the first and not from each other, one that never parts.
TEST(Branches, a_tree_of_pasts_gives_each_scenario_its_own_run) {
    expect_as_if_alone({with_attention(30, 0.9), with_attention(20, 0.9),
                        with_attention(20, 0.9).without_event("legal text"), france(),
                        france().without_event("order of a city"), france().renamed("the same")},
                       false);
}

TEST(Branches, a_scenario_that_cannot_be_is_refused_though_it_shares_the_past_of_one_that_can) {
    const sim::Scenario web =
        france().with_event({.name = "web",
                             .date = france().last_day(),
                             .set = {{"coordination.topology", std::string("custom")}}});
    EXPECT_NE(trial::message_of([&] {
                  models::simulate_together({france(), web}, {.seed = 1, .replicate = 0}, never);
              }).find("has no network"),
              std::string::npos);
}
