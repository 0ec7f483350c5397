#include <sim/metrics.hpp>

#include <sim/error.hpp>
#include <sim/lots.hpp>

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/connected_components.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace sim {
namespace {

// Boost.Graph's compressed rows are directed, so they hold each tie in both directions.
using Graph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

template <class Keep>
Graph boost_graph(const Network& network, const Keep& keep) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    ends.reserve(2 * network.n_ties());
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
        for (const std::uint32_t neighbor : network.neighbors(v))
            if (keep(v, neighbor))
                ends.emplace_back(v, neighbor);
    return {boost::edges_are_sorted, ends.begin(), ends.end(), network.n_nodes()};
}

Graph boost_graph(const Network& network) {
    return boost_graph(network, [](std::uint32_t, std::uint32_t) { return true; });
}

Components components(const Graph& graph) {
    Components components;
    components.label.resize(num_vertices(graph));
    const std::uint32_t n_components = boost::connected_components(
        graph, boost::make_iterator_property_map(components.label.begin(),
                                                 get(boost::vertex_index, graph)));
    components.size.resize(n_components);
    for (const std::uint32_t label : components.label)
        ++components.size[label];
    return components;
}

// The distances from one source after the other.
class Distances {
  public:
    explicit Distances(const Network& network)
        : graph_(boost_graph(network)), distance_(network.n_nodes()) {}

    const std::vector<std::uint32_t>& from(std::uint32_t source) {
        std::fill(distance_.begin(), distance_.end(), unreachable);
        distance_[source] = 0;
        boost::breadth_first_search(graph_, source,
                                    boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                        distance_.data(), boost::on_tree_edge()))));
        return distance_;
    }

  private:
    Graph graph_;
    std::vector<std::uint32_t> distance_;
};

// Mean and longest of all distances from some sources.
struct Paths {
    std::uint64_t sum = 0, n = 0;
    std::uint32_t longest = 0;

    double mean() const { return n == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(n); }
};

Paths paths(const Network& network, std::span<const Lot> sources) {
    Distances distances(network);
    Paths paths;
    for (const Lot source : sources)
        for (const std::uint32_t distance : distances.from(source.item))
            if (distance != unreachable && distance != 0) {
                paths.sum += distance;
                ++paths.n;
                paths.longest = std::max(paths.longest, distance);
            }
    return paths;
}

Paths all_paths(const Network& network) {
    std::vector<Lot> sources(network.n_nodes());
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
        sources[v].item = v;
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

Components components(const Network& network) { return components(boost_graph(network)); }

std::uint32_t largest_component_after_removal(const Network& network,
                                              std::span<const std::uint8_t> removed) {
    ensure(removed.size() == network.n_nodes(), "every node is marked as removed or not");
    if (std::find(removed.begin(), removed.end(), 0) == removed.end())
        return 0;  // otherwise those removed count as components of one, never the only largest
    const auto remains = [&](std::uint32_t a, std::uint32_t b) {
        return !removed[a] && !removed[b];
    };
    const auto size = components(boost_graph(network, remains)).size;
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

double mean_path_length(const Network& network) { return all_paths(network).mean(); }

double mean_path_length(const Network& network, std::uint32_t n_sources, const Stream& stream) {
    std::vector<Lot> sources;
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
        sources.push_back({stream.word(v), v});
    draw_lots(sources);
    sources.resize(std::min<std::size_t>(n_sources, sources.size()));
    return paths(network, sources).mean();
}

std::uint32_t diameter(const Network& network) { return all_paths(network).longest; }

std::vector<double> betweenness(const Network& network) {
    std::vector<double> betweenness(network.n_nodes());
    const Graph graph = boost_graph(network);
    boost::brandes_betweenness_centrality(
        graph,
        boost::make_iterator_property_map(betweenness.begin(), get(boost::vertex_index, graph)));
    for (double& b : betweenness)
        b /= 2;  // Boost counts each pair in both directions
    return betweenness;
}

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

double degree_gini(const Network& network) {
    const double n = network.n_nodes();
    if (network.n_ties() == 0)
        return 0;
    std::vector<std::uint32_t> degrees;
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
        degrees.push_back(network.degree(v));
    std::sort(degrees.begin(), degrees.end());
    double ranked = 0;
    for (std::size_t i = 0; i < degrees.size(); ++i)
        ranked += static_cast<double>(i + 1) * degrees[i];
    return ranked / (n * static_cast<double>(network.n_ties())) - (n + 1) / n;
}

}  // namespace sim
