#pragma once

#include <models/world.hpp>
#include <sim/chunk.hpp>
#include <sim/math.hpp>
#include <sim/schedule.hpp>

/// Awareness: people hear of the mobilization from acquaintances and from the press.
///
/// Rule    an unaware person hears today with probability 1 - (1 - beta)^k * exp(-a * press), k =
///         acquaintances who know: contagion on a network, Bass (1969, doi:10.1287/mnsc.15.5.215)
///         where everybody knows everybody
/// Reads   persons.informed_contacts, territories.press
/// Writes  persons.stage
/// Draws   one word per person
namespace models::awareness {

inline constexpr std::string_view name = "awareness";

inline constexpr sim::Parameter<double> beta{
    .key = "awareness.beta",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.02,
    .meaning = "Chance a day to hear of it from one acquaintance who knows.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> press_effect{
    .key = "awareness.press_effect",
    .unit = "1/day",
    .range = {0.0, 10.0},
    .initial = 0.05,
    .meaning = "Rate at which full attention of the press makes people aware.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> initially{
    .key = "awareness.initially",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.02,
    .meaning = "Share of the pool that has heard of it on the first day.",
    .source = "assumption; F10, B2",
    .fixed = true};

/// Chances to hear now, in [0, 1], with 0, 1, … n-1 informed contacts and the press at this rate.
inline std::vector<float> chances(std::size_t n, double per_contact, double press_rate) {
    std::vector<float> by_contacts(n);
    double unheard = sim::exp(-press_rate);
    for (float& chance : by_contacts) {
        chance = static_cast<float>(1 - unheard);
        unheard *= 1 - per_contact;
    }
    return by_contacts;
}

inline void step(World& world, const sim::Values& values, const sim::Today& today) {
    const Persons& persons = world.persons;
    const std::size_t most =
        *std::max_element(persons.informed_contacts.begin(), persons.informed_contacts.end());
    const sim::Stream draws = today.stream(name);
    std::vector<PersonId> hearers;
    sim::Chunk<std::uint32_t> words;
    sim::Chunk<std::uint8_t> unaware{};
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        const std::vector<float> chance =
            chances(most + 1, today.per_substep(values[beta]),
                    today.per_substep(values[press_effect]) * world.territories.press[t]);
        const auto listen = [&](std::size_t first, std::size_t count) {
            const Stage* stage = persons.stage.data() + first;
            for (std::size_t i = 0; i < count; ++i)
                unaware[i] = stage[i] == Stage::unaware;
            draws.words(first, std::span(words.data(), count));
            sim::for_each_marked(unaware, count, [&](std::size_t i) {
                if (sim::unit(words[i]) < chance[persons.informed_contacts[first + i]])
                    hearers.push_back(static_cast<PersonId>(first + i));
            });
        };
        sim::for_each_chunk(persons.territory_begin[t], persons.territory_begin[t + 1], listen);
    }
    for (const PersonId p : hearers)
        world.move(p, Stage::aware);
}

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "News of the call travels along ties and through the press.",
    .parameters = {beta, press_effect, initially},
    .step = step,
    .in_substeps = true};

}  // namespace models::awareness
