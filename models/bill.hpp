#pragma once

#include <models/world.hpp>
#include <sim/parameter.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

/// Bill of materials: what one unit takes, by product and process, with the worst design and with
/// the best.
namespace models::bill {

inline constexpr std::string_view text_columns[] = {"product", "process", "material"};
inline constexpr std::string_view number_columns[] = {"worst", "best"};
inline constexpr sim::Parameter<sim::Table> list{
    .key = "production.bill",
    .columns = number_columns,
    .text_columns = text_columns,
    .initial = R"(product,process,material,worst,best
visor,printing,filament,63,16
visor,printing,sheet,624,624
visor,printing,elastic,40,40
visor,laser,sheet,732,732
visor,laser,elastic,40,40
gown,sewing,textile,20000,20000
gown,sewing,elastic,40,40
)",
    .meaning =
        "Material in one unit, in whole g (filament), cm2 (sheet, textile) or cm (elastic): "
        "with a design of score 0 (worst) and of score 1 (best). Small firms bring their own.",
    .source =
        "D1, D6, D9 (filament: 32 g halfway); D17 (35 visors from a sheet of 1.25 m x 2.05 m, "
        "also an assumption); D27 (about 2 m2 and 2 x 20 cm a gown); one A4 page of sheet on a "
        "printed visor and its elastic: assumption"};

/// Small units of each material in one unit of every process, with the worst and the best design.
struct Amounts {
    Bill worst{}, best{};
};
using AmountsByProcess = std::array<Amounts, processes.size()>;

/// @throws InputError with its place if a row names what does not exist, a product by a process
/// that does not make it, an amount that is not a whole number >= 0, or stands there twice
AmountsByProcess read(const sim::Table& table);

/// How many of the wanted units the material at hand allows. Mostly all, which takes no division.
template <class Columns>
std::int64_t allows(const Bill& bill, const Columns& material, std::size_t owner,
                    std::int64_t wanted) {
    std::int64_t units = wanted;
    for (std::size_t m = 0; m < n_materials; ++m)
        if (bill[m] > 0 && material[m][owner] < bill[m] * units)
            units = material[m][owner] / bill[m];
    return units;
}

}  // namespace models::bill
