#include <models/observing.hpp>

#include <models/money.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace models::observing {
namespace {

/// In shop units: kg, m2, m, m2.
void material_stock(const World& world, Out out) {
    std::vector<double> small(world.territories.size());
    for (std::size_t m = 0; m < n_materials; ++m) {
        std::ranges::fill(small, 0.0);
        for (std::size_t t = 0; t < world.suppliers.stock[m].size(); ++t)
            small[t] += double(world.suppliers.stock[m][t] + world.suppliers.donated[m][t]);
        add_up(world.persons.material[m], world.persons.territory_begin, small);
        for (std::uint32_t i = 0; i < world.places.material[m].size(); ++i)
            small[world.places.territory[i]] += world.places.material[m][i];
        for (std::size_t t = 0; t < small.size(); ++t)
            out[t * n_materials + m] = small[t] / small_units[m];
    }
}

/// Small units by material as shop units: kg, m2, m, m2. `out` may have many territories.
void in_shop_units(std::span<const std::int64_t> small, Out out) {
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = double(small[i]) / small_units[i % n_materials];
}

void in_shop_units(const Counts& small, Out out) {
    in_shop_units(std::span(small.data(), out.size()), out);
}

void material_in_transit(const World& world, Out out) {
    std::array<std::int64_t, n_materials> small{};
    for (const Suppliers::Refill& refill : world.suppliers.in_transit)
        small[refill.material] += refill.amount;
    in_shop_units(small, out);
}

/// EUR in pots and purses, and what is left of the own money of those at work.
void money_available(const World& world, Out out) {
    std::int64_t own = 0;
    if (money::is_kept(world))
        for_each_at_work(world.persons, [&](PersonId p) {
            own += world.persons.budget[p] - world.persons.spent[p];
        });
    out[index(Source::own_pocket)] =
        double(std::accumulate(world.places.cash.begin(), world.places.cash.end(), own)) / 100;
    for (const auto* purses :
         {&world.collectives.pot, &world.collectives.incoming, &world.handed_out})
        for (const Purse& purse : *purses)
            for (std::size_t s = 0; s < n_sources; ++s)
                out[s] += double(purse[s]) / 100;
}

/// Gini coefficient of the share covered over territories, each weighing as much as it wants: half
/// the mean difference between two units wanted, over the mean.
void coverage_gini(const World& world, Out out) {
    const std::size_t n = world.territories.size();
    std::vector<double> held(n * n_products), wanted(n * n_products);
    units_held(world, held);
    need_latent(world, wanted);
    for (std::size_t i = 0; i < held.size(); ++i)
        wanted[i] += held[i];
    for (std::size_t k = 0; k < n_products; ++k) {
        double differences = 0, all_wanted = 0, all_held = 0;
        for (std::size_t a = k; a < held.size(); a += n_products) {
            all_wanted += wanted[a];
            all_held += held[a];
            for (std::size_t b = k; b < held.size(); b += n_products)
                // wanted[a] * wanted[b] * |coverage of a - coverage of b|
                differences += std::abs(held[a] * wanted[b] - held[b] * wanted[a]);
        }
        out[k] = all_held > 0 ? differences / (2 * all_wanted * all_held) : 0;
    }
}

}  // namespace

std::vector<Observable> of_means() {
    const std::vector<std::string> by_territory{"territory"};
    return {
        {{"material_stock",
          "kg, m2, m, m2",
          "Material on sale, donated, at makers' and in places (filament kg, sheet m2, elastic m, "
          "textile m2)",
          {"territory", "material"},
          Timing::stock},
         material_stock},
        {{"stockouts",
          "stockout/day",
          "Whether more was asked for than was on sale",
          {"territory", "material"},
          Timing::flow},
         [](const World& w, Out out) {
             copy(Counts((w.today.material_short > 0).cast<std::int64_t>()), out);
         }},
        {{"material_asked",
          "(kg, m2, m, m2)/day",
          "Material asked of suppliers",
          {"territory", "material"},
          Timing::flow},
         [](const World& w, Out out) { in_shop_units(w.today.material_asked, out); }},
        {{"material_short",
          "kg, m2, m, m2",
          "Material asked of suppliers in vain",
          {"territory", "material"},
          Timing::stock},
         [](const World& w, Out out) { in_shop_units(w.today.material_short, out); }},
        {{"material_in_transit",
          "kg, m2, m, m2",
          "Material that suppliers have ordered and not received",
          {"material"},
          Timing::stock},
         material_in_transit},
        {{"material_received",
          "kg, m2, m, m2",
          "Material ordered by suppliers or donated, so far",
          {"material"},
          Timing::stock},
         [](const World& w, Out out) { in_shop_units(w.accounts.received, out); }},
        {{"material_used",
          "kg, m2, m, m2",
          "Material in units made, so far",
          {"material"},
          Timing::stock},
         [](const World& w, Out out) { in_shop_units(w.accounts.used, out); }},
        {{"material_wasted",
          "kg, m2, m, m2",
          "Material in units scrapped, so far",
          {"material"},
          Timing::stock},
         [](const World& w, Out out) { in_shop_units(w.accounts.wasted, out); }},
        {{"money_spent",
          "EUR/day",
          "Money spent on material, by who gave it",
          {"territory", "source"},
          Timing::flow},
         [](const World& w, Out out) {
             copy(w.today.money, out);
             std::ranges::transform(out, out.begin(), [](double cents) { return cents / 100; });
         }},
        {{"money_available",
          "EUR",
          "Money for material that is not spent, by who gave it: in pots, at labs and those at "
          "work",
          {"source"},
          Timing::stock},
         money_available},
        {{"hours_given", "hour/day", "Hours given by volunteers", by_territory, Timing::flow},
         [](const World& w, Out out) {
             copy(Eigen::ArrayXd(w.today.minutes.cast<double>() / 60), out);
         }},
        {{"hours_value", "EUR/day", "Value of volunteers' hours at a stated wage", by_territory,
          Timing::flow},
         [](const World& w, Out out) {
             copy(Eigen::ArrayXd(w.today.minutes.cast<double>() * (w.wage / 60)), out);
         }},
        {{"coverage_gini",
          "1",
          "Inequality of the share covered between territories, by what they want",
          {"product"},
          Timing::stock},
         coverage_gini},
    };
}

}  // namespace models::observing
