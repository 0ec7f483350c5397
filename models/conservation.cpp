#include <models/conservation.hpp>

#include <sim/error.hpp>

#include <algorithm>
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
    for (PersonId p = 0; p < world.persons.size; ++p)
        sim::ensure(world.persons.at_work[p] == is_at_work(world.persons.stage[p]),
                    "people: somebody at work is not marked");
}

void check_present(const World& world) {
    const Coordination& c = world.coordination;
    for (UnitId unit = 0; unit < c.node_of.size(); ++unit)
        sim::ensure(c.present[unit] == (c.node_of[unit] != Coordination::absent),
                    "coordination: a unit that takes part is not marked");
    for (std::size_t t = 0; t < c.pool_in.size(); ++t)
        for (std::size_t place = 0; place < c.pool_in[t].size(); ++place)
            sim::ensure(c.present_in[t][place] == c.present[c.pool_in[t][place]],
                        "coordination: a unit that takes part is not marked in its territory");
    std::size_t n_in_territories = 0;
    for (const sim::Ring& ring : c.members_of)
        n_in_territories += ring.size();
    sim::ensure(n_in_territories == c.members.size() &&
                    std::is_sorted(c.members.positions.begin(), c.members.positions.end()),
                "coordination: the ring of those who take part is not in order");
    for (std::uint32_t node = 0; node < c.members.size(); ++node)
        sim::ensure(c.node_of[c.members.members[node]] == node,
                    "coordination: a unit that takes part has a wrong number");
}

void check_contacts(const World& world) {
    const Persons& persons = world.persons;
    for (PersonId p = 0; p < persons.size; ++p) {
        std::uint32_t engaged = 0, informed = 0;
        for (const PersonId other : world.acquaintance.neighbors(p)) {
            engaged += persons.stage[other] == Stage::engaged;
            informed += persons.stage[other] != Stage::unaware &&
                        (persons.silent.empty() || !persons.silent[other]);
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

using ByProduct = std::array<std::int64_t, n_products>;

ByProduct units_in_stock(const World& world) {
    ByProduct units{};
    for (PersonId p = 0; p < world.persons.size; ++p)
        units[index(product_of(world.persons.process[p]))] += world.persons.stock[p];
    for (std::uint32_t i = 0; i < world.places.size; ++i)
        units[index(product_of(world.places.process[i]))] += world.places.stock[i];
    return units;
}

ByProduct units_under_way(const World& world) {
    ByProduct units{};
    for (const Shipment& shipment : world.shipments)
        units[index(shipment.product)] += shipment.units;
    return units;
}

ByProduct units_open(const World& world) {
    ByProduct units{};
    for (const Order& order : world.orders)
        units[index(order.product)] += order.open;
    return units;
}

void check_units(const World& world) {
    const Accounts& a = world.accounts;
    const ByProduct in_stock = units_in_stock(world), under_way = units_under_way(world);
    for (std::size_t k = 0; k < n_products; ++k) {
        sim::ensure(a.started[k] == a.failed[k] + a.accepted[k],
                    "units: started is not failed + accepted");
        sim::ensure(a.accepted[k] == in_stock[k] + under_way[k] + a.delivered[k] + a.refused[k],
                    "units: accepted is not in stock + under way + delivered + refused");
    }
}

void check_on_platforms(const World& world) {
    OnPlatforms left = world.on_platforms;
    sim::ensure(left.n_counted <= world.orders.size(), "orders: more are counted than there are");
    for (std::size_t i = 0; i < left.n_counted; ++i)
        left.add(world.requesters.territory[world.orders[i].requester], world.orders[i], -1);
    for (const auto& n_orders : left.n_orders)
        sim::ensure(n_orders == ByProduct{}, "orders: those on platforms are miscounted");
}

void check_orders(const World& world) {
    const Accounts& a = world.accounts;
    const ByProduct open = units_open(world), under_way = units_under_way(world);
    for (std::size_t k = 0; k < n_products; ++k) {
        sim::ensure(a.requested[k] + a.doubled[k] ==
                        open[k] + under_way[k] + a.delivered[k] + a.refused[k] + a.cancelled[k],
                    "orders: requested + doubled is not open + under way + delivered + refused + "
                    "cancelled");
        sim::ensure(sum(world.requesters.expected[k]) == open[k] + under_way[k],
                    "orders: what requesters expect is not open + under way");
    }
    check_on_platforms(world);
    int latest = 0;
    for (const Order& order : world.orders)
        if (!order.is_copy()) {
            sim::ensure(order.placed_on >= latest, "orders: they do not stand by their days");
            latest = order.placed_on;
        }
}

}  // namespace

void check_conservation(const World& world) {
    check_people(world);
    check_contacts(world);
    check_present(world);
    check_material(world);
    check_money(world);
    check_units(world);
    check_orders(world);
}

}  // namespace models
