#include <models/observing.hpp>

#include <sim/metrics.hpp>

#include <algorithm>
#include <array>

namespace models::observing {
namespace {

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

}  // namespace

void units_held(const World& world, Out out) { add_up_products(world, world.requesters.held, out); }

void need_latent(const World& world, Out out) {
    add_up_products(world, world.requesters.latent, out);
}

std::vector<Observable> of_goods() {
    const std::vector<std::string> by_territory{"territory"};
    const std::vector<std::string> by_product{"territory", "product"};
    return {
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
    };
}

}  // namespace models::observing
