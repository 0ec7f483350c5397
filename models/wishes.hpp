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
/// Who does the same stands together, so that loops pass over those who need nothing of a material.
struct Wishes {
    using ByProcess = std::array<std::size_t, processes.size()>;
    using Needs = std::array<std::array<bool, n_materials>, processes.size()>;

    std::vector<UnitId> unit;                       ///< in the order of their processes
    std::array<std::size_t, n_materials> first{};   ///< that needs a material
    std::array<std::size_t, n_materials> behind{};  ///< the last of them
    Column units;   ///< for which they want material; need not be whole
    Columns bill;   ///< of all; the other columns of a material only of those who may need it
    Columns there;  ///< at home, reserved or bought
    Columns asked;  ///< for the moment; then the part that is offered
    Column sets;    ///< units that the material of the moment allows
    std::optional<std::size_t> pool;                        ///< whose pot pays
    Column granted;                                         ///< cents at list price that it covers
    std::array<std::vector<double>, n_materials> reserved;  ///< of donations; empty without any

    /// For so many of each process, who need what; their columns are not filled.
    Wishes(const ByProcess& n_buyers, const Needs& needs);
    std::size_t size() const { return unit.size(); }

  private:
    std::unique_ptr<double[]> memory_;  ///< of all columns; not filled with zeros in vain
};

/// What all want, by territory.
std::vector<Wishes> wishes_of(const World& world, const sim::Values& values,
                              const std::vector<Buyer>& buyers);

/// Calls visit(place) for all who may need a material.
template <class Visit>
void for_each_in_need(const Wishes& w, std::size_t m, Visit visit) {
    for (std::size_t i = w.first[m]; i < w.behind[m]; ++i)
        visit(i);
}

/// Calls visit(material, place) for all who may need it.
template <class Visit>
void for_each_need(const Wishes& w, Visit visit) {
    for (std::size_t m = 0; m < n_materials; ++m)
        for_each_in_need(w, m, [&](std::size_t i) { visit(m, i); });
}

/// Lacking of a material for so many units.
inline double missing(double units, double bill, double there) {
    // A little more than nothing: three quarters of 40 cm are 30, not 29.
    return std::max(0.0, std::floor(units * bill + 1e-6) - there);
}

inline void ask(Wishes& w, Column units) {
    for_each_need(w, [&](std::size_t m, std::size_t i) {
        w.asked[m][i] = missing(units[i], w.bill[m][i], w.there[m][i]);
    });
}

/// What is asked for of a material by those who may need it.
inline Column asked(const Wishes& w, std::size_t m) {
    return w.asked[m].subspan(w.first[m], w.behind[m] - w.first[m]);
}

/// Of whole numbers, which add up to the same in any order: four sums side by side do not wait for
/// each other.
double total(Column amounts);

inline Amounts total_asked(const Wishes& w) {
    Amounts sum{};
    for (std::size_t m = 0; m < n_materials; ++m)
        sum[m] = total(asked(w, m));
    return sum;
}

/// Leaves everybody the part that rationed() gives.
inline void ration(Column asked, double all, double stock) {
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

/// The sets for which they want material, before any of it limits them.
inline void allow_all(Wishes& w) { std::copy(w.units.begin(), w.units.end(), w.sets.begin()); }

/// Cuts the sets down to what there is of a material, were there more(place) of it.
template <class More>
void limit(Wishes& w, std::size_t m, More more) {
    for_each_in_need(w, m, [&](std::size_t i) {
        w.sets[i] = std::min(w.sets[i], (w.there[m][i] + more(i)) / w.bill[m][i]);
    });
}

}  // namespace models::purchase
