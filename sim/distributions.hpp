#pragma once

#include <sim/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

/// Random quantities, each a function of one uniform number u in (0, 1): its inverse distribution
/// function. So with the same luck u, a greater parameter never gives a smaller quantity. (With
/// geometric(), of course, a greater chance never gives a longer wait.)
/// A parameter outside the stated range throws std::logic_error.
namespace sim {

/// Normal with any mean, sd >= 0.
double normal(double u, double mean, double sd);

/// exp of a normal: median > 0, sigma >= 0 is the sd of its logarithm.
double lognormal(double u, double median, double sigma);

/// Exponential waiting time, mean >= 0.
double exponential(double u, double mean);

/// Poisson, mean in [0, 1e15].
std::int64_t poisson(double u, double mean);

/// The same for many draws with one mean: what they have in common is added up once.
class Poisson {
  public:
    explicit Poisson(double mean);
    std::int64_t operator()(double u) const;

  private:
    double mean_;
    double below_ = 0, above_ = 0;  ///< P(k < mode) and P(k > mode), where P(mode) is 1
    std::int64_t lowest_ = 0;       ///< the least k that is not negligible
};

/// How many of n >= 0 succeed, each with chance p in [0, 1].
std::int64_t binomial(double u, std::int64_t n, double p);

/// Number of trials up to and including the first success: 1, 2, ...; chance p in (0, 1].
std::int64_t geometric(double u, double p);

/// floor(x) or floor(x) + 1, with mean x; |x| <= 2^53.
std::int64_t stochastic_round(double u, double x);

/// Gamma with shape > 0, scale >= 0 (mean shape * scale), by rejection: Marsaglia, Tsang (2000),
/// doi:10.1145/358407.358414. Draws at number, number + 2^16, ...; so keep number below 2^15.
double gamma(const Stream& stream, std::uint64_t entity, double shape, double scale,
             std::uint32_t number = 0);

/// Beta on (0, 1) with a > 0, b > 0 (mean a / (a + b)), from two gammas; number below 2^15.
double beta(const Stream& stream, std::uint64_t entity, double a, double b,
            std::uint32_t number = 0);

/// Index of the alternative that the chooser takes, with probability proportional to its weight
/// (>= 0, finite). Each pair of chooser and alternative has its own luck (Gumbel-max trick): when
/// one alternative becomes better, choosers move to it or stay, never to a third one; the order in
/// which alternatives are listed does not matter.
/// @throws std::logic_error if all weights are 0 or the spans differ in size.
std::size_t choose(const Stream& stream, std::uint32_t chooser, std::span<const double> weights,
                   std::span<const std::uint32_t> alternatives, std::uint32_t number = 0);

}  // namespace sim
