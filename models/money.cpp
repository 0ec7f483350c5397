#include <models/money.hpp>

#include <models/coordination.hpp>
#include <models/purchase.hpp>
#include <sim/draw_batch.hpp>
#include <sim/error.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace models::money {
namespace {

constexpr Eigen::Index column(std::size_t source) { return static_cast<Eigen::Index>(source); }

void operator+=(Purse& purse, const Purse& more) {
    for (std::size_t s = 0; s < n_sources; ++s)
        purse[s] += more[s];
}

/// Takes cents that are in the purse: each source gives by what it has there, and the first ones
/// the cents that rounding leaves.
Purse take(Purse& purse, std::int64_t cents) {
    const std::int64_t all = total(purse);
    sim::ensure(cents <= all, "money: more was spent than there is");
    Purse taken{};
    if (cents == 0)
        return taken;
    for (std::size_t s = 0; s < n_sources; ++s)
        taken[s] = purchase::rationed(purse[s], all, cents);
    std::int64_t missing = cents - total(taken);
    for (std::size_t s = 0; s < n_sources; ++s) {
        const std::int64_t more = std::min(missing, purse[s] - taken[s]);
        taken[s] += more;
        missing -= more;
        purse[s] -= taken[s];
    }
    return taken;
}

void record(World& world, TerritoryId t, const Purse& paid) {
    for (std::size_t s = 0; s < n_sources; ++s) {
        world.today.money(t, column(s)) += paid[s];
        world.accounts.spent[s] += paid[s];
    }
}

/// Requesters who ordered on a platform yesterday and still wait pay for material (F42).
void collect_advances(World& world, const sim::Values& values, const sim::Today& today) {
    const double share = values[prepaid];
    if (share == 0)
        return;
    const Prices prices(values);
    const std::uint64_t cut = sim::probability_cut(share);
    const auto pay = [&](const Order* order, const std::uint32_t* luck) {
        if (*luck < cut)
            pay_in(world, world.requesters.territory[order->requester] + 1u, Source::requesters,
                   cents(order->open * prices.at_cost[index(order->product)]));
    };
    sim::DrawBatch<const Order*, 1> orders(today.stream("money.requesters"));
    const int yesterday = today.day - 1;
    // The latest stand last.
    for (auto order = world.orders.rbegin(); order != world.orders.rend(); ++order) {
        if (order->placed_on < yesterday && !order->is_copy())
            break;
        if (order->placed_on == yesterday && order->channel == Channel::platform)
            orders.add(&*order, {{{sim::ordered_pair(order->requester, order->number)}}}, pay);
    }
    orders.finish(pay);
}

/// Crowd-funding follows the press of each territory (F20), patrons give to all.
void collect_gifts(World& world, const sim::Values& values) {
    const Territories& territories = world.territories;
    const double inhabitants =
        std::accumulate(territories.population.begin(), territories.population.end(), 0.0);
    const double given = values[gifts];
    for (std::size_t t = 0; t < territories.size(); ++t)
        pay_in(world, t + 1, Source::gifts,
               cents(given * world.country_share * territories.press[t] *
                     territories.population[t] / inhabitants));
    pay_in(world, 0, Source::patrons, cents(values[patrons] * world.country_share));
}

void pay_rent(World& world, const sim::Values& values) {
    const std::int64_t due = cents(values[rent]);
    Places& places = world.places;
    for (std::uint32_t i = 0; i < places.size && due > 0; ++i) {
        if (places.process[i] == Process::small_firm)
            continue;
        const std::int64_t paid = std::min(due, places.cash[i]);
        places.cash[i] -= paid;
        world.accounts.spent[index(Source::own_pocket)] += paid;
    }
}

/// The same for each maker: into the pot that pays for them, else to themselves.
void hand_over(World& world, const std::vector<UnitId>& makers, std::optional<std::size_t> pool,
               const Purse& each) {
    if (!pool && world.handed_out.empty())
        world.handed_out.resize(world.n_units());
    for (const UnitId maker : makers)
        (pool ? world.collectives.pot[*pool] : world.handed_out[maker]) += each;
}

/// Each maker's part goes where her material is paid from, which is the same for all of a
/// territory. What does not divide by the number of makers stays for the next day.
void share_out(World& world) {
    Collectives& collectives = world.collectives;
    std::vector<std::vector<UnitId>> makers(world.territories.size());
    purchase::for_each_buyer(
        world, [&](UnitId unit) { makers[world.territory_of(unit)].push_back(unit); });
    std::vector<std::optional<std::size_t>> pool(makers.size());
    std::vector<std::int64_t> n_makers(collectives.pot.size()), n_pooling(collectives.pot.size());
    for (std::size_t t = 0; t < makers.size(); ++t) {
        const auto n = static_cast<std::int64_t>(makers[t].size());
        n_makers[0] += n;
        n_makers[t + 1] += n;
        pool[t] = n > 0 ? coordination::pool_of(world, makers[t].front()) : std::nullopt;
        if (pool[t])
            n_pooling[*pool[t]] += n;
    }
    std::vector<Purse> part(collectives.pot.size());
    for (std::size_t c = 0; c < collectives.pot.size(); ++c) {
        if (n_pooling[c] == 0) {  // nobody's pot any more
            collectives.incoming[c] += collectives.pot[c];
            collectives.pot[c] = {};
        }
        for (std::size_t s = 0; s < n_sources && n_makers[c] > 0; ++s) {
            part[c][s] = collectives.incoming[c][s] / n_makers[c];
            collectives.incoming[c][s] -= part[c][s] * n_makers[c];
        }
    }
    for (std::size_t t = 0; t < makers.size(); ++t) {
        Purse sum = part[0];
        sum += part[t + 1];
        if (total(sum) > 0 && !makers[t].empty())
            hand_over(world, makers[t], pool[t], sum);
    }
}

}  // namespace

std::vector<std::int64_t> shared_out(std::int64_t amount, const std::vector<double>& weights) {
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<std::int64_t> parts;
    double up_to = 0;
    std::int64_t given = 0;
    for (const double weight : weights) {
        up_to += weight;
        // Rounding the sums instead of the parts leaves nothing over.
        const auto sum = static_cast<std::int64_t>(std::floor(double(amount) * up_to / all + 0.5));
        parts.push_back(sum - given);
        given = sum;
    }
    return parts;
}

std::int64_t total(const Purse& purse) {
    return std::accumulate(purse.begin(), purse.end(), std::int64_t{0});
}

void pay_in(World& world, std::size_t collective, Source source, std::int64_t cents) {
    if (!is_kept(world))
        return;
    world.collectives.incoming[collective][index(source)] += cents;
    world.accounts.paid_in[index(source)] += cents;
}

Prices::Prices(const sim::Values& values) : part(values[sale]) {
    for (std::size_t k = 0; k < n_products; ++k)
        at_cost[k] = values[price[k]];
}

void sell(World& world, const Prices& prices, UnitId maker, std::uint32_t units) {
    if (prices.part == 0 || !is_kept(world) || world.is_person(maker) || !world.may_sell(maker) ||
        world.process_of(maker) == Process::small_firm)
        return;
    const double each = prices.at_cost[index(product_of(world.process_of(maker)))] * prices.part;
    if (world.handed_out.empty())
        world.handed_out.resize(world.n_units());
    world.handed_out[maker][index(Source::requesters)] += cents(units * each);
    world.accounts.paid_in[index(Source::requesters)] += cents(units * each);
}

std::int64_t in_hand(const World& world, UnitId unit) {
    const std::int64_t own = world.is_person(unit)
                                 ? world.persons.budget[unit] - world.persons.spent[unit]
                                 : world.places.cash[unit - world.persons.size];
    return own + (world.handed_out.empty() ? 0 : total(world.handed_out[unit]));
}

void pay_in_hand(World& world, UnitId unit, std::int64_t cents) {
    Purse paid{};
    if (!world.handed_out.empty()) {
        Purse& purse = world.handed_out[unit];
        paid = take(purse, std::min(cents, total(purse)));
    }
    const std::int64_t own = cents - total(paid);
    if (world.is_person(unit))
        world.persons.spent[unit] += static_cast<std::int32_t>(own);
    else
        world.places.cash[unit - world.persons.size] -= own;
    paid[index(Source::own_pocket)] += own;
    record(world, world.territory_of(unit), paid);
}

void pay_from_pot(World& world, std::size_t pool, TerritoryId buyers, std::int64_t cents) {
    record(world, buyers, take(world.collectives.pot[pool], cents));
}

void patron(World& world, const sim::Values&, const sim::Arguments& arguments, const sim::Today&) {
    const std::int64_t given = cents(arguments[donation] * world.country_share);
    if (static_cast<Scope>(arguments[donated_to]) == Scope::national) {
        pay_in(world, 0, Source::patrons, given);
        return;
    }
    const std::vector<std::int64_t> parts = shared_out(given, world.territories.population);
    for (std::size_t t = 0; t < parts.size(); ++t)
        pay_in(world, t + 1, Source::patrons, parts[t]);
}

void populate(World& world, const sim::Values& values) {
    Persons& persons = world.persons;
    Places& places = world.places;
    persons.spent.assign(persons.size, 0);
    places.cash.assign(places.size, cents(values[lab_cash]));
    world.collectives.pot.assign(world.territories.size() + 1, {});
    world.collectives.incoming = world.collectives.pot;
    world.accounts.paid_in[index(Source::own_pocket)] =
        std::accumulate(persons.budget.begin(), persons.budget.end(), std::int64_t{0}) +
        std::accumulate(places.cash.begin(), places.cash.end(), std::int64_t{0});
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    collect_gifts(world, values);
    collect_advances(world, values, today);
    pay_rent(world, values);
    share_out(world);
}

}  // namespace models::money
