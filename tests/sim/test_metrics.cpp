#include <sim/metrics.hpp>

#include <sim/betweenness.hpp>
#include <sim/random_graph.hpp>
#include <sim/stream.hpp>
#include <sim/topology.hpp>

#include <gtest/gtest.h>

#include <vector>

using sim::Network;
using sim::Stream;
using sim::Tie;

namespace {

// Friendships in a karate club: Zachary (1977, doi:10.1086/jar.33.4.3629752), figure 1.
Network karate_club() {
    static constexpr Tie friends[]{
        {0, 1},   {0, 2},   {0, 3},   {0, 4},   {0, 5},   {0, 6},   {0, 7},   {0, 8},   {0, 10},
        {0, 11},  {0, 12},  {0, 13},  {0, 17},  {0, 19},  {0, 21},  {0, 31},  {1, 2},   {1, 3},
        {1, 7},   {1, 13},  {1, 17},  {1, 19},  {1, 21},  {1, 30},  {2, 3},   {2, 7},   {2, 8},
        {2, 9},   {2, 13},  {2, 27},  {2, 28},  {2, 32},  {3, 7},   {3, 12},  {3, 13},  {4, 6},
        {4, 10},  {5, 6},   {5, 10},  {5, 16},  {6, 16},  {8, 30},  {8, 32},  {8, 33},  {9, 33},
        {13, 33}, {14, 32}, {14, 33}, {15, 32}, {15, 33}, {18, 32}, {18, 33}, {19, 33}, {20, 32},
        {20, 33}, {22, 32}, {22, 33}, {23, 25}, {23, 27}, {23, 29}, {23, 32}, {23, 33}, {24, 25},
        {24, 27}, {24, 31}, {25, 31}, {26, 29}, {26, 33}, {27, 33}, {28, 31}, {28, 33}, {29, 32},
        {29, 33}, {30, 32}, {30, 33}, {31, 32}, {31, 33}, {32, 33}};
    return Network::from_ties(34, friends);
}

// Two triangles, a pair and a loner.
Network islands() {
    static constexpr Tie ties[]{{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}, {6, 7}};
    return Network::from_ties(9, ties);
}

}  // namespace

// The numbers are those of networkx 3.6.1.
TEST(Metrics, of_the_karate_club_are_those_of_networkx) {
    const Network club = karate_club();
    EXPECT_EQ(club.n_ties(), 78U);
    EXPECT_NEAR(sim::clustering(club), 0.5706384782076823, 1e-12);
    EXPECT_NEAR(sim::transitivity(club), 0.2556818181818182, 1e-12);
    EXPECT_NEAR(sim::mean_path_length(club), 2.408199643493761, 1e-12);
    EXPECT_EQ(sim::diameter(club), 5U);
    EXPECT_NEAR(sim::degree_centralization(club), 0.3996212121212121, 1e-12);
    EXPECT_NEAR(sim::degree_gini(club), 0.38536953242835614, 1e-12);
    const auto betweenness = sim::betweenness(club);
    EXPECT_NEAR(betweenness[0], 231.0714285714286, 1e-9);
    EXPECT_NEAR(betweenness[32], 76.69047619047619, 1e-9);
    EXPECT_NEAR(betweenness[33], 160.5515873015873, 1e-9);
    EXPECT_EQ(betweenness[11], 0);
}

TEST(Metrics, tell_islands_apart) {
    const auto components = sim::components(islands());
    EXPECT_EQ(components.label, (std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1, 2, 2, 3}));
    EXPECT_EQ(components.size, (std::vector<std::uint32_t>{3, 3, 2, 1}));
    EXPECT_DOUBLE_EQ(sim::giant_share(islands()), 3.0 / 9);
    EXPECT_EQ(sim::distances(islands(), 6)[7], 1U);
    EXPECT_EQ(sim::distances(islands(), 6)[0], sim::unreachable);
    EXPECT_EQ(sim::mean_path_length(islands()), 1);
    EXPECT_EQ(sim::diameter(islands()), 1U);
    EXPECT_DOUBLE_EQ(sim::clustering(islands()), 6.0 / 9);
    EXPECT_EQ(sim::transitivity(islands()), 1);
}

TEST(Removal, of_everybody_leaves_nobody) {
    std::vector<std::uint8_t> removed(9, 1);
    EXPECT_EQ(sim::largest_component_after_removal(islands(), removed), 0U);
    removed[4] = 0;
    EXPECT_EQ(sim::largest_component_after_removal(islands(), removed), 1U);
    removed[5] = 0;
    EXPECT_EQ(sim::largest_component_after_removal(islands(), removed), 2U);
    removed.assign(9, 0);
    EXPECT_EQ(sim::largest_component_after_removal(islands(), removed), 3U);
}

TEST(Metrics, of_nothing_are_zero) {
    for (const Network& network : {Network(), sim::line(1), Network::from_ties(5, {})}) {
        EXPECT_EQ(sim::components(network).size.size(), network.n_nodes());
        EXPECT_EQ(sim::clustering(network), 0);
        EXPECT_EQ(sim::transitivity(network), 0);
        EXPECT_EQ(sim::mean_path_length(network), 0);
        EXPECT_EQ(sim::diameter(network), 0U);
        EXPECT_EQ(sim::degree_centralization(network), 0);
        EXPECT_EQ(sim::degree_gini(network), 0);
        EXPECT_EQ(sim::betweenness(network), std::vector<double>(network.n_nodes()));
    }
    EXPECT_EQ(sim::giant_share(Network()), 0);
}

// Freeman (1978): the star is the most centralized network, the ring the least.
TEST(Centralization, is_one_for_a_star_and_zero_for_a_ring) {
    EXPECT_DOUBLE_EQ(sim::degree_centralization(sim::star(100)), 1);
    EXPECT_EQ(sim::degree_centralization(sim::ring_lattice(100, 2)), 0);
    EXPECT_EQ(sim::degree_gini(sim::ring_lattice(100, 4)), 0);
    EXPECT_NEAR(sim::degree_gini(sim::star(100)), 0.49, 1e-12);
}

// Who is called which number does not matter to the shape.
TEST(Metrics, do_not_depend_on_how_nodes_are_numbered) {
    const Network network = sim::erdos_renyi(300, 3, Stream({1, 0}, "graph", 0));
    std::vector<Tie> renumbered;
    const auto number = [](std::uint32_t v) { return v * 7 % 300; };
    for (const auto [a, b] : network.ties())
        renumbered.push_back({number(a), number(b)});
    const Network same = Network::from_ties(300, renumbered);
    EXPECT_NEAR(sim::clustering(same), sim::clustering(network), 1e-12);
    EXPECT_EQ(sim::transitivity(same), sim::transitivity(network));
    EXPECT_EQ(sim::mean_path_length(same), sim::mean_path_length(network));
    EXPECT_EQ(sim::diameter(same), sim::diameter(network));
    EXPECT_EQ(sim::giant_share(same), sim::giant_share(network));
    EXPECT_EQ(sim::degree_gini(same), sim::degree_gini(network));
    const auto before = sim::betweenness(network), after = sim::betweenness(same);
    for (std::uint32_t v = 0; v < 300; ++v)
        EXPECT_NEAR(after[number(v)], before[v], 1e-9);
}

// Exact whoever is asked, where everybody sees the same; all sources give all paths.
TEST(PathLength, is_estimated_from_some_sources) {
    const Stream stream({1, 0}, "sources", 0);
    const Network torus = sim::moore_torus(20, 20);
    EXPECT_DOUBLE_EQ(sim::mean_path_length(torus, 3, stream), sim::mean_path_length(torus));
    const Network club = karate_club();
    EXPECT_EQ(sim::mean_path_length(club, 34, stream), sim::mean_path_length(club));
    EXPECT_EQ(sim::mean_path_length(club, 99, stream), sim::mean_path_length(club));
    EXPECT_NE(sim::mean_path_length(club, 5, stream), sim::mean_path_length(club));
}
