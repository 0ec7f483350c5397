#pragma once

#include <sim/draw_batch.hpp>
#include <sim/math.hpp>
#include <sim/stream.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <numeric>

/// Scans of long columns in pieces that stay in the first-level cache, so that several simple
/// passes over a piece, each of which the compiler turns into vector code, cost little more than
/// one.
namespace sim {

inline constexpr std::size_t chunk_size = 2048;
template <class T>
using Chunk = std::array<T, chunk_size>;

/// Calls visit(first, count) for consecutive pieces of begin … end-1, which end where the rows of
/// chunk_size end.
template <class Visit>
void for_each_chunk(std::size_t begin, std::size_t end, Visit visit) {
    while (begin < end) {
        const std::size_t next = std::min(end, (begin / chunk_size + 1) * chunk_size);
        visit(begin, next - begin);
        begin = next;
    }
}

/// The same for 0 … n-1.
template <class Visit>
void for_each_chunk(std::size_t n, Visit visit) {
    for_each_chunk(0, n, visit);
}

/// The upper 24 bits of a random word as an exact float in [0, 1): `unit(word) < p` never happens
/// for p = 0 and always for p = 1.
constexpr float unit(std::uint32_t word) {
    return static_cast<float>(static_cast<std::int32_t>(word >> 8)) * 0x1p-24f;
}

/// The marks i … i+7 as one number, the first in its lowest byte.
inline std::uint64_t eight_marks(const Chunk<std::uint8_t>& marks, std::size_t i) {
    std::uint64_t eight;
    std::memcpy(&eight, &marks[i], sizeof eight);
    return eight;
}

/// Marks are looked at so many at a time: mostly none is set.
inline constexpr std::size_t marks_at_once = 32;

/// Takes away those marks of the last that are looked at which do not count.
inline void end_marks(Chunk<std::uint8_t>& marks, std::size_t count) {
    for (std::size_t i = count; i % marks_at_once != 0; ++i)
        marks[i] = 0;
}

/// Calls visit(i) for every i below `count` that is marked with 1, in order.
template <class Visit>
void for_each_marked(Chunk<std::uint8_t>& marks, std::size_t count, Visit visit) {
    end_marks(marks, count);
    for (std::size_t some = 0; some < count; some += marks_at_once) {
        if ((eight_marks(marks, some) | eight_marks(marks, some + 8) |
             eight_marks(marks, some + 16) | eight_marks(marks, some + 24)) == 0)
            continue;
        for (std::size_t i = some; i < some + marks_at_once; i += 8)
            for (std::uint64_t eight = eight_marks(marks, i); eight != 0; eight &= eight - 1)
                visit(i + static_cast<std::size_t>(std::countr_zero(eight)) / 8);
    }
}

/// How many are marked with 1 below `count`.
inline std::size_t n_marked(Chunk<std::uint8_t>& marks, std::size_t count) {
    end_marks(marks, count);
    std::array<std::uint8_t, marks_at_once> sums{};  // below 256: of 2048 / 32 marks each
    for (std::size_t some = 0; some < count; some += marks_at_once)
        for (std::size_t i = 0; i < marks_at_once; ++i)
            sums[i] = static_cast<std::uint8_t>(sums[i] + marks[some + i]);
    return std::accumulate(sums.begin(), sums.end(), std::size_t{0});
}

/// Calls visit(i, luck) for every i below `count` that is marked with 1, in order, with the unit()
/// of a word of the entity first + i; those may be left out whose luck is not below most(i). Where
/// few are marked, only their words are computed, each of which costs as much as those of some six
/// neighbors together.
template <class Most, class Visit>
void for_each_lucky(const Stream& stream, std::size_t first, Chunk<std::uint8_t>& marks,
                    std::size_t count, Most most, Visit visit) {
    if (n_marked(marks, count) < count / 6) {
        DrawBatch<std::size_t, 1> few(stream);
        const auto show = [&](std::size_t i, const std::uint32_t* word) { visit(i, unit(*word)); };
        for_each_marked(marks, count, [&](std::size_t i) { few.add(i, {Draw{first + i}}, show); });
        few.finish(show);
        return;
    }
    Chunk<std::uint32_t> words;
    stream.words(first, std::span(words.data(), count));
    for (std::size_t i = 0; i < count; ++i)
        marks[i] &= unit(words[i]) < most(i);
    for_each_marked(marks, count, [&](std::size_t i) { visit(i, unit(words[i])); });
}

/// Calls visit(entity, word) for the entities 0 … n-1 with their words of a stream.
template <class Visit>
void for_each_word(const Stream& stream, std::size_t n, std::uint32_t number, Visit visit) {
    Chunk<std::uint32_t> words;
    for_each_chunk(n, [&](std::size_t first, std::size_t count) {
        stream.words(first, std::span(words.data(), count), number);
        for (std::size_t i = 0; i < count; ++i)
            visit(static_cast<std::uint32_t>(first + i), words[i]);
    });
}

/// Words of a stream for pieces of long columns, which may be short: a row of chunk_size words is
/// drawn at once, when the first of its pieces comes.
class WordsInRows {
  public:
    /// Of the entities 0 ... n - 1.
    WordsInRows(const Stream& stream, std::size_t n) : stream_(stream), n_(n) {}

    /// The words of the entities first, first + 1, ... up to the end of the row of chunk_size.
    const std::uint32_t* from(std::size_t first) {
        if (const std::size_t begin = first - first % chunk_size; begin != begin_) {
            stream_.words(begin, std::span(words_.data(), std::min(chunk_size, n_ - begin)));
            begin_ = begin;
        }
        return &words_[first - begin_];
    }

  private:
    Stream stream_;
    std::size_t n_;
    std::size_t begin_ = std::numeric_limits<std::size_t>::max();  // of the row; at first none
    Chunk<std::uint32_t> words_;
};

/// Calls visit(entity, z) for the entities 0 … n-1 with normal luck z, of mean 0 and sd 1.
template <class Visit>
void for_each_normal(const Stream& stream, std::size_t n, std::uint32_t number, Visit visit) {
    Chunk<std::uint32_t> words;
    Chunk<double> z;
    for_each_chunk(n, [&](std::size_t first, std::size_t count) {
        stream.words(first, std::span(words.data(), count), number);
        std::transform(words.begin(), words.begin() + count, z.begin(), between_0_and_1);
        normal_quantiles(std::span(z.data(), count));
        for (std::size_t i = 0; i < count; ++i)
            visit(static_cast<std::uint32_t>(first + i), z[i]);
    });
}

}  // namespace sim
