#include <models/demand.hpp>

#include <sim/distributions.hpp>
#include <tests/models/trial.hpp>

#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace {

namespace demand = models::demand;
using models::Channel;
using models::RequesterId;
using models::Stage;

/// Requesters of one territory, `number` of them, who order 10 units (median), without makers they
/// know. Whatever `values` do not say about how requesters hear is 0.
sim::Scenario demand_only(int number, const std::string& values, const std::string& rest = "",
                          double order_spread = 0) {
    std::string nothing_else;
    for (const char* source : {"by_tie", "by_press", "by_platform", "by_itself", "induced"})
        if (values.find(source) == std::string::npos)
            nothing_else += sim::text(source, " = 0\n");
    return trial::only({"demand"}, 100,
                       sim::text(R"(
[population]
size = 20
printer_share = 1
carer_share = 0
territories = """
territory,population,labs,latitude,longitude
A,65096768,1,48,2
"""
[acquaintance]
kind = "none"
[requesters]
staff_spread = 0
by_segment = """
segment,number,staff,order,order_spread
hospital,)",
                                 number, ",10,10,", order_spread, "\n\"\"\"\n[demand]\n",
                                 nothing_else, values, "\n", rest));
}

constexpr std::size_t gown = models::index(models::Product::gown);

/// Everybody lacks some visors, and some gowns if it is said.
trial::Trial lacking(const sim::Scenario& scenario, std::uint32_t units,
                     std::uint32_t replicate = 0, std::uint32_t gowns = 0) {
    trial::Trial trial(scenario, replicate);
    trial.world.requesters.latent[0].assign(trial.world.requesters.size, units);
    trial.world.requesters.latent[gown].assign(trial.world.requesters.size, gowns);
    return trial;
}

std::int64_t knowing(const models::World& world) {
    return std::accumulate(world.requesters.knows.begin(), world.requesters.knows.end(),
                           std::int64_t{0});
}

/// Person p is known to requester r, for each pair.
void introduce(models::World& world, const std::map<RequesterId, models::PersonId>& pairs) {
    auto& requesters = world.requesters;
    requesters.tied_person.clear();
    for (RequesterId r = 0; r < requesters.size; ++r) {
        requesters.tie_begin[r] = static_cast<std::uint32_t>(requesters.tied_person.size());
        if (pairs.contains(r))
            requesters.tied_person.push_back(pairs.at(r));
    }
    requesters.tie_begin[requesters.size] =
        static_cast<std::uint32_t>(requesters.tied_person.size());
}

}  // namespace

TEST(Demand, sources_of_news_combine_independently) {
    EXPECT_DOUBLE_EQ(demand::learns(0, 0, 0, 0), 0);
    EXPECT_DOUBLE_EQ(demand::learns(0.5, 0.5, 0, 0), 0.75);
    EXPECT_DOUBLE_EQ(demand::learns(0.3, 0, 0, 1), 1);
    EXPECT_NEAR(demand::learns(0.1, 0.2, 0.3, 0.4), 1 - .9 * .8 * .7 * .6, 1e-12);
}

TEST(Demand, nobody_orders_who_does_not_know_of_the_offer) {
    trial::Trial trial = lacking(demand_only(50, "order_rate = 1\nsocial_networks = true"), 100);
    trial.run(20);
    EXPECT_TRUE(trial.world.orders.empty());
    EXPECT_EQ(knowing(trial.world), 0);
}

TEST(Demand, nobody_orders_where_no_channel_is_open) {
    trial::Trial trial = lacking(demand_only(50, "order_rate = 1\nby_itself = 1"), 100);
    trial.run(5);
    EXPECT_EQ(knowing(trial.world), 50);
    EXPECT_TRUE(trial.world.orders.empty());
}

TEST(Demand, an_order_is_at_most_what_is_lacking_and_not_yet_ordered) {
    trial::Trial trial =
        lacking(demand_only(50, "order_rate = 1\nby_itself = 1\nplatforms = true"), 25);
    std::vector<std::int64_t> ordered;
    for (int day = 0; day < 6; ++day) {
        trial.run();
        ordered.push_back(trial.world.accounts.requested[0] / 50);
    }
    EXPECT_EQ(ordered, (std::vector<std::int64_t>{0, 10, 20, 25, 25, 25}));
    EXPECT_EQ(trial.world.requesters.expected[0], std::vector<std::uint32_t>(50, 25));
}

// Lognormal order sizes: half of 4,000 orders are below the median (sd 32), the mean of the
// logarithm is ln 10 (standard error .008).
TEST(Demand, order_sizes_follow_the_law_of_the_segment) {
    trial::Trial trial = lacking(
        demand_only(4000, "order_rate = 1\nby_itself = 1\nplatforms = true", "", 0.5), 1'000'000);
    trial.run(2);
    ASSERT_EQ(trial.world.orders.size(), 4000u);
    Sample logarithm;
    std::int64_t below = 0;
    for (const models::Order& order : trial.world.orders) {
        logarithm.add(std::log(order.open + 0.5));  // rounded down
        below += order.open < 10;
    }
    EXPECT_NEAR(logarithm.mean(), std::log(10), 0.05);
    EXPECT_NEAR(logarithm.sd(), 0.5, 0.04);
    EXPECT_NEAR(double(below), 2000, 200);
}

TEST(Demand, who_knows_a_maker_who_works_asks_her_first) {
    trial::Trial trial = lacking(
        demand_only(3, "by_tie = 1\norder_rate = 1\nplatforms = true\nplatform_share = 1"), 100);
    introduce(trial.world, {{0, 4}, {1, 5}});
    trial.world.move(4, Stage::engaged);  // person 5 does nothing
    trial.run();
    EXPECT_EQ(trial.world.requesters.knows, (std::vector<std::uint8_t>{1, 0, 0}));
    trial.world.requesters.knows.assign(3, 1);
    trial.run();
    std::map<RequesterId, Channel> channel;
    for (const models::Order& order : trial.world.orders)
        channel[order.requester] = order.channel;
    EXPECT_EQ(channel,
              (std::map<RequesterId, Channel>{
                  {0, Channel::acquaintance}, {1, Channel::platform}, {2, Channel::platform}}));
}

TEST(Demand, nobody_asks_for_gowns_before_their_day) {
    trial::Trial trial =
        lacking(demand_only(50, "order_rate = 1\nby_itself = 1\nplatforms = true"), 0, 0, 25);
    trial.run(5);
    EXPECT_EQ(trial.world.accounts.requested[gown], 0);
    trial::Trial open = lacking(
        demand_only(50, "order_rate = 1\nby_itself = 1\nplatforms = true\ngowns = 1"), 0, 0, 25);
    open.run(5);
    EXPECT_EQ(open.world.accounts.requested[gown], 50 * 25);
    EXPECT_EQ(open.world.accounts.requested[0], 0);
    EXPECT_TRUE(std::ranges::all_of(open.world.orders, [](const models::Order& order) {
        return order.product == models::Product::gown;
    }));
}

TEST(Demand, public_facing_jobs_ask_for_no_gowns) {
    const std::string shops = "[requesters]\nby_segment = \"\"\"\n"
                              "segment,number,staff,order,order_spread\n"
                              "public-facing job,50000,10,10,0\n\"\"\"\n";
    trial::Trial trial(trial::only({"demand"}, 10,
                                   shops + "[population]\nsize = 1\n[demand]\norder_rate = 1\n"
                                           "by_itself = 1\nplatforms = true\ngowns = 1\n"));
    const std::uint32_t n = trial.world.requesters.size;
    ASSERT_GT(n, 0u);
    for (auto& latent : trial.world.requesters.latent)
        latent.assign(n, 5);
    trial.run(3);
    EXPECT_EQ(trial.world.accounts.requested[0], 5 * std::int64_t{n});
    EXPECT_EQ(trial.world.accounts.requested[gown], 0);
}

// Who orders how many visors, when and through which channel is the same whether gowns are asked
// for or not.
TEST(Demand, gowns_leave_orders_of_visors_alone) {
    const auto visors = [](const std::string& values) {
        trial::Trial trial =
            lacking(demand_only(300,
                                "order_rate = 0.3\nby_itself = 0.2\nplatforms = true\n"
                                "social_networks = true\n" +
                                    values,
                                "", 0.5),
                    40, 0, 40);
        trial.run(15);
        std::vector<std::tuple<RequesterId, std::uint32_t, int, Channel>> orders;
        for (const models::Order& order : trial.world.orders)
            if (order.product == models::Product::visor)
                orders.emplace_back(order.requester, order.open, order.placed_on, order.channel);
        return orders;
    };
    EXPECT_EQ(visors("gowns = 0"), visors("gowns = 1"));
    EXPECT_GT(visors("gowns = 1").size(), 300u);
}

// Chances of .3 a day for visors and .3 for gowns: 10,000 requesters, each count binomial with sd
// 46; false alarm 1e-6. By luck of their own 900 would ask for both.
TEST(Demand, nobody_asks_for_both_products_on_a_day_unless_chances_add_up_to_more_than_1) {
    const auto asking = [](double rate) {
        trial::Trial trial = lacking(
            demand_only(10'000, sim::text("order_rate = ", rate, "\nplatforms = true\ngowns = 1")),
            20, 0, 20);
        trial.world.requesters.knows.assign(10'000, 1);
        trial.run();
        std::array<std::set<RequesterId>, models::n_products> who;
        for (const models::Order& order : trial.world.orders)
            who[models::index(order.product)].insert(order.requester);
        std::vector<RequesterId> both;
        std::ranges::set_intersection(who[0], who[gown], std::back_inserter(both));
        return std::tuple(double(who[0].size()), double(who[gown].size()), double(both.size()));
    };
    const auto [visors, gowns, both] = asking(0.3);
    EXPECT_NEAR(visors, 3000, 5 * 46);
    EXPECT_NEAR(gowns, 3000, 5 * 46);
    EXPECT_EQ(both, 0);
    EXPECT_NEAR(std::get<2>(asking(0.7)), 4000, 5 * 49);
}

TEST(Demand, a_maker_one_knows_is_asked_for_what_she_makes) {
    trial::Trial trial = lacking(
        demand_only(2, "order_rate = 1\nplatforms = true\nplatform_share = 1\ngowns = 1"), 9, 0, 9);
    introduce(trial.world, {{0, 4}, {1, 5}});
    trial.world.persons.process[4] = models::Process::sewing;
    trial.world.move(4, Stage::engaged);
    trial.world.move(5, Stage::engaged);
    trial.world.requesters.knows.assign(2, 1);
    trial.run();
    ASSERT_EQ(trial.world.orders.size(), 4u);
    for (const models::Order& order : trial.world.orders) {
        const bool she_makes_it =
            (order.requester == 0) == (order.product == models::Product::gown);
        EXPECT_EQ(order.channel, she_makes_it ? Channel::acquaintance : Channel::platform);
    }
}

TEST(Demand, useless_offers_make_requesters_order_less) {
    EXPECT_DOUBLE_EQ(demand::undisturbed(0.2, 0, 5), 0.2);
    EXPECT_DOUBLE_EQ(demand::undisturbed(0.2, 3, 0), 0.2);
    EXPECT_DOUBLE_EQ(demand::undisturbed(0.2, 1, 1), 0.1);
    const auto orders = [](const std::string& burden, double offers) {
        trial::Trial trial =
            lacking(demand_only(10000, "order_rate = 0.2\nplatforms = true\n" + burden), 100);
        trial.world.requesters.knows.assign(10000, 1);
        trial.world.territories.useless_yesterday[0] = offers;
        trial.run();
        return double(trial.world.orders.size());
    };
    EXPECT_NEAR(orders("burden = 1", 10000), 1000, 165);  // binomial: sd 30
    EXPECT_EQ(orders("burden = 0", 10000), orders("burden = 1", 0));
}

// Binomial(10,000, .7): sd 46.
TEST(Demand, strangers_share_out_over_the_open_channels) {
    const auto by_platform = [](const std::string& open) {
        trial::Trial trial = lacking(
            demand_only(10000, "by_itself = 1\norder_rate = 1\nplatform_share = 0.7\n" + open),
            100);
        trial.run(2);
        EXPECT_EQ(trial.world.orders.size(), 10000u);
        return std::ranges::count(trial.world.orders, Channel::platform, &models::Order::channel);
    };
    EXPECT_NEAR(double(by_platform("platforms = true\nsocial_networks = true\n")), 7000, 250);
    EXPECT_EQ(by_platform("platforms = true\n"), 10000);
    EXPECT_EQ(by_platform("social_networks = true\n"), 0);
}

// Binomial(20,000, p): 5.5 sd.
TEST(Demand, requesters_hear_at_the_stated_rates) {
    const auto heard = [](const std::string& values, double press) {
        trial::Trial trial(demand_only(20000, values));
        trial.world.territories.press[0] = press;
        trial.run();
        return double(knowing(trial.world));
    };
    EXPECT_NEAR(heard("by_press = 0.1", 0.5), 1000, 170);
    EXPECT_NEAR(heard("by_platform = 0.1\nplatforms = true", 0), 2000, 240);
    EXPECT_EQ(heard("by_platform = 0.1\nplatforms = false", 0), 0);
    EXPECT_NEAR(heard("by_itself = 0.02", 0), 400, 110);
}

// One requester was served; .3 others hear on average, so .3 (1 - 1/n) knew nothing before.
TEST(Demand, a_delivery_is_talked_about_in_the_territory) {
    Sample hear;
    for (std::uint32_t replicate = 0; replicate < 4000; ++replicate) {
        trial::Trial trial = lacking(demand_only(100, "induced = 0.3"), 0, replicate);
        trial.world.served_yesterday = {{17, 0}};
        trial.run();
        hear.add(double(knowing(trial.world)));
        EXPECT_TRUE(trial.world.served_yesterday.empty());
    }
    expect_mean(hear, .3, 0, .001);  // hearing twice: .045 / 100
}

// Two parcels for one requester on one day are two deliveries, each with its own luck.
TEST(Demand, two_deliveries_are_talked_about_twice) {
    Sample hear;
    for (std::uint32_t replicate = 0; replicate < 4000; ++replicate) {
        trial::Trial trial = lacking(demand_only(1000, "induced = 0.5"), 0, replicate);
        trial.world.served_yesterday = {{17, 0}, {17, 1}};
        trial.run();
        hear.add(double(knowing(trial.world)));
    }
    expect_mean(hear, 1, 0, .002);
}

// 200 days of 40 and of 41 deliveries: who hears of 40 hears of 41 too.
TEST(Demand, one_delivery_more_adds_hearers_and_moves_none) {
    int n_more = 0;
    for (std::uint32_t replicate = 0; replicate < 200; ++replicate) {
        const auto hearing = [&](std::size_t n_deliveries) {
            trial::Trial trial = lacking(demand_only(1000, "induced = 0.5"), 0, replicate);
            trial.world.served_yesterday.assign(n_deliveries, {17, 0});
            trial.run();
            return trial.world.requesters.knows;
        };
        const auto some = hearing(40), more = hearing(41);
        for (RequesterId r = 0; r < 1000; ++r) {
            EXPECT_LE(some[r], more[r]);
            n_more += more[r] - some[r];
        }
    }
    EXPECT_NEAR(n_more, 100, 50);  // Poisson, sd 10
}

// Verification T17 (Hawkes and Oakes 1974; Borel 1942): 20 requests a day from outside, each served
// request leads to Poisson(.5) further ones after a geometric(.5) delay from 1 day: 20, 25, 28.75,
// ..., 40 a day. Requests are served at once by hand; a fresh requester replaces who ordered.
TEST(Demand, supply_calls_forth_demand_at_the_branching_ratio) {
    const std::map<int, double> reference{
        {0, 20}, {1, 25}, {2, 28.75}, {5, 35.25390625}, {10, 38.8737}};
    const sim::Scenario scenario =
        demand_only(20000, "induced = 0.5\norder_rate = 0.5\nplatforms = true");
    std::map<int, Sample> requests;
    for (std::uint32_t replicate = 0; replicate < 400; ++replicate) {
        trial::Trial trial(scenario, replicate);
        auto& world = trial.world;
        world.requesters.latent[0].assign(world.requesters.size, 1);
        for (int day = 0; day <= 10; ++day) {
            world.today.clear(1);
            demand::step(world, trial.values(), {day, trial.today().date, world.run});
            requests[day].add(20 + double(world.orders.size()));
            for (const models::Order& order : world.orders) {
                world.served_yesterday.push_back({order.requester, order.number});
                world.requesters.knows[order.requester] = 0;
                world.requesters.expected[0][order.requester] = 0;
            }
            world.orders.clear();
            // From outside: requests of anybody, a different requester each.
            for (RequesterId i = 0; i < 20; ++i)
                world.served_yesterday.push_back({static_cast<RequesterId>(day * 20) + i, 0});
        }
    }
    for (const auto& [day, mean] : reference)
        expect_mean(requests[day], mean, 0, mean * .002);  // hearing by those who know already
}

TEST(Demand, a_public_order_is_placed_in_full_where_enough_is_lacking) {
    const std::string order = R"(
[[event]]
name = "city"
date = 2020-03-02
act = "demand.public_order"
with = { units = 333 }
)";
    trial::Trial trial = lacking(demand_only(50, "order_rate = 0\nplatforms = true", order), 20);
    trial.run(2);
    EXPECT_EQ(trial.world.accounts.requested[0], 333);
    EXPECT_EQ(knowing(trial.world), 17);  // 16 orders of 20 and one of 13

    trial::Trial little = lacking(demand_only(5, "order_rate = 0\nplatforms = true", order), 20);
    little.run(2);
    EXPECT_EQ(little.world.accounts.requested[0], 100);

    trial::Trial no_channel = lacking(demand_only(50, "order_rate = 0", order), 20);
    no_channel.run(2);
    EXPECT_EQ(no_channel.world.accounts.requested[0], 0);
}

TEST(Demand, a_public_body_can_order_gowns) {
    trial::Trial trial = lacking(demand_only(50, "order_rate = 0\nplatforms = true", R"(
[[event]]
name = "hospital group"
date = 2020-03-02
act = "demand.public_order"
with = { product = "gown", units = 333, price = 4.5 }
)"),
                                 20, 0, 20);
    trial.run(2);
    EXPECT_EQ(trial.world.accounts.requested[gown], 333);
    EXPECT_EQ(trial.world.accounts.requested[0], 0);
}

// T7: arrivals from a large population. Poisson: mean and variance 5 a day; of a tenth of the
// requesters' territory a tenth of that.
TEST(Demand, orders_come_from_outside_whatever_anybody_knows) {
    trial::Trial trial = lacking(demand_only(1000, "outside = 5\nplatforms = true"), 1000);
    Sample orders;
    for (int day = 0; day < 90; ++day) {
        const std::size_t before = trial.world.orders.size();
        trial.run();
        orders.add(double(trial.world.orders.size() - before));
    }
    expect_mean(orders, 5, 0, .01);
    EXPECT_NEAR(orders.sd(), std::sqrt(5.0), .6);
    EXPECT_EQ(knowing(trial.world), 0);
    EXPECT_EQ(trial.world.accounts.requested[0],
              10 * static_cast<std::int64_t>(trial.world.orders.size()));
}

TEST(Demand, who_lacks_nothing_orders_nothing_from_outside_either) {
    trial::Trial trial = lacking(demand_only(10, "outside = 50\nplatforms = true"), 0);
    trial.run(5);
    EXPECT_TRUE(trial.world.orders.empty());
}

// So who lacks less than the median orders all of it with every luck above one half.
TEST(Demand, orders_of_more_than_median_luck_are_at_least_the_median) {
    for (const double spread : {0.0, 1e-12, 0.1, 0.9, 3.0})
        for (double above = 1; above > 0x1p-33; above /= 2)
            EXPECT_GE(sim::lognormal(0.5 + 0.4999 * above, 15, spread), 15) << above;
}
