#include <sim/math.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace sim {

namespace {

/// A number as the unevaluated sum of two, about 106 bits. Dekker (1971), doi:10.1007/BF01397083.
struct Pair {
    double high, low;
};

/// a + b without error when |a| >= |b| or a == 0.
Pair quick_sum(double a, double b) {
    const double sum = a + b;
    return {sum, b - (sum - a)};
}

/// a * b without error: each factor is cut into two halves of 26 bits.
Pair product(double a, double b) {
    const auto cut = [](double x) {
        const double shifted = 134217729.0 * x;  // 2^27 + 1
        const double high = shifted - (shifted - x);
        return Pair{high, x - high};
    };
    const auto [a1, a2] = cut(a);
    const auto [b1, b2] = cut(b);
    const double high = a * b;
    return {high, ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2};
}

Pair operator+(Pair a, Pair b) {  // |a| >= |b|
    const auto [high, low] = quick_sum(a.high, b.high);
    return quick_sum(high, low + (a.low + b.low));
}

Pair operator*(Pair a, Pair b) {
    const auto [high, low] = product(a.high, b.high);
    return quick_sum(high, low + (a.high * b.low + a.low * b.high));
}

Pair operator/(Pair a, Pair b) {
    const double high = a.high / b.high;
    const auto [back, error] = product(high, b.high);
    return quick_sum(high, ((a.high - back) - error + a.low - high * b.low) / b.high);
}

/// Natural logarithm of a finite x > 0 to about 66 bits: log x = k ln 2 + 2 atanh(s).
Pair precise_log(double x) {
    constexpr Pair ln2{6.93147180559945286227e-01, 2.31904681384629955842e-17};
    constexpr Pair two_thirds{6.66666666666666629659e-01, 3.70074341541718826e-17};
    const auto [fraction, k] = split(x);
    const Pair s =
        Pair{fraction - 1, 0} / quick_sum(fraction < 1 ? 1 : fraction, fraction < 1 ? fraction : 1);
    const Pair square = s * s;
    const double z = square.high;  // the rest of the series is short of 2^-12 of the whole
    double rest = 0;
    for (int odd = 23; odd >= 5; odd -= 2)
        rest = rest * z + 2.0 / odd;
    const Pair series = s * square * (two_thirds + Pair{z * rest, 0});
    const Pair fraction_log = Pair{2 * s.high, 2 * s.low} + series;
    return k == 0 ? fraction_log : Pair{static_cast<double>(k), 0} * ln2 + fraction_log;
}

/// c[0] + c[1] x + ... + c[7] x^7
double polynomial(const std::array<double, 8>& c, double x) {
    double sum = c[7];
    for (int i = 6; i >= 0; --i)
        sum = sum * x + c[static_cast<std::size_t>(i)];
    return sum;
}

/// Where the rational approximation of the middle of the normal law ends, on both sides of 1/2.
constexpr double middle = 0.425;

/// normal_quantile(0.5 + q) for |q| <= middle.
double quantile_in_middle(double q) {
    constexpr std::array a{3.3871328727963666080,    1.3314166789178437745e+2,
                           1.9715909503065514427e+3, 1.3731693765509461125e+4,
                           4.5921953931549871457e+4, 6.7265770927008700853e+4,
                           3.3430575583588128105e+4, 2.5090809287301226727e+3};
    constexpr std::array b{1.0,
                           4.2313330701600911252e+1,
                           6.8718700749205790830e+2,
                           5.3941960214247511077e+3,
                           2.1213794301586595867e+4,
                           3.9307895800092710610e+4,
                           2.8729085735721942674e+4,
                           5.2264952788528545610e+3};
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
}

/// normal_quantile(p) for |p - 1/2| > middle.
double quantile_in_tail(double p) {
    const double q = p - 0.5;
    const double tail = q < 0 ? p : 1 - p;
    if (!(tail > 0))
        return tail == 0 ? std::copysign(constants::infinity, q) : constants::not_a_number;
    const double r = std::sqrt(-log(tail));
    double z = 0;
    if (r <= 5) {
        constexpr std::array c{1.42343711074968357734,    4.63033784615654529590,
                               5.76949722146069140550,    3.64784832476320460504,
                               1.27045825245236838258,    2.41780725177450611770e-1,
                               2.27238449892691845833e-2, 7.74545014278341407640e-4};
        constexpr std::array d{1.0,
                               2.05319162663775882187,
                               1.67638483018380384940,
                               6.89767334985100004550e-1,
                               1.48103976427480074590e-1,
                               1.51986665636164571966e-2,
                               5.47593808499534494600e-4,
                               1.05075007164441684324e-9};
        z = polynomial(c, r - 1.6) / polynomial(d, r - 1.6);
    } else {
        constexpr std::array e{6.65790464350110377720,    5.46378491116411436990,
                               1.78482653991729133580,    2.96560571828504891230e-1,
                               2.65321895265761230930e-2, 1.24266094738807843860e-3,
                               2.71155556874348757815e-5, 2.01033439929228813265e-7};
        constexpr std::array f{1.0,
                               5.99832206555887937690e-1,
                               1.36929880922735805310e-1,
                               1.48753612908506148525e-2,
                               7.86869131145613259100e-4,
                               1.84631831751005468180e-5,
                               1.42151175831644588870e-7,
                               2.04426310338993978564e-15};
        z = polynomial(e, r - 5) / polynomial(f, r - 5);
    }
    return std::copysign(z, q);
}

}  // namespace

double pow(double x, double y) {
    if (y == 0 || x == 1)
        return 1;
    if (!(x >= 0) || y != y)
        return constants::not_a_number;
    if (x == 0 || x == constants::infinity)
        return (x == 0) == (y > 0) ? 0 : constants::infinity;
    const Pair log_x = precise_log(x);
    if (!(std::abs(log_x.high * y) < 1000))  // beyond the range of exp, infinite y included
        return log_x.high * y > 0 ? constants::infinity : 0;
    const Pair exponent = log_x * Pair{y, 0};
    const double power = exp(exponent.high);
    return power == constants::infinity ? power : power + power * exponent.low;
}

double normal_quantile(double p) {
    return std::abs(p - 0.5) <= middle ? quantile_in_middle(p - 0.5) : quantile_in_tail(p);
}

void normal_quantiles(std::span<double> numbers) {
    std::array<double, 64> p;
    for (std::size_t first = 0; first < numbers.size(); first += p.size()) {
        const auto block = numbers.subspan(first, std::min(p.size(), numbers.size() - first));
        std::copy(block.begin(), block.end(), p.begin());
        for (double& number : block)  // most are in the middle, and all together are vector code
            number = quantile_in_middle(number - 0.5);
        for (std::size_t i = 0; i < block.size(); ++i)
            if (!(std::abs(p[i] - 0.5) <= middle))
                block[i] = quantile_in_tail(p[i]);
    }
}

}  // namespace sim
