#pragma once

#include <models/observables.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

/// How series are read off the world: the parts of the list of observables, and what they share.
namespace models::observing {

using sim::Timing;
using Out = std::span<double>;

std::vector<Observable> of_people();      ///< what they do, know, feel
std::vector<Observable> of_goods();       ///< made, delivered, wanted, ordered
std::vector<Observable> of_means();       ///< material, money, hours
std::vector<Observable> of_structures();  ///< collectives, places, designs, networks

inline void copy(const Counts& counts, Out out) {
    std::transform(counts.data(), counts.data() + counts.size(), out.begin(),
                   [](std::int64_t count) { return static_cast<double>(count); });
}

inline void copy(const Eigen::ArrayXd& sums, Out out) {
    std::copy(sums.data(), sums.data() + sums.size(), out.begin());
}

/// Adds up a column of those who are numbered by territory.
template <class Column>
void add_up(const Column& column, const std::vector<std::uint32_t>& territory_begin, Out out) {
    for (std::size_t t = 0; t < out.size() && !column.empty(); ++t)
        out[t] += static_cast<double>(std::accumulate(column.begin() + territory_begin[t],
                                                      column.begin() + territory_begin[t + 1],
                                                      std::uint64_t{0}));
}

/// Where the count of a product in a territory stands.
inline std::size_t cell(std::size_t territory, Product product) {
    return territory * n_products + index(product);
}

/// Of units in use, and of units wanted and not held: [territory, product].
void units_held(const World& world, Out out);
void need_latent(const World& world, Out out);

}  // namespace models::observing
