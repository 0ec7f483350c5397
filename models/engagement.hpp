#pragma once

#include <models/pull.hpp>
#include <models/world.hpp>
#include <sim/chunk.hpp>
#include <sim/math.hpp>
#include <sim/schedule.hpp>

#include <limits>
#include <span>

/// Engagement: people join when enough speaks for it, and leave when too little still does.
///
/// Rule    on a day on which she pays attention, an aware person engages when pull >= threshold
///         (Granovetter 1978, doi:10.1086/226707; Watts 2002, doi:10.1073/pnas.082090499), an
///         engaged one withdraws when pull + stickiness < threshold. Beside that, people join
///         spontaneously, stop, and come back, each with a small chance a day; that to stop may
///         depend on the days since she engaged. Who has nothing to
///         make things from, or nobody to give them to, pauses; who pauses too long withdraws.
/// Reads   the terms of pull, stock and idle days at home
/// Writes  stage, day of entry, reason of withdrawal, pull at entry
/// Draws   one word per person; in recruiting, one per person who could be sent
namespace models::engagement {

inline constexpr std::string_view name = "engagement";

inline constexpr sim::Parameter<double> attention{
    .key = "engagement.attention",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.3,
    .meaning = "Chance that a person reconsiders on a given day whether to take part.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> spontaneous{
    .key = "engagement.spontaneous",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.0,
    .meaning = "Chance to join on a day although too little speaks for it.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> noise{
    .key = "engagement.noise",
    .unit = "pull",
    .range = {0.0, 1.0},
    .initial = 0.0,
    .meaning =
        "Scale of a logistic error in weighing pull against threshold; 0 is a sharp threshold.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> stickiness{
    .key = "engagement.stickiness",
    .unit = "pull",
    .range = {0.0, 1000.0},
    .initial = 0.1,
    .meaning = "How far pull may fall below the threshold before an engaged person leaves.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> return_rate{
    .key = "engagement.return_rate",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.0,
    .meaning = "Chance that a person who withdrew is again open to taking part.",
    .source = "assumption"};
inline constexpr sim::Parameter<std::int64_t> patience{
    .key = "engagement.patience",
    .unit = "day",
    .range = {1, 250},
    .initial = 14,
    .meaning = "Days that a person stays paused before she withdraws.",
    .source = "assumption"};
inline constexpr sim::Parameter<std::int64_t> full_shelf{
    .key = "engagement.full_shelf",
    .unit = "unit",
    .range = {1, 100000},
    .initial = 60,
    .meaning = "Finished units at home at which a maker pauses for want of demand.",
    .source = "assumption; about twelve days of one printer (D11)"};
inline constexpr sim::Parameter<std::int64_t> idle_limit{
    .key = "engagement.idle_limit",
    .unit = "day",
    .range = {1, 250},
    .initial = 3,
    .meaning = "Days in a row without material after which a maker pauses.",
    .source = "assumption"};

inline constexpr sim::Parameter<double> hazard_ratio{
    .key = "engagement.hazard_ratio",
    .unit = "1",
    .range = {0.0, 1000.0},
    .initial = 1.0,
    .meaning = "How many times their usual own chance to stop people have; an event may set it.",
    .source = "Cox 1972 (doi:10.1111/j.2517-6161.1972.tb00899.x)"};
inline constexpr sim::Parameter<double> duration_dependence{
    .key = "engagement.duration_dependence",
    .unit = "1",
    .range = {0.1, 10.0},
    .initial = 1.0,
    .meaning = "Weibull shape of people's own chance to stop: below 1 it falls with the days since "
               "they engaged, above 1 it rises, at 1 it stays what it is on the first.",
    .source = "Weibull 1951 (doi:10.1115/1.4010337)",
    .fixed = true};

inline constexpr std::string_view seed_columns[] = {"person"};
inline constexpr sim::Parameter<sim::Table> seeds{
    .key = "engagement.seeds",
    .columns = seed_columns,
    .meaning = "Persons, numbered from 0, who are engaged already on the first morning.",
    .source = "given by the scenario"};

inline constexpr std::string_view tool_names[] = {"printing", "sewing"};
inline constexpr std::array tools{Process::printing, Process::sewing};
inline constexpr sim::Parameter<double> recruits{
    .key = "engagement.recruit.people",
    .unit = "person",
    .range = {0.0, 1e6},
    .initial = 200.0,
    .meaning = "Persons whom the institution sends, whole country, as far as there are owners of "
               "the tool who have not withdrawn.",
    .source = "assumption; F38"};
inline constexpr sim::Parameter<double> recruits_skill{
    .key = "engagement.recruit.skill",
    .unit = "1",
    .range = {0.0, 10.0},
    .initial = 1.5,
    .meaning = "Speed of work that they have at least, 1 = usual.",
    .source = "assumption; F38"};
inline constexpr sim::Parameter<sim::Choice> recruits_tool{.key = "engagement.recruit.tool",
                                                           .options = tool_names,
                                                           .initial = "printing",
                                                           .meaning = "What they do.",
                                                           .source = "F38: fashion schools sew"};

/// Chance of joining now for an aware person, given whether the threshold rule speaks for it.
constexpr double chance_to_join(double attention_now, double by_rule, double spontaneously) {
    return 1 - (1 - attention_now * by_rule) * (1 - spontaneously);
}

/// Share of people who would decide for it: a step at 0, or a logistic curve of the given scale.
inline double decides_for(double surplus, double scale) {
    if (scale <= 0)
        return surplus >= 0 ? 1 : 0;
    return 1 / (1 + sim::exp(-surplus / scale));
}

/// Chance to stop on day t after entry (1, 2, …) for who would stop with `first` on day 1, under
/// Weibull's law: 1 - S(t) / S(t - 1) with S(t) = (1 - first)^(t^shape). In [0, 1].
inline double weibull_hazard(double first, double shape, int t) {
    return 1 - sim::pow(1 - first, sim::pow(t, shape) - sim::pow(t - 1, shape));
}

/// The chances of a day or a sub-step, read from the scenario once.
struct Chances {
    float join, join_anyway, leave, back, sticky, scale, attention_now;

    Chances(const sim::Values& values, int n_substeps = 1)
        : join(static_cast<float>(
              chance_to_join(values[attention] / n_substeps, 1, values[spontaneous] / n_substeps))),
          join_anyway(static_cast<float>(values[spontaneous] / n_substeps)),
          leave(static_cast<float>(values[attention] / n_substeps)),
          back(static_cast<float>(values[return_rate] / n_substeps)),
          sticky(static_cast<float>(values[stickiness])), scale(static_cast<float>(values[noise])),
          attention_now(static_cast<float>(values[attention] / n_substeps)) {}

    /// Chance that a person changes her stage, without pauses, given her own hazard. [0, 1]
    float of(Stage stage, float surplus, float hazard) const {
        const float joins = surplus >= 0 ? join : join_anyway;
        const float leaves = surplus + sticky < 0 ? 1 - (1 - leave) * (1 - hazard) : hazard;
        const float out = stage == Stage::withdrawn ? back : 0;
        return stage == Stage::aware ? joins : stage == Stage::engaged ? leaves : out;
    }

    /// The same with a logistic error in the weighing.
    float of_noisy(Stage stage, float surplus, float hazard) const {
        const double by_rule = decides_for(surplus, scale);
        const double stays = decides_for(surplus + sticky, scale);
        if (stage == Stage::aware)
            return static_cast<float>(chance_to_join(attention_now, by_rule, join_anyway));
        if (stage == Stage::engaged)
            return static_cast<float>(chance_to_join(attention_now, 1 - stays, hazard));
        return stage == Stage::withdrawn ? back : 0;
    }

    /// That which holds, with error or without.
    float now(Stage stage, float surplus, float hazard) const {
        return scale > 0 ? of_noisy(stage, surplus, hazard) : of(stage, surplus, hazard);
    }

    /// No chance is greater, whatever the surplus.
    float most(Stage stage, float hazard) const {
        if (scale > 0)
            return 1;
        constexpr float much = std::numeric_limits<float>::infinity();
        return std::max(of(stage, much, hazard), of(stage, -much, hazard));
    }
};

/// Engages the seeds. @throws InputError if one is nobody
void sow(World& world, const sim::Values& values);

/// Moves these persons as if they had decided it: with day of entry, reason, counts and log.
/// @throws InputError for a person who does not exist or a way between stages that nobody goes
void move(World& world, const sim::Values& values, std::span<const PersonId> movers, Stage to,
          Reason reason, int day);

/// An institution sends skilled people: the act engagement.recruit.
void recruit(World& world, const sim::Values& values, const sim::Arguments& arguments,
             const sim::Today& today);

void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Thresholds are met and people join; what carried them fades and they leave.",
    .parameters =
        pull::with_weights({attention, spontaneous, noise, stickiness, return_rate, patience,
                            full_shelf, idle_limit, hazard_ratio, duration_dependence, seeds}),
    .acts = {{.name = "engagement.recruit",
              .meaning = "A school, firm or other institution sends skilled people.",
              .arguments = {recruits, recruits_skill, recruits_tool},
              .apply = recruit}},
    .step = step,
    .in_substeps = true};

}  // namespace models::engagement
