#include <sim/huge_pages.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>
#include <vector>

TEST(HugePages, change_nothing_of_what_stands_in_the_memory) {
    std::vector<std::uint32_t> column(1 << 21), before(1 << 21);
    std::iota(column.begin(), column.end(), 7u);
    before = column;
    sim::use_huge_pages(std::as_bytes(std::span(column)));
    EXPECT_EQ(column, before);
    column.back() = 1;  // it can still be written
    EXPECT_EQ(column.back(), 1u);
}

TEST(HugePages, are_not_asked_for_an_empty_column) {
    const std::vector<float> empty;
    EXPECT_NO_THROW(sim::use_huge_pages(std::as_bytes(std::span(empty))));
}
