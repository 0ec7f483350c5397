#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

#include <array>
#include <vector>

namespace models::matching {

inline TerritoryId territory_of(const World& world, const Order& order) {
    return world.requesters.territory[order.requester];
}

/// What units have for orders today, by territory and product, and how it goes out.
class Shelves {
  public:
    /// Whose ties lead to a unit: any number that only units reached by a coordinator share.
    static constexpr std::uint32_t anyone = Coordination::absent;

    Shelves(World& world, const sim::Today& today);

    /// Units of a territory with stock.
    sim::Ring& of(std::size_t t, std::size_t product) { return rings_[t][product]; }
    /// What is left of a product for a collective: in the country, or in a territory.
    std::int64_t left(std::size_t collective, Product product) const {
        return left_[collective][index(product)];
    }
    /// Where on a ring of units the search for a maker begins: the requester's own point.
    std::uint64_t point_of(const Order& order, std::uint64_t ring) const {
        return sim::rendezvous(requester_key_, order.requester, ring);
    }

    /// Sends what is open, as far as the unit has it, from a shelf of a territory.
    void take(Order& order, UnitId unit, std::size_t t) {
        const std::uint32_t units = send(order, unit);
        left_[0][index(order.product)] -= units;
        left_[t + 1][index(order.product)] -= units;
    }
    /// The same from any unit, if it makes what is asked for and may give it.
    void ship(Order& order, UnitId unit);
    /// Serves the order from a territory's shelf, as far as ties reach, starting at the order's own
    /// point of the ring; whether anything was sent.
    bool serve_from(Order& order, TerritoryId t, std::uint32_t component);
    /// Serves it from its own territory, then from ever farther ones; whether anything was sent.
    bool serve_from_nearest(Order& order, std::uint32_t component);
    /// Distance to the nearest stock, km.
    double nearest(const Order& order) const;

  private:
    void fill(std::size_t t);
    /// Sends what the unit has of what is open; how many units.
    std::uint32_t send(Order& order, UnitId unit);
    bool is_reached(UnitId unit, std::uint32_t component) const {
        const Coordination& c = world_.coordination;
        return component == anyone || c.components.label[c.node_of[unit]] == component;
    }

    World& world_;
    std::int16_t day_;
    std::uint64_t requester_key_;
    std::vector<std::array<sim::Ring, n_products>> rings_;    // [n_territories]
    std::vector<std::array<std::int64_t, n_products>> left_;  // by collective
};

}  // namespace models::matching
