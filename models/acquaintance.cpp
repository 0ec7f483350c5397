#include <models/acquaintance.hpp>

#include <sim/chunk.hpp>
#include <sim/distributions.hpp>
#include <sim/error.hpp>
#include <sim/math.hpp>
#include <sim/metrics.hpp>
#include <sim/random_graph.hpp>
#include <sim/spatial_small_world.hpp>
#include <sim/topology.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace models::acquaintance {
namespace {

sim::Network given(const World& world, const sim::Table& table) {
    const auto a = table.numbers("a");
    const auto b = table.numbers("b");
    std::vector<sim::Tie> pairs(table.n_rows());
    for (std::size_t row = 0; row < pairs.size(); ++row)
        pairs[row] = {world.checked_person(a[row], table, row),
                      world.checked_person(b[row], table, row)};
    return sim::Network::from_ties(world.persons.size, pairs);
}

/// How many acquaintances each person would like, lognormal around the mean.
std::vector<std::uint16_t> wanted_degrees(const World& world, const sim::Values& values) {
    const double spread = values[degree_spread];
    const double median = values[mean_degree] * sim::exp(-spread * spread / 2);
    const sim::Stream luck(world.run, "acquaintance.degree", 0);
    std::vector<std::uint16_t> degrees(world.persons.size);
    constexpr double most = 1000;
    std::vector<double> wanted(world.persons.size, std::min(most, median));
    if (spread > 0 && median > 0)
        sim::for_each_normal(luck, wanted.size(), 0, [&](PersonId p, double z) {
            wanted[p] = std::min(most, median * sim::exp(spread * z));
        });
    sim::for_each_word(luck, wanted.size(), 1, [&](PersonId p, std::uint32_t word) {
        degrees[p] = static_cast<std::uint16_t>(
            sim::stochastic_round(sim::between_0_and_1(word), wanted[p]));
    });
    return degrees;
}

/// Large and near territories attract ties from elsewhere.
Eigen::MatrixXd attraction(const Territories& territories) {
    constexpr double nearest = 50;  // km: below it, distance no longer matters
    const auto n = Eigen::Index(territories.size());
    Eigen::MatrixXd weights(n, n);
    for (Eigen::Index a = 0; a < n; ++a)
        for (Eigen::Index b = 0; b < n; ++b)
            weights(a, b) =
                territories.population[std::size_t(b)] / (nearest + territories.distance(a, b));
    return weights;
}

/// Numbers of acquaintances drawn from a table of how often they occur.
std::vector<std::uint32_t> given_degrees(const World& world, const sim::Table& table) {
    const auto degree = table.numbers("degree");
    const auto share = table.numbers("share");
    std::vector<double> up_to(table.n_rows());
    double sum = 0;
    for (std::size_t row = 0; row < up_to.size(); ++row) {
        if (!(degree[row] >= 0 && degree[row] < world.persons.size) ||
            degree[row] != std::floor(degree[row]) || !(share[row] >= 0 && share[row] <= 1))
            throw sim::InputError(sim::text(table.place(row), ": degree = ", degree[row],
                                            ", share = ", share[row],
                                            "; allowed are whole numbers below the ",
                                            world.persons.size, " persons and shares in [0, 1]"));
        up_to[row] = sum += share[row];
    }
    if (!(std::abs(sum - 1) < 1e-6))
        throw sim::InputError(
            sim::text(table.source(), ": the shares of degrees add up to ", sum, ", not to 1"));
    const sim::Stream luck(world.run, "acquaintance.degree", 0);
    std::vector<std::uint32_t> degrees(world.persons.size);
    for (PersonId p = 0; p < world.persons.size; ++p) {
        const auto row =
            std::size_t(std::ranges::lower_bound(up_to, luck.uniform(p)) - up_to.begin());
        degrees[p] = static_cast<std::uint32_t>(degree[std::min(row, up_to.size() - 1)]);
    }
    return degrees;
}

sim::Network configured(const World& world, const sim::Values& values, const sim::Stream& luck) {
    std::vector<std::uint32_t> wanted;
    if (values[degrees].n_rows() > 0)
        wanted = given_degrees(world, values[degrees]);
    else
        std::ranges::copy(wanted_degrees(world, values), std::back_inserter(wanted));
    // Where the sum is odd, the wish of one person for one tie has no partner.
    if (std::accumulate(wanted.begin(), wanted.end(), std::uint64_t{0}) % 2 != 0)
        --*std::ranges::find_if(wanted, [](std::uint32_t degree) { return degree > 0; });
    return sim::configuration_model(wanted, luck);
}

/// Every pair within a territory has the same chance, every other pair another one.
sim::Network regions(const World& world, const sim::Values& values, const sim::Stream& luck) {
    const auto& begin = world.persons.territory_begin;
    const double n = world.persons.size;
    std::vector<std::uint32_t> sizes;
    double within = 0;  // pairs
    for (std::size_t t = 0; t + 1 < begin.size(); ++t) {
        sizes.push_back(begin[t + 1] - begin[t]);
        within += 0.5 * sizes.back() * (sizes.back() - 1.0);
    }
    const auto chance = [](std::string_view where, double n_ties, double n_pairs) {
        if (n_ties > n_pairs)
            throw sim::InputError(sim::text("acquaintance.mean_degree and .inside_share ask for ",
                                            n_ties, " ties ", where, " territories; there are ",
                                            n_pairs, " pairs of persons"));
        return n_ties > 0 ? n_ties / n_pairs : 0;
    };
    const double n_ties = values[mean_degree] * n / 2, inside = values[inside_share];
    const auto n_blocks = Eigen::Index(sizes.size());
    Eigen::MatrixXd chances = Eigen::MatrixXd::Constant(
        n_blocks, n_blocks, chance("between", n_ties * (1 - inside), n * (n - 1) / 2 - within));
    chances.diagonal().setConstant(chance("within", n_ties * inside, within));
    return sim::stochastic_block(sizes, chances, luck);
}

/// The mean degree where it is a building block. @throws InputError unless whole
std::uint32_t whole_degree(const sim::Values& values, std::uint32_t multiple_of) {
    const double degree = values[mean_degree];
    if (!(degree > 0) || std::fmod(degree, multiple_of) != 0)
        throw sim::InputError(sim::text("acquaintance.mean_degree = ", degree,
                                        "; allowed are multiples of ", multiple_of, " from ",
                                        multiple_of));
    return static_cast<std::uint32_t>(degree);
}

/// Rows of a square of all persons. @throws InputError if they do not fill one
std::uint32_t side(std::uint32_t n) {
    const auto rows = static_cast<std::uint32_t>(std::lround(std::sqrt(double(n))));
    if (std::uint64_t{rows} * rows != n)
        throw sim::InputError(sim::text(n,
                                        " persons do not fill a square; the nearest that does is ",
                                        rows, " × ", rows, " = ", std::uint64_t{rows} * rows));
    return rows;
}

/// Each swap exchanges the ends of two ties.
sim::Network torus(std::uint32_t n, double share, const sim::Stream& luck) {
    const std::uint32_t rows = side(n);
    const sim::Network lattice = sim::moore_torus(rows, rows);
    const double n_swaps = share * double(lattice.n_ties()) / 2;
    return n_swaps > 0 ? sim::swap_ties(lattice, std::uint64_t(std::llround(n_swaps)), luck)
                       : lattice;
}

sim::Network tree(std::uint32_t n, const sim::Values& values) {
    const auto below = static_cast<std::uint32_t>(values[branching]);
    const auto below_root = static_cast<std::uint32_t>(values[root_branching]);
    return sim::tree(n, below_root > 0 ? below_root : below, below);
}

sim::Network small_world(const World& world, const sim::Values& values, const sim::Stream& luck) {
    return sim::spatial_small_world({.territory = world.persons.territory,
                                     .degree = wanted_degrees(world, values),
                                     .inside_share = values[inside_share],
                                     .long_share = values[long_share],
                                     .attraction = attraction(world.territories)},
                                    luck);
}

sim::Network generated(const World& world, const sim::Values& values) {
    const std::uint32_t n = world.persons.size;
    const sim::Stream luck(world.run, name, 0);
    switch (static_cast<Kind>(values[kind])) {
    case Kind::small_world:
        return small_world(world, values, luck);
    case Kind::random:
        return sim::erdos_renyi(n, values[mean_degree], luck);
    case Kind::complete:
        return sim::complete(n);
    case Kind::none:
        break;
    case Kind::ring:
        return sim::watts_strogatz(n, whole_degree(values, 2), values[rewiring], luck);
    case Kind::torus:
        return torus(n, values[rewiring], luck);
    case Kind::scale_free:
        return sim::barabasi_albert(n, whole_degree(values, 2) / 2, luck);
    case Kind::star:
        return sim::star(n);
    case Kind::tree:
        return tree(n, values);
    case Kind::line:
        return sim::line(n);
    case Kind::grid:
        return sim::baran_grid(side(n), side(n), static_cast<sim::Redundancy>(values[redundancy]));
    case Kind::regions:
        return regions(world, values, luck);
    case Kind::configuration:
        return configured(world, values, luck);
    }
    return sim::Network::from_ties(n, {});
}

void measure(World& world) {
    const sim::Network& network = world.acquaintance;
    const double n = network.n_nodes();
    auto& of_degree = world.acquaintance_degrees;
    auto& out = world.acquaintance_measures;
    const auto at = [&](NetworkMeasure m) -> double& { return out[index(m)]; };
    const double mean = at(NetworkMeasure::mean_degree) = 2 * double(network.n_ties()) / n;
    for (PersonId p = 0; p < network.n_nodes(); ++p) {
        const double degree = network.degree(p);
        of_degree[std::min<std::size_t>(network.degree(p), of_degree.size() - 1)] += 1;
        at(NetworkMeasure::degree_variance) += (degree - mean) * (degree - mean) / n;
    }
    const sim::Paths paths = sim::paths(network, sim::spread_nodes(network, 1000));
    at(NetworkMeasure::clustering) = sim::clustering(network);
    at(NetworkMeasure::transitivity) = sim::transitivity(network);
    at(NetworkMeasure::mean_path) = paths.mean();
    at(NetworkMeasure::diameter) = paths.longest;
    at(NetworkMeasure::giant_share) = sim::giant_share(network);
    at(NetworkMeasure::centralization) = sim::degree_centralization(network);
    for (const sim::Tie tie : network.ties())
        at(NetworkMeasure::inside_share) +=
            world.persons.territory[tie.a] == world.persons.territory[tie.b];
    at(NetworkMeasure::inside_share) /= std::max(double(network.n_ties()), 1.0);
}

}  // namespace

sim::Section section() {
    return {.name = std::string(name),
            .summary = "Who knows whom.",
            .parameters = {kind, ties, mean_degree, degree_spread, inside_share, long_share,
                           rewiring, branching, root_branching, redundancy, degrees, measured},
            .can_be_off = false};
}

void tie(World& world, const sim::Scenario& scenario) {
    Persons& persons = world.persons;
    const sim::Values& values = scenario.values();
    if (values[ties].n_rows() > 0)
        world.acquaintance = given(world, values[ties]);
    else
        world.acquaintance = sim::located(scenario.place_of(kind.key), [&] {
            return sim::located(sim::text(kind.key, " = ", sim::shown(values.at(kind.key))),
                                [&] { return generated(world, values); });
        });
    if (values[measured])
        measure(world);
    persons.contacts.resize(persons.size);
    for (PersonId p = 0; p < persons.size; ++p)
        persons.contacts[p] =
            static_cast<std::uint16_t>(std::min(world.acquaintance.degree(p), 65535u));
}

}  // namespace models::acquaintance
