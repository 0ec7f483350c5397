#include <models/pull.hpp>

#include <sim/topology.hpp>
#include <tests/models/trial.hpp>

#include <numeric>

namespace {

namespace pull = models::pull;
using models::Stage;

/// A star of five, person 0 in the middle, thresholds 0; persons 1 and 2 are engaged.
trial::Trial star(const std::string& engagement = "",
                  std::initializer_list<std::string_view> mechanisms = {"engagement"}) {
    trial::Trial trial(
        trial::only(mechanisms, 5, "[engagement]\n" + engagement)
            .with_values(trial::thresholds({0, 0, 0, 0, 0}, {trial::ties(sim::star(5))})));
    trial.world.move(1, Stage::engaged);
    trial.world.move(2, Stage::engaged);
    return trial;
}

std::vector<float> surplus(const trial::Trial& trial) {
    const sim::Values values = trial.values();
    const pull::Pull pull(trial.world, values);
    std::vector<float> all;
    for (models::PersonId p = 0; p < trial.world.persons.size; ++p)
        all.push_back(pull.surplus(p));
    return all;
}

}  // namespace

TEST(Pull, peers_count_as_a_share_of_contacts_a_number_or_a_share_of_the_population) {
    const std::string only_peers = "pull_of_peers = 1\n";
    EXPECT_EQ(surplus(star(only_peers + "peers_as = \"share of contacts\"")),
              (std::vector<float>{0.5f, 0, 0, 0, 0}));
    EXPECT_EQ(surplus(star(only_peers + "peers_as = \"count of contacts\"")),
              (std::vector<float>{2, 0, 0, 0, 0}));
    EXPECT_EQ(surplus(star(only_peers + "peers_as = \"share of population\"")),
              std::vector<float>(5, 0.4f));
}

TEST(Pull, somebody_without_contacts_sees_nobody_engaged) {
    trial::Trial trial(trial::only({"engagement"}, 5, "[acquaintance]\nkind = \"none\"\n")
                           .with_values(trial::thresholds({0.1, 0.1})));
    trial.world.move(1, Stage::engaged);
    EXPECT_EQ(surplus(trial), (std::vector<float>{-0.1f, -0.1f}));
}

TEST(Pull, each_term_has_its_weight_and_sign) {
    const std::string weights =
        "pull_of_peers = 0\npull_of_need = 1\npull_of_recognition = 2\n"
        "pull_of_fear = 3\npull_of_fatigue = 4\npull_of_cost = 5\n"
        "pull_of_time = 6\nfree_time = 0.9\npull_of_support = 7\ncover = 0.5\n";
    trial::Trial trial = star(
        weights, {"engagement", "need", "recognition", "rumor", "fatigue", "money", "structures"});
    auto& world = trial.world;
    world.territories.salience = {0.8};
    world.territories.press = {0.25};
    world.persons.knows_carer = {1, 0, 0, 0, 0};
    world.persons.recognition.assign(5, 0.1f);
    world.rumor_started = true;
    world.persons.risk.assign(5, 0.2f);
    world.persons.tolerance.assign(5, 0.25f);
    world.persons.fatigue.assign(5, 0.3f);
    world.persons.spent.assign(5, 10);
    world.persons.budget.assign(5, 50);
    world.persons.support.assign(5, 0.4f);
    const sim::Values values = trial.values();
    const auto terms = pull::Pull(world, values).terms(0);
    EXPECT_NEAR(terms[pull::need_term], 0.8, 1e-6);
    EXPECT_NEAR(terms[pull::recognition_term], 0.2, 1e-6);
    EXPECT_NEAR(terms[pull::fear_term], -3 * 0.2 * 0.75 * (1 - 0.5 * 0.4), 1e-6);
    EXPECT_NEAR(terms[pull::fatigue_term], -1.2, 1e-6);
    EXPECT_NEAR(terms[pull::cost_term], -1, 1e-6);
    EXPECT_NEAR(terms[pull::time_term], -0.6, 1e-6);
    EXPECT_NEAR(terms[pull::support_term], 2.8, 1e-6);
    // Who knows no carer knows of the need through the press.
    EXPECT_NEAR(pull::Pull(world, values).terms(1)[pull::need_term], 0.2, 1e-6);
    EXPECT_NEAR(surplus(trial)[0], std::accumulate(terms.begin(), terms.end(), 0.0f), 1e-6);
}

// What tells those who may join from the many who cannot.
TEST(Pull, nobody_has_surplus_whose_peers_and_threshold_do_not_allow_it) {
    trial::Trial trial(trial::only(
        {"engagement", "need", "recognition", "rumor", "fatigue", "money", "structures"}, 5,
        "[population]\nsize = 3000\n[engagement]\nfree_time = 0.7\n"));
    auto& persons = trial.world.persons;
    const auto luck = [&](std::uint32_t number, float most) {
        std::vector<float> column;
        const sim::Stream draws({1, 0}, "test", 0);
        for (models::PersonId p = 0; p < persons.size; ++p)
            column.push_back(most * std::min(1.0f, 2 * float(draws.uniform(p, number))));
        return column;
    };
    trial.world.territories.salience.assign(trial.world.territories.size(), 0.9);
    trial.world.territories.press.assign(trial.world.territories.size(), 0.4);
    trial.world.rumor_started = true;
    persons.recognition = luck(0, 1);
    persons.risk = luck(1, 1);
    persons.fatigue = luck(2, 0.5f);
    persons.support = luck(3, 1);
    persons.threshold = luck(4, 1.5f);
    for (models::PersonId p = 0; p < persons.size; p += 3)
        trial.world.move(p, Stage::engaged);
    const sim::Values values = trial.values();
    const pull::Pull pull(trial.world, values);
    sim::Chunk<std::uint8_t> may_join;
    std::size_t n_joining = 0, n_allowed = 0;
    sim::for_each_chunk(persons.size, [&](std::size_t first, std::size_t count) {
        may_join.fill(1);
        pull.unmark_far(first, count, may_join);
        for (std::size_t i = 0; i < count; ++i) {
            const bool joins = pull.surplus(static_cast<models::PersonId>(first + i)) >= 0;
            EXPECT_LE(joins, may_join[i]);
            n_joining += joins;
            n_allowed += may_join[i];
        }
    });
    EXPECT_GT(n_joining, 0u);
    EXPECT_LT(n_allowed, persons.size);
}

TEST(Pull, a_term_whose_mechanism_is_off_is_0) {
    trial::Trial trial = star("pull_of_peers = 0\npull_of_need = 10\npull_of_recognition = 10\n"
                              "pull_of_fear = 10\npull_of_fatigue = 10\npull_of_cost = 10\n"
                              "pull_of_support = 10\n");
    trial.world.territories.salience = {1};
    EXPECT_EQ(surplus(trial), std::vector<float>(5, 0));
}

TEST(Pull, thresholds_are_subtracted) {
    trial::Trial trial = star("pull_of_peers = 1\npeers_as = \"count of contacts\"");
    trial.world.persons.threshold = {2, 0.5f, -1, 0, 1};
    EXPECT_EQ(surplus(trial), (std::vector<float>{0, -0.5f, 1, 0, -1}));
}

// A budget of 0 is allowed; whoever cannot spend anything has not spent all of it.
TEST(Pull, people_without_money_of_their_own_can_still_be_drawn_in) {
    trial::Trial trial(trial::only({"engagement", "money"}, 5, R"(
[engagement]
pull_of_cost = 0.1
attention = 1
[population]
budget_median = 0
size = 100
threshold_mean = -1
threshold_sd = 0
)"));
    EXPECT_TRUE(std::ranges::all_of(surplus(trial), [](float x) { return std::isfinite(x); }));
    trial.run();
    EXPECT_EQ(trial.n_engaged(), 100);
}

TEST(Pull, every_term_that_can_be_lost_is_a_reason) {
    EXPECT_EQ(pull::reason_of[pull::need_term], models::Reason::no_demand);
    EXPECT_EQ(pull::reason_of[pull::fear_term], models::Reason::legal_fear);
    EXPECT_EQ(pull::reason_of[pull::fatigue_term], models::Reason::fatigue);
    EXPECT_EQ(pull::reason_of[pull::time_term], models::Reason::time_lost);
    EXPECT_EQ(pull::reason_of[pull::support_term], models::Reason::structure_lost);
}

TEST(Pull, without_structures_nobody_is_covered_from_fear) {
    const auto fear = [](const std::string& values) {
        trial::Trial trial = star("pull_of_fear = 3\n" + values, {"engagement", "rumor"});
        trial.world.rumor_started = true;
        trial.world.persons.risk.assign(5, 0.2f);
        trial.world.persons.tolerance.assign(5, 0.25f);
        const sim::Values now = trial.values();
        return pull::Pull(trial.world, now).terms(0)[pull::fear_term];
    };
    EXPECT_EQ(fear("cover = 1\n"), fear("cover = 0\n"));
    EXPECT_LT(fear("cover = 1\n"), 0);
}
