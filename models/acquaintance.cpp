#include <models/acquaintance.hpp>

#include <sim/distributions.hpp>
#include <sim/error.hpp>
#include <sim/math.hpp>
#include <sim/random_graph.hpp>
#include <sim/spatial_small_world.hpp>
#include <sim/topology.hpp>

#include <algorithm>

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
    for (PersonId p = 0; p < world.persons.size; ++p) {
        const double wanted =
            spread > 0 && median > 0 ? sim::lognormal(luck.uniform(p, 0), median, spread) : median;
        degrees[p] = static_cast<std::uint16_t>(
            sim::stochastic_round(luck.uniform(p, 1), std::min(most, wanted)));
    }
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

}  // namespace

sim::Section section() {
    return {.name = std::string(name),
            .summary = "Who knows whom.",
            .parameters = {kind, ties, mean_degree, degree_spread, inside_share, long_share},
            .can_be_off = false};
}

void tie(World& world, const sim::Values& values) {
    Persons& persons = world.persons;
    const sim::Stream luck(world.run, name, 0);
    if (values[ties].n_rows() > 0) {
        world.acquaintance = given(world, values[ties]);
    } else {
        switch (static_cast<Kind>(values[kind])) {
        case Kind::small_world:
            world.acquaintance =
                sim::spatial_small_world({.territory = persons.territory,
                                          .degree = wanted_degrees(world, values),
                                          .inside_share = values[inside_share],
                                          .long_share = values[long_share],
                                          .attraction = attraction(world.territories)},
                                         luck);
            break;
        case Kind::random:
            world.acquaintance = sim::erdos_renyi(persons.size, values[mean_degree], luck);
            break;
        case Kind::complete:
            world.acquaintance = sim::complete(persons.size);
            break;
        case Kind::none:
            world.acquaintance = sim::Network::from_ties(persons.size, {});
            break;
        }
    }
    persons.contacts.resize(persons.size);
    for (PersonId p = 0; p < persons.size; ++p)
        persons.contacts[p] =
            static_cast<std::uint16_t>(std::min(world.acquaintance.degree(p), 65535u));
}

}  // namespace models::acquaintance
