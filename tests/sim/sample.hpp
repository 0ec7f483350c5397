#pragma once

#include <gtest/gtest.h>

#include <cmath>

/// Repeated measurements, to be compared with a published mean.
class Sample {
  public:
    void add(double x) {
        ++n_;
        sum_ += x;
        squares_ += x * x;
    }
    double mean() const { return sum_ / n_; }
    double sd() const { return std::sqrt(std::fmax(0, squares_ / n_ - mean() * mean())); }
    double standard_error() const { return sd() / std::sqrt(n_); }

  private:
    double n_ = 0, sum_ = 0, squares_ = 0;
};

/// |engine - reference| <= 3.5 standard errors of the difference, plus half a unit of the last
/// digit printed: a correct engine fails once in 2,000 comparisons. Seeds are fixed, so either
/// never or always.
inline void expect_mean(const Sample& engine, double reference, double its_standard_error,
                        double rounding = 0) {
    EXPECT_NEAR(engine.mean(), reference,
                3.5 * std::hypot(engine.standard_error(), its_standard_error) + rounding);
}
