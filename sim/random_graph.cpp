#include <sim/random_graph.hpp>

#include <sim/distributions.hpp>
#include <sim/error.hpp>
#include <sim/lots.hpp>
#include <sim/math.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace sim {
namespace {

bool contains(std::span<const std::uint32_t> nodes, std::uint32_t node) {
    return std::find(nodes.begin(), nodes.end(), node) != nodes.end();
}

// Ties `node` to some of begin … end-1. Instead of tossing a coin for each of them, draws how many
// to pass over until the next tie: the whole part of an exponential number is geometric.
void tie_to_some(std::uint32_t node, std::uint32_t begin, std::uint32_t end, double mean_wait,
                 const Stream& stream, std::uint32_t& number, std::vector<Tie>& ties) {
    for (double other = begin;; ++other) {
        other += std::floor(exponential(stream.uniform(node, number++), mean_wait));
        if (other >= end)
            return;
        ties.push_back({static_cast<std::uint32_t>(other), node});
    }
}

Network complement(const Network& network) {
    std::vector<Tie> ties;
    for (std::uint32_t a = 0; a < network.n_nodes(); ++a)
        for (std::uint32_t b = a + 1; b < network.n_nodes(); ++b)
            if (!contains(network.neighbors(a), b))
                ties.push_back({a, b});
    return Network::from_ties(network.n_nodes(), ties);
}

}  // namespace

Network erdos_renyi(std::uint32_t n, double mean_degree, const Stream& stream) {
    const double n_others = n == 0 ? 0 : n - 1.0;
    if (!(mean_degree >= 0 && mean_degree <= n_others))
        throw InputError(text("a random network of ", n, " nodes cannot have mean degree ",
                              mean_degree, "; allowed is [0, ", n_others, "]"));
    const double chance = mean_degree == 0 ? 0 : mean_degree / n_others;
    return stochastic_block(std::span(&n, 1), Eigen::MatrixXd::Constant(1, 1, chance), stream);
}

Network erdos_renyi_ties(std::uint32_t n, std::uint64_t m, const Stream& stream) {
    const std::uint64_t n_pairs = n == 0 ? 0 : std::uint64_t{n} * (n - 1) / 2;
    if (m > n_pairs)
        throw InputError(
            text(n, " nodes cannot have ", m, " ties; there are only ", n_pairs, " pairs"));
    if (m > n_pairs / 2)
        return complement(erdos_renyi_ties(n, n_pairs - m, stream));

    // Draws pairs until m different ones are there; what is drawn twice counts once.
    std::vector<Tie> ties;
    Network network = Network::from_ties(n, ties);
    for (std::uint64_t draw = 0; network.n_ties() < m;) {
        for (std::uint64_t missing = m - network.n_ties(); missing > 0; --missing, ++draw)
            ties.push_back({one_of(n, stream.word(draw, 0)), one_of(n, stream.word(draw, 1))});
        network = Network::from_ties(n, ties);
    }
    return network;
}

Network watts_strogatz(std::uint32_t n, std::uint32_t k, double p, const Stream& stream) {
    if (k % 2 != 0 || k >= n || !(p >= 0 && p <= 1))
        throw InputError(
            text("a ring of ", n, " nodes with ", k, " neighbors each, rewired with chance ", p,
                 ", is impossible; allowed are even numbers below ", n, " and [0, 1]"));
    const std::uint32_t n_own = k / 2;
    std::vector<std::uint32_t> far_ends(std::size_t{n} * n_own);
    std::vector<std::uint32_t> degree(n, k);
    const auto own = [&](std::uint32_t v) {
        return std::span(far_ends).subspan(std::size_t{v} * n_own, n_own);
    };
    const auto tied = [&](std::uint32_t a, std::uint32_t b) {
        return contains(own(a), b) || contains(own(b), a);
    };
    for (std::uint32_t v = 0; v < n; ++v)
        for (std::uint32_t step = 0; step < n_own; ++step)
            own(v)[step] = (v + step + 1) % n;

    // Lap by lap around the ring, the nearest neighbors first, as in the paper.
    for (std::uint32_t step = 0; step < n_own; ++step)
        for (std::uint32_t v = 0; v < n; ++v) {
            auto& far_end = own(v)[step];
            const std::uint64_t tie = unordered_pair(v, far_end);
            if (degree[v] == n - 1 || !stream.bernoulli(p, tie))
                continue;
            std::uint32_t number = 1, target = v;
            while (target == v || tied(v, target))
                target = one_of(n, stream.word(tie, number++));
            --degree[far_end];
            ++degree[target];
            far_end = target;
        }

    std::vector<Tie> ties;
    for (std::uint32_t v = 0; v < n; ++v)
        for (const std::uint32_t far_end : own(v))
            ties.push_back({v, far_end});
    return Network::from_ties(n, ties);
}

Network barabasi_albert(std::uint32_t n, std::uint32_t m, const Stream& stream) {
    if (m == 0 || m >= n)
        throw InputError(text("of ", n, " nodes, each cannot tie itself to ", m,
                              " others on arrival; allowed is 1 up to the number of others"));
    std::vector<Tie> ties;
    std::vector<std::uint32_t> ends;  // a node stands here once for each of its ties
    const auto tie = [&](std::uint32_t a, std::uint32_t b) {
        ties.push_back({a, b});
        ends.insert(ends.end(), {a, b});
    };
    for (std::uint32_t node = 1; node <= m; ++node)
        tie(0, node);
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t node = m + 1; node < n; ++node) {
        chosen.clear();
        for (std::uint32_t number = 0; chosen.size() < m; ++number) {
            const std::uint32_t other = ends[one_of(ends.size(), stream.word(node, number))];
            if (!contains(chosen, other))
                chosen.push_back(other);
        }
        for (const std::uint32_t other : chosen)
            tie(other, node);
    }
    return Network::from_ties(n, ties);
}

Network configuration_model(std::span<const std::uint32_t> degrees, const Stream& stream) {
    std::vector<Lot> stubs;  // ends of ties still to be joined, a node once for each
    for (std::uint32_t node = 0; node < degrees.size(); ++node)
        for (std::uint32_t i = 0; i < degrees[node]; ++i)
            stubs.push_back({stream.word(node, i), node});
    if (stubs.size() % 2 != 0)
        throw InputError(text("the degrees add up to ", stubs.size(),
                              "; allowed are even sums, as each tie has two ends"));
    draw_lots(stubs);
    std::vector<Tie> ties;
    for (std::size_t i = 0; i < stubs.size(); i += 2)
        ties.push_back({stubs[i].item, stubs[i + 1].item});
    return Network::from_ties(static_cast<std::uint32_t>(degrees.size()), ties);
}

Network stochastic_block(std::span<const std::uint32_t> sizes, const Eigen::MatrixXd& chance,
                         const Stream& stream) {
    const auto n_blocks = static_cast<Eigen::Index>(sizes.size());
    if (chance.rows() != n_blocks || chance.cols() != n_blocks || chance != chance.transpose() ||
        !(chance.array() >= 0 && chance.array() <= 1).all())
        throw InputError(text("the chances of ", n_blocks, " blocks must be a symmetric matrix of ",
                              n_blocks, " × ", n_blocks, " numbers in [0, 1]"));
    ensure(std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0}) <= UINT32_MAX,
           "a network has less than 2^32 nodes");
    const Eigen::MatrixXd wait =
        chance.unaryExpr([](double p) { return p == 1 ? 0 : -1 / log1p(-p); });

    std::vector<Tie> ties;
    std::uint32_t node = 0;
    for (std::size_t own = 0; own < sizes.size(); ++own)
        for (const std::uint32_t own_end = node + sizes[own]; node < own_end; ++node) {
            // Each node looks for ties among those before it, block by block.
            std::uint32_t begin = 0, number = 0;
            for (std::size_t block = 0; block <= own; ++block) {
                const std::uint32_t end = begin + sizes[block];
                const double mean_wait = wait(Eigen::Index(own), Eigen::Index(block));
                if (std::isfinite(mean_wait))
                    tie_to_some(node, begin, std::min(node, end), mean_wait, stream, number, ties);
                begin = end;
            }
        }
    return Network::from_ties(node, ties);
}

Network swap_ties(const Network& network, std::uint64_t n_swaps, const Stream& stream) {
    std::vector<Tie> ties = network.ties();
    std::vector<std::vector<std::uint32_t>> neighbors;
    for (std::uint32_t v = 0; v < network.n_nodes(); ++v)
        neighbors.emplace_back(network.neighbors(v).begin(), network.neighbors(v).end());
    const auto replace = [&](std::uint32_t v, std::uint32_t old, std::uint32_t fresh) {
        *std::find(neighbors[v].begin(), neighbors[v].end(), old) = fresh;
    };

    constexpr int patience = 100'000;
    int vain = 0;
    for (std::uint64_t draw = 0; n_swaps > 0; ++draw) {
        if (ties.empty() || ++vain > patience)
            throw InputError(text("no ", n_swaps, " more swaps of ties are possible"));
        auto& [u, v] = ties[one_of(ties.size(), stream.word(draw, 0))];
        auto& [x, y] = ties[one_of(ties.size(), stream.word(draw, 1))];
        if (stream.bernoulli(0.5, draw, 2))
            std::swap(x, y);
        if (u == x || u == y || v == x || v == y || contains(neighbors[u], y) ||
            contains(neighbors[x], v))
            continue;
        replace(u, v, y);
        replace(v, u, x);
        replace(x, y, v);
        replace(y, x, u);
        std::swap(v, y);
        --n_swaps;
        vain = 0;
    }
    return Network::from_ties(network.n_nodes(), ties);
}

}  // namespace sim
