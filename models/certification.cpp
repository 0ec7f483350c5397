#include <models/certification.hpp>

#include <models/money.hpp>

#include <algorithm>

namespace models::certification {
namespace {

/// Whether a place could pay, and did.
bool pays(World& world, std::uint32_t place, std::int64_t price, double share) {
    const UnitId unit = world.persons.size + place;
    if (!affordable(price, money::in_hand(world, unit), share))
        return false;
    money::pay_in_hand(world, unit, price);
    return true;
}

/// The same for a collective; what the national one pays is written down where its people live.
bool collective_pays(World& world, std::size_t c, std::int64_t price, double share) {
    if (!affordable(price, money::total(world.collectives.pot[c]), share))
        return false;
    std::vector<double> weights = world.territories.population;
    for (std::size_t t = 0; t < weights.size() && c > 0; ++t)
        weights[t] = t + 1 == c;
    const std::vector<std::int64_t> parts = money::shared_out(price, weights);
    for (std::size_t t = 0; t < parts.size(); ++t)
        money::pay_from_pot(world, c, static_cast<TerritoryId>(t), parts[t]);
    return true;
}

/// Applications of the day and certificates that come; pay(i, price) says whether i could pay.
template <class Pay>
void proceed(Certificates& certificates, bool asked_for, std::int64_t days, int day, Pay pay) {
    for (std::size_t i = 0; i < certificates.held.size(); ++i) {
        if (certificates.held[i])
            continue;
        if (certificates.due[i] == Certificates::none && asked_for && pay(i))
            certificates.due[i] = static_cast<std::int16_t>(day + days);
        if (certificates.due[i] != Certificates::none && certificates.due[i] <= day)
            certificates.held[i] = 1;
    }
}

}  // namespace

void populate(World& world) {
    world.places.certificates.held.assign(world.places.size, 0);
    world.places.certificates.due.assign(world.places.size, Certificates::none);
    world.collectives.certificates.held.assign(world.collectives.size(), 0);
    world.collectives.certificates.due.assign(world.collectives.size(), Certificates::none);
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    const Norm& norm = world.norm;
    const bool asked_for =
        norm.certification > 0 && std::ranges::count(norm.asks_approval, true) > 0;
    const std::int64_t price = money::cents(norm.certification);
    const bool free = !money::is_kept(world);
    const double share = values[effort];
    Places& places = world.places;
    proceed(places.certificates, asked_for, values[time], today.day, [&](std::size_t i) {
        const auto place = static_cast<std::uint32_t>(i);
        return places.phase[place] == Places::Phase::producing &&
               (free || pays(world, place, price, share));
    });
    Collectives& all = world.collectives;
    proceed(all.certificates, asked_for, values[time], today.day, [&](std::size_t c) {
        return all.works(c) && (free || collective_pays(world, c, price, share));
    });
}

}  // namespace models::certification
