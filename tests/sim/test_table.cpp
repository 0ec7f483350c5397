#include <sim/table.hpp>
#include <tests/sim/small_catalog.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

using sim::Table;
using small::message_of;

const Table curves = Table::parse_csv("# need a day\n"
                                      "territory, day, need\n"
                                      "\n"
                                      "Paris, 0, 1.5\r\n"
                                      "\"Ile, the\", 1,\n",
                                      "curves.csv");

TEST(Table, skips_comments_and_blank_lines_and_knows_where_rows_are) {
    EXPECT_EQ(curves.n_rows(), 2u);
    EXPECT_EQ(curves.columns(), (std::vector<std::string>{"territory", "day", "need"}));
    EXPECT_EQ(curves.texts("territory")[1], "Ile, the");
    EXPECT_EQ(curves.numbers("need")[0], 1.5);
    EXPECT_TRUE(std::isnan(curves.numbers("need")[1]));
    EXPECT_EQ(curves.place(1), "curves.csv:5");
}

TEST(Table, says_where_a_column_or_a_number_is_missing) {
    EXPECT_EQ(message_of([] { curves.numbers("ned"); }),
              "curves.csv:2: there is no column 'ned'; there is territory, day, need");
    EXPECT_EQ(message_of([] { curves.numbers("territory"); }),
              "curves.csv:4: territory = 'Paris' is no number; a number like 0.5 or an empty cell "
              "is allowed");
}

TEST(Table, says_which_row_has_the_wrong_length) {
    EXPECT_EQ(message_of([] { Table::parse_csv("a,b\n1,2\n3\n", "t.csv", 10); }),
              "t.csv:12: this row has 1 cells; it needs 2, one for each of a, b");
}

TEST(Table, needs_a_header_with_different_names) {
    EXPECT_EQ(message_of([] { Table::parse_csv("# nothing\n", "t.csv"); }),
              "t.csv:1: the table is empty; its first row must name the columns");
    EXPECT_EQ(message_of([] { Table::parse_csv("a,a\n", "t.csv"); }),
              "t.csv:1: two columns are named 'a'; names must differ");
}

TEST(Table, refuses_a_backslash_that_means_nothing) {
    EXPECT_EQ(message_of([] { Table::parse_csv("a\nC:\\temp\n", "t.csv"); }),
              "t.csv:2: '\\' stands before something else than \", n or \\; write \\\\");
}

TEST(Table, reads_the_byte_order_mark_of_spreadsheets) {
    EXPECT_TRUE(Table::parse_csv("\xEF\xBB\xBF"
                                 "a,b\n",
                                 "t.csv")
                    .has("a"));
}

TEST(Table, says_which_file_is_missing) {
    EXPECT_EQ(message_of([] { Table::read_csv("/nowhere/t.csv", "t.csv"); }),
              "there is no file 't.csv'; the path of a CSV file is allowed");
}

TEST(Table, written_and_read_again_is_the_same) {
    const auto again = [](const Table& table) { return Table::parse_csv(table.csv(), "again"); };
    EXPECT_EQ(again(curves), curves);
    EXPECT_EQ(again(curves).csv(), curves.csv());
    const Table odd =
        Table::parse_csv("\"#x\"\n\"say \\\"hi\\\"\"\n\"two\\nlines\"\n\"\"\n\\\\\n", "odd");
    EXPECT_EQ(odd.n_rows(), 4u);
    EXPECT_EQ(odd.texts("#x")[1], "two\nlines");
    EXPECT_EQ(again(odd), odd);
    const Table numbers = Table::from_columns(
        {"a", "b"}, {{0.1, 1.0 / 3}, {std::numeric_limits<double>::quiet_NaN(), 1e300}}, "here");
    EXPECT_EQ(again(numbers), numbers);
    EXPECT_EQ(again(numbers).numbers("a")[1], 1.0 / 3);
}

TEST(Table, from_columns_needs_columns_of_one_length) {
    EXPECT_NE(message_of([] { Table::from_columns({"a", "b"}, {{1}, {1, 2}}, "here"); }), "");
    EXPECT_NE(message_of([] { Table::from_columns({"a", "b"}, {{1}}, "here"); }), "");
    EXPECT_EQ(Table::from_columns({}, {}, "here"), Table());
}

TEST(Table, is_the_same_wherever_it_was_written) {
    EXPECT_EQ(Table::parse_csv("a\n1\n", "x"), Table::parse_csv("# y\n\n a \n1", "y"));
    EXPECT_FALSE(Table::parse_csv("a\n1\n", "x") == Table::parse_csv("b\n1\n", "x"));
}

}  // namespace
