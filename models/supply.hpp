#pragma once

#include <models/money.hpp>
#include <models/surplus.hpp>
#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Supply: makers and labs buy material from the suppliers of their territory, who ration it.
///
/// Rule    makers buy (models/purchase.hpp), then help each other out (models/surplus.hpp). In the
///         evening each supplier orders back up to its base stock, and more for those who asked in
///         vain if it keeps a list of them, as far as its own sources give, and receives it some
///         days later. Donated material is free and lies ready in the
///         territories until it is asked for.
/// Reads   capacity of machines, money, ties of coordination
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

inline constexpr sim::Parameter<std::int64_t> lead_time{
    .key = "supply.lead_time",
    .unit = "day",
    .range = {1, 60},
    .initial = 5,
    .meaning = "Days from a supplier's order to its arrival.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> backlog{
    .key = "supply.backlog",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.0,
    .meaning = "Share of what was asked for in vain that suppliers order beside their base stock; "
               "0: they keep no list of who waits.",
    .source = "assumption; base-stock theory has 1"};
inline constexpr sim::Parameter<double> home_stock{
    .key = "supply.home_stock",
    .unit = "unit",
    .range = {0.0, 1000.0},
    .initial = 20.0,
    .meaning =
        "Units for which a maker has filament or textile at home on the first day; half as much of "
        "the rest.",
    .source = "assumption",
    .fixed = true};
inline constexpr std::string_view stock_columns[] = {"person", "filament", "sheet", "elastic",
                                                     "textile"};
inline constexpr sim::Parameter<sim::Table> stocks{
    .key = "supply.stocks",
    .columns = stock_columns,
    .meaning = "Material at home on the first day given one by one, in whole g, cm2, cm and cm2; "
               "persons without a row have none. Then supply.home_stock does not count.",
    .source = "given by the scenario"};
inline constexpr sim::Parameter<double> offcuts{
    .key = "supply.offcuts",
    .unit = "m2/day",
    .range = {0.0, 1e5},
    .initial = 0.0,
    .meaning = "Offcuts of sheet that firms give away, whole country, a day.",
    .source = "F137; a lever"};

inline constexpr sim::Parameter<sim::Choice> given{.key = "supply.deliver.material",
                                                   .options = materials,
                                                   .initial = "filament",
                                                   .meaning = "What is given.",
                                                   .source = "D26"};
inline constexpr sim::Parameter<double> given_amount{
    .key = "supply.deliver.amount",
    .unit = "kg, m2, m or m2",
    .range = {0.0, 1e6},
    .initial = 500.0,
    .meaning = "How much of it: filament in kg, sheet in m2, elastic in m, textile in m2.",
    .source = "D26: 500 kg of filament"};
inline constexpr sim::Parameter<sim::Choice> given_to{
    .key = "supply.deliver.scope",
    .options = money::scopes,
    .initial = "national",
    .meaning = "National: to territories by who is at work there; territories: by inhabitants.",
    .source = "assumption; F113"};

void deliver(World&, const sim::Values&, const sim::Arguments&, const sim::Today&);
void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{.name = name,
                                             .summary =
                                                 "Material is bought, rationed, shared, reordered.",
                                             .parameters = {base[0],
                                                            base[1],
                                                            base[2],
                                                            base[3],
                                                            refill[0],
                                                            refill[1],
                                                            refill[2],
                                                            refill[3],
                                                            purchase::price[0],
                                                            purchase::price[1],
                                                            purchase::price[2],
                                                            purchase::price[3],
                                                            purchase::at_hand,
                                                            purchase::bulk_discount,
                                                            surplus::sharing,
                                                            surplus::kept,
                                                            lead_time,
                                                            backlog,
                                                            home_stock,
                                                            stocks,
                                                            offcuts},
                                             .acts = {{.name = "supply.deliver",
                                                       .meaning = "Material is given to makers.",
                                                       .arguments = {given, given_amount, given_to},
                                                       .apply = deliver}},
                                             .step = step};

}  // namespace models::supply
