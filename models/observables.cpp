#include <models/observables.hpp>

#include <models/coordination.hpp>
#include <models/design.hpp>
#include <models/money.hpp>
#include <models/rumor.hpp>
#include <sim/error.hpp>
#include <sim/metrics.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace models {
namespace {

using sim::Timing;
using Out = std::span<double>;

void copy(const Counts& counts, Out out) {
    std::transform(counts.data(), counts.data() + counts.size(), out.begin(),
                   [](std::int64_t count) { return static_cast<double>(count); });
}

void copy(const Eigen::ArrayXd& sums, Out out) {
    std::copy(sums.data(), sums.data() + sums.size(), out.begin());
}

/// Adds up a column of those who are numbered by territory.
template <class Column>
void add_up(const Column& column, const std::vector<std::uint32_t>& territory_begin, Out out) {
    for (std::size_t t = 0; t < out.size() && !column.empty(); ++t)
        out[t] += static_cast<double>(std::accumulate(column.begin() + territory_begin[t],
                                                      column.begin() + territory_begin[t + 1],
                                                      std::uint64_t{0}));
}

void persons_by_rumor(const World& world, Out out) {
    const auto& begin = world.persons.territory_begin;
    const auto& state = world.persons.rumor;
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        const Out in_territory = out.subspan(t * rumor::states.size(), rumor::states.size());
        in_territory[rumor::ignorant] = begin[t + 1] - begin[t];
        for (PersonId p = begin[t]; world.rumor_started && p < begin[t + 1]; ++p)
            if (state[p] != rumor::ignorant) {
                in_territory[state[p]] += 1;
                in_territory[rumor::ignorant] -= 1;
            }
    }
}

void perceived_risk(const World& world, Out out) {
    const Persons& persons = world.persons;
    if (!world.rumor_started)
        return;
    for (std::size_t t = 0; t < out.size(); ++t) {
        std::int64_t n_aware = 0;
        for (PersonId p = persons.territory_begin[t]; p < persons.territory_begin[t + 1]; ++p) {
            const bool aware = persons.stage[p] != Stage::unaware;
            out[t] += aware ? persons.risk[p] : 0.0f;
            n_aware += aware;
        }
        out[t] /= static_cast<double>(std::max<std::int64_t>(n_aware, 1));
    }
}

/// Where the count of a product in a territory stands.
std::size_t cell(std::size_t territory, Product product) {
    return territory * n_products + index(product);
}

void units_stock(const World& world, Out out) {
    const Persons& persons = world.persons;
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        std::uint64_t all = 0, gowns = 0;
        for (PersonId p = persons.territory_begin[t]; p < persons.territory_begin[t + 1]; ++p) {
            all += persons.stock[p];
            gowns += product_of(persons.process[p]) == Product::gown ? persons.stock[p] : 0;
        }
        out[cell(t, Product::visor)] = double(all - gowns);
        out[cell(t, Product::gown)] = double(gowns);
    }
    for (std::uint32_t i = 0; i < world.places.size; ++i)
        out[cell(world.places.territory[i], product_of(world.places.process[i]))] +=
            world.places.stock[i];
}

void units_in_transit(const World& world, Out out) {
    for (const Shipment& shipment : world.shipments)
        out[index(shipment.product)] += shipment.units;
}

/// Adds up columns of requesters by territory and product.
void add_up_products(const World& world,
                     const std::array<std::vector<std::uint32_t>, n_products>& columns, Out out) {
    std::vector<double> of_one(world.territories.size());
    for (std::size_t k = 0; k < n_products; ++k) {
        std::ranges::fill(of_one, 0.0);
        add_up(columns[k], world.requesters.territory_begin, of_one);
        for (std::size_t t = 0; t < of_one.size(); ++t)
            out[cell(t, Product(k))] = of_one[t];
    }
}

void need_latent(const World& world, Out out) {
    add_up_products(world, world.requesters.latent, out);
}

void units_held(const World& world, Out out) { add_up_products(world, world.requesters.held, out); }

void share_covered(const World& world, Out out) {
    std::vector<double> latent(out.size());
    need_latent(world, latent);
    units_held(world, out);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = out[i] + latent[i] > 0 ? out[i] / (out[i] + latent[i]) : 1;
}

void orders_open(const World& world, Out out) {
    for (const Order& order : world.orders)
        out[cell(world.requesters.territory[order.requester], order.product)] += 1;
}

/// Units ordered and not yet arrived, refused or given up.
void units_on_order(const World& world, Out out) {
    add_up_products(world, world.requesters.expected, out);
}

void requesters_informed(const World& world, Out out) {
    add_up(world.requesters.knows, world.requesters.territory_begin, out);
}

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

/// Mean of a column over those at work; 0 where its mechanism is off.
void mean_at_work(const World& world, const std::vector<float>& column, Out out) {
    if (column.empty())
        return;
    for_each_at_work(world.persons,
                     [&](PersonId p) { out[world.persons.territory[p]] += column[p]; });
    for (std::size_t t = 0; t < out.size(); ++t)
        out[t] /= std::max(double(world.n_at_work(t)), 1.0);
}

/// Of the units that makers made, over all who ever took part.
void output_gini(const World& world, Out out) {
    const Persons& persons = world.persons;
    std::vector<std::uint32_t> made;
    for (PersonId p = 0; p < persons.size; ++p)
        if (persons.took_part[p] && persons.machines[p] > 0)
            made.push_back(persons.made[p]);
    std::ranges::sort(made);
    out[0] = sim::gini(made);
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

void collective_members(const World& world, Out out) {
    for (std::size_t c = 1; c < world.collectives.members.size(); ++c)
        out[c - 1] = world.collectives.members[c];
}

void places_producing(const World& world, Out out) {
    const Places& places = world.places;
    for (std::uint32_t i = 0; i < places.size; ++i)
        out[places.territory[i] * kinds.size() + index(places.kind[i])] +=
            places.phase[i] == Places::Phase::producing;
}

/// Of the collective of each territory; 0 before it is founded.
void collective_health(const World& world, Out out) {
    for (std::size_t c = 1; c < world.collectives.size(); ++c)
        out[c - 1] = world.collectives.health[c];
}

void lab_health(const World& world, Out out) {
    const Places& places = world.places;
    std::vector<double> n(out.size());
    for (std::uint32_t i = 0; i < places.size; ++i)
        if (places.kind[i] != Kind::small_firm) {
            out[places.territory[i]] += places.health[i];
            n[places.territory[i]] += 1;
        }
    for (std::size_t t = 0; t < n.size(); ++t)
        out[t] /= std::max(n[t], 1.0);
}

double certificates(const World& world) {
    double held = 0;
    for (const Certificates* some : {&world.places.certificates, &world.collectives.certificates})
        held += double(std::count(some->held.begin(), some->held.end(), 1));
    return held;
}

void network_giant_component(const World& world, Out out) {
    const auto& sizes = world.coordination.components.size;
    if (!sizes.empty())
        out[0] = double(*std::ranges::max_element(sizes)) / world.coordination.network.n_nodes();
}

/// From a few sources, evenly spread over the nodes.
void network_mean_path(const World& world, Out out) {
    const sim::Network& network = world.coordination.network;
    out[0] = sim::paths(network, sim::spread_nodes(network, 8)).mean();
}

void ties_lasting(const World& world, Out out) {
    for (const Bonds& bonds : world.coordination.bonds)
        out[world.territory_of(bonds.unit)] +=
            double(std::ranges::count_if(bonds.strength, [](float s) { return s > 0; }));
}

/// Mean and highest score, by process, of the designs of those who take part.
template <class Combine>
void design_score(const World& world, Out out, Combine combine) {
    if (world.designs.score.empty())
        return;
    std::vector<double> n(out.size());
    for (const UnitId unit : world.coordination.members.members) {
        const std::size_t process = index(world.process_of(unit));
        n[process] += 1;
        out[process] = combine(out[process], double(world.designs.score[unit]), n[process]);
    }
}

void design_diversity(const World& world, Out out) {
    if (!world.designs.score.empty())
        std::ranges::copy(design::diversity(world), out.begin());
}

void design_versions(const World& world, Out out) {
    if (!world.designs.score.empty())
        std::ranges::copy(design::n_versions(world), out.begin());
}

void designs_validated(const World& world, Out out) {
    for (std::size_t process = 0; process < Designs::n_processes; ++process)
        out[process] = double(world.designs.by_services[process].versions.size());
}

void designs_waiting(const World& world, Out out) {
    for (const Designs::Submission& submission : world.designs.waiting)
        out[index(submission.process)] += 1;
}

}  // namespace

const std::vector<Observable>& observables() {
    const std::vector<std::string> by_territory{"territory"};
    const std::vector<std::string> by_product{"territory", "product"};
    static const std::vector<Observable> list{
        {{"persons", "person", "Persons by stage", {"territory", "stage"}, Timing::stock},
         [](const World& w, Out out) { copy(w.by_stage, out); }},
        {{"withdrawals",
          "person/day",
          "Persons who withdrew, by reason",
          {"territory", "reason"},
          Timing::flow},
         [](const World& w, Out out) { copy(w.today.withdrawals, out); }},
        {{"returns", "person/day", "Persons open again after withdrawal", by_territory,
          Timing::flow},
         [](const World& w, Out out) { copy(w.today.returns, out); }},
        {{"joins", "person/day", "Persons who engaged", by_territory, Timing::flow},
         [](const World& w, Out out) { copy(w.today.joins, out); }},
        {{"rumor",
          "person",
          "Persons by what they do with the text: have not heard of it, tell it, tell it no more",
          {"territory", "state"},
          Timing::stock},
         persons_by_rumor},
        {{"perceived_risk", "1", "Mean perceived legal risk of those aware", by_territory,
          Timing::stock},
         perceived_risk},
        {{"norm_salience", "1", "Salience of the norm debate", {}, Timing::stock},
         [](const World& w, Out out) { out[0] = w.norm_salience; }},
        {{"norm_regime", "1", "Number of the regime of norms, from 0", {}, Timing::stock},
         [](const World& w, Out out) { out[0] = double(w.norm.regime); }},
        {{"norm_certificates",
          "certificate",
          "Certificates held by places and collectives",
          {},
          Timing::stock},
         [](const World& w, Out out) { out[0] = certificates(w); }},
        {{"national_health",
          "1",
          "Health of the national collective, 0 before it is founded",
          {},
          Timing::stock},
         [](const World& w, Out out) {
             out[0] = w.collectives.size() ? double(w.collectives.health[0]) : 0;
         }},
        {{"collective_health", "1",
          "Health of the collective of a territory, 0 before it is founded", by_territory,
          Timing::stock},
         collective_health},
        {{"lab_health", "1", "Mean health of labs", by_territory, Timing::stock}, lab_health},
        {{"support", "1", "Mean support by structures of those at work", by_territory,
          Timing::stock},
         [](const World& w, Out out) { mean_at_work(w, w.persons.support, out); }},
        {{"fatigue", "1", "Mean fatigue of those at work", by_territory, Timing::stock},
         [](const World& w, Out out) { mean_at_work(w, w.persons.fatigue, out); }},
        {{"press", "1", "Attention of the press", by_territory, Timing::stock},
         [](const World& w, Out out) { std::ranges::copy(w.territories.press, out.begin()); }},
        {{"units_made", "unit/day", "Units made and accepted by their maker", by_product,
          Timing::flow},
         [](const World& w, Out out) { copy(w.today.made, out); }},
        {{"units_by_process",
          "unit/day",
          "Units made and accepted by their maker, by process",
          {"process"},
          Timing::flow},
         [](const World& w, Out out) { copy(w.today.by_process, out); }},
        {{"units_failed", "unit/day", "Units scrapped by their maker", by_product, Timing::flow},
         [](const World& w, Out out) { copy(w.today.failed, out); }},
        {{"units_rejected", "unit/day", "Units refused by the requester", by_product, Timing::flow},
         [](const World& w, Out out) { copy(w.today.refused, out); }},
        {{"units_delivered", "unit/day", "Units delivered and accepted", by_product, Timing::flow},
         [](const World& w, Out out) { copy(w.today.delivered, out); }},
        {{"deliveries_by_channel",
          "unit/day",
          "Units delivered, by channel of the order",
          {"channel"},
          Timing::flow},
         [](const World& w, Out out) { copy(w.today.by_channel, out); }},
        {{"output_gini",
          "1",
          "Inequality of units made between makers who ever took part, measured once a week",
          {},
          Timing::stock},
         output_gini,
         7},
        {{"units_stock", "unit", "Finished units at makers' and places", by_product, Timing::stock},
         units_stock},
        {{"units_in_transit", "unit", "Units on their way", {"product"}, Timing::stock},
         units_in_transit},
        {{"units_held", "unit", "Units in use at requesters", by_product, Timing::stock},
         units_held},
        {{"need_latent", "unit", "Units wanted and not held", by_product, Timing::stock},
         need_latent},
        {{"share_covered", "1", "Share of what is wanted that is held; 1 where nothing is wanted",
          by_product, Timing::stock},
         share_covered},
        {{"demand_expressed", "unit/day", "Units ordered", by_product, Timing::flow},
         [](const World& w, Out out) { copy(w.today.asked, out); }},
        {{"units_on_order", "unit", "Units ordered that have not arrived", by_product,
          Timing::stock},
         units_on_order},
        {{"units_given_up", "unit/day", "Units of orders given up", by_product, Timing::flow},
         [](const World& w, Out out) { copy(w.today.given_up, out); }},
        {{"units_doubled",
          "unit",
          "Units in copies of orders that were kept, so far",
          {"product"},
          Timing::stock},
         [](const World& w, Out out) { std::ranges::copy(w.accounts.doubled, out.begin()); }},
        {{"requesters_informed", "requester", "Requesters who know of the offer", by_territory,
          Timing::stock},
         requesters_informed},
        {{"industry_delivered", "unit/day", "Units from official supply and large industry",
          by_product, Timing::flow},
         [](const World& w, Out out) { copy(w.today.industry, out); }},
        {{"orders_open", "order", "Orders not yet fully sent", by_product, Timing::stock},
         orders_open},
        {{"orders_lost", "order/day", "Orders given up", by_territory, Timing::flow},
         [](const World& w, Out out) { copy(w.today.lost, out); }},
        {{"orders_doubled", "order/day", "Orders passed on of which a copy was kept", by_territory,
          Timing::flow},
         [](const World& w, Out out) { copy(w.today.doubled, out); }},
        {{"useless_offers", "offer/day", "Offers that met no open order", by_territory,
          Timing::flow},
         [](const World& w, Out out) { copy(w.today.useless, out); }},
        {{"waiting_days", "unit day/day",
          "Days from order to arrival, summed over the units that arrived", by_territory,
          Timing::flow},
         [](const World& w, Out out) { copy(w.today.waiting_days, out); }},
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
        {{"collectives_founded", "collective", "Collectives founded so far", {}, Timing::stock},
         [](const World& w, Out out) {
             const auto& days = w.collectives.founded_on;
             out[0] = double(
                 std::ranges::count_if(days, [](int day) { return day != Collectives::not_yet; }));
         }},
        {{"collective_members", "unit", "Members of the collective of a territory at work",
          by_territory, Timing::stock},
         collective_members},
        {{"places_producing",
          "place",
          "Places that produce, by kind",
          {"territory", "kind"},
          Timing::stock},
         places_producing},
        {{"design_score", "1", "Mean score of the designs in use", {"process"}, Timing::stock},
         [](const World& w, Out out) {
             design_score(w, out, [](double mean, double score, double n) {
                 return mean + (score - mean) / n;
             });
         }},
        {{"design_score_best", "1", "Best score of the designs in use", {"process"}, Timing::stock},
         [](const World& w, Out out) {
             design_score(w, out,
                          [](double best, double score, double) { return std::max(best, score); });
         }},
        {{"design_diversity",
          "1",
          "Share of traits in which two designs in use differ, mean over pairs",
          {"process"},
          Timing::stock},
         design_diversity},
        {{"design_versions", "version", "Different designs in use", {"process"}, Timing::stock},
         design_versions},
        {{"designs_validated",
          "version",
          "Versions that care services have validated so far",
          {"process"},
          Timing::stock},
         designs_validated},
        {{"designs_waiting",
          "version",
          "Versions that wait for validation",
          {"process"},
          Timing::stock},
         designs_waiting},
        {{"network_nodes",
          "node",
          "Units and coordinators in the coordination network",
          {},
          Timing::stock},
         [](const World& w, Out out) { out[0] = w.coordination.network.n_nodes(); }},
        {{"network_ties", "tie", "Ties of the coordination network", {}, Timing::stock},
         [](const World& w, Out out) { out[0] = double(w.coordination.network.n_ties()); }},
        {{"coordination_hours", "hour/day", "Hours that coordinators had", {}, Timing::flow},
         [](const World& w, Out out) { out[0] = w.coordination.hours; }},
        {{"network_centralization",
          "1",
          "Freeman's degree centralization of the coordination network",
          {},
          Timing::stock},
         [](const World& w, Out out) {
             out[0] = sim::degree_centralization(w.coordination.network);
         }},
        {{"network_giant_component",
          "1",
          "Share of the coordination network in its largest component",
          {},
          Timing::stock},
         network_giant_component},
        {{"network_survivability",
          "1",
          "Largest component as a share of the coordination network without losses of nodes",
          {},
          Timing::stock},
         [](const World& w, Out out) { out[0] = coordination::survivability(w); }},
        {{"network_components",
          "component",
          "Parts of the coordination network without ties between them",
          {},
          Timing::stock},
         [](const World& w, Out out) { out[0] = double(w.coordination.components.size.size()); }},
        {{"network_degree_gini",
          "1",
          "Gini coefficient of the degrees in the coordination network",
          {},
          Timing::stock},
         [](const World& w, Out out) { out[0] = sim::degree_gini(w.coordination.network); }},
        {{"network_clustering",
          "1",
          "Mean clustering of the coordination network, measured once a week",
          {},
          Timing::stock},
         [](const World& w, Out out) { out[0] = sim::clustering(w.coordination.network); },
         7},
        {{"network_mean_path",
          "tie",
          "Mean distance of units in the coordination network, measured once a week",
          {},
          Timing::stock},
         network_mean_path,
         7},
        {{"acquaintance_degrees",
          "person",
          "Persons by number of acquaintances, where acquaintance is measured",
          {"degree"},
          Timing::stock},
         [](const World& w, Out out) { std::ranges::copy(w.acquaintance_degrees, out.begin()); }},
        {{"acquaintance_measures",
          "1, tie",
          "The acquaintance network, where it is measured (paths in ties, all else 1)",
          {"measure"},
          Timing::stock},
         [](const World& w, Out out) { std::ranges::copy(w.acquaintance_measures, out.begin()); }},
        {{"ties_lasting", "tie", "Ties left by working together, held by units of the territory",
          by_territory, Timing::stock},
         ties_lasting},
    };
    return list;
}

sim::Section observing::section() {
    return {.name = "observation",
            .summary = "What is counted, at which prices.",
            .parameters = {wage},
            .can_be_off = false};
}

std::vector<Observable> chosen(const std::vector<std::string>& names) {
    if (names.empty())
        return observables();
    std::vector<std::string> known;
    for (const Observable& observable : observables())
        known.push_back(observable.info.name);
    for (const std::string& name : names)
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw sim::InputError(
                sim::text("unknown observable '", name, "'", sim::hint(name, known)));
    std::vector<Observable> list;
    for (const Observable& observable : observables())
        if (std::find(names.begin(), names.end(), observable.info.name) != names.end())
            list.push_back(observable);
    return list;
}

void observe(const World& world, int day, sim::Recording& recording,
             const std::vector<Observable>& list) {
    for (std::size_t o = 0; o < list.size(); ++o) {
        auto row = recording.series[o].row(day);
        if (day % list[o].every != 0) {
            row = recording.series[o].row(day - 1);
            continue;
        }
        list[o].read(world, std::span(row.data(), static_cast<std::size_t>(row.size())));
    }
}

std::vector<sim::Dimension> dimensions(const std::vector<std::string>& territory_names) {
    const auto labels = [](const auto& names) {
        return std::vector<std::string>(names.begin(), names.end());
    };
    return {{"territory", territory_names},    {"stage", labels(stages)},
            {"state", labels(rumor::states)},  {"reason", labels(reasons)},
            {"product", labels(products)},     {"process", labels(processes)},
            {"kind", labels(kinds)},           {"channel", labels(channels)},
            {"material", labels(materials)},   {"source", labels(sources)},
            {"degree", labels(degree_labels)}, {"measure", labels(network_measures)}};
}

}  // namespace models
