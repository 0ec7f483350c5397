#include <models/purchase.hpp>

#include <models/money.hpp>
#include <tests/models/makers.hpp>

namespace {

using models::Source;
using models::Stage;
using models::purchase::rationed;
using trial::ample;
using trial::makers;

const std::string pooled = "[coordination]\ntopology = \"centralized\"\n";
const std::string sub_centers = "[coordination]\ntopology = \"decentralized\"\n";

trial::Trial pooling(const std::string& supply, const std::string& topology) {
    return makers(supply, topology, {"money", "supply", "coordination"});
}

}  // namespace

TEST(Purchase, rationing_gives_everybody_the_same_share) {
    EXPECT_EQ(rationed(10, 100, 100), 10);
    EXPECT_EQ(rationed(10, 100, 1000), 10);
    EXPECT_EQ(rationed(10, 100, 50), 5);
    EXPECT_EQ(rationed(10, 100, 0), 0);
    EXPECT_EQ(rationed(3, 7, 5), 2);  // rounded down
    EXPECT_EQ(rationed(1'000'000'000, 2'000'000'000, 1'999'999'999), 999'999'999);
    EXPECT_EQ(rationed(5'000'000'000, 10'000'000'000, 9'999'999'998), 4'999'999'999);  // > 64 bits
}

TEST(Purchase, rations_never_exceed_the_stock) {
    for (std::int64_t stock = 0; stock < 60; ++stock) {
        std::int64_t given = 0;
        for (const std::int64_t asked : {1, 2, 3, 5, 8, 13, 21})
            given += rationed(asked, 53, stock);
        EXPECT_LE(given, stock);
        EXPECT_GE(given, std::min<std::int64_t>(stock, 53) - 7);
    }
}

// 10 units a day for 4 days: 1,200 g, 24,000 cm2, 1,600 cm for each of ten makers.
TEST(Purchase, makers_buy_material_for_some_days_of_work_and_no_more) {
    trial::Trial trial = makers(ample);
    trial.run();
    for (const std::size_t p : {0u, 9u}) {
        EXPECT_EQ(trial.world.persons.material[0][p], 1200u);
        EXPECT_EQ(trial.world.persons.material[1][p], 24000u);
        EXPECT_EQ(trial.world.persons.material[2][p], 1600u);
        EXPECT_EQ(trial.world.persons.material[3][p], 0u);  // no textile for printers
        EXPECT_EQ(trial.world.persons.spent[p], 4400);      // 24 + 12 + 8 EUR
    }
    EXPECT_EQ(trial.world.today.money(0, 0), 44'000);
    EXPECT_EQ(trial.world.suppliers.stock[0][0], 100'000 - 12'000);
    EXPECT_EQ(trial.world.today.material_short.sum(), 0);
    trial.run(3);
    EXPECT_EQ(trial.world.persons.material[0][0], 1200u);  // nothing used, nothing bought
    EXPECT_EQ(trial.world.today.money.sum(), 0);
}

TEST(Purchase, material_goes_as_far_as_the_money) {
    trial::Trial trial = makers(ample, "", {"money", "supply", "production"});
    trial::give_each(trial.world, 2200);  // half of what she wants to buy
    trial.run();
    EXPECT_EQ(trial.world.persons.spent[0], 2200);
    EXPECT_EQ(trial.world.persons.material[0][0], 600u - 300u);
    trial.run(20);
    EXPECT_EQ(trial.world.accounts.accepted[0], 200);  // 20 units each
}

// Whoever has no money left still gets what is free.
TEST(Purchase, free_material_needs_no_money) {
    trial::Trial trial = makers(ample);
    trial::give_each(trial.world, 0);
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][0], 0u);
    EXPECT_EQ(trial.world.today.material_short.sum(), 0);  // who cannot pay does not ask
    trial = makers(ample + "filament_price = 0\nsheet_price = 0\nelastic_price = 0");
    trial::give_each(trial.world, 0);
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][0], 1200u);
}

TEST(Purchase, without_the_money_mechanism_nobody_pays) {
    trial::Trial trial = makers(ample, "", {"supply"});
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][0], 1200u);
    EXPECT_EQ(trial.world.today.money.sum(), 0);
    EXPECT_TRUE(trial.world.persons.spent.empty());
    EXPECT_TRUE(trial.world.collectives.pot.empty());
}

TEST(Purchase, who_does_not_take_part_buys_nothing) {
    trial::Trial trial = makers("");
    trial.world.move(3, Stage::withdrawn);
    trial.world.move(4, Stage::paused);
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][3], 0u);
    EXPECT_GT(trial.world.persons.material[0][4], 0u);
}

// F13: stock-outs of plastics.
TEST(Purchase, a_short_supplier_gives_all_makers_the_same_and_runs_out) {
    trial::Trial trial = makers("filament_base = 6\nsheet_base = 100\nelastic_base = 1000");
    trial.run();
    for (std::size_t p = 0; p < 10; ++p)
        EXPECT_EQ(trial.world.persons.material[0][p], 600u);
    EXPECT_EQ(trial.world.suppliers.stock[0][0], 0);
    EXPECT_EQ(trial.world.today.material_short(0, 0), 6000);
    EXPECT_EQ(trial.world.today.material_short.sum(), 6000);
    EXPECT_EQ(trial.world.persons.spent[0], 1200 + 600 + 400);  // of the rest what goes with it
}

// Ten sewers with EUR 40 each, elastic for 20 gowns: who hoards textile has no money left for the
// elastic of the next days.
TEST(Purchase, more_textile_on_sale_never_makes_fewer_gowns) {
    const auto gowns = [](double textile) {
        trial::Trial trial(trial::only({"money", "supply", "production"}, 60, R"(
[population]
size = 10
printer_share = 0
sewing_share = 1
hours_median = 10
hours_spread = 0
budget_median = 40
budget_spread = 0
[production]
failure_worst = 0
failure_best = 0
[supply]
home_stock = 0
elastic_base = 8
elastic_refill = 0.2
)")
                               .with_values({{"supply.textile_base", textile}}));
        for (models::PersonId p = 0; p < 10; ++p)
            trial.world.move(p, Stage::engaged);
        std::vector<std::int64_t> made;
        for (int day = 0; day < 60; ++day) {
            trial.run();
            made.push_back(trial.world.accounts.accepted[1]);
        }
        return made;
    };
    std::vector<std::int64_t> less = gowns(10);
    EXPECT_GT(less.back(), 0);
    for (const double textile : {20.0, 50.0, 200.0, 1000.0}) {
        const std::vector<std::int64_t> more = gowns(textile);
        for (std::size_t day = 0; day < more.size(); ++day)
            EXPECT_GE(more[day], less[day]) << textile << " m2, day " << day;
        less = more;
    }
}

TEST(Purchase, nobody_buys_what_the_lack_of_another_material_makes_useless) {
    trial::Trial trial = makers("filament_base = 100\nsheet_base = 0\nelastic_base = 1000");
    trial.world.persons.material[1][0] = 6000;  // the first has sheet for ten
    trial.world.accounts.initial[1] = 6000;
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][0], 300u);
    EXPECT_EQ(trial.world.persons.material[2][0], 400u);
    EXPECT_EQ(trial.world.persons.spent[0], 600 + 200);
    EXPECT_EQ(trial.world.persons.material[0][1], 0u);
    EXPECT_EQ(trial.world.persons.spent[1], 0);
    EXPECT_GT(trial.world.today.material_short(0, 1), 0);  // all would have liked some
}

// Nine without sheet would get nine tenths of the elastic, were it shared by wishes alone.
TEST(Purchase, who_cannot_use_a_material_does_not_keep_others_from_it) {
    trial::Trial trial = makers("filament_base = 100\nsheet_base = 0\nelastic_base = 16");
    trial.world.persons.material[1][0] = 24000;
    trial.world.accounts.initial[1] = 24000;
    trial.run();
    EXPECT_EQ(trial.world.persons.material[2][0], 1600u);
    EXPECT_EQ(trial.world.suppliers.stock[2][0], 0);
}

TEST(Purchase, a_pot_gives_every_purchase_the_same_share) {
    trial::Trial trial = pooling(ample + "bulk_discount = 0", pooled);
    trial::give_each(trial.world, 0);
    trial.world.persons.machines[0] = 3;                           // needs three times as much
    models::money::pay_in(trial.world, 0, Source::gifts, 26'400);  // half of 12 times 44 EUR
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][0], 1800u);
    for (std::size_t p = 1; p < 10; ++p)
        EXPECT_EQ(trial.world.persons.material[0][p], 600u);
    EXPECT_EQ(models::money::total(trial.world.collectives.pot[0]), 0);
    EXPECT_EQ(trial.world.today.money(0, 1), 26'400);
}

TEST(Purchase, the_pot_pays_first_then_what_was_handed_out_then_her_own_pocket) {
    trial::Trial trial = pooling(ample + "bulk_discount = 0", pooled);
    models::money::pay_in(trial.world, 0, Source::gifts, 11'000);
    trial.run();
    EXPECT_EQ(trial.world.persons.spent[0], 3300);  // a quarter came from the pot
    EXPECT_EQ(trial.world.today.money(0, 0), 33'000);
    EXPECT_EQ(trial.world.today.money(0, 1), 11'000);

    trial = makers(ample);  // without a pool
    models::money::pay_in(trial.world, 0, Source::gifts, 11'000);
    trial.run();
    EXPECT_EQ(trial.world.persons.spent[0], 3300);
    EXPECT_EQ(trial.world.today.money(0, 1), 11'000);
}

TEST(Purchase, a_pot_that_is_not_needed_stays) {
    trial::Trial trial = pooling(
        "filament_base = 0\nsheet_base = 0\nelastic_base = 1000\nbulk_discount = 0\n", pooled);
    models::money::pay_in(trial.world, 0, Source::gifts, 50'000);
    trial.run();  // elastic alone is of no use
    EXPECT_EQ(trial.world.today.money.sum(), 0);
    EXPECT_EQ(trial.world.collectives.pot[0][1], 50'000);
    EXPECT_EQ(trial.world.persons.spent[0], 0);
}

// D21: volume lowers the price; all of it at the center, half in a territory.
TEST(Purchase, pots_buy_in_bulk) {
    trial::Trial center = pooling(ample + "bulk_discount = 0.2", pooled);
    trial::Trial territory = pooling(ample + "bulk_discount = 0.2", sub_centers);
    for (auto* trial : {&center, &territory}) {
        models::money::pay_in(trial->world, 0, Source::gifts, 100'000);
        trial->run();
        EXPECT_EQ(trial->world.persons.material[0][0], 1200u);
        EXPECT_EQ(trial->world.persons.spent[0], 0);
    }
    EXPECT_EQ(center.world.today.money.sum(), 35'200);
    EXPECT_EQ(territory.world.today.money.sum(), 39'600);
    EXPECT_EQ(center.world.collectives.pot[0][1], 64'800);
    EXPECT_EQ(territory.world.collectives.pot[1][1], 60'400);
}

// D26: a department gives 500 kg of filament.
TEST(Purchase, donated_material_comes_first_and_is_free) {
    trial::Trial trial = makers(ample, R"(
[[event]]
name = "a department gives filament"
date = 2020-03-01
act = "supply.deliver"
with = { material = "filament", amount = 4 }
)");
    trial.world.country_share = 1;
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][0], 1200u);  // 400 g given, 800 g bought
    EXPECT_EQ(trial.world.suppliers.stock[0][0], 100'000 - 8000);
    EXPECT_EQ(trial.world.suppliers.donated[0][0], 0);
    EXPECT_EQ(trial.world.persons.spent[0], 4400 - 800);
}

// D25: prices rise 30 to 100 % in May.
TEST(Purchase, a_price_that_rises_buys_less) {
    trial::Trial trial = makers("filament_base = 100\n", R"(
[[event]]
name = "dear"
date = 2020-03-01
set = { "supply.filament_price" = 40, "supply.sheet_price" = 0, "supply.elastic_price" = 0 }
)");
    trial::give_each(trial.world, 2400);
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][0], 600u);
    EXPECT_EQ(trial.world.persons.spent[0], 2400);
}

TEST(Purchase, who_sews_buys_textile_and_makes_gowns) {
    trial::Trial trial(trial::only({"money", "supply", "production"}, 20, R"(
[population]
size = 10
printer_share = 0
sewing_share = 1
budget_median = 1e6
budget_spread = 0
[supply]
home_stock = 0
textile_base = 1e4
elastic_base = 1e4
)"));
    for (models::PersonId p = 0; p < 10; ++p)
        trial.world.move(p, Stage::engaged);
    trial.run(5);
    EXPECT_GT(trial.world.persons.material[3][0], 0u);
    EXPECT_EQ(trial.world.persons.material[0][0], 0u);
    EXPECT_GT(trial.world.accounts.accepted[1], 0);
    EXPECT_EQ(trial.world.accounts.accepted[0], 0);
}
