#include <models/production.hpp>

#include <models/structures.hpp>
#include <tests/models/trial.hpp>

#include <numeric>

namespace {

namespace production = models::production;
using models::Process;
using models::Stage;

/// n makers who are all engaged; one printer and 10 free hours each.
trial::Trial makers(std::int64_t n, const std::string& values,
                    std::initializer_list<std::string_view> mechanisms = {"production"}) {
    trial::Trial trial(trial::only(mechanisms, 60, R"(
[population]
printer_share = 1
printer_tail = 20
hours_median = 10
hours_spread = 0
skill_spread = 0
[acquaintance]
kind = "none"
[production]
)" + values)
                           .with_values({{"population.size", n}}));
    for (models::PersonId p = 0; p < trial.world.persons.size; ++p)
        trial.world.move(p, Stage::engaged);
    return trial;
}

std::int64_t sum(const std::vector<std::uint32_t>& column) {
    return std::accumulate(column.begin(), column.end(), std::int64_t{0});
}

/// Two labs, one with a laser, and a firm, all producing.
trial::Trial places(const std::string& values,
                    std::initializer_list<std::string_view> mechanisms = {"structures",
                                                                          "production"}) {
    trial::Trial trial(trial::only(mechanisms, 60,
                                   "[structures]\nfirms = 1\n" +
                                       trial::kinds("fab lab,2,1,0,0,0,0,1\n"
                                                    "small firm,1,0,0,0,0,1,0\n") +
                                       "[population]\nsize = 1\nprinter_share = 0\n[production]\n" +
                                       values));
    auto& world = trial.world;
    world.places.process = {Process::laser, Process::printing, Process::small_firm};
    world.places.machines = {1, 4, 1};
    world.places.phase.assign(3, models::Places::Phase::producing);
    return trial;
}

}  // namespace

TEST(Production, a_printer_runs_while_it_is_tended_up_to_a_limit) {
    EXPECT_FLOAT_EQ(production::made_at_home(1, 5, 20, 0.5f), 2.5f);
    EXPECT_FLOAT_EQ(production::made_at_home(3, 5, 20, 0.5f), 7.5f);
    EXPECT_FLOAT_EQ(production::made_at_home(1, 50, 20, 0.5f), 10);
    EXPECT_FLOAT_EQ(production::made_at_home(0, 5, 20, 0.5f), 0);
}

// benchmark.md: units with probability .7. Binomial(10,000, .7): sd 46.
TEST(Production, parts_of_a_unit_are_made_by_luck) {
    trial::Trial trial = makers(10000, "printing_worst = 60\nprinting_best = 60\ntending = "
                                       "0.07\nfailure_worst = 0\nfailure_best = 0\n");
    trial.run();
    EXPECT_NEAR(double(sum(trial.world.persons.stock)), 7000, 250);
    for (const std::uint32_t stock : trial.world.persons.stock)
        ASSERT_LE(stock, 1u);
    const auto first_day = trial.world.persons.stock;
    trial.run();
    EXPECT_NE(trial.world.persons.stock, first_day);
}

TEST(Production, whole_units_need_no_luck) {
    trial::Trial trial = makers(100, "printing_worst = 60\nprinting_best = 60\ntending = "
                                     "0.5\nfailure_worst = 0\nfailure_best = 0\n");
    trial.run(3);
    EXPECT_EQ(trial.world.persons.stock, std::vector<std::uint32_t>(100, 15));
    EXPECT_EQ(trial.world.today.made.sum(), 500);
    EXPECT_EQ(trial.world.today.by_process(0, 0), 500);
}

TEST(Production, who_sews_sits_at_the_machine) {
    trial::Trial trial = makers(20, "sewing_worst = 60\nsewing_best = 60\ntending = 2.5\n"
                                    "printing_worst = 60\nprinting_best = 60\n"
                                    "failure_worst = 0\nfailure_best = 0\n");
    auto& world = trial.world;
    std::fill_n(world.persons.process.begin(), 10, Process::sewing);
    production::write_recipes(world, trial.values());
    trial.run();
    EXPECT_EQ(world.persons.stock[0], 10u);   // 10 hours of work
    EXPECT_EQ(world.persons.stock[19], 20u);  // 25 hours of tending, 20 of running
    EXPECT_EQ(world.today.made(0, 1), 100);
    EXPECT_EQ(world.today.made(0, 0), 200);
    EXPECT_EQ(world.today.by_process(0, Eigen::Index(models::index(Process::sewing))), 100);
}

TEST(Production, a_better_design_is_faster_and_wastes_less) {
    EXPECT_DOUBLE_EQ(production::with_score(225, 36, 0), 225);
    EXPECT_NEAR(production::with_score(225, 36, 0.5), 90, 1e-9);  // D8
    EXPECT_DOUBLE_EQ(production::with_score(225, 36, 1), 36);
    EXPECT_EQ(production::with_score(60, 60, 0.3), 60);
    EXPECT_EQ(production::with_score(0.1, 0, 0.5), 0);

    trial::Trial trial = makers(2, "");
    auto& world = trial.world;
    const models::Recipe without_design = world.recipe_of(0);
    EXPECT_EQ(without_design.bill, (models::Bill{32, 624, 40, 0}));
    EXPECT_NEAR(without_design.per_hour, 60.0 / 90, 1e-6);
    world.designs.score = {0.0f, 1.0f};
    EXPECT_EQ(world.recipe_of(0).bill[0], 63);
    EXPECT_EQ(world.recipe_of(1).bill[0], 16);
    EXPECT_NEAR(world.recipe_of(0).fails, 0.15, 1e-12);
    EXPECT_NEAR(world.recipe_of(1).fails, 0.05, 1e-12);
    EXPECT_FLOAT_EQ(world.recipe_of(1).per_hour, 60.0f / 36);
    world.designs.score = {0.5f, 0.5f};
    EXPECT_EQ(world.recipe_of(0).bill, without_design.bill);
    EXPECT_EQ(world.recipe_of(0).per_hour, without_design.per_hour);
}

TEST(Production, only_the_engaged_print) {
    trial::Trial trial = makers(4, "printing_worst = 60\nprinting_best = 60\ntending = "
                                   "1\nfailure_worst = 0\nfailure_best = 0\n");
    trial.world.move(0, Stage::paused);
    trial.world.move(1, Stage::withdrawn);
    trial.world.persons.machines[2] = 0;
    trial.run();
    EXPECT_EQ(trial.world.persons.stock, (std::vector<std::uint32_t>{0, 0, 0, 10}));
}

// Binomial(100,000, .1): sd 95.
TEST(Production, some_units_fail) {
    trial::Trial trial = makers(1000, "printing_worst = 6\nprinting_best = 6\ntending = "
                                      "1\nfailure_worst = 0.1\nfailure_best = 0.1\n");
    trial.run();
    EXPECT_EQ(trial.world.accounts.started[0], 100'000);
    EXPECT_NEAR(double(trial.world.today.failed.sum()), 10'000, 520);
    EXPECT_EQ(trial.world.today.failed.sum() + trial.world.today.made.sum(), 100'000);

    trial::Trial hopeless = makers(10, "printing_worst = 6\nprinting_best = 6\ntending = "
                                       "1\nfailure_worst = 1\nfailure_best = 1\n");
    hopeless.run();
    EXPECT_EQ(sum(hopeless.world.persons.stock), 0);
    EXPECT_EQ(hopeless.world.today.failed.sum(), 1000);
}

TEST(Production, material_limits_what_is_made_and_failures_waste_it) {
    trial::Trial trial = makers(10,
                                "printing_worst = 60\nprinting_best = 60\ntending = "
                                "1\nfailure_worst = 0.5\nfailure_best = 0.5\n"
                                "bill = \"\"\"\nproduct,process,material,worst,best\n"
                                "visor,printing,filament,30,30\nvisor,printing,sheet,600,600\n"
                                "visor,printing,elastic,40,40\n\"\"\"\n",
                                {"production", "supply"});
    // Nothing on sale, filament for 7 units, sheet for 5, elastic for 9.
    auto& world = trial.world;
    const std::array<std::uint32_t, 3> has{210, 3000 + 599, 360};
    for (std::size_t m = 0; m < 3; ++m) {
        world.suppliers.base[m] = world.suppliers.stock[m] = {0};
        world.persons.material[m].assign(10, has[m]);
        world.accounts.initial[m] = 10 * has[m];
    }
    trial.run();
    EXPECT_EQ(world.accounts.started[0], 50);
    EXPECT_EQ(world.persons.material[0][0], 210u - 150u);
    EXPECT_EQ(world.persons.material[1][0], 599u);
    EXPECT_EQ(world.accounts.used[0] + world.accounts.wasted[0], 1500);
    EXPECT_EQ(world.accounts.wasted[0], 30 * world.accounts.failed[0]);
    EXPECT_EQ(world.persons.idle_days[0], 0);
    trial.run(2);
    EXPECT_EQ(world.accounts.started[0], 50);
    EXPECT_EQ(world.persons.idle_days[0], 2);
}

TEST(Production, hours_given_are_the_free_hours_of_the_engaged) {
    trial::Trial trial = makers(20, "");
    trial.world.move(0, Stage::paused);
    trial.run();
    EXPECT_EQ(trial.world.today.minutes.sum(), 19 * 600);
}

TEST(Production, less_free_time_makes_less) {
    const sim::Scenario scenario = trial::only({"production"}, 3, "");
    sim::Values values = scenario.values();
    const production::AtHome lockdown(values);
    values.set("engagement.free_time", 0.4);
    const production::AtHome work(values);
    EXPECT_FLOAT_EQ(work.tended, lockdown.tended * 0.4f);
    EXPECT_FLOAT_EQ(work.free_time, lockdown.free_time * 0.4f);
}

TEST(Production, a_day_in_a_place_depends_on_its_process) {
    const trial::Trial trial =
        places("lab_hours = 3\nprinting_worst = 90\nprinting_best = 90\nlaser_worst = 4\n"
               "laser_best = 1\nfirm_rate = 2500\n");
    const production::InPlaces places(trial.values());
    EXPECT_FLOAT_EQ(float(places.units(trial.world, 0)), 90);
    EXPECT_FLOAT_EQ(float(places.units(trial.world, 1)), 8);
    EXPECT_DOUBLE_EQ(places.units(trial.world, 2), 2500);
}

TEST(Production, places_stop_at_a_full_shelf) {
    trial::Trial trial = places("lab_hours = 2\nlaser_worst = 6\nlaser_best = 6\nprinting_worst = "
                                "60\nprinting_best = 60\nfirm_rate = 100\n"
                                "shelf_days = 3\nfailure_worst = 0\nfailure_best = 0\n");
    trial.run();
    EXPECT_EQ(trial.world.places.stock, (std::vector<std::uint32_t>{20, 8, 100}));
    trial.run(10);
    EXPECT_EQ(trial.world.places.stock, (std::vector<std::uint32_t>{60, 24, 300}));
    trial.world.places.stock[2] -= 1;
    trial.world.accounts.delivered[0] += 1;
    trial.world.accounts.requested[0] += 1;
    trial.run();
    EXPECT_EQ(trial.world.places.stock[2], 399u);
}

TEST(Production, firms_bring_their_own_material_and_labs_do_not) {
    trial::Trial trial = places("lab_hours = 2\nlaser_worst = 6\nlaser_best = 6\nprinting_worst = "
                                "60\nprinting_best = 60\nfirm_rate = 100\n"
                                "failure_worst = 0\nfailure_best = 0\n",
                                {"structures", "production", "supply"});
    auto& world = trial.world;
    for (std::size_t m = 0; m < models::n_materials; ++m) {
        world.suppliers.base[m] = world.suppliers.stock[m] = {0};
        world.accounts.initial[m] = 0;
    }
    trial.run();
    EXPECT_EQ(world.places.stock, (std::vector<std::uint32_t>{0, 0, 100}));
}

TEST(Production, closed_places_make_nothing) {
    trial::Trial trial = places("");
    trial.world.places.phase = {models::Places::Phase::observing, models::Places::Phase::closed,
                                models::Places::Phase::producing};
    trial.run();
    EXPECT_EQ(trial.world.places.stock[0], 0u);
    EXPECT_EQ(trial.world.places.stock[1], 0u);
    EXPECT_GT(trial.world.places.stock[2], 0u);
}
