#pragma once

#include <models/world.hpp>
#include <sim/schedule.hpp>

/// Money: who pays for material, in whole cents.
///
/// Rule    persons and labs have money of their own. Gifts come in with the attention of the press,
///         patrons give by the day or at once, public bodies and requesters pay in advance. Every
///         morning what came in is shared by those who make things, each the same part: it goes
///         into the pot of the collective that pools for the maker, else to the maker itself. A
///         purchase is paid from the pot, then from what was handed out, then from own money.
/// Reads   who makes things, who pools, press, orders of yesterday
/// Writes  collectives.incoming, collectives.pot, handed_out; own money
/// Draws   per order on a platform, on the morning after: whether its requester pays in advance
namespace models::money {

inline constexpr std::string_view name = "money";

constexpr sim::Parameter<double> a_day(std::string_view key, double initial,
                                       std::string_view meaning, std::string_view source) {
    return {.key = key,
            .unit = "EUR/day",
            .range = {0.0, 1e6},
            .initial = initial,
            .meaning = meaning,
            .source = source};
}
inline constexpr auto gifts =
    a_day("money.gifts", 0, "Gifts a day at full attention of the press, whole country.",
          "F20: small at first; the size is an assumption");
inline constexpr auto patrons = a_day("money.patrons", 0, "What patrons give a day, whole country.",
                                      "F21, F22; the size is an assumption");
inline constexpr auto rent =
    a_day("money.rent", 0, "Fixed costs of a lab a day: they eat its cash.",
          "F151: associative labs are fragile; assumption");
inline constexpr sim::Parameter<double> lab_cash{
    .key = "money.lab_cash",
    .unit = "EUR",
    .range = {0.0, 1e6},
    .initial = 600.0,
    .meaning = "Money that a lab can spend on material from its own means.",
    .source = "assumption; F19, F20, V21",
    .fixed = true};

constexpr sim::Parameter<double> share(std::string_view key, std::string_view meaning,
                                       std::string_view source) {
    return {.key = key,
            .unit = "share",
            .range = {0.0, 1.0},
            .initial = 0.0,
            .meaning = meaning,
            .source = source};
}
inline constexpr auto prepaid =
    share("money.requester_share",
          "Share of the orders on platforms whose requester pays the units in advance, at cost.",
          "F42; the size is an assumption");
inline constexpr auto sale = share(
    "money.sale", "Part of the price at cost that requesters pay labs on delivery; 0: labs give.",
    "F65, V21, D24: a lever");

constexpr sim::Parameter<double> at_cost(std::string_view key, double initial,
                                         std::string_view meaning) {
    return {.key = key,
            .unit = "EUR/unit",
            .range = {0.0, 1000.0},
            .initial = initial,
            .meaning = meaning,
            .source = "D22, D23"};
}
inline constexpr std::array price{
    at_cost("money.visor_price", 5.0, "Price at cost of a visor."),
    at_cost("money.gown_price", 4.5, "Price at cost of a gown."),
};

/// Where something given goes.
inline constexpr std::string_view scopes[] = {"national", "territories"};
enum class Scope : std::size_t { national, territories };

inline constexpr sim::Parameter<double> donation{.key = "money.patron.amount",
                                                 .unit = "EUR",
                                                 .range = {0.0, 1e7},
                                                 .initial = 10000.0,
                                                 .meaning = "What patrons give at once.",
                                                 .source = "F21; assumption"};
inline constexpr sim::Parameter<sim::Choice> donated_to{
    .key = "money.patron.scope",
    .options = scopes,
    .initial = "national",
    .meaning = "National: each maker the same part; territories: by their inhabitants.",
    .source = "assumption; F113"};

/// Whole cents, rounded; not negative.
constexpr std::int64_t cents(double eur) { return static_cast<std::int64_t>(eur * 100 + 0.5); }

/// Whole parts in proportion to the weights; they add up to the amount exactly.
std::vector<std::int64_t> shared_out(std::int64_t amount, const std::vector<double>& weights);

/// Whether anybody counts money.
inline bool is_kept(const World& world) { return !world.collectives.pot.empty(); }

/// Money for the makers of a collective's scope: 0 the whole country, t + 1 territory t.
void pay_in(World& world, std::size_t collective, Source source, std::int64_t cents);

/// What requesters pay, read from the scenario once.
struct Prices {
    std::array<double, n_products> at_cost;  ///< EUR/unit
    double part;                             ///< of it, that labs are paid on delivery

    explicit Prices(const sim::Values& values);
};

/// What labs are paid for units that arrived.
void sell(World& world, const Prices& prices, UnitId maker, std::uint32_t units);

/// What a unit has beside the pot, cents.
std::int64_t in_hand(const World& world, UnitId unit);
std::int64_t total(const Purse& purse);

/// Takes cents that are there, and writes down whose they were.
void pay_in_hand(World& world, UnitId unit, std::int64_t cents);
void pay_from_pot(World& world, std::size_t pool, TerritoryId buyers, std::int64_t cents);

void patron(World&, const sim::Values&, const sim::Arguments&, const sim::Today&);

/// Own money on day 0, empty pots.
void populate(World& world, const sim::Values& values);
void step(World&, const sim::Values&, const sim::Today&);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Own pockets, gifts, patrons and customers pay; pots are shared by makers.",
    .parameters = {gifts, patrons, rent, lab_cash, prepaid, sale, price[0], price[1]},
    .acts = {{.name = "money.patron",
              .meaning = "Patrons give money for material.",
              .arguments = {donation, donated_to},
              .apply = patron}},
    .step = step};

}  // namespace models::money
