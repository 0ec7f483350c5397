#pragma once

#include <models/acquaintance.hpp>
#include <models/day.hpp>
#include <models/population.hpp>
#include <sim/random_graph.hpp>
#include <sim/scenario_file.hpp>

#include <cstdint>
#include <memory>
#include <vector>

/// The common kernel on n persons: G(n, 5n ties) and thresholds uniform in [0.05, 0.5], as arrays.
inline sim::Scenario kernel(std::uint32_t n) {
    const sim::Stream luck({.seed = 1, .replicate = 0}, "bench.kernel", 0);
    std::vector<double> a, b, threshold(n);
    for (const sim::Tie& tie : sim::erdos_renyi_ties(n, 5ull * n, luck).ties()) {
        a.push_back(tie.a);
        b.push_back(tie.b);
    }
    for (std::uint32_t p = 0; p < n; ++p)
        threshold[p] = 0.05 + 0.45 * luck.uniform(p, 1);
    const auto table = [](std::vector<std::string> names,
                          std::vector<std::vector<double>> columns) {
        return std::make_shared<const sim::Table>(
            sim::Table::from_columns(std::move(names), std::move(columns), "bench"));
    };
    return sim::load_scenario("theory/kernel", models::catalog(), {"scenarios"})
        .with_values(
            {{std::string(models::population::size.key), std::int64_t{n}},
             {std::string(models::acquaintance::ties.key), table({"a", "b"}, {a, b})},
             {std::string(models::population::thresholds.key), table({"threshold"}, {threshold})}});
}
