#include <models/coordination_loss.hpp>

#include <models/coordination.hpp>
#include <sim/betweenness.hpp>

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

namespace models::coordination {
namespace {

/// Whether a node of yesterday's network has left it this morning.
bool is_gone(const Coordination& c, std::uint32_t node) {
    if (node < c.members.size())
        return !c.available[c.members.members[node]];
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

/// Takes nodes of yesterday's network off it, for good: units are no longer among those who could
/// take part; collectives lose some health with a coordinator of their own.
void take_away(World& world, std::span<const std::uint32_t> nodes, double wear) {
    Coordination& c = world.coordination;
    const auto lost_before = std::ptrdiff_t(c.lost.size());
    for (const std::uint32_t node : nodes) {
        if (node < c.members.size()) {
            c.lost.push_back(c.members.members[node]);
            c.available.set(c.lost.back(), false);
            continue;
        }
        Coordinator& coordinator = c.coordinators[c.acting[node - c.members.size()]];
        coordinator.removed = 1;
        if (world.collectives.size() > 0)
            world.collectives.health[coordinator.collective()] *= static_cast<float>(1 - wear);
    }
    std::ranges::sort(std::span(c.lost).subspan(std::size_t(lost_before)));
}

}  // namespace

std::uint64_t lasting(const World& world, sim::Tie tie) {
    return sim::unordered_pair(lasting(world, tie.a), lasting(world, tie.b));
}

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

}  // namespace models::coordination
