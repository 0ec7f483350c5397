#include <models/simulation.hpp>
#include <sim/ensemble.hpp>

#include <tests/models/trial.hpp>

/// The promises of design.md section 8 on france-2020, a fiftieth of the country.
namespace {

using models::Stage;
using std::chrono::days;

const std::atomic<bool> never{false};

const sim::Scenario& france() {
    static const sim::Scenario scenario = trial::small_bundled("france-2020");
    return scenario;
}

sim::Recording simulated(const sim::Scenario& scenario, std::uint32_t replicate = 0) {
    return models::simulate(scenario, {.seed = 1, .replicate = replicate}, never);
}

const sim::Recording& as_it_was() {
    static const sim::Recording recording = simulated(france());
    return recording;
}

/// Whether rows before `day` are the same bits.
bool same_until(const sim::Recording& a, const sim::Recording& b, Eigen::Index day) {
    for (std::size_t o = 0; o < a.series.size(); ++o)
        if ((a.series[o].topRows(day) != b.series[o].topRows(day)).any())
            return false;
    return true;
}

bool same(const sim::Recording& a, const sim::Recording& b) {
    return same_until(a, b, a.series[0].rows());
}

sim::Event on_day(int day, std::vector<sim::Setting> set) {
    return {.name = "trial", .date = france().first_day() + days{day}, .set = std::move(set)};
}

/// Two regions with nothing in common: no market, press, order, gift, tie or coordinator.
sim::Scenario two_islands() {
    return trial::parsed(R"(
extends = "france-2020"
[population]
scale = 0.02
territories = """
territory,population,labs,latitude,longitude
Île-de-France,12262544,41,48.86,2.35
Bretagne,3354854,18,48.11,-1.68
"""
[acquaintance]
inside_share = 1
[press]
national = 0
[norms]
volume_effect = 0
[coordination]
topology = "distributed"
long_ties = 0
[ties]
inside = 1
[design]
validation = 0
)")
        .without_event("makers' help space is founded")
        .without_event("industry starts")
        .without_event("industry at full speed")
        .without_event("pots and patrons")
        .without_event("order of a city")
        .without_event("order of a hospital group")
        .without_event("gowns can be bought again")
        .with_event({.name = "groups early",
                     .date = france().first_day() + days{1},
                     .set = {{"demand.social_networks", true}, {"demand.platforms", true}}});
}

/// Which column of a territory's persons or requesters differs in two worlds, "" if none does.
std::string difference(const models::World& a, const models::World& b, models::TerritoryId t) {
    const auto persons = [&](auto column) {
        const auto begin = a.persons.territory_begin[t], end = a.persons.territory_begin[t + 1u];
        return std::equal((a.persons.*column).begin() + begin, (a.persons.*column).begin() + end,
                          (b.persons.*column).begin() + begin);
    };
    const auto requesters = [&](auto column) {
        const auto begin = a.requesters.territory_begin[t],
                   end = a.requesters.territory_begin[t + 1u];
        return std::equal((a.requesters.*column).begin() + begin,
                          (a.requesters.*column).begin() + end,
                          (b.requesters.*column).begin() + begin);
    };
    const auto goods = [&](auto columns) {
        const auto begin = a.requesters.territory_begin[t],
                   end = a.requesters.territory_begin[t + 1u];
        for (std::size_t k = 0; k < models::n_products; ++k)
            if (!std::equal((a.requesters.*columns)[k].begin() + begin,
                            (a.requesters.*columns)[k].begin() + end,
                            (b.requesters.*columns)[k].begin() + begin))
                return false;
        return true;
    };
    using models::Persons, models::Requesters;
    return !persons(&Persons::stage)         ? "stage"
           : !persons(&Persons::stock)       ? "stock"
           : !persons(&Persons::spent)       ? "spent"
           : !persons(&Persons::fatigue)     ? "fatigue"
           : !persons(&Persons::risk)        ? "risk"
           : !persons(&Persons::recognition) ? "recognition"
           : !goods(&Requesters::held)       ? "held"
           : !goods(&Requesters::latent)     ? "latent"
           : !goods(&Requesters::expected)   ? "expected"
           : !requesters(&Requesters::knows) ? "knows"
                                             : "";
}

}  // namespace

// (a)
TEST(Promises, an_event_leaves_all_earlier_days_alone) {
    const std::vector<std::vector<sim::Setting>> levers{{{"engagement.free_time", 0.1}},
                                                        {{"awareness.beta", 0.5}},
                                                        {{"press.gain", 1.0}},
                                                        {{"demand.induced", 0.9}},
                                                        {{"supply.lead_time", std::int64_t{1}}},
                                                        {{"matching.rule", "need first"}},
                                                        {{"coordination.topology", "centralized"}},
                                                        {{"production.tending", 1.0}},
                                                        {{"need.alarm", 5.0}},
                                                        {{"structures.access", 1.0}},
                                                        {{"delivery.speed", 50.0}},
                                                        {{"fatigue.strain", 0.5}}};
    for (const auto& set : levers) {
        const sim::Recording changed = simulated(france().with_event(on_day(35, set)));
        EXPECT_TRUE(same_until(as_it_was(), changed, 35)) << set[0].key;
        EXPECT_FALSE(same(as_it_was(), changed)) << set[0].key;
    }
}

TEST(Promises, an_act_leaves_all_earlier_days_alone) {
    for (const sim::Section& section : models::catalog()->sections())
        for (const sim::ActInfo& act : section.acts) {
            const sim::Recording changed = simulated(france().with_event(
                {.name = "trial", .date = france().first_day() + days{66}, .act = act.name}));
            EXPECT_TRUE(same_until(as_it_was(), changed, 66)) << act.name;
            // By then all are founded, and none was shut.
            const bool in_vain = act.name == "structures.found" || act.name == "structures.open";
            EXPECT_EQ(same(as_it_was(), changed), in_vain) << act.name;
        }
}

// "No legal text" of design.md: the days before it are those of the base.
TEST(Promises, leaving_an_event_out_leaves_all_earlier_days_alone) {
    const sim::Recording changed =
        simulated(france().without_event("legal text").without_event("legal text republished"));
    EXPECT_TRUE(same_until(as_it_was(), changed, 64));
    EXPECT_FALSE(same(as_it_was(), changed));
}

// (b)
TEST(Promises, an_event_that_changes_nothing_leaves_everything_alone) {
    const sim::Values values = france().values();
    const std::vector<sim::Setting> as_they_are{
        {"awareness.beta", values.at("awareness.beta")},
        {"fatigue.strain", values.at("fatigue.strain")},
        {"matching.rule", values.at("matching.rule")},
        {"supply.lead_time", values.at("supply.lead_time")}};
    EXPECT_TRUE(same(as_it_was(), simulated(france().with_event(on_day(35, as_they_are)))));
    EXPECT_TRUE(same(as_it_was(), simulated(france().with_event(on_day(0, as_they_are)))));
    EXPECT_TRUE(same(as_it_was(), simulated(france().renamed("another name"))));
    // A public order of nothing, and one in the last evening's future.
    sim::Event order{.name = "order",
                     .date = france().first_day() + days{30},
                     .act = "demand.public_order",
                     .with = {{"demand.public_order.units", 0.0}}};
    EXPECT_TRUE(same(as_it_was(), simulated(france().with_event(order))));
}

// (c)
TEST(Promises, threads_and_the_order_of_replicates_do_not_matter) {
    const auto ensemble = [](unsigned threads) {
        std::vector<sim::Recording> recordings(4);
        const std::vector<sim::Scenario> scenarios{france(), france().without_event("legal text")};
        EXPECT_TRUE(sim::run_ensemble(
            2, 2, threads,
            [&](sim::Task task, const std::atomic<bool>&) {
                return simulated(scenarios[task.scenario], task.replicate);
            },
            [&](sim::Task task, const sim::Recording& recording) {
                recordings[2 * task.replicate + task.scenario] = recording;
            },
            [](std::size_t) { return true; }));
        return recordings;
    };
    const auto one = ensemble(1), two = ensemble(2), three = ensemble(3);
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_TRUE(same(one[i], two[i])) << i;
        EXPECT_TRUE(same(one[i], three[i])) << i;
    }
    EXPECT_TRUE(same(one[2], simulated(france(), 1)));  // alone, after the others
    EXPECT_TRUE(same(one[0], simulated(france(), 0)));
    EXPECT_FALSE(same(one[0], one[2]));
}

TEST(Promises, observing_changes_nothing) {
    trial::Trial unobserved(france());
    const auto& persons = as_it_was().series[0];  // "persons", [day, territory * stage]
    for (Eigen::Index day = 0; day < persons.rows(); ++day) {
        unobserved.run();
        const auto& counts = unobserved.world.by_stage;
        for (Eigen::Index i = 0; i < counts.size(); ++i)
            ASSERT_EQ(double(counts.data()[i]), persons(day, i)) << day;
    }
}

// (d) and verification T12: two regions without anything in common; meddle in one.
TEST(Promises, what_happens_out_of_causal_reach_changes_nothing) {
    const sim::Scenario scenario = two_islands();
    trial::Trial base(scenario), changed(scenario), other(scenario);
    for (int day = 0; day < 110; ++day) {
        if (day ==
            10)  // half of Brittany's people hear of it; everybody in the Île-de-France quits
            for (models::PersonId p = 0; p < changed.world.persons.size; ++p) {
                if (changed.world.persons.territory[p] == 1 && p % 2)
                    changed.world.move(p, Stage::engaged);
                if (other.world.persons.territory[p] == 0)
                    other.world.move(p, Stage::withdrawn);
            }
        base.run();
        changed.run();
        other.run();
        ASSERT_EQ(difference(base.world, changed.world, 0), "") << day;
        ASSERT_EQ(difference(base.world, other.world, 1), "") << day;
    }
    EXPECT_NE(difference(base.world, changed.world, 1), "");
    EXPECT_NE(difference(base.world, other.world, 0), "");
    EXPECT_GT(base.world.accounts.delivered[0], 0);
    EXPECT_TRUE(base.world.rumor_started);
}

// (d) within a territory: persons of another component of the network, nothing else shared.
TEST(Promises, another_component_of_the_network_changes_nothing) {
    const sim::Scenario scenario =
        trial::only({"awareness", "rumor", "engagement", "production", "fatigue"}, 60, R"(
[population]
size = 1000
threshold_mean = 0.1
[acquaintance]
kind = "none"
[awareness]
beta = 0.1
[engagement]
attention = 0.5
[[event]]
name = "text"
date = 2020-03-20
act = "rumor.publish"
with = { first_readers = 100 }
)");
    std::vector<double> a, b;  // two rings with chords, 0 … 499 and 500 … 999
    for (int p = 0; p < 1000; ++p)
        for (const int step : {1, 2, 37}) {
            a.push_back(p);
            b.push_back(p / 500 * 500 + (p + step) % 500);
        }
    const sim::Scenario tied =
        scenario.with_values({trial::table("acquaintance.ties", {"a", "b"}, {a, b})});
    trial::Trial base(tied), changed(tied);
    for (models::PersonId p = 500; p < 1000; ++p)
        changed.world.move(p, Stage::engaged);
    base.run(60);
    changed.run(60);
    const auto first_half = [](const auto& column) {
        return std::vector(column.begin(), column.begin() + 500);
    };
    EXPECT_EQ(first_half(base.world.persons.stage), first_half(changed.world.persons.stage));
    EXPECT_EQ(first_half(base.world.persons.risk), first_half(changed.world.persons.risk));
    EXPECT_EQ(first_half(base.world.persons.stock), first_half(changed.world.persons.stock));
    EXPECT_NE(base.world.persons.stage, changed.world.persons.stage);
    EXPECT_GT(base.n_engaged(), 0);
}

// Verification T12: a world beside a second one is what it is alone.
TEST(Promises, a_world_beside_another_one_is_what_it_is_alone) {
    const auto run = [](int n_copies) {
        std::vector<double> a, b, thresholds;
        for (int copy = 0; copy < n_copies; ++copy)
            for (int p = 0; p < 400; ++p) {
                thresholds.push_back(0.01 * (p % 40));
                for (const int step : {1, 2, 11}) {
                    a.push_back(copy * 400 + p);
                    b.push_back(copy * 400 + (p + step) % 400);
                }
            }
        trial::Trial trial(
            trial::only({"awareness", "engagement", "production"}, 50, "[awareness]\nbeta = 0.1\n")
                .with_values(trial::thresholds(
                    thresholds, {trial::table("acquaintance.ties", {"a", "b"}, {a, b})})));
        trial.run(50);
        return std::pair(
            std::vector(trial.world.persons.stage.begin(), trial.world.persons.stage.begin() + 400),
            std::vector(trial.world.persons.stock.begin(),
                        trial.world.persons.stock.begin() + 400));
    };
    EXPECT_EQ(run(1), run(2));
}

// (e)
TEST(Promises, the_same_people_live_under_every_topology) {
    const auto under = [](const std::vector<sim::Setting>& settings) {
        return models::populate(france().with_values(settings), {.seed = 1, .replicate = 0});
    };
    const models::World base = under({});
    const auto star =
        std::make_shared<const sim::Table>(sim::Table::parse_csv("from,to\na,b\na,c\n", "given"));
    for (const std::vector<sim::Setting>& settings : std::vector<std::vector<sim::Setting>>{
             {{"coordination.topology", "centralized"}},
             {{"coordination.topology", "decentralized"}},
             {{"coordination.topology", "distributed"}},
             {{"coordination.topology", "custom"}, {"coordination.ties", star}},
             {{"coordination.on", false}},
             {{"ties.on", false}},
             {{"acquaintance.kind", "random"}},
             {{"acquaintance.mean_degree", 4.0}, {"acquaintance.inside_share", 0.5}}}) {
        const models::World world = under(settings);
        const models::Persons &one = base.persons, &other = world.persons;
        EXPECT_EQ(one.territory, other.territory);
        EXPECT_EQ(one.threshold, other.threshold);
        EXPECT_EQ(one.exit_hazard, other.exit_hazard);
        EXPECT_EQ(one.machines, other.machines);
        EXPECT_EQ(one.hours, other.hours);
        EXPECT_EQ(one.skill, other.skill);
        EXPECT_EQ(one.tolerance, other.tolerance);
        EXPECT_EQ(one.budget, other.budget);
        EXPECT_EQ(one.knows_carer, other.knows_carer);
        EXPECT_EQ(one.stage, other.stage);
        EXPECT_EQ(base.places.patience, world.places.patience);
        EXPECT_EQ(base.places.rank, world.places.rank);
        EXPECT_EQ(base.places.territory, world.places.territory);
        EXPECT_EQ(base.requesters.staff, world.requesters.staff);
        EXPECT_EQ(base.requesters.tied_person, world.requesters.tied_person);
    }
}

// The bundled topologies are one treatment: they set nothing but coordination.
TEST(Promises, the_bundled_topologies_differ_in_coordination_only) {
    for (const char* name : {"topology-centralized", "topology-decentralized",
                             "topology-distributed", "topology-superposed"}) {
        const sim::Scenario base = trial::bundled("france-2020"), topology = trial::bundled(name);
        EXPECT_EQ(topology.events(), base.events()) << name;
        for (std::size_t i = 0; i < models::catalog()->size(); ++i) {
            const std::string_view key = sim::key((*models::catalog())[i]);
            EXPECT_TRUE(key.starts_with("coordination.") ||
                        sim::same(base.values().at(key), topology.values().at(key)))
                << name << ": " << key;
        }
    }
}
