#include <models/matching.hpp>

#include <models/coordination.hpp>

#include <sim/distributions.hpp>
#include <sim/math.hpp>

#include <algorithm>

namespace models::matching {
namespace {

/// Units of one territory with stock of one product, and how much they have together.
struct Shelf {
    sim::Ring units;
    std::int64_t stock = 0;
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
          shelves_(world.territories.size()), orders_asked_(world.territories.size() + 1),
          out_of_time_(world.territories.size() + 1) {
        for (std::size_t t = 0; t < shelves_.size(); ++t) {
            fill(shelves_[t], world.coordination.members_of[t]);
            coordinated_.push_back(coordination::coordinated(world, static_cast<TerritoryId>(t)));
        }
        for (std::uint32_t i = 0; i < world.orders.size(); ++i)
            through_[index(world.orders[i].channel)].push_back(i);
    }

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
    using Shelves = std::array<Shelf, n_products>;  ///< of a territory
    /// Whose ties lead to a unit: any number that only units reached by a coordinator share.
    static constexpr std::uint32_t anyone = Coordination::absent;

    void fill(Shelves& shelves, const sim::Ring& members);
    const Shelf& shelf(const Order& order, TerritoryId t) const {
        return shelves_[t][index(order.product)];
    }
    /// Numbers of this morning's orders that came through a channel.
    const std::vector<std::uint32_t>& through(Channel channel) const {
        return through_[index(channel)];
    }
    /// Ships what the unit has of what is open.
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
    /// Lets the coordinators of a territory, or of the country, serve the order if one has time;
    /// false if one stays with it until tomorrow.
    bool coordinate(Order& order, std::size_t collective);
    /// What the order takes of a coordinator's time, where 1 is what orders take on average.
    double effort(const Order& order, std::uint32_t coordinator) const {
        const std::uint64_t name = sim::ordered_pair(order.requester, order.number);
        return varies_ ? sim::exponential(service_.uniform(name, coordinator), 1) : 1;
    }
    double nearest_stock(const Order& order) const;
    bool coordinated(const Order& order) const { return coordinated_[territory(order)]; }
    void pass_on(Order& order);
    void keep_copy(const Order& order);
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
    double doubling_;
    bool varies_;  ///< the time that an order takes
    sim::Stream service_, pass_on_, copies_;
    std::uint64_t requester_key_;
    std::vector<Shelves> shelves_;                  // [n_territories]
    std::array<std::int64_t, n_products> stock_{};  // on all shelves
    std::array<std::vector<std::uint32_t>, channels.size()> through_;
    std::vector<std::uint8_t> coordinated_;   // by somebody, by territory
    std::vector<std::int64_t> orders_asked_;  // of coordinators, by collective
    std::vector<std::uint8_t> out_of_time_;   // all its coordinators, for any order
    std::vector<Order> kept_;                 // copies, passed on from tomorrow
};

void Matching::fill(Shelves& shelves, const sim::Ring& members) {
    for (std::size_t i = 0; i < members.size(); ++i) {
        const UnitId unit = members.members[i];
        const std::uint32_t stock = world_.stock_of(unit);
        if (stock == 0 || !world_.may_give(unit))
            continue;
        Shelf& shelf = shelves[index(world_.product_of(unit))];
        shelf.stock += stock;
        stock_[index(world_.product_of(unit))] += stock;
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
    if (world_.coordination.node_of[unit] != Coordination::absent) {  // else it is on no shelf yet
        shelves_[world_.territory_of(unit)][index(order.product)].stock -= units;
        stock_[index(order.product)] -= units;
    }
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

bool Matching::serve_from(Order& order, TerritoryId t, std::uint32_t component) {
    const Shelf& here = shelf(order, t);
    const std::uint32_t open_before = order.open;
    const std::size_t n = here.units.size();
    const std::size_t start = n ? here.units.after(point_of(order, t)) : 0;
    for (std::size_t i = 0; i < n && order.open > 0 && here.stock > 0; ++i)
        if (const UnitId unit = here.units.members[(start + i) % n]; is_reached(unit, component))
            ship(order, unit);
    return order.open < open_before;
}

void Matching::by_acquaintance() {
    const Requesters& requesters = world_.requesters;
    for (const std::uint32_t i : through(Channel::acquaintance)) {
        Order& order = world_.orders[i];
        for (std::uint32_t tie = requesters.tie_begin[order.requester];
             tie < requesters.tie_begin[order.requester + 1]; ++tie)
            if (world_.takes_part(requesters.tied_person[tie]))
                ship(order, requesters.tied_person[tie]);
    }
}

void Matching::by_social_network() {
    using Posted = std::array<std::vector<std::size_t>, n_products>;
    std::vector<Posted> posted(shelves_.size());
    for (const std::uint32_t i : through(Channel::social_network))
        if (const Order& order = world_.orders[i]; order.open > 0)
            posted[territory(order)][index(order.product)].push_back(i);
    const std::uint64_t key = today_.stream(name).key();
    std::vector<std::uint64_t> luck;
    std::vector<std::uint32_t> chosen;
    for (std::size_t t = 0; t < shelves_.size(); ++t)
        for (std::size_t product = 0; product < n_products; ++product) {
            const std::vector<std::size_t>& open = posted[t][product];
            const std::vector<UnitId>& units = shelves_[t][product].units.members;
            if (open.empty())
                continue;
            luck.clear();
            for (const UnitId unit : units)
                luck.push_back(sim::rendezvous(key, unit, 0));
            chosen.resize(units.size());
            sim::jump_hashes(luck, open.size(), chosen);
            for (std::size_t i = 0; i < units.size(); ++i) {
                if (world_.stock_of(units[i]) == 0)
                    continue;
                Order& order = world_.orders[open[chosen[i]]];
                world_.today.useless(Eigen::Index(t), 0) += order.open == 0;
                ship(order, units[i]);
            }
        }
}

/// Distance to the nearest stock, km.
double Matching::nearest_stock(const Order& order) const {
    const TerritoryId home = territory(order);
    for (const TerritoryId t : world_.territories.by_distance[home])
        if (shelf(order, t).stock > 0)
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

std::vector<std::size_t> Matching::queue() const {
    std::vector<std::size_t> waiting;
    for (const std::uint32_t i : through(Channel::platform))
        if (world_.orders[i].open > 0)
            waiting.push_back(i);
    if (rule_ == Rule::first_come)
        return waiting;
    std::vector<std::pair<double, std::size_t>> ranked;
    for (const std::size_t i : waiting)
        ranked.emplace_back(-urgency(world_.orders[i]), i);
    std::ranges::sort(ranked);
    std::ranges::transform(ranked, waiting.begin(), [](const auto& rank) { return rank.second; });
    return waiting;
}

void Matching::by_platform_alone() {
    for (const std::size_t i : queue())
        serve_from_nearest(world_.orders[i], anyone);
}

bool Matching::serve_from_nearest(Order& order, std::uint32_t component) {
    bool served = false;
    for (const TerritoryId t : world_.territories.by_distance[territory(order)])
        if (shelf(order, t).stock > 0 && order.open > 0)
            served |= serve_from(order, t, component);
    return served;
}

bool Matching::coordinate(Order& order, std::size_t collective) {
    Coordination& c = world_.coordination;
    const TerritoryId home = territory(order);
    const bool national = collective == 0;
    if (order.open == 0 || c.acting_for[collective].empty() ||
        (national ? stock_[index(order.product)] == 0 : shelf(order, home).stock == 0))
        return true;
    orders_asked_[collective] += 1;
    if (out_of_time_[collective])
        return true;
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
    out_of_time_[collective] = !somebody_has_time;
    return true;
}

void Matching::by_coordinators() {
    for (const std::size_t i : queue()) {
        Order& order = world_.orders[i];
        if (!coordinated(order))
            continue;
        if (coordinate(order, territory(order) + 1u))
            coordinate(order, 0);
    }
}

void Matching::account_for_hours(double minutes_per_order) const {
    Collectives& collectives = world_.collectives;
    const double hours_per_order = minutes_per_order / 60;
    for (std::size_t i = 0; i < collectives.hours_asked.size(); ++i)
        collectives.hours_asked[i] = static_cast<float>(double(orders_asked_[i]) * hours_per_order);
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

void Matching::by_passing_on() {
    if (std::find(coordinated_.begin(), coordinated_.end(), 0) == coordinated_.end())
        return;
    for (const std::uint32_t number : through(Channel::platform)) {
        Order& order = world_.orders[number];
        if (coordinated(order))
            continue;
        for (std::int64_t i = 0; i < hops_per_day_ && order.open > 0 && order.hops <= max_hops_;
             ++i)
            pass_on(order);
        if (order.open > 0 && order.hops > max_hops_)
            cancel(order);
    }
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
    auto end = world_.orders.begin();  // of those that stay open
    for (Order& order : world_.orders) {
        const bool met_elsewhere =
            world_.requesters.latent[index(order.product)][order.requester] == 0;
        if (order.open > 0 && (met_elsewhere || today_.day - order.placed_on >= give_up_after_))
            cancel(order);
        *end = order;
        end += order.open > 0;
    }
    world_.orders.erase(end, world_.orders.end());
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
