#include <models/norms.hpp>

#include <sim/error.hpp>

#include <algorithm>

namespace models::norms {
namespace {

void check_effects(const sim::Table& table) {
    if (table.n_rows() == 0)
        return;
    sim::check_names(table, "regime",
                     std::vector<std::string>(std::begin(regimes), std::end(regimes)));
    for (std::size_t row = 0; row < table.n_rows(); ++row) {
        for (const std::string_view column : effect_columns)
            if (const double value = table.numbers(column)[row];
                !(value >= 0 && (value <= 1 || column == "certification")))
                throw sim::InputError(sim::text(table.place(row), ": ", column, " = ", value,
                                                " is outside [0, ",
                                                column == "certification" ? "inf)" : "1]"));
        if (const double sale = table.numbers("sale")[row]; sale != 0 && sale != 1)
            throw sim::InputError(sim::text(table.place(row), ": sale = ", sale,
                                            "; allowed is 1 (goods may be sold) or 0"));
    }
}

bool sets_regime(const sim::Event& event) {
    return std::ranges::any_of(
        event.set, [](const sim::Setting& setting) { return setting.key == regime.key; });
}

/// Events are in the order of their dates.
void check_dates(const sim::Scenario& scenario) {
    const sim::Event* before = nullptr;
    for (const sim::Event& event : scenario.events()) {
        if (!sets_regime(event))
            continue;
        if (before && (!before->until || *before->until >= event.date))
            sim::located(event.place, [&] {
                throw sim::InputError(sim::text(
                    "event '", event.name, "' and event '", before->name, "'",
                    before->place.empty() ? "" : " of ", before->place, " both set ", regime.key,
                    " on ", sim::iso(event.date), "; let '", before->name,
                    "' end before: until = ", sim::iso(event.date - std::chrono::days{1})));
            });
        before = &event;
    }
}

/// The regime of the day.
std::size_t regime_on(const World& world, const sim::Values& values, const sim::Today& today) {
    const std::size_t now = world.norm.regime;
    if (Process{values[process]} == Process::dated || today.day == 0)
        return values[regime];
    const double chance = effect(values[effects], now, "advance") * world.norm_salience;
    const bool moves_on = today.stream("norms.advance").bernoulli(chance, now);
    return now + (moves_on && now + 1 < std::size(regimes));
}

double delivered_per_100k(const World& world) {
    double delivered = 0, inhabitants = 0;
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        delivered += world.territories.delivered_yesterday[t];
        inhabitants += world.territories.population[t];
    }
    return delivered / inhabitants * 1e5 / world.scale;
}

}  // namespace

double effect(const sim::Table& table, std::size_t of_regime, std::string_view column) {
    for (std::size_t row = 0; row < table.n_rows(); ++row)
        if (table.texts("regime")[row] == regimes[of_regime])
            return table.numbers(column)[row];
    return column == "sale";
}

void check(const sim::Scenario& scenario) {
    check_effects(scenario.values()[effects]);
    if (Process{scenario.values()[process]} == Process::dated)
        check_dates(scenario);
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    Norm& norm = world.norm;
    const sim::Table& table = values[effects];
    norm.regime = regime_on(world, values, today);
    norm.controversy = std::min(1.0, effect(table, norm.regime, "ambiguity") * values[controversy]);
    norm.certification = effect(table, norm.regime, "certification");
    norm.may_sell = effect(table, norm.regime, "sale") == 1 && !values[ban];
    norm.may_give = may_give(values[ban], norm.may_sell, values[gift_margin]);
    norm.asks_approval.fill(!values[certification::by_oneself]);
    norm.asks_approval[index(Product::visor)] &= values[protective_equipment];
    world.norm_salience = next(world.norm_salience,
                               effect(table, norm.regime, "debate") * values[controversy] +
                                   delivered_per_100k(world) * values[volume_effect],
                               values[fade]);
    world.strictness = effect(table, norm.regime, "strictness");
    certification::step(world, values, today);
}

}  // namespace models::norms
