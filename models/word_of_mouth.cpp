#include <models/word_of_mouth.hpp>

#include <models/demand.hpp>
#include <sim/distributions.hpp>

namespace models::demand {

void word_of_mouth(World& world, const sim::Values& values, const sim::Today& today) {
    Requesters& requesters = world.requesters;
    std::vector<std::uint32_t> n_served(world.territories.size());
    for (const Delivery& delivery : world.served_yesterday)
        ++n_served[requesters.territory[delivery.requester]];
    world.served_yesterday.clear();
    const sim::Stream draws = today.stream("demand.induced");
    std::vector<std::uint32_t> luck;
    for (std::uint32_t t = 0; t < n_served.size(); ++t) {
        // A Poisson number of colleagues from each delivery is one from all of them.
        luck.resize(static_cast<std::size_t>(
            sim::poisson(draws.uniform(t), values[induced] * n_served[t])));
        draws.words(sim::ordered_pair(t, 0), luck, 1);
        const RequesterId begin = requesters.territory_begin[t];
        const std::uint32_t n_here = requesters.territory_begin[t + 1] - begin;
        for (const std::uint32_t word : luck)
            requesters.knows[begin + sim::one_of(n_here, word)] = 1;
    }
}

}  // namespace models::demand
