#include <models/matching.hpp>

#include <models/coordination.hpp>

#include <sim/distributions.hpp>
#include <sim/math.hpp>

#include <algorithm>

namespace models::matching {
namespace {

/// The country, or a territory, as coordinators find it today.
struct Scope {
    std::array<std::int64_t, n_products> stock{};  ///< left on shelves
    std::int64_t asked = 0;                        ///< orders, of its coordinators
    bool has_coordinators = false;
    bool out_of_time = false;  ///< all of them, for any order
};

class Matching {
  public:
    Matching(World& world, const sim::Values& values, const sim::Today& today)
        : world_(world), today_(today), rule_(static_cast<Rule>(values[rule])),
          max_hops_(values[max_hops]), hops_per_day_(values[hops_per_day]),
          give_up_after_(values[matching::give_up]), doubling_(values[doubling]),
          varies_(coordination::Service{values[coordination::service]} ==
                  coordination::Service::exponential),
          service_(today.stream("matching.service")), pass_on_(today.stream("matching.pass_on")),
          copies_(today.stream("matching.doubling")),
          requester_key_(sim::Stream(world.run, "matching.requester", 0).key()),
          shelves_(world.territories.size()), posted_(world.territories.size()),
          scopes_(world.territories.size() + 1) {
        for (std::size_t t = 0; t < shelves_.size(); ++t)
            fill(t);
    }

    /// Notes on the way which orders were posted in groups, for what follows.
    void by_acquaintance();
    void by_social_network();
    /// Everybody sees every order: nothing limits how many are handled.
    void by_platform_alone();
    void by_coordinators();
    void by_passing_on();
    void give_up();
    /// What was asked of the coordinators today.
    void account_for_hours(double minutes_per_order) const;

  private:
    /// Units of a territory with stock, by product.
    using Shelves = std::array<sim::Ring, n_products>;
    using Posted = std::vector<Order*>;
    /// Whose ties lead to a unit: any number that only units reached by a coordinator share.
    static constexpr std::uint32_t anyone = Coordination::absent;

    void fill(std::size_t t);
    /// What is left of an order's product on the shelves of a territory.
    std::int64_t stock(const Order& order, TerritoryId t) const {
        return scopes_[t + 1u].stock[index(order.product)];
    }
    void ask_acquaintances(Order& order);
    void offer(const Posted& posted, std::size_t t, std::size_t product);
    /// Sends what the unit has of what is open; how many units.
    std::uint32_t send(Order& order, UnitId unit);
    /// The same from a shelf of a territory.
    void take(Order& order, UnitId unit, std::size_t t);
    /// The same from any unit, if it makes what is asked for and may give it.
    void ship(Order& order, UnitId unit);
    bool is_reached(UnitId unit, std::uint32_t component) const {
        const Coordination& c = world_.coordination;
        return component == anyone || c.components.label[c.node_of[unit]] == component;
    }
    /// Serves the order from a territory's shelf, as far as ties reach, starting at the order's own
    /// point of the ring; whether anything was sent.
    bool serve_from(Order& order, TerritoryId t, std::uint32_t component);
    /// Serves it from its own territory, then from ever farther ones; whether anything was sent.
    bool serve_from_nearest(Order& order, std::uint32_t component);
    /// Asks the coordinators of a territory, or of the country, to serve the order from their
    /// stock; false if one stays with it until tomorrow.
    bool coordinate(Order& order, std::size_t collective) {
        Scope& scope = scopes_[collective];
        if (!scope.has_coordinators || scope.stock[index(order.product)] == 0)
            return true;
        scope.asked += 1;
        return scope.out_of_time || serve_by_one_of(order, collective);
    }
    /// Lets a coordinator serve the order if one has time; false as above.
    bool serve_by_one_of(Order& order, std::size_t collective);
    /// What the order takes of a coordinator's time, where 1 is what orders take on average.
    double effort(const Order& order, std::uint32_t coordinator) const {
        const std::uint64_t name = sim::ordered_pair(order.requester, order.number);
        return varies_ ? sim::exponential(service_.uniform(name, coordinator), 1) : 1;
    }
    double nearest_stock(const Order& order) const;
    void pass_on(Order& order);
    void pass_on_for_a_day(Order& order);
    void keep_copy(const Order& order);
    void cancel(Order& order);
    double urgency(const Order& order) const;
    /// Calls serve(order) for each open order on platforms, in the order of the rule.
    template <class Serve>
    void for_each_in_queue(Serve serve);
    bool waits(const Order& order) const {
        return order.channel == Channel::platform && order.open > 0;
    }
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
    double doubling_;
    bool varies_;  ///< the time that an order takes
    sim::Stream service_, pass_on_, copies_;
    std::uint64_t requester_key_;
    std::vector<Shelves> shelves_;                        // [n_territories]
    std::vector<std::array<Posted, n_products>> posted_;  // open orders in groups, by territory
    std::vector<Scope> scopes_;                           // by collective
    std::vector<Order> kept_;                             // copies, passed on from tomorrow
};

void Matching::fill(std::size_t t) {
    const sim::Ring& members = world_.coordination.members_of[t];
    for (std::size_t i = 0; i < members.size(); ++i) {
        const UnitId unit = members.members[i];
        const std::uint32_t stock = world_.stock_of(unit);
        if (stock == 0 || !world_.may_give(unit))
            continue;
        const std::size_t product = index(world_.product_of(unit));
        scopes_[0].stock[product] += stock;
        scopes_[t + 1].stock[product] += stock;
        shelves_[t][product].push_back(unit, members.positions[i]);
    }
}

std::uint32_t Matching::send(Order& order, UnitId unit) {
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
                                .sent_on = static_cast<std::int16_t>(today_.day),
                                .channel = order.channel,
                                .number = world_.requesters.n_parcels[order.requester]++,
                                .product = order.product});
    return units;
}

void Matching::take(Order& order, UnitId unit, std::size_t t) {
    const std::uint32_t units = send(order, unit);
    scopes_[0].stock[index(order.product)] -= units;
    scopes_[t + 1].stock[index(order.product)] -= units;
}

void Matching::ship(Order& order, UnitId unit) {
    if (world_.product_of(unit) != order.product || !world_.may_give(unit))
        return;
    if (world_.coordination.node_of[unit] != Coordination::absent)
        take(order, unit, world_.territory_of(unit));
    else  // it is on no shelf yet
        send(order, unit);
}

bool Matching::serve_from(Order& order, TerritoryId t, std::uint32_t component) {
    const sim::Ring& shelf = shelves_[t][index(order.product)];
    const std::uint32_t open_before = order.open;
    const std::size_t n = shelf.size();
    std::size_t i = n ? shelf.after(point_of(order, t)) : 0;
    for (std::size_t left = n; left > 0 && order.open > 0 && stock(order, t) > 0; --left) {
        const UnitId unit = shelf.members[i];
        if (world_.stock_of(unit) > 0 && is_reached(unit, component))
            take(order, unit, t);
        i = i + 1 < n ? i + 1 : 0;
    }
    return order.open < open_before;
}

void Matching::ask_acquaintances(Order& order) {
    const Requesters& requesters = world_.requesters;
    for (std::uint32_t tie = requesters.tie_begin[order.requester];
         tie < requesters.tie_begin[order.requester + 1]; ++tie)
        if (world_.takes_part(requesters.tied_person[tie]))
            ship(order, requesters.tied_person[tie]);
}

void Matching::by_acquaintance() {
    for (Order& order : world_.orders) {
        if (order.channel == Channel::acquaintance)
            ask_acquaintances(order);
        else if (order.channel == Channel::social_network && order.open > 0)
            posted_[territory(order)][index(order.product)].push_back(&order);
    }
}

void Matching::by_social_network() {
    for (std::size_t t = 0; t < posted_.size(); ++t)
        for (std::size_t product = 0; product < n_products; ++product)
            if (!posted_[t][product].empty())
                offer(posted_[t][product], t, product);
}

/// Each unit of a shelf offers what it has to one of the orders that were posted. Who has nothing
/// left leaves the shelf, or coordinators would pass it again and again.
void Matching::offer(const Posted& posted, std::size_t t, std::size_t product) {
    sim::Ring& shelf = shelves_[t][product];
    const std::size_t n = shelf.size();
    const std::uint64_t key = today_.stream(name).key();
    std::vector<std::uint64_t> luck(n);
    for (std::size_t i = 0; i < n; ++i)
        luck[i] = sim::rendezvous(key, shelf.members[i], 0);
    std::vector<std::uint32_t> chosen(n);
    sim::jump_hashes(luck, posted.size(), chosen);
    std::size_t n_left = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const UnitId unit = shelf.members[i];
        if (world_.stock_of(unit) == 0)
            continue;
        Order& order = *posted[chosen[i]];
        world_.today.useless(Eigen::Index(t), 0) += order.open == 0;
        take(order, unit, t);
        shelf.members[n_left] = unit;
        shelf.positions[n_left] = shelf.positions[i];
        n_left += world_.stock_of(unit) > 0;
    }
    shelf.members.resize(n_left);
    shelf.positions.resize(n_left);
}

/// Distance to the nearest stock, km.
double Matching::nearest_stock(const Order& order) const {
    const TerritoryId home = territory(order);
    for (const TerritoryId t : world_.territories.by_distance[home])
        if (stock(order, t) > 0)
            return world_.territories.distance(home, t);
    return sim::constants::infinity;
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
    case Rule::nearest_first:
        return -nearest_stock(order);
    }
    return 0;
}

template <class Serve>
void Matching::for_each_in_queue(Serve serve) {
    if (rule_ == Rule::first_come) {
        for (Order& order : world_.orders)
            if (waits(order))
                serve(order);
        return;
    }
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t i = 0; i < world_.orders.size(); ++i)
        if (waits(world_.orders[i]))
            ranked.emplace_back(-urgency(world_.orders[i]), i);
    std::ranges::sort(ranked);
    for (const auto& rank : ranked)
        serve(world_.orders[rank.second]);
}

void Matching::by_platform_alone() {
    for_each_in_queue([&](Order& order) { serve_from_nearest(order, anyone); });
}

bool Matching::serve_from_nearest(Order& order, std::uint32_t component) {
    bool served = false;
    for (const TerritoryId t : world_.territories.by_distance[territory(order)])
        if (stock(order, t) > 0 && order.open > 0)
            served |= serve_from(order, t, component);
    return served;
}

bool Matching::serve_by_one_of(Order& order, std::size_t collective) {
    Coordination& c = world_.coordination;
    const TerritoryId home = territory(order);
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
        if (coordinator.spare >= takes && (national ? serve_from_nearest(order, component)
                                                    : serve_from(order, home, component))) {
            coordinator.spare -= takes;
            return true;
        }
        somebody_has_time |= coordinator.spare >= takes;
    }
    scopes_[collective].out_of_time = !somebody_has_time;
    return true;
}

void Matching::by_coordinators() {
    for (std::size_t i = 0; i < scopes_.size(); ++i)
        scopes_[i].has_coordinators = !world_.coordination.acting_for[i].empty();
    for_each_in_queue([&](Order& order) {
        if (coordinate(order, territory(order) + 1u) && order.open > 0)
            coordinate(order, 0);
    });
}

void Matching::account_for_hours(double minutes_per_order) const {
    Collectives& collectives = world_.collectives;
    const double hours_per_order = minutes_per_order / 60;
    for (std::size_t i = 0; i < collectives.hours_asked.size(); ++i)
        collectives.hours_asked[i] = static_cast<float>(double(scopes_[i].asked) * hours_per_order);
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
void Matching::keep_copy(const Order& order) {
    constexpr std::uint32_t copied = 0x80000000;
    if (order.number & copied ||
        !copies_.bernoulli(doubling_, sim::ordered_pair(order.requester, order.number), order.hops))
        return;
    Order copy = order;
    copy.number = copied | static_cast<std::uint32_t>(sim::rendezvous(0, order.number, order.hops));
    kept_.push_back(copy);
}

void Matching::pass_on_for_a_day(Order& order) {
    for (std::int64_t i = 0; i < hops_per_day_ && order.open > 0 && order.hops <= max_hops_; ++i)
        pass_on(order);
    if (order.open > 0 && order.hops > max_hops_)
        cancel(order);
}

void Matching::by_passing_on() {
    std::vector<std::uint8_t> passes_on;  // by territory: nobody coordinates
    for (std::size_t t = 0; t < shelves_.size(); ++t)
        passes_on.push_back(!coordination::coordinated(world_, static_cast<TerritoryId>(t)));
    if (std::find(passes_on.begin(), passes_on.end(), 1) == passes_on.end())
        return;
    for (Order& order : world_.orders)
        if (order.channel == Channel::platform && passes_on[territory(order)])
            pass_on_for_a_day(order);
    for (const Order& copy : kept_) {
        world_.orders.push_back(copy);
        world_.requesters.expected[index(copy.product)][copy.requester] += copy.open;
        world_.accounts.doubled[index(copy.product)] += copy.open;
        world_.today.doubled(territory(copy), 0) += 1;
    }
}

void Matching::cancel(Order& order) {
    world_.note({.what = Happening::gave_up,
                 .requester = order.requester,
                 .order = order.number,
                 .units = order.open,
                 .product = int(index(order.product))});
    world_.requesters.expected[index(order.product)][order.requester] -= order.open;
    world_.today.given_up(territory(order), Eigen::Index(index(order.product))) += order.open;
    world_.accounts.cancelled[index(order.product)] += order.open;
    world_.today.lost(territory(order), 0) += 1;
    order.open = 0;
}

void Matching::give_up() {
    const auto& latent = world_.requesters.latent;
    const std::int64_t too_old = today_.day - give_up_after_;
    Order* end = world_.orders.data();  // of those that stay open
    for (Order& order : world_.orders) {
        const bool met_elsewhere = latent[index(order.product)][order.requester] == 0;
        const bool given_up = met_elsewhere | (order.placed_on <= too_old);  // no branch: cheaper
        if (given_up && order.open > 0)
            cancel(order);
        *end = order;
        end += order.open > 0;
    }
    world_.orders.resize(std::size_t(end - world_.orders.data()));
}

}  // namespace

void step(World& world, const sim::Values& values, const sim::Today& today) {
    const bool coordinated = values.on("coordination");
    if (!coordinated)
        coordination::gather(world);
    Matching matching(world, values, today);
    matching.by_acquaintance();
    matching.by_social_network();
    if (coordinated) {
        matching.by_coordinators();
        matching.by_passing_on();
        matching.account_for_hours(values[coordination::minutes_per_order]);
    } else {
        matching.by_platform_alone();
    }
    matching.give_up();
}

}  // namespace models::matching
