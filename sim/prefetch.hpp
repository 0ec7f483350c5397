#pragma once

#include <cstddef>

namespace sim {

/// Asks the memory for what stands there, since it is needed soon. Who jumps about in long columns
/// otherwise waits at each.
inline void prefetch(const void* address) {
    __builtin_prefetch(address);
    // GCC 12 takes a function that only prefetches for one without effect, and drops the call.
    asm volatile("");
}

/// The same for a place in a column, if it has so many.
template <class Column>
void prefetch(const Column& column, std::size_t place) {
    if (place < column.size())
        prefetch(&column[place]);
}

/// How many steps of a loop before something is needed the memory is best asked for it.
inline constexpr std::size_t steps_ahead = 16;

/// Calls approach(i) some steps before visit(i) for each i below n, in order.
template <class Visit, class Approach>
void for_each_index_ahead(std::size_t n, Visit visit, Approach approach) {
    for (std::size_t i = 0; i < n; ++i) {
        if (i + steps_ahead < n)
            approach(i + steps_ahead);
        visit(i);
    }
}

/// The same with each item of a list.
template <class List, class Visit, class Approach>
void for_each_ahead(List& list, Visit visit, Approach approach) {
    for_each_index_ahead(
        list.size(), [&](std::size_t i) { visit(list[i]); },
        [&](std::size_t i) { approach(list[i]); });
}

}  // namespace sim
