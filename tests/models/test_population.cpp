#include <models/population.hpp>

#include <sim/math.hpp>
#include <tests/models/trial.hpp>

#include <map>

namespace {

using models::Persons;

sim::Scenario people(const std::string& population, int n = 20000) {
    return trial::only({"money", "rumor"}, 2,
                       "[acquaintance]\nkind = \"none\"\n[population]\nsize = " +
                           std::to_string(n) + "\n" + population);
}

template <class Column>
Sample sample(const Column& column) {
    Sample result;
    for (const auto value : column)
        result.add(double(value));
    return result;
}

constexpr const char* two_regions = R"(territories = """
territory,population,labs,latitude,longitude
A,48822576,3,48,2
B,16274192,1,44,2
"""
)";

std::string refusal(const std::string& rows) {
    return trial::message_of([&] {
        models::populate(
            people("territories = \"\"\"\nterritory,population,labs,latitude,longitude\n" + rows +
                       "\"\"\"\n",
                   100),
            {});
    });
}

}  // namespace

TEST(Population, people_live_in_territories_in_proportion_to_the_inhabitants) {
    const trial::Trial trial(people(two_regions));
    const auto& territory = trial.world.persons.territory;
    EXPECT_EQ(trial.world.persons.size, 20000u);
    EXPECT_EQ(std::ranges::count(territory, 0), 15000);
    EXPECT_EQ(std::ranges::count(territory, 1), 5000);
    EXPECT_TRUE(std::ranges::is_sorted(territory));
    EXPECT_EQ(trial.world.persons.territory_begin,
              (std::vector<models::PersonId>{0, 15000, 20000}));
}

TEST(Population, a_part_of_the_country_has_its_part_of_the_pool) {
    const trial::Trial trial(people(R"(territories = """
territory,population,labs,latitude,longitude
A,16274192,3,48,2
""")"));
    EXPECT_EQ(trial.world.persons.size, 5000u);
    EXPECT_DOUBLE_EQ(trial.world.country_share, 0.25);
    const trial::Trial scaled(people(std::string(two_regions) + "scale = 0.1\n"));
    EXPECT_EQ(scaled.world.persons.size, 2000u);
    EXPECT_DOUBLE_EQ(scaled.world.country_share, 0.1);
    const trial::Trial one(people("scale = 1e-6\n"));
    EXPECT_EQ(one.world.persons.size, 1u);
}

TEST(Population, territories_without_anybody_do_no_harm) {
    const trial::Trial trial(people(R"(territories = """
territory,population,labs,latitude,longitude
A,1,0,48,2
B,65096766,1,44,2
C,1,0,45,2
""")",
                                    10));
    EXPECT_EQ(trial.world.persons.territory, std::vector<models::TerritoryId>(10, 1));
    EXPECT_EQ(trial.world.persons.territory_begin, (std::vector<models::PersonId>{0, 0, 10, 10}));
}

// Paris to Marseille are 661 km; Paris to Lille 204 km. A plane is within 2 %.
TEST(Population, distances_are_those_of_the_map) {
    const trial::Trial trial(people(R"(territories = """
territory,population,labs,latitude,longitude
Paris,1,1,48.86,2.35
Marseille,1,1,43.30,5.37
Lille,1,1,50.63,3.06
""")",
                                    10));
    const auto& territories = trial.world.territories;
    EXPECT_NEAR(territories.distance(0, 1), 661, 13);
    EXPECT_NEAR(territories.distance(0, 2), 204, 6);
    EXPECT_EQ(territories.distance(2, 0), territories.distance(0, 2));
    EXPECT_EQ(territories.by_distance[0], (std::vector<models::TerritoryId>{0, 2, 1}));
    EXPECT_EQ(territories.by_distance[1][0], 1);
}

// 20,000 persons: standard errors are below .012 of a unit.
TEST(Population, thresholds_are_normal) {
    const trial::Trial trial(people("threshold_mean = 0.25\nthreshold_sd = 0.12\n"));
    const Sample threshold = sample(trial.world.persons.threshold);
    EXPECT_NEAR(threshold.mean(), 0.25, 5 * .12 / std::sqrt(20000));
    EXPECT_NEAR(threshold.sd(), 0.12, 5 * .12 / std::sqrt(40000));
}

TEST(Population, hours_skill_and_money_have_their_median_and_a_heavy_tail) {
    const trial::Trial trial(people("hours_median = 3\nhours_spread = 0.7\nskill_spread = 0.3\n"
                                    "budget_median = 50\nbudget_spread = 1\n"));
    const Persons& persons = trial.world.persons;
    const auto below = [&](const auto& column, float median) {
        return double(std::ranges::count_if(column, [&](float x) { return x < median; }));
    };
    EXPECT_NEAR(below(persons.hours, 3), 10000, 390);  // sd 71
    EXPECT_NEAR(below(persons.skill, 1), 10000, 390);
    EXPECT_NEAR(below(persons.budget, 5000), 10000, 390);
    EXPECT_LE(*std::ranges::max_element(persons.hours), 14);
    EXPECT_GT(*std::ranges::max_element(persons.budget), 100'000);
}

TEST(Population, without_spread_everybody_has_the_median) {
    const trial::Trial trial(
        people("hours_median = 4\nhours_spread = 0\nskill_spread = 0\nsewing_spread = 0\n", 50));
    EXPECT_EQ(trial.world.persons.hours, std::vector<float>(50, 4));
    EXPECT_EQ(trial.world.persons.skill, std::vector<float>(50, 1));
}

// D13: Pareto with exponent 2.5, rounded down: P(k or more) = k^-2.5 among owners.
TEST(Population, printers_have_a_heavy_tail) {
    const trial::Trial trial(people("printer_share = 0.8\nprinter_tail = 2.5\nsewing_share = 0\n"));
    const auto& printers = trial.world.persons.machines;
    const auto at_least = [&](int k) {
        return double(std::ranges::count_if(printers, [&](int n) { return n >= k; }));
    };
    EXPECT_NEAR(at_least(1), 16000, 6 * std::sqrt(20000 * .8 * .2));
    for (const int k : {2, 3, 5})
        EXPECT_NEAR(at_least(k), 16000 * std::pow(k, -2.5),
                    6 * std::sqrt(16000 * std::pow(k, -2.5)));
    EXPECT_LE(*std::ranges::max_element(printers), 14);
    const trial::Trial none(people("printer_share = 0\nsewing_share = 0\n", 100));
    EXPECT_EQ(std::ranges::count(none.world.persons.machines, 0), 100);
}

// Binomial(20,000, .15): sd 50.
TEST(Population, some_own_a_sewing_machine) {
    const trial::Trial trial(people("printer_share = 0.7\nsewing_share = 0.15\n"));
    const Persons& persons = trial.world.persons;
    std::int64_t sewers = 0;
    for (models::PersonId p = 0; p < persons.size; ++p) {
        const bool sews = persons.process[p] == models::Process::sewing;
        sewers += sews;
        EXPECT_TRUE(!sews || persons.machines[p] == 1);
        EXPECT_EQ(trial.world.product_of(p), sews ? models::Product::gown : models::Product::visor);
    }
    EXPECT_NEAR(double(sewers), 3000, 270);
}

TEST(Population, there_are_only_as_many_sewing_machines_as_persons_without_a_printer) {
    const trial::Trial all_print(people("printer_share = 1\nsewing_share = 1\n", 100));
    EXPECT_EQ(std::ranges::count(all_print.world.persons.process, models::Process::sewing), 0);
    const trial::Trial nobody_helps(people("printer_share = 0.5\nsewing_share = 1\n"));
    EXPECT_EQ(std::ranges::count(nobody_helps.world.persons.machines, 0), 0);
}

TEST(Population, sewing_machines_change_nothing_for_those_who_own_none) {
    const trial::Trial none(people("sewing_share = 0\n")), some(people("sewing_share = 0.2\n"));
    const Persons &before = none.world.persons, &after = some.world.persons;
    EXPECT_EQ(std::ranges::count(before.process, models::Process::sewing), 0);
    for (models::PersonId p = 0; p < before.size; ++p)
        if (after.process[p] == models::Process::printing) {
            ASSERT_EQ(before.machines[p], after.machines[p]);
            ASSERT_EQ(before.skill[p], after.skill[p]);
        } else {
            ASSERT_EQ(before.machines[p], 0);
        }
    EXPECT_EQ(before.threshold, after.threshold);
    EXPECT_EQ(before.hours, after.hours);
}

// D28: a professional sews 30 times as fast as a beginner. Between the 1st and the 99th of 100 lie
// 4.65 sd of the logarithm; with a spread of .7 that is a factor of 26. 20,000 people: the standard
// error of either quantile's logarithm is .7 / 38, so the factor is within 15 % (5.5 of its sd).
TEST(Population, sewers_differ_more_in_speed_than_printers) {
    const trial::Trial trial(people("printer_share = 0\nsewing_share = 1\nsewing_spread = 0.7\n"));
    std::vector<float> skill = trial.world.persons.skill;
    std::ranges::sort(skill);
    EXPECT_NEAR(skill[19800] / skill[200], 26, 4);
    EXPECT_NEAR(skill[10000], 1, .05);
    EXPECT_LE(skill.back(), 30);
}

// Fader and Hardie (2007): Beta with first shape 1 and mean .05 is Beta(1, 19), sd .0476; Beta with
// first shape 2 and the same mean is Beta(2, 38), sd .0340.
TEST(Population, own_hazards_are_beta) {
    const trial::Trial trial(people("exit_hazard = 0.05\nexit_shape = 1\n"));
    const Sample hazard = sample(trial.world.persons.exit_hazard);
    EXPECT_NEAR(hazard.mean(), .05, 6 * .0476 / std::sqrt(20000));
    EXPECT_NEAR(hazard.sd(), .0476, .003);
    const trial::Trial less_mixed(people("exit_hazard = 0.05\nexit_shape = 2\n"));
    const Sample narrow = sample(less_mixed.world.persons.exit_hazard);
    EXPECT_NEAR(narrow.mean(), .05, 6 * .0340 / std::sqrt(20000));
    EXPECT_NEAR(narrow.sd(), .0340, .002);
    const trial::Trial same(people("exit_hazard = 0.05\nexit_shape = 0\n", 50));
    EXPECT_EQ(same.world.persons.exit_hazard, std::vector<float>(50, .05f));
}

TEST(Population, tolerance_of_risk_is_a_share_around_its_mean) {
    for (const double mean : {0.0, 0.4, 1.0}) {
        const trial::Trial trial(people("").with_values({{"population.tolerance", mean}}));
        const auto [least, most] = std::ranges::minmax(trial.world.persons.tolerance);
        EXPECT_GE(least, 0);
        EXPECT_LE(most, 1);
        EXPECT_NEAR(sample(trial.world.persons.tolerance).mean(), mean, mean == 0.4 ? .01 : .2);
    }
}

// Common luck: with a greater share, owners stay owners and have at least as many printers.
TEST(Population, attributes_grow_with_their_parameter_person_by_person) {
    const trial::Trial few(people(
        "printer_share = 0.5\nsewing_share = 0.1\ncarer_share = 0.1\nthreshold_mean = 0.2\n"));
    const trial::Trial many(people(
        "printer_share = 0.7\nsewing_share = 0.3\ncarer_share = 0.2\nthreshold_mean = 0.3\n"));
    for (models::PersonId p = 0; p < 20000; ++p) {
        ASSERT_LE(few.world.persons.machines[p], many.world.persons.machines[p]);
        ASSERT_LE(few.world.persons.knows_carer[p], many.world.persons.knows_carer[p]);
        ASSERT_LT(few.world.persons.threshold[p], many.world.persons.threshold[p]);
    }
}

TEST(Population, one_attribute_leaves_the_luck_of_the_others_alone) {
    const trial::Trial one(people("hours_spread = 0.7\n", 500));
    const trial::Trial other(
        people("hours_spread = 0.1\nbudget_median = 9\nexit_shape = 0\n", 500));
    EXPECT_EQ(one.world.persons.threshold, other.world.persons.threshold);
    EXPECT_EQ(one.world.persons.skill, other.world.persons.skill);
    EXPECT_EQ(one.world.persons.machines, other.world.persons.machines);
    EXPECT_EQ(one.world.persons.tolerance, other.world.persons.tolerance);
}

TEST(Population, replicates_are_different_people) {
    const trial::Trial one(people("", 500), 0), other(people("", 500), 1);
    EXPECT_NE(one.world.persons.threshold, other.world.persons.threshold);
}

TEST(Population, thresholds_can_be_given_one_by_one) {
    const trial::Trial trial(people("").with_values(trial::thresholds({0.5, -1, 3})));
    EXPECT_EQ(trial.world.persons.threshold, (std::vector<float>{0.5f, -1, 3}));
}

TEST(Population, thresholds_for_another_number_of_people_are_refused) {
    const std::string message = trial::message_of(
        [] { models::populate(people("thresholds = \"\"\"\nthreshold\n1\n2\n\"\"\"\n", 3), {}); });
    EXPECT_TRUE(message.starts_with("trial.toml:")) << message;
    EXPECT_NE(message.find("population.thresholds has 2 rows for 3 persons"), std::string::npos)
        << message;
}

TEST(Population, hours_can_be_given_one_by_one) {
    const trial::Trial trial(people("hours = \"\"\"\nhours\n0.5\n0\n14\n\"\"\"\n", 3));
    EXPECT_EQ(trial.world.persons.hours, (std::vector<float>{0.5f, 0, 14}));
    const std::string message = trial::message_of(
        [] { models::populate(people("hours = \"\"\"\nhours\n15\n\"\"\"\n", 1), {}); });
    EXPECT_NE(message.find("hours = 15"), std::string::npos) << message;
}

TEST(Population, an_empty_threshold_is_refused) {
    const std::string message = trial::message_of([] {
        models::populate(people("thresholds = \"\"\"\nthreshold,note\n1,\n,gap\n\"\"\"\n", 2), {});
    });
    EXPECT_TRUE(message.starts_with("trial.toml:")) << message;
    EXPECT_NE(message.find("threshold"), std::string::npos) << message;
}

TEST(Population, bad_territories_are_refused_with_their_line) {
    EXPECT_NE(refusal("A,0,1,48,2\n").find("population = 0 is missing or outside [1, "),
              std::string::npos);
    EXPECT_TRUE(refusal("A,10,1,48,2\nB,10,-1,48,2\n").find("labs = -1") != std::string::npos);
    EXPECT_TRUE(refusal("A,,1,48,2\n").find("population") != std::string::npos);
    EXPECT_TRUE(refusal("A,0,1,48,2\n").starts_with("trial.toml:"));
    std::string many;
    for (int t = 0; t < 250; ++t)
        many += "T" + std::to_string(t) + ",10,1,48,2\n";
    EXPECT_EQ(refusal(many), "");
    many += "one more,10,1,48,2\n";
    EXPECT_NE(refusal(many).find("251 territories; allowed are at most 250"), std::string::npos);
}

TEST(Population, a_territory_without_position_is_refused) {
    EXPECT_NE(refusal("A,10,1,,2\nB,10,1,48,2\n").find("latitude"), std::string::npos);
}

TEST(Population, a_territory_that_is_there_twice_is_refused) {
    EXPECT_NE(refusal("A,10,1,48,2\nA,10,1,44,2\n"), "");
}

// Granovetter (1978), verification T1: the same thresholds in every crowd of a size, by luck only
// who has which; and who is easily moved in a drawn crowd is so here.
TEST(Population, thresholds_can_be_the_quantiles_of_their_law) {
    const auto thresholds_by = [](const std::string& law) {
        return trial::Trial(people("threshold_mean = 0.25\nthreshold_sd = 0.1\nthreshold_law = \"" +
                                       law + "\"\n",
                                   1000))
            .world.persons.threshold;
    };
    std::vector<float> even = thresholds_by("quantiles");
    const std::vector<float> drawn = thresholds_by("drawn");
    EXPECT_FALSE(std::ranges::is_sorted(even));
    for (std::size_t p = 1; p < even.size(); ++p)
        ASSERT_EQ(even[p - 1] < even[p], drawn[p - 1] < drawn[p]) << p;
    std::ranges::sort(even);
    for (std::size_t i = 0; i < even.size(); ++i)
        ASSERT_FLOAT_EQ(even[i],
                        float(0.25 + 0.1 * sim::normal_quantile((double(i) + 0.5) / 1000)));
}
