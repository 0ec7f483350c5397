#include <models/need.hpp>

#include <tests/models/trial.hpp>

#include <numeric>

namespace {

namespace need = models::need;
using sim::Table;
using std::chrono::days;

const sim::Date march_18{std::chrono::sys_days{std::chrono::year{2020} / 3 / 18}};

Eigen::ArrayXXd patients(const std::string& csv, sim::Date first = march_18, int n_days = 10) {
    return need::daily_patients(Table::parse_csv("territory,date,in_hospital\n" + csv, "need.csv"),
                                {"A"}, first, n_days);
}

/// Requesters of one territory with as many inhabitants as the country: 1,000 a segment, staff 10.
sim::Scenario requesters_only(const std::string& need_values, int n_days = 40) {
    return trial::only({"need"}, n_days, R"(
[population]
size = 1
territories = """
territory,population,labs,latitude,longitude
A,65096768,1,48,2
"""
[requesters]
staff_spread = 0
by_segment = """
segment,number,staff,order,order_spread
hospital,1000,10,1,0
public-facing job,1000,10,1,0
"""
[need]
)" + need_values);
}

std::int64_t sum(const std::vector<std::uint32_t>& column) {
    return std::accumulate(column.begin(), column.end(), std::int64_t{0});
}

}  // namespace

TEST(Need, salience_rises_from_the_floor_to_1_at_the_alarm_level) {
    EXPECT_DOUBLE_EQ(need::salience(0, 50, 0.3), 0.3);
    EXPECT_DOUBLE_EQ(need::salience(25, 50, 0.3), 0.65);
    EXPECT_DOUBLE_EQ(need::salience(50, 50, 0.3), 1);
    EXPECT_DOUBLE_EQ(need::salience(500, 50, 0.3), 1);
    EXPECT_DOUBLE_EQ(need::salience(25, 50, 0), 0.5);
}

TEST(Need, patients_are_interpolated_between_dates_and_stay_after_the_last) {
    const auto daily = patients("A,2020-03-20,100\nA,2020-03-24,300\n");
    EXPECT_DOUBLE_EQ(daily(2, 0), 100);
    EXPECT_DOUBLE_EQ(daily(3, 0), 150);
    EXPECT_DOUBLE_EQ(daily(5, 0), 250);
    EXPECT_DOUBLE_EQ(daily(6, 0), 300);
    EXPECT_DOUBLE_EQ(daily(9, 0), 300);
}

TEST(Need, patients_rise_from_0_in_the_week_before_the_first_date) {
    const auto daily = patients("A,2020-03-20,70\n", march_18 - days{10}, 14);
    EXPECT_DOUBLE_EQ(daily(0, 0), 0);
    EXPECT_DOUBLE_EQ(daily(5, 0), 0);  // 13 March
    EXPECT_DOUBLE_EQ(daily(6, 0), 10);
    EXPECT_DOUBLE_EQ(daily(12, 0), 70);
    EXPECT_DOUBLE_EQ(daily(13, 0), 70);
}

TEST(Need, territories_of_the_table_that_are_not_simulated_do_not_matter) {
    EXPECT_TRUE((patients("B,2020-03-18,5\nA,2020-03-18,7\n") == 7).all());
}

TEST(Need, without_a_table_nobody_is_in_hospital) {
    EXPECT_TRUE((need::daily_patients({}, {"A", "B"}, march_18, 3) == 0).all());
}

TEST(Need, a_territory_without_rows_is_refused) {
    const std::string message = trial::message_of([] { patients("B,2020-03-18,5\n"); });
    EXPECT_EQ(message, "need.csv: no rows for territory 'A'; every territory of "
                       "population.territories needs some");
}

TEST(Need, a_bad_row_is_refused_with_its_line) {
    const auto message = [](const std::string& rows) {
        return trial::message_of([&] { patients(rows); });
    };
    EXPECT_EQ(message("A,2020-03-18,5\nA,2020-03-19,-3\n"),
              "need.csv:3: in_hospital = -3 is negative or missing; allowed are numbers from 0");
    EXPECT_TRUE(message("A,2020-03-18,\n").starts_with("need.csv:2: in_hospital"));
    EXPECT_EQ(message("A,2020-02-30,5\n"),
              "need.csv:2: '2020-02-30' is not a date; write YYYY-MM-DD");
    EXPECT_EQ(message("A,2020-03-19,5\nA,2020-03-19,6\n"), "need.csv:3: dates of A must increase");
}

TEST(Need, requesters_want_units_for_their_staff_by_salience) {
    trial::Trial trial(requesters_only("floor = 0.5\npublic_jobs = 0.1\nvisors_per_staff = 4"));
    trial.run();
    EXPECT_EQ(trial.world.requesters.latent[0].front(), 20u);  // 10 staff * 4 * 0.5
    EXPECT_EQ(trial.world.requesters.latent[0].back(), 4u);
}

TEST(Need, carers_want_gowns_too_and_public_facing_jobs_do_not) {
    trial::Trial trial(requesters_only("floor = 0.5\npublic_jobs = 1\ngowns_per_staff = 3"));
    trial.run();
    const auto& gowns = trial.world.requesters.latent[models::index(models::Product::gown)];
    EXPECT_EQ(gowns.front(), 15u);  // 10 staff * 3 * 0.5
    EXPECT_EQ(gowns.back(), 0u);
    EXPECT_EQ(sum(gowns), 15'000);
}

TEST(Need, gowns_leave_the_luck_of_visors_alone) {
    const auto visors = [](const std::string& gown_values) {
        trial::Trial trial(requesters_only("floor = 1\nindustry = 500\n" + gown_values));
        trial.run(20);
        return trial.world.requesters.held[0];
    };
    EXPECT_EQ(visors("gowns_per_staff = 0"), visors("gowns_per_staff = 5\nindustry_gowns = 900"));
}

TEST(Need, a_world_without_gowns_has_none) {
    trial::Trial trial(requesters_only("floor = 1\ngowns_per_staff = 0\nindustry_gowns = 1e6"));
    trial.run(20);
    EXPECT_EQ(sum(trial.world.requesters.held[1]), 0);
    EXPECT_EQ(sum(trial.world.requesters.latent[1]), 0);
}

// 1,000 requesters round independently: sd of a day's sum below 16, so the mean of 20 days is
// within 20 of what is offered with a false alarm below 1e-6. Gowns wear out in 5 days, visors
// hardly.
TEST(Need, each_product_has_its_own_supply_and_lifetime) {
    trial::Trial trial(requesters_only("floor = 1\npublic_jobs = 0\nindustry = 100\n"
                                       "industry_gowns = 300\nlifetime = 1000\ngown_lifetime = 5"));
    trial.run();
    std::array<std::int64_t, 2> arrived{};
    for (int day = 0; day < 30; ++day) {
        trial.run();
        for (std::size_t k = 0; k < 2; ++k)
            arrived[k] += trial.world.today.industry.col(Eigen::Index(k)).sum();
    }
    EXPECT_NEAR(double(arrived[0]) / 30, 100, 20);
    EXPECT_NEAR(double(arrived[1]) / 30, 300, 20);
    // In use: 300 a day for 5 days, against nearly all of the visors.
    EXPECT_NEAR(double(sum(trial.world.requesters.held[1])), 1500, 150);
    EXPECT_GT(sum(trial.world.requesters.held[0]), 2700);
}

// Mean e^-1 is left after a lifetime: binomial-like rounding, sd of one requester below 1, so the
// mean over 2,000 is within 0.1 of (1 - 1/20)^20 * 100 with a false alarm below 1e-5.
TEST(Need, what_is_held_wears_out_at_the_rate_of_its_lifetime) {
    trial::Trial trial(requesters_only("floor = 0\npublic_jobs = 0\nlifetime = 20"));
    trial.world.requesters.held[0].assign(trial.world.requesters.size, 100);
    trial.run(20);
    EXPECT_NEAR(double(sum(trial.world.requesters.held[0])) / 2000, 100 * std::pow(0.95, 20), 0.1);
}

TEST(Need, what_is_held_can_wear_out_altogether_but_no_further) {
    trial::Trial trial(requesters_only("floor = 0\npublic_jobs = 0\nlifetime = 1"));
    trial.world.requesters.held[0].assign(trial.world.requesters.size, 7);
    trial.run();
    EXPECT_EQ(sum(trial.world.requesters.held[0]), 0);
}

TEST(Need, what_is_held_and_what_is_latent_make_up_what_is_wanted) {
    trial::Trial trial(requesters_only("floor = 1\npublic_jobs = 1\nofficial_supply = 500"));
    for (int day = 0; day < 40; ++day) {
        trial.run();
        const auto& requesters = trial.world.requesters;
        for (models::RequesterId r = 0; r < requesters.size; ++r)
            ASSERT_EQ(requesters.held[0][r] + requesters.latent[0][r], 10u) << day;
    }
}

// 2,000 requesters round independently: sd of a day's sum below sqrt(2000) / 2 = 22, so the mean
// of 20 days is within 25 of what is offered with a false alarm below 1e-6.
TEST(Need, official_supply_and_industry_bring_what_they_offer_and_no_more_than_is_lacking) {
    trial::Trial trial(requesters_only(
        "floor = 1\npublic_jobs = 1\nofficial_supply = 300\nindustry = 200\nlifetime = 1000"));
    trial.run();
    EXPECT_EQ(trial.world.today.industry.sum(),
              0);  // on the first morning nothing is known to lack
    std::int64_t arrived = 0;
    for (int day = 1; day <= 20; ++day) {
        trial.run();
        arrived += trial.world.today.industry.sum();
    }
    EXPECT_NEAR(double(arrived) / 20, 500, 25);

    trial::Trial flooded(requesters_only("floor = 1\npublic_jobs = 1\nofficial_supply = 1e7"));
    flooded.run(2);
    EXPECT_EQ(flooded.world.today.industry.sum(), 20000);
    EXPECT_EQ(sum(flooded.world.requesters.latent[0]), 0);
}

TEST(Need, industry_refills_in_proportion_to_the_shortage) {
    trial::Trial trial(requesters_only("floor = 1\npublic_jobs = 0.2\nindustry = 1200\n"
                                       "lifetime = 1000"));
    trial.run(2);
    const auto& held = trial.world.requesters.held[0];
    const std::int64_t carers = std::accumulate(held.begin(), held.begin() + 1000, std::int64_t{0});
    // Shortage 10,000 against 2,000: five times as much; sd of either sum below 16.
    EXPECT_NEAR(double(carers), 1000, 80);
    EXPECT_NEAR(double(sum(held) - carers), 200, 80);
}
