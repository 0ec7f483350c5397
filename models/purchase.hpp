#pragma once

#include <models/bill.hpp>
#include <models/world.hpp>
#include <sim/values.hpp>

#include <array>
#include <vector>

/// Purchase: what makers and labs buy today, who gets how much of it, and who pays.
///
/// Rule    who has less than some days' material for its own process asks for it. Everybody's part
/// of
///         what was donated in the territory is reserved for her and free. The rest is cut down to
///         the money: from the pot of those who pool for the buyer, every purchase gets the same
///         share; then comes the buyer's own. A supplier who has less than is asked for offers
///         everybody the same share. Nobody takes more of any material, bought or given, than goes
///         with the scarcest: sets for the same number of units, which need not be whole; and who
///         finds nothing of one material asks for no other. What is left is offered once more.
///         Shares are rounded down, payments to the nearest cent. Pots buy in bulk at a discount:
///         all of it in a pot of the whole country, half of it in a territory's.
namespace models::purchase {

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

inline constexpr sim::Parameter<double> at_hand{
    .key = "supply.at_hand",
    .unit = "day",
    .range = {0.0, 1000.0},
    .initial = 4.0,
    .meaning = "Days of work for which makers like to have material at hand.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> bulk_discount{
    .key = "supply.bulk_discount",
    .unit = "share",
    .range = {0.0, 0.9},
    .initial = 0.1,
    .meaning =
        "By how much the pot of the whole country buys cheaper; a territory's by half of it.",
    .source = "assumption; D21, D23: volume lowers prices"};

/// What one gets of `asked` where all ask for `total` and there is `stock`; rounded down.
constexpr std::int64_t rationed(std::int64_t asked, std::int64_t total, std::int64_t stock) {
    if (total <= stock)
        return asked;
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(asked, stock, &product))
        return product / total;
    __extension__ using Wide = __int128;
    return static_cast<std::int64_t>(Wide{asked} * stock / total);
}

/// Calls visit(unit) for everybody who works and makes things of bought material, in order.
/// Small firms bring their own. Columns of persons as in for_each_at_work().
template <class Visit, class... Columns>
void for_each_buyer(const World& world, Visit visit, const Columns&... columns) {
    const auto if_maker = [&](PersonId p) {
        if (world.persons.machines[p] > 0)
            visit(UnitId{p});
    };
    for_each_at_work(world.persons, if_maker, columns...);
    const Places& places = world.places;
    for (std::uint32_t i = 0; i < places.size; ++i)
        if (places.phase[i] == Places::Phase::producing && places.process[i] != Process::small_firm)
            visit(UnitId{world.persons.size + i});
}

/// Somebody who makes things of bought material, and how much of them.
struct Buyer {
    UnitId unit;
    TerritoryId territory;
    Process process;
    const Bill* bill;
    double units_a_day;
};
std::vector<Buyer> buyers(const World& world, const sim::Values& values);

void buy(World& world, const sim::Values& values, const std::vector<Buyer>& buyers);

}  // namespace models::purchase
