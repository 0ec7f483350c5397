#include <models/engagement.hpp>

#include <models/supply.hpp>
#include <tests/models/trial.hpp>

#include <optional>

namespace {

namespace engagement = models::engagement;
using models::Reason;
using models::Stage;

constexpr const char* no_peers = "pull_of_peers = 0\npull_of_need = 0\npull_of_cost = 0\n";

/// Everybody engages on day 0 and never leaves by the threshold rule.
sim::Scenario eager(std::int64_t n, std::initializer_list<std::string_view> mechanisms,
                    const std::string& engagement_values, const std::string& rest = "") {
    return trial::only(mechanisms, 60,
                       "[engagement]\n" + std::string(no_peers) + engagement_values +
                           "\n[acquaintance]\nkind = \"none\"\n" + rest)
        .with_values({{"population.size", n},
                      {"population.threshold_mean", -1.0},
                      {"population.threshold_sd", 0.0},
                      {"population.exit_hazard", 0.0}});
}

std::int64_t withdrawals(const models::World& world, Reason reason) {
    return world.today.withdrawals.col(Eigen::Index(models::index(reason))).sum();
}

}  // namespace

// benchmark.md: attention .2 and spontaneous .001 give .2008 above the threshold, .001 below.
TEST(Engagement, joining_by_the_rule_and_spontaneously_combine) {
    EXPECT_NEAR(engagement::chance_to_join(0.2, 1, 0.001), 0.2008, 1e-12);
    EXPECT_NEAR(engagement::chance_to_join(0.2, 0, 0.001), 0.001, 1e-12);
    EXPECT_EQ(engagement::chance_to_join(1, 1, 0), 1);
    EXPECT_EQ(engagement::chance_to_join(0, 1, 0), 0);
}

TEST(Engagement, without_noise_the_threshold_is_sharp_and_reached_is_enough) {
    EXPECT_EQ(engagement::decides_for(0, 0), 1);
    EXPECT_EQ(engagement::decides_for(-1e-9, 0), 0);
    EXPECT_EQ(engagement::decides_for(1e-9, 0), 1);
}

TEST(Engagement, with_noise_the_threshold_is_a_logistic_curve) {
    EXPECT_DOUBLE_EQ(engagement::decides_for(0, 0.1), 0.5);
    EXPECT_NEAR(engagement::decides_for(0.1, 0.1), 1 / (1 + std::exp(-1)), 1e-12);
    EXPECT_NEAR(engagement::decides_for(-0.1, 0.1) + engagement::decides_for(0.1, 0.1), 1, 1e-12);
    EXPECT_NEAR(engagement::decides_for(50, 0.05), 1, 1e-12);
    EXPECT_NEAR(engagement::decides_for(-50, 0.05), 0, 1e-12);
}

TEST(Engagement, a_little_noise_is_close_to_none) {
    sim::Values sharp(models::catalog());
    sharp.set("engagement.spontaneous", 0.01);
    sim::Values noisy = sharp;
    noisy.set("engagement.noise", 1e-4);
    const engagement::Chances without(sharp), with(noisy);
    for (const Stage stage :
         {Stage::unaware, Stage::aware, Stage::engaged, Stage::paused, Stage::withdrawn})
        for (const float surplus : {-0.5f, -0.02f, 0.02f, 0.5f})
            EXPECT_NEAR(without.of(stage, surplus, 0.03f), with.of_noisy(stage, surplus, 0.03f),
                        1e-6);
}

TEST(Engagement, the_unaware_and_the_paused_do_not_decide) {
    sim::Values values(models::catalog());
    values.set("engagement.spontaneous", 1.0);
    values.set("engagement.return_rate", 1.0);
    const engagement::Chances chances(values);
    for (const Stage stage : {Stage::unaware, Stage::paused}) {
        EXPECT_EQ(chances.of(stage, 100, 1), 0);
        EXPECT_EQ(chances.of_noisy(stage, 100, 1), 0);
    }
}

// Binomial(10,000, .3): sd 46.
TEST(Engagement, people_decide_on_the_days_on_which_they_pay_attention) {
    trial::Trial trial(eager(10000, {"engagement"}, "attention = 0.3"));
    trial.run();
    EXPECT_NEAR(double(trial.n_engaged()), 3000, 250);
    trial.run();
    EXPECT_NEAR(double(trial.n_engaged()), 5100, 250);
}

// Ten sub-steps a day: 1 - (1 - .03)^10 = .2626 engage on a day, (1 - .05)^10 = .5987 of those with
// a hazard of .5 stay. Binomial(10,000, p): sd below 50, five of them 6e-7.
TEST(Engagement, substeps_divide_attention_and_the_hazard_to_stop) {
    const std::vector<sim::Setting> cut{{"calendar.substeps", std::int64_t{10}}};
    trial::Trial joining(eager(10000, {"engagement"}, "attention = 0.3").with_values(cut));
    joining.run();
    EXPECT_NEAR(double(joining.n_engaged()), 2626, 250);

    trial::Trial leaving(eager(10000, {"engagement"}, "attention = 0")
                             .with_values(cut)
                             .with_values({{"population.exit_hazard", 0.5}}));
    for (models::PersonId p = 0; p < 10000; ++p)
        leaving.world.move(p, Stage::engaged);
    leaving.run();
    EXPECT_NEAR(double(leaving.n_engaged()), 5987, 250);
    EXPECT_EQ(withdrawals(leaving.world, Reason::other), 10000 - leaving.n_engaged());
}

// What took her in was 0 and still is; what is lost is free time, and she says so.
TEST(Engagement, who_loses_free_time_leaves_for_that_reason) {
    trial::Trial trial(eager(100, {"engagement"}, R"(attention = 1
pull_of_time = 2
stickiness = 0.5
[[event]]
name = "work resumes"
date = 2020-03-03
set = { "engagement.free_time" = 0.1 }
)"));
    trial.run(2);
    EXPECT_EQ(trial.n_engaged(), 100);
    trial.run();
    EXPECT_EQ(trial.n_engaged(), 0);
    EXPECT_EQ(withdrawals(trial.world, Reason::time_lost), 100);
}

TEST(Engagement, the_reason_is_the_term_that_lost_most) {
    trial::Trial trial(eager(3, {"engagement", "fatigue", "rumor"},
                             "attention = 1\nstickiness = 0\npull_of_fear = 1\npull_of_fatigue = 1",
                             "[fatigue]\nstrain = 0\nrecovery = 0\n[rumor]\nhalf_life = 1000\n"));
    auto& persons = trial.world.persons;
    trial.run();
    ASSERT_EQ(trial.n_engaged(), 3);
    persons.tolerance.assign(3, 0);
    trial.world.rumor_started = true;
    persons.fatigue = {1.5f, 0.9f, 0.1f};
    persons.risk = {0.5f, 1.0f, 0.1f};
    trial.run();
    EXPECT_EQ(withdrawals(trial.world, Reason::fatigue), 1);
    EXPECT_EQ(withdrawals(trial.world, Reason::legal_fear), 1);
    EXPECT_EQ(trial.n_engaged(), 1);
}

TEST(Engagement, who_leaves_by_own_hazard_has_another_reason) {
    trial::Trial trial(
        eager(200, {"engagement"}, "attention = 1").with_values({{"population.exit_hazard", 1.0}}));
    trial.run(2);
    EXPECT_EQ(trial.n(Stage::withdrawn), 200);
    EXPECT_EQ(withdrawals(trial.world, Reason::other), 200);
}

TEST(Engagement, those_who_withdrew_come_back_to_deciding_and_no_further_on_one_day) {
    trial::Trial trial(eager(50, {"engagement"}, "attention = 1\nreturn_rate = 1"));
    for (models::PersonId p = 0; p < 50; ++p)
        trial.world.move(p, Stage::withdrawn);
    trial.run();
    EXPECT_EQ(trial.n(Stage::aware), 50);
    EXPECT_EQ(trial.world.today.returns.sum(), 50);
    trial.run();
    EXPECT_EQ(trial.n_engaged(), 50);
}

TEST(Engagement, a_full_shelf_makes_people_pause_and_an_empty_one_resume) {
    trial::Trial trial(eager(2, {"engagement", "supply"}, "attention = 1\nfull_shelf = 10"));
    trial.run();
    trial.world.persons.stock = {10, 9};
    trial.world.accounts.started[0] = trial.world.accounts.accepted[0] = 19;
    trial.run();
    EXPECT_EQ(trial.world.persons.stage, (std::vector{Stage::paused, Stage::engaged}));
    EXPECT_EQ(trial.world.today.withdrawals.sum(), 0);  // paused is not withdrawn
    trial.run(5);
    EXPECT_EQ(trial.world.persons.stage[0], Stage::paused);
    trial.world.persons.stock[0] = 9;
    trial.world.accounts.started[0] = trial.world.accounts.accepted[0] = 18;
    trial.run();
    EXPECT_EQ(trial.world.persons.stage[0], Stage::engaged);
}

// Days of waiting are days, however often a day people decide.
TEST(Engagement, who_pauses_too_long_withdraws_for_what_she_paused_for) {
    for (const std::int64_t substeps : {1, 8}) {
        trial::Trial trial(
            eager(1, {"engagement", "supply"}, "attention = 1\nfull_shelf = 10\npatience = 4")
                .with_values({{"calendar.substeps", substeps}}));
        trial.world.move(0, Stage::engaged);
        trial.run();
        trial.world.persons.stock = {10};
        trial.world.accounts.started[0] = trial.world.accounts.accepted[0] = 10;
        trial.run();  // pauses
        trial.run(3);
        EXPECT_EQ(trial.n(Stage::paused), 1);
        trial.run();
        EXPECT_EQ(trial.n(Stage::withdrawn), 1);
        EXPECT_EQ(withdrawals(trial.world, Reason::no_demand), 1);
    }
}

TEST(Engagement, who_leaves_for_good_does_not_also_pause) {
    trial::Trial trial(eager(20, {"engagement", "supply"}, "attention = 1\nfull_shelf = 10")
                           .with_values({{"population.exit_hazard", 1.0}}));
    trial.run();
    EXPECT_EQ(trial.n_engaged(), 20);
    for (models::PersonId p = 0; p < 20; ++p) {
        trial.world.persons.stock[p] = 10;
        const std::size_t product = models::index(trial.world.product_of(p));
        trial.world.accounts.started[product] = trial.world.accounts.accepted[product] += 10;
    }
    trial.run();
    EXPECT_EQ(trial.n(Stage::withdrawn), 20);
    EXPECT_EQ(withdrawals(trial.world, Reason::other), 20);
}

TEST(Engagement, decisions_are_written_down_as_what_they_are) {
    trial::Trial trial(
        eager(2, {"engagement", "supply"}, "attention = 1\nfull_shelf = 10\nreturn_rate = 1"));
    models::Log log;
    trial.world.log = &log;
    const auto what = [&] {
        trial.run();
        std::vector<models::Happening> happened;
        for (const models::LogEntry& entry : log.entries)
            happened.push_back(entry.what);
        log.entries.clear();
        return happened;
    };
    using models::Happening;
    const auto put_by = [&](std::uint32_t units) {
        trial.world.persons.stock = {units, 0};
        trial.world.accounts.started[0] = trial.world.accounts.accepted[0] = units;
    };
    EXPECT_EQ(what(), (std::vector{Happening::engaged, Happening::engaged}));
    put_by(10);
    EXPECT_EQ(what(), std::vector{Happening::paused});
    put_by(0);
    EXPECT_EQ(what(), std::vector{Happening::resumed});
    trial.world.move(1, Stage::withdrawn);
    EXPECT_EQ(what(), std::vector{Happening::open_again});
}

// model.md: "Paused (no material, no demand) is not withdrawn": material lets people resume.
TEST(Engagement, who_paused_for_want_of_material_resumes_when_there_is_some) {
    trial::Trial trial(eager(50, {"engagement", "supply", "production"},
                             "attention = 1\nidle_limit = 3\npatience = 100",
                             "[supply]\nhome_stock = 0\nfilament_base = 0\n"
                             "[population]\nprinter_share = 1\n"));
    trial.run(6);
    EXPECT_EQ(trial.n(Stage::paused), 50);
    for (std::size_t m = 0; m < models::n_materials; ++m) {
        trial.world.persons.material[m].assign(50, 100000);
        trial.world.accounts.initial[m] = trial.world.accounts.used[m] +
                                          trial.world.accounts.wasted[m] -
                                          trial.world.accounts.received[m] + 50 * 100000;
        for (const auto& refill : trial.world.suppliers.in_transit)
            trial.world.accounts.initial[m] += refill.material == m ? refill.amount : 0;
        for (const std::int64_t stock : trial.world.suppliers.stock[m])
            trial.world.accounts.initial[m] += stock;
    }
    trial.run(3);
    EXPECT_EQ(trial.n_engaged(), 50);
}

TEST(Engagement, long_pauses_are_counted_without_overflow) {
    trial::Trial trial(trial::only({"engagement", "supply"}, 300,
                                   "[engagement]\nattention = 1\nfull_shelf = 1\npatience = 250\n" +
                                       std::string(no_peers) +
                                       "[population]\nsize = 1\n"
                                       "threshold_mean = -1\nthreshold_sd = 0\nexit_hazard = 0\n"));
    trial.run();
    trial.world.persons.stock = {1};
    trial.world.accounts.started[0] = trial.world.accounts.accepted[0] = 1;
    trial.run(250);
    EXPECT_EQ(trial.n(Stage::paused), 1);
    trial.run();
    EXPECT_EQ(trial.n(Stage::withdrawn), 1);
}

TEST(Engagement, seeds_are_engaged_on_the_first_morning_whether_they_had_heard_or_not) {
    const trial::Trial trial(trial::only({"awareness", "engagement"}, 3, R"(
[population]
size = 50
[awareness]
initially = 0
[engagement]
seeds = """
person
7
49
7
"""
)"));
    EXPECT_EQ(trial.n_engaged(), 2);
    EXPECT_EQ(trial.n(Stage::unaware), 48);
    models::check_conservation(trial.world);
}

TEST(Engagement, a_seed_who_is_nobody_is_refused_with_its_line) {
    for (const char* nobody : {"50", "-1", "1.5", "1e300"}) {
        const std::string message = trial::message_of([&] {
            models::populate(trial::only({"engagement"}, 3,
                                         sim::text("[population]\nsize = 50\n[engagement]\nseeds = "
                                                   "\"\"\"\nperson\n3\n",
                                                   nobody, "\n\"\"\"\n")),
                             {});
        });
        EXPECT_TRUE(message.starts_with("trial.toml:")) << message;
        EXPECT_NE(message.find("there is no person"), std::string::npos) << message;
    }
}

namespace {

/// Who is at work after an institution has sent people, one day before anybody else may come.
std::vector<models::PersonId> sent(double people, std::optional<models::PersonId> withdrawn = {},
                                   const std::string& tool = "printing") {
    trial::Trial trial(
        trial::only({"awareness", "engagement"}, 2,
                    "[population]\nsize = 1000\n[awareness]\ninitially = 0.5\n")
            .with_event({.name = "school",
                         .date = std::chrono::sys_days{std::chrono::year{2020} / 3 / 1},
                         .act = "engagement.recruit",
                         .with = {{"engagement.recruit.people", people},
                                  {"engagement.recruit.skill", 1.2},
                                  {"engagement.recruit.tool", tool}}})
            .with_values({{"population.threshold_mean", 100.0},
                          {"population.sewing_share", 0.0},
                          {"population.printer_share", 0.8},
                          {"population.exit_hazard", 0.0},
                          {"engagement.stickiness", 1000.0}}));
    auto& world = trial.world;
    for (models::PersonId p = 0; p < 1000; p += 2)
        world.persons.process[p] = models::Process::sewing;
    if (withdrawn)
        world.move(*withdrawn, Stage::withdrawn);
    trial.run();
    std::vector<models::PersonId> all;
    models::for_each_at_work(world.persons, [&](models::PersonId p) {
        all.push_back(p);
        EXPECT_GE(world.persons.skill[p], 1.2f);
        EXPECT_GT(world.persons.machines[p], 0);
        EXPECT_EQ(p % 2, tool == "printing" ? 1u : 0u);
    });
    return all;
}

}  // namespace

// F38.
TEST(Engagement, institutions_send_skilled_owners_of_the_tool) {
    EXPECT_EQ(sent(40).size(), 40u);
    EXPECT_EQ(sent(40, {}, "sewing").size(), 40u);
    EXPECT_NEAR(double(sent(1e6).size()), 400, 50);  // all: 500 of 1,000, .8 with machines: sd 9
    EXPECT_TRUE(sent(0).empty());
}

// The same order with every standard library, which says nothing of that of nth_element.
TEST(Engagement, those_who_are_sent_come_in_the_order_of_their_luck) {
    trial::Trial trial(
        trial::only({"engagement"}, 1, "[population]\nsize = 1000\n")
            .with_event({.name = "school",
                         .date = std::chrono::sys_days{std::chrono::year{2020} / 3 / 1},
                         .act = "engagement.recruit",
                         .with = {{"engagement.recruit.people", 40.0},
                                  {"engagement.recruit.skill", 1.2},
                                  {"engagement.recruit.tool", std::string("printing")}}})
            .with_values({{"population.printer_share", 0.8}}));
    models::Log log;
    trial.world.log = &log;
    trial.run();
    const sim::Stream luck(trial.world.run, "engagement.recruit", 0);
    std::vector<std::uint32_t> words;
    for (const models::LogEntry& entry : log.entries)
        if (entry.what == models::Happening::engaged && words.size() < 40)
            words.push_back(luck.word(static_cast<std::uint64_t>(entry.unit)));
    EXPECT_EQ(words.size(), 40u);
    EXPECT_TRUE(std::ranges::is_sorted(words));
}

TEST(Engagement, one_who_cannot_be_sent_is_replaced_and_the_others_stay) {
    const auto all = sent(40);
    const auto others = sent(40, all[7]);
    std::vector<models::PersonId> both;
    std::ranges::set_intersection(all, others, std::back_inserter(both));
    EXPECT_EQ(others.size(), 40u);
    EXPECT_EQ(both.size(), 39u);
    const auto more = sent(60);
    EXPECT_TRUE(std::ranges::includes(more, all));
}
