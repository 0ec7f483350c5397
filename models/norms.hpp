#pragma once

#include <models/certification.hpp>
#include <models/world.hpp>
#include <sim/scenario.hpp>
#include <sim/schedule.hpp>

/// Norms: a regime says how much is debated, what may be given or sold, what a certificate costs
/// and how strict requesters are; salience follows.
///
/// Rule    the regime is that of the day's date, or moves on by itself: to the next one with a
///         chance a day that grows with salience, for exchange triggers regulation (F70). Salience
///         gains a share of what is left to gain from the debate and from the volume exchanged
///         (F70, F87), and fades by a share a day. What is not approved may be given away where it
///         may be sold, and otherwise by a share of its makers (F69); nothing of it under a ban
///         (F68).
/// Reads   deliveries of yesterday
/// Writes  norm, norm_salience, strictness
/// Draws   if the process is endogenous, one a day; once a unit, whether it may give even so
namespace models::norms {

inline constexpr std::string_view name = "norms";

inline constexpr std::string_view regimes[] = {"unregulated", "debated",   "instruction", "meeting",
                                               "note",        "clarified", "new regime"};
inline constexpr sim::Parameter<sim::Choice> regime{
    .key = "norms.regime",
    .options = regimes,
    .initial = "unregulated",
    .meaning = "Where the making of a norm stands; dated events move it on. Where it moves on by "
               "itself, that of the first day counts.",
    .source = "B25-B34"};
inline constexpr std::string_view processes[] = {"dated", "endogenous"};
enum class Process : std::size_t { dated, endogenous };
inline constexpr sim::Parameter<sim::Choice> process{
    .key = "norms.process",
    .options = processes,
    .initial = "dated",
    .meaning = "Whether dated events set the regime, or it moves on by itself.",
    .source = "F70",
    .fixed = true};
inline constexpr std::string_view effect_names[] = {"regime"};
inline constexpr std::string_view effect_columns[] = {"debate", "ambiguity",     "strictness",
                                                      "sale",   "certification", "advance"};
inline constexpr sim::Parameter<sim::Table> effects{
    .key = "norms.effects",
    .columns = effect_columns,
    .text_columns = effect_names,
    .initial = "regime,debate,ambiguity,strictness,sale,certification,advance\n"
               "unregulated,0,0,0,1,0,0.1\n"
               "debated,0.005,0.2,0.01,1,0,0.05\n"
               "instruction,0.01,0.4,0.02,1,0,0.2\n"
               "meeting,0.03,0.6,0.03,1,0,0.2\n"
               "note,0.03,1,0.08,0,1150,0.05\n"
               "clarified,0.01,0.4,0.05,0,1150,0.05\n"
               "new regime,0.005,0.2,0.05,1,1150,0\n",
    .meaning =
        "What a regime does: debate a day, ambiguity, strictness of requesters, all in [0, "
        "1]; whether unapproved goods may be sold (1) or not (0); price of a certificate in "
        "EUR (0: none is asked for); chance a day, at full salience, to move on by itself. A "
        "regime without a row does nothing.",
    .source = "V20: 1,150 EUR; F69: giving, not selling; the rest is an assumption in the order of "
              "F18, F67, F85, F87"};
inline constexpr sim::Parameter<double> controversy{
    .key = "norms.controversy",
    .unit = "1",
    .range = {0.0, 10.0},
    .initial = 1.0,
    .meaning = "How much is quarrelled: multiplies debate and ambiguity of every regime; 0: nobody "
               "quarrels.",
    .source = "assumption; F81"};
inline constexpr sim::Parameter<bool> protective_equipment{
    .key = "norms.protective_equipment",
    .initial = true,
    .meaning = "Whether visors are classed as personal protective equipment; if not, they need no "
               "approval: no certificate, no strict requester, no ban.",
    .source = "B28; F77"};
inline constexpr sim::Parameter<bool> ban{
    .key = "norms.ban",
    .initial = false,
    .meaning = "Whether goods that are not approved may neither be given away nor sold.",
    .source = "F68"};
inline constexpr sim::Parameter<double> gift_margin{
    .key = "norms.gift_margin",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 1.0,
    .meaning = "Share of makers who may give away what may not be sold.",
    .source = "F69"};
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

/// Share of makers who may give away what is not approved.
constexpr double may_give(bool banned, bool sale, double margin) {
    return banned ? 0 : sale ? 1 : margin;
}

/// A cell of the table of effects for a regime; where there is no row it may be sold, and all else
/// is 0.
double effect(const sim::Table& table, std::size_t regime, std::string_view column);

/// @throws InputError unless the table names regimes, each once, with effects that make sense, and
/// at most one event at a time sets the regime
void check(const sim::Scenario& scenario);

void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "The norm is debated, decided, misread; requesters grow strict.",
    .parameters = {regime, process, effects, controversy, protective_equipment, ban, gift_margin,
                   certification::by_oneself, certification::effort, certification::time,
                   volume_effect, fade},
    .step = step};

}  // namespace models::norms
