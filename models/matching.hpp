#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Matching without a price: orders meet stock through three channels.
///
/// Rule    an order of a product meets units that make it and may give it. Acquaintance: the makers
///         whom the requester knows give what they have. Social network: each unit with stock
///         offers it once a day to one open order of its territory, at random; several may meet the
///         same order, and what is then too much is a useless offer (Butters 1977,
///         doi:10.2307/2297090). Platform: the coordinators of a territory handle its orders in the
///         order of the rule, as many as their hours allow, from the stock there; what they cannot
///         serve goes on to those of the country, who take the nearest stock. A coordinator sees
///         the stock of units that ties lead to, and stays with an order until it is done. Where
///         nobody coordinates, an order is passed from unit to unit, a few steps a day, and is lost
///         after too many; sometimes who passes it on keeps a copy, and it may be served twice. An
///         order is given up when it waited too long or nothing is lacking any more.
/// Reads   orders, latent need, stock, coordination
/// Writes  orders, shipments, stock, hours asked of coordinators
/// Draws   per unit: which order it offers to; per order and coordinator: the time it takes, where
///         that varies; per order and step: whom it is passed on to, whether
///         a copy is kept
namespace models::matching {

inline constexpr std::string_view name = "matching";

inline constexpr std::string_view rules[] = {"first come", "carers first", "need first",
                                             "nearest first"};
enum class Rule : std::size_t { first_come, carers_first, need_first, nearest_first };

inline constexpr sim::Parameter<sim::Choice> rule{.key = "matching.rule",
                                                  .options = rules,
                                                  .initial = "first come",
                                                  .meaning =
                                                      "Which order a coordinator handles first.",
                                                  .source = "F65"};
inline constexpr sim::Parameter<std::int64_t> max_hops{
    .key = "matching.max_hops",
    .unit = "step",
    .range = {0, 200},
    .initial = 12,
    .meaning = "Steps after which an order passed from unit to unit is lost.",
    .source = "assumption"};
inline constexpr sim::Parameter<std::int64_t> hops_per_day{
    .key = "matching.hops_per_day",
    .unit = "step/day",
    .range = {1, 200},
    .initial = 3,
    .meaning = "Steps that an order passed from unit to unit makes a day.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> doubling{
    .key = "matching.doubling",
    .unit = "probability",
    .range = {0.0, 1.0},
    .initial = 0.02,
    .meaning = "Chance at each step that the unit which passes an order on keeps a copy of it.",
    .source = "assumption"};
inline constexpr sim::Parameter<std::int64_t> give_up{
    .key = "matching.give_up",
    .unit = "day",
    .range = {1, 1000},
    .initial = 30,
    .meaning = "Days after which a requester gives an order up.",
    .source = "assumption"};

/// Strikes what is open of an order: it is lost, or given up.
void cancel(World& world, Order& order);

void step(World& world, const sim::Values& values, const sim::Today& today);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Orders meet stock: by acquaintance, in groups, on platforms.",
    .parameters = {rule, max_hops, hops_per_day, doubling, give_up},
    .step = step};

}  // namespace models::matching
