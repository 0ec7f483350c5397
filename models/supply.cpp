#include <models/supply.hpp>

#include <models/production.hpp>

namespace models::supply {
namespace {

/// One buyer's wish for one material.
struct Wish {
    UnitId unit;
    std::uint8_t material;
    std::int64_t amount;
};

constexpr Eigen::Index column(std::size_t m) { return static_cast<Eigen::Index>(m); }

/// EUR for one small unit of each material, and the days of work to have at hand.
struct Shop {
    std::array<double, n_materials> price_of;
    double days;

    explicit Shop(const sim::Values& values) : price_of{}, days(values[at_hand]) {
        for (std::size_t m = 0; m < n_materials; ++m)
            price_of[m] = values[price[m]] / small_units[m];
    }
};

template <class Columns>
std::array<std::int64_t, n_materials> held_by(const Columns& material, std::size_t owner) {
    std::array<std::int64_t, n_materials> held{};
    for (std::size_t m = 0; m < n_materials; ++m)
        held[m] = material[m][owner];
    return held;
}

/// What a unit lacks for some days' work, cut down to what its money buys.
void wish(std::vector<Wish>& wishes, UnitId unit, double units_a_day, double money,
          const Bill& bill, const std::array<std::int64_t, n_materials>& has, const Shop& shop) {
    Bill lacks{};
    double cost = 0;
    for (std::size_t m = 0; m < n_materials; ++m) {
        const auto enough = static_cast<std::int64_t>(units_a_day * shop.days * double(bill[m]));
        lacks[m] = std::max<std::int64_t>(0, enough - has[m]);
        cost += double(lacks[m]) * shop.price_of[m];
    }
    const double affordable = cost > std::max(0.0, money) ? std::max(0.0, money) / cost : 1.0;
    for (std::size_t m = 0; m < n_materials; ++m) {
        const auto amount = static_cast<std::int64_t>(double(lacks[m]) * affordable);
        if (amount > 0)
            wishes.push_back({unit, static_cast<std::uint8_t>(m), amount});
    }
}

std::vector<Wish> all_wishes(const World& world, const sim::Values& values, const Shop& shop) {
    std::vector<Wish> wishes;
    const production::AtHome home(values);
    const Persons& persons = world.persons;
    for_each_at_work(persons, [&](PersonId p) {
        if (persons.machines[p] > 0)
            wish(wishes, p, home.units(persons, p), persons.budget[p] - persons.spent[p],
                 world.recipe_of(p).bill, held_by(persons.material, p), shop);
    });
    const Places& places = world.places;
    for (std::uint32_t i = 0; i < places.size; ++i)
        if (places.phase[i] == Places::Phase::producing)
            wish(wishes, persons.size + i, production::in_place(world, i, values), places.cash[i],
                 world.recipe_of(persons.size + i).bill, held_by(places.material, i), shop);
    return wishes;
}

void hand_over(World& world, const Wish& wish, std::int64_t amount, const Shop& shop) {
    const TerritoryId t = world.territory_of(wish.unit);
    const double paid = double(amount) * shop.price_of[wish.material];
    world.suppliers.stock[wish.material][t] -= amount;
    world.today.money(t) += paid;
    if (world.is_person(wish.unit)) {
        world.persons.material[wish.material][wish.unit] += static_cast<std::uint32_t>(amount);
        world.persons.spent[wish.unit] += static_cast<float>(paid);
    } else {
        const std::uint32_t place = wish.unit - world.persons.size;
        world.places.material[wish.material][place] += static_cast<std::uint32_t>(amount);
        world.places.cash[place] -= static_cast<float>(paid);
    }
}

void sell(World& world, const sim::Values& values) {
    const Shop shop(values);
    const std::vector<Wish> wishes = all_wishes(world, values, shop);
    Counts asked = Counts::Zero(Eigen::Index(world.territories.size()), n_materials);
    for (const Wish& wish : wishes)
        asked(world.territory_of(wish.unit), wish.material) += wish.amount;
    const auto morning = world.suppliers.stock;
    for (const Wish& wish : wishes) {
        const TerritoryId t = world.territory_of(wish.unit);
        hand_over(world, wish,
                  rationed(wish.amount, asked(t, wish.material), morning[wish.material][t]), shop);
    }
}

void receive(World& world, const sim::Today& today) {
    Suppliers& suppliers = world.suppliers;
    std::erase_if(suppliers.in_transit, [&](const Suppliers::Refill& refill) {
        if (refill.arrives_on > today.day)
            return false;
        suppliers.stock[refill.material][refill.territory] += refill.amount;
        return true;
    });
}

/// Back up to the base stock, counting what is already on its way.
void reorder(World& world, const sim::Values& values, const sim::Today& today) {
    Suppliers& suppliers = world.suppliers;
    Counts coming = Counts::Zero(Eigen::Index(world.territories.size()), n_materials);
    for (const Suppliers::Refill& refill : suppliers.in_transit)
        coming(refill.territory, refill.material) += refill.amount;
    for (std::size_t m = 0; m < n_materials; ++m)
        for (std::size_t t = 0; t < world.territories.size(); ++t) {
            const std::int64_t base = suppliers.base[m][t];
            const std::int64_t missing =
                base - suppliers.stock[m][t] - coming(Eigen::Index(t), column(m));
            const auto source = static_cast<std::int64_t>(double(base) * values[refill[m]]);
            const std::int64_t amount = std::min(missing, source);
            if (amount <= 0)
                continue;
            suppliers.in_transit.push_back({today.day + static_cast<int>(values[lead_time]),
                                            static_cast<std::uint8_t>(m),
                                            static_cast<TerritoryId>(t), amount});
            world.accounts.received[m] += amount;
        }
}

/// Gifts and public money: to the labs that produce and the makers that work, each an equal part.
void hand_out_support(World& world, const sim::Values& values) {
    const double money = values[support] * world.country_share;
    if (money <= 0)
        return;
    std::vector<UnitId> takers;
    for_each_at_work(world.persons, [&](PersonId p) {
        if (world.persons.machines[p] > 0)
            takers.push_back(p);
    });
    for (UnitId unit = world.persons.size; unit < world.n_units(); ++unit)
        if (world.takes_part(unit))
            takers.push_back(unit);
    const auto part = static_cast<float>(money / double(std::max<std::size_t>(takers.size(), 1)));
    for (const UnitId unit : takers) {
        if (world.is_person(unit))
            world.persons.budget[unit] += part;
        else
            world.places.cash[unit - world.persons.size] += part;
    }
}

/// Whoever can start a unit again is no longer idle for want of material.
void end_idleness(World& world) {
    Persons& persons = world.persons;
    for_each_at_work(persons, [&](PersonId p) {
        if (persons.idle_days[p] > 0 &&
            bill::allows(world.recipe_of(p).bill, persons.material, p) > 0)
            persons.idle_days[p] = 0;
    });
}

}  // namespace

void step(World& world, const sim::Values& values, const sim::Today& today) {
    receive(world, today);
    hand_out_support(world, values);
    sell(world, values);
    end_idleness(world);
    reorder(world, values, today);
}

}  // namespace models::supply
