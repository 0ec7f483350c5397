#pragma once

#include <sim/catalog.hpp>
#include <sim/error.hpp>

#include <limits>
#include <memory>
#include <string>

/// A catalog with one parameter of each type and one act, for tests.
namespace small {

inline constexpr sim::Parameter<double> rate{.key = "dropout.rate",
                                             .unit = "1/day",
                                             .range = {0.0, 1.0},
                                             .initial = 0.05,
                                             .meaning = "Chance to leave.",
                                             .source = "assumption"};
inline constexpr sim::Parameter<std::int64_t> patience{.key = "dropout.patience_days",
                                                       .unit = "days",
                                                       .range = {1, 90},
                                                       .initial = 7,
                                                       .meaning = "Days before leaving.",
                                                       .source = "assumption"};
inline constexpr std::string_view regimes[] = {"unregulated", "tolerated", "regulated"};
inline constexpr sim::Parameter<sim::Choice> regime{.key = "norms.regime",
                                                    .options = regimes,
                                                    .initial = "tolerated",
                                                    .meaning = "What the law says.",
                                                    .source = "assumption"};
inline constexpr sim::Parameter<bool> strict{
    .key = "norms.strict", .initial = false, .meaning = "Checks.", .source = "assumption"};
inline constexpr sim::Parameter<sim::Date> decree{.key = "norms.decree",
                                                  .initial = std::chrono::year{2020} / 3 / 23,
                                                  .meaning = "Day of the decree.",
                                                  .source = "assumption"};
inline constexpr sim::Parameter<double> weight{
    .key = "norms.weight",
    .range = {0.0, std::numeric_limits<double>::infinity()},
    .initial = 1.0,
    .meaning = "Read on day 0.",
    .source = "assumption",
    .fixed = true};
inline constexpr std::string_view curve_columns[] = {"day", "need"};
inline constexpr std::string_view curve_text_columns[] = {"territory"};
inline constexpr sim::Parameter<sim::Table> curves{.key = "norms.curves",
                                                   .columns = curve_columns,
                                                   .text_columns = curve_text_columns,
                                                   .meaning = "Need a day.",
                                                   .source = "assumption"};
inline constexpr sim::Parameter<double> severity{.key = "norms.publish.severity",
                                                 .unit = "1",
                                                 .range = {0.0, 1.0},
                                                 .initial = 0.5,
                                                 .meaning = "How threatening.",
                                                 .source = "assumption"};

inline std::vector<sim::Section> sections() {
    return {{.name = "dropout", .summary = "The exhausted leave.", .parameters = {rate, patience}},
            {.name = "norms",
             .summary = "What feels right.",
             .parameters = {regime, strict, decree, weight, curves},
             .acts = {{"norms.publish", "A text is published.", {severity}}},
             .can_be_off = false}};
}

inline std::shared_ptr<const sim::Catalog> catalog() {
    return std::make_shared<const sim::Catalog>(sections());
}

/// The message of the InputError that `action` throws, "" if it throws none.
template <class Action>
std::string message_of(const Action& action) {
    try {
        action();
    } catch (const sim::InputError& error) {
        return error.what();
    }
    return "";
}

}  // namespace small
