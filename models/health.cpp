#include <models/health.hpp>

namespace models::health {
namespace {

float restored_by(double units, double members, double per_unit, double by_meetings) {
    const double per_member = units / std::max(members, 1.0);
    const double by_thanks = std::min(1.0, per_member * per_unit);
    return static_cast<float>(1 - (1 - by_meetings) * (1 - by_thanks));
}

}  // namespace

void meet(World& world, const sim::Values&, const sim::Arguments& arguments, const sim::Today&) {
    const auto share = static_cast<float>(arguments[lift]);
    Collectives& collectives = world.collectives;
    for (std::size_t c = 0; c < collectives.size(); ++c)
        if (collectives.founded_on[c] != Collectives::not_yet)
            collectives.health[c] += (1 - collectives.health[c]) * share;
    for (float& health : world.places.health)
        health += (1 - health) * share;
}

void change(World& world, const sim::Values& values) {
    Collectives& collectives = world.collectives;
    const auto& delivered = world.territories.delivered_yesterday;
    const double per_unit = values[thanks], by_meetings = values[meetings];
    std::vector<float> restored(collectives.size());
    double everywhere = 0;
    for (std::size_t t = 0; t < delivered.size(); ++t) {
        restored[t + 1] =
            restored_by(delivered[t], collectives.members[t + 1], per_unit, by_meetings);
        everywhere += delivered[t];
    }
    restored[0] = restored_by(everywhere, collectives.members[0], per_unit, by_meetings);

    const auto least = static_cast<float>(values[floor]);
    const auto worn =
        static_cast<float>(values[wear] * world.norm_salience * world.norm.controversy);
    const auto by_overload = static_cast<float>(values[overload_wear]);
    for (std::size_t c = 0; c < collectives.size(); ++c) {
        const float over = overload(collectives.hours_asked[c], collectives.hours_there[c]);
        collectives.health[c] =
            next(collectives.health[c], worn + by_overload * over, restored[c], least);
    }
    Places& places = world.places;
    for (std::uint32_t place = 0; place < places.size; ++place)
        places.health[place] = next(places.health[place], worn * places.fragility[place],
                                    restored[places.territory[place] + 1u], least);
}

}  // namespace models::health
