#include <models/delivery.hpp>

#include <models/money.hpp>
#include <sim/draw_batch.hpp>

namespace models::delivery {
namespace {

/// For each territory, whether those who help without a printer are too few for the makers.
std::vector<bool> short_of_helpers(const World& world, double needed) {
    const Persons& persons = world.persons;
    const std::size_t n = world.territories.size();
    std::vector<int> makers(n), helpers(n);
    for_each_at_work(persons, [&](PersonId p) {
        if (persons.stage[p] == Stage::engaged)
            ++(persons.machines[p] > 0 ? makers : helpers)[persons.territory[p]];
    });
    std::vector<bool> is_short(n);
    for (std::size_t t = 0; t < n; ++t)
        is_short[t] = helpers[t] < needed * makers[t];
    return is_short;
}

/// A parcel that arrives today. It is refused with luck below a number, if nobody approved it.
struct Arrival {
    Shipment shipment;
    std::uint64_t refused_below;
};

/// Soon it is asked how long this was under way: it comes from anywhere.
void prefetch_maker(const World& world, const Shipment& shipment) {
    sim::prefetch(world.persons.territory, shipment.maker);
    sim::prefetch(world.designs.score, shipment.maker);
}

/// What arrives soon changes these.
void prefetch_ends(const World& world, const Shipment& shipment) {
    const Requesters& requesters = world.requesters;
    const std::size_t k = index(shipment.product);
    for (const auto* column : {&requesters.expected[k], &requesters.latent[k], &requesters.held[k]})
        sim::prefetch(column->data() + shipment.requester);
    sim::prefetch(world.persons.thanks, shipment.maker);
}

void arrive(World& world, const money::Prices& prices, const Shipment& shipment, bool accepted,
            int day) {
    Requesters& requesters = world.requesters;
    const TerritoryId t = requesters.territory[shipment.requester];
    const std::size_t k = index(shipment.product);
    requesters.expected[k][shipment.requester] -= shipment.units;
    world.note({.what = accepted ? Happening::accepted : Happening::refused,
                .unit = shipment.maker,
                .requester = shipment.requester,
                .parcel = shipment.number,
                .units = shipment.units,
                .product = int(k)});
    if (!accepted) {
        world.today.refused(t, Eigen::Index(k)) += shipment.units;
        world.accounts.refused[k] += shipment.units;
        return;
    }
    std::uint32_t& latent = requesters.latent[k][shipment.requester];
    latent -= std::min(latent, shipment.units);
    requesters.held[k][shipment.requester] += shipment.units;
    world.today.delivered(t, Eigen::Index(k)) += shipment.units;
    world.today.by_channel(0, Eigen::Index(index(shipment.channel))) += shipment.units;
    world.today.waiting_days(t) += double(shipment.units) * (day - shipment.ordered_on);
    world.accounts.delivered[k] += shipment.units;
    world.served_yesterday.push_back({shipment.requester, shipment.number});
    if (!world.is_person(shipment.maker))
        money::sell(world, prices, shipment.maker, shipment.units);
    else if (!world.persons.thanks.empty())
        world.persons.thanks[shipment.maker] = static_cast<std::uint16_t>(
            std::min(world.persons.thanks[shipment.maker] + shipment.units, 65535u));
}

/// What is spoken of tomorrow.
void write_down(World& world) {
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        world.territories.delivered_yesterday[t] =
            double(world.today.delivered.row(Eigen::Index(t)).sum());
        world.territories.useless_yesterday[t] = double(world.today.useless(Eigen::Index(t)));
    }
}

}  // namespace

void step(World& world, const sim::Values& values, const sim::Today& today) {
    const std::vector<bool> is_short = short_of_helpers(world, values[helpers_needed]);
    const auto at_least = static_cast<int>(values[handover]);
    const double km_per_day = values[speed], lenient = values[leniency];
    const money::Prices prices(values);
    const auto hand_over = [&](const Arrival& arrival, const std::uint32_t* luck) {
        const Shipment& shipment = arrival.shipment;
        // Few would be refused: only their makers' certificates are looked up, far away.
        const bool refused = *luck < arrival.refused_below && !world.approved(shipment.maker);
        arrive(world, prices, shipment, !refused, today.day);
    };
    sim::DrawBatch<Arrival, 1> arrivals(today.stream(name));
    const Shipment* const end = world.shipments.data() + world.shipments.size();
    const auto may_arrive = [&](const Shipment& shipment) {  // if it comes from nearby
        return shipment.sent_on + at_least <= today.day;
    };
    std::erase_if(world.shipments, [&](const Shipment& shipment) {
        if (!may_arrive(shipment))
            return false;
        const bool is_last = end - &shipment <= std::ptrdiff_t{sim::steps_ahead};
        if (!is_last && may_arrive(*(&shipment + sim::steps_ahead)))
            prefetch_maker(world, *(&shipment + sim::steps_ahead));
        const TerritoryId from = world.territory_of(shipment.maker);
        const TerritoryId to = world.requesters.territory[shipment.requester];
        const int days = days_under_way(at_least, world.territories.distance(from, to), km_per_day,
                                        is_short[from]);
        if (today.day < shipment.sent_on + days)
            return false;
        prefetch_ends(world, shipment);
        const double chance = refusal(world.strictness, world.score_of(shipment.maker),
                                      world.territories.salience[to], lenient);
        arrivals.add({shipment, sim::probability_cut(chance)},
                     {{{sim::ordered_pair(shipment.requester, shipment.number)}}}, hand_over);
        return true;
    });
    arrivals.finish(hand_over);
    write_down(world);
}

}  // namespace models::delivery
