#include <sim/betweenness.hpp>

#include <sim/metrics.hpp>
#include <sim/random_graph.hpp>
#include <sim/topology.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

using sim::Network;
using sim::Stream;

TEST(Betweenness, of_a_hub_counts_all_pairs_and_of_a_path_its_two_sides) {
    EXPECT_DOUBLE_EQ(sim::betweenness(sim::star(100))[0], 99 * 98 / 2);
    EXPECT_EQ(sim::betweenness(sim::line(5)), (std::vector<double>{0, 3, 4, 3, 0}));
}

// Brandes and Pich (2007): the mean over the sources estimates the mean over all nodes. Every
// source at the rim of a star sees the hub between itself and all others.
TEST(Betweenness, is_estimated_from_some_sources) {
    const Stream luck({1, 0}, "sources", 0);
    const Network star = sim::star(101);
    const auto of_star = sim::betweenness(star, 10, luck);
    const bool hub_drawn = std::ranges::count(sim::drawn_nodes(star, 10, luck), 0u) > 0;
    EXPECT_DOUBLE_EQ(of_star[0], 0.5 * 101 * 99 * (hub_drawn ? 0.9 : 1));
    EXPECT_EQ(of_star[1], 0);
    const Network network = sim::barabasi_albert(600, 3, Stream({1, 0}, "graph", 0));
    const auto exact = sim::betweenness(network), some = sim::betweenness(network, 100, luck);
    double all = 0, sum = 0;
    for (std::uint32_t v = 0; v < 600; ++v) {
        all += exact[v];
        sum += some[v];
    }
    EXPECT_NEAR(sum / all, 1, 0.05);
    const auto first = [](const std::vector<double>& of) {
        return std::ranges::max_element(of) - of.begin();
    };
    EXPECT_EQ(first(some), first(exact));
}

// The same sum in another order, so but for rounding.
TEST(Betweenness, from_nearly_all_sources_is_nearly_exact_and_from_all_exact) {
    const Stream luck({1, 0}, "sources", 0);
    const Network network = sim::erdos_renyi(200, 3, Stream({1, 0}, "graph", 0));
    const auto exact = sim::betweenness(network);
    EXPECT_EQ(sim::betweenness(network, 200, luck), exact);
    std::vector<double> mean(200);
    const std::uint32_t n_draws = 50;
    for (std::uint32_t draw = 0; draw < n_draws; ++draw) {
        const auto some = sim::betweenness(network, 199, Stream({1, 0}, "sources", draw));
        for (std::uint32_t v = 0; v < 200; ++v)
            mean[v] += some[v] / n_draws;
    }
    for (std::uint32_t v = 0; v < 200; ++v)
        EXPECT_NEAR(mean[v], exact[v], 0.05 * exact[v] + 5);
}

TEST(Betweenness, from_no_sources_is_zero) {
    EXPECT_EQ(sim::betweenness(sim::star(5), 0, Stream({1, 0}, "sources", 0)),
              std::vector<double>(5));
}
