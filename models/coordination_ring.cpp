#include <models/coordination.hpp>

#include <sim/lots.hpp>

#include <algorithm>
#include <utility>

namespace models::coordination {
namespace {

/// The fixed place of a unit on the ring.
std::uint64_t position(std::uint64_t key, UnitId unit) { return sim::rendezvous(key, unit, 0); }

std::uint64_t key_of_positions(const World& world) { return sim::Stream(world.run, name, 0).key(); }

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
    const std::uint64_t key = key_of_positions(world);
    std::vector<sim::Lot> places;
    for (UnitId unit = 0; unit < world.n_units(); ++unit)
        if (!world.is_person(unit) || world.persons.machines[unit] > 0)
            places.push_back({static_cast<std::uint32_t>(position(key, unit) >> 32), unit});
    sim::draw_lots(places);
    for (std::size_t i = 1; i < places.size(); ++i)  // few agree in the upper halves of positions
        for (std::size_t j = i; j > 0 && places[j].luck == places[j - 1].luck &&
                                position(key, places[j].item) < position(key, places[j - 1].item);
             --j)
            std::swap(places[j], places[j - 1]);
    c.available = sim::Marks(world.n_units());
    c.pool_in.resize(world.territories.size());
    c.place_in.assign(world.n_units(), Coordination::absent);
    for (const sim::Lot place : places) {
        c.pool.push_back(place.item);
        c.available.set(place.item, true);
        auto& here = c.pool_in[world.territory_of(place.item)];
        c.place_in[place.item] = static_cast<std::uint32_t>(here.size());
        here.push_back(place.item);
    }
    for (const auto& here : c.pool_in)
        c.present_in.emplace_back(here.size());
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
    today &= c.available;
    const std::uint64_t key = key_of_positions(world);
    Changes changes;
    today.for_each_difference(c.present, [&](std::size_t changed) {
        const auto unit = static_cast<UnitId>(changed);
        changes.emplace_back(position(key, unit), unit);
        c.node_of[unit] = Coordination::absent;
        c.present_in[world.territory_of(unit)].set(c.place_in[unit], today[changed]);
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

}  // namespace models::coordination
