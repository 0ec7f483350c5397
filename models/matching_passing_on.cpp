#include <models/matching_passing_on.hpp>

#include <models/coordination.hpp>
#include <models/matching.hpp>

#include <algorithm>

namespace models::matching {
namespace {

class PassingOn {
  public:
    PassingOn(World& world, const sim::Values& values, const sim::Today& today, Shelves& shelves)
        : world_(world), shelves_(shelves), max_hops_(values[max_hops]),
          hops_per_day_(values[hops_per_day]), doubling_(values[doubling]),
          pass_on_(today.stream("matching.pass_on")), copies_(today.stream("matching.doubling")) {}

    void pass_on_for_a_day(Order& order);
    /// From tomorrow on copies are passed on too.
    void add_copies();

  private:
    void pass_on(Order& order);
    void keep_copy(const Order& order);

    World& world_;
    Shelves& shelves_;
    std::int64_t max_hops_, hops_per_day_;
    double doubling_;
    sim::Stream pass_on_, copies_;
    std::vector<Order> kept_;
};

/// One step: the holder gives what it has and hands the rest to one of its ties.
void PassingOn::pass_on(Order& order) {
    const Coordination& c = world_.coordination;
    if (order.at == Coordination::absent || c.node_of[order.at] == Coordination::absent) {
        // The requester turns to a unit nearby: at first, and when the holder has stopped.
        const sim::Ring& here = c.members_of[territory_of(world_, order)];
        if (here.empty())
            return;
        order.at = here.members[here.after(shelves_.point_of(order, order.hops))];
    }
    shelves_.ship(order, order.at);
    const auto ties = c.network.neighbors(c.node_of[order.at]);
    order.hops = static_cast<std::uint8_t>(order.hops + 1);
    if (order.open == 0)
        return;
    const std::uint64_t luck = sim::rendezvous(pass_on_.key(), order.requester, order.number);
    sim::KeyedChoice next(luck, order.hops, Coordination::absent);
    for (const std::uint32_t node : ties) {
        if (node >= c.members.size())  // coordinators of others' territories
            break;
        next.consider(c.members.members[node]);
    }
    if (next.chosen() == Coordination::absent)
        return;
    keep_copy(order);
    order.at = next.chosen();
}

/// Sometimes who passes an order on goes on looking too. Copies are not copied again, and have
/// names of their own beside those of the requester's orders.
void PassingOn::keep_copy(const Order& order) {
    if (order.is_copy() ||
        !copies_.bernoulli(doubling_, sim::ordered_pair(order.requester, order.number), order.hops))
        return;
    Order copy = order;
    copy.number =
        Order::copied | static_cast<std::uint32_t>(sim::rendezvous(0, order.number, order.hops));
    kept_.push_back(copy);
}

void PassingOn::pass_on_for_a_day(Order& order) {
    for (std::int64_t i = 0; i < hops_per_day_ && order.open > 0 && order.hops <= max_hops_; ++i)
        pass_on(order);
    if (order.open > 0 && order.hops > max_hops_)
        cancel(world_, order);
}

void PassingOn::add_copies() {
    for (const Order& copy : kept_) {
        world_.orders.push_back(copy);
        world_.requesters.expected[index(copy.product)][copy.requester] += copy.open;
        world_.accounts.doubled[index(copy.product)] += copy.open;
        world_.today.doubled(territory_of(world_, copy), 0) += 1;
    }
}

}  // namespace

void by_passing_on(World& world, const sim::Values& values, const sim::Today& today,
                   Shelves& shelves) {
    std::vector<std::uint8_t> passes_on;  // by territory: nobody coordinates
    for (std::size_t t = 0; t < world.territories.size(); ++t)
        passes_on.push_back(!coordination::coordinated(world, static_cast<TerritoryId>(t)));
    if (std::find(passes_on.begin(), passes_on.end(), 1) == passes_on.end())
        return;
    PassingOn passing_on(world, values, today, shelves);
    for (Order& order : world.orders)
        if (order.channel == Channel::platform && passes_on[territory_of(world, order)])
            passing_on.pass_on_for_a_day(order);
    passing_on.add_copies();
}

}  // namespace models::matching
