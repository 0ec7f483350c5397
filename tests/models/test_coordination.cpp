#include <models/coordination.hpp>

#include <sim/metrics.hpp>
#include <tests/models/trial.hpp>

#include <array>
#include <set>

namespace {

using models::Coordination;
using models::Stage;
using models::UnitId;

constexpr const char* three_territories = R"(
[population]
size = 300
printer_share = 1
territories = """
territory,population,labs,latitude,longitude
A,32548384,1,48,2
B,16274192,1,44,1
C,16274192,1,45,5
"""
)";

sim::Scenario coordination_only(const std::string& values) {
    return trial::only({"coordination"}, 10,
                       std::string(three_territories) + "[coordination]\n" + values);
}

/// All but the persons of `idle` take part.
trial::Trial with_makers(const std::string& values, const std::set<models::PersonId>& idle = {}) {
    trial::Trial trial(coordination_only(values));
    for (models::PersonId p = 0; p < trial.world.persons.size; ++p)
        if (!idle.contains(p))
            trial.world.move(p, Stage::engaged);
    trial.run();
    return trial;
}

/// The ties of today by the names of units; a coordinator is 1000 and its number.
std::set<std::pair<UnitId, UnitId>> named_ties(const models::World& world) {
    const Coordination& c = world.coordination;
    const auto name = [&](std::uint32_t node) {
        return node < c.members.size() ? c.members.members[node]
                                       : UnitId(1000 + node - c.members.size());
    };
    std::set<std::pair<UnitId, UnitId>> ties;
    for (const sim::Tie tie : c.network.ties())
        ties.insert(std::minmax({name(tie.a), name(tie.b)}));
    return ties;
}

}  // namespace

// Freeman (1978): a star has degree centralization 1. One center, everybody tied to it.
TEST(Coordination, centralized_is_a_star) {
    const auto trial = with_makers("topology = \"centralized\"");
    const Coordination& c = trial.world.coordination;
    EXPECT_EQ(c.network.n_nodes(), 301u);
    EXPECT_EQ(c.network.degree(300), 300u);
    EXPECT_DOUBLE_EQ(sim::degree_centralization(c.network), 1);
    ASSERT_EQ(c.acting.size(), 1u);
    EXPECT_EQ(c.coordinators[c.acting[0]].scope, Coordination::national);
}

// Baran (1964): units under sub-centers, sub-centers under a center.
TEST(Coordination, decentralized_is_a_tree_of_two_levels) {
    const auto trial = with_makers("topology = \"decentralized\"");
    const Coordination& c = trial.world.coordination;
    ASSERT_EQ(c.acting.size(), 4u);
    EXPECT_EQ(c.network.n_nodes(), 304u);
    EXPECT_EQ(c.network.n_ties(), 303u);  // a tree
    EXPECT_EQ(c.network.degree(300), 3u);
    for (std::uint32_t t = 0; t < 3; ++t) {
        EXPECT_EQ(c.network.degree(301 + t), c.members_of[t].size() + 1);
        for (const UnitId unit : c.members_of[t].members)
            EXPECT_EQ(c.network.neighbors(c.node_of[unit]).front(), 301 + t);
    }
}

// Baran's redundancy R = k / 2: R ties a unit, all within the territory, and nobody coordinates.
TEST(Coordination, distributed_ties_each_unit_to_k_nearby) {
    for (const int k : {2, 4, 8}) {
        const auto trial = with_makers("topology = \"distributed\"\nlong_ties = 0\nneighbors = " +
                                       std::to_string(k));
        const Coordination& c = trial.world.coordination;
        EXPECT_TRUE(c.acting.empty());
        EXPECT_EQ(c.network.n_ties(), 300u * unsigned(k) / 2);
        for (const UnitId unit : c.members.members) {
            EXPECT_EQ(c.network.degree(c.node_of[unit]), unsigned(k));
            for (const std::uint32_t node : c.network.neighbors(c.node_of[unit]))
                EXPECT_EQ(trial.world.territory_of(c.members.members[node]),
                          trial.world.territory_of(unit));
        }
    }
}

// 300 units, a tenth with a long tie: mean 30, sd 5.2.
TEST(Coordination, some_units_have_a_long_tie_as_well) {
    const auto near = with_makers("topology = \"distributed\"\nlong_ties = 0");
    const auto far = with_makers("topology = \"distributed\"\nlong_ties = 0.1");
    const auto before = named_ties(near.world), after = named_ties(far.world);
    EXPECT_TRUE(std::ranges::includes(after, before));
    EXPECT_NEAR(double(after.size() - before.size()), 30, 28);
    EXPECT_DOUBLE_EQ(sim::giant_share(far.world.coordination.network), 1);
    EXPECT_LT(sim::giant_share(near.world.coordination.network), 1);  // three territories apart
}

// Luck is fixed: who has a long tie at some share keeps it at a greater one, nobody else afterward.
TEST(Coordination, an_event_changes_who_has_a_long_tie_for_as_long_as_it_lasts) {
    trial::Trial trial(coordination_only("topology = \"distributed\"\nlong_ties = 0.1\n"
                                         "[[event]]\nname = \"more\"\ndate = 2020-03-02\nset = { "
                                         "\"coordination.long_ties\" = 0.5 }\n"
                                         "[[event]]\nname = \"less\"\ndate = 2020-03-03\nset = { "
                                         "\"coordination.long_ties\" = 0.1 }\n"));
    for (models::PersonId p = 0; p < trial.world.persons.size; ++p)
        trial.world.move(p, Stage::engaged);
    std::array<std::set<std::pair<UnitId, UnitId>>, 3> ties;
    for (auto& of_day : ties) {
        trial.run();
        of_day = named_ties(trial.world);
    }
    EXPECT_TRUE(std::ranges::includes(ties[1], ties[0]));
    EXPECT_NEAR(double(ties[1].size() - ties[0].size()), 120, 40);
    EXPECT_EQ(ties[2], ties[0]);
}

TEST(Coordination, superposed_is_distributed_with_coordinators_on_top) {
    const auto distributed = with_makers("topology = \"distributed\"");
    const auto decentralized = with_makers("topology = \"decentralized\"");
    const auto superposed = with_makers("topology = \"superposed\"");
    auto both = named_ties(distributed.world);
    both.merge(named_ties(decentralized.world));
    EXPECT_EQ(named_ties(superposed.world), both);
}

TEST(Coordination, only_units_that_take_part_are_members) {
    trial::Trial trial(coordination_only("topology = \"centralized\""));
    trial.world.move(3, Stage::engaged);
    trial.world.move(5, Stage::paused);
    trial.world.move(8, Stage::withdrawn);
    trial.run();
    const auto& members = trial.world.coordination.members.members;
    EXPECT_EQ(std::set(members.begin(), members.end()), (std::set<UnitId>{3, 5}));
    EXPECT_EQ(trial.world.coordination.node_of[8], Coordination::absent);
    trial.world.move(3, Stage::withdrawn);
    trial.world.move(5, Stage::withdrawn);
    trial.run();
    EXPECT_TRUE(trial.world.coordination.members.empty());
    EXPECT_EQ(trial.world.coordination.network.n_nodes(), 1u);
}

TEST(Coordination, persons_without_a_printer_help_but_are_no_units) {
    trial::Trial trial(coordination_only("topology = \"centralized\"")
                           .with_values({{"population.printer_share", 0.0}}));
    trial.world.move(3, Stage::engaged);
    trial.run();
    EXPECT_TRUE(trial.world.coordination.members.empty());
}

// "One unit more moves few ties": k / 2 = 2 ties of others skip over the one who is gone.
TEST(Coordination, one_unit_less_moves_few_ties) {
    const auto all = with_makers("topology = \"distributed\"\nneighbors = 4");
    for (const models::PersonId gone : {0u, 17u, 299u}) {
        const auto without = with_makers("topology = \"distributed\"\nneighbors = 4", {gone});
        const auto before = named_ties(all.world), after = named_ties(without.world);
        std::vector<std::pair<UnitId, UnitId>> changed;
        std::ranges::set_symmetric_difference(before, after, std::back_inserter(changed));
        std::erase_if(changed,
                      [&](const auto& tie) { return tie.first == gone || tie.second == gone; });
        EXPECT_LE(changed.size(), 8u);
    }
}

TEST(Coordination, few_members_are_tied_without_loops_and_repetitions) {
    for (const std::size_t n : {1u, 2u, 3u}) {
        trial::Trial trial(
            coordination_only("topology = \"distributed\"\nneighbors = 8\nlong_ties = 1"));
        for (models::PersonId p = 0; p < n; ++p)
            trial.world.move(p, Stage::engaged);
        trial.run();
        const auto& network = trial.world.coordination.network;
        EXPECT_EQ(network.n_nodes(), n);
        EXPECT_LE(network.n_ties(), n * (n - 1) / 2);
    }
}

// 150 hours a day at 15 minutes an order are 600 orders; the country is simulated in full.
TEST(Coordination, coordinators_share_their_hours) {
    const std::string hours = "hours = 150\nminutes_per_order = 15\ncenter_share = 0.2\n";
    const auto star = with_makers("topology = \"centralized\"\n" + hours);
    EXPECT_NEAR(star.world.coordination.coordinators[0].spare, 600, 1e-9);
    const auto tree = with_makers("topology = \"decentralized\"\n" + hours);
    const auto& tree_of = tree.world.coordination.coordinators;
    EXPECT_NEAR(tree_of[0].spare, 120, 1e-9);
    EXPECT_NEAR(tree_of[1].spare, 240, 1e-9);
    EXPECT_NEAR(tree_of[2].spare, 120, 1e-9);
    EXPECT_NEAR(tree_of[3].spare, 120, 1e-9);
}

TEST(Coordination, parts_of_an_order_are_saved_up_and_whole_days_are_not) {
    trial::Trial trial(
        coordination_only("topology = \"centralized\"\nhours = 1\nminutes_per_order = 24"));
    std::vector<int> orders_a_day;  // 2.5 orders a day, all used
    for (int day = 0; day < 4; ++day) {
        trial.run();
        double& spare = trial.world.coordination.coordinators[0].spare;
        orders_a_day.push_back(int(spare));
        spare -= int(spare);
    }
    EXPECT_EQ(orders_a_day, (std::vector{2, 3, 2, 3}));

    trial::Trial idle(
        coordination_only("topology = \"centralized\"\nhours = 1\nminutes_per_order = 12"));
    idle.run(5);  // 5 orders a day, none used: hours of yesterday are gone
    EXPECT_NEAR(idle.world.coordination.coordinators[0].spare, 5, 1e-9);
}

// --- Collectives --------------------------------------------------------------------------------

namespace {

/// Collectives as structures keeps them: the country's, then one for each of three territories.
void found(models::Collectives& collectives, const std::vector<float>& health) {
    collectives.founded_on.assign(health.size(), 0);
    collectives.health = health;
    collectives.hours_asked.assign(health.size(), 0);
    collectives.hours_there.assign(health.size(), 0);
}

trial::Trial all_engaged(const std::string& values) {
    trial::Trial trial(coordination_only(values));
    for (models::PersonId p = 0; p < trial.world.persons.size; ++p)
        trial.world.move(p, Stage::engaged);
    return trial;
}

}  // namespace

TEST(Coordination, a_collective_that_is_not_founded_or_has_no_health_has_no_coordinator) {
    auto trial = all_engaged("topology = \"decentralized\"\nhours = 150\nminutes_per_order = 15\n"
                             "center_share = 0.2");
    models::Collectives& collectives = trial.world.collectives;
    found(collectives, {1, 0.5f, 1, 0});
    collectives.founded_on[2] = models::Collectives::not_yet;
    trial.run();
    const Coordination& c = trial.world.coordination;
    EXPECT_EQ(c.acting, (std::vector<std::uint32_t>{0, 1}));
    EXPECT_NEAR(c.coordinators[1].spare, 120, 1e-9);  // half of its hours
    EXPECT_EQ(c.coordinators[2].spare, 0);
    EXPECT_EQ(c.coordinators[3].spare, 0);
    EXPECT_NEAR(collectives.hours_there[0], 30, 1e-4);
    EXPECT_NEAR(collectives.hours_there[1], 30, 1e-4);
    EXPECT_EQ(collectives.hours_there[3], 0);
    EXPECT_NEAR(c.hours, 60, 1e-9);
    for (const UnitId unit : c.members_of[1].members)  // meanwhile the center ties them
        EXPECT_EQ(c.network.neighbors(c.node_of[unit]).front(), 300u);
    const UnitId first = c.members_of[0].members[0], second = c.members_of[1].members[0];
    EXPECT_EQ(models::coordination::pool_of(trial.world, first), 1u);
    EXPECT_EQ(models::coordination::pool_of(trial.world, second), 0u);
}

TEST(Coordination, a_pot_belongs_to_those_who_coordinate) {
    const auto pool = [](const std::string& topology) {
        const auto trial = with_makers("topology = \"" + topology + "\"");
        return models::coordination::pool_of(trial.world,
                                             trial.world.coordination.members_of[1].members[0]);
    };
    EXPECT_EQ(pool("centralized"), 0u);
    EXPECT_EQ(pool("decentralized"), 2u);
    EXPECT_EQ(pool("superposed"), 2u);
    EXPECT_EQ(pool("distributed"), std::nullopt);
}

// --- Loss of nodes (F98) ------------------------------------------------------------------------

namespace {

/// Removes on the third morning and looks at the end of that day.
trial::Trial after_removal(const std::string& topology, std::vector<sim::Setting> with) {
    const sim::Scenario scenario = coordination_only("topology = \"" + topology + "\"");
    trial::Trial trial(scenario.with_event({.name = "loss",
                                            .date = scenario.first_day() + std::chrono::days{2},
                                            .act = "coordination.remove",
                                            .with = std::move(with)}));
    for (models::PersonId p = 0; p < trial.world.persons.size; ++p)
        trial.world.move(p, Stage::engaged);
    trial.run(4);
    return trial;
}

const sim::Setting coordinators{"coordination.remove.what", "coordinators"};
const sim::Setting none_by_share{"coordination.remove.share", 0.0};
sim::Setting number(double n) { return {"coordination.remove.number", n}; }

}  // namespace

// "Loss of the center stops it."
TEST(Coordination, a_star_without_its_center_is_dust) {
    const auto trial = after_removal("centralized", {coordinators, none_by_share, number(1)});
    const Coordination& c = trial.world.coordination;
    EXPECT_TRUE(c.acting.empty());
    EXPECT_EQ(c.network.n_ties(), 0u);
    EXPECT_EQ(c.network.n_nodes(), 300u);
}

// "Loses a territory": the units of the largest sub-center, which has most ties.
TEST(Coordination, a_tree_without_a_sub_center_loses_its_territory) {
    const auto trial = after_removal(
        "decentralized",
        {coordinators, none_by_share, number(1), {"coordination.remove.how", "by degree"}});
    const Coordination& c = trial.world.coordination;
    EXPECT_EQ(c.acting, (std::vector<std::uint32_t>{0, 2, 3}));
    EXPECT_EQ(c.components.size.size(), 1 + c.members_of[0].size());
    for (const UnitId unit : c.members_of[0].members)
        EXPECT_EQ(c.network.degree(c.node_of[unit]), 0u);
    EXPECT_TRUE(models::coordination::coordinated(trial.world, 0));  // orders go to the center
}

// "Loses the node": Albert, Jeong and Barabasi (2000): where degrees are alike, a tenth less leaves
// the rest connected.
TEST(Coordination, a_distributed_network_loses_the_nodes_and_little_more) {
    for (const char* how : {"random", "by degree", "by betweenness"}) {
        const auto trial = after_removal("distributed", {{"coordination.remove.what", "units"},
                                                         {"coordination.remove.how", how}});
        const Coordination& c = trial.world.coordination;
        EXPECT_EQ(c.members.size(), 270u);
        EXPECT_GT(sim::giant_share(c.network), 0.95) << how;
        EXPECT_EQ(c.lost.size(), 30u);
    }
}

TEST(Coordination, those_with_most_ties_go_first) {
    const auto trial = after_removal(
        "superposed", {none_by_share, number(4), {"coordination.remove.how", "by degree"}});
    EXPECT_EQ(trial.world.coordination.lost.size(), 1u);
    EXPECT_EQ(trial.world.coordination.acting, (std::vector<std::uint32_t>{0}));
}

// Baran's star and tree: who stands between others is seen from any few sources.
TEST(Coordination, those_between_others_go_first_also_by_an_estimate) {
    const auto trial =
        after_removal("decentralized", {none_by_share,
                                        number(4),
                                        {"coordination.remove.how", "by betweenness"},
                                        {"coordination.remove.sources", 20.0}});
    EXPECT_EQ(trial.world.coordination.lost.size(), 0u);
    EXPECT_EQ(trial.world.coordination.acting.size(), 0u);
}

TEST(Coordination, a_collective_that_loses_its_coordinator_loses_health) {
    auto trial = all_engaged("topology = \"decentralized\"");
    found(trial.world.collectives, {1, 1, 1, 1});
    trial.run();
    const std::vector<sim::Setting> with{
        coordinators, {"coordination.remove.share", 1.0}, {"coordination.remove.wear", 0.25}};
    models::coordination::remove(trial.world, trial.values(), sim::Arguments(with), trial.today());
    EXPECT_EQ(trial.world.collectives.health, (std::vector<float>{.75f, .75f, .75f, .75f}));
}

TEST(Coordination, who_was_removed_goes_on_making) {
    trial::Trial trial = after_removal("distributed", {{"coordination.remove.share", 1.0}});
    EXPECT_TRUE(trial.world.coordination.members.empty());
    EXPECT_EQ(trial.n_engaged(), 300);
}

// --- Acquaintance, and losses by chance ---------------------------------------------------------

namespace {

/// 400 persons on a square grid who coordinate with those they know.
trial::Trial on_grid(const std::string& values, const std::set<models::PersonId>& idle = {}) {
    trial::Trial trial(trial::only({"coordination"}, 20,
                                   "[population]\nsize = 400\nprinter_share = 1\n"
                                   "[acquaintance]\nkind = \"grid\"\n"
                                   "[coordination]\ntopology = \"acquaintance\"\n" +
                                       values));
    for (models::PersonId p = 0; p < 400; ++p)
        if (!idle.contains(p))
            trial.world.move(p, Stage::engaged);
    trial.run();
    return trial;
}

std::set<UnitId> lost(const trial::Trial& trial) {
    const auto& units = trial.world.coordination.lost;
    return {units.begin(), units.end()};
}

}  // namespace

TEST(Coordination, by_acquaintance_those_who_take_part_are_tied_to_those_they_know) {
    const auto trial = on_grid("", {0, 1, 21});
    std::set<std::pair<UnitId, UnitId>> known;
    for (const sim::Tie tie : trial.world.acquaintance.ties())
        if (tie.a != 0 && tie.a != 1 && tie.a != 21 && tie.b != 1 && tie.b != 21)
            known.insert({tie.a, tie.b});
    EXPECT_EQ(named_ties(trial.world), known);
    EXPECT_TRUE(trial.world.coordination.acting.empty());
    EXPECT_EQ(trial.world.coordination.network.n_nodes(), 397u);
}

TEST(Coordination, each_node_is_lost_with_its_chance_and_for_good) {
    trial::Trial trial = on_grid("node_loss = 0.3");
    EXPECT_EQ(lost(trial).size(), 0u);  // there was no network the day before
    EXPECT_EQ(models::coordination::survivability(trial.world), 1);
    trial.run();
    const std::set<UnitId> first = lost(trial);
    EXPECT_NEAR(double(first.size()), 120, 4 * 9.2);  // binomial
    const Coordination& c = trial.world.coordination;
    EXPECT_EQ(c.network.n_nodes(), 400 - first.size());
    EXPECT_DOUBLE_EQ(models::coordination::survivability(trial.world),
                     sim::giant_share(c.network) * double(400 - first.size()) / 400);
    EXPECT_EQ(trial.n_engaged(), 400);  // they go on making
    trial.run();
    const std::set<UnitId> second = lost(trial);
    EXPECT_NEAR(double(second.size()), 400 * (1 - .7 * .7), 4 * 10);
    EXPECT_TRUE(std::ranges::includes(second, first));

    trial::Trial more = on_grid("node_loss = 0.5");
    more.run();
    EXPECT_TRUE(std::ranges::includes(lost(more), first));
}

TEST(Coordination, who_was_lost_and_has_left_is_not_missed) {
    trial::Trial trial = on_grid("node_loss = 1");
    trial.run();
    EXPECT_EQ(models::coordination::survivability(trial.world), 0);
    trial::Trial some = on_grid("node_loss = 0.1\n");
    some.run();
    for (const UnitId unit : lost(some))
        some.world.move(unit, Stage::withdrawn);
    EXPECT_DOUBLE_EQ(models::coordination::survivability(some.world),
                     sim::giant_share(some.world.coordination.network));
}

TEST(Coordination, who_is_gone_already_does_not_go_again_that_day) {
    trial::Trial trial = on_grid("node_loss = 0.5");
    const std::vector<sim::Setting> with{
        none_by_share, number(100), {"coordination.remove.how", "by degree"}};
    for (const std::size_t n_gone : {std::size_t{100}, std::size_t{200}}) {
        models::coordination::remove(trial.world, trial.values(), sim::Arguments(with),
                                     trial.today());
        EXPECT_EQ(lost(trial).size(), n_gone);
    }
    trial.run();  // half of the others are lost by chance
    const Coordination& c = trial.world.coordination;
    EXPECT_NEAR(double(lost(trial).size()), 300, 4 * 7.1);  // binomial
    EXPECT_EQ(c.lost.size(), lost(trial).size());
    EXPECT_DOUBLE_EQ(models::coordination::survivability(trial.world),
                     sim::giant_share(c.network) * c.network.n_nodes() / 400);
}

TEST(Coordination, each_tie_is_cut_with_its_chance_and_for_good) {
    trial::Trial trial = on_grid("tie_loss = 0.25");
    const auto whole = named_ties(trial.world);
    trial.run();
    const auto after = named_ties(trial.world);
    EXPECT_NEAR(double(after.size()), .75 * double(whole.size()), 4 * 12);
    EXPECT_TRUE(std::ranges::includes(whole, after));
    EXPECT_EQ(trial.world.coordination.network.n_nodes(), 400u);
    trial.run(2);
    EXPECT_TRUE(std::ranges::includes(after, named_ties(trial.world)));
    EXPECT_NEAR(double(named_ties(trial.world).size()), .75 * .75 * .75 * double(whole.size()), 60);
}

TEST(Coordination, coordinators_and_their_ties_are_lost_by_chance_too) {
    trial::Trial nodes = with_makers("topology = \"decentralized\"\nnode_loss = 1");
    nodes.run();
    EXPECT_EQ(nodes.world.coordination.network.n_nodes(), 0u);
    EXPECT_EQ(models::coordination::survivability(nodes.world), 0);
    trial::Trial ties = with_makers("topology = \"decentralized\"\ntie_loss = 1");
    ties.run();
    EXPECT_EQ(ties.world.coordination.network.n_nodes(), 304u);
    EXPECT_EQ(ties.world.coordination.network.n_ties(), 0u);
}
