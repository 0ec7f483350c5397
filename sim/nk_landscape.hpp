#pragma once

#include <sim/stream.hpp>

#include <cstdint>
#include <vector>

/// NK landscapes: how good each combination of traits is, more or less rugged (Kauffman, Weinberger
/// 1989, doi:10.1016/S0022-5193(89)80019-0). The task of Lazer, Friedman (2007,
/// doi:10.2189/asqu.52.4.667) on which people search and copy.
namespace sim {

/// A version is the bits of a word: bit i is trait i. Each trait contributes a number uniform on
/// (0, 1) that depends on itself and on K others; the quality of a version is their sum. The K
/// others are random ones, as in Lazer and Friedman: a circle of neighbors would let distant parts
/// of a design be improved one by one.
class NkLandscape {
  public:
    static constexpr int max_traits = 24;
    static constexpr int max_others = 12;

    NkLandscape() = default;

    /// The stream is that of one landscape: contributions and the traits they depend on have
    /// addresses in it. 1 <= n_traits <= 24, 0 <= n_others <= 12 and < n_traits.
    /// @throws logic_error if they are not
    NkLandscape(int n_traits, int n_others, const Stream& luck);

    int n_traits() const { return n_traits_; }

    /// The traits on which the contribution of trait i depends, i among them, ascending.
    const std::uint8_t* traits_of(int i) const { return &traits_of_[std::size_t(i * arity_)]; }

    /// Sum of contributions in units of 2^-24.
    std::uint32_t quality(std::uint32_t version) const;

    /// By how much the quality of a version rises if one trait is changed: only what the
    /// contributions that depend on it say must be looked up.
    std::int64_t gain(std::uint32_t version, std::uint32_t trait) const;

    /// Quality as a share of the best version's, in [0, 1].
    double fitness(std::uint32_t version) const {
        return double(quality(version)) / double(best_quality_);
    }

    /// The best of all versions.
    std::uint32_t best() const { return best_; }

  private:
    /// Where in the contributions of trait i that of a version stands.
    std::uint32_t leaf(int i, std::uint32_t version) const;
    const std::uint32_t* contributions_of(int i) const {
        return &contributions_[std::size_t(i) << arity_];
    }

    int n_traits_ = 0, arity_ = 0;
    std::vector<std::uint8_t> traits_of_;       // [n_traits, arity]
    std::vector<std::uint32_t> users_;          // [n_traits], bit i: contribution i depends on it
    std::vector<std::uint32_t> leaf_bit_;       // [n_traits, n_traits], bit of leaf i: the trait
    std::vector<std::uint32_t> contributions_;  // [n_traits, 2^arity]
    std::uint32_t best_ = 0;
    std::int64_t best_quality_ = -1;
};

/// The version that differs in one trait.
constexpr std::uint32_t with_changed(std::uint32_t version, std::uint32_t trait) {
    return version ^ (std::uint32_t{1} << trait);
}

}  // namespace sim
