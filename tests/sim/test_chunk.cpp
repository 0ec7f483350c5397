#include <sim/chunk.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace {

using Marks = sim::Chunk<std::uint8_t>;

/// Every so manieth is marked, also beyond those that count.
Marks marked_every(std::size_t step) {
    Marks marks{};
    for (std::size_t i = 0; i < marks.size(); i += step)
        marks[i] = 1;
    return marks;
}

TEST(Chunk, those_marked_are_found_in_order_and_counted) {
    for (const std::size_t step : {1u, 7u, 100u})
        for (const std::size_t count : {0u, 1u, 8u, 33u, 1000u, 2048u}) {
            std::vector<std::size_t> expected, found;
            for (std::size_t i = 0; i < count; i += step)
                expected.push_back(i);
            Marks marks = marked_every(step);
            sim::for_each_marked(marks, count, [&](std::size_t i) { found.push_back(i); });
            EXPECT_EQ(found, expected);
            marks = marked_every(step);
            EXPECT_EQ(sim::n_marked(marks, count), expected.size());
        }
}

// Few or many: everybody has the luck of her own word.
TEST(Chunk, those_marked_have_their_own_luck_and_the_unlucky_may_be_left_out) {
    const sim::Stream stream({1, 0}, "test", 3);
    const std::size_t first = 4096;
    for (const std::size_t step : {2u, 50u})
        for (const float most : {0.1f, 1.0f}) {
            using Lucky = std::vector<std::pair<std::size_t, float>>;
            Lucky expected, found;
            for (std::size_t i = 0; i < 2001; i += step)
                if (const float luck = sim::unit(stream.word(first + i)); luck < most)
                    expected.emplace_back(i, luck);
            Marks marks = marked_every(step);
            sim::for_each_lucky(
                stream, first, marks, 2001, [&](std::size_t) { return most; },
                [&](std::size_t i, float luck) {
                    if (luck < most)
                        found.emplace_back(i, luck);
                });
            EXPECT_EQ(found, expected);
        }
}

// Pieces short and long, at the edges of rows, in order and one after another of the same row.
TEST(Chunk, words_in_rows_are_the_words_one_by_one) {
    const sim::Stream stream({1, 0}, "test", 3);
    constexpr std::size_t n = 5000;
    sim::WordsInRows words(stream, n);
    for (const std::size_t first : {0u, 1u, 2040u, 2047u, 2048u, 4095u, 4096u, 4999u, 7u}) {
        const std::size_t end = std::min(n, (first / sim::chunk_size + 1) * sim::chunk_size);
        const std::uint32_t* piece = words.from(first);
        for (std::size_t i = first; i < end; ++i)
            ASSERT_EQ(piece[i - first], stream.word(i)) << first << ' ' << i;
    }
}

}  // namespace
