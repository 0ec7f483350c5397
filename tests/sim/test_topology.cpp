#include <sim/topology.hpp>

#include <sim/error.hpp>
#include <sim/metrics.hpp>
#include <sim/stream.hpp>
#include <tests/sim/sample.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

using sim::Network;
using sim::Redundancy;
using sim::Stream;

namespace {

const std::map<std::string, Network>& baran_grids() {
    static const std::map<std::string, Network> grids{
        {"R1", sim::baran_grid(18, 18, Redundancy::r1)},
        {"R1.5", sim::baran_grid(18, 18, Redundancy::r1_5)},
        {"R2", sim::baran_grid(18, 18, Redundancy::r2)},
        {"R3", sim::baran_grid(18, 18, Redundancy::r3)},
        {"R4", sim::baran_grid(18, 18, Redundancy::r4)},
        {"R6", sim::baran_grid(18, 18, Redundancy::r6)},
        {"R8", sim::baran_grid(18, 18, Redundancy::r8)}};
    return grids;
}

// Share of all nodes that is in the largest group of survivors when each node is destroyed with
// chance p, in 1,000 attacks.
Sample survivability(const Network& network, double p) {
    Sample share;
    std::vector<std::uint8_t> destroyed(network.n_nodes());
    for (std::uint32_t run = 0; run < 1000; ++run) {
        const Stream stream({1, run}, "attack", 0);
        for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
            destroyed[v] = stream.bernoulli(p, v);
        share.add(1.0 * sim::largest_component_after_removal(network, destroyed) /
                  network.n_nodes());
    }
    return share;
}

Sample survivability_of_links(const Network& network, double p) {
    Sample share;
    for (std::uint32_t run = 0; run < 400; ++run) {
        const Stream stream({1, run}, "attack on links", 0);
        std::vector<sim::Tie> survivors;
        for (const sim::Tie tie : network.ties())
            if (!stream.bernoulli(p, sim::unordered_pair(tie.a, tie.b)))
                survivors.push_back(tie);
        share.add(sim::giant_share(Network::from_ties(network.n_nodes(), survivors)));
    }
    return share;
}

double after_decapitation(const Network& network, std::uint32_t n_first_nodes) {
    std::vector<std::uint8_t> removed(network.n_nodes());
    for (std::uint32_t v = 0; v < n_first_nodes; ++v)
        removed[v] = 1;
    return sim::largest_component_after_removal(network, removed);
}

}  // namespace

// Link counts of the grids in verification.md, T5, from the neighbor sets by hand.
TEST(BaranGrid, has_the_links_of_its_redundancy) {
    const std::map<std::string, std::uint64_t> n_links{{"R1", 323}, {"R1.5", 459}, {"R2", 612},
                                                       {"R3", 901}, {"R4", 1190},  {"R6", 1766},
                                                       {"R8", 2278}};
    for (const auto& [name, network] : baran_grids()) {
        EXPECT_EQ(network.n_nodes(), 324U) << name;
        EXPECT_EQ(network.n_ties(), n_links.at(name)) << name;
        EXPECT_EQ(sim::giant_share(network), 1) << name;
    }
    EXPECT_EQ(sim::diameter(baran_grids().at("R1")), 323U);
}

// Baran (1964, RM-3420-PR), T5: survivability when nodes are destroyed with chance .1 … .9; the
// reference is 4,000 runs. Mutants: dividing by the survivors; closed borders (.509 for R2 at .4).
TEST(BaranGrid, survives_as_published) {
    const std::map<std::string, std::array<double, 9>> published{
        {"R1", {.1173, .0642, .0434, .0316, .0238, .0182, .0139, .0102, .0069}},
        {"R1.5", {.8934, .7269, .3863, .1566, .0732, .0401, .0238, .0144, .0082}},
        {"R2", {.8998, .7938, .6458, .3679, .1489, .0662, .0339, .0182, .0094}},
        {"R3", {.8996, .7982, .6894, .5331, .2827, .1144, .0487, .0234, .0109}},
        {"R4", {.8997, .8004, .6983, .5904, .4439, .2278, .0841, .0337, .0133}},
        {"R6", {.9001, .8005, .6997, .5990, .4980, .3800, .2028, .0641, .0184}},
        {"R8", {.9001, .8003, .6997, .5995, .4986, .3965, .2724, .1098, .0249}}};
    for (const auto& [name, shares] : published)
        for (std::size_t i = 0; i < shares.size(); ++i) {
            const double p = 0.1 * static_cast<double>(i + 1);
            SCOPED_TRACE(name + " at p = " + std::to_string(p));
            const Sample share = survivability(baran_grids().at(name), p);
            expect_mean(share, shares[i], share.sd() / std::sqrt(4000), .00005);
        }
}

// T5, links destroyed instead of nodes.
TEST(BaranGrid, survives_the_loss_of_links_as_published) {
    const auto check = [](const std::string& name, double p, double published) {
        SCOPED_TRACE(name + " at p = " + std::to_string(p));
        const Sample share = survivability_of_links(baran_grids().at(name), p);
        expect_mean(share, published, share.sd() / std::sqrt(4000), .00005);
    };
    check("R2", .2, .9948);
    check("R2", .4, .8749);
    check("R2", .5, .4791);
    check("R2", .6, .1588);
    check("R4", .5, .9863);
    check("R4", .6, .9511);
    check("R4", .8, .1774);
}

// T5: the two structures with closed forms.
TEST(CentralizedNetworks, survive_as_calculated) {
    const Network star = sim::star(324);
    const Network tree = sim::two_level_tree(17, 18);
    EXPECT_EQ(star.n_ties(), 323U);
    EXPECT_EQ(tree.n_nodes(), 324U);
    EXPECT_EQ(tree.n_ties(), 323U);
    const std::array tree_survives{.7396, .5307, .3671, .2431, .1528, .0903, .0497, .0249, .0101};
    for (std::size_t i = 0; i < tree_survives.size(); ++i) {
        const double p = 0.1 * static_cast<double>(i + 1), q = 1 - p, n = 324;
        SCOPED_TRACE(p);
        expect_mean(survivability(star, p),
                    q * (1 + (n - 1) * q) / n + p * (1 - std::pow(p, n - 1)) / n, 0);
        expect_mean(survivability(tree, p), tree_survives[i], 0, .00005);
    }
}

// T5, exact: who depends on a head loses everything with it.
TEST(Decapitation, breaks_the_star_and_the_tree_but_no_grid) {
    EXPECT_EQ(after_decapitation(sim::star(324), 1), 1);
    EXPECT_EQ(after_decapitation(sim::two_level_tree(17, 18), 1), 19);
    EXPECT_EQ(after_decapitation(sim::two_level_tree(17, 18), 18), 1);
    for (const auto& name : {"R2", "R3", "R4", "R6", "R8"}) {
        const Network& grid = baran_grids().at(name);
        std::vector<std::uint8_t> removed(grid.n_nodes());
        for (std::uint32_t v = 0; v < grid.n_nodes(); ++v) {
            removed[v] = 1;
            EXPECT_EQ(sim::largest_component_after_removal(grid, removed), 323U)
                << name << " " << v;
            removed[v] = 0;
        }
    }
}

// T18, exact: a node's weight in the consensus of DeGroot (1974,
// doi:10.1080/01621459.1974.10480137) is its degree + 1 over the sum of all.
TEST(Centralization, gives_the_hub_its_weight_in_a_consensus) {
    const auto weight = [](const Network& network) {
        return (network.degree(0) + 1.0) /
               (network.n_nodes() + 2.0 * static_cast<double>(network.n_ties()));
    };
    EXPECT_NEAR(weight(sim::star(101)), .3355, 5e-5);
    EXPECT_NEAR(weight(sim::two_level_tree(10, 9)), .0365, 5e-5);
    EXPECT_NEAR(weight(sim::ring_lattice(101, 2)), .0099, 5e-5);
    EXPECT_NEAR(weight(sim::complete(101)), .0099, 5e-5);
}

TEST(MooreTorus, gives_everybody_eight_neighbors) {
    const Network torus = sim::moore_torus(50, 50);
    EXPECT_EQ(torus.n_ties(), 10'000U);
    for (std::uint32_t v = 0; v < torus.n_nodes(); ++v)
        EXPECT_EQ(torus.degree(v), 8U);
    EXPECT_EQ(sim::diameter(torus), 25U);
    EXPECT_EQ(sim::moore_torus(3, 3), sim::complete(9));
}

// T11, exact: clustering 2/3 and mean path 50.4505 are the two ends from which small worlds start.
TEST(RingLattice, is_clustered_and_long) {
    const Network ring = sim::ring_lattice(1000, 10);
    EXPECT_EQ(ring.n_ties(), 5000U);
    EXPECT_NEAR(sim::clustering(ring), 2.0 / 3, 1e-12);
    EXPECT_NEAR(sim::transitivity(ring), 2.0 / 3, 1e-12);
    EXPECT_NEAR(sim::mean_path_length(ring), 50.4505, 5e-5);
    EXPECT_NEAR(sim::mean_path_length(sim::ring_lattice(100, 2)), 25.252525, 5e-7);
}

// T11, exact.
TEST(KAryTree, has_the_published_paths) {
    const auto check = [](std::uint32_t branching, std::uint32_t height, double mean_path) {
        const Network tree = sim::k_ary_tree(branching, height);
        EXPECT_EQ(tree.n_nodes(),
                  (std::lround(std::pow(branching, height + 1)) - 1) / (branching - 1));
        EXPECT_EQ(tree.n_ties(), tree.n_nodes() - 1);
        EXPECT_EQ(sim::diameter(tree), 2 * height);
        EXPECT_NEAR(sim::mean_path_length(tree), mean_path, 5e-7);
    };
    check(2, 5, 6.586790);
    check(3, 4, 6.158678);
    check(4, 3, 4.804482);
}

TEST(Topologies, are_the_small_networks_one_expects) {
    EXPECT_EQ(sim::k_ary_tree(1, 4), sim::line(5));
    EXPECT_EQ(sim::k_ary_tree(5, 1), sim::star(6));
    EXPECT_EQ(sim::ring_lattice(5, 4), sim::complete(5));
    EXPECT_EQ(sim::baran_grid(1, 7, Redundancy::r2), sim::line(7));
    EXPECT_EQ(sim::line(0).n_nodes(), 0U);
    EXPECT_EQ(sim::star(1).n_ties(), 0U);
    EXPECT_NEAR(sim::mean_path_length(sim::star(100)), 1.98, 1e-12);
}

TEST(Topologies, that_cannot_exist_are_refused) {
    EXPECT_THROW(sim::star(0), sim::InputError);
    EXPECT_THROW(sim::ring_lattice(10, 3), sim::InputError);
    EXPECT_THROW(sim::ring_lattice(10, 10), sim::InputError);
    EXPECT_THROW(sim::moore_torus(2, 10), sim::InputError);
    EXPECT_THROW(sim::baran_grid(0, 3, Redundancy::r2), sim::InputError);
    EXPECT_THROW(sim::baran_grid(16'384, 16'384, Redundancy::r2), sim::InputError);
    EXPECT_THROW(sim::k_ary_tree(10, 20), sim::InputError);
    EXPECT_THROW(sim::complete(1'000'000), sim::InputError);
}
