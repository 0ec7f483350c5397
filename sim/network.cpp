#include <sim/network.hpp>

#include <sim/error.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>

namespace sim {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// The ties of each lower end as a chain, from the last one named to the first.
struct Chains {
    std::vector<std::uint32_t> last, before;  ///< [n_nodes] and [n_ties], ties or none
    std::vector<std::uint32_t> n_below;       ///< [n_nodes], ties of which each is the upper end

    Chains(std::uint32_t n_nodes, std::span<const Tie> ties)
        : last(n_nodes, none), before(ties.size()), n_below(n_nodes) {
        std::uint32_t i = 0;
        for (const auto [a, b] : ties) {
            const std::uint32_t lower = a < b ? a : b, upper = a < b ? b : a;
            if (upper >= n_nodes)
                break;
            before[i] = last[lower];
            last[lower] = i++;
            ++n_below[upper];
        }
        ensure(i == ties.size(), "both ends of a tie are nodes of the network");
    }
};

/// The neighbors of each node that come before it, ascending, each once.
struct Earlier {
    std::vector<std::uint32_t> begin, end;  ///< [n_nodes], where in `nodes` those of each stand
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> n_later;  ///< [n_nodes], neighbors that come after it

    /// Nodes write themselves down in the lists of later ones, one after the other, which leaves
    /// these in order; a tie that was named twice comes right after itself. Before each list stands
    /// none, so that the last node of a list may be looked at before there is one.
    Earlier(const Chains& chains, std::span<const Tie> ties)
        : begin(chains.last.size()), n_later(chains.last.size()) {
        std::uint32_t size = 0;
        for (std::size_t v = 0; v < begin.size(); ++v) {
            begin[v] = size + 1;
            size += 1 + chains.n_below[v];
        }
        end = begin;
        nodes.assign(size, none);
        for (std::uint32_t v = 0; v < begin.size(); ++v) {
            std::uint32_t n_new = 0;
            for (std::uint32_t i = chains.last[v]; i != none; i = chains.before[i]) {
                const std::uint32_t other = ties[i].a == v ? ties[i].b : ties[i].a;
                const std::uint32_t place = end[other];
                const bool is_new = (nodes[place - 1] != v) & (other != v);
                nodes[place] = v;  // no branch: nobody could guess which ties are new
                end[other] = place + is_new;
                n_new += is_new;
            }
            n_later[v] = n_new;
        }
    }
};

}  // namespace

Network Network::from_ties(std::uint32_t n_nodes, std::span<const Tie> ties) {
    ensure(ties.size() <= none / 2 && n_nodes <= none / 2,
           "a network holds at most 2^31 nodes and ties");
    const Earlier earlier(Chains(n_nodes, ties), ties);
    Network network;
    auto& first = network.first_;
    first.resize(std::size_t{n_nodes} + 1);
    for (std::uint32_t v = 0; v < n_nodes; ++v)
        first[v + 1] = first[v] + (earlier.end[v] - earlier.begin[v]) + earlier.n_later[v];
    network.neighbors_.resize(first[n_nodes]);
    std::vector<std::uint32_t> next(n_nodes);  // where a node that comes later goes in each row
    for (std::uint32_t v = 0; v < n_nodes; ++v) {
        const std::uint32_t end = earlier.end[v];
        std::uint32_t place = first[v];
        for (std::uint32_t i = earlier.begin[v]; i < end; ++i) {
            const std::uint32_t other = earlier.nodes[i];
            network.neighbors_[place++] = other;
            network.neighbors_[next[other]++] = v;
        }
        next[v] = place;
    }
    return network;
}

std::vector<Tie> Network::ties() const {
    std::vector<Tie> ties;
    ties.reserve(static_cast<std::size_t>(n_ties()));
    for (std::uint32_t v = 0; v < n_nodes(); ++v)
        for (const std::uint32_t neighbor : neighbors(v))
            if (v < neighbor)
                ties.push_back({v, neighbor});
    return ties;
}

}  // namespace sim
