#include <models/delivery.hpp>

#include <tests/models/market.hpp>

namespace {

namespace delivery = models::delivery;
using models::Channel;
using trial::Market;

/// Sends one parcel of one unit from each maker to the requester of the same number.
void send(Market& market) {
    for (models::UnitId maker = 0; maker < market.world.persons.size; ++maker) {
        market.give(maker, 1);
        market.world.persons.stock[maker] -= 1;
        market.world.accounts.requested[0] += 1;
        market.world.requesters.expected[0][maker] += 1;
        market.world.shipments.push_back({.requester = maker,
                                          .maker = maker,
                                          .units = 1,
                                          .ordered_on = static_cast<std::int16_t>(market.day - 3),
                                          .sent_on = static_cast<std::int16_t>(market.day),
                                          .channel = Channel::platform,
                                          .number = market.world.requesters.n_parcels[maker]++});
    }
}

void deliver(Market& market) {
    market.world.today.clear(1);
    delivery::step(market.world, market.values, market.today());
}

}  // namespace

TEST(Delivery, a_parcel_needs_a_day_and_as_many_more_as_the_distance_takes) {
    EXPECT_EQ(delivery::days_under_way(1, 0, 300, false), 1);
    EXPECT_EQ(delivery::days_under_way(1, 299, 300, false), 1);
    EXPECT_EQ(delivery::days_under_way(1, 300, 300, false), 2);
    EXPECT_EQ(delivery::days_under_way(1, 900, 300, true), 5);
}

TEST(Delivery, what_arrives_is_held_and_no_longer_lacking) {
    Market market(3, 3);
    market.values.set("delivery.helpers_needed", 0.0);
    send(market);
    deliver(market);
    EXPECT_EQ(market.world.accounts.delivered[0], 0);  // never on the day it was sent
    market.day = 1;
    deliver(market);
    EXPECT_EQ(market.world.today.delivered.sum(), 3);
    EXPECT_EQ(market.world.today.by_channel(0, 2), 3);
    EXPECT_EQ(market.world.requesters.held[0], std::vector<std::uint32_t>(3, 1));
    EXPECT_EQ(market.world.requesters.latent[0], std::vector<std::uint32_t>(3, 999));
    EXPECT_EQ(market.world.requesters.expected[0], std::vector<std::uint32_t>(3, 0));
    EXPECT_EQ(market.world.today.waiting_days.sum(), 3 * 4);
    EXPECT_EQ(market.world.served_yesterday,
              (std::vector<models::Delivery>{{0, 0}, {1, 0}, {2, 0}}));
    EXPECT_EQ(market.world.territories.delivered_yesterday[0], 3);
    EXPECT_TRUE(market.world.shipments.empty());
    market.day = 2;
    deliver(market);
    EXPECT_EQ(market.world.territories.delivered_yesterday[0], 0);
}

TEST(Delivery, makers_are_thanked_for_what_arrived) {
    Market market(2, 2);
    market.world.persons.thanks.assign(2, 0);
    market.values.set("delivery.helpers_needed", 0.0);
    send(market);
    send(market);
    market.day = 1;
    deliver(market);
    EXPECT_EQ(market.world.persons.thanks, (std::vector<std::uint16_t>{2, 2}));
}

TEST(Delivery, enormous_parcels_are_thanked_for_without_overflow) {
    Market market(1, 1);
    market.world.persons.thanks.assign(1, 0);
    send(market);
    market.world.shipments[0].units = 65'536;
    market.world.requesters.expected[0][0] = 65'536;
    market.day = 2;
    deliver(market);
    EXPECT_GT(market.world.persons.thanks[0], 60'000);
}

TEST(Delivery, parcels_wait_a_day_more_where_helpers_are_few) {
    Market market(10, 10);
    market.values.set("delivery.helpers_needed", 0.25);
    send(market);
    market.day = 1;
    deliver(market);
    EXPECT_EQ(market.world.today.delivered.sum(), 0);
    market.day = 2;
    deliver(market);
    EXPECT_EQ(market.world.today.delivered.sum(), 10);

    Market helped(10, 10);
    helped.values.set("delivery.helpers_needed", 0.25);
    helped.world.persons.machines[0] = helped.world.persons.machines[1] = 0;  // 2 helpers, 8 makers
    send(helped);
    helped.day = 1;
    deliver(helped);
    EXPECT_EQ(helped.world.today.delivered.sum(), 10);
}

// Design is off, so every score is 0.5: half of 0.6. Binomial(10,000, .3): sd 46.
TEST(Delivery, strict_requesters_refuse_a_share) {
    Market market(10000, 10000);
    market.world.strictness = 0.6;
    market.world.norm.asks_approval.fill(true);
    send(market);
    market.day = 2;
    deliver(market);
    EXPECT_NEAR(double(market.world.today.refused.sum()), 3000, 250);
    EXPECT_EQ(market.world.today.refused.sum() + market.world.today.delivered.sum(), 10000);
    EXPECT_EQ(market.world.accounts.refused[0], market.world.today.refused.sum());
    EXPECT_EQ(std::ranges::count(market.world.requesters.expected[0], 0u), 10000);
    EXPECT_EQ(std::ranges::count(market.world.requesters.latent[0], 1000u),
              market.world.today.refused.sum());
}

TEST(Delivery, strictness_0_refuses_nothing_and_1_all_that_is_worthless) {
    for (const double strictness : {0.0, 1.0}) {
        Market market(500, 500);
        market.world.designs.score.assign(500, 0);
        market.world.strictness = strictness;
        market.world.norm.asks_approval.fill(true);
        send(market);
        market.day = 2;
        deliver(market);
        EXPECT_EQ(market.world.today.refused.sum(), strictness > 0 ? 500 : 0);
    }
}

TEST(Delivery, the_worse_a_design_and_the_calmer_the_place_the_more_is_refused) {
    EXPECT_DOUBLE_EQ(delivery::refusal(0.4, 0, 0, 0.5), 0.4);
    EXPECT_DOUBLE_EQ(delivery::refusal(0.4, 0.5, 0, 0.5), 0.2);
    EXPECT_DOUBLE_EQ(delivery::refusal(0.4, 1, 0, 0.5), 0);
    EXPECT_DOUBLE_EQ(delivery::refusal(0.4, 0, 1, 0.5), 0.2);
    EXPECT_DOUBLE_EQ(delivery::refusal(0.4, 0, 1, 1), 0);
    EXPECT_DOUBLE_EQ(delivery::refusal(0.4, 0, 1, 0), 0.4);
}

// F18: overwhelmed services welcome whatever comes.
TEST(Delivery, at_the_peak_of_need_anything_is_welcome) {
    for (const double salience : {0.0, 1.0}) {
        Market market(500, 500);
        market.world.designs.score.assign(500, 0);
        market.world.strictness = 1;
        market.world.norm.asks_approval.fill(true);
        market.values.set("delivery.leniency", 1.0);
        market.world.territories.salience = {salience};
        send(market);
        market.day = 2;
        deliver(market);
        EXPECT_EQ(market.world.today.refused.sum(), salience < 1 ? 500 : 0);
    }
}

TEST(Delivery, gowns_fill_the_need_for_gowns_only) {
    Market market(3, 3);
    market.values.set("delivery.helpers_needed", 0.0);
    const std::size_t gown = models::index(models::Product::gown);
    auto& requesters = market.world.requesters;
    requesters.latent[gown].assign(3, 5);
    send(market);
    market.world.shipments[1].product = models::Product::gown;
    std::swap(requesters.expected[0][1], requesters.expected[gown][1]);
    market.day = 1;
    deliver(market);
    EXPECT_EQ(requesters.latent[0], (std::vector<std::uint32_t>{999, 1000, 999}));
    EXPECT_EQ(requesters.latent[gown], (std::vector<std::uint32_t>{5, 4, 5}));
    EXPECT_EQ(requesters.held[gown], (std::vector<std::uint32_t>{0, 1, 0}));
    EXPECT_EQ(requesters.expected[gown], (std::vector<std::uint32_t>{0, 0, 0}));
    EXPECT_EQ(market.world.today.delivered(0, 0), 2);
    EXPECT_EQ(market.world.today.delivered(0, 1), 1);
    EXPECT_EQ(market.world.territories.delivered_yesterday[0], 3);
}

// Common luck: whatever a lenient requester refuses, a stricter one refuses too.
TEST(Delivery, greater_strictness_refuses_the_same_parcels_and_more) {
    const auto refused = [](double strictness) {
        Market market(2000, 2000);
        market.world.strictness = strictness;
        market.world.norm.asks_approval.fill(true);
        send(market);
        market.day = 2;
        deliver(market);
        return market.world.requesters.held[0];
    };
    const auto lenient = refused(.1), strict = refused(.2);
    for (std::size_t r = 0; r < lenient.size(); ++r)
        EXPECT_LE(strict[r], lenient[r]);
}

// Little (1961, doi:10.1287/opre.9.3.383), verification T7: in a run that starts and ends empty,
// units on order at the end of a day, summed over days = days from order to arrival, summed over
// units. Nothing is refused or given up here.
TEST(Delivery, littles_law_holds_exactly_in_a_run_that_ends_empty) {
    trial::Trial trial(trial::parsed(R"(
[calendar]
start = 2020-03-01
end = 2020-09-30
[population]
size = 500
threshold_mean = -5
exit_hazard = 0
territories = """
territory,population,labs,latitude,longitude
A,3000000,1,48,2
B,2000000,1,44,1
C,1000000,1,45,7
"""
[requesters]
by_segment = """
segment,number,staff,order,order_spread
hospital,2000,40,20,0.8
liberal carer,3000,5,8,0.5
"""
[awareness]
on = false
[rumor]
on = false
[norms]
on = false
[need]
lifetime = 1000
[supply]
on = false
[demand]
by_itself = 0.05
[matching]
give_up = 1000
[[event]]
name = "groups"
date = 2020-03-10
set = { "demand.social_networks" = true }
[[event]]
name = "platforms"
date = 2020-03-15
set = { "demand.platforms" = true }
[[event]]
name = "no more orders"
date = 2020-05-01
set = { "demand.order_rate" = 0 }
)"));
    std::int64_t on_order = 0;
    double waited = 0;
    for (int day = 0; day < 210; ++day) {
        trial.run();
        const auto& expected = trial.world.requesters.expected[0];
        on_order += std::accumulate(expected.begin(), expected.end(), std::int64_t{0});
        waited += trial.world.today.waiting_days.sum();
    }
    EXPECT_TRUE(trial.world.orders.empty());
    EXPECT_TRUE(trial.world.shipments.empty());
    EXPECT_EQ(trial.world.accounts.cancelled[0], 0);
    EXPECT_GT(trial.world.accounts.delivered[0], 1000);
    EXPECT_EQ(double(on_order), waited);
}
