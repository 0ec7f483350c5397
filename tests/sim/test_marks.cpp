#include <sim/marks.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace {

std::vector<std::size_t> all(const sim::Marks& marks) {
    std::vector<std::size_t> found;
    marks.for_each([&](std::size_t i) { found.push_back(i); });
    return found;
}

}  // namespace

TEST(Marks, who_is_in_the_set_is_found_in_order) {
    sim::Marks marks(200);
    for (const std::size_t i : {199u, 0u, 64u, 63u, 130u})
        marks.set(i, true);
    EXPECT_EQ(all(marks), (std::vector<std::size_t>{0, 63, 64, 130, 199}));
    EXPECT_TRUE(marks[130]);
    EXPECT_FALSE(marks[131]);
}

TEST(Marks, who_leaves_or_comes_twice_changes_nothing_else) {
    sim::Marks marks(65);
    for (const bool in : {true, true, false, false})
        for (const std::size_t i : {3u, 64u}) {
            marks.set(5, true);
            marks.set(i, in);
        }
    EXPECT_EQ(all(marks), std::vector<std::size_t>{5});
}

TEST(Marks, everybody_is_approached_once_before_the_visit) {
    sim::Marks marks(1000);
    const std::vector<std::size_t> members{0, 1, 63, 64, 500, 501, 999};
    for (const std::size_t i : members)
        marks.set(i, true);
    std::vector<std::size_t> approached, visited;
    marks.for_each(
        [&](std::size_t i) {
            visited.push_back(i);
            EXPECT_EQ(approached[visited.size() - 1], i);
        },
        [&](std::size_t i) { approached.push_back(i); });
    EXPECT_EQ(visited, members);
    EXPECT_EQ(approached, members);
}

TEST(Marks, nobody_is_in_an_empty_set) {
    EXPECT_TRUE(all(sim::Marks()).empty());
    EXPECT_TRUE(all(sim::Marks(100)).empty());
}

TEST(Marks, who_is_in_only_one_of_two_sets_is_found_in_order) {
    sim::Marks one(200), other(200);
    for (const std::size_t i : {3u, 64u, 199u})
        one.set(i, true);
    for (const std::size_t i : {3u, 63u, 130u})
        other.set(i, true);
    std::vector<std::size_t> found;
    one.for_each_difference(other, [&](std::size_t i) { found.push_back(i); });
    EXPECT_EQ(found, (std::vector<std::size_t>{63, 64, 130, 199}));
}

TEST(Marks, of_two_sets_those_in_both_stay_and_a_set_grows_without_members) {
    sim::Marks one(70), other(200);
    for (const std::size_t i : {3u, 69u})
        one.set(i, true);
    for (const std::size_t i : {3u, 70u, 199u})
        other.set(i, true);
    one.resize(200);
    EXPECT_EQ(all(one), (std::vector<std::size_t>{3, 69}));
    one &= other;
    EXPECT_EQ(all(one), std::vector<std::size_t>{3});
}
