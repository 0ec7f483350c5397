#include <sim/ring.hpp>

#include <sim/stream.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

TEST(Ring, the_next_member_after_a_point_goes_around) {
    sim::Ring ring;
    ring.push_back(7, 10);
    ring.push_back(3, 20);
    EXPECT_EQ(ring.after(0), 0u);
    EXPECT_EQ(ring.after(10), 1u);
    EXPECT_EQ(ring.after(20), 0u);
}

TEST(Ring, one_candidate_more_is_chosen_or_changes_nothing) {
    EXPECT_EQ(sim::KeyedChoice(1, 2, 9).chosen(), 9u);
    int moved = 0;
    for (std::uint64_t chooser = 0; chooser < 10'000; ++chooser) {
        sim::KeyedChoice few(5, chooser, 9), many(5, chooser, 9), backwards(5, chooser, 9);
        for (std::uint32_t candidate = 0; candidate < 4; ++candidate)
            few.consider(candidate);
        for (std::uint32_t candidate = 0; candidate < 5; ++candidate)
            many.consider(candidate);
        for (std::uint32_t candidate = 5; candidate-- > 0;)
            backwards.consider(candidate);
        EXPECT_TRUE(many.chosen() == few.chosen() || many.chosen() == 4u);
        EXPECT_EQ(many.chosen(), backwards.chosen());
        moved += many.chosen() != few.chosen();
    }
    EXPECT_NEAR(moved, 2000, 160);  // binomial, sd 40
}

TEST(Ring, many_keys_at_once_fall_into_the_same_slots) {
    std::vector<std::uint64_t> keys;
    for (std::uint64_t i = 0; i < 1001; ++i)
        keys.push_back(sim::mix(i));
    std::vector<std::uint32_t> slots(keys.size());
    for (const std::size_t n : {1u, 2u, 7u, 85'000u, 2'000'000'000u}) {
        sim::jump_hashes(keys, n, slots);
        for (std::size_t i = 0; i < keys.size(); ++i)
            EXPECT_EQ(slots[i], sim::jump_hash(keys[i], n));
    }
}

// Lamping and Veach (2014, arXiv:1406.2294): one slot more draws 1 / (n + 1) of the keys.
TEST(Ring, one_slot_more_moves_only_the_keys_that_fall_into_it) {
    for (const std::size_t n : {1u, 2u, 20u, 1000u}) {
        int moved = 0;
        for (std::uint64_t i = 0; i < 10'000; ++i) {
            const std::uint64_t key = sim::mix(i);
            const std::size_t before = sim::jump_hash(key, n), after = sim::jump_hash(key, n + 1);
            EXPECT_LT(before, n);
            moved += before != after;
            EXPECT_TRUE(before == after || after == n);
        }
        const double p = 1.0 / double(n + 1);
        EXPECT_NEAR(moved, 1e4 * p, 4 * std::sqrt(1e4 * p * (1 - p)));  // false alarm 6e-5
    }
}

// 20,000 keys, 20 slots: 1,000 each, sd 31.
TEST(Ring, every_slot_is_as_likely) {
    std::array<int, 20> count{};
    for (std::uint64_t i = 0; i < 20'000; ++i)
        ++count[sim::jump_hash(sim::mix(i), count.size())];
    for (const int n : count)
        EXPECT_NEAR(n, 1000, 160);
}

TEST(Ring, part_of_another_ring_comes_after_the_last) {
    sim::Ring ring, other;
    ring.push_back(7, 10);
    for (const std::uint32_t member : {1u, 2u, 3u, 4u})
        other.push_back(member, 20 + member);
    ring.append(other, 1, 3);
    EXPECT_EQ(ring.members, (std::vector<std::uint32_t>{7, 2, 3}));
    EXPECT_EQ(ring.positions, (std::vector<std::uint64_t>{10, 22, 23}));
}
