#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

/// Calendar days, written as in ISO 8601: 2020-03-17.
namespace sim {

using Date = std::chrono::sys_days;

/// The day written YYYY-MM-DD; nothing if it is not written so or does not exist (2020-02-30).
std::optional<Date> parse_date(std::string_view iso);

/// YYYY-MM-DD
std::string iso(Date date);

/// How many days after `from` the day `to` is; negative if it is before.
constexpr int days_between(Date from, Date to) { return static_cast<int>((to - from).count()); }

}  // namespace sim
