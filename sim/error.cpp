#include <sim/error.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace sim {
namespace {

/// Insertions, deletions, replacements and swaps of neighbors that turn `a` into `b`.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before, last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        now[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before = last;
        last = now;
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t differs = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + differs});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
    }
    return now[b.size()];
}

#ifndef __cpp_lib_to_chars
std::string printed(const char* form, int precision, double number) {
    char letters[400];  // the smallest number has 324 decimals
    std::snprintf(letters, sizeof letters, form, precision, number);
    return letters;
}

/// As std::to_chars writes it: with as many digits as tell the number from all others, with an
/// exponent if that is shorter. A few powers of two get a digit more.
std::string fewest_digits(double number) {
    if (!std::isfinite(number))
        return printed("%.*f", 0, number);
    int precision = 0;
    std::string scientific;
    do
        scientific = printed("%.*e", precision++, number);
    while (std::strtod(scientific.c_str(), nullptr) != number);
    const int exponent = std::atoi(scientific.c_str() + scientific.find('e') + 1);
    const std::string fixed = printed("%.*f", std::max(0, precision - 1 - exponent), number);
    return fixed.size() <= scientific.size() ? fixed : scientific;
}
#endif

}  // namespace

void ensure(bool holds, std::string_view what) {
    if (!holds)
        throw std::logic_error(text("a mistake in Muster: ", what));
}

std::optional<double> parse_number(std::string_view written) {
    if (written.empty() || written.find_first_not_of("+-.0123456789eE") != written.npos)
        return {};
    double number = 0;
#ifdef __cpp_lib_to_chars
    const char* const end = written.data() + written.size();
    const auto read = std::from_chars(written.data(), end, number);
    const bool whole = read.ec == std::errc{} && read.ptr == end;
#else  // the C++ library of the browser build; its locale is always "C"
    const std::string copy(written);
    char* end = nullptr;
    number = std::strtod(copy.c_str(), &end);
    const bool too_small =
        number == 0 &&
        copy.substr(0, copy.find_first_of("eE")).find_first_of("123456789") != copy.npos;
    const bool whole = written.front() != '+' && end == copy.c_str() + copy.size() &&
                       std::isfinite(number) && !too_small;
#endif
    return whole ? std::optional(number) : std::nullopt;
}

std::string nearest(std::string_view wrong, std::span<const std::string> known) {
    std::string best;
    std::size_t best_distance = (wrong.size() + 2) / 3 + 1;  // a third of the letters may be wrong
    for (const std::string& name : known)
        if (const std::size_t d = distance(wrong, name); d < best_distance) {
            best = name;
            best_distance = d;
        }
    return best;
}

std::string hint(std::string_view wrong, std::span<const std::string> known) {
    if (const std::string near = nearest(wrong, known); !near.empty())
        return text("; did you mean '", near, "'?");
    if (known.empty())
        return "; there is none";
    std::string all;
    for (const std::string& name : known)
        all += (all.empty() ? "" : ", ") + name;
    return "; allowed is " + all;
}

void append_text(std::string& out, std::string_view part) { out += part; }

void append_text(std::string& out, double number) {
#ifdef __cpp_lib_to_chars
    char digits[32];
    const auto written = std::to_chars(std::begin(digits), std::end(digits), number);
    out.append(digits, written.ptr);
#else
    out += fewest_digits(number);
#endif
}

}  // namespace sim
