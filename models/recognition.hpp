#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Recognition: thanks for what arrived, soon forgotten.
///
/// Rule    recognition fades by a share a day; each unit of hers that arrived today closes a share
///         of the gap to 1
/// Reads   persons.thanks
/// Writes  persons.recognition, persons.thanks
/// Draws   none
namespace models::recognition {

inline constexpr std::string_view name = "recognition";

inline constexpr sim::Parameter<double> fade{.key = "recognition.fade",
                                             .unit = "1/day",
                                             .range = {0.0, 1.0},
                                             .initial = 0.1,
                                             .meaning = "Share of recognition forgotten a day.",
                                             .source = "assumption"};
inline constexpr sim::Parameter<double> warmth{
    .key = "recognition.warmth",
    .unit = "1/unit",
    .range = {0.0, 1.0},
    .initial = 0.02,
    .meaning = "Share of the recognition still to be had that one unit delivered brings.",
    .source = "assumption; V10, V14"};

/// Recognition tomorrow, in [0, 1], with the share of the gap that today's thanks close.
constexpr float next(float recognition, float closed, float fades) {
    const float kept = recognition * (1 - fades);
    return kept + (1 - kept) * (closed < 1 ? closed : 1);
}

inline void step(World& world, const sim::Values& values, const sim::Today&) {
    Persons& persons = world.persons;
    const auto fades = static_cast<float>(values[fade]);
    const auto warms = static_cast<float>(values[warmth]);
    for (PersonId p = 0; p < persons.size; ++p) {
        persons.recognition[p] =
            next(persons.recognition[p], static_cast<float>(persons.thanks[p]) * warms, fades);
        persons.thanks[p] = 0;
    }
}

inline const sim::Mechanism<World> mechanism{.name = name,
                                             .summary =
                                                 "Thanks encourage those whose goods arrived.",
                                             .parameters = {fade, warmth},
                                             .step = step};

}  // namespace models::recognition
