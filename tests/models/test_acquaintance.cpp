#include <models/acquaintance.hpp>

#include <sim/metrics.hpp>
#include <sim/topology.hpp>
#include <tests/models/trial.hpp>

#include <cmath>

namespace {

sim::Scenario knowing(const std::string& acquaintance, int n, const std::string& rest = "") {
    return trial::only({"engagement"}, 2,
                       "[population]\nsize = " + std::to_string(n) + "\n" + rest +
                           "[acquaintance]\n" + acquaintance);
}

sim::Network network(const std::string& acquaintance, int n, const std::string& rest = "") {
    return trial::Trial(knowing(acquaintance, n, rest)).world.acquaintance;
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

// The same networks as those that tests/sim compares with the literature.
TEST(Acquaintance, lattices_and_trees_are_those_of_the_engine) {
    EXPECT_EQ(network("kind = \"line\"", 7), sim::line(7));
    EXPECT_EQ(network("kind = \"star\"", 7), sim::star(7));
    EXPECT_EQ(network("kind = \"ring\"\nmean_degree = 4", 50), sim::ring_lattice(50, 4));
    EXPECT_EQ(network("kind = \"torus\"", 49), sim::moore_torus(7, 7));
    EXPECT_EQ(network("kind = \"grid\"\nredundancy = \"R1.5\"", 64),
              sim::baran_grid(8, 8, sim::Redundancy::r1_5));
    EXPECT_EQ(network("kind = \"grid\"", 64), sim::baran_grid(8, 8, sim::Redundancy::r2));
    EXPECT_EQ(network("kind = \"grid\"\nredundancy = \"R8\"", 64),
              sim::baran_grid(8, 8, sim::Redundancy::r8));
    EXPECT_EQ(network("kind = \"tree\"\nbranching = 3", 40), sim::k_ary_tree(3, 3));
    EXPECT_EQ(network("kind = \"tree\"\nroot_branching = 17\nbranching = 18", 324),
              sim::two_level_tree(17, 18));
}

TEST(Acquaintance, a_tree_may_end_in_the_middle_of_a_level) {
    const sim::Network some = network("kind = \"tree\"\nbranching = 2", 6);
    EXPECT_EQ(some.ties(), (std::vector<sim::Tie>{{0, 1}, {0, 2}, {1, 3}, {1, 4}, {2, 5}}));
    EXPECT_EQ(network("kind = \"tree\"", 1).n_ties(), 0u);
}

// Watts and Strogatz (1998): p = .1, k = 10 has clustering .4903 (sd .0080), lattice 2/3.
TEST(Acquaintance, rewiring_makes_the_ring_a_small_world) {
    const sim::Network some = network("kind = \"ring\"\nmean_degree = 10\nrewiring = 0.1", 1000);
    EXPECT_EQ(some.n_ties(), 5000u);
    EXPECT_NEAR(sim::clustering(some), .4903, 4 * .0080);
}

TEST(Acquaintance, rewiring_leaves_everybody_on_the_torus_her_eight_acquaintances) {
    const sim::Network some = network("kind = \"torus\"\nrewiring = 0.5", 2500);
    std::uint32_t n_kept = 0;
    for (const sim::Tie tie : sim::moore_torus(50, 50).ties())
        n_kept += std::ranges::binary_search(some.neighbors(tie.a), tie.b);
    for (std::uint32_t p = 0; p < 2500; ++p)
        ASSERT_EQ(some.degree(p), 8u);
    // 2,500 swaps take two of 10,000 ties each, some of them twice: exp(-2 * 2,500 / 10,000)
    // remain.
    EXPECT_NEAR(n_kept, 10000 * std::exp(-.5), 200);
}

// Barabási and Albert (1999): every newcomer brings m ties; 2/5 of the nodes have no more for m
// = 3.
TEST(Acquaintance, scale_free_has_few_with_many) {
    const sim::Network some = network("kind = \"scale free\"\nmean_degree = 6", 5000);
    EXPECT_EQ(some.n_ties(), 3u * (5000 - 3));
    double with_three = 0;
    for (std::uint32_t p = 0; p < 5000; ++p)
        with_three += some.degree(p) == 3;
    EXPECT_NEAR(with_three / 5000, .4, .02);
}

// verification.md, T11: 10 regions of 100, .05 within and .001 between: 5.85 ties, .8462 within.
TEST(Acquaintance, regions_are_tied_within_more_than_between) {
    std::string territories =
        "territories = \"\"\"\nterritory,population,labs,latitude,longitude\n";
    for (int t = 0; t < 10; ++t)
        territories += sim::text("R", t, ",6509676,1,45,", t, "\n");
    const trial::Trial trial(knowing("kind = \"regions\"\nmean_degree = 5.85\ninside_share = "
                                     "0.846153846\n",
                                     1000, territories + "\"\"\"\n"));
    const auto& world = trial.world;
    double inside = 0;
    for (const sim::Tie tie : world.acquaintance.ties())
        inside += world.persons.territory[tie.a] == world.persons.territory[tie.b];
    EXPECT_NEAR(mean_degree(world.acquaintance), 5.85, .45);  // sd .107
    EXPECT_NEAR(inside / double(world.acquaintance.n_ties()), .8462, .03);
}

TEST(Acquaintance, a_configuration_has_the_degrees_that_are_wished) {
    const sim::Network some = network("kind = \"configuration\"\ndegrees = "
                                      "\"\"\"\ndegree,share\n1,.4\n2,.3\n3,.2\n8,.1\n\"\"\"\n",
                                      2000);
    std::array<double, 10> n{};
    for (std::uint32_t p = 0; p < 2000; ++p)
        n[some.degree(p)] += 1;
    EXPECT_NEAR(n[1] / 2000, .4, .05);
    EXPECT_NEAR(n[3] / 2000, .2, .04);
    EXPECT_NEAR(n[8] / 2000, .1, .03);
    EXPECT_NEAR(sim::giant_share(some), .8830, 4 * .0135);  // verification.md, T11
    EXPECT_NEAR(mean_degree(network("kind = \"configuration\"\nmean_degree = 8", 2000)), 8, .8);
}

// Six persons: a triangle, one who hangs on it, and a pair apart: paths 1 1 1 1 2 2 and 1.
TEST(Acquaintance, it_is_measured_if_asked_for) {
    const std::string ties = "ties = \"\"\"\na,b\n0,1\n1,2\n2,0\n2,3\n4,5\n\"\"\"\n";
    const trial::Trial trial(knowing("measured = true\n" + ties, 6));
    const auto measured = [&](models::NetworkMeasure m) {
        return trial.world.acquaintance_measures[models::index(m)];
    };
    using models::NetworkMeasure;
    EXPECT_DOUBLE_EQ(measured(NetworkMeasure::mean_degree), 10 / 6.);
    EXPECT_DOUBLE_EQ(measured(NetworkMeasure::degree_variance), 20 / 6. - 100 / 36.);
    EXPECT_DOUBLE_EQ(measured(NetworkMeasure::clustering), (1 + 1 + 1 / 3.) / 6);
    EXPECT_DOUBLE_EQ(measured(NetworkMeasure::transitivity), 3 / 5.);
    EXPECT_DOUBLE_EQ(measured(NetworkMeasure::mean_path), 9 / 7.);
    EXPECT_EQ(measured(NetworkMeasure::diameter), 2);
    EXPECT_DOUBLE_EQ(measured(NetworkMeasure::giant_share), 4 / 6.);
    EXPECT_DOUBLE_EQ(measured(NetworkMeasure::centralization), (6 * 3 - 10) / 20.);
    EXPECT_EQ(measured(NetworkMeasure::inside_share), 1);
    EXPECT_EQ(trial.world.acquaintance_degrees,
              (std::array<double, 11>{0, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0}));
    const trial::Trial not_asked(knowing(ties, 6));
    EXPECT_EQ(not_asked.world.acquaintance_measures,
              decltype(not_asked.world.acquaintance_measures){});
    EXPECT_EQ(not_asked.world.acquaintance_degrees,
              decltype(not_asked.world.acquaintance_degrees){});
}

TEST(Acquaintance, what_cannot_be_says_where_and_what_is_allowed) {
    const auto refused = [](const std::string& acquaintance, int n) {
        return trial::message_of([&] { network(acquaintance, n); });
    };
    EXPECT_EQ(refused("kind = \"torus\"", 50),
              "trial.toml:43: acquaintance.kind = \"torus\": 50 persons do not fill a square; the "
              "nearest that does is 7 × 7 = 49");
    EXPECT_NE(refused("kind = \"grid\"", 2), "");
    EXPECT_NE(refused("kind = \"torus\"", 4), "");
    EXPECT_NE(refused("kind = \"ring\"\nmean_degree = 4.5", 50).find("multiples of 2 from 2"),
              std::string::npos);
    EXPECT_NE(refused("kind = \"ring\"\nmean_degree = 50", 50).find("below 50"), std::string::npos);
    EXPECT_NE(refused("kind = \"scale free\"\nmean_degree = 0", 50), "");
    EXPECT_NE(refused("kind = \"scale free\"\nmean_degree = 200", 50), "");
    EXPECT_NE(refused("kind = \"regions\"\nmean_degree = 5", 50), "");  // nobody is outside
    EXPECT_EQ(refused("kind = \"regions\"\nmean_degree = 5\ninside_share = 1", 50), "");
    EXPECT_NE(refused("kind = \"random\"\nmean_degree = 60", 50), "");
    const auto refused_degrees = [&](const std::string& rows) {
        return refused(
            "kind = \"configuration\"\ndegrees = \"\"\"\ndegree,share\n" + rows + "\"\"\"\n", 50);
    };
    EXPECT_EQ(refused_degrees("1,0.5\n2,0.5\n"), "");
    EXPECT_NE(refused_degrees("1,0.5\n2,0.4\n"), "");
    EXPECT_NE(refused_degrees("1.5,1\n"), "");
    EXPECT_NE(refused_degrees("50,1\n"), "");
    EXPECT_NE(refused_degrees("1,1.5\n2,-0.5\n"), "");
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
