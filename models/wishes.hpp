#pragma once

#include <models/purchase.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

/// What buyers want, as purchase and its rounds reckon with it.
namespace models::purchase {

/// Of each material, in whole small units.
using Amounts = std::array<double, n_materials>;
using Column = std::span<double>;
using Columns = std::array<Column, n_materials>;

/// There is no end of what somebody does not need: so nobody ever lacks it.
inline constexpr double endless = std::numeric_limits<double>::infinity();

/// What the buyers of a territory want to make, and what they are to have of each material for
/// that. Columns of doubles, which are exact up to 2^53, since loops over them become vector code.
struct Wishes {
    std::vector<UnitId> unit;
    Column units;  ///< for which they want material; need not be whole
    Columns bill;
    Columns there;                    ///< at home, reserved or bought
    Columns asked;                    ///< for the moment; then the part that is offered
    std::optional<std::size_t> pool;  ///< whose pot pays
    Column granted;                   ///< cents at list price that it covers
    std::array<std::vector<double>, n_materials> reserved;  ///< of donations; empty without any

    explicit Wishes(std::size_t n) : memory_(new double[(3 * n_materials + 2) * n]) {
        unit.reserve(n);
        double* next = memory_.get();
        const auto lay = [&](Column& column) {
            column = {next, n};
            next += n;
        };
        for (Columns* columns : {&bill, &there, &asked})
            std::for_each(columns->begin(), columns->end(), lay);
        lay(units);
        lay(granted);
        std::fill(granted.begin(), granted.end(), 0.0);
    }
    std::size_t size() const { return unit.size(); }

  private:
    std::unique_ptr<double[]> memory_;  ///< of all columns; not filled with zeros in vain
};

/// Lacking of a material for so many units.
inline double missing(double units, double bill, double there) {
    // A little more than nothing: three quarters of 40 cm are 30, not 29.
    return std::max(0.0, std::floor(units * bill + 1e-6) - there);
}

inline void ask(Wishes& w, std::span<const double> units) {
    for (std::size_t m = 0; m < n_materials; ++m)
        for (std::size_t i = 0; i < w.size(); ++i)
            w.asked[m][i] = missing(units[i], w.bill[m][i], w.there[m][i]);
}

/// What stands at a place of the columns.
inline Amounts at(const Columns& columns, std::size_t i) {
    Amounts amounts;
    for (std::size_t m = 0; m < n_materials; ++m)
        amounts[m] = columns[m][i];
    return amounts;
}

inline Amounts total(const Columns& columns) {
    Amounts sum{};
    for (std::size_t i = 0; i < columns[0].size(); ++i)
        for (std::size_t m = 0; m < n_materials; ++m)
            sum[m] += columns[m][i];
    return sum;
}

/// Leaves everybody the part that rationed() gives.
inline void ration(std::span<double> asked, double all, double stock) {
    if (all <= stock)
        return;
    // A quotient of whole numbers below 2^53 never rounds up to a whole number.
    if (all * stock < 0x1p53)
        for (double& amount : asked)
            amount = std::floor(amount * stock / all);
    else
        for (double& amount : asked)
            amount = double(rationed(std::int64_t(amount), std::int64_t(all), std::int64_t(stock)));
}

/// Units for which there is enough of everything, were there `more(material, place)` of each.
template <class More>
std::vector<double> sets(const Wishes& w, More more) {
    std::vector<double> most(w.units.begin(), w.units.end());
    for (std::size_t m = 0; m < n_materials; ++m)
        for (std::size_t i = 0; i < w.size(); ++i)
            most[i] = std::min(most[i], (w.there[m][i] + more(m, i)) / w.bill[m][i]);
    return most;
}

}  // namespace models::purchase
