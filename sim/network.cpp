#include <sim/network.hpp>

#include <sim/error.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>

namespace sim {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// The ties of each lower end as a chain, from the last one named to the first.
struct Chains {
    struct Link {
        std::uint32_t upper, before;  ///< the other end, and the tie named before it or none
    };
    std::unique_ptr<Link[]> links;       ///< [n_ties]
    std::vector<std::uint32_t> last;     ///< [n_nodes], ties or none
    std::vector<std::uint32_t> n_below;  ///< [n_nodes], ties of which each is the upper end

    Chains(std::uint32_t n_nodes, std::span<const Tie> ties)
        : links(new Link[ties.size()]), last(n_nodes, none), n_below(n_nodes) {
        std::uint32_t i = 0;
        for (const auto [a, b] : ties) {
            const std::uint32_t lower = a < b ? a : b, upper = a < b ? b : a;
            if (upper >= n_nodes)
                break;
            links[i] = {upper, last[lower]};
            last[lower] = i++;
            ++n_below[upper];
        }
        ensure(i == ties.size(), "both ends of a tie are nodes of the network");
    }
};

/// For each node a list of the neighbors that come before it, ascending, each once.
///
/// Nodes write themselves down in the lists of later ones, one after the other, which leaves these
/// in order; a tie that was named twice comes right after itself. Before each list stands none, so
/// that the last node of a list may be looked at before there is one.
struct Earlier {
    std::unique_ptr<std::uint32_t[]> nodes;  ///< list after list; not filled in vain
    std::vector<std::uint32_t> end;          ///< [n_nodes], of what stands in each list

    Earlier(const Chains& chains, std::size_t n_ties)
        : nodes(new std::uint32_t[chains.last.size() + n_ties]), end(chains.last.size()) {
        std::uint32_t begin = 0;
        for (std::size_t v = 0; v < end.size(); ++v) {
            nodes[begin] = none;
            end[v] = begin + 1;
            begin += 1 + chains.n_below[v];
        }
    }

    /// Returns the number of neighbors that come after v.
    std::uint32_t write_down(std::uint32_t v, const Chains& chains) {
        std::uint32_t n_later = 0;
        for (std::uint32_t i = chains.last[v]; i != none; i = chains.links[i].before) {
            const std::uint32_t other = chains.links[i].upper;
            const std::uint32_t place = end[other];
            const bool is_new = (nodes[place - 1] != v) & (other != v);
            nodes[place] = v;  // no branch: nobody could guess which ties are new
            end[other] = place + is_new;
            n_later += is_new;
        }
        return n_later;
    }
};

}  // namespace

Network Network::from_ties(std::uint32_t n_nodes, std::span<const Tie> ties) {
    ensure(ties.size() <= none / 2 && n_nodes <= none / 2,
           "a network holds at most 2^31 nodes and ties");
    const Chains chains(n_nodes, ties);
    Earlier earlier(chains, ties.size());
    Network network;
    network.first_.resize(std::size_t{n_nodes} + 1);
    network.neighbors_.resize(2 * ties.size());
    std::vector<std::uint32_t> next(n_nodes);  // where a node that comes later goes in each row
    std::uint32_t begin = 1, place = 0;
    for (std::uint32_t v = 0; v < n_nodes; ++v) {
        for (std::uint32_t i = begin; i < earlier.end[v]; ++i) {
            const std::uint32_t other = earlier.nodes[i];
            network.neighbors_[place++] = other;
            network.neighbors_[next[other]++] = v;
        }
        begin += 1 + chains.n_below[v];
        next[v] = place;
        place += earlier.write_down(v, chains);  // who comes later, leaves room for them
        network.first_[v + 1] = place;
    }
    network.neighbors_.resize(place);
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
