#pragma once

#include <sim/math.hpp>
#include <sim/stream.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

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

/// The marks i … i+7 as one number, the first in its lowest byte.
inline std::uint64_t eight_marks(const Chunk<std::uint8_t>& marks, std::size_t i) {
    std::uint64_t eight;
    std::memcpy(&eight, &marks[i], sizeof eight);
    return eight;
}

/// Calls visit(i) for every i below `count` that is marked with 1, in order. Marks are few: eight
/// at a time are skipped; those of the last eight that do not count are taken away.
template <class Visit>
void for_each_marked(Chunk<std::uint8_t>& marks, std::size_t count, Visit visit) {
    for (std::size_t i = count; i % 8 != 0; ++i)
        marks[i] = 0;
    for (std::size_t i = 0; i < count; i += 8)
        for (std::uint64_t eight = eight_marks(marks, i); eight != 0; eight &= eight - 1)
            visit(i + static_cast<std::size_t>(std::countr_zero(eight)) / 8);
}

/// Puts the words of the entities first, first + 1, … in place where they are marked; others' words
/// are any. Where few are marked each asks by herself: that costs as much as the words of some
/// twenty neighbors computed together.
inline void draw_marked(const Stream& stream, std::size_t first, Chunk<std::uint8_t>& marks,
                        std::size_t count, Chunk<std::uint32_t>& words) {
    const std::size_t few = count / 20;
    std::size_t n_marked = 0;
    for (std::size_t i = 0; i < count && n_marked <= few; i += 8)
        n_marked += static_cast<std::size_t>(std::popcount(eight_marks(marks, i)));
    if (n_marked > few)
        stream.words(first, std::span(words.data(), count));
    else
        for_each_marked(marks, count, [&](std::size_t i) { words[i] = stream.word(first + i); });
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

/// The upper 24 bits of a random word as an exact float in [0, 1): `unit(word) < p` never happens
/// for p = 0 and always for p = 1.
constexpr float unit(std::uint32_t word) {
    return static_cast<float>(static_cast<std::int32_t>(word >> 8)) * 0x1p-24f;
}

}  // namespace sim
