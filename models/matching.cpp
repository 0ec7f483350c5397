#include <models/matching.hpp>

#include <models/coordination.hpp>

#include <sim/chunk.hpp>

#include <algorithm>

namespace models::matching {
namespace {

/// Units with stock in one territory, and how much they have together.
struct Shelf {
    sim::Ring units;
    std::int64_t stock = 0;
};

class Matching {
  public:
    Matching(World& world, const sim::Values& values, const sim::Today& today)
        : world_(world), today_(today), rule_(static_cast<Rule>(values[rule])),
          max_hops_(values[max_hops]), hops_per_day_(values[hops_per_day]),
          give_up_after_(values[matching::give_up]), pass_on_(today.stream("matching.pass_on")),
          requester_key_(sim::Stream(world.run, "matching.requester", 0).key()),
          shelves_(world.territories.size()) {
        for (std::size_t t = 0; t < shelves_.size(); ++t)
            fill(shelves_[t], world.coordination.members_of[t]);
    }

    void by_acquaintance();
    void by_social_network();
    /// Everybody sees every order: nothing limits how many are handled.
    void by_platform_alone();
    void by_coordinators();
    void by_passing_on();
    void give_up();

  private:
    void fill(Shelf& shelf, const sim::Ring& members);
    /// Ships what the unit has of what is open.
    void ship(Order& order, UnitId unit);
    /// Serves the order from a territory's shelf, starting at the order's own point of the ring.
    void serve_from(Order& order, TerritoryId t);
    /// Serves it from its own territory, then from ever farther ones; whether anybody had stock.
    bool serve_from_nearest(Order& order);
    void pass_on(Order& order);
    void cancel(Order& order);
    double urgency(const Order& order) const;
    std::vector<std::size_t> queue() const;
    TerritoryId territory(const Order& order) const {
        return world_.requesters.territory[order.requester];
    }
    /// Where on a ring of units the search for a maker begins: the requester's own point.
    std::uint64_t point_of(const Order& order, std::uint64_t ring) const {
        return sim::rendezvous(requester_key_, order.requester, ring);
    }

    World& world_;
    const sim::Today& today_;
    Rule rule_;
    std::int64_t max_hops_, hops_per_day_, give_up_after_;
    sim::Stream pass_on_;
    std::uint64_t requester_key_;
    std::vector<Shelf> shelves_;
};

void Matching::fill(Shelf& shelf, const sim::Ring& members) {
    for (std::size_t i = 0; i < members.size(); ++i) {
        const UnitId unit = members.members[i];
        const std::uint32_t stock = world_.may_give(unit) ? world_.stock_of(unit) : 0;
        shelf.stock += stock;
        if (stock > 0)
            shelf.units.push_back(unit, members.positions[i]);
    }
}

void Matching::ship(Order& order, UnitId unit) {
    std::uint32_t& stock = world_.stock_of(unit);
    const std::uint32_t units = std::min(stock, order.open);
    if (units == 0 || world_.product_of(unit) != order.product || !world_.may_give(unit))
        return;
    stock -= units;
    order.open -= units;
    if (world_.coordination.node_of[unit] != Coordination::absent)  // else it is on no shelf yet
        shelves_[world_.territory_of(unit)].stock -= units;
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
                                .sent_on = static_cast<std::int16_t>(today_.day),
                                .channel = order.channel,
                                .number = world_.requesters.n_parcels[order.requester]++,
                                .product = order.product});
}

void Matching::serve_from(Order& order, TerritoryId t) {
    const Shelf& shelf = shelves_[t];
    const std::size_t n = shelf.units.size();
    const std::size_t start = n ? shelf.units.after(point_of(order, t)) : 0;
    for (std::size_t i = 0; i < n && order.open > 0 && shelf.stock > 0; ++i)
        ship(order, shelf.units.members[(start + i) % n]);
}

void Matching::by_acquaintance() {
    const Requesters& requesters = world_.requesters;
    for (Order& order : world_.orders) {
        if (order.channel != Channel::acquaintance)
            continue;
        for (std::uint32_t tie = requesters.tie_begin[order.requester];
             tie < requesters.tie_begin[order.requester + 1]; ++tie)
            if (world_.takes_part(requesters.tied_person[tie]))
                ship(order, requesters.tied_person[tie]);
    }
}

void Matching::by_social_network() {
    std::vector<std::vector<std::size_t>> posted(shelves_.size());
    for (std::size_t i = 0; i < world_.orders.size(); ++i)
        if (world_.orders[i].channel == Channel::social_network && world_.orders[i].open > 0)
            posted[territory(world_.orders[i])].push_back(i);
    const sim::Stream draws = today_.stream(name);
    for (std::size_t t = 0; t < shelves_.size(); ++t) {
        if (posted[t].empty())
            continue;
        for (const UnitId unit : shelves_[t].units.members) {
            if (world_.stock_of(unit) == 0)
                continue;
            const double u = draws.uniform(unit);
            const auto chosen = static_cast<std::size_t>(u * double(posted[t].size()));
            Order& order = world_.orders[posted[t][chosen]];
            world_.today.useless(Eigen::Index(t), 0) += order.open == 0;
            ship(order, unit);
        }
    }
}

/// The higher, the sooner; among equals the older order first.
double Matching::urgency(const Order& order) const {
    const RequesterId r = order.requester;
    switch (rule_) {
    case Rule::first_come:
        return 0;
    case Rule::carers_first:
        return world_.requesters.segment[r] != Segment::public_job;
    case Rule::need_first:
        return double(world_.requesters.latent[index(order.product)][r]) /
               std::max<int>(world_.requesters.staff[r], 1);
    }
    return 0;
}

std::vector<std::size_t> Matching::queue() const {
    std::vector<std::size_t> waiting;
    for (std::size_t i = 0; i < world_.orders.size(); ++i)
        if (world_.orders[i].channel == Channel::platform && world_.orders[i].open > 0)
            waiting.push_back(i);
    if (rule_ != Rule::first_come)
        std::ranges::stable_sort(waiting, std::greater{},
                                 [&](std::size_t i) { return urgency(world_.orders[i]); });
    return waiting;
}

void Matching::by_platform_alone() {
    for (const std::size_t i : queue())
        serve_from_nearest(world_.orders[i]);
}

bool Matching::serve_from_nearest(Order& order) {
    bool served = false;
    for (const TerritoryId t : world_.territories.by_distance[territory(order)])
        if (shelves_[t].stock > 0 && order.open > 0) {
            serve_from(order, t);
            served = true;
        }
    return served;
}

void Matching::by_coordinators() {
    Coordination& c = world_.coordination;
    const bool territorial = c.scope.size() > 1;
    double& central = c.spare[0];
    for (const std::size_t i : queue()) {
        Order& order = world_.orders[i];
        const TerritoryId home = territory(order);
        if (territorial && shelves_[home].stock > 0 && c.spare[home + 1u] >= 1) {
            c.spare[home + 1u] -= 1;
            serve_from(order, home);
        }
        if (order.open > 0 && central >= 1 && serve_from_nearest(order))
            central -= 1;
    }
}

/// One step: the holder gives what it has and hands the rest to one of its ties.
void Matching::pass_on(Order& order) {
    const Coordination& c = world_.coordination;
    if (order.at == Coordination::absent || c.node_of[order.at] == Coordination::absent) {
        // The requester turns to a unit nearby: at first, and when the holder has stopped.
        const sim::Ring& here = c.members_of[territory(order)];
        if (here.empty())
            return;
        order.at = here.members[here.after(point_of(order, order.hops))];
    }
    ship(order, order.at);
    const auto ties = c.network.neighbors(c.node_of[order.at]);
    order.hops = static_cast<std::uint8_t>(order.hops + 1);
    if (order.open == 0 || ties.empty())
        return;
    const std::uint64_t luck = sim::rendezvous(pass_on_.key(), order.requester, order.number);
    std::uint64_t best = 0;
    for (const std::uint32_t node : ties) {
        const UnitId unit = c.members.members[node];
        const std::uint64_t priority = sim::rendezvous(luck, order.hops, unit);
        if (priority >= best) {
            best = priority;
            order.at = unit;
        }
    }
}

void Matching::by_passing_on() {
    for (Order& order : world_.orders) {
        if (order.channel != Channel::platform)
            continue;
        for (std::int64_t i = 0; i < hops_per_day_ && order.open > 0 && order.hops <= max_hops_;
             ++i)
            pass_on(order);
        if (order.open > 0 && order.hops > max_hops_)
            cancel(order);
    }
}

void Matching::cancel(Order& order) {
    world_.note({.what = Happening::gave_up,
                 .requester = order.requester,
                 .order = order.number,
                 .units = order.open,
                 .product = int(index(order.product))});
    world_.requesters.expected[index(order.product)][order.requester] -= order.open;
    world_.accounts.cancelled[index(order.product)] += order.open;
    world_.today.lost(territory(order), 0) += 1;
    order.open = 0;
}

void Matching::give_up() {
    for (Order& order : world_.orders) {
        const bool met_elsewhere =
            world_.requesters.latent[index(order.product)][order.requester] == 0;
        if (order.open > 0 && (met_elsewhere || today_.day - order.placed_on >= give_up_after_))
            cancel(order);
    }
    std::erase_if(world_.orders, [](const Order& order) { return order.open == 0; });
}

}  // namespace

void step(World& world, const sim::Values& values, const sim::Today& today) {
    const bool coordinated = values.on("coordination");
    if (!coordinated)
        coordination::gather(world);
    Matching matching(world, values, today);
    matching.by_acquaintance();
    matching.by_social_network();
    if (!coordinated)
        matching.by_platform_alone();
    else if (world.coordination.scope.empty())
        matching.by_passing_on();
    else
        matching.by_coordinators();
    matching.give_up();
}

}  // namespace models::matching
