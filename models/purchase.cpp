#include <models/purchase.hpp>

#include <models/coordination.hpp>
#include <models/money.hpp>
#include <models/production.hpp>
#include <models/wishes.hpp>

#include <algorithm>
#include <cmath>

namespace models::purchase {
namespace {

constexpr Eigen::Index column(std::size_t m) { return static_cast<Eigen::Index>(m); }

/// What some leave on the shelves for want of another material is offered once more.
constexpr int n_rounds = 2;

constexpr std::int64_t whole(double x) { return static_cast<std::int64_t>(x + 0.5); }

/// Today's prices.
struct Shop {
    Amounts price_of{};  ///< cents for a small unit
    double discount;

    explicit Shop(const sim::Values& values) : discount(values[bulk_discount]) {
        for (std::size_t m = 0; m < n_materials; ++m)
            price_of[m] = values[price[m]] * 100 / small_units[m];
    }
    /// What a pot pays for one cent at list price.
    double in_bulk(std::size_t pool) const { return 1 - (pool == 0 ? discount : discount / 2); }
};

/// Everybody's part of what was donated in the territory; where it is not used it stays there.
void reserve_donations(const World& world, std::size_t t, Wishes& w) {
    const auto& donated = world.suppliers.donated;
    const auto is_there = [&](const auto& stock) { return stock[t] > 0; };
    if (std::ranges::none_of(donated, is_there))
        return;
    for (std::size_t m = 0; m < n_materials; ++m) {
        ration(asked(w, m), total(asked(w, m)), double(donated[m][t]));
        w.reserved[m].resize(w.size());
    }
    for_each_need(w, [&](std::size_t m, std::size_t i) {
        w.reserved[m][i] = w.asked[m][i];
        w.there[m][i] += w.asked[m][i];
    });
    ask(w, w.units);
}

/// Units for which the money buys what is missing: from above, in as many steps as there are
/// materials, for the more units, the more materials are missing.
double affordable(const Wishes& w, std::size_t i, const Shop& shop, double means) {
    double units = w.units[i];
    for (std::size_t step = 0; step <= n_materials; ++step) {
        double cost = 0, each = 0;
        for (std::size_t m = 0; m < n_materials; ++m) {
            const double bill = w.bill[m][i];
            if (const double lacks = bill > 0 ? units * bill - w.there[m][i] : 0; lacks > 0) {
                cost += lacks * shop.price_of[m];
                each += bill * shop.price_of[m];
            }
        }
        if (cost <= means)
            break;
        units -= (cost - means) / each;
    }
    return units;
}

/// What is missing costs at list price, were it not rounded to whole small units.
std::vector<double> costs(const Wishes& w, const Shop& shop) {
    std::vector<double> cost(w.size());
    for (std::size_t m = 0; m < n_materials; ++m)
        for_each_in_need(w, m, [&, each = shop.price_of[m]](std::size_t i) {
            const double lacks = w.units[i] * w.bill[m][i] - w.there[m][i];
            cost[i] += lacks > 0 ? lacks * each : 0;
        });
    return cost;
}

/// All pots: what they are asked for today, and what is in them before anybody pays; cents.
struct Pots {
    std::vector<double> claims, money;

    explicit Pots(const World& world) : claims(world.collectives.pot.size()) {
        for (const Purse& pot : world.collectives.pot)
            money.push_back(double(money::total(pot)));
    }
};

/// The pot of a territory's buyers, if they pool, is asked for all that they want.
void claim(const World& world, Wishes& w, const Shop& shop, Pots& pots) {
    // All of a territory have the same.
    w.pool = w.size() > 0 ? coordination::pool_of(world, w.unit[0]) : std::nullopt;
    if (!w.pool)
        return;
    const double in_bulk = shop.in_bulk(*w.pool);
    for (std::size_t m = 0; m < n_materials; ++m)
        for_each_in_need(w, m, [&, each = shop.price_of[m]](std::size_t i) {
            w.granted[i] += w.asked[m][i] * each;
        });
    for (double& cents : w.granted)
        cents = std::floor(cents * in_bulk + 0.5);
    pots.claims[*w.pool] += total(w.granted);
}

/// Finds out what the pot adds, and cuts each wish down to what its money buys.
void cut_to_money(const World& world, Wishes& w, const Shop& shop, const Pots& pots) {
    if (w.pool)
        ration(w.granted, pots.claims[*w.pool], pots.money[*w.pool]);
    const double in_bulk = w.pool ? shop.in_bulk(*w.pool) : 1;
    const std::vector<double> cost = costs(w, shop);
    const auto cut = [&](std::size_t i) {
        w.granted[i] /= in_bulk;
        const double means = w.granted[i] + double(money::in_hand(world, w.unit[i]));
        if (cost[i] > means)
            w.units[i] = affordable(w, i, shop, means);
    };
    sim::for_each_index_ahead(w.size(), cut, [&](std::size_t i) {
        sim::prefetch(world.persons.budget, w.unit[i]);
        sim::prefetch(world.persons.spent, w.unit[i]);
    });
    ask(w, w.units);
}

void record_shortage(World& world, std::size_t t, const Amounts& wanted) {
    for (std::size_t m = 0; m < n_materials; ++m) {
        const auto asked = static_cast<std::int64_t>(wanted[m]);
        world.today.material_asked(Eigen::Index(t), column(m)) = asked;
        world.today.material_short(Eigen::Index(t), column(m)) =
            std::max<std::int64_t>(0, asked - world.suppliers.stock[m][t]);
    }
}

/// The shops offer everybody the same share of what it asks for, and everybody takes as much of
/// each material as goes with the scarcest. Who finds nothing at all of one asks for no other.
/// Takes off what all `wanted` what they got, and tells whether anything was scarce.
bool take_sets(World& world, std::size_t t, Wishes& w, Amounts& wanted) {
    auto& stock = world.suppliers.stock;
    bool any_scarce = false;
    allow_all(w);
    for (std::size_t m = 0; m < n_materials; ++m) {
        // What nobody could buy up limits nobody.
        const double there = double(stock[m][t]);
        if (wanted[m] < there)
            continue;
        any_scarce = true;
        limit(w, m, [&](std::size_t) { return there; });
    }
    ask(w, w.sets);
    allow_all(w);
    for (std::size_t m = 0; m < n_materials; ++m) {
        ration(asked(w, m), total(asked(w, m)), double(stock[m][t]));
        limit(w, m, [&](std::size_t i) { return w.asked[m][i]; });
    }
    for_each_need(w, [&](std::size_t m, std::size_t i) {
        const double amount =
            std::min(w.asked[m][i], missing(w.sets[i], w.bill[m][i], w.there[m][i]));
        w.asked[m][i] = amount;
        w.there[m][i] += amount;
    });
    for (std::size_t m = 0; m < n_materials; ++m) {
        const double taken = total(asked(w, m));
        wanted[m] -= taken;
        stock[m][t] -= static_cast<std::int64_t>(taken);
    }
    return any_scarce;
}

/// What is reserved of donations is not bought.
void set_donations_apart(Wishes& w) {
    if (!w.reserved[0].empty())
        for_each_need(w, [&](std::size_t m, std::size_t i) { w.there[m][i] -= w.reserved[m][i]; });
}

/// All take home what they bought; its value at list price, cents.
std::vector<double> take_home(World& world, const Wishes& w, const Shop& shop) {
    std::vector<double> value(w.size());
    for_each_need(w, [&](std::size_t m, std::size_t i) {
        if (w.there[m][i] == endless)
            return;
        std::uint32_t& home = world.material_of(w.unit[i], m);
        value[i] += (w.there[m][i] - home) * shop.price_of[m];
        home = static_cast<std::uint32_t>(w.there[m][i]);
    });
    return value;
}

/// The pot pays what all took home as far as it has granted, the buyers the rest.
void pay(World& world, std::size_t t, const Wishes& w, const Shop& shop,
         const std::vector<double>& value) {
    const double in_bulk = w.pool ? shop.in_bulk(*w.pool) : 1;
    std::int64_t from_pot = 0;
    for (std::size_t i = 0; i < w.size(); ++i) {
        const double by_pot = std::min(value[i], w.granted[i]);  // without a pot none
        from_pot += whole(by_pot * in_bulk);
        if (const std::int64_t own = whole(value[i] - by_pot); own > 0)
            money::pay_in_hand(world, w.unit[i], own);
    }
    if (w.pool)
        money::pay_from_pot(world, *w.pool, static_cast<TerritoryId>(t), from_pot);
}

/// What goes with the rest is taken of the donations too.
void take_donations(World& world, std::size_t t, Wishes& w) {
    if (w.reserved[0].empty())
        return;
    allow_all(w);
    for (std::size_t m = 0; m < n_materials; ++m)
        limit(w, m, [&](std::size_t i) { return w.reserved[m][i]; });
    for_each_need(w, [&](std::size_t m, std::size_t i) {
        const double amount =
            std::min(w.reserved[m][i], missing(w.sets[i], w.bill[m][i], w.there[m][i]));
        world.suppliers.donated[m][t] -= static_cast<std::int64_t>(amount);
        world.material_of(w.unit[i], m) += static_cast<std::uint32_t>(amount);
    });
}

}  // namespace

std::vector<Buyer> buyers(const World& world, const sim::Values& values) {
    const production::AtHome home(values);
    const production::InPlaces places(values);
    std::int64_t n_at_work = 0;
    for (std::size_t t = 0; t < world.territories.size(); ++t)
        n_at_work += world.n_at_work(t);
    std::vector<Buyer> all;
    all.reserve(std::size_t(n_at_work) + world.places.size);
    const Persons& persons = world.persons;
    const auto add = [&](UnitId unit) {
        const double units_a_day = world.is_person(unit) ? home.units(persons, unit)
                                                         : places.units(world, unit - persons.size);
        all.push_back({unit, world.territory_of(unit), world.process_of(unit),
                       &world.recipe_of(unit).bill, units_a_day});
    };
    for_each_buyer(world, add, persons.machines, persons.hours, persons.pace, persons.skill);
    return all;
}

void buy(World& world, const sim::Values& values, const std::vector<Buyer>& buyers) {
    const Shop shop(values);
    std::vector<Wishes> wishes = wishes_of(world, values, buyers);
    Pots pots(world);
    for (std::size_t t = 0; t < wishes.size(); ++t) {
        ask(wishes[t], wishes[t].units);
        reserve_donations(world, t, wishes[t]);
        if (money::is_kept(world))
            claim(world, wishes[t], shop, pots);
    }
    for (std::size_t t = 0; t < wishes.size(); ++t) {
        Wishes& w = wishes[t];
        if (money::is_kept(world))
            cut_to_money(world, w, shop, pots);
        Amounts wanted = total_asked(w);
        record_shortage(world, t, wanted);
        // Nothing is left for want of another material where there is enough of all.
        for (int round = 0; round < n_rounds && take_sets(world, t, w, wanted); ++round)
            continue;
        set_donations_apart(w);
        const std::vector<double> value = take_home(world, w, shop);
        if (money::is_kept(world))
            pay(world, t, w, shop, value);
        take_donations(world, t, w);
    }
}

}  // namespace models::purchase
