#pragma once

#include <models/names.hpp>
#include <sim/parameter.hpp>
#include <sim/values.hpp>

#include <array>
#include <cmath>

/// Bill of materials: what one unit takes, by process.
namespace models::bill {

constexpr sim::Parameter<std::int64_t> takes(std::string_view key, std::string_view unit,
                                             std::int64_t initial, std::string_view meaning,
                                             std::string_view source) {
    return {.key = key,
            .unit = unit,
            .range = {0, 100000},
            .initial = initial,
            .meaning = meaning,
            .source = source};
}
inline constexpr auto filament = takes("production.filament_per_unit", "g", 32,
                                       "Filament in a printed frame.", "D1, D9 (D6: 12 to 63)");
inline constexpr auto screen = takes("production.sheet_per_print", "cm2", 624,
                                     "Clear sheet on a printed frame: one A4 page.", "assumption");
inline constexpr auto cut =
    takes("production.sheet_per_cut", "cm2", 732, "Sheet in a laser-cut visor.",
          "D17: 35 from a sheet, taken as 1.25 m x 2.05 m");
inline constexpr auto elastic =
    takes("production.elastic_per_unit", "cm", 40, "Elastic of a visor.", "assumption; D27");

/// Small units of each material in one visor.
using Bill = std::array<std::int64_t, n_materials>;

/// Small firms bring their own material.
inline Bill of(Process process, const sim::Values& values) {
    switch (process) {
    case Process::printing:
        return {values[filament], values[screen], values[elastic], 0};
    case Process::laser:
        return {0, values[cut], values[elastic], 0};
    case Process::sewing:
    case Process::small_firm:
        return {};
    }
    return {};
}

/// How many units the material at hand allows.
template <class Columns>
std::int64_t allows(const Bill& bill, const Columns& material, std::size_t owner) {
    std::int64_t units = INT64_MAX;
    for (std::size_t m = 0; m < n_materials; ++m)
        if (bill[m] > 0)
            units = std::min(units, material[m][owner] / bill[m]);
    return units;
}

}  // namespace models::bill
