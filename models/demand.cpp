#include <models/demand.hpp>

#include <sim/chunk.hpp>
#include <sim/distributions.hpp>

#include <algorithm>

namespace models::demand {
namespace {

std::span<const PersonId> makers_known(const Requesters& requesters, RequesterId r) {
    const std::uint32_t begin = requesters.tie_begin[r];
    return std::span(requesters.tied_person).subspan(begin, requesters.tie_begin[r + 1] - begin);
}

bool knows_a_giver(const World& world, RequesterId r) {
    return std::ranges::any_of(makers_known(world.requesters, r),
                               [&](PersonId p) { return world.takes_part(p); });
}

/// Yesterday's deliveries are talked about: some colleagues in the territory hear.
void word_of_mouth(World& world, const sim::Values& values, const sim::Today& today) {
    Requesters& requesters = world.requesters;
    const double mean = values[induced];
    const sim::Stream draws = today.stream("demand.induced");
    for (const Delivery& delivery : world.served_yesterday) {
        const TerritoryId t = requesters.territory[delivery.requester];
        const RequesterId begin = requesters.territory_begin[t];
        const double n_here = requesters.territory_begin[t + 1u] - begin;
        const std::uint64_t parcel = sim::ordered_pair(delivery.requester, delivery.number);
        const std::int64_t hear = sim::poisson(draws.uniform(parcel), mean);
        for (std::uint32_t i = 1; i <= hear; ++i)
            requesters.knows[begin + static_cast<RequesterId>(draws.uniform(parcel, i) * n_here)] =
                1;
    }
    world.served_yesterday.clear();
}

/// The channels beside acquaintance that are open today.
struct OpenChannels {
    bool social_network, platform;
    double to_platform;  ///< share of requesters who turn to it

    explicit OpenChannels(const sim::Values& values)
        : social_network(values[social_networks]), platform(values[platforms]),
          to_platform(social_network ? values[platform_share] : 1) {}

    /// The channel that a requester finds, if any.
    std::optional<Channel> find(const World& world, RequesterId r, double u) const {
        if (knows_a_giver(world, r))
            return Channel::acquaintance;
        if (platform && u < to_platform)
            return Channel::platform;
        return social_network ? std::optional(Channel::social_network) : std::nullopt;
    }
};

void place(World& world, RequesterId r, std::uint32_t units, Channel channel, int day) {
    world.note({.what = Happening::ordered,
                .requester = r,
                .order = world.requesters.n_orders[r],
                .units = units,
                .product = 0});
    world.orders.push_back({.requester = r,
                            .open = units,
                            .placed_on = static_cast<std::int16_t>(day),
                            .channel = channel,
                            .hops = 0,
                            .at = Coordination::absent,
                            .number = world.requesters.n_orders[r]++});
    world.requesters.expected[r] += units;
    world.today.asked(world.requesters.territory[r], 0) += units;
    world.accounts.requested += units;
}

/// Units of one order: lognormal by segment, at least one, at most what is lacking.
std::uint32_t order_size(const Requesters& requesters, RequesterId r, std::uint32_t lacking,
                         double u) {
    const std::size_t s = index(requesters.segment[r]);
    const double size = sim::lognormal(u, requesters.order_median[s], requesters.order_spread[s]);
    return static_cast<std::uint32_t>(std::clamp(size, 1.0, double(lacking)));
}

/// Chances to learn of the offer today in one territory, and to order.
struct Chances {
    float alone, tied;  ///< to learn, without and with a maker one knows at work
    float to_order;

    Chances(const sim::Values& values, double press) {
        const double from_press = values[by_press] * press;
        const double platform = values[platforms] ? values[by_platform] : 0;
        alone = static_cast<float>(learns(0, from_press, platform, values[by_itself]));
        tied = static_cast<float>(learns(values[by_tie], from_press, platform, values[by_itself]));
        to_order = static_cast<float>(values[order_rate]);
    }

    /// Whether luck u lets this requester order, or learn if a maker it knows is at work.
    bool may_act(const Requesters& requesters, RequesterId r, float u) const {
        const bool knows = requesters.knows[r] != 0;
        const bool lacks = requesters.latent[r] > requesters.expected[r];
        const bool has_ties = requesters.tie_begin[r] != requesters.tie_begin[r + 1];
        return bool((knows & lacks & (u < to_order)) | (!knows & (u < (has_ties ? tied : alone))));
    }
};

/// One order of a requester who knows and lacks, if a channel is open.
void order(World& world, RequesterId r, const OpenChannels& open, const sim::Stream& draws,
           int day) {
    const Requesters& requesters = world.requesters;
    const auto channel = open.find(world, r, draws.uniform(r, 1));
    const std::uint32_t lacking = requesters.latent[r] - requesters.expected[r];
    if (channel)
        place(world, r, order_size(requesters, r, lacking, draws.uniform(r, 2)), *channel, day);
}

}  // namespace

void public_order(World& world, const sim::Values& values, const sim::Arguments& arguments,
                  const sim::Today& today) {
    Requesters& requesters = world.requesters;
    const OpenChannels open(values);
    const sim::Stream draws = today.stream("demand.public_order");
    // Every requester has its own place in the queue; the order covers the first ones.
    std::vector<std::pair<std::uint32_t, RequesterId>> queue;
    for (RequesterId r = 0; r < requesters.size; ++r)
        if (requesters.latent[r] > requesters.expected[r])
            queue.emplace_back(draws.word(r), r);
    std::ranges::sort(queue);
    auto left = static_cast<std::uint32_t>(arguments[ordered] * world.country_share);
    for (const auto& [word, r] : queue) {
        const auto channel = open.find(world, r, draws.uniform(r, 1));
        if (left == 0 || !channel)
            continue;
        const std::uint32_t units = std::min(left, requesters.latent[r] - requesters.expected[r]);
        place(world, r, units, *channel, today.day);
        requesters.knows[r] = 1;
        left -= units;
    }
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    word_of_mouth(world, values, today);
    Requesters& requesters = world.requesters;
    const OpenChannels open(values);
    const sim::Stream draws = today.stream(name);
    sim::Chunk<std::uint32_t> words;
    sim::Chunk<std::uint8_t> acts;
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        const Chances chances(values, world.territories.press[t]);
        const auto ask = [&](std::size_t first, std::size_t count) {
            draws.words(first, std::span(words.data(), count));
            for (std::size_t i = 0; i < count; ++i)
                acts[i] = chances.may_act(requesters, static_cast<RequesterId>(first + i),
                                          sim::unit(words[i]));
            for (std::size_t i = 0; i < count; ++i) {
                const auto r = static_cast<RequesterId>(first + i);
                if (!acts[i])
                    continue;
                if (requesters.knows[r])
                    order(world, r, open, draws, today.day);
                else if (sim::unit(words[i]) < chances.alone || knows_a_giver(world, r))
                    requesters.knows[r] = 1;
            }
        };
        sim::for_each_chunk(requesters.territory_begin[t], requesters.territory_begin[t + 1], ask);
    }
}

}  // namespace models::demand
