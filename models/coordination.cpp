#include <models/coordination.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace models::coordination {
namespace {

using Ties = std::vector<sim::Tie>;

sim::Stream fixed_luck(const World& world, std::string_view process) {
    return sim::Stream(world.run, process, 0);
}

/// Each member to the next half of its neighbors on the ring of its territory.
void tie_nearby(const World& world, std::int64_t n_neighbors, Ties& ties) {
    const Coordination& c = world.coordination;
    for (const sim::Ring& ring : c.members_of)
        for (std::size_t i = 0; i < ring.size(); ++i)
            for (std::size_t step = 1; step <= std::size_t(n_neighbors / 2); ++step)
                ties.push_back({c.node_of[ring.members[i]],
                                c.node_of[ring.members[(i + step) % ring.size()]]});
}

/// Some members to whoever follows a fixed point of the ring of the whole country.
void tie_far(const World& world, double share, Ties& ties) {
    const Coordination& c = world.coordination;
    const sim::Stream luck = fixed_luck(world, "coordination.long_ties");
    for (std::uint32_t node = 0; node < c.members.size(); ++node) {
        const UnitId unit = c.members.members[node];
        if (luck.bernoulli(share, unit))
            ties.push_back({node, static_cast<std::uint32_t>(
                                      c.members.after(sim::rendezvous(luck.key(), unit, 1)))});
    }
}

/// A center, and below it a coordinator for each territory if wanted; returns their scopes.
std::vector<TerritoryId> tie_coordinators(const World& world, bool territorial, Ties& ties) {
    const Coordination& c = world.coordination;
    const auto first = static_cast<std::uint32_t>(c.members.size());
    std::vector<TerritoryId> scopes{Coordination::national};
    if (!territorial) {
        for (std::uint32_t node = 0; node < first; ++node)
            ties.push_back({node, first});
        return scopes;
    }
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        const auto coordinator = first + static_cast<std::uint32_t>(scopes.size());
        scopes.push_back(static_cast<TerritoryId>(t));
        ties.push_back({first, coordinator});
        for (const UnitId unit : c.members_of[t].members)
            ties.push_back({c.node_of[unit], coordinator});
    }
    return scopes;
}

/// Orders that each coordinator has time for today. Only part of an order is carried over: hours in
/// which there was nothing to do are gone.
void give_time(World& world, const sim::Values& values) {
    Coordination& c = world.coordination;
    const double orders = values[hours] * world.country_share * 60 / values[minutes_per_order];
    const double inhabitants = std::accumulate(world.territories.population.begin(),
                                               world.territories.population.end(), 0.0);
    c.spare.resize(c.scope.size(), 0.0);
    for (std::size_t i = 0; i < c.scope.size(); ++i) {
        const double at_center = c.scope.size() == 1 ? 1 : values[center_share];
        const double share =
            c.scope[i] == Coordination::national
                ? at_center
                : (1 - at_center) * world.territories.population[c.scope[i]] / inhabitants;
        c.spare[i] += orders * share - std::floor(c.spare[i]);
    }
}

}  // namespace

void lay_ring(World& world) {
    Coordination& c = world.coordination;
    const std::uint64_t key = fixed_luck(world, name).key();
    std::vector<std::pair<std::uint64_t, UnitId>> places;
    for (UnitId unit = 0; unit < world.n_units(); ++unit)
        if (!world.is_person(unit) || world.persons.machines[unit] > 0)
            places.emplace_back(sim::rendezvous(key, unit, 0), unit);
    std::ranges::sort(places);
    for (const auto& [position, unit] : places)
        c.pool.push_back(unit, position);
    c.node_of.assign(world.n_units(), Coordination::absent);
    c.members_of.resize(world.territories.size());
}

void gather(World& world) {
    Coordination& c = world.coordination;
    c.members = {};
    c.members_of.assign(world.territories.size(), {});
    std::ranges::fill(c.node_of, Coordination::absent);
    for (std::size_t i = 0; i < c.pool.size(); ++i) {
        const UnitId unit = c.pool.members[i];
        if (!world.takes_part(unit))
            continue;
        c.node_of[unit] = static_cast<std::uint32_t>(c.members.size());
        c.members.push_back(unit, c.pool.positions[i]);
        c.members_of[world.territory_of(unit)].push_back(unit, c.pool.positions[i]);
    }
}

void step(World& world, const sim::Values& values, const sim::Today&) {
    Coordination& c = world.coordination;
    gather(world);
    const auto structure = static_cast<Topology>(values[topology]);
    const bool distributed =
        structure == Topology::distributed || structure == Topology::superposed;
    Ties ties;
    if (distributed) {
        tie_nearby(world, values[neighbors], ties);
        tie_far(world, values[long_ties], ties);
    }
    c.scope.clear();
    if (structure != Topology::distributed)
        c.scope = tie_coordinators(world, structure != Topology::centralized, ties);
    c.network = sim::Network::from_ties(
        static_cast<std::uint32_t>(c.members.size() + c.scope.size()), ties);
    give_time(world, values);
}

}  // namespace models::coordination
