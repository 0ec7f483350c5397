#include <models/day.hpp>

#include <models/simulation.hpp>
#include <tests/models/trial.hpp>

#include <map>
#include <set>

namespace {

/// Which observables differ between two recordings, and from which day on.
std::map<std::string, Eigen::Index> first_differences(const sim::Scenario& one,
                                                      const sim::Scenario& other) {
    const std::atomic<bool> never{false};
    const sim::RunAddress run{.seed = 1, .replicate = 0};
    const sim::Recording a = models::simulate(one, run, never),
                         b = models::simulate(other, run, never);
    const sim::Layout layout = models::layout(one);
    std::map<std::string, Eigen::Index> first;
    for (std::size_t o = 0; o < a.series.size(); ++o)
        for (Eigen::Index day = 0;
             day < a.series[o].rows() && !first.contains(layout.observables[o].name); ++day)
            if ((a.series[o].row(day) != b.series[o].row(day)).any())
                first[layout.observables[o].name] = day;
    return first;
}

const sim::Scenario& france() {
    static const sim::Scenario scenario = trial::small_bundled("france-2020");
    return scenario;
}

sim::Scenario without(const std::vector<std::string>& mechanisms, double scale = 0.02) {
    std::vector<sim::Setting> off{{"population.scale", scale}};
    for (const std::string& mechanism : mechanisms)
        off.push_back({mechanism + ".on", false});
    return france().with_values(off);
}

std::vector<std::string> mechanisms() {
    std::vector<std::string> names;
    for (const auto& phase : models::day().phases())
        names.emplace_back(phase.name);
    return names;
}

}  // namespace

// model.md section 4.
TEST(Day, phases_run_in_the_order_of_the_model) {
    EXPECT_EQ(mechanisms(),
              (std::vector<std::string>{"need", "press", "awareness", "rumor", "norms",
                                        "structures", "coordination", "engagement", "design",
                                        "money", "supply", "production", "demand", "matching",
                                        "delivery", "recognition", "fatigue", "ties"}));
}

TEST(Day, mechanisms_differ_in_name_and_say_what_they_are) {
    std::set<std::string_view> names;
    for (const auto& phase : models::day().phases()) {
        EXPECT_TRUE(names.insert(phase.name).second) << phase.name;
        EXPECT_FALSE(phase.summary.empty()) << phase.name;
        EXPECT_NE(phase.step, nullptr) << phase.name;
    }
}

TEST(Day, every_parameter_belongs_to_its_mechanism_and_has_a_meaning_and_a_source) {
    const auto sound = [](const sim::AnyParameter& parameter, const std::string& owner) {
        EXPECT_TRUE(sim::key(parameter).starts_with(owner + ".")) << sim::key(parameter);
        EXPECT_FALSE(sim::meaning(parameter).empty()) << sim::key(parameter);
        EXPECT_TRUE(sim::meaning(parameter).ends_with(".")) << sim::key(parameter);
        EXPECT_FALSE(sim::source(parameter).empty()) << sim::key(parameter);
        if (std::holds_alternative<sim::Parameter<double>>(parameter)) {
            EXPECT_FALSE(sim::unit(parameter).empty()) << sim::key(parameter);
        }
    };
    for (const sim::Section& section : models::catalog()->sections()) {
        EXPECT_FALSE(section.summary.empty() && section.name != "calendar") << section.name;
        for (const sim::AnyParameter& parameter : section.parameters)
            sound(parameter, section.name);
        for (const sim::ActInfo& act : section.acts) {
            EXPECT_TRUE(act.name.starts_with(section.name + ".")) << act.name;
            EXPECT_FALSE(act.meaning.empty()) << act.name;
            for (const sim::AnyParameter& argument : act.arguments)
                sound(argument, act.name);
        }
    }
}

TEST(Day, every_mechanism_can_be_switched_off_and_what_people_are_cannot) {
    for (const std::string& name : mechanisms())
        EXPECT_TRUE(models::catalog()->switch_of(name)) << name;
    for (const char* name : {"population", "acquaintance", "requesters", "calendar"})
        EXPECT_FALSE(models::catalog()->switch_of(name)) << name;
}

TEST(Day, every_bundled_scenario_loads_and_its_canonical_form_reloads_the_same) {
    const auto names = sim::scenario_names(trial::folders);
    EXPECT_TRUE(std::ranges::count(names, "france-2020"));
    for (const std::string& name : names) {
        const sim::Scenario scenario = trial::bundled(name);
        EXPECT_FALSE(scenario.summary().empty()) << name;
        EXPECT_GE(scenario.n_days(), 1) << name;
        const std::string text = sim::canonical(scenario);
        const sim::Scenario again =
            sim::parse_scenario(text, name + ".toml", models::catalog(), {});
        EXPECT_TRUE(again == scenario) << name;
        EXPECT_EQ(sim::canonical(again), text) << name;
        EXPECT_NO_THROW(models::layout(scenario)) << name;
    }
}

TEST(Day, without_any_mechanism_days_pass_and_nothing_happens) {
    trial::Trial trial(without(mechanisms()));
    trial.run(119);
    EXPECT_EQ(trial.n(models::Stage::aware), 2000);
    EXPECT_EQ(trial.world.accounts.started[0], 0);
    EXPECT_TRUE(trial.world.orders.empty());
}

// A small world, for there are 120 of them; Trial checks conservation every evening.
TEST(Day, any_one_or_two_mechanisms_can_be_off) {
    const auto names = mechanisms();
    for (std::size_t i = 0; i < names.size(); ++i)
        for (std::size_t j = i; j < names.size(); ++j) {
            trial::Trial trial(without({names[i], names[j]}, 0.002));
            EXPECT_NO_THROW(trial.run(119)) << names[i] << " and " << names[j];
        }
}

TEST(Day, any_mechanism_can_be_alone) {
    for (const std::string& alone : mechanisms()) {
        auto others = mechanisms();
        std::erase(others, alone);
        trial::Trial trial(without(others, 0.002));
        EXPECT_NO_THROW(trial.run(119)) << alone;
    }
}

TEST(Day, a_mechanism_that_is_off_does_not_act_on_its_day) {
    trial::Trial trial(without({"rumor", "demand", "press"}));
    trial.run(119);
    EXPECT_FALSE(trial.world.rumor_started);
    EXPECT_EQ(trial.world.accounts.requested[0], 0);
    EXPECT_TRUE(
        std::ranges::all_of(trial.world.territories.press, [](double x) { return x == 0; }));
}

// The allowed range is a promise: no value in it breaks a run. Trial checks conservation every
// evening; what is recorded are numbers from 0.
TEST(Day, every_parameter_may_stand_at_either_end_of_its_range) {
    const auto ends = [](const sim::AnyParameter& parameter) -> std::vector<sim::Value> {
        if (const auto* number = std::get_if<sim::Parameter<double>>(&parameter))
            return {number->range.low, number->range.high};
        if (const auto* whole = std::get_if<sim::Parameter<std::int64_t>>(&parameter))
            return {whole->range.low, whole->range.high};
        std::vector<sim::Value> options;
        if (const auto* choice = std::get_if<sim::Parameter<sim::Choice>>(&parameter))
            for (const std::string_view option : choice->options)
                options.emplace_back(std::string(option));
        return options;
    };
    const std::atomic<bool> never{false};
    const auto ties = sim::Table::parse_csv("from,to\na,b\n", "given");  // for "custom"
    // 196 persons fill a square, and the one trait of the smallest design depends on no other.
    const sim::Scenario tiny =
        france().with_values({{"population.scale", 0.00196},
                              {"design.interplay", std::int64_t{0}},
                              {"coordination.ties", std::make_shared<const sim::Table>(ties)}});
    for (std::size_t i = 0; i < models::catalog()->size(); ++i) {
        const std::string key(sim::key((*models::catalog())[i]));
        if (key == "population.size" || key == "population.scale")
            continue;  // 100 million persons do not fit into a test
        for (const sim::Value& value : ends((*models::catalog())[i])) {
            sim::Recording recording;
            EXPECT_NO_THROW(recording = models::simulate(tiny.with_values({{key, value}}),
                                                         {.seed = 1, .replicate = 0}, never))
                << key << " = " << sim::shown(value);
            for (const sim::SeriesArray& series : recording.series)
                EXPECT_TRUE(series.isFinite().all() && series.minCoeff() >= 0)
                    << key << " = " << sim::shown(value);
        }
    }
}

// The columns of a mechanism are laid out on the first day, so its switch cannot be an event.
TEST(Day, a_mechanism_is_not_switched_while_the_run_is_under_way) {
    for (const std::string& name : mechanisms())
        EXPECT_THROW(france().with_event({.name = "switch",
                                          .date = france().first_day() + std::chrono::days{9},
                                          .set = {{name + ".on", true}}}),
                     sim::InputError)
            << name;
}

// model.md section 4: "A weight of 0 equals the mechanism switched off, bit for bit."
TEST(Day, a_weight_of_0_is_the_same_as_off) {
    auto tireless = first_differences(france().with_values({{"engagement.pull_of_fatigue", 0.0}}),
                                      without({"fatigue"}));
    tireless.erase("fatigue");  // felt, and without effect
    EXPECT_TRUE(tireless.empty());
    EXPECT_TRUE(first_differences(france().with_values({{"engagement.pull_of_recognition", 0.0}}),
                                  without({"recognition"}))
                    .empty());
    auto fearless = first_differences(france().with_values({{"engagement.pull_of_fear", 0.0}}),
                                      without({"rumor"}));
    for (const char* without_effect : {"perceived_risk", "rumor"})
        fearless.erase(without_effect);
    EXPECT_TRUE(fearless.empty());
    // Press without effects: everything but press itself.
    const std::vector<sim::Setting> unread{{"awareness.press_effect", 0.0},
                                           {"demand.by_press", 0.0},
                                           {"engagement.pull_of_need", 0.0}};
    // Gifts follow the press (F20).
    const auto giftless = [&](const sim::Scenario& scenario) {
        return scenario.with_values(unread).without_event("pots and patrons");
    };
    auto pressless = first_differences(giftless(france()), giftless(without({"press"})));
    pressless.erase("press");
    EXPECT_TRUE(pressless.empty());
}

TEST(Day, a_dose_of_0_is_the_same_as_no_event) {
    const auto zero = [](const std::string& act, std::vector<sim::Setting> with) {
        return france().with_event({.name = "nothing",
                                    .date = france().first_day() + std::chrono::days{40},
                                    .act = act,
                                    .with = std::move(with)});
    };
    EXPECT_TRUE(
        first_differences(france(), zero("press.campaign", {{"press.campaign.impact", 0.0}}))
            .empty());
    EXPECT_TRUE(first_differences(france(),
                                  zero("demand.public_order", {{"demand.public_order.units", 0.0}}))
                    .empty());
    EXPECT_TRUE(
        first_differences(france(), zero("money.patron", {{"money.patron.amount", 0.0}})).empty());
    EXPECT_TRUE(
        first_differences(france(), zero("supply.deliver", {{"supply.deliver.amount", 0.0}}))
            .empty());
    EXPECT_TRUE(
        first_differences(france(), zero("rumor.clarify", {{"rumor.clarify.reach", 0.0},
                                                           {"rumor.clarify.first_readers", 0.0}}))
            .empty());
    EXPECT_TRUE(first_differences(france(),
                                  zero("coordination.remove", {{"coordination.remove.share", 0.0}}))
                    .empty());
    EXPECT_TRUE(
        first_differences(france(), zero("rumor.publish", {{"rumor.publish.reach", 0.0},
                                                           {"rumor.publish.first_readers", 0.0}}))
            .empty());
}

// Design section 8: a process that is not there leaves the draws of all others alone.
TEST(Day, a_mechanism_changes_nothing_before_it_matters) {
    // No text before 12 May, day 64.
    for (const auto& [name, day] : first_differences(france(), without({"rumor"})))
        EXPECT_GE(day, 64) << name;
    // Nobody is tired in the morning after the first day of work, on which nobody was engaged
    // before.
    for (const auto& [name, day] : first_differences(france(), without({"fatigue"})))
        EXPECT_GE(day, 1) << name;
    for (const auto& [name, day] : first_differences(france(), without({"recognition"})))
        EXPECT_GE(day, 1) << name;
}
