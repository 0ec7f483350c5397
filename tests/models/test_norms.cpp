#include <models/norms.hpp>

#include <tests/models/trial.hpp>

namespace {

namespace norms = models::norms;

sim::Scenario norms_only(const std::string& rows, const std::string& rest = "") {
    return trial::only({"norms"}, 200,
                       "[norms]\neffects = \"\"\"\n"
                       "regime,debate,strictness,ambiguity,sale,certification,advance\n" +
                           rows + "\"\"\"\n" + rest)
        .with_values({{"population.size", std::int64_t{100}}, {"population.sewing_share", 0.0}});
}

std::string refusal(const std::string& rows, const std::string& rest = "") {
    return trial::message_of([&] { trial::Trial(norms_only(rows, rest)).run(); });
}

/// The regime on each of some days.
std::vector<std::size_t> regimes(trial::Trial& trial, int n_days) {
    std::vector<std::size_t> each;
    for (int day = 0; day < n_days; ++day) {
        trial.run();
        each.push_back(trial.world.norm.regime);
    }
    return each;
}

/// A chain of two steps at a chance of .2 a day each, at this salience.
sim::Scenario endogenous(const std::string& rest = "") {
    return norms_only("unregulated,0,0,0,1,0,0.2\ndebated,0,0,0,1,0,0.2\n",
                      "process = \"endogenous\"\nfade = 0\n" + rest);
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
    trial::Trial trial(
        norms_only("debated,0.05,0.2,0.3,1,0,0\n", "regime = \"debated\"\nfade = 0.1\n"));
    trial.run(200);
    EXPECT_NEAR(trial.world.norm_salience, 0.05 / (1 - 0.9 * 0.95), 1e-12);
    EXPECT_DOUBLE_EQ(trial.world.strictness, 0.2);
    EXPECT_DOUBLE_EQ(trial.world.norm.controversy, 0.3);
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

TEST(Norms, where_nobody_quarrels_only_volume_is_salient) {
    const auto quarrelled = [](double controversy) {
        trial::Trial trial(norms_only("debated,0.05,0.2,0.3,1,0,0\n", "regime = \"debated\"\n")
                               .with_values({{"norms.controversy", controversy}}));
        trial.run(5);
        return std::pair(trial.world.norm_salience > 0, trial.world.norm.controversy);
    };
    EXPECT_EQ(quarrelled(0), std::pair(false, 0.0));
    EXPECT_EQ(quarrelled(2), std::pair(true, 0.6));
    EXPECT_EQ(quarrelled(10), std::pair(true, 1.0));  // at most all there is
}

TEST(Norms, dated_regimes_take_over_from_each_other) {
    trial::Trial trial(norms_only("debated,0.01,0.1,0,1,0,0\nnote,0.02,0.6,0,0,1150,0\n", R"(
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

// Geometric with chance .2 a day at full salience: mean 5 days, sd 4.47; 400 worlds: standard error
// .22.
TEST(Norms, an_endogenous_process_moves_on_at_its_rate) {
    Sample days;
    for (std::uint32_t replicate = 0; replicate < 400; ++replicate) {
        trial::Trial trial(endogenous(), replicate);
        trial.world.norm_salience = 1;
        double n = 0;
        for (; trial.world.norm.regime == 0; ++n)
            trial.run();
        days.add(n - 1);  // the regime of day 0 is given
    }
    EXPECT_NEAR(days.mean(), 5, 1);
}

// F70: if there is no exchange, the State does not regulate.
TEST(Norms, an_endogenous_process_stands_still_where_nothing_is_salient) {
    trial::Trial trial(endogenous());
    EXPECT_EQ(regimes(trial, 100), std::vector<std::size_t>(100, 0));
}

TEST(Norms, an_endogenous_process_goes_one_regime_at_a_time_and_ends_where_nothing_is_next) {
    trial::Trial trial(endogenous());
    trial.world.norm_salience = 1;
    const auto each = regimes(trial, 150);
    EXPECT_EQ(each.back(), 2u);  // "instruction" has no row, so no chance to move on
    for (std::size_t day = 1; day < each.size(); ++day)
        ASSERT_LE(each[day] - each[day - 1], 1u);
}

TEST(Norms, an_endogenous_process_begins_with_the_regime_of_the_first_day_and_ignores_dates) {
    trial::Trial trial(endogenous(R"(regime = "note"
[[event]]
name = "dated"
date = 2020-03-03
set = { "norms.regime" = "clarified" }
)"));
    EXPECT_EQ(regimes(trial, 10), std::vector<std::size_t>(10, 4));
}

// F69: a margin of liberty, giving and not selling; F68: a ban leaves none.
TEST(Norms, what_may_not_be_sold_may_be_given_within_the_margin_and_not_under_a_ban) {
    EXPECT_EQ(norms::may_give(false, true, 0.3), 1);
    EXPECT_EQ(norms::may_give(false, false, 0.3), 0.3);
    EXPECT_EQ(norms::may_give(true, true, 0.3), 0);

    const auto may_give = [](const std::string& values) {
        trial::Trial trial(norms_only("note,0,0,0,0,0,0\n", "regime = \"note\"\n" + values));
        trial.run();
        int n = 0;
        for (models::UnitId unit = 0; unit < trial.world.n_units(); ++unit) {
            n += trial.world.may_give(unit);
            EXPECT_EQ(trial.world.may_sell(unit), trial.world.approved(unit));
        }
        return n;
    };
    EXPECT_EQ(may_give(""), 100);
    EXPECT_EQ(may_give("gift_margin = 0\n"), 0);
    EXPECT_NEAR(may_give("gift_margin = 0.5\n"), 50, 22);  // sd 5
    EXPECT_EQ(may_give("ban = true\n"), 0);
    EXPECT_EQ(may_give("ban = true\nself_certification = true\n"), 100);     // F78
    EXPECT_EQ(may_give("ban = true\nprotective_equipment = false\n"), 100);  // F77
}

// Who may give at a margin may do so at every greater one.
TEST(Norms, the_margin_is_each_makers_own) {
    const auto world = [](double margin) {
        trial::Trial trial(norms_only("note,0,0,0,0,0,0\n", "regime = \"note\"\n")
                               .with_values({{"norms.gift_margin", margin}}));
        trial.run();
        return trial.world;
    };
    const models::World few = world(0.2), many = world(0.6);
    for (models::UnitId unit = 0; unit < few.n_units(); ++unit)
        EXPECT_TRUE(!few.may_give(unit) || many.may_give(unit));
}

TEST(Norms, without_norms_everything_is_approved) {
    trial::Trial trial(trial::only({"structures"}, 2, "[population]\nsize = 10\n"));
    trial.run();
    for (models::UnitId unit = 0; unit < trial.world.n_units(); ++unit) {
        EXPECT_TRUE(trial.world.approved(unit));
        EXPECT_TRUE(trial.world.may_give(unit));
        EXPECT_TRUE(trial.world.may_sell(unit));
    }
}

TEST(Norms, an_effect_outside_0_to_1_is_refused_with_its_line) {
    const std::string message = refusal("unregulated,0,0,0,1,0,0\ndebated,0,1.5,0,1,0,0\n");
    EXPECT_TRUE(message.starts_with("trial.toml:")) << message;
    EXPECT_TRUE(message.ends_with(": strictness = 1.5 is outside [0, 1]")) << message;
    EXPECT_NE(refusal("debated,0,0,0,0.5,0,0\n").find("sale = 0.5"), std::string::npos);
    EXPECT_EQ(refusal("debated,0,0,0,1,1150,0\n"), "");
}

TEST(Norms, a_regime_that_does_not_exist_is_refused) {
    const std::string message = refusal("debatd,0.1,0.1,0,1,0,0\n");
    EXPECT_NE(message.find("debatd"), std::string::npos) << message;
    EXPECT_NE(message.find("did you mean 'debated'"), std::string::npos) << message;
}

TEST(Norms, two_regimes_at_a_time_are_refused_with_both_places) {
    const auto events = [](const std::string& until) {
        return R"([[event]]
name = "talk"
date = 2020-03-03
)" + until + R"(
set = { "norms.regime" = "debated" }
[[event]]
name = "note"
date = 2020-03-06
set = { "norms.regime" = "note" }
)";
    };
    const auto check = [&](const std::string& until) {
        return trial::message_of([&] { models::norms::check(norms_only("", events(until))); });
    };
    EXPECT_EQ(check("until = 2020-03-05"), "");
    for (const char* until : {"", "until = 2020-03-06"}) {
        const std::string message = check(until);
        EXPECT_TRUE(message.starts_with("trial.toml:")) << message;
        EXPECT_NE(message.find("event 'note' and event 'talk' of trial.toml:"), std::string::npos)
            << message;
        EXPECT_TRUE(message.ends_with("both set norms.regime on 2020-03-06; let 'talk' end before: "
                                      "until = 2020-03-05"))
            << message;
    }
    EXPECT_EQ(refusal("", events("")), check(""));  // a run sees it as well
    models::norms::check(endogenous(events("")));   // where dates do not count, all is well
}
