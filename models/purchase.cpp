#include <models/purchase.hpp>

#include <models/coordination.hpp>
#include <models/money.hpp>
#include <models/production.hpp>

#include <algorithm>

namespace models::purchase {
namespace {

constexpr Eigen::Index column(std::size_t m) { return static_cast<Eigen::Index>(m); }

constexpr std::int64_t whole(double x) { return static_cast<std::int64_t>(x + 0.5); }

/// What a buyer asks for, in whole small units, and what a pot adds to its money.
struct Wish {
    UnitId unit;
    TerritoryId territory;
    Bill amounts;
    std::optional<std::size_t> pool = {};
    double granted = 0;  ///< cents at list price that the pot covers
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

std::vector<Wish> wishes_of(World& world, const sim::Values& values,
                            const std::vector<Buyer>& buyers) {
    const double days = values[at_hand];
    std::vector<Wish> wishes;
    for (const Buyer& buyer : buyers) {
        const Bill& bill = world.recipe_of(buyer.unit).bill;
        Wish wish{buyer.unit, buyer.territory, {}};
        std::int64_t any = 0;
        for (std::size_t m = 0; m < n_materials; ++m) {
            if (bill[m] == 0)
                continue;
            const auto enough =
                static_cast<std::int64_t>(buyer.units_a_day * days * double(bill[m]));
            wish.amounts[m] = std::max<std::int64_t>(0, enough - world.material_of(buyer.unit, m));
            any |= wish.amounts[m];
        }
        if (any != 0)
            wishes.push_back(wish);
    }
    return wishes;
}

Counts all_asked(const World& world, const std::vector<Wish>& wishes) {
    Counts asked = Counts::Zero(Eigen::Index(world.territories.size()), n_materials);
    for (const Wish& wish : wishes)
        for (std::size_t m = 0; m < n_materials; ++m)
            asked(wish.territory, column(m)) += wish.amounts[m];
    return asked;
}

/// From the stocks of the territories to everybody the same share of what they wish; returns how
/// much each got.
template <class Stocks>
std::vector<Bill> hand_over(World& world, const std::vector<Wish>& wishes, const Counts& asked,
                            Stocks& stocks) {
    const Stocks morning = stocks;
    std::vector<Bill> got(wishes.size());
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const TerritoryId t = wishes[i].territory;
        for (std::size_t m = 0; m < n_materials; ++m) {
            if (wishes[i].amounts[m] == 0)
                continue;
            const std::int64_t amount =
                rationed(wishes[i].amounts[m], asked(t, column(m)), morning[m][t]);
            got[i][m] = amount;
            stocks[m][t] -= amount;
            world.material_of(wishes[i].unit, m) += static_cast<std::uint32_t>(amount);
        }
    }
    return got;
}

void take_donations(World& world, std::vector<Wish>& wishes) {
    auto& donated = world.suppliers.donated;
    const auto has_some = [](const auto& stock) {
        return std::ranges::any_of(stock, [](std::int64_t amount) { return amount > 0; });
    };
    if (std::ranges::none_of(donated, has_some))
        return;
    const std::vector<Bill> got = hand_over(world, wishes, all_asked(world, wishes), donated);
    for (std::size_t i = 0; i < wishes.size(); ++i)
        for (std::size_t m = 0; m < n_materials; ++m)
            wishes[i].amounts[m] -= got[i][m];
}

/// Finds out what the pots add, and cuts each wish down to what its money buys.
void cut_to_money(const World& world, std::vector<Wish>& wishes, const Shop& shop) {
    const std::vector<Purse>& pot = world.collectives.pot;
    std::vector<std::int64_t> claims(pot.size());
    std::vector<std::int64_t> cost(wishes.size());
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        wishes[i].pool = coordination::pool_of(world, wishes[i].unit);
        if (!wishes[i].pool)
            continue;
        cost[i] = whole(shop.value(wishes[i].amounts) * shop.in_bulk(*wishes[i].pool));
        claims[*wishes[i].pool] += cost[i];
    }
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        Wish& wish = wishes[i];
        if (wish.pool)
            wish.granted =
                double(rationed(cost[i], claims[*wish.pool], money::total(pot[*wish.pool]))) /
                shop.in_bulk(*wish.pool);
        const double value = shop.value(wish.amounts);
        const double means = wish.granted + double(money::in_hand(world, wish.unit));
        for (std::size_t m = 0; m < n_materials && means < value; ++m)
            wish.amounts[m] = static_cast<std::int64_t>(double(wish.amounts[m]) * (means / value));
    }
}

/// The pot pays as far as it has granted, the buyer the rest.
void pay(World& world, const std::vector<Wish>& wishes, const std::vector<Bill>& got,
         const Shop& shop) {
    Counts from_pot = Counts::Zero(Eigen::Index(world.collectives.pot.size()),
                                   Eigen::Index(world.territories.size()));
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const double value = shop.value(got[i]);
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
    take_donations(world, wishes);
    if (money::is_kept(world))
        cut_to_money(world, wishes, shop);
    const Counts asked = all_asked(world, wishes);
    world.today.material_asked = asked;
    for (std::size_t t = 0; t < world.territories.size(); ++t)
        for (std::size_t m = 0; m < n_materials; ++m)
            world.today.material_short(Eigen::Index(t), column(m)) = std::max<std::int64_t>(
                0, asked(Eigen::Index(t), column(m)) - world.suppliers.stock[m][t]);
    const std::vector<Bill> got = hand_over(world, wishes, asked, world.suppliers.stock);
    if (money::is_kept(world))
        pay(world, wishes, got, shop);
}

}  // namespace models::purchase
