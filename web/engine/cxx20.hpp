#pragma once

/// What the engine uses of C++20 and the library of Debian's Emscripten, LLVM 13's, does not have.
/// Every file of the browser build begins with this one, so that `sim` and `models` stay plain
/// C++20. With a newer library it is empty; then delete it.

#include <version>

#ifndef __cpp_lib_bit_cast

namespace std {

template <class To, class From>
constexpr To bit_cast(const From& from) noexcept {
    static_assert(sizeof(To) == sizeof(From));
    return __builtin_bit_cast(To, from);
}

}  // namespace std

#endif

#ifndef __cpp_lib_ranges

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace std::ranges {

/// A comparison of elements by what the projection makes of them.
template <class Compare, class Projection>
auto projected(Compare compare, Projection projection) {
    return [=](const auto& a, const auto& b) {
        return std::invoke(compare, std::invoke(projection, a), std::invoke(projection, b));
    };
}

template <class Range, class Predicate>
bool any_of(Range&& range, Predicate predicate) {
    return std::any_of(std::begin(range), std::end(range), std::move(predicate));
}

template <class Range, class Predicate>
bool none_of(Range&& range, Predicate predicate) {
    return std::none_of(std::begin(range), std::end(range), std::move(predicate));
}

template <class Range, class T>
bool binary_search(Range&& range, const T& value) {
    return std::binary_search(std::begin(range), std::end(range), value);
}

template <class Range, class T>
auto lower_bound(Range&& range, const T& value) {
    return std::lower_bound(std::begin(range), std::end(range), value);
}

template <class Range, class T>
auto find(Range&& range, const T& value) {
    return std::find(std::begin(range), std::end(range), value);
}

template <class Range, class Predicate>
auto find_if(Range&& range, Predicate predicate) {
    return std::find_if(std::begin(range), std::end(range), std::move(predicate));
}

template <class Range, class T, class Projection = std::identity>
auto count(Range&& range, const T& value, Projection projection = {}) {
    return std::count_if(std::begin(range), std::end(range), [&](const auto& element) {
        return std::invoke(projection, element) == value;
    });
}

template <class Range, class Predicate>
auto count_if(Range&& range, Predicate predicate) {
    return std::count_if(std::begin(range), std::end(range), std::move(predicate));
}

template <class Range, class Compare = std::less<>, class Projection = std::identity>
auto max_element(Range&& range, Compare compare = {}, Projection projection = {}) {
    return std::max_element(std::begin(range), std::end(range), projected(compare, projection));
}

template <class Range>
auto min_element(Range&& range) {
    return std::min_element(std::begin(range), std::end(range));
}

template <class Range, class Out>
void copy(Range&& range, Out out) {
    std::copy(std::begin(range), std::end(range), std::move(out));
}

template <class Range, class Out, class Predicate>
void copy_if(Range&& range, Out out, Predicate predicate) {
    std::copy_if(std::begin(range), std::end(range), std::move(out), std::move(predicate));
}

template <class Range, class Out, class Function>
void transform(Range&& range, Out out, Function function) {
    std::transform(std::begin(range), std::end(range), std::move(out), std::move(function));
}

template <class Range, class T>
void fill(Range&& range, const T& value) {
    std::fill(std::begin(range), std::end(range), value);
}

template <class Range, class T>
void replace(Range&& range, const T& before, const T& after) {
    std::replace(std::begin(range), std::end(range), before, after);
}

template <class Range, class Predicate, class T>
void replace_if(Range&& range, Predicate predicate, const T& after) {
    std::replace_if(std::begin(range), std::end(range), std::move(predicate), after);
}

template <class Range, class Compare = std::less<>, class Projection = std::identity>
void sort(Range&& range, Compare compare = {}, Projection projection = {}) {
    std::sort(std::begin(range), std::end(range), projected(compare, projection));
}

template <class Range, class Compare = std::less<>, class Projection = std::identity>
void stable_sort(Range&& range, Compare compare = {}, Projection projection = {}) {
    std::stable_sort(std::begin(range), std::end(range), projected(compare, projection));
}

template <class Range, class Iterator>
void partial_sort(Range&& range, Iterator middle) {
    std::partial_sort(std::begin(range), middle, std::end(range));
}

}  // namespace std::ranges

#endif
