#include <models/demand.hpp>

#include <models/money.hpp>
#include <models/requesters.hpp>
#include <models/word_of_mouth.hpp>
#include <sim/chunk.hpp>
#include <sim/distributions.hpp>
#include <sim/draw_batch.hpp>

#include <algorithm>
#include <numeric>
#include <optional>

namespace models::demand {
namespace {

std::span<const PersonId> makers_known(const Requesters& requesters, RequesterId r) {
    const std::uint32_t begin = requesters.tie_begin[r];
    return std::span(requesters.tied_person).subspan(begin, requesters.tie_begin[r + 1] - begin);
}

bool knows_one_at_work(const World& world, RequesterId r) {
    return std::ranges::any_of(makers_known(world.requesters, r),
                               [&](PersonId p) { return world.takes_part(p); });
}

bool knows_a_giver(const World& world, RequesterId r, Product product) {
    return std::ranges::any_of(makers_known(world.requesters, r), [&](PersonId p) {
        return world.takes_part(p) && world.product_of(p) == product;
    });
}

/// The channels beside acquaintance that are open today.
struct OpenChannels {
    bool social_network, platform;
    double to_platform;  ///< share of requesters who turn to it

    explicit OpenChannels(const sim::Values& values)
        : social_network(values[social_networks]), platform(values[platforms]),
          to_platform(social_network ? values[platform_share] : 1) {}

    /// The channel that a requester finds for a product, if any; luck() is asked if it matters.
    template <class Luck>
    std::optional<Channel> find(const World& world, RequesterId r, Product product,
                                Luck luck) const {
        if (knows_a_giver(world, r, product))
            return Channel::acquaintance;
        if (platform && luck() < to_platform)
            return Channel::platform;
        return social_network ? std::optional(Channel::social_network) : std::nullopt;
    }
};

void place(World& world, RequesterId r, Product product, std::uint32_t units, Channel channel,
           int day) {
    const std::size_t k = index(product);
    world.note({.what = Happening::ordered,
                .requester = r,
                .order = world.requesters.n_orders[r],
                .units = units,
                .product = int(k)});
    world.orders.push_back({.requester = r,
                            .open = units,
                            .placed_on = static_cast<std::int16_t>(day),
                            .channel = channel,
                            .hops = 0,
                            .at = Coordination::absent,
                            .number = world.requesters.n_orders[r]++,
                            .product = product});
    world.requesters.expected[k][r] += units;
    world.today.asked(world.requesters.territory[r], Eigen::Index(k)) += units;
    world.accounts.requested[k] += units;
}

bool lacks(const Requesters& requesters, RequesterId r, Product product) {
    return requesters.latent[index(product)][r] > requesters.expected[index(product)][r];
}

std::uint32_t lacking(const Requesters& requesters, RequesterId r, Product product) {
    return requesters.latent[index(product)][r] - requesters.expected[index(product)][r];
}

/// Units of one order: lognormal by segment, at least one, at most what is lacking; luck() is asked
/// if there is a choice.
template <class Luck>
std::uint32_t order_size(const Requesters& requesters, RequesterId r, Product product, Luck luck) {
    const std::uint32_t most = lacking(requesters, r, product);
    if (most == 1)
        return 1;
    const std::size_t s = index(requesters.segment[r]);
    const double median = requesters.order_median[s], u = luck();
    if (u > 0.5 && median > most)  // so is the size: most orders need no logarithm
        return most;
    const double size = sim::lognormal(u, median, requesters.order_spread[s]);
    return static_cast<std::uint32_t>(std::clamp(size, 1.0, double(most)));
}

/// Orders of anybody in the country, spread over territories by their requesters.
void from_outside(World& world, const sim::Values& values, const sim::Today& today) {
    Requesters& requesters = world.requesters;
    const double orders = values[outside] * world.country_share;
    if (orders == 0)
        return;
    const OpenChannels open(values);
    const sim::Stream draws = today.stream("demand.outside");
    for (std::uint32_t t = 0; t < world.territories.size(); ++t) {
        const RequesterId begin = requesters.territory_begin[t];
        const double n_here = requesters.territory_begin[t + 1] - begin;
        const std::int64_t n =
            n_here > 0 ? sim::poisson(draws.uniform(t), orders * n_here / requesters.size) : 0;
        for (std::uint32_t i = 1; i <= n; ++i) {
            const std::uint64_t which = sim::ordered_pair(i, t);
            const auto r = begin + static_cast<RequesterId>(draws.uniform(which, 1) * n_here);
            const auto channel =
                open.find(world, r, Product::visor, [&] { return draws.uniform(which, 2); });
            if (channel && lacks(requesters, r, Product::visor))
                place(world, r, Product::visor,
                      order_size(requesters, r, Product::visor,
                                 [&] { return draws.uniform(which, 3); }),
                      *channel, today.day);
        }
    }
}

/// Useless offers of yesterday for each requester of a territory who knows.
double useless_offers(const World& world, std::size_t t) {
    const Requesters& requesters = world.requesters;
    const int informed =
        std::accumulate(requesters.knows.begin() + requesters.territory_begin[t],
                        requesters.knows.begin() + requesters.territory_begin[t + 1], 0);
    return world.territories.useless_yesterday[t] / std::max(informed, 1);
}

/// Chances to learn of the offer today in one territory, and to order.
struct Chances {
    float alone, tied;  ///< to learn, without and with a maker one knows at work
    std::array<float, n_products> to_order;

    Chances(const World& world, const sim::Values& values, std::size_t t) {
        const double from_press = values[by_press] * world.territories.press[t];
        const double platform = values[platforms] ? values[by_platform] : 0;
        alone = static_cast<float>(learns(0, from_press, platform, values[by_itself]));
        tied = static_cast<float>(learns(values[by_tie], from_press, platform, values[by_itself]));
        const double rate =
            undisturbed(values[order_rate], useless_offers(world, t), values[burden]);
        to_order = {static_cast<float>(rate), static_cast<float>(rate * values[gowns])};
    }
};

/// What requesters do today: all of one segment in one territory at a time.
class Asking {
  public:
    Asking(World& world, const sim::Values& values, const sim::Today& today)
        : world_(world), open_(values), day_(today.day),
          luck_(today.stream(name), world.requesters.size), orders_(today.stream(name)) {}

    /// Requesters first ... first+count-1 hear of the offer, or ask for `n_asked` products.
    void ask(const Chances& chances, std::size_t n_asked, std::size_t first, std::size_t count) {
        Requesters& requesters = world_.requesters;
        const std::uint32_t* luck = luck_.from(first);
        mark(chances, luck, first, count);
        for (std::size_t k = 1; k < n_asked; ++k)
            mark_more(chances, k, luck, first, count);
        sim::for_each_marked(acts_, count, [&](std::size_t i) {
            const auto r = static_cast<RequesterId>(first + i);
            if (!requesters.knows[r])
                requesters.knows[r] =
                    sim::unit(luck[i]) < chances.alone || knows_one_at_work(world_, r);
            else
                for (std::size_t k = 0; k < n_asked; ++k)
                    if (lacks(requesters, r, Product(k)) &&
                        luck_with(k, luck[i]) < chances.to_order[k]) {
                        sim::prefetch(requesters.n_orders, r);
                        const auto number = static_cast<std::uint32_t>(2 * k);
                        orders_.add({r, Product(k)}, {{{r, number + 1}, {r, number + 2}}},
                                    [&](auto... order) { place_one(order...); });
                    }
        });
    }

    /// The last orders of the day.
    void finish() {
        orders_.finish([&](auto... order) { place_one(order...); });
    }

  private:
    /// One who knows and lacks something.
    struct Buyer {
        RequesterId requester;
        Product product;
    };

    /// In [0, 1) with a product, from a requester's one word: who is lucky with one product is not
    /// with the other, so nobody asks for both on a day unless chances add up to more than 1.
    static float luck_with(std::size_t product, std::uint32_t word) {
        return sim::unit(product == 0 ? word : ~word);
    }

    /// Marks those who order the first product today, and those who may learn, if they know a maker
    /// at work. Like the next, without branches, through plain pointers: so it becomes vector code.
    void mark(const Chances& chances, const std::uint32_t* luck, std::size_t first,
              std::size_t count) {
        const std::uint8_t* knows = world_.requesters.knows.data() + first;
        const std::uint32_t* ties = world_.requesters.tie_begin.data() + first;
        const std::uint32_t* latent = world_.requesters.latent[0].data() + first;
        const std::uint32_t* expected = world_.requesters.expected[0].data() + first;
        const auto [alone, tied, to_order] = chances;
        const float orders = to_order[0];
        std::uint8_t* acts = acts_.data();
        for (std::size_t i = 0; i < count; ++i) {
            const float to_learn = ties[i] != ties[i + 1] ? tied : alone;
            const float to_ask = latent[i] > expected[i] ? orders : 0;
            acts[i] = sim::unit(luck[i]) < (knows[i] != 0 ? to_ask : to_learn);
        }
    }

    /// Marks those who order another product today if they lack it, which is looked up for them
    /// alone: they are few.
    void mark_more(const Chances& chances, std::size_t k, const std::uint32_t* luck,
                   std::size_t first, std::size_t count) {
        const std::uint8_t* knows = world_.requesters.knows.data() + first;
        const float chance = chances.to_order[k];
        std::uint8_t* acts = acts_.data();
        for (std::size_t i = 0; i < count; ++i)
            acts[i] |=
                static_cast<std::uint8_t>((knows[i] != 0) & (luck_with(k, luck[i]) < chance));
    }

    /// Places an order, if a channel is open; luck is a word for the channel and one for the size.
    void place_one(const Buyer& buyer, const std::uint32_t* luck) {
        const auto [r, product] = buyer;
        if (const auto channel =
                open_.find(world_, r, product, [&] { return sim::between_0_and_1(luck[0]); }))
            place(world_, r, product,
                  order_size(world_.requesters, r, product,
                             [&] { return sim::between_0_and_1(luck[1]); }),
                  *channel, day_);
    }

    World& world_;
    OpenChannels open_;
    int day_;
    sim::WordsInRows luck_;
    sim::DrawBatch<Buyer, 2> orders_;
    sim::Chunk<std::uint8_t> acts_;
};

}  // namespace

void public_order(World& world, const sim::Values& values, const sim::Arguments& arguments,
                  const sim::Today& today) {
    Requesters& requesters = world.requesters;
    const auto product = Product(arguments[ordered_product]);
    const OpenChannels open(values);
    const sim::Stream draws = today.stream("demand.public_order");
    // Every requester has its own place in the queue; the order covers the first ones.
    std::vector<std::pair<std::uint32_t, RequesterId>> queue;
    sim::for_each_word(draws, requesters.size, 0, [&](RequesterId r, std::uint32_t word) {
        if (lacks(requesters, r, product))
            queue.emplace_back(word, r);
    });
    std::ranges::sort(queue);
    auto left = static_cast<std::uint32_t>(arguments[ordered_units] * world.country_share);
    for (const auto& place_in_queue : queue) {
        if (left == 0)
            break;
        const RequesterId r = place_in_queue.second;
        const auto channel = open.find(world, r, product, [&] { return draws.uniform(r, 1); });
        if (!channel)
            continue;
        const std::uint32_t units = std::min(left, lacking(requesters, r, product));
        place(world, r, product, units, *channel, today.day);
        requesters.knows[r] = 1;
        left -= units;
        money::pay_in(world, requesters.territory[r] + 1u, Source::public_order,
                      money::cents(units * arguments[ordered_price]));
    }
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    word_of_mouth(world, values, today);
    from_outside(world, values, today);
    std::vector<Chances> chances;
    for (std::size_t t = 0; t < world.territories.size(); ++t)
        chances.emplace_back(world, values, t);
    Asking asking(world, values, today);
    const bool gowns_too = values[gowns] > 0;
    const auto& begin = world.requesters.segment_begin;
    for (std::size_t block = 0; block + 1 < begin.size(); ++block) {
        const auto segment = static_cast<Segment>(block % segments.size());
        const bool both = gowns_too && requesters::uses(segment, Product::gown);
        sim::for_each_chunk(
            begin[block], begin[block + 1], [&](std::size_t first, std::size_t count) {
                asking.ask(chances[block / segments.size()], both ? 2 : 1, first, count);
            });
    }
    asking.finish();
}

}  // namespace models::demand
