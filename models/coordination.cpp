#include <models/coordination.hpp>

#include <models/posts.hpp>
#include <models/ties.hpp>
#include <sim/betweenness.hpp>
#include <sim/chunk.hpp>
#include <sim/lots.hpp>
#include <sim/metrics.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

namespace models::coordination {
namespace {

using Ties = std::vector<sim::Tie>;

constexpr std::string_view long_ties_luck = "coordination.long_ties";

sim::Stream fixed_luck(const World& world, std::string_view process) {
    return sim::Stream(world.run, process, 0);
}

/// The fixed place of a unit on the ring.
std::uint64_t position(std::uint64_t key, UnitId unit) { return sim::rendezvous(key, unit, 0); }

/// Each member to the next half of its neighbors on the ring of its territory.
void tie_nearby(const World& world, std::int64_t n_neighbors, Ties& ties) {
    const Coordination& c = world.coordination;
    const auto half = static_cast<std::size_t>(n_neighbors / 2);
    std::vector<std::uint32_t> nodes;
    for (const sim::Ring& ring : c.members_of) {
        nodes.clear();
        for (const UnitId unit : ring.members)
            nodes.push_back(c.node_of[unit]);
        for (std::size_t i = 0; i < half && !ring.empty(); ++i)
            nodes.push_back(nodes[i]);  // once more around, so that nobody has to divide
        for (std::size_t i = 0; i < ring.size(); ++i)
            for (std::size_t step = 1; step <= half; ++step)
                ties.push_back({nodes[i], nodes[i + step]});
    }
}

/// Marks those who have a tie far away: by fixed luck, so only where an event changes the share are
/// they others than yesterday.
void draw_far(World& world, double share) {
    Coordination& c = world.coordination;
    if (share == c.far_share)
        return;
    c.far_share = share;
    c.far = sim::Marks(world.n_units());
    const std::uint64_t cut = sim::probability_cut(share);
    sim::for_each_word(fixed_luck(world, long_ties_luck), world.n_units(), 0,
                       [&](UnitId unit, std::uint32_t word) { c.far.set(unit, word < cut); });
}

/// Some members to whoever follows a fixed point of the ring of the whole country.
void tie_far(World& world, double share, Ties& ties) {
    draw_far(world, share);
    const Coordination& c = world.coordination;
    const std::uint64_t key = fixed_luck(world, long_ties_luck).key();
    for (std::uint32_t node = 0; node < c.members.size(); ++node)
        if (const UnitId unit = c.members.members[node]; c.far[unit])
            ties.push_back(
                {node, static_cast<std::uint32_t>(c.members.after(sim::rendezvous(key, unit, 1)))});
}

/// Those who know each other and both take part.
void tie_acquaintances(const World& world, Ties& ties) {
    const Coordination& c = world.coordination;
    for (std::uint32_t node = 0; node < c.members.size(); ++node) {
        const UnitId unit = c.members.members[node];
        if (!world.is_person(unit))
            continue;
        for (const PersonId other : world.acquaintance.neighbors(unit))
            if (other > unit && c.present[other])
                ties.push_back({node, c.node_of[other]});
    }
}

/// What a topology is made of.
struct Layers {
    bool nearby = false, center = false, territorial = false, posts = false, acquaintance = false;
};

Layers layers_of(Topology structure) {
    switch (structure) {
    case Topology::centralized:
        return {.center = true};
    case Topology::decentralized:
        return {.center = true, .territorial = true};
    case Topology::distributed:
        return {.nearby = true};
    case Topology::superposed:
        return {.nearby = true, .center = true, .territorial = true};
    case Topology::acquaintance:
        return {.acquaintance = true};
    case Topology::custom:
        break;
    }
    return {.posts = true};
}

/// Territories' coordinators come after the center, those of a custom network after them.
constexpr std::size_t center = 0, first_territorial = 1;
std::size_t first_of_posts(const World& world) {
    return first_territorial + world.territories.size();
}

/// How hours are shared out among the coordinators of a topology.
void weigh(World& world, const Layers& layers, double at_center) {
    Coordination& c = world.coordination;
    const std::vector<double>& inhabitants = world.territories.population;
    const double all = std::accumulate(inhabitants.begin(), inhabitants.end(), 0.0);
    c.coordinators[center].weight = layers.territorial ? at_center : 1;
    for (std::size_t t = 0; t < inhabitants.size(); ++t)
        c.coordinators[first_territorial + t].weight = (1 - at_center) * inhabitants[t] / all;
    const double of_posts = std::accumulate(c.posts.hours.begin(), c.posts.hours.end(), 0.0);
    for (std::size_t p = 0; p < c.posts.size(); ++p)
        if (c.posts.coordinator[p] != Coordination::absent)
            c.coordinators[c.posts.coordinator[p]].weight = c.posts.hours[p] / of_posts;
}

/// Who coordinates today: those of the topology whose collective works and who were not removed.
void appoint(World& world, const Layers& layers) {
    Coordination& c = world.coordination;
    c.acting.clear();
    c.acting_for.assign(1 + world.territories.size(), {});
    for (std::uint32_t i = 0; i < c.coordinators.size(); ++i) {
        Coordinator& coordinator = c.coordinators[i];
        const bool in_topology = i == center                 ? layers.center
                                 : i < first_of_posts(world) ? layers.territorial
                                                             : layers.posts;
        const std::size_t collective = coordinator.collective();
        const bool works = world.collectives.size() == 0 || world.collectives.works(collective);
        coordinator.node = Coordination::absent;
        if (!in_topology || !works || coordinator.removed)
            continue;
        coordinator.node = static_cast<std::uint32_t>(c.members.size() + c.acting.size());
        c.acting.push_back(i);
        c.acting_for[collective].push_back(i);
    }
}

/// Orders that each coordinator has time for today. Only part of an order is carried over: hours in
/// which there was nothing to do are gone. Where times vary, nothing is: what was begun and not
/// finished takes as long as ever.
void give_time(World& world, const sim::Values& values) {
    Coordination& c = world.coordination;
    const bool carries_over = Service{values[service]} == Service::fixed;
    const double orders = values[hours] * world.country_share * 60 / values[minutes_per_order];
    double given = 0;
    Collectives& collectives = world.collectives;
    std::ranges::fill(collectives.hours_there, 0.0f);
    for (Coordinator& coordinator : c.coordinators) {
        const std::size_t collective = coordinator.collective();
        const double health = collectives.size() == 0 ? 1 : collectives.health[collective];
        const double today =
            coordinator.node == Coordination::absent ? 0 : orders * coordinator.weight * health;
        given += today;
        coordinator.spare =
            carries_over ? coordinator.spare + (today - std::floor(coordinator.spare)) : today;
        if (!collectives.hours_there.empty())
            collectives.hours_there[collective] +=
                static_cast<float>(today * values[minutes_per_order] / 60);
    }
    c.hours = given * values[minutes_per_order] / 60;
}

/// Each unit to the coordinator of its territory, these to the center; units whose territory has
/// none (yet) to the center. Whoever was tied through a removed coordinator is cut off.
void tie_coordinators(const World& world, bool territorial, Ties& ties) {
    const Coordination& c = world.coordination;
    const std::uint32_t top = c.coordinators[center].node;
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        const Coordinator& own = c.coordinators[first_territorial + t];
        const bool has_own = own.node != Coordination::absent;
        if (has_own && top != Coordination::absent)
            ties.push_back({top, own.node});
        const std::uint32_t above = has_own                      ? own.node
                                    : territorial && own.removed ? Coordination::absent
                                                                 : top;
        if (above != Coordination::absent)
            for (const UnitId unit : c.members_of[t].members)
                ties.push_back({c.node_of[unit], above});
    }
}

/// Those who worked together keep talking, whatever the topology.
void tie_lasting(const World& world, Ties& ties) {
    const Coordination& c = world.coordination;
    for (const Bonds& bonds : c.bonds) {
        if (!c.present[bonds.unit])  // as most: marks are nearer at hand than numbers of nodes
            continue;
        const std::uint32_t node = c.node_of[bonds.unit];
        for (std::size_t i = 0; i < Bonds::most; ++i)
            if (bonds.strength[i] > 0 && c.present[bonds.partner[i]])
                ties.push_back({node, c.node_of[bonds.partner[i]]});
    }
}

/// Whether a node of yesterday's network has left it this morning.
bool is_gone(const Coordination& c, std::uint32_t node) {
    if (node < c.members.size())
        return !std::ranges::binary_search(c.pool.positions, c.members.positions[node]);
    return c.coordinators[c.acting[node - c.members.size()]].removed != 0;
}

/// Those go first whose rank is highest, equals by luck. [n_nodes]
std::vector<double> rank(const sim::Network& network, const sim::Arguments& arguments,
                         const sim::Today& today) {
    std::vector<double> rank(network.n_nodes());
    switch (static_cast<Removal>(arguments[remove_how])) {
    case Removal::random:
        break;
    case Removal::by_degree:
        for (std::uint32_t v = 0; v < rank.size(); ++v)
            rank[v] = network.degree(v);
        break;
    case Removal::by_betweenness: {
        const auto sources = static_cast<std::uint32_t>(arguments[remove_sources]);
        rank = sources == 0 ? sim::betweenness(network)
                            : sim::betweenness(network, sources,
                                               today.stream("coordination.remove.sources"));
    }
    }
    return rank;
}

/// The nodes of yesterday's network that may be removed: those first that go first.
std::vector<std::uint32_t> first_to_go(const Coordination& c, const std::vector<double>& rank,
                                       Target what, std::uint64_t key) {
    const auto n_members = static_cast<std::uint32_t>(c.members.size());
    const std::uint32_t begin = what == Target::coordinators ? n_members : 0;
    const std::uint32_t end = what == Target::units ? n_members : c.network.n_nodes();
    // Luck goes by the unit or the coordinator, not by today's node.
    const auto luck = [&](std::uint32_t v) {
        return v < n_members ? sim::rendezvous(key, 0, c.members.members[v])
                             : sim::rendezvous(key, 1, c.acting[v - n_members]);
    };
    std::vector<std::tuple<double, std::uint64_t, std::uint32_t>> order;
    for (std::uint32_t v = begin; v < end; ++v)
        if (!is_gone(c, v))
            order.emplace_back(-rank[v], luck(v), v);
    std::ranges::sort(order);
    std::vector<std::uint32_t> nodes;
    for (const auto& [first, second, v] : order)
        nodes.push_back(v);
    return nodes;
}

/// The lasting number of a node of the network: that of the unit, or after all units that of the
/// coordinator.
std::uint32_t lasting(const World& world, std::uint32_t node) {
    const Coordination& c = world.coordination;
    return node < c.members.size()
               ? c.members.members[node]
               : world.n_units() + c.acting[node - std::uint32_t(c.members.size())];
}

std::uint64_t lasting(const World& world, sim::Tie tie) {
    return sim::unordered_pair(lasting(world, tie.a), lasting(world, tie.b));
}

void mark_pool(const World& world, Coordination& c) {
    c.in_pool = sim::Marks(world.n_units());
    for (const UnitId unit : c.pool.members)
        c.in_pool.set(unit, true);
}

/// Takes nodes of yesterday's network off it, for good: units are no longer among those who could
/// take part; collectives lose some health with a coordinator of their own.
void take_away(World& world, std::span<const std::uint32_t> nodes, double wear) {
    Coordination& c = world.coordination;
    const auto lost_before = std::ptrdiff_t(c.lost.size());
    for (const std::uint32_t node : nodes) {
        if (node < c.members.size()) {
            c.lost.push_back(c.members.members[node]);
            continue;
        }
        Coordinator& coordinator = c.coordinators[c.acting[node - c.members.size()]];
        coordinator.removed = 1;
        if (world.collectives.size() > 0)
            world.collectives.health[coordinator.collective()] *= static_cast<float>(1 - wear);
    }
    const auto units = std::span(c.lost).subspan(std::size_t(lost_before));
    std::ranges::sort(units);
    sim::Ring pool;
    for (std::size_t i = 0; i < c.pool.size(); ++i)
        if (!std::ranges::binary_search(units, c.pool.members[i]))
            pool.push_back(c.pool.members[i], c.pool.positions[i]);
    c.pool = std::move(pool);
    mark_pool(world, c);
}

/// Each of yesterday's nodes and ties is lost with the same chance, whatever happens to others.
void lose(World& world, double of_nodes, double of_ties, const sim::Today& today) {
    Coordination& c = world.coordination;
    if (of_ties > 0) {
        const sim::Stream luck = today.stream("coordination.tie_loss");
        for (const sim::Tie tie : c.network.ties())
            if (luck.bernoulli(of_ties, lasting(world, tie)))
                c.cut.push_back(lasting(world, tie));
        std::ranges::sort(c.cut);
    }
    if (of_nodes > 0) {
        const sim::Stream luck = today.stream("coordination.node_loss");
        std::vector<std::uint32_t> nodes;
        for (std::uint32_t node = 0; node < c.network.n_nodes(); ++node)
            if (!is_gone(c, node) && luck.bernoulli(of_nodes, lasting(world, node)))
                nodes.push_back(node);
        take_away(world, nodes, 0);
    }
}

/// Places on the ring and the units that come there or leave, ascending.
using Changes = std::vector<std::pair<std::uint64_t, UnitId>>;

/// Brings yesterday's ring up to date. Most stay, and stay together.
void update(sim::Ring& ring, const Changes& changes, const sim::Marks& present) {
    const sim::Ring before = std::exchange(ring, {});
    ring.reserve(before.size() + changes.size());
    std::size_t begin = 0;
    for (const auto& change : changes) {
        std::size_t end = begin;
        while (end < before.size() &&
               std::pair(before.positions[end], before.members[end]) < change)
            ++end;
        ring.append(before, begin, end);
        const auto [position, unit] = change;
        if (present[unit])
            ring.push_back(unit, position);
        begin = present[unit] ? end : end + 1;
    }
    ring.append(before, begin, before.size());
}

}  // namespace

void lay_ring(World& world) {
    Coordination& c = world.coordination;
    const std::uint64_t key = fixed_luck(world, name).key();
    std::vector<sim::Lot> places;
    for (UnitId unit = 0; unit < world.n_units(); ++unit)
        if (!world.is_person(unit) || world.persons.machines[unit] > 0)
            places.push_back({static_cast<std::uint32_t>(position(key, unit)), unit});
    // By the lower halves of positions, then by the upper ones: equals stay in order.
    sim::draw_lots(places);
    for (sim::Lot& place : places)
        place.luck = static_cast<std::uint32_t>(position(key, place.item) >> 32);
    sim::draw_lots(places);
    c.pool_in.resize(world.territories.size());
    for (const sim::Lot place : places) {
        c.pool.push_back(place.item, position(key, place.item));
        c.pool_in[world.territory_of(place.item)].push_back(place.item);
    }
    mark_pool(world, c);
    c.node_of.assign(world.n_units(), Coordination::absent);
    c.present = sim::Marks(world.n_units());
    c.members_of.resize(world.territories.size());
    c.coordinators.push_back({.scope = Coordination::national});
    for (std::size_t t = 0; t < world.territories.size(); ++t)
        c.coordinators.push_back({.scope = static_cast<TerritoryId>(t)});
    c.acting_for.resize(1 + world.territories.size());
}

void gather(World& world) {
    Coordination& c = world.coordination;
    sim::Marks today = world.persons.at_work;
    today.resize(world.n_units());
    for (UnitId unit = world.persons.size; unit < world.n_units(); ++unit)
        today.set(unit, world.takes_part(unit));
    today &= c.in_pool;
    const std::uint64_t key = fixed_luck(world, name).key();
    Changes changes;
    today.for_each_difference(c.present, [&](std::size_t changed) {
        const auto unit = static_cast<UnitId>(changed);
        changes.emplace_back(position(key, unit), unit);
        c.node_of[unit] = Coordination::absent;
    });
    c.present = std::move(today);
    std::ranges::sort(changes);
    update(c.members, changes, c.present);
    std::vector<Changes> in_territory(c.members_of.size());
    for (const auto& change : changes)
        in_territory[world.territory_of(change.second)].push_back(change);
    for (std::size_t t = 0; t < in_territory.size(); ++t)
        update(c.members_of[t], in_territory[t], c.present);
    for (std::uint32_t node = 0; node < c.members.size(); ++node)
        c.node_of[c.members.members[node]] = node;
}

bool coordinated(const World& world, TerritoryId t) {
    const auto& acting_for = world.coordination.acting_for;
    return !acting_for[0].empty() || !acting_for[t + 1u].empty();
}

std::optional<std::size_t> pool_of(const World& world, UnitId unit) {
    const TerritoryId t = world.territory_of(unit);
    if (!world.coordination.acting_for.empty() && coordinated(world, t))
        return world.coordination.acting_for[t + 1u].empty() ? 0 : t + 1u;
    return std::nullopt;
}

void remove(World& world, const sim::Values&, const sim::Arguments& arguments,
            const sim::Today& today) {
    const Coordination& c = world.coordination;
    const auto nodes = first_to_go(c, rank(c.network, arguments, today),
                                   static_cast<Target>(arguments[remove_what]),
                                   today.stream("coordination.remove").key());
    const double wanted = arguments[remove_share] * double(nodes.size()) + arguments[remove_number];
    const auto n = std::min(nodes.size(), static_cast<std::size_t>(wanted + 0.5));
    take_away(world, std::span(nodes).first(n), arguments[remove_wear]);
}

double survivability(const World& world) {
    const Coordination& c = world.coordination;
    if (c.components.size.empty())
        return 0;
    const auto n_lost =
        std::ranges::count_if(c.lost, [&](UnitId u) { return world.takes_part(u); }) +
        std::ranges::count(c.coordinators, 1, &Coordinator::removed);
    return *std::ranges::max_element(c.components.size) / (c.network.n_nodes() + double(n_lost));
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    Coordination& c = world.coordination;
    lose(world, values[node_loss], values[tie_loss], today);
    gather(world);
    const Layers layers = layers_of(static_cast<Topology>(values[topology]));
    weigh(world, layers, values[center_share]);
    appoint(world, layers);
    give_time(world, values);
    Ties all;
    all.reserve(std::size_t(c.network.n_ties()) * 3 / 2);  // some are named twice
    if (layers.nearby) {
        tie_nearby(world, values[neighbors], all);
        tie_far(world, values[long_ties], all);
    }
    if (layers.acquaintance)
        tie_acquaintances(world, all);
    if (layers.posts)
        posts::tie(world, all);
    else
        tie_coordinators(world, layers.territorial, all);
    tie_lasting(world, all);
    if (!c.cut.empty())
        std::erase_if(all, [&](sim::Tie tie) {
            return std::ranges::binary_search(c.cut, lasting(world, tie));
        });
    c.network = sim::Network::from_ties(
        static_cast<std::uint32_t>(c.members.size() + c.acting.size()), all);
    c.components = sim::components(c.network);
}

}  // namespace models::coordination
