#include <models/awareness.hpp>

#include <sim/metrics.hpp>
#include <sim/random_graph.hpp>
#include <sim/topology.hpp>
#include <tests/models/trial.hpp>

#include <map>

namespace {

using models::Stage;

sim::Scenario awareness_only(int n_days, const std::string& values,
                             const std::vector<sim::Setting>& settings) {
    return trial::only({"awareness"}, n_days, "[awareness]\ninitially = 0\n" + values)
        .with_values(settings);
}

/// Checks that with certain transmission news arrives on the day of the graph distance.
void expect_news_travels_one_tie_a_day(const sim::Network& network) {
    trial::Trial trial(awareness_only(
        60, "beta = 1\npress_effect = 0\n",
        {{"population.size", std::int64_t{network.n_nodes()}}, trial::ties(network)}));
    const std::vector<std::uint32_t> distance = sim::distances(network, 0);
    trial.world.move(0, Stage::aware);
    for (std::uint32_t day = 1; day <= 60; ++day) {
        trial.run();
        for (models::PersonId p = 0; p < network.n_nodes(); ++p)
            ASSERT_EQ(trial.world.persons.stage[p] != Stage::unaware, distance[p] <= day)
                << "person " << p << " on day " << day;
    }
}

constexpr std::int64_t bass_persons = 2000;

/// Shares of the aware on the days of the table, where everybody knows everybody.
std::map<int, Sample> bass_shares(const std::map<int, double>& table, std::int64_t substeps,
                                  std::uint32_t n_replicates) {
    const sim::Scenario scenario = awareness_only(20, "press_effect = 0.03\n",
                                                  {{"population.size", bass_persons},
                                                   {"acquaintance.kind", "complete"},
                                                   {"awareness.beta", 0.38 / bass_persons},
                                                   {"calendar.substeps", substeps}});
    std::map<int, Sample> share;
    for (std::uint32_t replicate = 0; replicate < n_replicates; ++replicate) {
        trial::Trial trial(scenario, replicate);
        trial.world.territories.press[0] = 1;
        for (int t = 1; t <= 20; ++t) {
            trial.run();
            if (table.contains(t))
                share[t].add(double(trial.n(Stage::aware)) / bass_persons);
        }
    }
    return share;
}

}  // namespace

TEST(Awareness, chance_of_hearing_combines_contacts_and_the_press) {
    const auto chance = [](std::size_t contacts, double per_contact, double press) {
        return models::awareness::Chances(per_contact, press)[contacts];
    };
    EXPECT_EQ(chance(0, 0.02, 0), 0);
    EXPECT_FLOAT_EQ(chance(1, 0.02, 0), 0.02f);
    EXPECT_FLOAT_EQ(chance(10, 0.02, 0), float(1 - std::pow(0.98, 10)));
    EXPECT_FLOAT_EQ(chance(0, 0.02, 0.05), float(1 - std::exp(-0.05)));
    EXPECT_FLOAT_EQ(chance(3, 0.1, 0.2), float(1 - std::pow(0.9, 3) * std::exp(-0.2)));
    EXPECT_FLOAT_EQ(chance(1000, 0.002, 0), float(1 - std::pow(0.998, 1000)));
    EXPECT_EQ(chance(1, 1, 0), 1);
}

// Verification T8, exact row: transmission probability 1, day informed = graph distance. Who hears
// today does not tell anybody today.
TEST(Awareness, news_travels_one_tie_a_day_on_every_network) {
    const sim::Stream luck({.seed = 8, .replicate = 0}, "T8", 0);
    expect_news_travels_one_tie_a_day(sim::line(50));
    expect_news_travels_one_tie_a_day(sim::ring_lattice(100, 4));
    expect_news_travels_one_tie_a_day(sim::star(40));
    expect_news_travels_one_tie_a_day(sim::moore_torus(20, 20));
    expect_news_travels_one_tie_a_day(sim::watts_strogatz(3000, 6, 0.1, luck));
    expect_news_travels_one_tie_a_day(sim::erdos_renyi(5000, 3, luck));  // several components
}

TEST(Awareness, nobody_hears_without_contacts_and_press) {
    trial::Trial trial(awareness_only(
        20, "beta = 1\n", {{"population.size", std::int64_t{500}}, {"acquaintance.kind", "none"}}));
    trial.world.move(7, Stage::aware);
    trial.run(20);
    EXPECT_EQ(trial.n(Stage::unaware), 499);
}

// Mean 20,000 * .02 = 400, sd 20: six of them is 2e-9.
TEST(Awareness, some_have_heard_already_on_the_first_morning) {
    trial::Trial trial(trial::only({"awareness"}, 1,
                                   "[awareness]\ninitially = 0.02\n"
                                   "[population]\nsize = 20000\n"));
    EXPECT_NEAR(double(trial.n(Stage::aware)), 400, 120);
    EXPECT_EQ(trial.n(Stage::aware) + trial.n(Stage::unaware), 20000);
}

// Verification T4, row b: Bass (1969, doi:10.1287/mnsc.15.5.215), p = .03, q = .38, daily steps,
// exponential hazards: everybody knows everybody, beta = q / N, press_effect * press = p. With
// 2,000 persons instead of 10,000 a run spreads sqrt(5) times as much; its mean is off by O(1/N).
TEST(Awareness, everybody_knowing_everybody_gives_the_bass_curve) {
    const std::map<int, double> reference{{1, .02955},  {2, .06875},  {4, .18356},
                                          {6, .35063},  {8, .54860},  {10, .72984},
                                          {12, .85781}, {15, .95323}, {20, .99369}};
    const std::map<int, Sample> share = bass_shares(reference, 1, 20);
    for (const auto& [t, expected] : reference)
        expect_mean(share.at(t), expected, 0, 2.0 / bass_persons);
}

// Verification T4, closed form F(t) = (1 - e^-(p+q)t) / (1 + (q/p) e^-(p+q)t) of the same model,
// from which daily steps are off by .103 on day 8: 100 sub-steps a day are off by .0015 at most.
// Student's t with 29 degrees of freedom exceeds 5.5 with a chance of 6e-6, at nine times 6e-5.
TEST(Awareness, many_substeps_a_day_give_the_closed_form_of_the_bass_curve) {
    const std::map<int, double> reference{{1, .03576},  {2, .08506},  {4, .23315},
                                          {6, .43924},  {8, .65174},  {10, .81280},
                                          {12, .90869}, {15, .97161}, {20, .99626}};
    const std::map<int, Sample> share = bass_shares(reference, 100, 30);
    for (const auto& [t, expected] : reference)
        EXPECT_NEAR(share.at(t).mean(), expected,
                    .0015 + 2.0 / bass_persons + 5.5 * share.at(t).standard_error())
            << "day " << t;
}

// Pairing by common luck: whoever hears at a low chance also hears at a higher one (design 8).
TEST(Awareness, a_louder_press_informs_whoever_a_quieter_one_informs) {
    const auto after = [](double press_effect) {
        trial::Trial trial(awareness_only(
            10, "beta = 0.05\n",
            {{"population.size", std::int64_t{3000}}, {"awareness.press_effect", press_effect}}));
        trial.world.territories.press[0] = 1;
        trial.run(10);
        return trial.world.persons.stage;
    };
    const auto quiet = after(0.01), loud = after(0.03);
    for (std::size_t p = 0; p < quiet.size(); ++p)
        EXPECT_TRUE(quiet[p] == Stage::unaware || loud[p] != Stage::unaware) << p;
}

// Among everybody is the same law as on a complete network, without its ties: the same bits.
TEST(Awareness, news_among_everybody_is_news_on_a_complete_network) {
    const auto days_of = [](const std::string& kind, const std::string& among) {
        trial::Trial trial(awareness_only(
            30,
            "beta = 0.0006\npress_effect = 0\nstops_telling = 0.1\nseeds = \"person\\n3\\n40\"\n",
            {{"population.size", std::int64_t{400}},
             {"acquaintance.kind", kind},
             {"awareness.spreads_among", among}}));
        std::vector<std::vector<Stage>> stages;
        for (int day = 0; day < 30; ++day) {
            trial.run();
            stages.push_back(trial.world.persons.stage);
        }
        EXPECT_GT(trial.n(Stage::aware), 10);
        EXPECT_LT(trial.n(Stage::aware), 400);
        return stages;
    };
    EXPECT_EQ(days_of("none", "everybody"), days_of("complete", "contacts"));
}

// Verification T8, mutant: who hears today tells tomorrow, and from then on no more.
TEST(Awareness, news_told_for_one_day_is_told_on_the_day_after) {
    trial::Trial trial(
        awareness_only(10, "beta = 1\nstops_telling = 1\nseeds = \"person\\n0\"\n",
                       {{"population.size", std::int64_t{8}}, trial::ties(sim::line(8))}));
    EXPECT_EQ(trial.n(Stage::aware), 1);
    for (int day = 1; day <= 5; ++day) {
        trial.run();
        EXPECT_EQ(trial.n(Stage::aware), day + 1);
        const auto& silent = trial.world.persons.silent;
        EXPECT_EQ(std::ranges::count(silent, 1), day) << "all but the last";
        EXPECT_EQ(silent[std::size_t(day)], 0);
    }
}
