#include <sim/distributions.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <vector>

namespace {

using Draw = std::function<double(std::uint64_t)>;
using DistributionFunction = std::function<double(double)>;

const sim::Stream stream({.seed = 1, .replicate = 0}, "distributions", 0);

/// Kolmogorov-Smirnov test of n = 1e5 draws. The largest distance between the two distribution
/// functions exceeds 2.7 / sqrt(n) with chance 2 exp(-2 * 2.7^2) = 9e-7 if they are the same.
void expect_law(const Draw& draw, const DistributionFunction& cdf) {
    constexpr std::size_t n = 100000;
    std::vector<double> draws(n);
    for (std::size_t i = 0; i < n; ++i)
        draws[i] = draw(i);
    std::sort(draws.begin(), draws.end());
    double distance = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double exact = cdf(draws[i]);
        const auto rank = static_cast<double>(i);
        distance = std::max({distance, exact - rank / n, (rank + 1) / n - exact});
    }
    EXPECT_LT(distance * std::sqrt(static_cast<double>(n)), 2.7);
}

/// Draws at the uniform numbers of the stream.
Draw at_uniforms(const std::function<double(double)>& quantile) {
    return [quantile](std::uint64_t entity) { return quantile(stream.uniform(entity)); };
}

/// Distribution function of a count 0, 1, ..., n from the logarithms of its probabilities.
std::vector<long double> cumulate(std::int64_t n,
                                  const std::function<long double(long double)>& log_p) {
    std::vector<long double> cdf(static_cast<std::size_t>(n) + 1);
    long double sum = 0;
    for (std::size_t k = 0; k < cdf.size(); ++k)
        cdf[k] = sum += std::exp(log_p(static_cast<long double>(k)));
    return cdf;
}

/// count(u) must be the smallest k with cdf[k] >= u, up to `error` in u.
void expect_inverse(const std::function<std::int64_t(double)>& count,
                    const std::vector<long double>& cdf, double error) {
    std::int64_t before = 0;
    for (double u = 0x1p-33; u < 1; u += u < 1e-3 ? u : 0.000317) {
        const std::int64_t k = count(u);
        ASSERT_GE(k, before) << "not monotone at u = " << u;
        ASSERT_GE(cdf.at(static_cast<std::size_t>(k)), u - error) << u;
        if (k > 0) {
            ASSERT_LE(cdf.at(static_cast<std::size_t>(k) - 1), u + error) << u;
        }
        before = k;
    }
    ASSERT_GE(cdf.at(static_cast<std::size_t>(count(1 - 0x1p-33))), 1 - 0x1p-32);
}

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

}  // namespace

TEST(Distributions, continuous_quantities_follow_their_laws) {
    expect_law(at_uniforms([](double u) { return sim::normal(u, 3, 2); }),
               [](double x) { return normal_cdf((x - 3) / 2); });
    expect_law(at_uniforms([](double u) { return sim::lognormal(u, 5, 0.7); }),
               [](double x) { return normal_cdf(std::log(x / 5) / 0.7); });
    expect_law(at_uniforms([](double u) { return sim::exponential(u, 4); }),
               [](double x) { return 1 - std::exp(-x / 4); });
}

TEST(Distributions, quantiles_of_continuous_quantities_are_known) {
    EXPECT_DOUBLE_EQ(sim::normal(0.5, 3, 2), 3);
    EXPECT_DOUBLE_EQ(sim::lognormal(0.5, 5, 0.7), 5);
    EXPECT_DOUBLE_EQ(sim::exponential(0.5, 4), 4 * std::log(2));
}

TEST(Distributions, many_poisson_draws_are_the_same_as_one_by_one) {
    for (const double mean : {0.0, 0.3, 7.5, 9999.0, 10001.0}) {
        const sim::Poisson many(mean);
        for (const double u : {1e-9, 0.2, 0.5, 0.999})
            EXPECT_EQ(many(u), sim::poisson(u, mean)) << mean << " " << u;
    }
    EXPECT_THROW(sim::Poisson(-1), std::logic_error);
}

TEST(Distributions, poisson_is_the_inverse_of_its_distribution_function) {
    EXPECT_EQ(sim::poisson(0.999, 0), 0);
    for (const double mean :
         {1e-9, 0.01, 0.5, 1.0, 3.7, 10.0, 99.5, 1000.0, 9999.0, 10001.0, 1e6}) {
        const auto cdf = cumulate(
            static_cast<std::int64_t>(mean + 10 * std::sqrt(mean) + 20), [&](long double k) {
                return k * std::log(static_cast<long double>(mean)) - mean - std::lgamma(k + 1);
            });
        const double error = mean > 1e4 ? 1e-7 : 1e-12;
        expect_inverse([&](double u) { return sim::poisson(u, mean); }, cdf, error);
    }
}

TEST(Distributions, binomial_is_the_inverse_of_its_distribution_function) {
    struct Case {
        std::int64_t n;
        double p;
    };
    for (const auto& [n, p] : {Case{1, 0.3},
                               {10, 0.5},
                               {10, 1e-9},
                               {100, 0.99},
                               {5000, 0.001},
                               {39000, 0.5},
                               {41000, 0.5},
                               {300000, 0.05},
                               {200000, 0.999}}) {
        const auto cdf = cumulate(n, [n = n, p = p](long double k) {
            const auto trials = static_cast<long double>(n);
            return std::lgamma(trials + 1) - std::lgamma(k + 1) - std::lgamma(trials - k + 1) +
                   k * std::log(static_cast<long double>(p)) +
                   (trials - k) * std::log1p(-static_cast<long double>(p));
        });
        const double error = static_cast<double>(n) * p * (1 - p) > 1e4 ? 1e-7 : 1e-12;
        expect_inverse([n = n, p = p](double u) { return sim::binomial(u, n, p); }, cdf, error);
    }
    EXPECT_EQ(sim::binomial(0.5, 0, 0.3), 0);
    EXPECT_EQ(sim::binomial(0.999, 10, 0), 0);
    EXPECT_EQ(sim::binomial(0.001, 10, 1), 10);
}

// Common random numbers: with the same luck, a greater parameter never gives less; also where the
// exact inversion hands over to the expansion (variance 1e4).
TEST(Distributions, with_the_same_luck_more_is_never_less) {
    for (std::uint64_t entity = 0; entity < 200; ++entity) {
        const double u = stream.uniform(entity);
        std::int64_t poisson = 0;
        for (double mean = 0.01; mean < 20000; mean *= 1.05) {
            EXPECT_GE(sim::poisson(u, mean), poisson) << u << " " << mean;
            poisson = sim::poisson(u, mean);
        }
        for (const std::int64_t n : {1, 20, 1000, 100000}) {
            std::int64_t binomial = 0;
            for (double p = 0; p <= 1; p += 0.01) {
                EXPECT_GE(sim::binomial(u, n, p), binomial) << u << " " << n << " " << p;
                EXPECT_GE(sim::binomial(u, n + 1, p), sim::binomial(u, n, p));
                binomial = sim::binomial(u, n, p);
            }
        }
        for (double p = 0.01; p < 0.99; p += 0.01)
            EXPECT_LE(sim::geometric(u, p + 0.01), sim::geometric(u, p));
    }
}

TEST(Distributions, geometric_waits_for_the_first_success) {
    for (const double p : {0.01, 0.3, 0.9}) {
        for (double u = 0.00037; u < 1; u += 0.00131) {
            const auto k = static_cast<double>(sim::geometric(u, p));
            EXPECT_GE(k, 1);
            EXPECT_GE(1 - std::pow(1 - p, k), u - 1e-12);
            EXPECT_LE(1 - std::pow(1 - p, k - 1), u + 1e-12);
        }
    }
    EXPECT_EQ(sim::geometric(0.999, 1), 1);
    EXPECT_NEAR(static_cast<double>(sim::geometric(0.5, 1e-12)) / 1e12, std::log(2), 1e-9);
    EXPECT_GT(sim::geometric(0.5, 1e-300), 0);
}

TEST(Distributions, rounding_keeps_the_mean) {
    EXPECT_EQ(sim::stochastic_round(0.999, 3), 3);
    EXPECT_EQ(sim::stochastic_round(0.24, 3.25), 4);
    EXPECT_EQ(sim::stochastic_round(0.26, 3.25), 3);
    EXPECT_EQ(sim::stochastic_round(0.74, -3.25), -3);
    EXPECT_EQ(sim::stochastic_round(0.76, -3.25), -4);
}

// Exact distribution functions: of shape 1/2 by erf, of shape 1 and 3 by Erlang's sum.
TEST(Distributions, gamma_follows_its_law) {
    expect_law([](std::uint64_t e) { return sim::gamma(stream, e, 0.5, 2); },
               [](double x) { return std::erf(std::sqrt(x / 2)); });
    expect_law([](std::uint64_t e) { return sim::gamma(stream, e, 1, 2); },
               [](double x) { return 1 - std::exp(-x / 2); });
    expect_law([](std::uint64_t e) { return sim::gamma(stream, e, 3, 1); },
               [](double x) { return 1 - std::exp(-x) * (1 + x + x * x / 2); });
}

// Exact: the arcsine law, and Beta(2, 3) as the second of four uniform numbers in order.
TEST(Distributions, beta_follows_its_law) {
    expect_law([](std::uint64_t e) { return sim::beta(stream, e, 0.5, 0.5); },
               [](double x) { return 2 / std::acos(-1.0) * std::asin(std::sqrt(x)); });
    expect_law([](std::uint64_t e) { return sim::beta(stream, e, 2, 3, 1); },
               [](double x) { return 1 - std::pow(1 - x, 4) - 4 * x * std::pow(1 - x, 3); });
    for (std::uint64_t entity = 0; entity < 1000; ++entity) {
        const double extreme = sim::beta(stream, entity, 1e-3, 1e-3);
        EXPECT_TRUE(extreme >= 0 && extreme <= 1);  // not 0 / 0
    }
}

// Four alternatives, 1e5 choosers: chi-square with 3 degrees of freedom exceeds 30.7 once in 1e6.
TEST(Choice, is_proportional_to_weight) {
    const std::array weights{1.0, 0.0, 2.0, 3.0, 4.0};
    const std::array<std::uint32_t, 5> alternatives{10, 11, 12, 13, 14};
    std::array<double, 5> counts{};
    for (std::uint32_t chooser = 0; chooser < 100000; ++chooser)
        counts[sim::choose(stream, chooser, weights, alternatives)] += 1;
    EXPECT_EQ(counts[1], 0);
    double chi_square = 0;
    for (const std::size_t i : {0u, 2u, 3u, 4u})
        chi_square += std::pow(counts[i] - 1e4 * weights[i], 2) / (1e4 * weights[i]);
    EXPECT_LT(chi_square, 30.7);
}

TEST(Choice, an_option_made_better_draws_choosers_to_itself_and_to_no_third) {
    const std::array weights{1.0, 2.0, 3.0};
    const std::array better{1.0, 2.7, 3.0};
    const std::array<std::uint32_t, 3> alternatives{4, 5, 6};
    int moved = 0;
    for (std::uint32_t chooser = 0; chooser < 20000; ++chooser) {
        const std::size_t before = sim::choose(stream, chooser, weights, alternatives);
        const std::size_t after = sim::choose(stream, chooser, better, alternatives);
        EXPECT_TRUE(after == before || after == 1);
        moved += after != before;
    }
    EXPECT_GT(moved, 0);
}

TEST(Choice, does_not_depend_on_the_order_of_the_list_or_on_the_scale_of_weights) {
    const std::array weights{1.0, 2.0, 3.0}, reversed{6.0, 4.0, 2.0};
    const std::array<std::uint32_t, 3> alternatives{4, 5, 6}, backward{6, 5, 4};
    for (std::uint32_t chooser = 0; chooser < 1000; ++chooser)
        EXPECT_EQ(alternatives[sim::choose(stream, chooser, weights, alternatives)],
                  backward[sim::choose(stream, chooser, reversed, backward)]);
}

TEST(Distributions, parameters_out_of_range_are_our_mistake) {
    const std::array<std::uint32_t, 1> alternative{0};
    const std::array nothing{0.0};
    EXPECT_THROW(sim::poisson(0.5, -1), std::logic_error);
    EXPECT_THROW(sim::poisson(0.5, std::nan("")), std::logic_error);
    EXPECT_THROW(sim::binomial(0.5, -1, 0.5), std::logic_error);
    EXPECT_THROW(sim::binomial(0.5, 1, 1.5), std::logic_error);
    EXPECT_THROW(sim::geometric(0.5, 0), std::logic_error);
    EXPECT_THROW(sim::gamma(stream, 0, 0, 1), std::logic_error);
    EXPECT_THROW(sim::beta(stream, 0, 1, 0), std::logic_error);
    EXPECT_THROW(sim::choose(stream, 0, nothing, alternative), std::logic_error);
    EXPECT_THROW(sim::choose(stream, 0, {}, {}), std::logic_error);
}
