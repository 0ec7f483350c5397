#include <sim/date.hpp>

#include <gtest/gtest.h>

namespace {

TEST(Date, is_written_as_it_is_read) {
    for (const char* day : {"2020-03-17", "2020-02-29", "1999-12-31", "0476-09-04"})
        EXPECT_EQ(sim::iso(*sim::parse_date(day)), day);
}

TEST(Date, days_that_do_not_exist_are_not_read) {
    for (const char* wrong : {"2020-02-30", "2021-02-29", "1900-02-29", "2020-13-01", "2020-00-10"})
        EXPECT_FALSE(sim::parse_date(wrong)) << wrong;
}

TEST(Date, other_forms_are_not_read) {
    for (const char* wrong :
         {"", "2020-3-17", "17.03.2020", "2020-03-17T00", "2020/03/17", "+020-03-17"})
        EXPECT_FALSE(sim::parse_date(wrong)) << wrong;
}

// 2020 was a leap year of 366 days.
TEST(Date, days_between_counts_leap_days) {
    EXPECT_EQ(sim::days_between(*sim::parse_date("2020-01-01"), *sim::parse_date("2021-01-01")),
              366);
    EXPECT_EQ(sim::days_between(*sim::parse_date("2020-03-01"), *sim::parse_date("2020-02-28")),
              -2);
}

}  // namespace
