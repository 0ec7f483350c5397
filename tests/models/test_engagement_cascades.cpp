#include <models/engagement.hpp>

#include <sim/math.hpp>
#include <sim/random_graph.hpp>
#include <sim/topology.hpp>
#include <tests/models/trial.hpp>

#include <numeric>

/// Published results on thresholds. "Plain engagement" of verification.md: peers alone speak for
/// taking part, everybody is aware and decides every day, nobody ever leaves.
namespace {

using models::Stage;

sim::Scenario plain(const std::string& peers_as, const std::vector<sim::Setting>& settings,
                    const std::string& kind = "none") {
    return trial::only({"engagement"}, 200,
                       "[engagement]\nattention = 1\nstickiness = 1000\npeers_as = \"" + peers_as +
                           "\"\n[acquaintance]\nkind = \"" + kind +
                           "\"\n[population]\nprinter_share = 0\nexit_hazard = 0\n")
        .with_values(settings);
}

struct Cascade {
    std::vector<std::int64_t> engaged;  ///< after each day on which somebody joined
    std::int64_t size() const { return engaged.empty() ? 0 : engaged.back(); }
};

Cascade cascade(trial::Trial& trial) {
    Cascade result;
    std::int64_t before = -1, now = trial.n_engaged();
    while (true) {
        before = now;
        trial.run();
        now = trial.n_engaged();
        if (now == before)
            return result;
        result.engaged.push_back(now);
    }
}

Cascade cascade(const sim::Scenario& scenario, std::uint32_t replicate = 0) {
    trial::Trial trial(scenario, replicate);
    return cascade(trial);
}

/// Granovetter's crowd: everybody sees everybody.
std::vector<double> zero_to_99() {
    std::vector<double> thresholds(100);
    std::iota(thresholds.begin(), thresholds.end(), 0.0);
    return thresholds;
}

Cascade crowd(const std::vector<double>& thresholds) {
    return cascade(plain("count of contacts", trial::thresholds(thresholds), "complete"));
}

/// Runs until nothing changes on a network, from the seeds, with one threshold for all others.
Cascade spread(const sim::Network& network, const std::vector<std::uint32_t>& seeds,
               double threshold, const std::string& peers_as = "count of contacts") {
    std::vector<double> thresholds(network.n_nodes(), threshold);
    trial::Trial trial(plain(peers_as, trial::thresholds(thresholds, {trial::ties(network)})));
    for (const std::uint32_t seed : seeds)
        trial.world.move(seed, Stage::engaged);
    return cascade(trial);
}

}  // namespace

// Granovetter (1978, doi:10.1086/226707), verification T1.
TEST(Engagement, thresholds_0_to_99_draw_in_all_100_one_a_day) {
    const Cascade result = crowd(zero_to_99());
    std::vector<std::int64_t> one_a_day(100);
    std::iota(one_a_day.begin(), one_a_day.end(), 1);
    EXPECT_EQ(result.engaged, one_a_day);
}

TEST(Engagement, one_missing_threshold_stops_the_cascade) {
    auto thresholds = zero_to_99();
    thresholds[1] = 2;
    EXPECT_EQ(crowd(thresholds).size(), 1);
    thresholds = zero_to_99();
    thresholds[50] = 51;
    EXPECT_EQ(crowd(thresholds).size(), 50);
}

TEST(Engagement, who_has_which_threshold_does_not_matter_in_a_crowd) {
    auto thresholds = zero_to_99();
    std::ranges::reverse(thresholds);
    std::swap(thresholds[3], thresholds[77]);
    EXPECT_EQ(crowd(thresholds).size(), 100);
}

// T1: 10,000 persons with the quantiles of N(.25, sd^2) of the population as thresholds: final
// number and steps. The jump between .122 and .123 is Granovetter's.
TEST(Engagement, a_little_more_spread_of_thresholds_draws_in_everybody) {
    struct Row {
        double sd;
        std::int64_t final;
        std::size_t steps;
    };
    for (const Row& row :
         {Row{.05, 0, 0}, Row{.08, 9, 1}, Row{.10, 77, 4}, Row{.11, 171, 6}, Row{.12, 401, 15},
          Row{.122, 543, 31}, Row{.123, 10000, 36}, Row{.125, 10000, 20}, Row{.13, 10000, 12},
          Row{.15, 10000, 7}, Row{.20, 9999, 6}, Row{.25, 9986, 6}, Row{.30, 9934, 7}}) {
        std::vector<double> thresholds(10000);
        for (std::size_t i = 0; i < thresholds.size(); ++i)
            thresholds[i] = 0.25 + row.sd * sim::normal_quantile((double(i) + 0.5) / 10000);
        const Cascade result = cascade(plain("share of population", trial::thresholds(thresholds)));
        EXPECT_EQ(result.size(), row.final) << row.sd;
        EXPECT_EQ(result.engaged.size(), row.steps) << row.sd;
    }
}

// T1, statistical rows: thresholds drawn at random, chance that more than half join. Reference
// standard errors at most .011; 3.5 of both together.
TEST(Engagement, a_random_crowd_tips_with_the_published_chance) {
    struct Row {
        std::int64_t n;
        double sd, chance;
    };
    for (const Row& row : {Row{100, .10, .005}, Row{100, .12, .166}, Row{100, .13, .386},
                           Row{100, .15, .805}, Row{1000, .12, .166}, Row{1000, .13, .835}}) {
        const sim::Scenario scenario =
            plain("share of population", {{"population.size", row.n},
                                          {"population.threshold_mean", .25},
                                          {"population.threshold_sd", row.sd}});
        Sample tipped;
        for (std::uint32_t replicate = 0; replicate < 500; ++replicate)
            tipped.add(cascade(scenario, replicate).size() > row.n / 2);
        expect_mean(tipped, row.chance, .011);
    }
}

// Watts (2002, doi:10.1073/pnas.082090499), verification T2: one seed on random networks, others
// join when 18 % of their neighbors did. Row n = 10,000; size: Gleeson and Cahalane (2007).
TEST(Engagement, one_person_starts_a_global_cascade_inside_the_window_only) {
    struct Row {
        double mean_degree, chance, its_error, size;
    };
    for (const Row& row : {Row{0.8, 0, 0, 0}, Row{2, .7515, .0046, .7966},
                           Row{5, .7053, .0039, .9930}, Row{7, 0, 0, 0}}) {
        std::vector<double> thresholds(10000, .18);
        thresholds[0] = -1;
        const sim::Scenario scenario =
            plain("share of contacts",
                  trial::thresholds(thresholds, {{"acquaintance.mean_degree", row.mean_degree}}),
                  "random");
        Sample global, size;
        for (std::uint32_t replicate = 0; replicate < 60; ++replicate) {
            const double share = double(cascade(scenario, replicate).size()) / 10000;
            global.add(share > .05);
            if (share > .05)
                size.add(share);
        }
        expect_mean(global, row.chance, row.its_error);
        if (row.chance > 0) {
            EXPECT_NEAR(size.mean(), row.size, .005) << row.mean_degree;
        }
    }
}

// T2, mutant: reached is enough, exactly, whatever the degree: e of k neighbors at threshold e / k.
TEST(Engagement, a_share_of_contacts_equal_to_the_threshold_is_enough) {
    for (std::uint32_t k = 1; k <= 30; ++k)
        for (std::uint32_t e = 1; e <= k; ++e) {
            std::vector<double> thresholds(k + 1, 10);
            thresholds[0] = double(e) / k;
            trial::Trial trial(
                plain("share of contacts",
                      trial::thresholds(thresholds, {trial::ties(sim::star(k + 1))})));
            for (std::uint32_t p = 1; p < e; ++p)
                trial.world.move(p, Stage::engaged);
            trial.run();
            ASSERT_NE(trial.world.persons.stage[0], Stage::engaged) << e - 1 << " of " << k;
            trial.world.move(e, Stage::engaged);
            trial.run();
            ASSERT_EQ(trial.world.persons.stage[0], Stage::engaged) << e << " of " << k;
        }
}

// Centola and Macy (2007, doi:10.1086/521848), verification T3: on a ring with k = 2 r neighbors
// and 2 r + 1 seeds in a row, 2 r + 1 + 2 t (r - a + 1) after t steps, until both fronts meet and
// help each other; stuck if a > r. Steps until all 1,000 are in, from the table.
TEST(Engagement, complex_contagion_crosses_a_ring_at_the_exact_pace) {
    const sim::Network ring = sim::ring_lattice(1000, 10);
    std::vector<std::uint32_t> seeds(11);
    std::iota(seeds.begin(), seeds.end(), 0u);
    const std::vector<std::size_t> steps{0, 99, 124, 165, 247, 493, 0};
    for (std::int64_t a = 1; a <= 6; ++a) {
        const Cascade result = spread(ring, seeds, double(a));
        ASSERT_EQ(result.engaged.size(), steps[std::size_t(a)]) << a;
        for (std::size_t i = 0; i + 1 < result.engaged.size(); ++i)
            ASSERT_EQ(result.engaged[i], 11 + 2 * std::int64_t(i + 1) * (5 - a + 1));
        EXPECT_EQ(result.size(), a <= 5 ? 1000 : 0);
    }
}

// The same on Centola's torus: 50 x 50, 8 neighbors, 3 x 3 seeds.
TEST(Engagement, complex_contagion_crosses_a_torus_at_the_exact_pace) {
    const sim::Network torus = sim::moore_torus(50, 50);
    const std::vector<std::uint32_t> seeds{0, 1, 2, 50, 51, 52, 100, 101, 102};
    const std::vector<std::vector<std::int64_t>> first{
        {25, 49, 81}, {21, 37, 57, 81, 109}, {13, 21, 29, 37, 49}};
    const std::vector<std::size_t> full_at{24, 47, 70};
    for (std::size_t i = 0; i < 3; ++i) {
        const Cascade result = spread(torus, seeds, double(i + 1));
        EXPECT_EQ(result.size(), 2500);
        EXPECT_EQ(result.engaged.size(), full_at[i]);
        EXPECT_TRUE(std::equal(first[i].begin(), first[i].end(), result.engaged.begin())) << i + 1;
    }
    EXPECT_EQ(spread(torus, seeds, 4).size(), 0);  // stuck at the seeds
}

// T3, B: Watts-Strogatz ring, 1,000 persons, 10 neighbors, threshold 3, the 11 around person 0 as
// seeds: a few long ties (p = .1) speed the contagion up, many (p = .3) kill it.
TEST(Engagement, many_long_ties_kill_a_complex_contagion) {
    std::vector<std::uint32_t> seeds;
    for (std::uint32_t i = 0; i < 11; ++i)
        seeds.push_back((995 + i) % 1000);
    const auto reached_90_percent = [&](double p) {
        Sample reached;
        for (std::uint32_t replicate = 0; replicate < 100; ++replicate) {
            const sim::Stream luck({.seed = 3, .replicate = replicate}, "T3", 0);
            reached.add(spread(sim::watts_strogatz(1000, 10, p, luck), seeds, 3).size() >= 900);
        }
        return reached;
    };
    EXPECT_EQ(reached_90_percent(.1).mean(), 1);
    expect_mean(reached_90_percent(.3), .265, .022);
    EXPECT_EQ(reached_90_percent(.5).mean(), 0);
}

// Verification T12, metamorphic: with absorbing engagement, higher thresholds or fewer ties under a
// count leave a subset.
TEST(Engagement, higher_thresholds_or_fewer_ties_leave_a_subset) {
    const sim::Stream luck({.seed = 12, .replicate = 0}, "T12", 0);
    const sim::Network network = sim::erdos_renyi(3000, 8, luck);
    auto fewer = network.ties();
    std::erase_if(fewer, [&](const sim::Tie& tie) {
        return luck.bernoulli(.1, sim::unordered_pair(tie.a, tie.b), 7);
    });
    std::vector<double> low(3000), high(3000);
    for (std::size_t p = 0; p < low.size(); ++p) {
        low[p] = std::floor(7 * luck.uniform(p, 1));
        high[p] = low[p] + luck.bernoulli(.1, p, 2);
    }
    const auto engaged = [](const sim::Network& ties, const std::vector<double>& thresholds) {
        trial::Trial trial(
            plain("count of contacts", trial::thresholds(thresholds, {trial::ties(ties)})));
        cascade(trial);
        return trial.world.persons.stage;
    };
    const auto all = engaged(network, low);
    const auto higher = engaged(network, high);
    const auto cut = engaged(sim::Network::from_ties(3000, fewer), low);
    const auto n = [](const auto& stages) { return std::ranges::count(stages, Stage::engaged); };
    EXPECT_LT(n(higher), n(all));
    EXPECT_LT(n(cut), n(all));
    for (std::size_t p = 0; p < all.size(); ++p) {
        EXPECT_TRUE(higher[p] != Stage::engaged || all[p] == Stage::engaged) << p;
        EXPECT_TRUE(cut[p] != Stage::engaged || all[p] == Stage::engaged) << p;
    }
}
