#include <models/conservation.hpp>

#include <sim/error.hpp>

#include <numeric>

namespace models {
namespace {

template <class Column>
std::int64_t sum(const Column& column) {
    return std::accumulate(column.begin(), column.end(), std::int64_t{0});
}

void check_people(const World& world) {
    std::int64_t n = 0;
    Counts counted = Counts::Zero(world.by_stage.rows(), world.by_stage.cols());
    for (PersonId p = 0; p < world.persons.size; ++p)
        counted(world.persons.territory[p], Eigen::Index(index(world.persons.stage[p]))) += 1;
    n = counted.sum();
    sim::ensure(n == world.persons.size, "people: somebody was lost");
    sim::ensure((counted == world.by_stage).all(), "people: stages were counted wrongly");
}

void check_contacts(const World& world) {
    const Persons& persons = world.persons;
    for (PersonId p = 0; p < persons.size; ++p) {
        std::uint32_t engaged = 0, informed = 0;
        for (const PersonId other : world.acquaintance.neighbors(p)) {
            engaged += persons.stage[other] == Stage::engaged;
            informed += persons.stage[other] != Stage::unaware;
        }
        sim::ensure(persons.engaged_contacts.empty() || engaged == persons.engaged_contacts[p],
                    "contacts: somebody's engagement was not pushed");
        sim::ensure(persons.informed_contacts.empty() || informed == persons.informed_contacts[p],
                    "contacts: somebody's awareness was not pushed");
    }
}

void check_material(const World& world) {
    const Suppliers& suppliers = world.suppliers;
    for (std::size_t m = 0; m < n_materials; ++m) {
        std::int64_t under_way = 0;
        for (const Suppliers::Refill& refill : suppliers.in_transit)
            under_way += refill.material == m ? refill.amount : 0;
        for (const std::int64_t stock : suppliers.stock[m])
            sim::ensure(stock >= 0, "material: a supplier's stock is negative");
        const std::int64_t here = sum(suppliers.stock[m]) + under_way +
                                  sum(world.persons.material[m]) + sum(world.places.material[m]);
        const Accounts& a = world.accounts;
        sim::ensure(world.persons.material[m].empty() ||
                        a.initial[m] + a.received[m] == here + a.used[m] + a.wasted[m],
                    "material: initial + received is not what is there, used or wasted");
    }
}

std::int64_t units_under_way(const World& world) {
    std::int64_t units = 0;
    for (const Shipment& shipment : world.shipments)
        units += shipment.units;
    return units;
}

void check_units(const World& world) {
    const Accounts& a = world.accounts;
    sim::ensure(a.started == a.failed + a.accepted, "units: started is not failed + accepted");
    sim::ensure(a.accepted == sum(world.persons.stock) + sum(world.places.stock) +
                                  units_under_way(world) + a.delivered + a.refused,
                "units: accepted is not in stock + under way + delivered + refused");
}

void check_orders(const World& world) {
    const Accounts& a = world.accounts;
    std::int64_t open = 0;
    for (const Order& order : world.orders)
        open += order.open;
    sim::ensure(a.requested + a.doubled ==
                    open + units_under_way(world) + a.delivered + a.refused + a.cancelled,
                "orders: requested + doubled is not open + under way + delivered + refused + "
                "cancelled");
    sim::ensure(sum(world.requesters.expected) == open + units_under_way(world),
                "orders: what requesters expect is not open + under way");
}

}  // namespace

void check_conservation(const World& world) {
    check_people(world);
    check_contacts(world);
    check_material(world);
    check_units(world);
    check_orders(world);
}

}  // namespace models
