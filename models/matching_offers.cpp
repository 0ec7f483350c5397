#include <models/matching_offers.hpp>

#include <models/matching.hpp>

namespace models::matching {
namespace {

void ask_acquaintances(const World& world, Shelves& shelves, Order& order) {
    const Requesters& requesters = world.requesters;
    for (std::uint32_t tie = requesters.tie_begin[order.requester];
         tie < requesters.tie_begin[order.requester + 1]; ++tie)
        if (world.takes_part(requesters.tied_person[tie]))
            shelves.ship(order, requesters.tied_person[tie]);
}

/// Each unit of a shelf offers what it has to one of the orders. Who has nothing left leaves the
/// shelf, or coordinators would pass it again and again.
void offer(World& world, Shelves& shelves, const std::vector<Order*>& posted, std::size_t t,
           std::size_t product, std::uint64_t key) {
    sim::Ring& shelf = shelves.of(t, product);
    const auto choice_of = [&](std::size_t i) {
        const std::uint64_t luck = sim::rendezvous(key, shelf.members[i], 0);
        return sim::one_of(posted.size(), static_cast<std::uint32_t>(luck));
    };
    std::size_t n_left = 0;
    const auto offer_to_one = [&](std::size_t i) {
        const UnitId unit = shelf.members[i];
        if (world.stock_of(unit) == 0)
            return;
        Order& order = *posted[choice_of(i)];
        world.today.useless(Eigen::Index(t), 0) += order.open == 0;
        shelves.take(order, unit, t);
        shelf.members[n_left] = unit;
        shelf.positions[n_left] = shelf.positions[i];
        n_left += world.stock_of(unit) > 0;
    };
    sim::for_each_index_ahead(shelf.size(), offer_to_one, [&](std::size_t i) {
        sim::prefetch(world.requesters.n_parcels, posted[choice_of(i)]->requester);
    });
    shelf.members.resize(n_left);
    shelf.positions.resize(n_left);
}

}  // namespace

Posted by_acquaintance(World& world, Shelves& shelves) {
    Posted posted(world.territories.size());
    for (Order& order : world.orders) {
        if (order.channel == Channel::platform)  // most
            continue;
        if (order.channel == Channel::acquaintance)
            ask_acquaintances(world, shelves, order);
        else if (order.open > 0)
            posted[territory_of(world, order)][index(order.product)].push_back(&order);
    }
    return posted;
}

void by_social_network(World& world, Shelves& shelves, const Posted& posted,
                       const sim::Today& today) {
    const std::uint64_t key = today.stream(name).key();
    for (std::size_t t = 0; t < posted.size(); ++t)
        for (std::size_t product = 0; product < n_products; ++product)
            if (!posted[t][product].empty())
                offer(world, shelves, posted[t][product], t, product, key);
}

}  // namespace models::matching
