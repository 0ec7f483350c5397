#pragma once

#include <models/world.hpp>

#include <algorithm>
#include <cmath>

/// Support: what a structure gives to a person who is near it.
///
/// Rule    support = health * fit, fit = 1 - |governance she prefers - governance of the structure|
///         (F82, F83): the best of her lab, if it is open, and her collective: the one she would
///         rather join if it works, else the other
/// Reads   health and governance of collectives and places
/// Writes  persons.support
/// Draws   none
namespace models::support {

/// Support in [0, 1].
constexpr float given(float health, float governance, float prefers) {
    const float apart = governance < prefers ? prefers - governance : governance - prefers;
    return health * (1 - apart);
}

/// The collective that persons of a territory join, if they would rather the national one or not.
inline std::size_t joined(const Collectives& all, std::size_t territory, bool rather_national) {
    const std::size_t first = rather_national ? 0 : territory + 1;
    const std::size_t second = rather_national ? territory + 1 : 0;
    return all.works(first) ? first : second;
}

inline void give(World& world) {
    Persons& persons = world.persons;
    const Collectives& all = world.collectives;
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        const std::size_t local = joined(all, t, false), national = joined(all, t, true);
        const float health[]{all.health[local], all.health[national]};
        const float governance[]{all.governance[local], all.governance[national]};
        const std::size_t first = persons.territory_begin[t];
        const std::size_t count = persons.territory_begin[t + 1] - first;
        const float* prefers = persons.prefers.data() + first;
        const std::uint8_t* rather = persons.prefers_national.data() + first;
        float* support = persons.support.data() + first;
        // No branch: so this loop becomes vector code.
        for (std::size_t i = 0; i < count; ++i) {
            const float to_national = rather[i];
            support[i] =
                given(health[0] + (health[1] - health[0]) * to_national,
                      governance[0] + (governance[1] - governance[0]) * to_national, prefers[i]);
        }
    }
    const Places& places = world.places;
    std::vector<float> health(places.size);  // 0 where nobody may come in: that adds nothing
    for (std::uint32_t lab = 0; lab < places.size; ++lab)
        health[lab] = places.open[lab] ? places.health[lab] : 0.0f;
    sim::for_each_ahead(
        places.members,
        [&](PersonId p) {
            const std::uint32_t lab = persons.lab[p];
            persons.support[p] = std::max(
                persons.support[p], given(health[lab], places.governance[lab], persons.prefers[p]));
        },
        [&](PersonId p) {
            sim::prefetch(&persons.lab[p]);
            sim::prefetch(&persons.support[p]);
        });
}

}  // namespace models::support
