#pragma once

#include <sim/date.hpp>
#include <sim/table.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

/// Parameters: declared once, as constants, next to the rule that reads them.
///
///     inline constexpr sim::Parameter<double> rate{
///         .key = "dropout.rate", .unit = "1/day", .range = {0.0, 1.0}, .initial = 0.05,
///         .meaning = "Chance per day that an exhausted volunteer leaves.",
///         .source = "assumption"};
///
/// The texts must be literals: a parameter refers to them. A `fixed` parameter is read once, on
/// day 0; events may not set it. A source is a DOI, a numbered fact or the word "assumption".
namespace sim {

/// From low to high, both allowed; std::numeric_limits<double>::infinity() means no bound.
template <class T>
struct Range {
    T low{}, high{};
};

/// Type of a parameter whose value is one name out of a list.
struct Choice {};

/// A number: T is double or std::int64_t.
template <class T>
struct Parameter {
    std::string_view key;
    std::string_view unit = {};
    Range<T> range = {};
    T initial = {};
    std::string_view meaning = {};
    std::string_view source = {};
    bool fixed = false;
};

/// Yes or no.
template <>
struct Parameter<bool> {
    std::string_view key;
    bool initial = false;
    std::string_view meaning = {};
    std::string_view source = {};
    bool fixed = false;
};

/// A day; any day is allowed.
template <>
struct Parameter<Date> {
    std::string_view key;
    Date initial = {};
    std::string_view meaning = {};
    std::string_view source = {};
    bool fixed = false;
};

/// One of `options`. Values give the index of the option.
template <>
struct Parameter<Choice> {
    std::string_view key;
    std::span<const std::string_view> options = {};
    std::string_view initial = {};
    std::string_view meaning = {};
    std::string_view source = {};
    bool fixed = false;
};

/// A table, initially empty or as this CSV says. Other columns than those it must have are allowed.
template <>
struct Parameter<Table> {
    std::string_view key;
    std::span<const std::string_view> columns = {};       ///< must be there and hold numbers
    std::span<const std::string_view> text_columns = {};  ///< must be there and hold any text
    std::string_view initial = {};                        ///< CSV with a header row
    std::string_view meaning = {};
    std::string_view source = {};
    bool fixed = true;
};

using AnyParameter = std::variant<Parameter<double>, Parameter<std::int64_t>, Parameter<bool>,
                                  Parameter<Choice>, Parameter<Date>, Parameter<Table>>;

/// What a parameter of any type can be set to; a string is an option of a choice.
using Value =
    std::variant<double, std::int64_t, bool, std::string, Date, std::shared_ptr<const Table>>;

}  // namespace sim
