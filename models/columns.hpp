#pragma once

#include <models/world.hpp>

#include <limits>
#include <string>
#include <string_view>
#include <vector>

/// The state of a world by name, as section 2 of docs/model.md names it, for those who look at it
/// from outside. Columns by product, material or process have a name for each:
/// `persons.material.sheet`.
namespace models {

/// A column that may be written from outside during a day, since nothing is counted or summed up
/// beside it; with the values that it may have.
struct Writable {
    std::string_view name;
    double low, high;
};
inline constexpr double no_bound = std::numeric_limits<double>::infinity();
inline constexpr Writable writable[] = {
    {"persons.threshold", -no_bound, no_bound},
    {"persons.exit_hazard", 0, 1},
    {"persons.hours", 0, 24},
    {"persons.skill", 0, no_bound},
    {"persons.tolerance", 0, 1},
    {"persons.prefers", 0, 1},
    {"persons.fatigue", 0, no_bound},
    {"persons.recognition", 0, 1},
    {"persons.thanks", 0, 65535},
    {"persons.risk", 0, 1},
    {"requesters.knows", 0, 1},
    {"territories.salience", 0, 1},
    {"territories.press", 0, 1},
};

/// Calls visit(name, column) for each column, where a column is a vector or, for what there is only
/// one of, a number or a network. Columns of a mechanism that is off are empty.
template <class Visit>
void for_each_column(const World& world, Visit visit) {
    const auto each = [&](const std::string& name, const auto& names, const auto& columns) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            visit(name + "." + std::string(names[i]), columns[i]);
    };
    const auto certificates = [&](const std::string& whose, const Certificates& held) {
        visit(whose + ".certificates.held", held.held);
        visit(whose + ".certificates.due", held.due);
    };

    const Territories& territories = world.territories;
    visit("territories.salience", territories.salience);
    visit("territories.press", territories.press);
    visit("territories.delivered_yesterday", territories.delivered_yesterday);
    visit("territories.useless_yesterday", territories.useless_yesterday);

    const Persons& persons = world.persons;
    visit("persons.territory", persons.territory);
    visit("persons.stage", persons.stage);
    visit("persons.contacts", persons.contacts);
    visit("persons.engaged_contacts", persons.engaged_contacts);
    visit("persons.informed_contacts", persons.informed_contacts);
    visit("persons.silent", persons.silent);
    visit("persons.threshold", persons.threshold);
    visit("persons.exit_hazard", persons.exit_hazard);
    visit("persons.engaged_on", persons.engaged_on);
    visit("persons.process", persons.process);
    visit("persons.machines", persons.machines);
    visit("persons.pace", persons.pace);
    visit("persons.hours", persons.hours);
    visit("persons.skill", persons.skill);
    visit("persons.tolerance", persons.tolerance);
    visit("persons.budget", persons.budget);
    visit("persons.spent", persons.spent);
    visit("persons.knows_carer", persons.knows_carer);
    visit("persons.fatigue", persons.fatigue);
    visit("persons.recognition", persons.recognition);
    visit("persons.risk", persons.risk);
    visit("persons.rumor", persons.rumor);
    visit("persons.denial", persons.denial);
    visit("persons.idle_days", persons.idle_days);
    visit("persons.paused_days", persons.paused_days);
    visit("persons.reason", persons.reason);
    visit("persons.thanks", persons.thanks);
    each("persons.material", materials, persons.material);
    visit("persons.stock", persons.stock);
    visit("persons.made", persons.made);
    visit("persons.pull_at_entry", persons.pull_at_entry);
    visit("persons.lab", persons.lab);
    visit("persons.prefers", persons.prefers);
    visit("persons.prefers_national", persons.prefers_national);
    visit("persons.support", persons.support);

    visit("acquaintance", world.acquaintance);

    const Places& places = world.places;
    visit("places.territory", places.territory);
    visit("places.process", places.process);
    visit("places.machines", places.machines);
    visit("places.phase", places.phase);
    visit("places.patience", places.patience);
    visit("places.rank", places.rank);
    visit("places.observed", places.observed);
    visit("places.kind", places.kind);
    visit("places.governance", places.governance);
    visit("places.fragility", places.fragility);
    visit("places.health", places.health);
    visit("places.shut", places.shut);
    visit("places.open", places.open);
    certificates("places", places.certificates);
    visit("places.cash", places.cash);
    each("places.material", materials, places.material);
    visit("places.stock", places.stock);
    visit("places.made", places.made);

    const Collectives& collectives = world.collectives;
    visit("collectives.founded_on", collectives.founded_on);
    visit("collectives.founders", collectives.founders);
    visit("collectives.governance", collectives.governance);
    visit("collectives.health", collectives.health);
    visit("collectives.members", collectives.members);
    visit("collectives.hours_asked", collectives.hours_asked);
    visit("collectives.hours_there", collectives.hours_there);
    certificates("collectives", collectives.certificates);
    visit("collectives.pot", collectives.pot);
    visit("collectives.incoming", collectives.incoming);

    const Requesters& requesters = world.requesters;
    visit("requesters.territory", requesters.territory);
    visit("requesters.segment", requesters.segment);
    visit("requesters.staff", requesters.staff);
    each("requesters.held", products, requesters.held);
    each("requesters.latent", products, requesters.latent);
    each("requesters.expected", products, requesters.expected);
    visit("requesters.knows", requesters.knows);
    visit("requesters.n_orders", requesters.n_orders);
    visit("requesters.n_parcels", requesters.n_parcels);
    visit("requesters.tie_begin", requesters.tie_begin);
    visit("requesters.tied_person", requesters.tied_person);

    each("suppliers.stock", materials, world.suppliers.stock);
    each("suppliers.base", materials, world.suppliers.base);
    each("suppliers.donated", materials, world.suppliers.donated);
    visit("suppliers.in_transit", world.suppliers.in_transit);

    const Coordination& coordination = world.coordination;
    visit("coordination.node_of", coordination.node_of);
    visit("coordination.network", coordination.network);
    visit("coordination.coordinators", coordination.coordinators);
    visit("coordination.acting", coordination.acting);
    visit("coordination.lost", coordination.lost);
    visit("coordination.posts.of_unit", coordination.posts.of_unit);
    visit("coordination.bonds", coordination.bonds);

    const Designs& designs = world.designs;
    visit("designs.version", designs.version);
    visit("designs.score", designs.score);
    visit("designs.documented_on", designs.documented_on);
    visit("designs.validated", designs.validated);
    visit("designs.waiting", designs.waiting);
    visit("designs.reviews", designs.reviews);

    visit("orders", world.orders);
    visit("shipments", world.shipments);
    visit("served_yesterday", world.served_yesterday);
    visit("handed_out", world.handed_out);
    visit("norm.regime", world.norm.regime);
    visit("norm.controversy", world.norm.controversy);
    visit("norm.certification", world.norm.certification);
    visit("norm.may_give", world.norm.may_give);
    visit("norm_salience", world.norm_salience);
    visit("strictness", world.strictness);
    visit("rumor_severity", world.rumor_severity);
    visit("rumor_relief", world.rumor_relief);
}

}  // namespace models
