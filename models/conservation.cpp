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
        const std::int64_t here = sum(suppliers.stock[m]) + sum(suppliers.donated[m]) + under_way +
                                  sum(world.persons.material[m]) + sum(world.places.material[m]);
        const Accounts& a = world.accounts;
        sim::ensure(world.persons.material[m].empty() ||
                        a.initial[m] + a.received[m] == here + a.used[m] + a.wasted[m],
                    "material: initial + received is not what is there, used or wasted");
    }
}

void check_money(const World& world) {
    const Persons& persons = world.persons;
    Purse there{};
    for (const auto* purses :
         {&world.collectives.pot, &world.collectives.incoming, &world.handed_out})
        for (const Purse& purse : *purses)
            for (std::size_t s = 0; s < n_sources; ++s) {
                sim::ensure(purse[s] >= 0, "money: a purse holds less than nothing");
                there[s] += purse[s];
            }
    for (std::size_t p = 0; p < persons.spent.size(); ++p)
        sim::ensure(persons.spent[p] <= persons.budget[p],
                    "money: somebody spent what she has not");
    for (const std::int64_t cash : world.places.cash)
        sim::ensure(cash >= 0, "money: a place spent what it has not");
    there[index(Source::own_pocket)] +=
        sum(world.places.cash) + sum(persons.budget) - sum(persons.spent);
    for (std::size_t s = 0; s < n_sources; ++s)
        sim::ensure(world.accounts.paid_in[s] == there[s] + world.accounts.spent[s],
                    "money: paid in is not what is there or spent");
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
    sim::ensure(a.requested ==
                    open + units_under_way(world) + a.delivered + a.refused + a.cancelled,
                "orders: requested is not open + under way + delivered + refused + cancelled");
    sim::ensure(sum(world.requesters.expected) == open + units_under_way(world),
                "orders: what requesters expect is not open + under way");
}

}  // namespace

void check_conservation(const World& world) {
    check_people(world);
    check_contacts(world);
    check_material(world);
    check_money(world);
    check_units(world);
    check_orders(world);
}

}  // namespace models
