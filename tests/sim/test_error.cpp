#include <sim/error.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace {

const std::vector<std::string> known{"dropout.rate", "dropout.on", "norms.approval"};

TEST(Error, numbers_in_texts_are_as_short_as_they_can_be) {
    EXPECT_EQ(sim::text(0.05, ' ', 8.0, ' ', 0.1 + 0.2), "0.05 8 0.30000000000000004");
    EXPECT_EQ(sim::text("n = ", 12u, std::string(" of "), -3), "n = 12 of -3");
}

// The shortest digits must read back as the same bits.
TEST(Error, numbers_in_texts_read_back_as_they_were) {
    for (const double number : {1.0 / 3, 6.02214076e23, 1e-300, -0.1, 4503599627370497.5})
        EXPECT_EQ(sim::parse_number(sim::text(number)), number);
}

TEST(Error, only_finite_decimal_numbers_are_numbers) {
    EXPECT_EQ(sim::parse_number("1e-3"), 0.001);
    EXPECT_EQ(sim::parse_number("-.5"), -0.5);
    for (const char* wrong :
         {"", " 1", "1 ", "1,5", "nan", "inf", "0x10", "1e999", "--1", "e", "1.2.3"})
        EXPECT_FALSE(sim::parse_number(wrong)) << wrong;
}

// Four kinds of slips cost one each: Damerau (1964, doi:10.1145/363958.363994).
TEST(Error, nearest_forgives_a_missing_a_surplus_a_wrong_and_two_swapped_letters) {
    for (const char* wrong : {"dropout.rat", "dropout.ratee", "dropout.rase", "dropout.raet"})
        EXPECT_EQ(sim::nearest(wrong, known), "dropout.rate") << wrong;
}

TEST(Error, nearest_finds_nothing_for_another_word) {
    EXPECT_EQ(sim::nearest("visors", known), "");
    EXPECT_EQ(sim::nearest("", known), "");
    EXPECT_EQ(sim::nearest("dropout.rate", {}), "");
}

TEST(Error, a_hint_lists_what_is_known_when_nothing_is_near) {
    EXPECT_EQ(sim::hint("norms.aproval", known), "; did you mean 'norms.approval'?");
    EXPECT_EQ(sim::hint("x", known), "; allowed is dropout.rate, dropout.on, norms.approval");
    EXPECT_EQ(sim::hint("x", {}), "; there is none");
}

TEST(Error, a_place_is_put_in_front_of_input_errors_only) {
    const auto wrong = [] { throw sim::InputError("too big"); };
    try {
        sim::located("a.toml:3", wrong);
        FAIL();
    } catch (const sim::InputError& error) {
        EXPECT_STREQ(error.what(), "a.toml:3: too big");
    }
    EXPECT_THROW(sim::located("a.toml:3", [] { sim::ensure(false, "our bug"); }), std::logic_error);
    EXPECT_EQ(sim::located("a.toml:3", [] { return 5; }), 5);
}

}  // namespace
