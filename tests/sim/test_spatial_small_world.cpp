#include <sim/spatial_small_world.hpp>

#include <sim/distributions.hpp>
#include <sim/error.hpp>
#include <sim/metrics.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

using sim::Network;
using sim::SmallWorldPlan;
using sim::Stream;

namespace {

const Stream stream({1, 0}, "acquaintance", 0);

// 20,000 persons in four territories, the last one small, wanting about 9 ties each, some many
// more.
struct Country {
    std::vector<std::uint8_t> territory;
    std::vector<std::uint16_t> degree;

    Country() {
        for (std::uint32_t p = 0; p < 20'000; ++p) {
            territory.push_back(static_cast<std::uint8_t>(p % 7 / 2));
            const double wanted = sim::lognormal(stream.uniform(p, 1), 8, .6);
            degree.push_back(static_cast<std::uint16_t>(wanted));
        }
    }

    SmallWorldPlan plan(double inside_share, double long_share) const {
        return {territory, degree, inside_share, long_share, Eigen::MatrixXd::Ones(4, 4)};
    }
    double n_wanted() const {
        double sum = 0;
        for (const auto d : degree)
            sum += d;
        return sum / 2;
    }
};

double inside_share(const Network& network, const std::vector<std::uint8_t>& territory) {
    double n_inside = 0;
    for (const auto [a, b] : network.ties())
        n_inside += territory[a] == territory[b];
    return n_inside / static_cast<double>(network.n_ties());
}

}  // namespace

TEST(SpatialSmallWorld, gives_people_the_ties_they_want) {
    const Country country;
    const Network network = sim::spatial_small_world(country.plan(.85, .2), stream);
    ASSERT_EQ(network.n_nodes(), 20'000U);
    for (std::uint32_t p = 0; p < network.n_nodes(); ++p)
        EXPECT_LE(network.degree(p), country.degree[p]);
    const auto n_ties = static_cast<double>(network.n_ties());
    EXPECT_GT(n_ties, .995 * country.n_wanted());
    EXPECT_EQ(network, sim::spatial_small_world(country.plan(.85, .2), stream));
    EXPECT_NE(network,
              sim::spatial_small_world(country.plan(.85, .2), Stream({2, 0}, "acquaintance", 0)));
}

// Each end of a tie is inside with chance .85: 5 standard errors of 170,000 draws, and what is
// lost.
TEST(SpatialSmallWorld, keeps_the_planned_share_inside_territories) {
    const Country country;
    for (const double share : {0., .5, .85, 1.}) {
        const Network network = sim::spatial_small_world(country.plan(share, .2), stream);
        EXPECT_NEAR(inside_share(network, country.territory), share, .005 + .001);
    }
}

// The reference is Watts and Strogatz: equal degrees and near ties only are a ring of 2/3
// clustering; some long ties make the world small; long ties only leave no clustering.
TEST(SpatialSmallWorld, is_a_small_world) {
    const std::vector<std::uint8_t> territory(2000);
    const std::vector<std::uint16_t> degree(2000, 10);
    const auto world = [&](double long_share) {
        return sim::spatial_small_world(
            {territory, degree, 1, long_share, Eigen::MatrixXd::Zero(1, 1)}, stream);
    };
    const Network street = world(0), town = world(.1), crowd = world(1);
    EXPECT_NEAR(sim::clustering(street), 2.0 / 3, .01);
    EXPECT_GT(sim::mean_path_length(street), 50);
    EXPECT_GT(sim::clustering(town), .4);
    EXPECT_LT(sim::mean_path_length(town), 6);
    EXPECT_LT(sim::clustering(crowd), .01);
}

// Four territories: 0 and 3 prefer each other to 1 and 2, and some never meet.
TEST(SpatialSmallWorld, follows_the_attraction_between_territories) {
    std::vector<std::uint8_t> territory;
    for (std::uint32_t p = 0; p < 4000; ++p)
        territory.push_back(static_cast<std::uint8_t>(p % 4));
    const std::vector<std::uint16_t> degree(4000, 10);
    Eigen::MatrixXd attraction(4, 4);
    attraction << 0, 1, 0, 3,  //
        1, 0, 3, 0,            //
        0, 3, 0, 1,            //
        3, 0, 1, 0;
    const Network network =
        sim::spatial_small_world({territory, degree, .5, .2, attraction}, stream);
    Eigen::MatrixXd count = Eigen::MatrixXd::Zero(4, 4);
    for (const auto [a, b] : network.ties()) {
        ++count(territory[a], territory[b]);
        ++count(territory[b], territory[a]);
    }
    EXPECT_EQ(count(0, 2), 0);
    EXPECT_EQ(count(1, 3), 0);
    // 2,500 ties of each territory go out, three quarters of them to the favorite.
    EXPECT_NEAR(count(0, 3) / (count(0, 1) + count(0, 3)), .75, 5 * std::sqrt(.75 * .25 / 2500));
    EXPECT_NEAR(count(1, 2) / (count(1, 0) + count(1, 2)), .75, 5 * std::sqrt(.75 * .25 / 2500));
}

// Nobody beyond the border: those ties are made at home, and none is lost.
TEST(SpatialSmallWorld, looks_at_home_when_nobody_else_attracts) {
    const std::vector<std::uint8_t> territory(1000);
    const std::vector<std::uint16_t> degree(1000, 10);
    const Network network =
        sim::spatial_small_world({territory, degree, .5, .5, Eigen::MatrixXd::Zero(1, 1)}, stream);
    EXPECT_GT(network.n_ties(), 4900U);
}

TEST(SpatialSmallWorld, refuses_plans_that_contradict_themselves) {
    const std::vector<std::uint8_t> territory{0, 0, 3};
    const std::vector<std::uint16_t> degree{1, 1, 2};
    const auto build = [&](double inside, double far, const Eigen::MatrixXd& attraction) {
        return sim::spatial_small_world({territory, degree, inside, far, attraction}, stream);
    };
    const Eigen::MatrixXd good = Eigen::MatrixXd::Ones(4, 4);
    EXPECT_NO_THROW(build(.85, .2, good));
    EXPECT_THROW(build(1.1, .2, good), sim::InputError);
    EXPECT_THROW(build(.85, -.1, good), sim::InputError);
    EXPECT_THROW(build(.85, .2, -good), sim::InputError);
    EXPECT_THROW(build(.85, .2, Eigen::MatrixXd::Ones(4, 3)), sim::InputError);
    EXPECT_THROW(build(.85, .2, Eigen::MatrixXd::Ones(3, 3)), sim::InputError);
}
