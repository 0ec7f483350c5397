#include <sim/values.hpp>
#include <tests/sim/small_catalog.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace {

using small::message_of;

sim::Values initial_values() { return sim::Values(small::catalog()); }

std::string refusal(std::string_view key, sim::Value value) {
    return message_of([&] { initial_values().set(key, value); });
}

TEST(Values, are_initial_at_first) {
    const sim::Values values = initial_values();
    EXPECT_EQ(values[small::rate], 0.05);
    EXPECT_EQ(values[small::patience], 7);
    EXPECT_EQ(values[small::regime], 1u);
    EXPECT_EQ(values[small::strict], false);
    EXPECT_EQ(sim::iso(values[small::decree]), "2020-03-23");
    EXPECT_EQ(values[small::curves].n_rows(), 0u);
    EXPECT_TRUE(values.on("dropout"));
    EXPECT_TRUE(values.on("norms"));
}

TEST(Values, are_read_as_they_were_set) {
    sim::Values values = initial_values();
    values.set("dropout.rate", 0.5);
    values.set("norms.regime", "regulated");
    values.set("norms.strict", true);
    values.set("dropout.on", false);
    EXPECT_EQ(values[small::rate], 0.5);
    EXPECT_EQ(values[small::regime], 2u);
    EXPECT_TRUE(values[small::strict]);
    EXPECT_FALSE(values.on("dropout"));
    EXPECT_FALSE(values == initial_values());
}

TEST(Values, take_a_whole_number_for_any_number_but_not_the_reverse) {
    sim::Values values = initial_values();
    values.set("dropout.rate", std::int64_t{1});
    EXPECT_EQ(values[small::rate], 1.0);
    EXPECT_EQ(refusal("dropout.patience_days", 2.0),
              "dropout.patience_days = 2 has the wrong type; a whole number in [1, 90] is allowed");
}

TEST(Values, refuse_what_is_outside_the_range) {
    EXPECT_EQ(refusal("dropout.rate", std::int64_t{8}), "dropout.rate = 8 1/day is outside [0, 1]");
    EXPECT_EQ(refusal("dropout.patience_days", std::int64_t{0}),
              "dropout.patience_days = 0 days is outside [1, 90]");
    EXPECT_EQ(refusal("norms.weight", std::numeric_limits<double>::infinity()),
              "norms.weight = inf is outside [0, inf)");
    EXPECT_EQ(refusal("dropout.rate", std::numeric_limits<double>::quiet_NaN()),
              "dropout.rate = nan 1/day is outside [0, 1]");
}

TEST(Values, refuse_other_types_and_names) {
    EXPECT_EQ(refusal("dropout.rate", "much"),
              "dropout.rate = \"much\" has the wrong type; a number in [0, 1] is allowed");
    EXPECT_EQ(refusal("norms.decree", "2020-03-01"),
              "norms.decree = \"2020-03-01\" has the wrong type; a date YYYY-MM-DD is allowed");
    EXPECT_EQ(refusal("norms.regime", "regulted"),
              "norms.regime = \"regulted\" is unknown; did you mean 'regulated'?");
    EXPECT_EQ(refusal("norms.regim", "regulated"),
              "unknown parameter 'norms.regim'; did you mean 'norms.regime'?");
}

TEST(Values, a_table_must_have_its_columns) {
    const auto table = [](const char* csv) {
        return std::make_shared<const sim::Table>(sim::Table::parse_csv(csv, "t.csv"));
    };
    EXPECT_EQ(refusal("norms.curves", table("territory,day\nParis,1\n")),
              "t.csv:1: there is no column 'need'; there is territory, day");
    EXPECT_EQ(refusal("norms.curves", table("territory,day,need\nParis,1,two\n")),
              "t.csv:2: need = 'two' is no number; a number like 0.5 or an empty "
              "cell is allowed");
    EXPECT_EQ(refusal("norms.curves", table("territory,day,need,more\nParis,1,2,x\n")), "");
    EXPECT_EQ(refusal("norms.curves", std::make_shared<const sim::Table>()), "");
}

TEST(Values, of_equal_tables_are_equal) {
    const auto catalog = small::catalog();
    sim::Values a(catalog), b(catalog);
    a.set("norms.curves", std::make_shared<const sim::Table>(
                              sim::Table::parse_csv("territory,day,need\nx,1,2\n", "one.csv")));
    EXPECT_FALSE(a == b);
    b.set("norms.curves", std::make_shared<const sim::Table>(
                              sim::Table::parse_csv("territory,day,need\nx,1,2\n", "other.csv")));
    EXPECT_EQ(a, b);
}

TEST(Values, a_parameter_that_is_not_in_the_catalog_is_our_mistake) {
    constexpr sim::Parameter<double> stranger{.key = "stranger.rate"};
    EXPECT_THROW(initial_values()[stranger], std::logic_error);
}

}  // namespace
