#pragma once

#include <models/circle.hpp>
#include <models/world.hpp>
#include <sim/chunk.hpp>
#include <sim/math.hpp>
#include <sim/schedule.hpp>

#include <algorithm>

/// Awareness: people hear of the mobilization from acquaintances and from the press.
///
/// Rule    an unaware person hears today with probability 1 - (1 - beta)^k * exp(-a * press), k =
///         contacts who know and tell: contagion on a network, Bass (1969,
///         doi:10.1287/mnsc.15.5.215) where it spreads among everybody. Who told today may tell no
///         more from tomorrow on, which makes it an epidemic with recovery
/// Reads   persons.informed_contacts, territories.press
/// Writes  persons.stage, persons.silent
/// Draws   one word per person; if people stop telling, one per teller
namespace models::awareness {

inline constexpr std::string_view name = "awareness";

inline constexpr sim::Parameter<double> beta{
    .key = "awareness.beta",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.02,
    .meaning = "Chance a day to hear of it from one contact who knows and tells.",
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

inline constexpr sim::Parameter<sim::Choice> spreads_among{
    .key = "awareness.spreads_among",
    .options = circles,
    .initial = "contacts",
    .meaning = "From whom one may hear of it: one's acquaintances, or anybody in the pool.",
    .source = "Bass 1969 (doi:10.1287/mnsc.15.5.215): everybody; contacts are an assumption"};
inline constexpr sim::Parameter<double> stops_telling{
    .key = "awareness.stops_telling",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.0,
    .meaning = "Chance a day that somebody who told of it will tell no more: news grows old.",
    .source = "Kermack and McKendrick 1927 (doi:10.1098/rspa.1927.0118)"};
inline constexpr std::string_view seed_columns[] = {"person"};
inline constexpr sim::Parameter<sim::Table> seeds{
    .key = "awareness.seeds",
    .columns = seed_columns,
    .meaning = "Persons, numbered from 0, who have heard of it before the first day.",
    .source = "given by the scenario"};

/// Chances to hear now, in [0, 1], by the number of informed contacts, with the press at this rate.
class Chances {
  public:
    Chances(double per_contact, double press_rate)
        : not_by_contact_(1 - per_contact), unheard_(sim::exp(-press_rate)) {}

    float operator[](std::size_t n_contacts) {
        for (; by_contacts_.size() <= n_contacts; unheard_ *= not_by_contact_)
            by_contacts_.push_back(static_cast<float>(1 - unheard_));
        return by_contacts_[n_contacts];
    }

  private:
    double not_by_contact_, unheard_;
    std::vector<float> by_contacts_;  // as far as somebody asked
};

/// Persons who know of it and tell.
inline std::size_t n_tellers(const World& world) {
    const auto n_silent = std::ranges::count(world.persons.silent, 1);
    const auto unaware = world.by_stage.col(Eigen::Index(index(Stage::unaware))).sum();
    return world.persons.size - static_cast<std::size_t>(unaware + n_silent);
}

/// Those who told up to now and will tell no more.
inline std::vector<PersonId> grown_silent(const World& world, double chance,
                                          const sim::Stream& luck) {
    std::vector<PersonId> silent;
    const Persons& persons = world.persons;
    for (PersonId p = 0; chance > 0 && p < persons.size; ++p)
        if (persons.stage[p] != Stage::unaware && !persons.silent[p] && luck.bernoulli(chance, p))
            silent.push_back(p);
    return silent;
}

inline void step(World& world, const sim::Values& values, const sim::Today& today) {
    const Persons& persons = world.persons;
    const bool mixing = static_cast<Circle>(values[spreads_among]) == Circle::everybody;
    const std::size_t n_telling = mixing ? n_tellers(world) : 0;
    const double per_contact = today.per_substep(values[beta]);
    const double by_press = today.per_substep(values[press_effect]);
    const sim::Stream draws = today.stream(name);
    std::vector<PersonId> hearers;
    sim::Chunk<std::uint8_t> may_hear{};
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        Chances chance(per_contact, by_press * world.territories.press[t]);
        const float of_all = mixing ? chance[n_telling] : 0;
        // As (1 - b)^k >= 1 - b k, a line that no chance lies above, but for rounding: most are
        // seen not to hear without a look at the table.
        const float alone = chance[0] * 1.0001f;
        const float more = static_cast<float>(per_contact * (1 - chance[0])) * 1.0001f;
        const auto listen = [&](std::size_t first, std::size_t count) {
            const Stage* stage = persons.stage.data() + first;
            for (std::size_t i = 0; i < count; ++i)
                may_hear[i] = stage[i] == Stage::unaware;
            const std::uint16_t* k = persons.informed_contacts.data() + first;  // unless mixing
            sim::for_each_lucky(
                draws, first, may_hear, count,
                [=](std::size_t i) { return mixing ? of_all : alone + more * k[i]; },
                [&](std::size_t i, float luck) {
                    if (luck < (mixing ? of_all : chance[k[i]]))
                        hearers.push_back(static_cast<PersonId>(first + i));
                });
        };
        sim::for_each_chunk(persons.territory_begin[t], persons.territory_begin[t + 1], listen);
    }
    const std::vector<PersonId> silent = grown_silent(
        world, today.per_substep(values[stops_telling]), today.stream("awareness.silence"));
    sim::for_each_ahead(
        hearers, [&](PersonId p) { world.move(p, Stage::aware); },
        [&](PersonId p) { world.acquaintance.prefetch(p); });
    for (const PersonId p : silent)
        world.fall_silent(p);
}

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "News of the call travels along ties and through the press.",
    .parameters = {beta, press_effect, initially, spreads_among, stops_telling, seeds},
    .step = step,
    .in_substeps = true};

}  // namespace models::awareness
