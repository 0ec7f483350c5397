#include <sim/random_graph.hpp>

#include <sim/error.hpp>
#include <sim/metrics.hpp>
#include <sim/topology.hpp>
#include <tests/sim/sample.hpp>
#include <tests/sim/small_catalog.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

using sim::Network;
using sim::Stream;

namespace {

Stream graph_stream(std::uint32_t replicate) { return Stream({1, replicate}, "graph", 0); }

double mean_degree(const Network& network) {
    return 2.0 * static_cast<double>(network.n_ties()) / network.n_nodes();
}

double degree_variance(const Network& network) {
    double sum = 0;
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
        sum += std::pow(network.degree(v) - mean_degree(network), 2);
    return sum / network.n_nodes();
}

template <class Condition>
double share_of_degrees(const Network& network, const Condition& holds) {
    double n = 0;
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
        n += holds(network.degree(v));
    return n / network.n_nodes();
}

double share_with_degree(const Network& network, std::uint32_t degree) {
    return share_of_degrees(network, [degree](std::uint32_t k) { return k == degree; });
}

}  // namespace

// The references of this file are T11 of verification.md: mean and sd of one graph. With n graphs
// on either side their standard error is sd / sqrt(n).

// Erdős, Rényi: degrees are binomial. Mutant: repeated ties kept.
TEST(ErdosRenyi, has_the_published_degrees_and_giant_component) {
    Sample mean, variance, none, four, closed, giant;
    for (std::uint32_t i = 0; i < 200; ++i) {
        const Network network = sim::erdos_renyi(2000, 4, graph_stream(i));
        mean.add(mean_degree(network));
        variance.add(degree_variance(network));
        none.add(share_with_degree(network, 0));
        four.add(share_with_degree(network, 4));
        closed.add(sim::transitivity(network));
        giant.add(sim::giant_share(network));
    }
    const double graphs = std::sqrt(200);
    expect_mean(mean, 4, 0);
    expect_mean(variance, 3.99, .14 / graphs, .005);
    expect_mean(none, .0182, .0031 / graphs, .00005);
    expect_mean(four, .1956, .0082 / graphs, .00005);
    expect_mean(closed, .0020, .0006 / graphs, .00005);
    expect_mean(giant, .9802, .0033 / graphs, .00005);
    EXPECT_NEAR(mean.sd(), .060, .012);
}

TEST(ErdosRenyi, ties_nobody_at_0_and_everybody_at_most) {
    EXPECT_EQ(sim::erdos_renyi(50, 0, graph_stream(0)).n_ties(), 0U);
    EXPECT_EQ(sim::erdos_renyi(50, 49, graph_stream(0)), sim::complete(50));
    EXPECT_EQ(sim::erdos_renyi(0, 0, graph_stream(0)).n_nodes(), 0U);
}

// Each pair has its own chance: which pair is tied must not depend on where it stands.
// 1,225 pairs in 4,000 graphs, each within 5 sd: false alarm 7e-4, once, as the seed is fixed.
TEST(ErdosRenyi, ties_every_pair_equally_often) {
    std::vector<int> count(50 * 50);
    for (std::uint32_t i = 0; i < 4000; ++i)
        for (const auto [a, b] : sim::erdos_renyi(50, 9.8, graph_stream(i)).ties())
            ++count[a * 50 + b];
    for (std::uint32_t b = 1; b < 50; ++b)
        for (std::uint32_t a = 0; a < b; ++a)
            EXPECT_NEAR(count[a * 50 + b], 800, 5 * std::sqrt(4000 * .2 * .8)) << a << " " << b;
}

TEST(ErdosRenyiTies, has_exactly_the_ties_asked_for) {
    for (const std::uint64_t m : {0U, 1U, 100U, 612U, 613U, 1200U, 1225U})
        EXPECT_EQ(sim::erdos_renyi_ties(50, m, graph_stream(0)).n_ties(), m);
    EXPECT_EQ(sim::erdos_renyi_ties(50, 1225, graph_stream(0)), sim::complete(50));
    EXPECT_EQ(sim::erdos_renyi_ties(1, 0, graph_stream(0)).n_nodes(), 1U);
}

// Same bound as above, once few and once most pairs being tied.
TEST(ErdosRenyiTies, ties_every_pair_equally_often) {
    for (const std::uint64_t m : {245U, 980U}) {
        std::vector<int> count(50 * 50);
        for (std::uint32_t i = 0; i < 4000; ++i)
            for (const auto [a, b] : sim::erdos_renyi_ties(50, m, graph_stream(i)).ties())
                ++count[a * 50 + b];
        const double expected = 4000.0 * static_cast<double>(m) / 1225;
        for (std::uint32_t b = 1; b < 50; ++b)
            for (std::uint32_t a = 0; a < b; ++a)
                EXPECT_NEAR(count[a * 50 + b], expected, 5 * std::sqrt(4000 * .2 * .8));
    }
}

// Watts, Strogatz (1998), n = 1000, k = 10. Paths are measured from 50 sources a graph.
TEST(WattsStrogatz, is_clustered_and_short) {
    struct Row {
        double p, clustering, clustering_sd, path, path_sd, rounding;
    };
    const double graphs = std::sqrt(40);
    for (const Row row :
         {Row{.01, .6473, .0034, 8.93, .56, .005}, Row{.1, .4903, .0080, 4.433, .048, .0005},
          Row{1, .0089, .0007, 3.268, .001, .0005}}) {
        SCOPED_TRACE(row.p);
        Sample clustering, path;
        for (std::uint32_t i = 0; i < 40; ++i) {
            const Network network = sim::watts_strogatz(1000, 10, row.p, graph_stream(i));
            EXPECT_EQ(network.n_ties(), 5000U);
            clustering.add(sim::clustering(network));
            path.add(sim::mean_path_length(network, 50, Stream({1, i}, "sources", 0)));
        }
        expect_mean(clustering, row.clustering, row.clustering_sd / graphs, .00005);
        expect_mean(path, row.path, row.path_sd / graphs, row.rounding);
    }
}

// Barrat, Weigt (2000, doi:10.1007/s100510050067): transitivity and the spread of degrees.
TEST(WattsStrogatz, closes_as_many_paths_as_published) {
    Sample few, some, variance;
    for (std::uint32_t i = 0; i < 40; ++i) {
        few.add(sim::transitivity(sim::watts_strogatz(1000, 10, .01, graph_stream(i))));
        const Network network = sim::watts_strogatz(1000, 10, .1, graph_stream(i));
        some.add(sim::transitivity(network));
        variance.add(degree_variance(network));
    }
    expect_mean(few, .6461, few.standard_error(), .00005);
    expect_mean(some, .4815, some.standard_error(), .00005);
    expect_mean(variance, .956, .055 / std::sqrt(40), .0005);
}

TEST(WattsStrogatz, is_a_ring_unless_rewired_and_complete_if_nothing_is_free) {
    EXPECT_EQ(sim::watts_strogatz(1000, 10, 0, graph_stream(0)), sim::ring_lattice(1000, 10));
    EXPECT_EQ(sim::watts_strogatz(7, 6, 1, graph_stream(0)), sim::complete(7));
    for (std::uint32_t i = 0; i < 1000; ++i)
        EXPECT_EQ(sim::watts_strogatz(4, 2, 1, graph_stream(i)).n_ties(), 4U);
}

// Barabási, Albert (1999); degrees by Bollobás et al. (2001, doi:10.1002/rsa.1009):
// P(k) = 24 / (k (k + 1) (k + 2)).
TEST(BarabasiAlbert, has_the_published_degrees) {
    Sample three, four, five, many;
    for (std::uint32_t i = 0; i < 100; ++i) {
        const Network network = sim::barabasi_albert(5000, 3, graph_stream(i));
        EXPECT_EQ(network.n_ties(), 3U * (5000 - 3));
        for (std::uint32_t v = 4; v < 5000; ++v)
            EXPECT_GE(network.degree(v), 3U);
        three.add(share_with_degree(network, 3));
        four.add(share_with_degree(network, 4));
        five.add(share_with_degree(network, 5));
        many.add(share_of_degrees(network, [](std::uint32_t k) { return k >= 10; }));
    }
    expect_mean(three, .4, .005 / 10);
    expect_mean(four, .2, .006 / 10);
    expect_mean(five, .1143, .004 / 10, .00005);
    expect_mean(many, .109, .003 / 10, .0005);
}

// Ten regions of 100 persons.
TEST(StochasticBlock, keeps_ties_inside_regions) {
    const std::vector<std::uint32_t> sizes(10, 100);
    Eigen::MatrixXd chance = Eigen::MatrixXd::Constant(10, 10, .001);
    chance.diagonal().setConstant(.05);
    Sample mean, inside;
    for (std::uint32_t i = 0; i < 100; ++i) {
        const Network network = sim::stochastic_block(sizes, chance, graph_stream(i));
        double n_inside = 0;
        for (const auto [a, b] : network.ties())
            n_inside += a / 100 == b / 100;
        mean.add(mean_degree(network));
        inside.add(n_inside / static_cast<double>(network.n_ties()));
    }
    expect_mean(mean, 5.85, 0);
    expect_mean(inside, .8462, 0, .00005);
}

TEST(StochasticBlock, of_one_more_node_leaves_the_ties_of_the_others_alone) {
    const Eigen::MatrixXd chance = Eigen::MatrixXd::Constant(1, 1, .1);
    const std::vector<std::uint32_t> hundred{100}, one_more{101};
    auto ties = sim::stochastic_block(one_more, chance, graph_stream(0)).ties();
    ties.erase(std::remove_if(ties.begin(), ties.end(), [](sim::Tie tie) { return tie.b == 100; }),
               ties.end());
    EXPECT_EQ(ties, sim::stochastic_block(hundred, chance, graph_stream(0)).ties());
}

TEST(StochasticBlock, obeys_chances_of_0_and_1) {
    const std::vector<std::uint32_t> sizes{3, 0, 4};
    Eigen::MatrixXd chance = Eigen::MatrixXd::Zero(3, 3);
    chance(0, 2) = chance(2, 0) = 1;
    const Network network = sim::stochastic_block(sizes, chance, graph_stream(0));
    EXPECT_EQ(network.n_ties(), 12U);
    for (const auto [a, b] : network.ties())
        EXPECT_TRUE(a < 3 && b >= 3);
}

// Degrees 1, 2, 3 and 8 with chances .4, .3, .2 and .1.
TEST(ConfigurationModel, gives_nearly_everybody_the_wanted_degree) {
    Sample giant, lost;
    for (std::uint32_t i = 0; i < 100; ++i) {
        const Stream luck({1, i}, "degrees", 0);
        std::vector<std::uint32_t> degrees;
        for (std::uint32_t v = 0; v < 2000; ++v) {
            const double u = luck.uniform(v);
            degrees.push_back(u < .4 ? 1 : u < .7 ? 2 : u < .9 ? 3 : 8);
        }
        const auto n_ends = [&] { return std::accumulate(degrees.begin(), degrees.end(), 0U); };
        if (n_ends() % 2 != 0)
            ++degrees[0];
        const Network network = sim::configuration_model(degrees, graph_stream(i));
        for (std::uint32_t v = 0; v < 2000; ++v)
            EXPECT_LE(network.degree(v), degrees[v]);
        giant.add(sim::giant_share(network));
        lost.add(1 - 2.0 * static_cast<double>(network.n_ties()) / n_ends());
    }
    expect_mean(giant, .8830, .0135 / 10, .00005);
    expect_mean(lost, .0017, .0009 / 10, .00005);
}

// Maslov, Sneppen (2002): the degrees stay, the order goes.
TEST(Swaps, keep_degrees_and_open_triangles) {
    const Network torus = sim::moore_torus(50, 50);
    EXPECT_EQ(sim::swap_ties(torus, 0, graph_stream(0)), torus);
    const Network swapped = sim::swap_ties(torus, 5000, graph_stream(0));
    EXPECT_EQ(swapped.n_ties(), 10'000U);
    for (std::uint32_t v = 0; v < 2500; ++v)
        EXPECT_EQ(swapped.degree(v), 8U);
    EXPECT_NEAR(sim::clustering(torus), 3.0 / 7, 1e-12);
    EXPECT_LT(sim::clustering(swapped), .1);
    EXPECT_THROW(sim::swap_ties(sim::star(10), 1, graph_stream(0)), sim::InputError);
}

// Of 16 nodes with 8 neighbors each most tries are in vain, but never 100,000 in a row.
TEST(Swaps, only_those_in_vain_one_after_the_other_tire) {
    const Network many = sim::swap_ties(sim::moore_torus(4, 4), 150'000, graph_stream(0));
    EXPECT_EQ(many.n_ties(), 64U);
}

TEST(RandomGraphs, of_the_same_stream_are_the_same) {
    const std::vector<std::uint32_t> degrees(100, 4);
    const auto all = [&](const Stream& stream) {
        return std::vector{sim::erdos_renyi(100, 5, stream),
                           sim::erdos_renyi_ties(100, 250, stream),
                           sim::watts_strogatz(100, 4, .5, stream),
                           sim::barabasi_albert(100, 3, stream),
                           sim::configuration_model(degrees, stream),
                           sim::swap_ties(sim::ring_lattice(100, 4), 50, stream)};
    };
    const auto first = all(graph_stream(0)), again = all(graph_stream(0)),
               other = all(graph_stream(1));
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(again[i], first[i]);
        EXPECT_NE(other[i], first[i]);
    }
}

TEST(RandomGraphs, that_cannot_exist_are_refused) {
    const Stream stream = graph_stream(0);
    EXPECT_EQ(small::message_of([&] { sim::erdos_renyi(10, 9.5, stream); }),
              "a random network of 10 nodes cannot have mean degree 9.5; allowed is [0, 9]");
    EXPECT_THROW(sim::erdos_renyi(10, -1, stream), sim::InputError);
    EXPECT_THROW(sim::erdos_renyi(10, std::nan(""), stream), sim::InputError);
    EXPECT_THROW(sim::erdos_renyi_ties(10, 46, stream), sim::InputError);
    EXPECT_THROW(sim::watts_strogatz(10, 3, .1, stream), sim::InputError);
    EXPECT_THROW(sim::watts_strogatz(10, 4, 1.1, stream), sim::InputError);
    EXPECT_THROW(sim::barabasi_albert(3, 3, stream), sim::InputError);
    EXPECT_THROW(sim::barabasi_albert(3, 0, stream), sim::InputError);
    const std::vector<std::uint32_t> odd{1, 2}, sizes{2, 2};
    EXPECT_THROW(sim::configuration_model(odd, stream), sim::InputError);
    EXPECT_THROW(sim::stochastic_block(sizes, Eigen::MatrixXd::Zero(1, 1), stream),
                 sim::InputError);
    Eigen::MatrixXd lopsided = Eigen::MatrixXd::Zero(2, 2);
    lopsided(0, 1) = .5;
    EXPECT_THROW(sim::stochastic_block(sizes, lopsided, stream), sim::InputError);
}
