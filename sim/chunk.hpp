#pragma once

#include <algorithm>
#include <array>
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

/// Calls visit(i) for every i below `count` that is marked, in order. Marks are few: eight at a
/// time are skipped.
template <class Visit>
void for_each_marked(const Chunk<std::uint8_t>& marks, std::size_t count, Visit visit) {
    for (std::size_t i = 0; i < count; i += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, &marks[i], sizeof eight);
        for (std::size_t j = i; eight != 0 && j < std::min(i + 8, count); ++j)
            if (marks[j])
                visit(j);
    }
}

/// The upper 24 bits of a random word as an exact float in [0, 1): `unit(word) < p` never happens
/// for p = 0 and always for p = 1.
constexpr float unit(std::uint32_t word) {
    return static_cast<float>(static_cast<std::int32_t>(word >> 8)) * 0x1p-24f;
}

}  // namespace sim
