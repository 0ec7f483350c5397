#include <sim/nk_landscape.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>
#include <stdexcept>
#include <vector>

namespace {

using sim::NkLandscape;
using sim::Stream;

Stream luck(std::uint32_t replicate, std::string_view process = "nk") {
    return Stream({.seed = 1, .replicate = replicate}, process, 0);
}

bool is_local_optimum(const NkLandscape& landscape, std::uint32_t version) {
    for (std::uint32_t trait = 0; trait < std::uint32_t(landscape.n_traits()); ++trait)
        if (landscape.quality(sim::with_changed(version, trait)) > landscape.quality(version))
            return false;
    return true;
}

std::vector<std::uint32_t> local_optima(const NkLandscape& landscape) {
    std::vector<std::uint32_t> optima;
    for (std::uint32_t version = 0; version < 1u << landscape.n_traits(); ++version)
        if (is_local_optimum(landscape, version))
            optima.push_back(version);
    return optima;
}

double mean_contribution(const NkLandscape& landscape, std::uint32_t version) {
    return landscape.quality(version) * 0x1p-24 / landscape.n_traits();
}

}  // namespace

TEST(NkLandscape, the_best_version_is_the_best_of_all) {
    for (std::uint32_t replicate = 0; replicate < 60; ++replicate) {
        const int n_others = static_cast<int>(replicate) % 10;
        const NkLandscape landscape(12, n_others, luck(replicate));
        std::uint32_t best = 0;
        for (std::uint32_t version = 0; version < 1u << 12; ++version)
            if (landscape.quality(version) > landscape.quality(best))
                best = version;
        EXPECT_EQ(landscape.quality(landscape.best()), landscape.quality(best));
        EXPECT_EQ(landscape.fitness(landscape.best()), 1);
        EXPECT_GT(landscape.fitness(best ^ 1), 0);
        EXPECT_LT(landscape.fitness(best ^ 1), 1);
    }
}

TEST(NkLandscape, the_gain_of_a_change_is_the_difference_of_the_qualities) {
    for (const int n_others : {0, 3, 11}) {
        const NkLandscape landscape(12, n_others, luck(0));
        for (std::uint32_t version = 0; version < 1u << 12; version += 5)
            for (std::uint32_t trait = 0; trait < 12; ++trait)
                EXPECT_EQ(landscape.gain(version, trait),
                          std::int64_t{landscape.quality(sim::with_changed(version, trait))} -
                              landscape.quality(version));
    }
}

TEST(NkLandscape, a_trait_depends_on_itself_and_on_distinct_others) {
    const NkLandscape landscape(20, 5, luck(0));
    for (int i = 0; i < 20; ++i) {
        const std::set<int> traits(landscape.traits_of(i), landscape.traits_of(i) + 6);
        EXPECT_EQ(traits.size(), 6u);
        EXPECT_EQ(traits.count(i), 1u);
        EXPECT_LT(*traits.rbegin(), 20);
    }
}

TEST(NkLandscape, without_interplay_a_trait_is_worth_the_same_in_all_surroundings) {
    const NkLandscape landscape(20, 0, luck(3));
    const std::uint32_t version = 0b1010'0101'0000'1111'0011;
    for (std::uint32_t trait = 0; trait < 20; ++trait) {
        const std::int64_t here = std::int64_t{landscape.quality(version)} -
                                  landscape.quality(sim::with_changed(version, trait));
        const std::int64_t elsewhere =
            std::int64_t{landscape.quality(version ^ 1u << (trait + 1) % 20)} -
            landscape.quality(sim::with_changed(version ^ 1u << (trait + 1) % 20, trait));
        EXPECT_EQ(here, elsewhere);
    }
}

TEST(NkLandscape, the_same_address_gives_the_same_landscape) {
    const NkLandscape one(20, 5, luck(7)), same(20, 5, luck(7)), other(20, 5, luck(8));
    EXPECT_EQ(one.quality(12345), same.quality(12345));
    EXPECT_NE(one.quality(12345), other.quality(12345));
    EXPECT_NE(one.quality(12345), NkLandscape(20, 5, luck(7, "other")).quality(12345));
}

TEST(NkLandscape, impossible_ones_are_refused) {
    EXPECT_THROW(NkLandscape(0, 0, luck(0)), std::logic_error);
    EXPECT_THROW(NkLandscape(25, 5, luck(0)), std::logic_error);
    EXPECT_THROW(NkLandscape(5, 5, luck(0)), std::logic_error);
    EXPECT_THROW(NkLandscape(20, -1, luck(0)), std::logic_error);
    EXPECT_THROW(NkLandscape(20, 13, luck(0)), std::logic_error);
}

// Kauffman, Weinberger (1989): without interplay one peak, which every walk uphill reaches; its
// traits are the better of two uniform numbers, mean 2/3, sd of the mean over 50 x 20 of them
// sqrt(1/18 / 1000) = .0075. False alarm 4e-5.
TEST(NkLandscape, without_interplay_there_is_one_peak) {
    double sum = 0;
    for (std::uint32_t replicate = 0; replicate < 50; ++replicate) {
        const NkLandscape landscape(20, 0, luck(replicate));
        std::uint32_t version = 0;
        for (std::uint32_t trait = 0; trait < 20; ++trait)
            if (landscape.quality(sim::with_changed(version, trait)) > landscape.quality(version))
                version = sim::with_changed(version, trait);
        EXPECT_EQ(version, landscape.best());
        sum += mean_contribution(landscape, version);
    }
    EXPECT_NEAR(sum / 50, 2.0 / 3, 0.031);
    EXPECT_EQ(local_optima(NkLandscape(10, 0, luck(0))).size(), 1u);
}

// Kauffman, Levin (1987, doi:10.1016/S0022-5193(87)80029-2): where every trait depends on all, 2^N
// / (N + 1) versions are local optima: 93.09 for N = 10, sd 6.1 a landscape; of 200 means .43.
// False alarm 3e-6 at 4.6 sd.
TEST(NkLandscape, full_interplay_has_as_many_peaks_as_chance) {
    double sum = 0;
    for (std::uint32_t replicate = 0; replicate < 200; ++replicate)
        sum += double(local_optima(NkLandscape(10, 9, luck(replicate))).size());
    EXPECT_NEAR(sum / 200, 1024.0 / 11, 2.0);
}

// A uniform number has mean 1/2 and sd sqrt(1/12); 20 of them a version, 100 landscapes of which
// one version each: sd .0065.
TEST(NkLandscape, a_random_version_is_average) {
    double sum = 0, squares = 0;
    for (std::uint32_t replicate = 0; replicate < 100; ++replicate) {
        const double mean = mean_contribution(NkLandscape(20, 5, luck(replicate)), 777);
        sum += mean;
        squares += (mean - 0.5) * (mean - 0.5);
    }
    EXPECT_NEAR(sum / 100, 0.5, 0.027);
    EXPECT_NEAR(std::sqrt(squares / 100), std::sqrt(1.0 / 12 / 20), 0.02);
}

// Kauffman, Weinberger (1989): the number of peaks grows with K.
TEST(NkLandscape, interplay_makes_it_rugged) {
    std::array<double, 4> peaks{};
    for (std::uint32_t replicate = 0; replicate < 30; ++replicate)
        for (std::size_t i = 0; i < peaks.size(); ++i)
            peaks[i] += double(local_optima(NkLandscape(10, int(3 * i), luck(replicate))).size());
    for (std::size_t i = 1; i < peaks.size(); ++i)
        EXPECT_GT(peaks[i], 1.5 * peaks[i - 1]);
}
