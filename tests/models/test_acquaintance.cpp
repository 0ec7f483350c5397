#include <models/acquaintance.hpp>

#include <sim/metrics.hpp>
#include <sim/topology.hpp>
#include <tests/models/trial.hpp>

namespace {

sim::Scenario knowing(const std::string& acquaintance, int n, const std::string& rest = "") {
    return trial::only({"engagement"}, 2,
                       "[population]\nsize = " + std::to_string(n) + "\n" + rest +
                           "[acquaintance]\n" + acquaintance);
}

double mean_degree(const sim::Network& network) {
    return 2 * double(network.n_ties()) / network.n_nodes();
}

std::string refusal(const std::string& rows) {
    return trial::message_of(
        [&] { models::populate(knowing("ties = \"\"\"\na,b\n" + rows + "\"\"\"\n", 3), {}); });
}

}  // namespace

TEST(Acquaintance, kinds_are_what_their_names_say) {
    const auto network = [](const std::string& kind) {
        return trial::Trial(knowing("mean_degree = 8\nkind = \"" + kind + "\"", 1500))
            .world.acquaintance;
    };
    EXPECT_EQ(network("none").n_ties(), 0u);
    EXPECT_EQ(network("complete"), sim::complete(1500));
    // G(n, p): variance of the mean degree 2 p (n - 1) / n, sd .10.
    EXPECT_NEAR(mean_degree(network("random")), 8, .6);
    EXPECT_NEAR(mean_degree(network("small world")), 8, .8);
    // Watts and Strogatz (1998): friends of friends are friends, more than by chance.
    EXPECT_LT(sim::clustering(network("random")), .02);
    EXPECT_GT(sim::clustering(network("small world")), .1);
}

// model.md section 7: .85 of ties inside; 20,000 persons, 100,000 ties: sd .001.
TEST(Acquaintance, most_ties_stay_inside_the_territory) {
    const trial::Trial trial(
        knowing("inside_share = 0.85\nmean_degree = 10\n", 20000, R"(territories = """
territory,population,labs,latitude,longitude
A,30000000,1,48,2
B,20000000,1,44,1
C,15096768,1,45,5
"""
)"));
    double inside = 0;
    const auto& world = trial.world;
    for (const sim::Tie tie : world.acquaintance.ties())
        inside += world.persons.territory[tie.a] == world.persons.territory[tie.b];
    EXPECT_NEAR(inside / double(world.acquaintance.n_ties()), .85, .02);
    EXPECT_NEAR(mean_degree(world.acquaintance), 10, .5);
}

TEST(Acquaintance, every_person_knows_how_many_contacts_she_has) {
    const trial::Trial trial(knowing("", 3000));
    for (models::PersonId p = 0; p < 3000; ++p)
        ASSERT_EQ(trial.world.persons.contacts[p], trial.world.acquaintance.degree(p));
}

TEST(Acquaintance, given_ties_are_taken_as_they_are) {
    const trial::Trial trial(knowing("ties = \"\"\"\na,b\n0,1\n2,1\n1,0\n3,3\n\"\"\"\n", 4));
    EXPECT_EQ(trial.world.acquaintance.ties(), (std::vector<sim::Tie>{{0, 1}, {1, 2}}));
}

TEST(Acquaintance, a_tie_to_nobody_is_refused_with_its_line) {
    EXPECT_TRUE(refusal("0,1\n1,3\n")
                    .ends_with(": there is no person 3; allowed are whole numbers from 0 to 2"));
    EXPECT_TRUE(refusal("0,1\n1,3\n").starts_with("trial.toml:"));
    EXPECT_NE(refusal("0,-1\n"), "");
    EXPECT_NE(refusal("0,1.5\n"), "");
    EXPECT_NE(refusal("0,\n"), "");
    EXPECT_NE(refusal("0,1e300\n"), "");
    EXPECT_EQ(refusal("0,1\n"), "");
}

TEST(Acquaintance, the_pushed_counts_follow_every_change) {
    trial::Trial trial(knowing("", 400));
    const sim::Stream luck({.seed = 5, .replicate = 0}, "moves", 0);
    for (std::uint32_t i = 0; i < 2000; ++i)
        trial.world.move(luck.word(i) % 400, static_cast<models::Stage>(luck.word(i, 1) % 5));
    models::check_conservation(trial.world);
}

TEST(Acquaintance, it_does_not_depend_on_the_coordination_layer) {
    const auto scenario = trial::small_bundled("france-2020");
    const trial::Trial one(scenario.with_values({{"coordination.topology", "centralized"}}));
    const trial::Trial other(scenario.with_values({{"coordination.topology", "distributed"}}));
    EXPECT_EQ(one.world.acquaintance, other.world.acquaintance);
}
