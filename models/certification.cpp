#include <models/certification.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace models::certification {
namespace {

/// Takes cents out of a pot, from its first source on. The pot holds as many.
void take(std::array<std::int64_t, n_sources>& pot, std::int64_t cents) {
    for (std::int64_t& part : pot) {
        const std::int64_t taken = std::min(part, cents);
        part -= taken;
        cents -= taken;
    }
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
    const double price = world.norm.certification;
    const bool asked_for = price > 0 && std::ranges::find(world.norm.asks_approval, true) !=
                                            world.norm.asks_approval.end();
    const auto cents = static_cast<std::int64_t>(price * 100 + 0.5);
    const double share = values[effort];
    Places& places = world.places;
    const bool free = places.cash.empty();  // nobody counts money
    proceed(places.certificates, asked_for, values[time], today.day, [&](std::size_t place) {
        if (places.phase[place] != Places::Phase::producing)
            return false;
        if (free)
            return true;
        if (!affordable(price, places.cash[place], share))
            return false;
        places.cash[place] -= static_cast<float>(price);
        world.accounts.certification += cents;
        return true;
    });
    Collectives& all = world.collectives;
    proceed(all.certificates, asked_for, values[time], today.day, [&](std::size_t c) {
        if (!all.works(c))
            return false;
        if (free)
            return true;
        if (all.pot.empty())
            return false;
        const std::int64_t money =
            std::accumulate(all.pot[c].begin(), all.pot[c].end(), std::int64_t{0});
        if (!affordable(price, double(money) / 100, share))
            return false;
        take(all.pot[c], cents);
        world.accounts.certification += cents;
        return true;
    });
}

}  // namespace models::certification
