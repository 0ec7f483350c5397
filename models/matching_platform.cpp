#include <models/matching_platform.hpp>

#include <models/coordination.hpp>
#include <models/matching.hpp>
#include <sim/distributions.hpp>

#include <algorithm>

namespace models::matching {
namespace {

bool waits(const Order& order) { return order.channel == Channel::platform && order.open > 0; }

/// The higher, the sooner; among equals the older order first.
double urgency(const World& world, const Shelves& shelves, Rule by, const Order& order) {
    const RequesterId r = order.requester;
    switch (by) {
    case Rule::first_come:
        return 0;
    case Rule::carers_first:
        return world.requesters.segment[r] != Segment::public_job;
    case Rule::need_first:
        return double(world.requesters.latent[index(order.product)][r]) /
               std::max<int>(world.requesters.staff[r], 1);
    case Rule::nearest_first:
        return -shelves.nearest(order);
    }
    return 0;
}

/// Calls serve(order) for each open order on platforms, in the order of the rule.
template <class Serve>
void for_each_in_queue(World& world, const sim::Values& values, const Shelves& shelves,
                       Serve serve) {
    const Rule by{values[rule]};
    if (by == Rule::first_come) {
        for (Order& order : world.orders)
            if (waits(order))
                serve(order);
        return;
    }
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t i = 0; i < world.orders.size(); ++i)
        if (waits(world.orders[i]))
            ranked.emplace_back(-urgency(world, shelves, by, world.orders[i]), i);
    std::ranges::sort(ranked);
    for (const auto& rank : ranked)
        serve(world.orders[rank.second]);
}

/// Those who coordinate today, and what is asked of them.
class Coordinators {
  public:
    Coordinators(World& world, const sim::Values& values, const sim::Today& today, Shelves& shelves)
        : world_(world), shelves_(shelves),
          varies_(coordination::Service{values[coordination::service]} ==
                  coordination::Service::exponential),
          service_(today.stream("matching.service")), desks_(world.territories.size() + 1) {
        for (std::size_t i = 0; i < desks_.size(); ++i)
            desks_[i].has_coordinators = !world.coordination.acting_for[i].empty();
    }

    void handle(Order& order) {
        if (coordinate(order, territory_of(world_, order) + 1u) && order.open > 0)
            coordinate(order, 0);
    }
    /// What was asked of them today.
    void account_for_hours(double minutes_per_order) const;

  private:
    /// Coordinators of the country, or of a territory.
    struct Desk {
        std::int64_t asked = 0;  ///< orders, of them
        bool has_coordinators = false;
        bool out_of_time = false;  ///< all of them, for any order
    };

    /// Asks the coordinators of a territory, or of the country, to serve the order from their
    /// stock; false if one stays with it until tomorrow.
    bool coordinate(Order& order, std::size_t collective) {
        Desk& desk = desks_[collective];
        if (!desk.has_coordinators || shelves_.left(collective, order.product) == 0)
            return true;
        desk.asked += 1;
        return desk.out_of_time || serve_by_one_of(order, collective);
    }
    /// Lets a coordinator serve the order if one has time; false as above.
    bool serve_by_one_of(Order& order, std::size_t collective);
    /// What the order takes of a coordinator's time, where 1 is what orders take on average.
    double effort(const Order& order, std::uint32_t coordinator) const {
        const std::uint64_t pair = sim::ordered_pair(order.requester, order.number);
        return varies_ ? sim::exponential(service_.uniform(pair, coordinator), 1) : 1;
    }

    World& world_;
    Shelves& shelves_;
    bool varies_;  ///< the time that an order takes
    sim::Stream service_;
    std::vector<Desk> desks_;  // by collective
};

bool Coordinators::serve_by_one_of(Order& order, std::size_t collective) {
    Coordination& c = world_.coordination;
    const TerritoryId home = territory_of(world_, order);
    const bool national = collective == 0;
    bool somebody_has_time = varies_;
    for (const std::uint32_t i : c.acting_for[collective]) {
        Coordinator& coordinator = c.coordinators[i];
        const std::uint32_t component = c.components.label[coordinator.node];
        const double takes = effort(order, i);
        if (varies_ && coordinator.spare > 0 && coordinator.spare < takes) {
            coordinator.spare = 0;
            return false;
        }
        if (coordinator.spare >= takes &&
            (national ? shelves_.serve_from_nearest(order, component)
                      : shelves_.serve_from(order, home, component))) {
            coordinator.spare -= takes;
            return true;
        }
        somebody_has_time |= coordinator.spare >= takes;
    }
    desks_[collective].out_of_time = !somebody_has_time;
    return true;
}

void Coordinators::account_for_hours(double minutes_per_order) const {
    Collectives& collectives = world_.collectives;
    const double hours_per_order = minutes_per_order / 60;
    for (std::size_t i = 0; i < collectives.hours_asked.size(); ++i)
        collectives.hours_asked[i] = static_cast<float>(double(desks_[i].asked) * hours_per_order);
}

}  // namespace

void by_platform_alone(World& world, const sim::Values& values, Shelves& shelves) {
    for_each_in_queue(world, values, shelves,
                      [&](Order& order) { shelves.serve_from_nearest(order, Shelves::anyone); });
}

void by_coordinators(World& world, const sim::Values& values, const sim::Today& today,
                     Shelves& shelves) {
    Coordinators coordinators(world, values, today, shelves);
    for_each_in_queue(world, values, shelves, [&](Order& order) { coordinators.handle(order); });
    coordinators.account_for_hours(values[coordination::minutes_per_order]);
}

}  // namespace models::matching
