#include <sim/network.hpp>
#include <sim/stream.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

using sim::Network;
using sim::Tie;

namespace {

// Drawn without care, so with loops and repeated ties; some nodes have none.
std::vector<Tie> careless_ties(std::uint32_t n_nodes, std::uint32_t n_ties) {
    const sim::Stream stream({1, 0}, "careless ties", 0);
    std::vector<Tie> ties;
    for (std::uint32_t i = 0; i < n_ties; ++i)
        ties.push_back({stream.word(i, 0) % n_nodes, stream.word(i, 1) % n_nodes});
    return ties;
}

}  // namespace

TEST(Network, without_ties_has_nodes_without_neighbors) {
    EXPECT_EQ(Network().n_nodes(), 0U);
    EXPECT_EQ(Network(), Network::from_ties(0, {}));
    const Network network = Network::from_ties(3, {});
    EXPECT_EQ(network.n_nodes(), 3U);
    EXPECT_EQ(network.n_ties(), 0U);
    EXPECT_TRUE(network.neighbors(2).empty());
}

// The mutant: a tie named twice would count twice among the neighbors that engage.
TEST(Network, keeps_a_tie_once_however_often_it_is_named) {
    const std::vector<Tie> ties{{0, 1}, {1, 0}, {0, 1}, {2, 2}, {1, 2}};
    const Network network = Network::from_ties(3, ties);
    EXPECT_EQ(network.ties(), (std::vector<Tie>{{0, 1}, {1, 2}}));
    EXPECT_EQ(network.n_ties(), 2U);
    EXPECT_EQ(network.degree(0), 1U);
    EXPECT_EQ(network.degree(1), 2U);
    EXPECT_EQ(network.degree(2), 1U);
}

TEST(Network, is_undirected_simple_and_sorted) {
    for (const std::uint32_t n_ties : {10U, 300U, 5000U}) {
        const auto ties = careless_ties(100, n_ties);
        std::set<std::pair<std::uint32_t, std::uint32_t>> expected;
        for (const auto [a, b] : ties)
            if (a != b)
                expected.emplace(std::min(a, b), std::max(a, b));
        const Network network = Network::from_ties(100, ties);
        EXPECT_EQ(network.n_ties(), expected.size());
        std::uint64_t n_ends = 0;
        for (std::uint32_t v = 0; v < network.n_nodes(); ++v) {
            const auto row = network.neighbors(v);
            EXPECT_EQ(row.size(), network.degree(v));
            EXPECT_EQ(std::adjacent_find(row.begin(), row.end(), std::greater_equal<>()),
                      row.end());
            for (const std::uint32_t neighbor : row)
                EXPECT_TRUE(expected.count(std::minmax(v, neighbor)));
            n_ends += row.size();
        }
        EXPECT_EQ(n_ends, 2 * network.n_ties());
        EXPECT_EQ(Network::from_ties(100, network.ties()), network);
    }
}

TEST(Network, does_not_depend_on_the_order_of_its_ties) {
    auto ties = careless_ties(100, 400);
    const Network network = Network::from_ties(100, ties);
    std::reverse(ties.begin(), ties.end());
    for (Tie& tie : ties)
        std::swap(tie.a, tie.b);
    EXPECT_EQ(Network::from_ties(100, ties), network);
}

TEST(Network, has_no_ties_to_nodes_that_do_not_exist) {
    const std::vector<Tie> ties{{0, 3}};
    EXPECT_THROW(Network::from_ties(3, ties), std::logic_error);
}
