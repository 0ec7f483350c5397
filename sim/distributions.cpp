#include <sim/distributions.hpp>

#include <sim/error.hpp>
#include <sim/math.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

namespace sim {

namespace {

/// Below this variance counts are inverted exactly; the work grows with its square root.
constexpr double largest_exact_variance = 1e4;

/// A law of counts through the ratios of its probabilities: up(k) = P(k + 1) / P(k), down(k) =
/// P(k - 1) / P(k); they rise to the mode, then fall. They are counted in units of P(mode), so no
/// factorial is ever needed.
constexpr double negligible = 0x1p-60;

/// P(k < mode) and the lowest k that counts for it.
template <class Down>
std::pair<double, std::int64_t> add_up_below(std::int64_t mode, Down down) {
    double below = 0, term = 1;
    std::int64_t lowest = mode;
    while (lowest > 0 && term > negligible)
        below += term *= down(lowest--);
    return {below, lowest};
}

/// P(k > mode).
template <class Up>
double add_up_above(std::int64_t mode, Up up) {
    double above = 0, term = 1;
    for (std::int64_t k = mode; term > negligible; ++k)
        above += term *= up(k);
    return above;
}

/// Smallest k >= 0 whose distribution function reaches u.
template <class Up, class Down>
std::int64_t invert(double u, std::int64_t mode, double below, double above, std::int64_t lowest,
                    Up up, Down down) {
    double left = u * (below + 1 + above) - below;  // what F(k) has still to gain beyond `below`
    std::int64_t k = mode;
    double term = 1;
    if (left > 0) {
        while (left > term && term > negligible) {
            left -= term;
            term *= up(k++);
        }
    } else {
        while (left <= 0 && k > lowest) {
            term *= down(k--);
            left += term;
        }
    }
    return k;
}

/// Binomial of few trials, added up from 0: few steps without a division. Nothing where u is so
/// near to a sum that rounding might decide, so that what is returned is what invert() returns.
std::optional<std::int64_t> binomial_of_few(double u, std::int64_t n, double p) {
    constexpr double near = 1e-12;
    // None succeeds with a chance of at least this (Bernoulli's inequality): often that settles it.
    if (u < 1 - static_cast<double>(n) * p - near)
        return 0;
    double term = n <= 16 ? 1 : 0;
    for (std::int64_t i = 0; i < n && term > near; ++i)
        term *= 1 - p;
    for (std::int64_t k = 0; k <= n && term > near; ++k) {
        u -= term;
        if (u < near)
            return u < -near ? std::optional(k) : std::nullopt;
        term *= p / (1 - p) * static_cast<double>(n - k) / static_cast<double>(k + 1);
    }
    return std::nullopt;
}

/// The same for a great variance: third-order Cornish-Fisher expansion with the continuity
/// correction; `skew` is the third central moment over the variance. The error of the distribution
/// function is below 1e-7. For Poisson it is the expansion of Giles (2016), doi:10.1145/2699466.
std::int64_t expand(double u, double mean, double variance, double skew) {
    const double z = normal_quantile(u);
    const double sd = std::sqrt(variance);
    // For Poisson and binomial alike the fourth cumulant over the variance is (3 skew^2 - 1) / 2.
    const double tail = (3 * skew * skew - 1) / 2;
    const double third =
        tail * (z * z * z - 3 * z) / 24 - skew * skew * (2 * z * z * z - 5 * z) / 36 - z / 24;
    const double x = mean + sd * z + skew * (z * z - 1) / 6 + 0.5 + third / sd;
    return static_cast<std::int64_t>(std::max(0.0, std::floor(x)));
}

/// Logarithm of a gamma variable of scale 1. Draw number k is at `number + k * 2^16`.
double log_gamma_draw(const Stream& stream, std::uint64_t entity, double shape,
                      std::uint32_t number) {
    constexpr std::uint32_t stride = 1u << 16;
    if (shape < 1) {  // a gamma of shape + 1, times u^(1 / shape)
        const double u = stream.uniform(entity, number);
        return log_gamma_draw(stream, entity, shape + 1, number + stride) + log(u) / shape;
    }
    const double d = shape - 1.0 / 3;
    for (;; number += 2 * stride) {
        const double z = normal_quantile(stream.uniform(entity, number));
        const double root = 1 + z / (3 * std::sqrt(d));
        if (root <= 0)
            continue;
        const double log_v = 3 * log(root);
        const double v = root * root * root;
        if (log(stream.uniform(entity, number + stride)) < 0.5 * z * z + d * (1 - v + log_v))
            return log(d) + log_v;
    }
}

}  // namespace

double normal(double u, double mean, double sd) {
    ensure(sd >= 0, "normal: sd >= 0");
    return mean + sd * normal_quantile(u);
}

double lognormal(double u, double median, double sigma) {
    ensure(median > 0 && sigma >= 0, "lognormal: median > 0 and sigma >= 0");
    return median * exp(sigma * normal_quantile(u));
}

double exponential(double u, double mean) {
    ensure(mean >= 0, "exponential: mean >= 0");
    return -mean * log1p(-u);
}

std::int64_t poisson(double u, double mean) { return Poisson(mean)(u); }

Poisson::Poisson(double mean) : mean_(mean) {
    ensure(mean >= 0 && mean <= 1e15, "poisson: the mean is in [0, 1e15]");
    if (mean > largest_exact_variance)
        return;
    const auto mode = static_cast<std::int64_t>(mean);
    std::tie(below_, lowest_) =
        add_up_below(mode, [&](auto k) { return static_cast<double>(k) / mean; });
    above_ = add_up_above(mode, [&](auto k) { return mean / static_cast<double>(k + 1); });
}

std::int64_t Poisson::operator()(double u) const {
    if (mean_ > largest_exact_variance)
        return expand(u, mean_, mean_, 1);
    return invert(
        u, static_cast<std::int64_t>(mean_), below_, above_, lowest_,
        [&](auto k) { return mean_ / static_cast<double>(k + 1); },
        [&](auto k) { return static_cast<double>(k) / mean_; });
}

std::int64_t binomial(double u, std::int64_t n, double p) {
    ensure(n >= 0 && p >= 0 && p <= 1, "binomial: n >= 0 and p in [0, 1]");
    if (p == 0 || p == 1)
        return p == 0 ? 0 : n;
    if (const auto k = binomial_of_few(u, n, p))
        return *k;
    const auto trials = static_cast<double>(n);
    const double variance = trials * p * (1 - p);
    if (variance > largest_exact_variance)
        return std::min(n, expand(u, trials * p, variance, 1 - 2 * p));
    const double odds = p / (1 - p);
    const auto up = [&](auto k) {
        return odds * static_cast<double>(n - k) / static_cast<double>(k + 1);
    };
    const auto down = [&](auto k) {
        return static_cast<double>(k) / (odds * static_cast<double>(n - k + 1));
    };
    const std::int64_t mode = std::min(n, static_cast<std::int64_t>((trials + 1) * p));
    const auto [below, lowest] = add_up_below(mode, down);
    return invert(u, mode, below, add_up_above(mode, up), lowest, up, down);
}

std::int64_t geometric(double u, double p) {
    ensure(p > 0 && p <= 1, "geometric: p is in (0, 1]");
    if (p == 1)
        return 1;
    const double failures = std::floor(log1p(-u) / log1p(-p));
    return 1 + static_cast<std::int64_t>(std::min(failures, 0x1p62));
}

std::int64_t stochastic_round(double u, double x) {
    ensure(std::abs(x) <= 0x1p53, "stochastic_round: |x| <= 2^53");
    const double floor = std::floor(x);
    return static_cast<std::int64_t>(floor) + (u < x - floor);
}

double gamma(const Stream& stream, std::uint64_t entity, double shape, double scale,
             std::uint32_t number) {
    ensure(shape > 0 && scale >= 0, "gamma: shape > 0 and scale >= 0");
    return scale * exp(log_gamma_draw(stream, entity, shape, number));
}

double beta(const Stream& stream, std::uint64_t entity, double a, double b, std::uint32_t number) {
    ensure(a > 0 && b > 0, "beta: a > 0 and b > 0");
    const double log_x = log_gamma_draw(stream, entity, a, number);
    const double log_y = log_gamma_draw(stream, entity, b, number + (1u << 15));
    // x / (x + y), also where x and y are too small for a double.
    return 1 / (1 + exp(log_y - log_x));
}

std::size_t choose(const Stream& stream, std::uint32_t chooser, std::span<const double> weights,
                   std::span<const std::uint32_t> alternatives, std::uint32_t number) {
    ensure(weights.size() == alternatives.size(), "choose: one weight an alternative");
    // A race: alternative i arrives after an exponential time of rate weights[i]. The logarithm of
    // its inverse is log(weight) plus a Gumbel variable, so the first is the Gumbel maximum.
    std::size_t best = weights.size();
    double best_time = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!(weights[i] > 0))
            continue;
        const double u = stream.uniform(ordered_pair(chooser, alternatives[i]), number);
        const double time = -log(u) / weights[i];
        const bool first = best == weights.size() || time < best_time ||
                           (time == best_time && alternatives[i] < alternatives[best]);
        if (first) {
            best = i;
            best_time = time;
        }
    }
    ensure(best < weights.size(), "choose: at least one weight is above 0");
    return best;
}

}  // namespace sim
