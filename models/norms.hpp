#pragma once

#include <models/world.hpp>
#include <sim/error.hpp>
#include <sim/schedule.hpp>

/// Norms: a dated regime says how much is debated and how strict requesters are; salience follows.
///
/// Rule    salience gains a share of what is left to gain from the debate of the regime and from
///         the volume exchanged (F70, F87), and fades by a share a day
/// Reads   deliveries of yesterday
/// Writes  norm_salience, strictness
/// Draws   none
namespace models::norms {

inline constexpr std::string_view name = "norms";

inline constexpr std::string_view regimes[] = {"unregulated", "debated",   "instruction", "meeting",
                                               "note",        "clarified", "new regime"};
inline constexpr sim::Parameter<sim::Choice> regime{
    .key = "norms.regime",
    .options = regimes,
    .initial = "unregulated",
    .meaning = "Where the making of a norm stands; dated events move it on.",
    .source = "B25-B34"};
inline constexpr std::string_view effect_names[] = {"regime"};
inline constexpr std::string_view effect_columns[] = {"debate", "strictness"};
inline constexpr sim::Parameter<sim::Table> effects{
    .key = "norms.effects",
    .columns = effect_columns,
    .text_columns = effect_names,
    .meaning = "What a regime does: debate a day and strictness of requesters, both in [0, 1]. "
               "A regime without a row does nothing.",
    .source = "assumption; F18, F67, F85, F87"};
inline constexpr sim::Parameter<double> volume_effect{
    .key = "norms.volume_effect",
    .unit = "1/(unit per 100,000)",
    .range = {0.0, 1.0},
    .initial = 0.0005,
    .meaning = "Share of salience still to be gained that a unit delivered per 100,000 adds.",
    .source = "assumption; F70"};
inline constexpr sim::Parameter<double> fade{.key = "norms.fade",
                                             .unit = "1/day",
                                             .range = {0.0, 1.0},
                                             .initial = 0.03,
                                             .meaning = "Share of salience lost a day.",
                                             .source = "assumption"};

/// Salience tomorrow, in [0, 1]; `push` is the share of what is left that today adds.
constexpr double next(double salience, double push, double fade_rate) {
    const double kept = salience * (1 - fade_rate);
    return kept + (1 - kept) * (push < 1 ? push : 1);
}

/// A cell of the table of effects for the regime of the day; 0 where there is no row.
inline double effect(const sim::Table& table, std::string_view of_regime, std::string_view column) {
    for (std::size_t row = 0; row < table.n_rows(); ++row)
        if (table.texts("regime")[row] == of_regime)
            return table.numbers(column)[row];
    return 0;
}

/// @throws InputError unless the table names regimes, each once, and effects are in [0, 1]
inline void check(const sim::Table& table) {
    if (table.n_rows() == 0)
        return;
    sim::check_names(table, "regime",
                     std::vector<std::string>(std::begin(regimes), std::end(regimes)));
    for (const std::string_view column : effect_columns)
        for (std::size_t row = 0; row < table.n_rows(); ++row)
            if (const double value = table.numbers(column)[row]; !(value >= 0 && value <= 1))
                throw sim::InputError(
                    sim::text(table.place(row), ": ", column, " = ", value, " is outside [0, 1]"));
}

inline void step(World& world, const sim::Values& values, const sim::Today&) {
    double delivered = 0, inhabitants = 0;
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        delivered += world.territories.delivered_yesterday[t];
        inhabitants += world.territories.population[t];
    }
    const std::string_view now = regimes[values[regime]];
    const double volume = delivered / inhabitants * 1e5 / world.scale * values[volume_effect];
    world.norm_salience =
        next(world.norm_salience, effect(values[effects], now, "debate") + volume, values[fade]);
    world.strictness = effect(values[effects], now, "strictness");
}

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "The norm is debated, decided, misread; requesters grow strict.",
    .parameters = {regime, effects, volume_effect, fade},
    .step = step};

}  // namespace models::norms
