#include <sim/stream.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <vector>

namespace {

constexpr sim::RunAddress run{.seed = 2020, .replicate = 7};

/// Correlation of the uniforms of two streams over n entities.
double correlation(const sim::Stream& a, const sim::Stream& b, int n) {
    double sum = 0;
    for (int i = 0; i < n; ++i)
        sum += (a.uniform(static_cast<std::uint64_t>(i)) - 0.5) *
               (b.uniform(static_cast<std::uint64_t>(i)) - 0.5);
    return 12 * sum / n;
}

}  // namespace

TEST(Stream, same_address_gives_the_same_bits) {
    const sim::Stream stream(run, "dropout", 46);
    const std::uint32_t first = stream.word(1234, 5);
    stream.word(99, 0);  // other draws in between change nothing
    EXPECT_EQ(stream.word(1234, 5), first);
    EXPECT_EQ(sim::Stream(run, "dropout", 46).word(1234, 5), first);
}

// Golden words: a change here changes the results of every run.
TEST(Stream, draws_stay_where_they_were) {
    constexpr sim::Stream stream({1, 2}, "dropout", 3);
    static_assert(stream.word(0) == 0x111df731);
    EXPECT_EQ(stream.word(5), 0x0f85141eu);
    EXPECT_EQ(stream.word(5, 1), 0x31f51b61u);
    EXPECT_EQ(stream.key(), 0xd52b35b392a0d23cu);
}

// Any two of n words agree with chance n^2 / 2^33: here 14 words, 3e-8.
TEST(Stream, every_part_of_the_address_matters) {
    const auto word = [](std::uint64_t seed, std::uint32_t replicate, const char* process,
                         std::uint32_t day, std::uint64_t entity, std::uint32_t number) {
        return sim::Stream({seed, replicate}, process, day).word(entity, number);
    };
    const std::set<std::uint32_t> words{word(1, 1, "rumor", 1, 1, 1),
                                        word(2, 1, "rumor", 1, 1, 1),
                                        word(1ull << 63, 1, "rumor", 1, 1, 1),
                                        word(1, 2, "rumor", 1, 1, 1),
                                        word(1, 1u << 31, "rumor", 1, 1, 1),
                                        word(1, 1, "rumors", 1, 1, 1),
                                        word(1, 1, "", 1, 1, 1),
                                        word(1, 1, "rumor", 2, 1, 1),
                                        word(1, 1, "rumor", 1u << 31, 1, 1),
                                        word(1, 1, "rumor", 1, 2, 1),
                                        word(1, 1, "rumor", 1, 5, 1),
                                        word(1, 1, "rumor", 1, 1ull << 63, 1),
                                        word(1, 1, "rumor", 1, 1, 2),
                                        word(1, 1, "rumor", 1, 1, 1u << 31)};
    EXPECT_EQ(words.size(), 14u);
}

TEST(Stream, words_in_bulk_are_the_words_one_by_one) {
    const sim::Stream stream(run, "kernel", 119);
    const std::uint64_t carry = (std::uint64_t{1} << 34) - 100;  // the block number exceeds 32 bits
    for (const std::uint64_t first :
         {std::uint64_t{0}, std::uint64_t{4095}, std::uint64_t{4097}, carry})
        for (const std::size_t n : {0u, 1u, 3u, 4u, 63u, 64u, 65u, 127u, 200u, 1000u}) {
            std::vector<std::uint32_t> words(n + 1, 42);
            stream.words(first, std::span(words).first(n), 3);
            for (std::size_t i = 0; i < n; ++i)
                ASSERT_EQ(words[i], stream.word(first + i, 3)) << first << " + " << i;
            ASSERT_EQ(words[n], 42u) << "written beyond the end";
        }
}

TEST(Stream, words_of_draws_from_anywhere_are_the_words_one_by_one) {
    const sim::Stream stream(run, "kernel", 119);
    for (const std::size_t n : {0u, 1u, 4u, 5u, 15u, 16u, 17u, 100u}) {
        std::vector<sim::Draw> draws;
        for (std::uint32_t i = 0; i < n; ++i)
            draws.push_back({.entity = sim::mix(i), .number = i % 3});
        std::vector<std::uint32_t> words(n + 1, 42);
        stream.words_of(draws, std::span(words).first(n));
        for (std::size_t i = 0; i < n; ++i)
            ASSERT_EQ(words[i], stream.word(draws[i].entity, draws[i].number)) << i << " of " << n;
        ASSERT_EQ(words[n], 42u) << "written beyond the end";
    }
}

// 2^20 words, each bit 1 half of the time: 32 tests at 5.5 standard errors, false alarm 1e-6.
TEST(Stream, every_bit_is_fair) {
    constexpr std::size_t n = 1u << 20;
    std::vector<std::uint32_t> words(n);
    sim::Stream(run, "fair", 0).words(0, words);
    for (int bit = 0; bit < 32; ++bit) {
        double ones = 0;
        for (const auto word : words)
            ones += word >> bit & 1;
        EXPECT_LT(std::abs(ones - n / 2.0), 5.5 * std::sqrt(n / 4.0)) << "bit " << bit;
    }
}

// 256 cells, 2^20 words: chi-square with 255 degrees of freedom is below 375 except once in 1e6.
TEST(Stream, words_are_spread_evenly) {
    std::vector<std::uint32_t> words(1u << 20);
    sim::Stream(run, "even", 0).words(0, words);
    std::vector<double> cells(256);
    for (const auto word : words)
        cells[word >> 24] += 1;
    double chi_square = 0;
    for (const double count : cells)
        chi_square += (count - 4096) * (count - 4096) / 4096;
    EXPECT_LT(chi_square, 375);
}

// Standard error 1 / sqrt(n) = 1e-3; 5.5 of them: false alarm 2e-7 in all.
TEST(Stream, processes_days_and_replicates_are_uncorrelated) {
    const sim::Stream stream(run, "dropout", 46);
    EXPECT_LT(std::abs(correlation(stream, {run, "recruitment", 46}, 1000000)), 5.5e-3);
    EXPECT_LT(std::abs(correlation(stream, {run, "dropout", 47}, 1000000)), 5.5e-3);
    EXPECT_LT(std::abs(correlation(stream, {{2020, 8}, "dropout", 46}, 1000000)), 5.5e-3);
    EXPECT_LT(std::abs(correlation(stream, {{2021, 7}, "dropout", 46}, 1000000)), 5.5e-3);
}

TEST(Stream, a_uniform_is_strictly_between_0_and_1) {
    EXPECT_GT((0u + 0.5) * 0x1p-32, 0);
    EXPECT_LT((0xFFFFFFFFu + 0.5) * 0x1p-32, 1);
    const sim::Stream stream(run, "uniform", 0);
    EXPECT_EQ(stream.uniform(5), (stream.word(5) + 0.5) * 0x1p-32);
}

TEST(Stream, a_probability_becomes_a_cut_of_the_words) {
    static_assert(sim::probability_cut(0) == 0);
    static_assert(sim::probability_cut(-1) == 0);
    static_assert(sim::probability_cut(0.5) == std::uint64_t{1} << 31);
    static_assert(sim::probability_cut(1) == std::uint64_t{1} << 32);
    static_assert(sim::probability_cut(2) == std::uint64_t{1} << 32);
    static_assert(sim::probability_cut(0x1.8p-32) == 2);
    EXPECT_EQ(sim::probability_cut(std::nan("")), 0u);
}

// 1e5 draws: within 5 standard errors, false alarm 6e-7 each.
TEST(Stream, bernoulli_happens_with_its_probability_and_more_is_never_less) {
    const sim::Stream stream(run, "bernoulli", 0);
    constexpr int n = 100000;
    std::vector<bool> happened_before(n, false);
    for (const double p : {0.0, 0.001, 0.3, 0.7, 1.0}) {
        int count = 0;
        for (int i = 0; i < n; ++i) {
            const auto entity = static_cast<std::size_t>(i);
            const bool happens = stream.bernoulli(p, entity);
            EXPECT_TRUE(happens || !happened_before[entity]);
            happened_before[entity] = happens;
            count += happens;
        }
        EXPECT_LE(std::abs(count - n * p), 5 * std::sqrt(n * p * (1 - p))) << p;
    }
}

// 20,000 words, 20 places: 1,000 each, sd 31, 20 looks at 5 sd: false alarm 1e-5.
TEST(Stream, every_place_in_a_list_is_as_likely) {
    static_assert(sim::one_of(7, 0) == 0 && sim::one_of(7, 0xFFFFFFFF) == 6);
    static_assert(sim::one_of(1, 0xFFFFFFFF) == 0);
    static_assert(sim::one_of(0x100000000, 0xFFFFFFFF) == 0xFFFFFFFF);
    const sim::Stream stream(run, "places", 3);
    std::vector<int> count(20);
    for (std::uint64_t i = 0; i < 20'000; ++i)
        ++count[sim::one_of(count.size(), stream.word(i))];
    for (const int n : count)
        EXPECT_NEAR(n, 1000, 155);
}

TEST(Stream, an_unordered_pair_is_the_same_both_ways_and_an_ordered_one_is_not) {
    static_assert(sim::unordered_pair(3, 8) == sim::unordered_pair(8, 3));
    static_assert(sim::unordered_pair(3, 8) == sim::ordered_pair(3, 8));
    static_assert(sim::ordered_pair(8, 3) != sim::ordered_pair(3, 8));
}

// Thaler, Ravishankar (1998), doi:10.1109/90.663936: one more lab takes its share of the orders and
// moves no other. 20000 orders, share 1/5, 5 standard errors: false alarm 6e-7.
TEST(Rendezvous, a_new_lab_moves_only_the_orders_that_go_to_it) {
    const std::uint64_t key = sim::Stream(run, "orders", 0).key();
    const auto lab_of = [&](std::uint64_t order, std::uint64_t n_labs) {
        std::uint64_t best = 0;
        for (std::uint64_t lab = 1; lab < n_labs; ++lab)
            if (sim::rendezvous(key, order, lab) > sim::rendezvous(key, order, best))
                best = lab;
        return best;
    };
    int moved = 0;
    for (std::uint64_t order = 0; order < 20000; ++order)
        if (lab_of(order, 5) != lab_of(order, 4)) {
            EXPECT_EQ(lab_of(order, 5), 4u);
            ++moved;
        }
    EXPECT_NEAR(moved, 4000, 5 * std::sqrt(20000 * 0.2 * 0.8));
}
