#include <models/engagement.hpp>

#include <sim/random_graph.hpp>
#include <tests/models/trial.hpp>

#include <map>

/// The common workload on which engines are compared: thresholds, recovery, one unit a day.
namespace {

using models::Stage;

constexpr std::uint32_t n_persons = 10000;
constexpr std::array days{16, 21, 31, 61, 120};  ///< steps after which persons are counted

/// A random graph with 5 ties a person, and thresholds uniform in [.05, .5].
struct Input {
    sim::Network network;
    std::vector<double> thresholds;

    explicit Input(std::uint32_t seed) : thresholds(n_persons) {
        const sim::Stream luck({.seed = seed, .replicate = 0}, "kernel", 0);
        network = sim::erdos_renyi_ties(n_persons, 5 * n_persons, luck);
        for (std::uint32_t p = 0; p < n_persons; ++p)
            thresholds[p] = 0.05 + 0.45 * luck.uniform(p, 1);
    }
};

/// Engaged after each of `days`, and the units of the last day.
using Curve = std::array<double, days.size() + 1>;

sim::Scenario kernel(const Input& input) {
    return trial::only({"engagement", "production"}, 120, R"(
[population]
printer_share = 1
printer_tail = 20
hours_median = 1
hours_spread = 0
skill_spread = 0
exit_hazard = 0.02
exit_shape = 0
[engagement]
attention = 0.2
spontaneous = 0.001
stickiness = 1000
return_rate = 0.05
pull_of_peers = 1
peers_as = "share of contacts"
[production]
printing_worst = 60
printing_best = 60
tending = 0.7
failure_worst = 0
failure_best = 0
)")
        .with_values(trial::thresholds(input.thresholds, {trial::ties(input.network)}));
}

Curve by_engine(const sim::Scenario& scenario, std::uint32_t replicate) {
    trial::Trial trial(scenario, replicate);
    Curve curve{};
    for (std::size_t i = 0; i < days.size(); ++i) {
        trial.run(days[i] - trial.day);
        curve[i] = double(trial.n_engaged());
    }
    curve.back() = double(trial.world.today.made.sum());
    return curve;
}

/// The same from its definition in benchmark.md, as plainly as can be.
Curve by_plain_loop(const Input& input, std::uint32_t replicate) {
    std::vector<Stage> stage(n_persons, Stage::aware), next(n_persons);
    Curve curve{};
    std::size_t seen = 0;
    for (int day = 1; day <= 120; ++day) {
        const sim::Stream luck({.seed = 77, .replicate = replicate}, "plain", std::uint32_t(day));
        double units = 0;
        for (std::uint32_t p = 0; p < n_persons; ++p) {
            double engaged = 0;
            for (const std::uint32_t other : input.network.neighbors(p))
                engaged += stage[other] == Stage::engaged;
            const double u = luck.uniform(p);
            next[p] = stage[p];
            if (stage[p] == Stage::aware) {
                const bool reached =
                    engaged > 0 && engaged / input.network.degree(p) >= input.thresholds[p];
                next[p] = u < (reached ? .2008 : .001) ? Stage::engaged : Stage::aware;
            } else if (stage[p] == Stage::engaged) {
                units += luck.bernoulli(.7, p, 1);
                next[p] = u < .02 ? Stage::withdrawn : Stage::engaged;
            } else {
                next[p] = u < .05 ? Stage::aware : Stage::withdrawn;
            }
        }
        stage.swap(next);
        if (day == days[seen])
            curve[seen++] = double(std::ranges::count(stage, Stage::engaged));
        curve.back() = units;
    }
    return curve;
}

}  // namespace

// Two tests on 12 graphs with 4 runs each. The plain loop: the same mean on the same graphs, within
// 3.5 standard errors of the difference. benchmark.md: means over 1,000 seeds of engaged "on day
// 15" and so on, on one graph that is not published, so within 3.5 standard deviations of the means
// of our graphs. Its days count from 0: "day 15" is after 16 steps. (After 15 steps, 50 graphs of
// an independent simulation give 338, and vary by 10.) Units of the last step are those of whoever
// was engaged at its start, or for us after it: .1 % apart, for numbers are steady by then.
TEST(Kernel, agrees_with_a_plain_loop_and_follows_the_reference_curve) {
    constexpr Curve reference{367, 612, 1495, 7500, 6643, 4652};
    std::array<Sample, reference.size()> difference, graph;
    for (std::uint32_t seed = 0; seed < 12; ++seed) {
        const Input input(seed);
        const sim::Scenario scenario = kernel(input);
        std::array<Sample, reference.size()> engine, plain;
        for (std::uint32_t replicate = 4 * seed; replicate < 4 * seed + 4; ++replicate) {
            const Curve one = by_engine(scenario, replicate);
            const Curve other = by_plain_loop(input, replicate);
            for (std::size_t i = 0; i < reference.size(); ++i) {
                engine[i].add(one[i]);
                plain[i].add(other[i]);
            }
        }
        for (std::size_t i = 0; i < reference.size(); ++i) {
            difference[i].add(engine[i].mean() - plain[i].mean());
            graph[i].add(engine[i].mean());
        }
    }
    for (std::size_t i = 0; i < reference.size(); ++i) {
        expect_mean(difference[i], 0, 0, i + 1 == reference.size() ? 5 : 0);
        EXPECT_NEAR(graph[i].mean(), reference[i], 3.5 * graph[i].sd() + 5) << i;
    }
}
