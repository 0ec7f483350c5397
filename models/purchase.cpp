#include <models/purchase.hpp>

#include <models/coordination.hpp>
#include <models/money.hpp>
#include <models/production.hpp>

#include <algorithm>

namespace models::purchase {
namespace {

constexpr Eigen::Index column(std::size_t m) { return static_cast<Eigen::Index>(m); }

/// What some leave on the shelves for want of another material is offered once more.
constexpr int n_rounds = 2;

constexpr std::int64_t whole(double x) { return static_cast<std::int64_t>(x + 0.5); }

/// What a buyer wants to make, and what it is to have of each material for that.
struct Wish {
    UnitId unit;
    TerritoryId territory;
    const Bill* bill;
    double units;   ///< for which it wants material; need not be whole
    Bill had{};     ///< small units, this morning
    Bill free{};    ///< reserved for it of what was donated
    Bill bought{};  ///< in a shop
    std::optional<std::size_t> pool = {};
    double granted = 0;  ///< cents at list price that the pot covers

    std::int64_t there(std::size_t m) const { return had[m] + free[m] + bought[m]; }
    /// Lacking of a material for so many units.
    std::int64_t missing(std::size_t m, double for_units) const {
        // A little more than nothing: three quarters of 40 cm are 30, not 29.
        const auto enough = static_cast<std::int64_t>(for_units * double((*bill)[m]) + 1e-6);
        return std::max<std::int64_t>(0, enough - there(m));
    }
    /// Units for which there is enough of everything, were there `more(material)` of each.
    template <class More>
    double sets(More more) const {
        double most = units;
        for (std::size_t m = 0; m < n_materials; ++m)
            if ((*bill)[m] > 0)
                most = std::min(most, double(there(m) + more(m)) / double((*bill)[m]));
        return most;
    }
};

/// Today's prices.
struct Shop {
    std::array<double, n_materials> price_of{};  ///< cents for a small unit
    double discount;

    explicit Shop(const sim::Values& values) : discount(values[bulk_discount]) {
        for (std::size_t m = 0; m < n_materials; ++m)
            price_of[m] = values[price[m]] * 100 / small_units[m];
    }
    /// At list price, cents.
    double value(const Bill& amounts) const {
        double sum = 0;
        for (std::size_t m = 0; m < n_materials; ++m)
            sum += double(amounts[m]) * price_of[m];
        return sum;
    }
    /// What a pot pays for one cent at list price.
    double in_bulk(std::size_t pool) const { return 1 - (pool == 0 ? discount : discount / 2); }
};

std::vector<Wish> wishes_of(const World& world, const sim::Values& values,
                            const std::vector<Buyer>& buyers) {
    const double days = values[at_hand];
    std::vector<Wish> wishes;
    wishes.reserve(buyers.size());
    for (const Buyer& buyer : buyers) {
        Wish wish{buyer.unit, buyer.territory, &world.recipe_of(buyer.unit).bill,
                  buyer.units_a_day * days};
        std::int64_t any = 0;
        for (std::size_t m = 0; m < n_materials; ++m) {
            wish.had[m] = world.material_of(buyer.unit, m);
            any |= wish.missing(m, wish.units);
        }
        if (any != 0)
            wishes.push_back(wish);
    }
    return wishes;
}

/// What each wish lacks, the first for `units(wish)` units.
template <class Units>
std::vector<Bill> lacking(const std::vector<Wish>& wishes, Units units) {
    std::vector<Bill> amounts(wishes.size());
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const double for_units = units(wishes[i]);
        for (std::size_t m = 0; m < n_materials; ++m)
            if ((*wishes[i].bill)[m] > 0)
                amounts[i][m] = wishes[i].missing(m, for_units);
    }
    return amounts;
}

Counts all_asked(const World& world, const std::vector<Wish>& wishes,
                 const std::vector<Bill>& amounts) {
    Counts asked = Counts::Zero(Eigen::Index(world.territories.size()), n_materials);
    for (std::size_t i = 0; i < wishes.size(); ++i)
        for (std::size_t m = 0; m < n_materials; ++m)
            asked(wishes[i].territory, column(m)) += amounts[i][m];
    return asked;
}

/// Everybody's part of what was donated in its territory; where it is not used it stays there.
void reserve_donations(const World& world, std::vector<Wish>& wishes) {
    const auto& donated = world.suppliers.donated;
    const auto has_some = [](const auto& stock) {
        return std::ranges::any_of(stock, [](std::int64_t amount) { return amount > 0; });
    };
    if (std::ranges::none_of(donated, has_some))
        return;
    const std::vector<Bill> amounts = lacking(wishes, [](const Wish& wish) { return wish.units; });
    const Counts asked = all_asked(world, wishes, amounts);
    for (std::size_t i = 0; i < wishes.size(); ++i)
        for (std::size_t m = 0; m < n_materials; ++m)
            if (const TerritoryId t = wishes[i].territory; amounts[i][m] > 0)
                wishes[i].free[m] = rationed(amounts[i][m], asked(t, column(m)), donated[m][t]);
}

/// Units for which the money buys what is missing: from above, in as many steps as there are
/// materials, for the more units, the more materials are missing.
double affordable(const Wish& wish, const Shop& shop, double means) {
    double units = wish.units;
    for (std::size_t step = 0; step <= n_materials; ++step) {
        double cost = 0, each = 0;
        for (std::size_t m = 0; m < n_materials; ++m) {
            const double lacks = units * double((*wish.bill)[m]) - double(wish.there(m));
            cost += lacks > 0 ? lacks * shop.price_of[m] : 0;
            each += lacks > 0 ? double((*wish.bill)[m]) * shop.price_of[m] : 0;
        }
        if (cost <= means)
            break;
        units -= (cost - means) / each;
    }
    return units;
}

/// Finds out what the pots add, and cuts each wish down to what its money buys.
void cut_to_money(const World& world, std::vector<Wish>& wishes, const Shop& shop) {
    const std::vector<Purse>& pot = world.collectives.pot;
    const std::vector<Bill> amounts = lacking(wishes, [](const Wish& wish) { return wish.units; });
    std::vector<std::int64_t> claims(pot.size());
    std::vector<std::int64_t> cost(wishes.size());
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        wishes[i].pool = coordination::pool_of(world, wishes[i].unit);
        if (!wishes[i].pool)
            continue;
        cost[i] = whole(shop.value(amounts[i]) * shop.in_bulk(*wishes[i].pool));
        claims[*wishes[i].pool] += cost[i];
    }
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        Wish& wish = wishes[i];
        if (wish.pool)
            wish.granted =
                double(rationed(cost[i], claims[*wish.pool], money::total(pot[*wish.pool]))) /
                shop.in_bulk(*wish.pool);
        wish.units =
            affordable(wish, shop, wish.granted + double(money::in_hand(world, wish.unit)));
    }
}

void record_shortage(World& world, const std::vector<Wish>& wishes) {
    const Counts asked =
        all_asked(world, wishes, lacking(wishes, [](const Wish& wish) { return wish.units; }));
    world.today.material_asked = asked;
    for (std::size_t t = 0; t < world.territories.size(); ++t)
        for (std::size_t m = 0; m < n_materials; ++m)
            world.today.material_short(Eigen::Index(t), column(m)) = std::max<std::int64_t>(
                0, asked(Eigen::Index(t), column(m)) - world.suppliers.stock[m][t]);
}

/// The shops offer everybody the same share of what it asks for, and everybody takes as much of
/// each material as goes with the scarcest. Who finds nothing at all of one asks for no other.
void take_sets(World& world, std::vector<Wish>& wishes) {
    auto& stock = world.suppliers.stock;
    const auto morning = stock;
    const std::vector<Bill> amounts = lacking(wishes, [&](const Wish& wish) {
        return wish.sets([&](std::size_t m) { return morning[m][wish.territory]; });
    });
    const Counts asked = all_asked(world, wishes, amounts);
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        Wish& wish = wishes[i];
        const TerritoryId t = wish.territory;
        if (amounts[i] == Bill{})
            continue;
        Bill offer{};
        for (std::size_t m = 0; m < n_materials; ++m)
            if (amounts[i][m] > 0)
                offer[m] = rationed(amounts[i][m], asked(t, column(m)), morning[m][t]);
        const double units = wish.sets([&](std::size_t m) { return offer[m]; });
        for (std::size_t m = 0; m < n_materials; ++m) {
            const std::int64_t amount = std::min(offer[m], wish.missing(m, units));
            wish.bought[m] += amount;
            stock[m][t] -= amount;
        }
    }
}

/// What goes with the rest is taken of the donations too.
void take_home(World& world, std::vector<Wish>& wishes) {
    for (Wish& wish : wishes) {
        const double units = wish.sets([](std::size_t) { return 0; });
        const Bill reserved = wish.free;
        wish.free = {};
        for (std::size_t m = 0; m < n_materials; ++m) {
            const std::int64_t donated = std::min(reserved[m], wish.missing(m, units));
            world.suppliers.donated[m][wish.territory] -= donated;
            world.material_of(wish.unit, m) += static_cast<std::uint32_t>(donated + wish.bought[m]);
        }
    }
}

/// The pot pays as far as it has granted, the buyer the rest.
void pay(World& world, const std::vector<Wish>& wishes, const Shop& shop) {
    Counts from_pot = Counts::Zero(Eigen::Index(world.collectives.pot.size()),
                                   Eigen::Index(world.territories.size()));
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const double value = shop.value(wishes[i].bought);
        double by_pot = 0;
        if (wishes[i].pool) {
            by_pot = std::min(value, wishes[i].granted);
            from_pot(Eigen::Index(*wishes[i].pool), wishes[i].territory) +=
                whole(by_pot * shop.in_bulk(*wishes[i].pool));
        }
        if (const std::int64_t own = whole(value - by_pot); own > 0)
            money::pay_in_hand(world, wishes[i].unit, own);
    }
    for (Eigen::Index pool = 0; pool < from_pot.rows(); ++pool)
        for (Eigen::Index t = 0; t < from_pot.cols(); ++t)
            money::pay_from_pot(world, static_cast<std::size_t>(pool), static_cast<TerritoryId>(t),
                                from_pot(pool, t));
}

}  // namespace

std::vector<Buyer> buyers(const World& world, const sim::Values& values) {
    const production::AtHome home(values);
    std::vector<Buyer> all;
    for_each_buyer(world, [&](UnitId unit) {
        const double units_a_day =
            world.is_person(unit) ? home.units(world.persons, unit)
                                  : production::in_place(world, unit - world.persons.size, values);
        all.push_back({unit, world.territory_of(unit), units_a_day});
    });
    return all;
}

void buy(World& world, const sim::Values& values, const std::vector<Buyer>& buyers) {
    const Shop shop(values);
    std::vector<Wish> wishes = wishes_of(world, values, buyers);
    reserve_donations(world, wishes);
    if (money::is_kept(world))
        cut_to_money(world, wishes, shop);
    record_shortage(world, wishes);
    for (int round = 0; round < n_rounds; ++round)
        take_sets(world, wishes);
    take_home(world, wishes);
    if (money::is_kept(world))
        pay(world, wishes, shop);
}

}  // namespace models::purchase
