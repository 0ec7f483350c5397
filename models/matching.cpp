#include <models/matching.hpp>

#include <models/coordination.hpp>
#include <models/matching_offers.hpp>
#include <models/matching_passing_on.hpp>
#include <models/matching_platform.hpp>

namespace models::matching {
namespace {

/// Counts orders that came to the list since it was last called.
void count_new_orders(World& world) {
    OnPlatforms& waiting = world.on_platforms;
    waiting.n_orders.resize(world.territories.size());
    for (; waiting.n_counted < world.orders.size(); ++waiting.n_counted) {
        const Order& order = world.orders[waiting.n_counted];
        waiting.add(territory_of(world, order), order, 1);
    }
}

/// Orders that are done leave the list, and those that waited too long or are not needed any more.
void give_orders_up(World& world, std::int64_t after_days, int day) {
    const auto& latent = world.requesters.latent;
    const std::int64_t too_old = day - after_days;
    Order* end = world.orders.data();  // of those that stay open
    for (Order& order : world.orders) {
        const bool met_elsewhere = latent[index(order.product)][order.requester] == 0;
        if (met_elsewhere || order.placed_on <= too_old || order.open == 0) {
            if (order.open > 0)
                cancel(world, order);
            world.on_platforms.add(territory_of(world, order), order, -1);
        } else {
            *end++ = order;
        }
    }
    world.orders.resize(std::size_t(end - world.orders.data()));
    world.on_platforms.n_counted = world.orders.size();
}

}  // namespace

void cancel(World& world, Order& order) {
    world.note({.what = Happening::gave_up,
                .requester = order.requester,
                .order = order.number,
                .units = order.open,
                .product = int(index(order.product))});
    const TerritoryId t = territory_of(world, order);
    world.requesters.expected[index(order.product)][order.requester] -= order.open;
    world.today.given_up(t, Eigen::Index(index(order.product))) += order.open;
    world.accounts.cancelled[index(order.product)] += order.open;
    world.today.lost(t, 0) += 1;
    order.open = 0;
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    const bool coordinated = values.on("coordination");
    if (!coordinated)
        coordination::gather(world);
    Shelves shelves(world, today);
    by_social_network(world, shelves, by_acquaintance(world, shelves), today);
    if (coordinated) {
        count_new_orders(world);
        by_coordinators(world, values, today, shelves);
        by_passing_on(world, values, today, shelves);
    } else {
        by_platform_alone(world, values, shelves);
    }
    count_new_orders(world);  // copies among them
    give_orders_up(world, values[give_up], today.day);
}

}  // namespace models::matching
