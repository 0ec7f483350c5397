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

/// The number of the order to which each unit of a shelf makes its offer.
std::vector<std::uint32_t> choices(const sim::Ring& shelf, std::size_t n_orders,
                                   std::uint64_t key) {
    std::vector<std::uint64_t> luck(shelf.size());
    for (std::size_t i = 0; i < luck.size(); ++i)
        luck[i] = sim::rendezvous(key, shelf.members[i], 0);
    std::vector<std::uint32_t> chosen(luck.size());
    sim::jump_hashes(luck, n_orders, chosen);
    return chosen;
}

/// Who has nothing left leaves the shelf, or coordinators would pass it again and again.
void offer(World& world, Shelves& shelves, const std::vector<Order*>& posted, std::size_t t,
           std::size_t product, std::uint64_t key) {
    sim::Ring& shelf = shelves.of(t, product);
    const std::vector<std::uint32_t> chosen = choices(shelf, posted.size(), key);
    std::size_t n_left = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (const std::size_t soon = i + sim::steps_ahead; soon < chosen.size())
            sim::prefetch(world.requesters.n_parcels, posted[chosen[soon]]->requester);
        const UnitId unit = shelf.members[i];
        if (world.stock_of(unit) == 0)
            continue;
        Order& order = *posted[chosen[i]];
        world.today.useless(Eigen::Index(t), 0) += order.open == 0;
        shelves.take(order, unit, t);
        shelf.members[n_left] = unit;
        shelf.positions[n_left] = shelf.positions[i];
        n_left += world.stock_of(unit) > 0;
    }
    shelf.members.resize(n_left);
    shelf.positions.resize(n_left);
}

}  // namespace

Waiting by_acquaintance(World& world, Shelves& shelves) {
    Waiting waiting;
    waiting.posted.resize(world.territories.size());
    waiting.on_platforms.resize(world.territories.size());
    for (Order& order : world.orders) {
        const std::size_t product = index(order.product);
        if (order.channel == Channel::acquaintance)
            ask_acquaintances(world, shelves, order);
        else if (order.channel == Channel::platform)
            waiting.on_platforms[territory_of(world, order)][product] += order.open > 0;
        else if (order.open > 0)
            waiting.posted[territory_of(world, order)][product].push_back(&order);
    }
    return waiting;
}

void by_social_network(World& world, Shelves& shelves, const Waiting& waiting,
                       const sim::Today& today) {
    const std::uint64_t key = today.stream(name).key();
    for (std::size_t t = 0; t < waiting.posted.size(); ++t)
        for (std::size_t product = 0; product < n_products; ++product)
            if (const auto& posted = waiting.posted[t][product]; !posted.empty())
                offer(world, shelves, posted, t, product, key);
}

}  // namespace models::matching
