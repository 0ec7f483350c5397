#include <sim/ring.hpp>

#include <sim/stream.hpp>

#include <gtest/gtest.h>

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

TEST(Ring, part_of_another_ring_comes_after_the_last) {
    sim::Ring ring, other;
    ring.push_back(7, 10);
    for (const std::uint32_t member : {1u, 2u, 3u, 4u})
        other.push_back(member, 20 + member);
    ring.append(other, 1, 3);
    EXPECT_EQ(ring.members, (std::vector<std::uint32_t>{7, 2, 3}));
    EXPECT_EQ(ring.positions, (std::vector<std::uint64_t>{10, 22, 23}));
}
