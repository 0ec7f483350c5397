#include <models/money.hpp>
#include <models/observables.hpp>

#include <models/simulation.hpp>
#include <tests/models/trial.hpp>

#include <map>
#include <set>

namespace {

/// A whole run of a small france-2020, and the world it ends in.
struct Whole {
    sim::Scenario scenario = trial::small_bundled("france-2020");
    sim::Layout layout = models::layout(scenario);
    sim::Recording recording = models::simulate(scenario, {.seed = 1, .replicate = 0}, never);
    models::World last;
    inline static const std::atomic<bool> never{false};

    Whole() {
        trial::Trial trial(scenario);
        trial.run(scenario.n_days());
        last = trial.world;
    }
    const sim::SeriesArray& operator[](const std::string& name) const {
        for (std::size_t o = 0; o < layout.observables.size(); ++o)
            if (layout.observables[o].name == name)
                return recording.series[o];
        throw std::logic_error("no observable " + name);
    }
};

const Whole& run() {
    static const Whole whole;
    return whole;
}

/// A series of one product day by day, whole country.
Eigen::ArrayXd of(std::size_t product, const std::string& name) {
    const auto& series = run()[name];
    Eigen::ArrayXd sum = Eigen::ArrayXd::Zero(series.rows());
    for (auto c = Eigen::Index(product); c < series.cols(); c += models::n_products)
        sum += series.col(c);
    return sum;
}

}  // namespace

TEST(Observables, each_has_its_own_name_a_unit_and_a_meaning) {
    std::set<std::string> names;
    for (const models::Observable& observable : models::observables()) {
        EXPECT_TRUE(names.insert(observable.info.name).second) << observable.info.name;
        EXPECT_FALSE(observable.info.units.empty()) << observable.info.name;
        EXPECT_FALSE(observable.info.long_name.empty()) << observable.info.name;
    }
    // The names that design.md section 7 promises, as far as this version has them.
    for (const char* promised :
         {"persons", "withdrawals", "perceived_risk", "units_made", "units_delivered",
          "units_rejected", "units_stock", "need_latent", "demand_expressed", "orders_open",
          "material_stock", "stockouts", "money_spent", "money_available", "hours_given",
          "network_centralization", "network_giant_component"})
        EXPECT_TRUE(names.contains(promised)) << promised;
}

TEST(Observables, their_dimensions_exist_and_flows_are_per_day) {
    const auto dimensions = models::dimensions({"A", "B"});
    std::set<std::string> names;
    for (const sim::Dimension& dimension : dimensions) {
        EXPECT_TRUE(names.insert(dimension.name).second);
        EXPECT_FALSE(dimension.labels.empty());
    }
    for (const models::Observable& observable : models::observables()) {
        for (const std::string& dimension : observable.info.dimensions)
            EXPECT_TRUE(names.contains(dimension)) << observable.info.name;
        const bool per_day = observable.info.units.ends_with("/day");
        EXPECT_EQ(per_day, observable.info.timing == sim::Timing::flow) << observable.info.name;
    }
}

TEST(Observables, everything_recorded_is_a_number_from_0) {
    for (std::size_t o = 0; o < run().layout.observables.size(); ++o) {
        const auto& series = run().recording.series[o];
        EXPECT_EQ(series.rows(), run().layout.n_days);
        EXPECT_EQ(series.cols(), Eigen::Index(run().layout.width(o)));
        EXPECT_TRUE(series.isFinite().all()) << run().layout.observables[o].name;
        EXPECT_GE(series.minCoeff(), 0) << run().layout.observables[o].name;
    }
}

TEST(Observables, persons_add_up_to_the_population_every_day) {
    EXPECT_TRUE((run()["persons"].rowwise().sum() == 2000).all());
}

// Withdrawn today = withdrawn yesterday + withdrawals - returns.
TEST(Observables, stages_change_by_what_happened) {
    const auto& persons = run()["persons"];
    const auto& withdrawals = run()["withdrawals"];
    const auto& returns = run()["returns"];
    double before = 0;
    for (Eigen::Index day = 0; day < persons.rows(); ++day) {
        double withdrawn = 0;
        for (Eigen::Index c = 4; c < persons.cols(); c += 5)
            withdrawn += persons(day, c);
        EXPECT_EQ(withdrawn, before + withdrawals.row(day).sum() - returns.row(day).sum()) << day;
        before = withdrawn;
    }
}

TEST(Observables, flows_add_up_to_the_accounts) {
    const models::Accounts& accounts = run().last.accounts;
    for (std::size_t k = 0; k < models::n_products; ++k) {
        EXPECT_EQ(of(k, "units_made").sum(), double(accounts.accepted[k]));
        EXPECT_EQ(of(k, "units_failed").sum(), double(accounts.failed[k]));
        EXPECT_EQ(of(k, "units_delivered").sum(), double(accounts.delivered[k]));
        EXPECT_EQ(of(k, "units_rejected").sum(), double(accounts.refused[k]));
        EXPECT_EQ(of(k, "demand_expressed").sum(), double(accounts.requested[k]));
    }
    EXPECT_EQ(run()["units_by_process"].sum(), run()["units_made"].sum());
    EXPECT_EQ(run()["deliveries_by_channel"].sum(), run()["units_delivered"].sum());
    EXPECT_NEAR(run()["money_spent"].sum() * 100, double(models::money::total(accounts.spent)),
                0.01);
}

// made = delivered + rejected + in stock + in transit, as a reader of the results file checks it.
TEST(Observables, units_are_conserved_in_what_is_recorded) {
    for (std::size_t k = 0; k < models::n_products; ++k) {
        double made = 0, gone = 0;
        for (Eigen::Index day = 0; day < run().layout.n_days; ++day) {
            made += of(k, "units_made")(day);
            gone += of(k, "units_delivered")(day) + of(k, "units_rejected")(day);
            EXPECT_EQ(made, gone + of(k, "units_stock")(day) + of(k, "units_in_transit")(day));
        }
    }
}

TEST(Observables, the_share_covered_is_what_is_held_of_what_is_held_or_lacking) {
    const auto &covered = run()["share_covered"], &held = run()["units_held"],
               &latent = run()["need_latent"];
    EXPECT_LE(covered.maxCoeff(), 1);
    EXPECT_LT(covered.minCoeff(), 1);
    for (Eigen::Index day = 0; day < covered.rows(); ++day)
        for (Eigen::Index c = 0; c < covered.cols(); ++c)
            EXPECT_DOUBLE_EQ(covered(day, c) * (held(day, c) + latent(day, c)), held(day, c));
}

TEST(Observables, the_last_row_is_the_last_evening) {
    const models::World& world = run().last;
    const Eigen::Index last = run().layout.n_days - 1;
    double filament = 0;  // kg
    const std::size_t m = models::index(models::Material::filament);
    for (const std::int64_t stock : world.suppliers.stock[m])
        filament += double(stock) / 1000;
    for (const std::uint32_t stock : world.persons.material[m])
        filament += stock / 1000.0;
    for (const std::uint32_t stock : world.places.material[m])
        filament += stock / 1000.0;
    double recorded = 0;
    for (Eigen::Index c = Eigen::Index(m); c < run()["material_stock"].cols();
         c += models::n_materials)
        recorded += run()["material_stock"](last, c);
    EXPECT_NEAR(recorded, filament, 1e-6);
    EXPECT_EQ(run()["orders_open"].row(last).sum(), double(world.orders.size()));
    EXPECT_EQ(run()["norm_salience"](last, 0), world.norm_salience);
    for (Eigen::Index t = 0; t < 13; ++t)
        EXPECT_EQ(run()["press"](last, t), world.territories.press[std::size_t(t)]);
}

TEST(Observables, reading_them_twice_gives_the_same_and_changes_nothing) {
    const models::World& world = run().last;
    for (std::size_t o = 0; o < models::observables().size(); ++o) {
        std::vector<double> once(run().layout.width(o)), again(run().layout.width(o));
        models::observables()[o].read(world, once);
        models::observables()[o].read(world, again);
        EXPECT_EQ(once, again) << run().layout.observables[o].name;
    }
    models::check_conservation(world);
}

TEST(Observables, hours_have_the_value_of_the_stated_wage) {
    EXPECT_GT(run()["hours_given"].sum(), 0);
    EXPECT_TRUE(run()["hours_value"].isApprox(run()["hours_given"] * 15));
}

// Two territories want 100 each; one holds 50 and the other nothing: coverages 1/2 and 0 have the
// mean 1/4, and two units wanted differ by 1/4 on average: 1/4 / (2 * 1/4).
TEST(Observables, coverage_gini_is_one_half_when_one_of_two_alike_gets_all) {
    models::World world = run().last;
    const auto product = models::index(models::Product::visor);
    auto& requesters = world.requesters;
    world.territories = {};
    world.territories.name = {"A", "B"};
    requesters.territory_begin = {0, 1, 2};
    requesters.held[product] = {50, 0};
    requesters.latent[product] = {50, 100};
    requesters.held[1 - product] = {20, 40};
    requesters.latent[1 - product] = {20, 40};
    const auto read = [&] {
        std::vector<double> out(models::n_products);
        for (const models::Observable& observable : models::observables())
            if (observable.info.name == "coverage_gini")
                observable.read(world, out);
        return out;
    };
    EXPECT_DOUBLE_EQ(read()[product], 0.5);
    EXPECT_DOUBLE_EQ(read()[1 - product], 0);
    requesters.latent[product] = {0, 100};
    requesters.held[product] = {100, 0};
    EXPECT_DOUBLE_EQ(read()[product], 0.5);  // all of it in one of two, as before
    requesters.held[product] = {0, 0};
    EXPECT_DOUBLE_EQ(read()[product], 0);
}

TEST(Observables, who_is_at_work_has_joined_and_not_withdrawn) {
    const auto total = [](const std::string& name) {
        return Eigen::ArrayXd(run()[name].rowwise().sum());
    };
    const auto& persons = run()["persons"];
    Eigen::ArrayXd at_work = Eigen::ArrayXd::Zero(persons.rows());
    for (Eigen::Index c = 0; c < persons.cols(); ++c) {
        const auto stage = models::Stage(c % Eigen::Index(models::stages.size()));
        if (stage == models::Stage::engaged || stage == models::Stage::paused)
            at_work += persons.col(c);
    }
    const Eigen::ArrayXd joins = total("joins"), withdrawals = total("withdrawals");
    EXPECT_GT(joins.sum(), 0);
    for (Eigen::Index day = 1; day < at_work.size(); ++day)
        ASSERT_EQ(at_work[day] - at_work[day - 1], joins[day] - withdrawals[day]) << day;
}

TEST(Observables, everybody_has_heard_of_the_text_or_not) {
    const auto& persons = run()["persons"];
    const auto& rumor = run()["rumor"];
    double heard = 0;
    for (Eigen::Index c = 0; c < rumor.cols(); ++c)
        heard += c % 3 == 0 ? 0 : rumor.row(rumor.rows() - 1)[c];
    EXPECT_GT(heard, 0);
    for (Eigen::Index day = 0; day < rumor.rows(); ++day)
        ASSERT_EQ(rumor.row(day).sum(), persons.row(day).sum()) << day;
}

// Verification T10: identical volunteers, one unit each or none: the Gini of zeros and ones is the
// share of zeros, whether or not they are still there.
TEST(Observables, inequality_of_output_counts_all_who_ever_took_part) {
    trial::Trial trial(trial::only({"production"}, 2, "[population]\nsize = 10\n"));
    auto& persons = trial.world.persons;
    persons.machines.assign(10, 1);
    for (models::PersonId p = 0; p < 8; ++p)
        trial.world.move(p, models::Stage::engaged);
    for (models::PersonId p = 0; p < 4; ++p)
        trial.world.move(p, models::Stage::withdrawn);
    persons.made = {0, 0, 0, 0, 0, 0, 1, 1, 0, 0};
    const auto& list = models::observables();
    const auto gini =
        std::ranges::find(list, "output_gini", [](const auto& o) { return o.info.name; });
    double found = 0;
    gini->read(trial.world, std::span(&found, 1));
    EXPECT_DOUBLE_EQ(found, .75);
}

TEST(Observables, the_giant_component_is_a_share_of_all_nodes) {
    models::World world = run().last;
    world.coordination.network = sim::Network::from_ties(4, std::vector<sim::Tie>{{0, 2}, {2, 3}});
    world.coordination.components = sim::components(world.coordination.network);
    std::vector<double> out(1);
    for (const models::Observable& observable : models::observables())
        if (observable.info.name == "network_giant_component")
            observable.read(world, out);
    EXPECT_EQ(out[0], 0.75);
}

TEST(Observables, own_money_is_that_of_those_at_work) {
    models::World world = run().last;
    const auto own = [&] {
        std::vector<double> out(models::n_sources);
        for (const models::Observable& observable : models::observables())
            if (observable.info.name == "money_available")
                observable.read(world, out);
        return out[models::index(models::Source::own_pocket)];
    };
    const auto working = std::ranges::find(world.persons.stage, models::Stage::engaged);
    const auto p = std::size_t(working - world.persons.stage.begin());
    ASSERT_LT(p, world.persons.size);
    const double before = own();
    world.persons.budget[p] += 12'345;
    EXPECT_NEAR(own(), before + 123.45, 1e-6);
    world.move(static_cast<models::PersonId>(p), models::Stage::aware);
    EXPECT_LT(own(), before + 1e-6);
}
