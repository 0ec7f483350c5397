#include <models/coordination.hpp>

#include <models/coordination_loss.hpp>
#include <models/posts.hpp>
#include <models/ties.hpp>
#include <sim/chunk.hpp>
#include <sim/metrics.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace models::coordination {
namespace {

using Ties = std::vector<sim::Tie>;

/// The same on all days.
sim::Stream luck_of_long_ties(const World& world) {
    return sim::Stream(world.run, "coordination.long_ties", 0);
}

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
    sim::for_each_word(luck_of_long_ties(world), world.n_units(), 0,
                       [&](UnitId unit, std::uint32_t word) { c.far.set(unit, word < cut); });
}

/// Some members to whoever follows a fixed point of the ring of the whole country.
void tie_far(World& world, double share, Ties& ties) {
    draw_far(world, share);
    const Coordination& c = world.coordination;
    const std::uint64_t key = luck_of_long_ties(world).key();
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

}  // namespace

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
