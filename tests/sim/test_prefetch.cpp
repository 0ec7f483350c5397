#include <sim/prefetch.hpp>

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

TEST(Prefetch, visits_all_in_order_whatever_the_length) {
    for (const std::size_t n :
         {std::size_t{0}, std::size_t{1}, sim::steps_ahead, std::size_t{40}}) {
        std::vector<int> list(n), visited, approached;
        std::iota(list.begin(), list.end(), 0);
        sim::for_each_ahead(
            list, [&](int i) { visited.push_back(i); }, [&](int i) { approached.push_back(i); });
        EXPECT_EQ(visited, list);
        EXPECT_EQ(approached.size(), n > sim::steps_ahead ? n - sim::steps_ahead : 0);
    }
}

TEST(Prefetch, numbers_are_visited_in_order_and_approached_before) {
    std::vector<std::size_t> visited, approached;
    sim::for_each_index_ahead(
        20, [&](std::size_t i) { visited.push_back(i); },
        [&](std::size_t i) {
            EXPECT_EQ(visited.size() + sim::steps_ahead, i);
            approached.push_back(i);
        });
    std::vector<std::size_t> all(20);
    std::iota(all.begin(), all.end(), 0);
    EXPECT_EQ(visited, all);
    EXPECT_EQ(approached, (std::vector<std::size_t>{16, 17, 18, 19}));
}

TEST(Prefetch, beyond_the_end_of_a_column_asks_for_nothing) {
    const std::vector<float> column;
    EXPECT_NO_FATAL_FAILURE(sim::prefetch(column, 7));
}
