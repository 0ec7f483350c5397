#pragma once

#include <models/bill.hpp>
#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Supply: makers and labs buy material from the suppliers of their territory, who ration it.
///
/// Rule    who has less than some days' material at hand asks for it, as far as the money goes. A
///         supplier who has less than is asked gives everybody the same share, rounded down. In the
///         evening each supplier orders back up to its base stock, as far as its own sources give,
///         and receives it some days later.
/// Reads   capacity of printers and machines, money
/// Writes  material at home, in places and at suppliers; money spent; who is no longer idle
/// Draws   none
namespace models::supply {

inline constexpr std::string_view name = "supply";

/// Base stock of a supplier for 100,000 inhabitants, in the material's shop unit.
constexpr sim::Parameter<double> base_stock(std::string_view key, std::string_view unit,
                                            double initial, std::string_view meaning) {
    return {.key = key,
            .unit = unit,
            .range = {0.0, 1e6},
            .initial = initial,
            .meaning = meaning,
            .source = "assumption",
            .fixed = true};
}
inline constexpr std::array base{base_stock("supply.filament_base", "kg per 100,000", 8.0,
                                            "Filament on local sale in normal times."),
                                 base_stock("supply.sheet_base", "m2 per 100,000", 12.0,
                                            "Clear plastic sheet on local sale in normal times."),
                                 base_stock("supply.elastic_base", "m per 100,000", 80.0,
                                            "Elastic on local sale in normal times."),
                                 base_stock("supply.textile_base", "m2 per 100,000", 200.0,
                                            "Textile on local sale in normal times.")};

/// Share of the base stock that suppliers can order a day: falls in a shortage.
constexpr sim::Parameter<double> refill_share(std::string_view key, std::string_view meaning) {
    return {.key = key,
            .unit = "1/day",
            .range = {0.0, 10.0},
            .initial = 0.2,
            .meaning = meaning,
            .source = "assumption; F13, D25"};
}
inline constexpr std::array refill{
    refill_share("supply.filament_refill",
                 "Share of the base stock of filament that can be ordered a day."),
    refill_share("supply.sheet_refill",
                 "Share of the base stock of sheet that can be ordered a day."),
    refill_share("supply.elastic_refill",
                 "Share of the base stock of elastic that can be ordered a day."),
    refill_share("supply.textile_refill",
                 "Share of the base stock of textile that can be ordered a day.")};

constexpr sim::Parameter<double> price_of(std::string_view key, std::string_view unit,
                                          double initial, std::string_view meaning,
                                          std::string_view source) {
    return {.key = key,
            .unit = unit,
            .range = {0.0, 1000.0},
            .initial = initial,
            .meaning = meaning,
            .source = source};
}
inline constexpr std::array price{
    price_of("supply.filament_price", "EUR/kg", 20.0, "Price of filament.", "D10"),
    price_of("supply.sheet_price", "EUR/m2", 5.0, "Price of clear sheet.", "assumption; D25"),
    price_of("supply.elastic_price", "EUR/m", 0.3, "Price of elastic.", "assumption"),
    price_of("supply.textile_price", "EUR/m2", 2.0, "Price of textile.", "assumption; D22")};

inline constexpr sim::Parameter<std::int64_t> lead_time{
    .key = "supply.lead_time",
    .unit = "day",
    .range = {1, 60},
    .initial = 5,
    .meaning = "Days from a supplier's order to its arrival.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> at_hand{
    .key = "supply.at_hand",
    .unit = "day",
    .range = {0.0, 60.0},
    .initial = 4.0,
    .meaning = "Days of work for which makers like to have material at hand.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> home_stock{
    .key = "supply.home_stock",
    .unit = "unit",
    .range = {0.0, 1000.0},
    .initial = 20.0,
    .meaning =
        "Units for which a maker has filament at home on the first day; half as much of the rest.",
    .source = "assumption",
    .fixed = true};
inline constexpr sim::Parameter<double> lab_cash{
    .key = "supply.lab_cash",
    .unit = "EUR",
    .range = {0.0, 1e6},
    .initial = 600.0,
    .meaning = "Money that a lab can spend on material from its own means.",
    .source = "assumption; F19, F20",
    .fixed = true};
inline constexpr sim::Parameter<double> support{
    .key = "supply.support",
    .unit = "EUR/day",
    .range = {0.0, 1e6},
    .initial = 0.0,
    .meaning = "Gifts, patrons and public money that reach labs and makers, whole country, a day.",
    .source = "assumption; F20-F22, F26, F42"};

/// Whole small units of a material in one shop unit: g in a kg, cm2 in a m2, cm in a
/// m.
inline constexpr std::array<double, n_materials> small_units{1000.0, 10000.0, 100.0, 10000.0};

/// What one gets of `asked` where all ask for `total` and there is `stock`.
constexpr std::int64_t rationed(std::int64_t asked, std::int64_t total, std::int64_t stock) {
    return total <= stock ? asked : asked * stock / total;
}

void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Material is bought, rationed, reordered; money is limited.",
    .parameters = {base[0], base[1], base[2], base[3], refill[0], refill[1], refill[2], refill[3],
                   price[0], price[1], price[2], price[3], lead_time, at_hand, home_stock, lab_cash,
                   support},
    .step = step};

}  // namespace models::supply
