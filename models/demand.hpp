#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Demand: requesters learn that makers offer equipment, and then order.
///
/// Rule    a requester learns of the offer from makers it knows, from the press, from a platform,
///         or from colleagues who were served; hardly ever by itself. One who knows and lacks a
///         product orders, by the order size of its segment, at most what it lacks and has not yet
///         ordered; less often the more useless offers reach those who know. Orders from outside
///         come at random, whatever anybody knows.
/// Reads   latent need, ties to makers, press, open channels, deliveries and offers of yesterday
/// Writes  requesters.knows, requesters.expected, orders
/// Draws   per territory: how many orders from outside, for each its requester, channel and size;
///         per requester: one word for hearing or ordering, whatever the product, then for each
///         order its channel and size; per territory: how many colleagues hear of deliveries, and
///         for each who
namespace models::demand {

inline constexpr std::string_view name = "demand";

constexpr sim::Parameter<double> chance(std::string_view key, double initial,
                                        std::string_view meaning, std::string_view source) {
    return {.key = key,
            .unit = "1/day",
            .range = {0.0, 1.0},
            .initial = initial,
            .meaning = meaning,
            .source = source};
}
inline constexpr auto by_tie =
    chance("demand.by_tie", 0.3, "Chance to learn of the offer from a maker it knows who works.",
           "assumption; F17, F62");
inline constexpr auto by_press =
    chance("demand.by_press", 0.03, "Chance to learn from the press at full attention.",
           "assumption; F61");
inline constexpr auto by_platform = chance(
    "demand.by_platform", 0.02, "Chance to learn from an open platform.", "assumption; F32, E16");
inline constexpr auto by_itself =
    chance("demand.by_itself", 0.0002, "Chance to think of makers by itself.", "F60; assumption");
inline constexpr auto order_rate = chance(
    "demand.order_rate", 0.2, "Chance that one who knows and lacks orders on a day.", "assumption");
inline constexpr sim::Parameter<double> outside{
    .key = "demand.outside",
    .unit = "order/day",
    .range = {0.0, 1e6},
    .initial = 0.0,
    .meaning =
        "Orders of visors that come each day whatever is known of the offer (Poisson), whole "
        "country; who lacks none orders none.",
    .source = "assumption; Erlang 1917: arrivals from a large population"};
inline constexpr sim::Parameter<double> burden{
    .key = "demand.burden",
    .unit = "1",
    .range = {0.0, 1000.0},
    .initial = 1.0,
    .meaning = "How useless offers tire requesters: with one a day for each requester who knows, "
               "chances to order are divided by 1 + this.",
    .source = "assumption; F9, F12"};
inline constexpr sim::Parameter<double> induced{
    .key = "demand.induced",
    .unit = "requester/delivery",
    .range = {0.0, 0.95},
    .initial = 0.3,
    .meaning = "Requesters nearby who learn of the offer from one delivery, on average.",
    .source = "assumption; F59"};
inline constexpr sim::Parameter<double> gowns{
    .key = "demand.gowns",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.0,
    .meaning = "How readily carers order gowns, where 1 is as readily as visors; 0: not yet.",
    .source = "B15: a dated event; the size is an assumption"};
inline constexpr sim::Parameter<bool> social_networks{
    .key = "demand.social_networks",
    .initial = false,
    .meaning = "Whether offers and requests meet in groups on social networks.",
    .source = "F62, B10; a dated event"};
inline constexpr sim::Parameter<bool> platforms{.key = "demand.platforms",
                                                .initial = false,
                                                .meaning = "Whether platforms take orders.",
                                                .source = "F62, B16, B17; a dated event"};
inline constexpr sim::Parameter<double> platform_share{
    .key = "demand.platform_share",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.7,
    .meaning = "Share of requesters without a maker they know who turn to an open platform.",
    .source = "assumption; F32"};

inline constexpr sim::Parameter<sim::Choice> ordered_product{
    .key = "demand.public_order.product",
    .options = products,
    .initial = "visor",
    .meaning = "What a public body orders for its requesters.",
    .source = "F26, B21"};
inline constexpr sim::Parameter<double> ordered_units{.key = "demand.public_order.units",
                                                      .unit = "unit",
                                                      .range = {0.0, 1e6},
                                                      .initial = 4000.0,
                                                      .meaning = "How many of it.",
                                                      .source = "F26; B21: 8,400 gowns"};
inline constexpr sim::Parameter<double> ordered_price{
    .key = "demand.public_order.price",
    .unit = "EUR/unit",
    .range = {0.0, 1000.0},
    .initial = 5.0,
    .meaning = "Paid in advance for each unit, for material where it was ordered.",
    .source = "F26, D22"};

/// Chance to learn today from independent sources, in [0, 1].
constexpr double learns(double from_makers, double from_press, double from_platform, double alone) {
    return 1 - (1 - from_makers) * (1 - from_press) * (1 - from_platform) * (1 - alone);
}

/// Chance to order with this many useless offers a day for each requester who knows.
constexpr double undisturbed(double rate, double offers, double weight) {
    return rate / (1 + weight * offers);
}

void public_order(World&, const sim::Values&, const sim::Arguments&, const sim::Today&);
void step(World&, const sim::Values&, const sim::Today&);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Supply calls forth demand: who hears of the offer orders.",
    .parameters = {by_tie, by_press, by_platform, by_itself, order_rate, outside, burden, induced,
                   gowns, social_networks, platforms, platform_share},
    .acts = {{.name = "demand.public_order",
              .meaning =
                  "A public body orders for its requesters through the open channels, and pays.",
              .arguments = {ordered_product, ordered_units, ordered_price},
              .apply = public_order}},
    .step = step};

}  // namespace models::demand
