#include <models/design.hpp>

#include <models/coordination.hpp>
#include <models/observables.hpp>
#include <sim/random_graph.hpp>
#include <tests/models/trial.hpp>

#include <cmath>
#include <numeric>

namespace {

namespace design = models::design;
using models::Coordination;
using models::Places;
using models::Process;
using models::Product;
using models::Stage;
using models::UnitId;

/// Persons with a printer in some territories, all engaged.
trial::Trial makers(std::int64_t n, const std::string& values = "",
                    std::initializer_list<std::string_view> mechanisms = {"design", "coordination"},
                    std::uint32_t replicate = 0) {
    trial::Trial trial(trial::only(mechanisms, 119, R"(
[population]
printer_share = 1
[acquaintance]
kind = "none"
)" + values)
                           .with_values({{"population.size", n}}),
                       replicate);
    for (models::PersonId p = 0; p < trial.world.persons.size; ++p) {
        trial.world.move(p, Stage::engaged);
        trial.world.persons.machines[p] = 1;
    }
    return trial;
}

double mean_score(const trial::Trial& trial) {
    const auto& score = trial.world.designs.score;
    return std::accumulate(score.begin(), score.begin() + trial.world.persons.size, 0.0) /
           trial.world.persons.size;
}

std::size_t n_versions(const trial::Trial& trial) {
    const auto& d = trial.world.designs;
    return std::set<std::uint32_t>(d.version.begin(), d.version.begin() + trial.world.persons.size)
        .size();
}

std::vector<double> observed(const trial::Trial& trial, const std::string& name) {
    for (const models::Observable& observable : models::observables())
        if (observable.info.name == name) {
            std::vector<double> out(models::processes.size());
            observable.read(trial.world, out);
            return out;
        }
    return {};
}

/// Lets a printer hold a version.
void give(trial::Trial& trial, UnitId unit, std::uint32_t version) {
    auto& d = trial.world.designs;
    d.version[unit] = version;
    d.score[unit] = static_cast<float>(
        design::score(d.landscape[0], version, trial.values()[design::steepness]));
}

/// The experiment of Lazer and Friedman: 100 agents on given ties, each with a random version.
/// Mean score after each of the wanted numbers of steps.
std::vector<double> search(const std::string& structure, const std::vector<int>& steps,
                           std::uint32_t replicate) {
    trial::Trial trial = makers(100,
                                "[design]\nsteepness = 8\nexplore = 1\ncopy = 1\n"
                                "documentation = 0\nvalidation = 0\n",
                                {"design", "coordination"}, replicate);
    auto& world = trial.world;
    const sim::Values values = trial.values();
    models::coordination::gather(world);
    std::vector<sim::Tie> ties;
    for (std::uint32_t a = 0; a < 100; ++a)
        for (std::uint32_t b = a + 1; b < 100; ++b)
            if (structure == "complete" || (structure == "line" && b == a + 1))
                ties.push_back({a, b});
    world.coordination.network = sim::Network::from_ties(100, ties);
    const sim::Stream luck(world.run, "test.start", 0);
    for (UnitId unit = 0; unit < 100; ++unit)
        give(trial, unit, luck.word(unit) >> 12);
    std::vector<double> means;
    for (int day = 0; day <= steps.back(); ++day) {
        if (std::ranges::find(steps, day) != steps.end())
            means.push_back(mean_score(trial));
        trial.day = day;
        design::step(world, values, {day, trial.today().date, world.run});
    }
    return means;
}

}  // namespace

// verification.md, T6 (after Lazer, Friedman 2007, doi:10.2189/asqu.52.4.667), 2000 landscapes; sd
// of a landscape .20 complete, .15 line at the end, of their difference .215. 100 landscapes here;
// tolerances of 4 sd or more, so a false alarm in fewer than 1 of 10,000.
TEST(Design, dense_ties_agree_soon_and_sparse_ties_find_more) {
    const std::vector<int> steps{0, 1, 5, 20, 100};
    std::vector<double> complete(steps.size()), line(steps.size()), apart(steps.size());
    const int n = 100;
    for (std::uint32_t replicate = 0; replicate < n; ++replicate) {
        const auto in_complete = search("complete", steps, replicate);
        const auto in_line = search("line", steps, replicate);
        const auto without = search("none", steps, replicate);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            complete[i] += in_complete[i] / n;
            line[i] += in_line[i] / n;
            apart[i] += without[i] / n;
        }
    }
    const std::vector<double> complete_published{.0406, .2516, .4565, .5404, .5404};
    const std::vector<double> line_published{.0406, .0790, .2061, .5706, .8159};
    const std::vector<double> apart_published{.0406, .0521, .0990, .2362, .4400};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_NEAR(complete[i], complete_published[i], i == 0 ? 0.004 : 0.085) << steps[i];
        EXPECT_NEAR(line[i], line_published[i], i < 2 ? 0.01 : 0.06) << steps[i];
        EXPECT_NEAR(apart[i], apart_published[i], i < 2 ? 0.007 : 0.045) << steps[i];
    }
    EXPECT_LT(line[2], complete[2] - 0.15);
    EXPECT_GT(line[4], complete[4] + 0.19);
}

TEST(Design, everybody_begins_with_the_same_average_version) {
    const trial::Trial trial = makers(50);
    const auto& d = trial.world.designs;
    EXPECT_EQ(n_versions(trial), 1u);
    EXPECT_NEAR(d.score[0], 0.5, 0.03);
    EXPECT_TRUE(trial.world.validated(0));  // F17
    EXPECT_TRUE(trial.world.any_validated(Process::printing));
    EXPECT_FALSE(trial.world.any_validated(Process::laser));  // F16
    EXPECT_FALSE(trial.world.any_validated(Process::sewing));
    EXPECT_TRUE(trial.world.any_validated(Process::small_firm));
    EXPECT_FALSE(makers(5, "[design]\nprinting_validated = false\n").world.validated(0));
}

// Lazer and Friedman (2007): random and independent; .0406 is the mean eighth power of fitness.
TEST(Design, units_may_begin_with_versions_of_their_own) {
    const trial::Trial trial =
        makers(400, "[design]\nbeginning = \"their own\"\nsteepness = 8\nexplore = 0\ncopy = 0\n");
    EXPECT_GE(n_versions(trial), 398u);
    EXPECT_NEAR(mean_score(trial), .0406, .02);
    const auto& d = trial.world.designs;
    for (UnitId unit = 0; unit < 400; ++unit)
        EXPECT_FLOAT_EQ(d.score[unit], float(design::score(d.landscape[0], d.version[unit], 8)));
}

TEST(Design, different_versions_in_use_are_counted) {
    trial::Trial trial = makers(5, "[design]\nexplore = 0\ncopy = 0\n");
    trial.run();
    EXPECT_EQ(observed(trial, "design_versions"), (std::vector<double>{1, 0, 0, 0}));
    give(trial, 0, 7);
    give(trial, 1, 7);
    give(trial, 2, (1u << 20) - 1);
    EXPECT_EQ(observed(trial, "design_versions")[0], 3);
}

TEST(Design, a_trait_depends_on_fewer_others_than_there_are) {
    EXPECT_EQ(trial::message_of([] { makers(2, "[design]\ntraits = 5\n"); }),
              "design.interplay = 5, but a trait can depend on 4 others at most, as design.traits "
              "= 5");
    EXPECT_EQ(trial::message_of([] { makers(2, "[design]\ntraits = 6\n"); }), "");
    EXPECT_EQ(trial::message_of([] { makers(2, "[design]\ntraits = 1\ninterplay = 0\n"); }), "");
}

TEST(Design, off_it_leaves_no_trace) {
    const trial::Trial trial = makers(5, "", {"coordination"});
    EXPECT_TRUE(trial.world.designs.score.empty());
    EXPECT_TRUE(trial.world.designs.version.empty());
    EXPECT_TRUE(trial.world.validated(0));
    EXPECT_TRUE(trial.world.any_validated(Process::laser));
    EXPECT_EQ(observed(trial, "design_score"), std::vector<double>(4));
    EXPECT_EQ(observed(trial, "design_diversity"), std::vector<double>(4));
}

TEST(Design, nobody_explores_or_looks_nothing_changes) {
    trial::Trial trial = makers(50, "[design]\nexplore = 0\nteam = 0\n");
    const auto before = trial.world.designs.version;
    trial.run(20);
    EXPECT_EQ(trial.world.designs.version, before);
    EXPECT_EQ(trial.world.designs.by_services[0].versions.size(), 1u);
}

TEST(Design, scores_only_rise) {
    trial::Trial trial = makers(200, "[design]\nexplore = 0.5\n");
    for (int day = 0; day < 40; ++day) {
        const auto before = trial.world.designs.score;
        trial.run();
        for (std::size_t holder = 0; holder < before.size(); ++holder)
            ASSERT_GE(trial.world.designs.score[holder], before[holder]);
    }
    EXPECT_GT(mean_score(trial), 0.7);
    const auto& d = trial.world.designs;
    for (UnitId unit = 0; unit < 200; ++unit) {
        EXPECT_FLOAT_EQ(d.score[unit], float(design::score(d.landscape[0], d.version[unit], 2)));
        EXPECT_EQ(trial.world.persons.pace[unit], trial.world.recipe_of(unit).per_hour);
    }
}

// F100: clever at the center and dumb at the edge.
TEST(Design, in_a_centralized_structure_only_the_center_explores) {
    trial::Trial edge = makers(50, "[design]\nexplore = 1\nteam = 0\n[coordination]\n"
                                   "topology = \"centralized\"\n");
    edge.run(20);
    EXPECT_EQ(n_versions(edge), 1u);

    trial::Trial center = makers(50, "[design]\nexplore = 0\nteam = 5\ncopy = 1\n[coordination]\n"
                                     "topology = \"centralized\"\n");
    center.run(60);
    const auto& d = center.world.designs;
    EXPECT_GT(d.score[center.world.n_units()], d.score[0] - 1e-6f);
    EXPECT_GT(d.score[0], 0.6f);
    EXPECT_EQ(n_versions(center), 1u);
}

// F104: in distributed manufacturing all units can innovate; F115: superposed has both.
TEST(Design, in_a_distributed_structure_every_unit_explores) {
    for (const std::string topology : {"distributed", "superposed"}) {
        trial::Trial units = makers(50, "[design]\nexplore = 1\nteam = 0\ncopy = 0\n"
                                        "[coordination]\ntopology = \"" +
                                            topology + "\"\n");
        units.run(3);
        EXPECT_GT(n_versions(units), 10u) << topology;
    }
    trial::Trial decentralized = makers(50, "[design]\nexplore = 1\nteam = 0\n[coordination]\n"
                                            "topology = \"decentralized\"\n");
    decentralized.run(3);
    EXPECT_EQ(n_versions(decentralized), 1u);
}

// Found by the independent twin: where nobody coordinates (any more) is a matter of the territory.
TEST(Design, units_explore_where_their_own_coordinators_are_gone) {
    trial::Trial trial(trial::only({"design", "coordination"}, 5, R"(
[population]
size = 40
printer_share = 1
territories = """
territory,population,labs,latitude,longitude
Left,32548384,1,48,2
Right,32548384,1,44,2
"""
[acquaintance]
kind = "none"
[design]
explore = 1
team = 0
copy = 0
[coordination]
topology = "decentralized"
)"));
    models::World& world = trial.world;
    for (models::PersonId p = 0; p < world.persons.size; ++p)
        world.move(p, Stage::engaged);
    world.coordination.coordinators[0].removed = 1;  // the center
    world.coordination.coordinators[1].removed = 1;  // Left's
    const auto first = world.designs.version;
    trial.run(2);
    std::array<int, 2> n_changed{};
    for (models::PersonId p = 0; p < world.persons.size; ++p)
        n_changed[world.persons.territory[p]] += world.designs.version[p] != first[p];
    EXPECT_GT(n_changed[0], 5);
    EXPECT_EQ(n_changed[1], 0);
}

/// Days after which unit 1, tied to unit 0, holds what unit 0 finds on the first day.
int days_until_copied(int documentation) {
    trial::Trial trial =
        makers(2, sim::text("[design]\nexplore = 1\ncopy = 1\ninterplay = 0\n"
                            "documentation = ",
                            documentation, "\n[coordination]\ntopology = \"distributed\"\n"));
    auto& world = trial.world;
    models::coordination::gather(world);
    world.coordination.network = sim::Network::from_ties(2, std::vector<sim::Tie>{{0, 1}});
    auto& d = world.designs;
    const sim::NkLandscape& landscape = d.landscape[0];
    const std::uint32_t best = landscape.best();
    give(trial, 0, best);
    give(trial, 1, sim::with_changed(best, 0) ^ 2);
    d.documented_on[0] = static_cast<std::int16_t>(1 + documentation);  // found on day 0
    sim::Values values = trial.values();
    values.set("design.explore", 0.0);
    for (int day = 1; day < 30; ++day) {
        design::step(world, values, {day, trial.today().date, world.run});
        if (d.version[1] == best)
            return day;
    }
    return -1;
}

// T12: a design is copied only from a neighbor who held it the day before; F40: with documentation.
TEST(Design, a_version_is_copied_when_it_is_documented) {
    EXPECT_EQ(days_until_copied(0), 1);
    EXPECT_EQ(days_until_copied(1), 2);
    EXPECT_EQ(days_until_copied(5), 6);
}

TEST(Design, who_has_found_something_writes_it_up_before_trying_on) {
    trial::Trial trial =
        makers(20, "[design]\nexplore = 1\ncopy = 0\ndocumentation = 3\n[coordination]\n"
                   "topology = \"distributed\"\n");
    std::vector<int> last(20, -100);
    for (int day = 0; day < 40; ++day) {
        const auto before = trial.world.designs.version;
        trial.run();
        for (UnitId unit = 0; unit < 20; ++unit)
            if (trial.world.designs.version[unit] != before[unit]) {
                EXPECT_GE(day - last[unit], 4);
                last[unit] = day;
            }
    }
    EXPECT_GT(*std::ranges::max_element(last), 4);
}

TEST(Design, only_a_version_of_the_same_process_is_copied) {
    trial::Trial trial = makers(2, "[design]\nexplore = 0\ncopy = 1\nteam = 0\n");
    auto& world = trial.world;
    world.persons.process[1] = Process::sewing;
    design::populate(world, trial.values());
    give(trial, 0, world.designs.landscape[0].best());
    const std::uint32_t pattern = world.designs.version[1];
    trial.run(10);
    EXPECT_EQ(world.designs.version[1], pattern);
    EXPECT_EQ(observed(trial, "design_score")[0], 1);
    EXPECT_NEAR(observed(trial, "design_score")[2], 0.5, 0.03);
}

TEST(Design, without_coordination_everybody_sees_everybody) {
    trial::Trial trial = makers(100, "[design]\nexplore = 0\ncopy = 1\n", {"design"});
    give(trial, 57, trial.world.designs.landscape[0].best());
    trial.run();
    EXPECT_EQ(mean_score(trial), 1);
    EXPECT_EQ(observed(trial, "design_diversity")[0], 0);
}

// F39: a prototype, then validation by hospital services; D33: reviewing is the bottleneck.
TEST(Design, care_services_validate_at_their_rate) {
    trial::Trial none = makers(200, "[design]\nexplore = 1\nvalidation = 0\n");
    none.run(20);
    EXPECT_EQ(none.world.designs.by_services[0].versions.size(), 1u);
    EXPECT_FALSE(none.world.designs.waiting.empty());

    trial::Trial slow = makers(200, "[design]\nexplore = 1\nvalidation = 0.25\nmargin = 0\n");
    slow.run(12);
    std::size_t n_validated = 0;
    for (const auto& seals : slow.world.designs.by_services)
        n_validated += seals.versions.size();
    EXPECT_EQ(n_validated, 1u + 3u);
    EXPECT_FALSE(slow.world.designs.waiting.empty());
}

TEST(Design, as_many_are_reviewed_a_day_as_there_is_time_for) {
    trial::Trial trial = makers(2, "[design]\nexplore = 0\ncopy = 0\nvalidation = 2.5\n");
    auto& waiting = trial.world.designs.waiting;
    waiting.assign(9, {Process::laser, 0, 0.5f});
    std::vector<std::size_t> left;
    for (int day = 0; day < 2; ++day) {
        trial.run();
        left.push_back(waiting.size());
    }
    EXPECT_EQ(left, (std::vector<std::size_t>{7, 4}));
}

// Desks of coordinators hold a version of each process; only that of the process is validated.
TEST(Design, a_validated_version_is_so_for_its_process_only) {
    trial::Trial trial = makers(2, "[design]\nexplore = 0\ncopy = 0\nvalidation = 1\n"
                                   "printing_validated = false\n");
    auto& d = trial.world.designs;
    std::ranges::fill(d.version, 7u);
    d.waiting = {{Process::laser, 7, 0.9f}};
    trial.run();
    ASSERT_GT(d.validated.size(), 2u);
    EXPECT_EQ(d.validated[0] + d.validated[1], 0);  // persons print
    for (std::size_t desk = 2; desk < d.validated.size(); ++desk)
        EXPECT_EQ(d.validated[desk],
                  (desk - 2) % models::Designs::n_processes == models::index(Process::laser));
}

TEST(Design, validated_versions_are_ever_better_and_spread_by_copying) {
    trial::Trial trial = makers(300, "[design]\nexplore = 0.3\nmargin = 0.03\n");
    for (int day = 0; day < 80; ++day) {
        trial.run();
        const auto& d = trial.world.designs;
        for (std::size_t holder = 0; holder < 300; ++holder) {
            const auto& seals = d.by_services[0].versions;
            ASSERT_EQ(d.validated[holder] != 0,
                      std::ranges::find(seals, d.version[holder]) != seals.end());
        }
    }
    const auto& d = trial.world.designs;
    const auto& seals = d.by_services[0].versions;
    ASSERT_GE(seals.size(), 3u);
    for (std::size_t i = 1; i < seals.size(); ++i)
        EXPECT_GE(d.landscape[0].fitness(seals[i]), d.landscape[0].fitness(seals[i - 1]));
    EXPECT_GT(std::count(d.validated.begin(), d.validated.begin() + 300, 1), 30);
    EXPECT_EQ(observed(trial, "designs_validated")[0], double(seals.size()));
}

// F8, F16: labs observe, and wait for a validated laser-cut model.
TEST(Design, labs_that_observe_bring_about_a_validated_laser_design) {
    trial::Trial trial = makers(2,
                                "[structures]\n" + trial::kinds("fab lab,60,1,0,5,4,0.5,1\n"
                                                                "small firm,1,0,0,0,0,1,0\n"),
                                {"design", "coordination", "structures"});
    auto& world = trial.world;
    std::fill_n(world.places.phase.begin(), 60, Places::Phase::observing);
    const sim::Values values = trial.values();
    models::coordination::gather(world);
    world.coordination.network = sim::Network::from_ties(2, {});
    EXPECT_FALSE(world.any_validated(Process::laser));
    for (int day = 0; day < 60; ++day)
        design::step(world, values, {day, trial.today().date, world.run});
    ASSERT_TRUE(world.any_validated(Process::laser));
    int n_labs = 0;
    for (UnitId lab = world.persons.size; lab < world.persons.size + 60; ++lab)
        n_labs += world.validated(lab);
    EXPECT_GT(n_labs, 30);
    EXPECT_TRUE(world.validated(world.n_units() - 1));  // the small firm
    EXPECT_EQ(world.recipe_of(world.n_units() - 1).bill, models::Bill{});
}

TEST(Design, diversity_is_the_share_of_traits_in_which_two_differ) {
    trial::Trial trial = makers(3, "[design]\nexplore = 0\ncopy = 0\n");
    trial.run();
    EXPECT_EQ(design::diversity(trial.world)[0], 0);
    auto& version = trial.world.designs.version;
    version[0] = version[1] = 0;
    version[2] = 0b11111;  // two of three pairs differ in 5 of 20 traits
    EXPECT_DOUBLE_EQ(design::diversity(trial.world)[0], 2.0 / 3 * 5 / 20);
    EXPECT_EQ(design::diversity(trial.world)[1], 0);
}

TEST(Design, one_unit_more_leaves_the_luck_of_the_others_alone) {
    const std::string apart = "[design]\nexplore = 0.5\ncopy = 0\n";
    trial::Trial all = makers(50, apart), fewer = makers(50, apart);
    fewer.world.move(7, Stage::withdrawn);
    all.run(20);
    fewer.run(20);
    for (UnitId unit = 0; unit < 50; ++unit)
        EXPECT_EQ(all.world.designs.version[unit] == fewer.world.designs.version[unit], unit != 7);
}
