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

/// Calls serve(order) for each open order on platforms, in the order of the rule, until it says no.
template <class Serve>
void for_each_in_queue(World& world, const sim::Values& values, const Shelves& shelves,
                       Serve serve) {
    const Rule by{values[rule]};
    if (by == Rule::first_come) {
        for (Order& order : world.orders)
            if (waits(order) && !serve(order))
                return;
        return;
    }
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t i = 0; i < world.orders.size(); ++i)
        if (waits(world.orders[i]))
            ranked.emplace_back(-urgency(world, shelves, by, world.orders[i]), i);
    std::ranges::sort(ranked);
    for (const auto& rank : ranked)
        if (!serve(world.orders[rank.second]))
            return;
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
        for (std::size_t t = 0; t < world.territories.size(); ++t)
            for (std::size_t k = 0; k < n_products; ++k) {
                desks_[0].unseen[k] += world.on_platforms.n_orders[t][k];
                desks_[t + 1].unseen[k] += world.on_platforms.n_orders[t][k];
            }
    }

    /// Handles an order; false once nobody can serve any of those that follow.
    bool handle(Order& order) {
        const std::size_t home = territory_of(world_, order) + 1u;
        desks_[0].unseen[index(order.product)] -= 1;
        desks_[home].unseen[index(order.product)] -= 1;
        if (coordinate(order, home) && order.open > 0)
            coordinate(order, 0);
        constexpr std::size_t now_and_then = 64;  // to ask all desks costs more than an order
        return ++n_handled_ % now_and_then != 0 || somebody_can_serve();
    }
    /// What was asked of them today.
    void account_for_hours(double minutes_per_order) const;

  private:
    /// Coordinators of the country, or of a territory.
    struct Desk {
        std::int64_t asked = 0;                         ///< orders, of them
        std::array<std::int64_t, n_products> unseen{};  ///< orders that may still come
        bool has_coordinators = false;
        bool out_of_time = false;  ///< all of them, for any order
    };

    /// Whether there is stock for an order that may still come, and time.
    bool can_serve(std::size_t collective) const;
    bool somebody_can_serve() const;
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
    std::size_t n_handled_ = 0;
};

bool Coordinators::can_serve(std::size_t collective) const {
    const Desk& desk = desks_[collective];
    bool has_stock = false;
    for (std::size_t k = 0; k < n_products; ++k)
        has_stock |= desk.unseen[k] > 0 && shelves_.left(collective, Product(k)) > 0;
    return has_stock && desk.has_coordinators && !desk.out_of_time;
}

bool Coordinators::somebody_can_serve() const {
    for (std::size_t i = 0; i < desks_.size(); ++i)
        if (can_serve(i))
            return true;
    return false;
}

bool Coordinators::serve_by_one_of(Order& order, std::size_t collective) {
    Coordination& c = world_.coordination;
    const TerritoryId home = territory_of(world_, order);
    const bool national = collective == 0;
    bool somebody_has_time = varies_;
    // Where ties lead from all to all, nobody's are looked up.
    const bool all_tied = c.components.size.size() == 1;
    for (const std::uint32_t i : c.acting_for[collective]) {
        Coordinator& coordinator = c.coordinators[i];
        const std::uint32_t component =
            all_tied ? Shelves::anyone : c.components.label[coordinator.node];
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
    for (std::size_t i = 0; i < collectives.hours_asked.size(); ++i) {
        std::int64_t asked = desks_[i].asked;
        for (std::size_t k = 0; k < n_products; ++k)  // orders that were left ask too
            if (desks_[i].has_coordinators && shelves_.left(i, Product(k)) > 0)
                asked += desks_[i].unseen[k];
        collectives.hours_asked[i] = static_cast<float>(double(asked) * hours_per_order);
    }
}

}  // namespace

void by_platform_alone(World& world, const sim::Values& values, Shelves& shelves) {
    for_each_in_queue(world, values, shelves, [&](Order& order) {
        shelves.serve_from_nearest(order, Shelves::anyone);
        return true;
    });
}

void by_coordinators(World& world, const sim::Values& values, const sim::Today& today,
                     Shelves& shelves) {
    Coordinators coordinators(world, values, today, shelves);
    for_each_in_queue(world, values, shelves,
                      [&](Order& order) { return coordinators.handle(order); });
    coordinators.account_for_hours(values[coordination::minutes_per_order]);
}

}  // namespace models::matching
