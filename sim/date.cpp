#include <sim/date.hpp>

#include <sim/error.hpp>

#include <algorithm>

namespace sim {
namespace {

std::string padded(unsigned number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}

}  // namespace

std::optional<Date> parse_date(std::string_view iso) {
    constexpr std::string_view shape = "dddd-dd-dd";
    const auto fits = [](char letter, char wanted) {
        return wanted == 'd' ? '0' <= letter && letter <= '9' : letter == wanted;
    };
    if (!std::equal(iso.begin(), iso.end(), shape.begin(), shape.end(), fits))
        return {};
    const auto number = [&](std::size_t first, std::size_t n_digits) {
        return std::stoi(std::string(iso.substr(first, n_digits)));
    };
    const std::chrono::year_month_day date{std::chrono::year{number(0, 4)},
                                           std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                           std::chrono::day{static_cast<unsigned>(number(8, 2))}};
    return date.ok() ? std::optional(Date{date}) : std::nullopt;
}

std::string iso(Date date) {
    const std::chrono::year_month_day day{date};
    const int year = static_cast<int>(day.year());
    ensure(year >= 0, "years before 0 cannot be written");
    return text(padded(static_cast<unsigned>(year), 4), '-',
                padded(static_cast<unsigned>(day.month()), 2), '-',
                padded(static_cast<unsigned>(day.day()), 2));
}

}  // namespace sim
