#include <sim/metrics.hpp>

#include <sim/error.hpp>
#include <sim/lots.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace sim {
namespace {

// Walks what can be reached from node to node, as far as `keep` lets it, until all are labeled.
template <class Keep>
Components components(const Network& network, const Keep& keep) {
    constexpr std::uint32_t unlabeled = std::numeric_limits<std::uint32_t>::max();
    Components components;
    components.label.assign(network.n_nodes(), unlabeled);
    std::vector<std::uint32_t> reached(network.n_nodes());  // in this order
    std::size_t end = 0;
    for (std::uint32_t v = 0; end < reached.size(); ++v) {
        if (components.label[v] != unlabeled)
            continue;
        const auto label = static_cast<std::uint32_t>(components.size.size());
        components.label[v] = label;
        const std::size_t begin = end;
        reached[end++] = v;
        for (std::size_t i = begin; i < end && end < reached.size(); ++i)
            for (const std::uint32_t neighbor : network.neighbors(reached[i]))
                if (components.label[neighbor] == unlabeled && keep(reached[i], neighbor)) {
                    components.label[neighbor] = label;
                    reached[end++] = neighbor;
                }
        components.size.push_back(static_cast<std::uint32_t>(end - begin));
    }
    return components;
}

// The distances from one source after the other, breadth first.
class Distances {
  public:
    explicit Distances(const Network& network)
        : network_(network), distance_(network.n_nodes()), queue_(network.n_nodes()) {}

    const std::vector<std::uint32_t>& from(std::uint32_t source) {
        std::fill(distance_.begin(), distance_.end(), unreachable);
        distance_[source] = 0;
        queue_[0] = source;
        for (std::size_t first = 0, end = 1; first < end; ++first)
            for (const std::uint32_t neighbor : network_.neighbors(queue_[first]))
                if (distance_[neighbor] == unreachable) {
                    distance_[neighbor] = distance_[queue_[first]] + 1;
                    queue_[end++] = neighbor;
                }
        return distance_;
    }

  private:
    const Network& network_;
    std::vector<std::uint32_t> distance_, queue_;
};

Paths all_paths(const Network& network) {
    std::vector<std::uint32_t> sources(network.n_nodes());
    std::iota(sources.begin(), sources.end(), 0u);
    return paths(network, sources);
}

// [n_nodes], triangles of which each node is a corner. Boost tests each pair of neighbors of a
// node, which takes forever at the hub of a star. Here each tie points to its end of higher degree,
// so that nobody has many ties to follow: O(ties^1.5), Schank, Wagner (2005,
// doi:10.1007/11427186_54).
std::vector<std::uint64_t> triangles(const Network& network) {
    const auto comes_before = [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(network.degree(a), a) < std::pair(network.degree(b), b);
    };
    std::vector<std::vector<std::uint32_t>> followers(network.n_nodes());
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
        for (const std::uint32_t neighbor : network.neighbors(v))
            if (comes_before(v, neighbor))
                followers[v].push_back(neighbor);
    std::vector<std::uint64_t> count(network.n_nodes());
    std::vector<std::uint32_t> marked_by(network.n_nodes(), network.n_nodes());
    for (std::uint32_t a = 0; a < network.n_nodes(); ++a) {
        for (const std::uint32_t b : followers[a])
            marked_by[b] = a;
        for (const std::uint32_t b : followers[a])
            for (const std::uint32_t c : followers[b])
                if (marked_by[c] == a) {
                    ++count[a];
                    ++count[b];
                    ++count[c];
                }
    }
    return count;
}

double n_pairs(std::uint32_t n) { return 0.5 * n * (n - 1.0); }

}  // namespace

Components components(const Network& network) {
    return components(network, [](std::uint32_t, std::uint32_t) { return true; });
}

std::uint32_t largest_component_after_removal(const Network& network,
                                              std::span<const std::uint8_t> removed) {
    ensure(removed.size() == network.n_nodes(), "every node is marked as removed or not");
    if (std::find(removed.begin(), removed.end(), 0) == removed.end())
        return 0;  // otherwise those removed count as components of one, never the only largest
    const auto remains = [&](std::uint32_t a, std::uint32_t b) {
        return !removed[a] && !removed[b];
    };
    const auto size = components(network, remains).size;
    return *std::max_element(size.begin(), size.end());
}

double giant_share(const Network& network) {
    const auto size = components(network).size;
    return size.empty() ? 0 : 1.0 * *std::max_element(size.begin(), size.end()) / network.n_nodes();
}

double clustering(const Network& network) {
    const auto n_triangles = triangles(network);
    double sum = 0;
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
        if (network.degree(v) > 1)
            sum += static_cast<double>(n_triangles[v]) / n_pairs(network.degree(v));
    return network.n_nodes() == 0 ? 0 : sum / network.n_nodes();
}

double transitivity(const Network& network) {
    const auto n_triangles = triangles(network);
    double closed = 0, all = 0;
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v) {
        closed += static_cast<double>(n_triangles[v]);
        all += n_pairs(network.degree(v));
    }
    return all == 0 ? 0 : closed / all;
}

std::vector<std::uint32_t> distances(const Network& network, std::uint32_t source) {
    ensure(source < network.n_nodes(), "distances begin at a node of the network");
    return Distances(network).from(source);
}

std::vector<std::uint32_t> spread_nodes(const Network& network, std::uint32_t most) {
    std::vector<std::uint32_t> nodes(std::min(most, network.n_nodes()));
    for (std::size_t i = 0; i < nodes.size(); ++i)
        nodes[i] = static_cast<std::uint32_t>(std::uint64_t{i} * network.n_nodes() / nodes.size());
    return nodes;
}

Paths paths(const Network& network, std::span<const std::uint32_t> sources) {
    Distances distances(network);
    Paths paths;
    for (const std::uint32_t source : sources)
        for (const std::uint32_t distance : distances.from(source))
            if (distance != unreachable && distance != 0) {
                paths.sum += distance;
                ++paths.n;
                paths.longest = std::max(paths.longest, distance);
            }
    return paths;
}

double mean_path_length(const Network& network) { return all_paths(network).mean(); }

std::vector<std::uint32_t> drawn_nodes(const Network& network, std::uint32_t n,
                                       const Stream& stream) {
    std::vector<Lot> lots;
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
        lots.push_back({stream.word(v), v});
    draw_lots(lots);
    std::vector<std::uint32_t> nodes;
    for (std::size_t i = 0; i < std::min<std::size_t>(n, lots.size()); ++i)
        nodes.push_back(lots[i].item);
    return nodes;
}

double mean_path_length(const Network& network, std::uint32_t n_sources, const Stream& stream) {
    return paths(network, drawn_nodes(network, n_sources, stream)).mean();
}

std::uint32_t diameter(const Network& network) { return all_paths(network).longest; }

double degree_centralization(const Network& network) {
    const double n = network.n_nodes();
    if (n < 3)
        return 0;
    std::uint32_t highest = 0;
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
        highest = std::max(highest, network.degree(v));
    const double shortfall = n * highest - 2.0 * static_cast<double>(network.n_ties());
    return shortfall / ((n - 1) * (n - 2));
}

double gini(std::span<const std::uint32_t> ascending) {
    const auto n = static_cast<double>(ascending.size());
    double all = 0, ranked = 0;
    for (std::size_t i = 0; i < ascending.size(); ++i) {
        all += ascending[i];
        ranked += static_cast<double>(i + 1) * ascending[i];
    }
    return all > 0 ? 2 * ranked / (n * all) - (n + 1) / n : 0;
}

double degree_gini(const Network& network) {
    std::vector<std::uint32_t> count;  // of nodes of each degree: they are sorted by counting
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v) {
        count.resize(std::max<std::size_t>(count.size(), network.degree(v) + 1u));
        ++count[network.degree(v)];
    }
    std::vector<std::uint32_t> degrees;
    degrees.reserve(network.n_nodes());
    for (std::uint32_t degree = 0; degree < count.size(); ++degree)
        degrees.insert(degrees.end(), count[degree], degree);
    return gini(degrees);
}

}  // namespace sim
