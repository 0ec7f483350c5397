#include <models/delivery.hpp>

#include <models/money.hpp>

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

/// What arrives soon comes from and goes to anywhere.
void prefetch(const World& world, const Shipment& shipment) {
    const Requesters& requesters = world.requesters;
    const std::size_t k = index(shipment.product);
    for (const auto* column : {&requesters.expected[k], &requesters.latent[k], &requesters.held[k]})
        sim::prefetch(column->data() + shipment.requester);
    sim::prefetch(world.persons.thanks, shipment.maker);
    sim::prefetch(world.persons.territory, shipment.maker);
    sim::prefetch(world.designs.score, shipment.maker);
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
    money::sell(world, prices, shipment.maker, shipment.units);
    world.served_yesterday.push_back({shipment.requester, shipment.number});
    if (world.is_person(shipment.maker) && !world.persons.thanks.empty())
        world.persons.thanks[shipment.maker] = static_cast<std::uint16_t>(
            std::min(world.persons.thanks[shipment.maker] + shipment.units, 65535u));
}

}  // namespace

void step(World& world, const sim::Values& values, const sim::Today& today) {
    const sim::Stream draws = today.stream(name);
    const std::vector<bool> is_short = short_of_helpers(world, values[helpers_needed]);
    const auto at_least = static_cast<int>(values[handover]);
    const double km_per_day = values[speed];
    const double lenient = values[leniency];
    const money::Prices prices(values);
    const Shipment* const end = world.shipments.data() + world.shipments.size();
    const auto may_arrive = [&](const Shipment& shipment) {  // if it comes from nearby
        return shipment.sent_on + at_least <= today.day;
    };
    std::erase_if(world.shipments, [&](const Shipment& shipment) {
        if (!may_arrive(shipment))
            return false;
        const bool is_last = end - &shipment <= std::ptrdiff_t{sim::steps_ahead};
        if (!is_last && may_arrive(*(&shipment + sim::steps_ahead)))
            prefetch(world, *(&shipment + sim::steps_ahead));
        const TerritoryId from = world.territory_of(shipment.maker);
        const TerritoryId to = world.requesters.territory[shipment.requester];
        const int days = days_under_way(at_least, world.territories.distance(from, to), km_per_day,
                                        is_short[from]);
        if (today.day < shipment.sent_on + days)
            return false;
        const std::uint64_t parcel = sim::ordered_pair(shipment.requester, shipment.number);
        const double chance = refusal(world.strictness, world.score_of(shipment.maker),
                                      world.territories.salience[to], lenient);
        // Few would be refused: only their makers' certificates are looked up, far away.
        const bool refused =
            chance > 0 && draws.bernoulli(chance, parcel) && !world.approved(shipment.maker);
        arrive(world, prices, shipment, !refused, today.day);
        return true;
    });
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        world.territories.delivered_yesterday[t] =
            double(world.today.delivered.row(Eigen::Index(t)).sum());
        world.territories.useless_yesterday[t] = double(world.today.useless(Eigen::Index(t)));
    }
}

}  // namespace models::delivery
