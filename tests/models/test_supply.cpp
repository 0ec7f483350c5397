#include <models/supply.hpp>

#include <models/coordination.hpp>
#include <tests/models/makers.hpp>

namespace {

using models::Material;
using trial::makers;

}  // namespace

// Verification T7, mutant "ordering before serving": ordered in the evening of day 0, on sale in
// the morning of day 5.
TEST(Supply, what_is_ordered_arrives_after_the_lead_time) {
    trial::Trial trial = makers("filament_base = 6\nsheet_base = 100\nelastic_base = 1000\n"
                                "filament_refill = 10\nlead_time = 5\nat_hand = 4");
    trial.run();
    ASSERT_EQ(trial.world.suppliers.in_transit.size(), 3u);
    EXPECT_EQ(trial.world.suppliers.in_transit[0].amount, 6000);
    trial.run(4);  // days 1 to 4
    EXPECT_EQ(trial.world.suppliers.stock[0][0], 0);
    EXPECT_EQ(trial.world.persons.material[0][0], 600u);
    trial.run();  // day 5
    EXPECT_EQ(trial.world.persons.material[0][0], 1200u);
}

TEST(Supply, a_smaller_model_of_the_same_world_has_less_on_sale) {
    const auto on_sale = [](double scale) {
        const trial::Trial trial(
            trial::only({"supply"}, 5).with_values({{"population.scale", scale}}));
        return trial.world.suppliers.stock;
    };
    const auto whole = on_sale(1), quarter = on_sale(0.25);
    for (std::size_t m = 0; m < models::n_materials; ++m) {
        ASSERT_GT(whole[m][0], 1000);
        EXPECT_NEAR(double(quarter[m][0]), double(whole[m][0]) / 4, 1);
    }
}

TEST(Supply, suppliers_order_back_up_to_their_base_stock_as_far_as_their_sources_give) {
    trial::Trial trial = makers("filament_base = 100\nfilament_refill = 0.02\n"
                                "sheet_base = 100\nelastic_base = 1000");
    trial.run();
    const auto coming = [&] {
        std::int64_t amount = 0;
        for (const auto& refill : trial.world.suppliers.in_transit)
            amount += refill.material == 0 ? refill.amount : 0;
        return amount;
    };
    for (int day = 1; day <= 4; ++day, trial.run())
        EXPECT_EQ(coming(), 2000 * day);  // 12,000 g are missing, 2,000 a day can be had
    trial.run(10);
    EXPECT_EQ(trial.world.suppliers.stock[0][0] + coming(), 100'000);
}

TEST(Supply, a_shortage_that_ends_refills_the_shops) {
    trial::Trial trial = makers("filament_base = 12\nfilament_refill = 0\n", R"(
[[event]]
name = "shipping again"
date = 2020-03-11
set = { "supply.filament_refill" = 1 }
)");
    trial.run(10);
    EXPECT_EQ(trial.world.suppliers.stock[0][0], 0);
    EXPECT_TRUE(std::ranges::none_of(trial.world.suppliers.in_transit,
                                     [](const auto& refill) { return refill.material == 0; }));
    trial.run(7);
    EXPECT_EQ(trial.world.suppliers.stock[0][0], 12'000);
}

// Verification T12, metamorphic: one product, no feedback: more material for all, or where it is
// not scarce one more printer, and the cumulative output is not lower on any day. (Under rationing
// one more buyer can leave everybody a few grams short of a unit: not monotone.)
TEST(Supply, more_material_never_lowers_output) {
    const auto cumulative = [](const std::string& values, int extra_printers = 0) {
        trial::Trial trial = makers(values, "", {"money", "supply", "production"});
        trial.world.persons.machines[4] =
            static_cast<std::uint8_t>(trial.world.persons.machines[4] + extra_printers);
        std::vector<std::int64_t> output;
        for (int day = 0; day < 50; ++day) {
            trial.run();
            output.push_back(trial.world.accounts.accepted[0]);
        }
        return output;
    };
    const auto expect_more = [](const auto& more, const auto& less) {
        EXPECT_GT(more.back(), less.back());
        for (std::size_t day = 0; day < less.size(); ++day)
            EXPECT_GE(more[day], less[day]) << day;
    };
    const std::string scarce = "filament_base = 7\nsheet_base = 14\nelastic_base = 95\n";
    const std::string ample = "filament_base = 70\nsheet_base = 140\nelastic_base = 950\n";
    expect_more(cumulative("filament_base = 9\nsheet_base = 18\nelastic_base = 120\n"),
                cumulative(scarce));
    expect_more(cumulative(scarce + "filament_refill = 0.3\nsheet_refill = 0.3\n"
                                    "elastic_refill = 0.3\n"),
                cumulative(scarce + "lead_time = 10\n"));
    expect_more(cumulative(ample, 1), cumulative(ample));
}

TEST(Supply, what_is_given_lies_ready_until_it_is_asked_for) {
    const auto given = [](const std::string& with) {
        trial::Trial trial(trial::only({"supply"}, 10, R"(
[population]
territories = """
territory,population,labs,latitude,longitude
A,32548384,1,48,2
B,16274192,1,44,1
C,16274192,1,45,5
"""
size = 1000
[[event]]
name = "gift"
date = 2020-03-01
act = "supply.deliver"
with = { )" + with + "}\n"));
        // Two work in the first territory, one in the last.
        trial.world.move(0, models::Stage::engaged);
        trial.world.move(1, models::Stage::paused);
        trial.world.move(trial.world.persons.size - 1, models::Stage::engaged);
        trial.world.persons.machines.assign(trial.world.persons.size, 0);  // nobody buys
        trial.run(2);
        return trial.world.suppliers.donated;
    };
    const auto elastic = given("material = \"elastic\", amount = 300")[2];
    EXPECT_EQ(elastic.front(), 20'000);
    EXPECT_EQ(elastic.back(), 10'000);
    EXPECT_EQ(elastic[1], 0);
    const auto textile =
        given("material = \"textile\", amount = 1000.5, scope = \"territories\"")[3];
    EXPECT_EQ(std::accumulate(textile.begin(), textile.end(), std::int64_t{0}), 10'005'000);
    EXPECT_TRUE(std::ranges::all_of(textile, [](std::int64_t x) { return x > 0; }));
}

// F137: a lab gets offcuts from a firm.
TEST(Supply, offcuts_come_every_day) {
    trial::Trial trial = makers("offcuts = 3\nsheet_base = 0\n", "", {"supply"});
    trial.run(2);
    EXPECT_EQ(trial.world.persons.material[1][0], 6000u);  // two days, a tenth of 3 m2 each
}

TEST(Supply, nobody_can_take_by_giving) {
    EXPECT_NE(trial::message_of([] {
                  trial::parsed("[[event]]\nname = \"x\"\ndate = 2020-03-02\nact = "
                                "\"supply.deliver\"\nwith = { amount = -1 }\n");
              }).find("outside [0, 1e+06]"),
              std::string::npos);
    EXPECT_NE(trial::message_of([] {
                  trial::parsed("[[event]]\nname = \"x\"\ndate = 2020-03-02\nact = "
                                "\"supply.deliver\"\nwith = { material = \"filamant\" }\n");
              }).find("filament"),
              std::string::npos);
}

// D27: gowns from bed sheets.
TEST(Supply, everybody_has_at_home_what_her_machines_use) {
    const trial::Trial trial(trial::only({"supply"}, 2, R"(
[population]
size = 1000
printer_share = 0.5
sewing_share = 0.25
[supply]
home_stock = 10
)"));
    const models::Persons& persons = trial.world.persons;
    for (models::PersonId p = 0; p < persons.size; ++p)
        for (std::size_t m = 0; m < models::n_materials; ++m) {
            const bool main =
                m == models::index(Material::filament) || m == models::index(Material::textile);
            const std::int64_t each = trial.world.recipe_of(p).bill[m];
            const std::int64_t units = persons.machines[p] == 0 ? 0 : main ? 10 : 5;
            ASSERT_EQ(persons.material[m][p], each * units) << p << " " << m;
        }
}

TEST(Supply, stocks_at_home_can_be_given_one_by_one) {
    const auto with = [](double amount, double person = 3) {
        return trial::Trial(
            trial::only({"supply"}, 2, "[population]\nsize = 5\n")
                .with_values({trial::table("supply.stocks",
                                           {"person", "filament", "sheet", "elastic", "textile"},
                                           {{1, person}, {50, amount}, {0, 7}, {0, 0}, {0, 0}})}));
    };
    const trial::Trial trial = with(120);
    EXPECT_EQ(trial.world.persons.material[0], (std::vector<std::uint32_t>{0, 50, 0, 120, 0}));
    EXPECT_EQ(trial.world.persons.material[1], (std::vector<std::uint32_t>{0, 0, 0, 7, 0}));
    models::check_conservation(trial.world);
    EXPECT_NE(trial::message_of([&] { with(-1); }).find("filament = -1; allowed are whole"),
              std::string::npos);
    EXPECT_NE(trial::message_of([&] { with(1, 5); }).find("no person 5"), std::string::npos);
}

// Base-stock theory: a supplier who lists who waits has on its way what they wait for.
TEST(Supply, a_supplier_who_lists_who_waits_orders_for_them_too) {
    const auto coming = [](const std::string& backlog) {
        trial::Trial trial = makers("filament_base = 6\nsheet_base = 100\nelastic_base = 1000\n"
                                    "filament_refill = 10\nat_hand = 4\nbacklog = " +
                                    backlog);
        trial.run(2);
        std::int64_t amount = 0;
        for (const auto& refill : trial.world.suppliers.in_transit)
            amount += refill.material == 0 ? refill.amount : 0;
        EXPECT_EQ(trial.world.today.material_short(0, 0), 6000);  // 12,000 g wanted, 6,000 sold
        return amount;
    };
    EXPECT_EQ(coming("0"), 6000);
    EXPECT_EQ(coming("0.5"), 9000);
    EXPECT_EQ(coming("1"), 12'000);
}
