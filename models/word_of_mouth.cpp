#include <models/word_of_mouth.hpp>

#include <models/demand.hpp>
#include <sim/distributions.hpp>
#include <sim/draw_batch.hpp>

namespace models::demand {

void word_of_mouth(World& world, const sim::Values& values, const sim::Today& today) {
    Requesters& requesters = world.requesters;
    const sim::Poisson hearers(values[induced]);
    const sim::Stream draws = today.stream("demand.induced");
    const auto learn = [&](TerritoryId t, const std::uint32_t* luck) {
        const RequesterId begin = requesters.territory_begin[t];
        const double n_here = requesters.territory_begin[t + 1u] - begin;
        requesters.knows[begin + static_cast<RequesterId>(sim::between_0_and_1(*luck) * n_here)] =
            1;
    };
    sim::DrawBatch<TerritoryId, 1> colleagues(draws);
    const auto talk = [&](const Delivery& delivery, const std::uint32_t* luck) {
        const std::int64_t hear = hearers(sim::between_0_and_1(*luck));
        for (std::uint32_t i = 1; i <= hear; ++i)
            colleagues.add(requesters.territory[delivery.requester],
                           {{{sim::ordered_pair(delivery.requester, delivery.number), i}}}, learn);
    };
    sim::DrawBatch<Delivery, 1> parcels(draws);
    for (const Delivery& delivery : world.served_yesterday)
        parcels.add(delivery, {{{sim::ordered_pair(delivery.requester, delivery.number)}}}, talk);
    parcels.finish(talk);
    colleagues.finish(learn);
    world.served_yesterday.clear();
}

}  // namespace models::demand
