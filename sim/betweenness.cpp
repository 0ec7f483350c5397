#include <sim/betweenness.hpp>

#include <sim/metrics.hpp>

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace sim {
namespace {

// Boost.Graph's compressed rows are directed, so they hold each tie in both directions.
using Graph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

Graph boost_graph(const Network& network) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    ends.reserve(2 * static_cast<std::size_t>(network.n_ties()));
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
        for (const std::uint32_t neighbor : network.neighbors(v))
            ends.emplace_back(v, neighbor);
    return {boost::edges_are_sorted, ends.begin(), ends.end(), network.n_nodes()};
}

// Shortest paths from one source after the other. Boost's function goes from all or none.
class Dependencies {
  public:
    explicit Dependencies(const Network& network)
        : network_(network), distance_(network.n_nodes()), n_paths_(network.n_nodes()),
          dependency_(network.n_nodes()), queue_(network.n_nodes()) {}

    // Adds to each node between how many others and the source it lies.
    void add(std::uint32_t source, std::vector<double>& betweenness) {
        const std::size_t n_reached = walk(source);
        for (std::size_t i = n_reached; i-- > 1;) {
            const std::uint32_t node = queue_[i];
            const double each = (1 + dependency_[node]) / n_paths_[node];
            for (const std::uint32_t neighbor : network_.neighbors(node))
                if (distance_[neighbor] + 1 == distance_[node])
                    dependency_[neighbor] += n_paths_[neighbor] * each;
            betweenness[node] += dependency_[node];
        }
    }

  private:
    // Counts shortest paths to all that can be reached, and says how many that are.
    std::size_t walk(std::uint32_t source) {
        std::fill(distance_.begin(), distance_.end(), unreachable);
        std::fill(n_paths_.begin(), n_paths_.end(), 0.0);
        std::fill(dependency_.begin(), dependency_.end(), 0.0);
        distance_[source] = 0;
        n_paths_[source] = 1;
        queue_[0] = source;
        std::size_t end = 1;
        for (std::size_t first = 0; first < end; ++first)
            for (const std::uint32_t neighbor : network_.neighbors(queue_[first])) {
                const std::uint32_t next = distance_[queue_[first]] + 1;
                if (distance_[neighbor] == unreachable) {
                    distance_[neighbor] = next;
                    queue_[end++] = neighbor;
                }
                if (distance_[neighbor] == next)
                    n_paths_[neighbor] += n_paths_[queue_[first]];
            }
        return end;
    }

    const Network& network_;
    std::vector<std::uint32_t> distance_;
    std::vector<double> n_paths_, dependency_;
    std::vector<std::uint32_t> queue_;
};

}  // namespace

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

std::vector<double> betweenness(const Network& network, std::uint32_t n_sources,
                                const Stream& stream) {
    if (n_sources >= network.n_nodes())
        return betweenness(network);
    std::vector<double> betweenness(network.n_nodes());
    Dependencies dependencies(network);
    for (const std::uint32_t source : drawn_nodes(network, n_sources, stream))
        dependencies.add(source, betweenness);
    for (double& b : betweenness)
        b *= 0.5 * network.n_nodes() / std::max(n_sources, 1u);  // both directions, all sources
    return betweenness;
}

}  // namespace sim
