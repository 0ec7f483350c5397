#include <models/matching_shelves.hpp>

#include <sim/math.hpp>

#include <algorithm>

namespace models::matching {

Shelves::Shelves(World& world, const sim::Today& today)
    : world_(world), day_(static_cast<std::int16_t>(today.day)),
      requester_key_(sim::Stream(world.run, "matching.requester", 0).key()),
      rings_(world.territories.size()), left_(world.territories.size() + 1) {
    for (std::size_t t = 0; t < rings_.size(); ++t)
        fill(t);
}

void Shelves::fill(std::size_t t) {
    const sim::Ring& members = world_.coordination.members_of[t];
    for (sim::Ring& shelf : rings_[t])
        shelf.reserve(members.size());
    const auto put_on = [&](std::size_t i) {
        const UnitId unit = members.members[i];
        const std::uint32_t stock = world_.stock_of(unit);
        if (stock == 0 || !world_.may_give(unit))
            return;
        const std::size_t product = index(world_.product_of(unit));
        left_[0][product] += stock;
        left_[t + 1][product] += stock;
        rings_[t][product].push_back(unit, members.positions[i]);
    };
    sim::for_each_index_ahead(members.size(), put_on, [&](std::size_t i) {
        sim::prefetch(world_.persons.stock, members.members[i]);
    });
}

std::uint32_t Shelves::send(Order& order, UnitId unit) {
    std::uint32_t& stock = world_.stock_of(unit);
    const std::uint32_t units = std::min(stock, order.open);
    if (units == 0)
        return 0;
    stock -= units;
    order.open -= units;
    world_.note({.what = Happening::sent,
                 .unit = unit,
                 .requester = order.requester,
                 .order = order.number,
                 .parcel = world_.requesters.n_parcels[order.requester],
                 .units = units,
                 .product = int(index(order.product))});
    world_.shipments.push_back({.requester = order.requester,
                                .maker = unit,
                                .units = units,
                                .ordered_on = order.placed_on,
                                .sent_on = day_,
                                .channel = order.channel,
                                .product = order.product,
                                .number = world_.requesters.n_parcels[order.requester]++});
    return units;
}

void Shelves::ship(Order& order, UnitId unit) {
    if (world_.product_of(unit) != order.product || !world_.may_give(unit))
        return;
    if (world_.coordination.node_of[unit] != Coordination::absent)
        take(order, unit, world_.territory_of(unit));
    else  // it is on no shelf yet
        send(order, unit);
}

bool Shelves::serve_from(Order& order, TerritoryId t, std::uint32_t component) {
    sim::prefetch(world_.requesters.n_parcels, order.requester);  // to be there when one is sent
    const sim::Ring& shelf = of(t, index(order.product));
    const std::uint32_t open_before = order.open;
    const std::size_t n = shelf.size();
    std::size_t i = n ? shelf.after(point_of(order, t)) : 0;
    for (std::size_t untried = n; untried > 0 && order.open > 0 && left(t + 1u, order.product) > 0;
         --untried) {
        const UnitId unit = shelf.members[i];
        if (world_.stock_of(unit) > 0 && is_reached(unit, component))
            take(order, unit, t);
        i = i + 1 < n ? i + 1 : 0;
    }
    return order.open < open_before;
}

bool Shelves::serve_from_nearest(Order& order, std::uint32_t component) {
    bool served = false;
    for (const TerritoryId t : world_.territories.by_distance[territory_of(world_, order)])
        if (left(t + 1u, order.product) > 0 && order.open > 0)
            served |= serve_from(order, t, component);
    return served;
}

double Shelves::nearest(const Order& order) const {
    const TerritoryId home = territory_of(world_, order);
    for (const TerritoryId t : world_.territories.by_distance[home])
        if (left(t + 1u, order.product) > 0)
            return world_.territories.distance(home, t);
    return sim::constants::infinity;
}

}  // namespace models::matching
