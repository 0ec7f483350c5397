#include <sim/philox.hpp>

#include <gtest/gtest.h>

// Salmon et al. (2011), doi:10.1145/2063384.2063405: the three rows "philox4x32 10" of the file
// tests/kat_vectors of their library Random123.
TEST(Philox, reproduces_the_published_known_answers) {
    EXPECT_EQ(sim::philox({0, 0, 0, 0}, {0, 0}),
              (sim::PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(
        sim::philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
        (sim::PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(
        sim::philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
        (sim::PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, is_known_at_compile_time) {
    static_assert(sim::philox({0, 0, 0, 0}, {0, 0})[0] == 0x6627e8d5);
}
