#include <models/bill.hpp>

#include <models/names.hpp>
#include <tests/models/trial.hpp>

namespace {

namespace bill = models::bill;
using models::Material;
using models::Process;

sim::Table table(const std::string& rows) {
    return sim::Table::parse_csv("product,process,material,worst,best\n" + rows, "bill.csv");
}

std::string refusal(const std::string& rows) {
    return trial::message_of([&] { bill::read(table(rows)); });
}

}  // namespace

TEST(Bill, what_is_written_is_what_a_unit_takes) {
    const auto amounts =
        bill::read(table("visor,printing,filament,60,15\ngown,sewing,textile,20000,18000\n"));
    const auto of = [&](Process process) { return amounts[models::index(process)]; };
    EXPECT_EQ(of(Process::printing).worst, (models::Bill{60, 0, 0, 0}));
    EXPECT_EQ(of(Process::printing).best, (models::Bill{15, 0, 0, 0}));
    EXPECT_EQ(of(Process::sewing).worst, (models::Bill{0, 0, 0, 20000}));
    EXPECT_EQ(of(Process::sewing).best, (models::Bill{0, 0, 0, 18000}));
    EXPECT_EQ(of(Process::laser).worst, models::Bill{});
}

// D1, D9: about 32 g a visor; D27: two gowns of about 2 m2 from a bed sheet, 40 cm of elastic.
TEST(Bill, by_default_both_products_take_what_the_facts_say) {
    const sim::Scenario scenario = trial::only({"production"}, 1);
    const auto world = models::populate(scenario, {.seed = 1, .replicate = 0});
    const auto halfway = [&](Process process) {
        return world.recipes[models::index(process)][50].bill;
    };
    EXPECT_EQ(halfway(Process::printing), (models::Bill{32, 624, 40, 0}));
    EXPECT_EQ(halfway(Process::laser), (models::Bill{0, 732, 40, 0}));
    EXPECT_EQ(halfway(Process::sewing), (models::Bill{0, 0, 40, 20000}));
    EXPECT_EQ(halfway(Process::small_firm), models::Bill{});
}

TEST(Bill, the_scarcest_material_decides) {
    const std::array<std::vector<std::uint32_t>, models::n_materials> at_home{
        {{100}, {1000}, {79}, {0}}};
    EXPECT_EQ(bill::allows(models::Bill{30, 100, 40, 0}, at_home, 0, 9), 1);
    EXPECT_EQ(bill::allows(models::Bill{30, 100, 0, 0}, at_home, 0, 9), 3);
    EXPECT_EQ(bill::allows(models::Bill{30, 100, 0, 0}, at_home, 0, 2), 2) << "no more is wanted";
    EXPECT_EQ(bill::allows(models::Bill{0, 0, 0, 1}, at_home, 0, 9), 0);
    EXPECT_EQ(bill::allows(models::Bill{}, at_home, 0, 9), 9);
}

TEST(Bill, names_that_do_not_exist_are_refused_with_the_nearest) {
    EXPECT_EQ(refusal("visor,printing,filament,1,1\nvizor,printing,sheet,1,1\n"),
              "bill.csv:3: there is no product 'vizor'; did you mean 'visor'?");
    EXPECT_EQ(refusal("gown,sewin,textile,1,1\n"),
              "bill.csv:2: there is no process 'sewin'; did you mean 'sewing'?");
    EXPECT_EQ(refusal("gown,sewing,textil,1,1\n"),
              "bill.csv:2: there is no material 'textil'; did you mean 'textile'?");
}

TEST(Bill, a_process_makes_one_product) {
    EXPECT_EQ(refusal("gown,printing,filament,1,1\n"),
              "bill.csv:2: printing makes no gown; it makes visor");
    EXPECT_EQ(refusal("visor,small firm,sheet,1,1\n"),
              "bill.csv:2: a small firm brings its own material; allowed are printing, laser, "
              "sewing");
}

TEST(Bill, amounts_are_whole_and_written_once) {
    EXPECT_EQ(refusal("visor,printing,filament,-1,1\n"),
              "bill.csv:2: worst = -1; allowed are whole numbers from 0 to 1e+06");
    EXPECT_EQ(refusal("visor,printing,filament,1,0.5\n"),
              "bill.csv:2: best = 0.5; allowed are whole numbers from 0 to 1e+06");
    EXPECT_EQ(refusal("visor,printing,filament,,1\n"),
              "bill.csv:2: worst = nan; allowed are whole numbers from 0 to 1e+06");
    EXPECT_EQ(refusal("visor,printing,filament,1,1\nvisor,printing,filament,2,2\n"),
              "bill.csv:3: filament for printing stands here a second time; allowed is one row");
}

TEST(Bill, a_scenario_with_a_wrong_bill_is_refused_before_it_runs) {
    const sim::Scenario scenario = trial::only({"production"}, 1, R"([production]
bill = """
product,process,material,worst,best
visor,laser,shet,1,1
"""
)");
    EXPECT_NE(trial::message_of([&] {
                  models::populate(scenario, {.seed = 1, .replicate = 0});
              }).find("did you mean 'sheet'?"),
              std::string::npos);
}
