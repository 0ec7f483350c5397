#include <sim/math.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace {

/// Distance from the exact value in units in the last place of a double.
double ulps(double ours, long double exact) {
    const auto rounded = static_cast<double>(exact);
    const double unit =
        std::nextafter(std::abs(rounded), sim::constants::infinity) - std::abs(rounded);
    return static_cast<double>(std::abs(ours - exact) / unit);
}

/// Adds the bits of x to a checksum.
void add(std::uint64_t& sum, double x) {
    sum = (sum ^ std::bit_cast<std::uint64_t>(x)) * 0x100000001B3;
}

}  // namespace

// "Exact" is the C library's long double, which has 11 more bits (x86).
TEST(Math, exp_and_log_are_correct_to_one_unit_in_the_last_place) {
    for (double x = -708; x < 709; x += 0.0137)
        ASSERT_LT(ulps(sim::exp(x), std::exp(static_cast<long double>(x))), 1) << x;
    for (double x = 1e-305; x < 1e305; x *= 1.0137)
        ASSERT_LT(ulps(sim::log(x), std::log(static_cast<long double>(x))), 1) << x;
    for (double x = 0.5; x < 2; x += 0.0000137)
        ASSERT_LT(ulps(sim::log(x), std::log(static_cast<long double>(x))), 1) << x;
}

TEST(Math, log1p_keeps_the_digits_of_small_numbers) {
    for (double x = 1e-300; x < 1e10; x *= 1.137)
        ASSERT_LT(ulps(sim::log1p(x), std::log1p(static_cast<long double>(x))), 3) << x;
    for (double x = 1e-300; x < 1; x *= 1.137)
        ASSERT_LT(ulps(sim::log1p(-x), std::log1p(static_cast<long double>(-x))), 3) << x;
}

TEST(Math, pow_is_correct_to_one_and_a_half_units_in_the_last_place) {
    for (double x = 1e-300; x < 1e300; x *= 3.137)
        for (double share = -0.9999; share < 1; share += 0.0137) {
            const double y = share * 700 / std::log(x);  // results from e^-700 to e^700
            ASSERT_LT(ulps(sim::pow(x, y), std::pow(static_cast<long double>(x), y)), 1.5)
                << x << " " << y;
        }
    for (double x = 0.5; x < 2; x += 0.000731)
        for (const double y : {-300.5, -2.0, -0.5, 1e-3, 0.7, 1.0, 3.0, 17.3, 690.1})
            ASSERT_LT(ulps(sim::pow(x, y), std::pow(static_cast<long double>(x), y)), 1.5)
                << x << " " << y;
}

TEST(Math, functions_know_their_limits) {
    using sim::constants::infinity;
    EXPECT_EQ(sim::exp(-infinity), 0);
    EXPECT_EQ(sim::exp(710), infinity);
    EXPECT_EQ(sim::exp(-745.1), 0x1p-1074);
    EXPECT_TRUE(std::isnan(sim::exp(sim::constants::not_a_number)));
    EXPECT_EQ(sim::log(0), -infinity);
    EXPECT_EQ(sim::log(infinity), infinity);
    EXPECT_TRUE(std::isnan(sim::log(-1)));
    EXPECT_NEAR(sim::log(0x1p-1074), -1074 * std::log(2), 1e-12);
    EXPECT_EQ(sim::log1p(-1), -infinity);
    EXPECT_EQ(sim::pow(0, 0), 1);
    EXPECT_EQ(sim::pow(0, 2), 0);
    EXPECT_EQ(sim::pow(0, -2), infinity);
    EXPECT_EQ(sim::pow(infinity, -2), 0);
    EXPECT_EQ(sim::pow(2, infinity), infinity);
    EXPECT_EQ(sim::pow(0.5, infinity), 0);
    EXPECT_EQ(sim::pow(10, 400), infinity);
    EXPECT_EQ(sim::pow(10, -400), 0);
    EXPECT_EQ(sim::pow(2, 10), 1024);
    EXPECT_TRUE(std::isnan(sim::pow(-1, 2)));
    EXPECT_EQ(sim::normal_quantile(0), -infinity);
    EXPECT_EQ(sim::normal_quantile(1), infinity);
    EXPECT_TRUE(std::isnan(sim::normal_quantile(1.5)));
}

// Wichura (1988), doi:10.2307/2347330, the three check values printed with PPND16.
TEST(Math, normal_quantile_reproduces_the_published_check_values) {
    EXPECT_NEAR(sim::normal_quantile(0.25), -0.6744897501960817, 1e-15);
    EXPECT_NEAR(sim::normal_quantile(0.001), -3.090232306167814, 4e-15);
    EXPECT_NEAR(sim::normal_quantile(1e-20), -9.262340089798408, 1e-14);
}

TEST(Math, normal_quantile_inverts_the_distribution_function) {
    for (double p = 1e-12; p < 0.5; p *= 1.0137) {
        const double z = sim::normal_quantile(p);
        ASSERT_NEAR(0.5 * std::erfc(-z / std::sqrt(2.0)) / p, 1, 5e-14) << p;
    }
    for (double p = 0.5; p < 1; p += 0.000137)
        ASSERT_NEAR(sim::normal_quantile(p), -sim::normal_quantile(1 - p), 1e-12) << p;
}

// 1000 numbers are more than a block, and not a whole number of blocks.
TEST(Math, many_normal_quantiles_are_those_of_each) {
    std::vector<double> numbers{0, 1, 1.5, 0.075, 0.925};
    for (int i = 1; i < 1000; ++i)
        numbers.push_back(i / 1000.0);
    std::vector<double> each;
    for (const double p : numbers)
        each.push_back(sim::normal_quantile(p));
    sim::normal_quantiles(numbers);
    EXPECT_EQ(std::memcmp(numbers.data(), each.data(), each.size() * sizeof(double)), 0);
}

// The same number with GCC and Clang, at any level of optimization, on any machine.
TEST(Math, functions_give_the_same_bits_everywhere) {
    std::uint64_t sum = 0;
    for (int i = 1; i < 100000; ++i) {
        const double x = i / 100000.0;
        add(sum, sim::exp(1400 * x - 700));
        add(sum, sim::log(x));
        add(sum, sim::log1p(-x));
        add(sum, sim::pow(x, 30 * x - 15));
        add(sum, sim::normal_quantile(x));
    }
    EXPECT_EQ(sum, 7051113093363379536u);
}

TEST(Math, exp_and_log_are_known_at_compile_time) {
    static_assert(sim::exp(0) == 1);
    static_assert(sim::log(1) == 0);
}
