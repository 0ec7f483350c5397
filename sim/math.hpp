#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <span>

/// Elementary functions that give the same bits with every compiler and on every machine: the C
/// library's may differ in the last bit, and one bit can decide whether somebody stays or leaves.
namespace sim {

namespace constants {
inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
/// ln 2 in two parts; the first has so few digits that its product with an exponent is exact.
inline constexpr double ln2_high = 6.93147180369123816490e-01;
inline constexpr double ln2_low = 1.90821492927058770002e-10;
}  // namespace constants

/// 2^k for -1022 <= k <= 1023.
constexpr double power_of_two(int k) {
    return std::bit_cast<double>(static_cast<std::uint64_t>(1023 + k) << 52);
}

/// x * 2^k for any k in [-2044, 2046], rounded once where the result is subnormal.
constexpr double scale_by_power_of_two(double x, int k) {
    if (k > 1023)
        return x * 0x1p1023 * power_of_two(k - 1023);
    if (k < -1022)
        return x * power_of_two(k + 1000) * 0x1p-1000;
    return x * power_of_two(k);
}

/// x > 0 as fraction * 2^exponent with the fraction in about [sqrt(1/2), sqrt(2)].
struct Split {
    double fraction;
    int exponent;
};

constexpr Split split(double x) {
    constexpr std::uint64_t one = std::uint64_t{0x3FF00000} << 32;
    constexpr std::uint64_t root_half = std::uint64_t{0x3FE6A09E} << 32;
    const bool subnormal = x < std::numeric_limits<double>::min();
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(subnormal ? x * 0x1p54 : x);
    const std::uint64_t shifted = bits + (one - root_half);
    return {std::bit_cast<double>((shifted & 0x000FFFFFFFFFFFFF) + root_half),
            static_cast<int>(shifted >> 52) - 1023 - (subnormal ? 54 : 0)};
}

/// e^x, error below 1 unit in the last place. Method and coefficients: fdlibm e_exp.c (Sun 1993):
/// x = k ln 2 + r with |r| <= ln(2)/2, and a rational approximation of e^r.
constexpr double exp(double x) {
    if (x != x)
        return x;
    if (x > 709.782712893383973096)
        return constants::infinity;
    if (x < -745.13321910194110842)
        return 0.0;
    const int k = static_cast<int>(1.44269504088896338700 * x + (x < 0 ? -0.5 : 0.5));
    const double high = x - k * constants::ln2_high;
    const double low = k * constants::ln2_low;
    const double r = high - low;
    const double t = r * r;
    const double c =
        r - t * (1.66666666666666019037e-01 +
                 t * (-2.77777777770155933842e-03 +
                      t * (6.61375632143793436117e-05 +
                           t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
    return scale_by_power_of_two(1 - ((low - (r * c) / (2 - c)) - high), k);
}

/// Natural logarithm, error below 1 unit in the last place; -inf at 0, not a number below.
/// Method and coefficients: fdlibm e_log.c (Sun 1993): log(1 + f) = 2 atanh(s), s = f / (2 + f).
constexpr double log(double x) {
    if (x == 0)
        return -constants::infinity;
    if (!(x > 0))
        return constants::not_a_number;
    if (x == constants::infinity)
        return x;
    const auto [fraction, k] = split(x);
    const double f = fraction - 1;
    const double s = f / (2 + f);
    const double z = s * s;
    const double w = z * z;
    const double even = w * (3.999999999940941908e-01 +
                             w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    const double odd = z * (6.666666666666735130e-01 +
                            w * (2.857142874366239149e-01 +
                                 w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    const double half_square = 0.5 * f * f;
    return s * (half_square + (even + odd)) + k * constants::ln2_low - half_square + f +
           k * constants::ln2_high;
}

/// log(1 + x) for x >= -1, without loss of digits for small x.
constexpr double log1p(double x) {
    // 1 + x is rounded; the factor puts back what the rounding took: Goldberg (1991), theorem 4,
    // doi:10.1145/103162.103163.
    const double y = 1 + x;
    return y == 1 || y == constants::infinity ? x : x == -1 ? log(y) : log(y) * (x / (y - 1));
}

/// x^y for x >= 0, error below 1.5 units in the last place; not a number for x < 0.
double pow(double x, double y);

/// The z that a standard normal variable stays below with probability p in (0, 1); -inf at 0 and
/// +inf at 1. Relative error about 1e-16: Wichura (1988), Algorithm AS 241, doi:10.2307/2347330.
double normal_quantile(double p);

/// Puts normal_quantile() of each number in its place: the same bits, in half the time.
void normal_quantiles(std::span<double> numbers);

}  // namespace sim
