#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Fatigue: working tires, resting restores.
///
/// Rule    fatigue' = (1 - recovery) * fatigue + strain * work, work = 1 on a day of work; the
///         longer a person's usual day, the more, up to twice
/// Reads   stage, hours
/// Writes  persons.fatigue
/// Draws   none
namespace models::fatigue {

inline constexpr std::string_view name = "fatigue";

inline constexpr sim::Parameter<double> recovery{.key = "fatigue.recovery",
                                                 .unit = "1/day",
                                                 .range = {0.0, 1.0},
                                                 .initial = 0.1,
                                                 .meaning =
                                                     "Share of fatigue that a night takes away.",
                                                 .source = "assumption"};
inline constexpr sim::Parameter<double> strain{.key = "fatigue.strain",
                                               .unit = "1/day",
                                               .range = {0.0, 1.0},
                                               .initial = 0.05,
                                               .meaning = "Fatigue that a usual day of work adds.",
                                               .source = "assumption; F88"};
inline constexpr sim::Parameter<double> usual_day{.key = "fatigue.usual_day",
                                                  .unit = "hour",
                                                  .range = {0.1, 24.0},
                                                  .initial = 3.0,
                                                  .meaning =
                                                      "Hours of work that count as a usual day.",
                                                  .source = "assumption; median of free hours"};

/// Fatigue after a night.
constexpr float rested(float fatigue, float recovers) { return (1 - recovers) * fatigue; }

/// Fatigue after a day with this much work (1 = a usual day).
constexpr float tired(float fatigue, float work, float strains) { return fatigue + strains * work; }

inline void step(World& world, const sim::Values& values, const sim::Today&) {
    Persons& persons = world.persons;
    const auto recovers = static_cast<float>(values[recovery]);
    const auto strains = static_cast<float>(values[strain]);
    const auto usual = static_cast<float>(values[usual_day]);
    for (float& fatigue : persons.fatigue)
        fatigue = rested(fatigue, recovers);
    for_each_at_work(persons, [&](PersonId p) {
        const float day = std::min(persons.hours[p] / usual, 2.0f);
        if (persons.stage[p] == Stage::engaged)
            persons.fatigue[p] = tired(persons.fatigue[p], day, strains);
    });
}

inline const sim::Mechanism<World> mechanism{.name = name,
                                             .summary = "Work tires, rest restores.",
                                             .parameters = {recovery, strain, usual_day},
                                             .step = step};

}  // namespace models::fatigue
