#include <models/supply.hpp>

#include <algorithm>

namespace models::supply {
namespace {

constexpr Eigen::Index column(std::size_t m) { return static_cast<Eigen::Index>(m); }

void receive(World& world, const sim::Today& today) {
    Suppliers& suppliers = world.suppliers;
    std::erase_if(suppliers.in_transit, [&](const Suppliers::Refill& refill) {
        if (refill.arrives_on > today.day)
            return false;
        suppliers.stock[refill.material][refill.territory] += refill.amount;
        return true;
    });
}

/// Back up to the base stock, counting what is already on its way and those who wait.
void reorder(World& world, const sim::Values& values, const sim::Today& today) {
    Suppliers& suppliers = world.suppliers;
    Counts coming = Counts::Zero(Eigen::Index(world.territories.size()), n_materials);
    for (const Suppliers::Refill& refill : suppliers.in_transit)
        coming(refill.territory, refill.material) += refill.amount;
    const double kept_list = values[backlog];
    const int arrives_on = today.day + static_cast<int>(values[lead_time]);
    for (std::size_t m = 0; m < n_materials; ++m) {
        const double share = values[refill[m]];
        for (std::size_t t = 0; t < world.territories.size(); ++t) {
            const std::int64_t base = suppliers.base[m][t];
            const auto waited_for = static_cast<std::int64_t>(
                kept_list * double(world.today.material_short(Eigen::Index(t), column(m))));
            const std::int64_t missing =
                base + waited_for - suppliers.stock[m][t] - coming(Eigen::Index(t), column(m));
            const auto source = static_cast<std::int64_t>(double(base) * share);
            const std::int64_t amount = std::min(missing, source);
            if (amount <= 0)
                continue;
            suppliers.in_transit.push_back(
                {arrives_on, static_cast<std::uint8_t>(m), static_cast<TerritoryId>(t), amount});
            world.accounts.received[m] += amount;
        }
    }
}

/// Material that lies ready in the territories, in proportion to the weights.
void donate(World& world, Material material, double shop_units,
            const std::vector<double>& weights) {
    const std::size_t m = index(material);
    const auto amount = static_cast<std::int64_t>(shop_units * small_units[m] + 0.5);
    const std::vector<std::int64_t> parts = money::shared_out(amount, weights);
    for (std::size_t t = 0; t < parts.size(); ++t)
        world.suppliers.donated[m][t] += parts[t];
    world.accounts.received[m] += amount;
}

/// Whoever can start a unit again is no longer idle for want of material.
void end_idleness(World& world) {
    Persons& persons = world.persons;
    for_each_at_work(persons, [&](PersonId p) {
        if (persons.idle_days[p] > 0 &&
            bill::allows(world.recipe_of(p).bill, persons.material, p, 1) > 0)
            persons.idle_days[p] = 0;
    });
}

}  // namespace

void deliver(World& world, const sim::Values&, const sim::Arguments& arguments, const sim::Today&) {
    std::vector<double> weights;
    for (std::size_t t = 0; t < world.territories.size(); ++t)
        weights.push_back(double(world.n_at_work(t)));
    const bool anybody = std::ranges::any_of(weights, [](double n) { return n > 0; });
    if (!anybody || static_cast<money::Scope>(arguments[given_to]) == money::Scope::territories)
        weights = world.territories.population;
    donate(world, static_cast<Material>(arguments[given]),
           arguments[given_amount] * world.country_share, weights);
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    receive(world, today);
    if (values[offcuts] > 0)
        donate(world, Material::sheet, values[offcuts] * world.country_share,
               world.territories.population);
    const std::vector<purchase::Buyer> buyers = purchase::buyers(world, values);
    purchase::buy(world, values, buyers);
    surplus::share(world, values, buyers);
    end_idleness(world);
    reorder(world, values, today);
}

}  // namespace models::supply
