#include <models/matching.hpp>

#include <sim/distributions.hpp>
#include <sim/topology.hpp>
#include <tests/models/market.hpp>

#include <map>
#include <set>

namespace {

using models::Channel;
using models::RequesterId;
using models::UnitId;
using trial::Market;

/// M offers of one unit to N open orders of one unit, on a social network; share served.
double share_served(std::uint32_t n_offers, std::uint32_t n_orders, std::uint32_t replicate) {
    Market market(n_offers, n_orders, replicate);
    for (UnitId maker = 0; maker < n_offers; ++maker)
        market.give(maker, 1);
    for (RequesterId r = 0; r < n_orders; ++r)
        market.order(r, 1, Channel::social_network);
    market.coordinate("distributed");
    market.match();
    EXPECT_EQ(market.world.today.useless.sum(), n_offers - market.shipped());
    models::check_conservation(market.world);
    return double(market.shipped()) / n_orders;
}

/// n makers with one unit each, n orders of one unit, each pair acquainted with chance c / n.
double served_by_acquaintance(std::uint32_t n, double c, std::uint32_t replicate) {
    Market market(n, n, replicate);
    const sim::Stream luck(market.world.run, "T16", 0);
    auto& requesters = market.world.requesters;
    for (RequesterId r = 0; r < n; ++r) {
        for (UnitId maker = 0; maker < n; ++maker)
            if (luck.bernoulli(c / n, sim::ordered_pair(r, maker)))
                requesters.tied_person.push_back(maker);
        requesters.tie_begin[r + 1] = static_cast<std::uint32_t>(requesters.tied_person.size());
        market.order(r, 1, Channel::acquaintance);
    }
    for (UnitId maker = 0; maker < n; ++maker)
        market.give(maker, 1);
    market.coordinate("distributed");
    market.match();
    return double(market.shipped()) / n;
}

/// Orders passed from unit to unit, all tied, of whom ten times `free` in ten have plenty: share
/// lost.
double share_lost(int free, std::int64_t max_hops) {
    Market market(2000, 4000);
    for (UnitId maker = 0; maker < 2000; ++maker)
        if (int(maker % 10) < free)
            market.give(maker, 10000);
    for (RequesterId r = 0; r < 4000; ++r)
        market.order(r, 1, Channel::platform);
    market.coordinate("distributed");
    market.world.coordination.network = sim::complete(2000);
    market.values.set("matching.doubling", 0.0);
    market.values.set("matching.max_hops", max_hops);
    market.values.set("matching.hops_per_day", max_hops + 1);
    market.match();
    EXPECT_TRUE(market.world.orders.empty());
    EXPECT_EQ(market.world.today.lost.sum(), 4000 - market.shipped());
    models::check_conservation(market.world);
    return double(market.world.today.lost.sum()) / 4000;
}

/// Mean orders that wait at the end of a day where Poisson(arrivals) a day come to a coordinator
/// with time for `capacity` of them. Makers have plenty.
double mean_backlog(double arrivals, double capacity, std::uint32_t n_days) {
    Market market(1, 1);
    market.give(0, 1u << 30);
    market.values.set("coordination.hours", capacity / 10);
    market.values.set("coordination.minutes_per_order", 6.0);
    market.values.set("matching.give_up", std::int64_t{1000});
    double waiting = 0;
    for (std::uint32_t d = 0; d < n_days; ++d) {
        const sim::Stream luck(market.world.run, "T7", d);
        for (std::int64_t i = sim::poisson(luck.uniform(0), arrivals); i > 0; --i)
            market.order(0, 1, Channel::platform);
        market.coordinate("centralized");
        market.match();
        market.world.shipments.clear();
        waiting += double(market.world.orders.size());
    }
    return waiting / n_days;
}

/// Which maker serves each of 200 orders of one unit when makers have plenty.
std::map<RequesterId, UnitId> servers(const std::set<UnitId>& makers, std::uint32_t replicate = 0) {
    Market market(20, 200, replicate);
    for (const UnitId maker : makers)
        market.give(maker, 1000);
    for (RequesterId r = 0; r < 200; ++r)
        market.order(r, 1, Channel::platform);
    market.values.set("coordination.hours", 1e5);
    market.coordinate("centralized");
    market.match();
    std::map<RequesterId, UnitId> server;
    for (const models::Shipment& shipment : market.world.shipments)
        server[shipment.requester] = shipment.maker;
    EXPECT_EQ(server.size(), 200u);
    return server;
}

std::set<RequesterId> served(const Market& market) {
    std::set<RequesterId> requesters;
    for (const models::Shipment& shipment : market.world.shipments)
        requesters.insert(shipment.requester);
    return requesters;
}

}  // namespace

// Butters (1977, doi:10.2307/2297090), verification T16: 1 - (1 - 1/N)^M.
TEST(Matching, uncoordinated_offers_serve_the_published_share) {
    struct Row {
        std::uint32_t offers, orders;
        double share;
    };
    for (const Row& row : {Row{100, 100, .6340}, Row{1000, 1000, .6323}, Row{50, 100, .3950},
                           Row{200, 100, .8660}}) {
        Sample share;
        for (std::uint32_t replicate = 0; replicate < 200; ++replicate)
            share.add(share_served(row.offers, row.orders, replicate));
        expect_mean(share, row.share, 0, .00005);
    }
}

// T16: offers per request 0, 1, 2, 3: .366, .370, .185, .061 for M = N = 100.
TEST(Matching, some_requests_meet_several_offers) {
    std::array<Sample, 4> offers;
    for (std::uint32_t replicate = 0; replicate < 200; ++replicate) {
        Market market(100, 100, replicate);
        for (UnitId maker = 0; maker < 100; ++maker) {
            market.give(maker, 1);
            market.order(maker, 1000, Channel::social_network);
        }
        market.coordinate("distributed");
        market.match();
        std::array<double, 4> n{};
        for (const models::Order& order : market.world.orders)
            if (order.open >= 997)
                n[1000 - order.open] += 1;
        for (std::size_t k = 0; k < 4; ++k)
            offers[k].add(n[k] / 100);
    }
    for (const auto& [k, share] : {std::pair{0u, .366}, {1u, .370}, {2u, .185}, {3u, .061}})
        expect_mean(offers[k], share, 0, .0005);
}

// T16; Mastin and Jaillet (2013): 1 - ln(2 - e^-c) / c.
TEST(Matching, acquaintances_serve_the_published_share) {
    for (const auto& [c, share] :
         {std::pair{.5, .3364}, {1.0, .5101}, {2.0, .6885}, {5.0, .8620}}) {
        Sample served_share;
        for (std::uint32_t replicate = 0; replicate < 6; ++replicate)
            served_share.add(served_by_acquaintance(1000, c, replicate));
        // sd of a run .012 to .005 by T16.
        EXPECT_NEAR(served_share.mean(), share, 3.5 * .012 / std::sqrt(6)) << c;
    }
}

// T16: lost after h steps where each unit is free with chance f: (1 - f)^(h + 1). 4,000 orders.
TEST(Matching, an_order_passed_on_is_lost_with_the_published_chance) {
    EXPECT_NEAR(share_lost(1, 6), .4783, 3.5 * std::sqrt(.4783 * .5217 / 4000) + .001);
    EXPECT_NEAR(share_lost(3, 6), .0824, 3.5 * std::sqrt(.0824 * .9176 / 4000) + .001);
    EXPECT_NEAR(share_lost(3, 0), .7, 3.5 * std::sqrt(.21 / 4000) + .001);
    EXPECT_EQ(share_lost(10, 6), 0);
}

TEST(Matching, an_order_is_passed_on_to_a_unit_and_never_to_a_coordinator) {
    Market market(2, 200);
    for (RequesterId r = 0; r < 200; ++r)
        market.order(r, 1, Channel::platform);
    market.coordinate("distributed");
    market.world.coordination.network = sim::complete(3);  // node 2 coordinates others
    market.values.set("matching.doubling", 0.0);
    market.values.set("matching.hops_per_day", std::int64_t{1});
    market.match();
    for (int day = 0; day < 3; ++day) {
        const auto before = market.world.orders;
        market.match();
        for (std::size_t i = 0; i < before.size(); ++i)
            EXPECT_EQ(market.world.orders[i].at, 1 - before[i].at);
    }
}

// T16: min(M, N) / N.
TEST(Matching, a_platform_with_time_serves_as_many_as_there_are_units) {
    for (const auto& [makers, orders] : {std::pair{30u, 50u}, {50u, 50u}, {80u, 50u}}) {
        Market market(makers, orders);
        for (UnitId maker = 0; maker < makers; ++maker)
            market.give(maker, 1);
        for (RequesterId r = 0; r < orders; ++r)
            market.order(r, 1, Channel::platform);
        market.values.set("coordination.hours", 1e5);
        market.coordinate("centralized");
        market.match();
        EXPECT_EQ(market.shipped(), std::min(makers, orders));
    }
}

// Verification T7: Q' = max(0, Q + A - c), A Poisson: stationary mean, 5 % allowed. Time that was
// not used yesterday is gone, so the coordinator never handles more than c orders a day.
TEST(Matching, orders_queue_at_a_coordinator_as_published) {
    EXPECT_NEAR(mean_backlog(8, 10, 200'000), .8786, .05 * .8786);
    EXPECT_NEAR(mean_backlog(0.8, 1, 200'000), 1.6, .05 * 1.6);
    EXPECT_NEAR(mean_backlog(9, 10, 600'000), 3.1012, .05 * 3.1012);
}

TEST(Matching, first_come_first_served) {
    Market market(1, 5);
    market.give(0, 100);
    for (const RequesterId r : {3u, 1u, 4u, 0u, 2u})
        market.order(r, 10, Channel::platform);
    market.values.set("coordination.hours", 0.5);
    market.values.set("coordination.minutes_per_order", 15.0);
    market.coordinate("centralized");
    market.match();
    EXPECT_EQ(served(market), (std::set<RequesterId>{3, 1}));
}

TEST(Matching, carers_first_or_need_first) {
    const auto first_two = [](const std::string& rule) {
        Market market(1, 4);
        market.give(0, 100);
        market.world.requesters.segment = {models::Segment::public_job, models::Segment::hospital,
                                           models::Segment::public_job,
                                           models::Segment::liberal_carer};
        market.world.requesters.latent[0] = {40, 10, 90, 20};
        market.world.requesters.staff = {10, 10, 10, 1};
        for (RequesterId r = 0; r < 4; ++r)
            market.order(r, 10, Channel::platform);
        market.values.set("coordination.hours", 0.5);
        market.values.set("coordination.minutes_per_order", 15.0);
        market.values.set("matching.rule", rule);
        market.coordinate("centralized");
        market.match();
        return served(market);
    };
    EXPECT_EQ(first_two("first come"), (std::set<RequesterId>{0, 1}));
    EXPECT_EQ(first_two("carers first"), (std::set<RequesterId>{1, 3}));
    EXPECT_EQ(first_two("need first"), (std::set<RequesterId>{3, 2}));
}

// A maker who joined today is not yet tied to the others, but gives to whom she knows; that must
// not count against what the others have on their shelves.
TEST(Matching, a_newcomer_who_serves_her_acquaintance_leaves_the_stock_of_others_alone) {
    Market market(2, 2);
    market.world.move(1, models::Stage::aware);
    market.values.set("coordination.hours", 1e5);
    market.coordinate("centralized");
    market.world.move(1, models::Stage::engaged);
    market.give(0, 10);
    market.give(1, 10);
    market.world.requesters.tie_begin = {0, 1, 1};
    market.world.requesters.tied_person = {1};
    market.order(0, 10, Channel::acquaintance);
    market.order(1, 10, Channel::platform);
    market.match();
    EXPECT_EQ(market.shipped(), 20);
    EXPECT_EQ(served(market), (std::set<RequesterId>{0, 1}));
}

// Design section 8: rendezvous hashing, "adding one lab moves only the orders that go to it".
TEST(Matching, one_more_maker_moves_only_the_orders_that_go_to_her) {
    const auto before = servers({0, 2, 3, 5, 7, 11, 13, 17});
    const auto after = servers({0, 2, 3, 4, 5, 7, 11, 13, 17});
    int moved = 0, elsewhere = 0;
    for (const auto& [requester, maker] : before) {
        moved += after.at(requester) != maker;
        elsewhere += after.at(requester) != maker && after.at(requester) != 4;
    }
    EXPECT_EQ(elsewhere, 0);
    EXPECT_GT(moved, 5);  // binomial(200, 1/9)
    EXPECT_LT(moved, 50);
}

// 200 orders, 8 makers: about 25 agree by chance, 5 sd more are 49.
TEST(Matching, replicates_have_their_own_luck) {
    const std::set<UnitId> makers{0, 2, 3, 5, 7, 11, 13, 17};
    const auto one = servers(makers, 0), other = servers(makers, 1);
    int same = 0;
    for (const auto& [requester, maker] : one)
        same += other.at(requester) == maker;
    EXPECT_LT(same, 49);
}

TEST(Matching, an_order_that_waited_too_long_is_given_up) {
    Market market(1, 1);
    market.order(0, 10, Channel::platform);
    market.values.set("matching.give_up", std::int64_t{5});
    for (; market.day < 5; ++market.day) {
        market.coordinate("centralized");
        market.match();
        EXPECT_EQ(market.world.orders.size(), 1u);
    }
    market.match();
    EXPECT_TRUE(market.world.orders.empty());
    EXPECT_EQ(market.world.today.lost.sum(), 1);
    EXPECT_EQ(market.world.accounts.cancelled[0], 10);
    EXPECT_EQ(market.world.requesters.expected[0][0], 0u);
}

TEST(Matching, an_order_is_given_up_when_nothing_is_lacking_any_more) {
    Market market(1, 1);
    market.order(0, 10, Channel::platform);
    market.world.requesters.latent[0][0] = 0;
    market.coordinate("centralized");
    market.match();
    EXPECT_TRUE(market.world.orders.empty());
}

TEST(Matching, an_order_can_be_served_in_parts) {
    Market market(3, 1);
    for (UnitId maker = 0; maker < 3; ++maker)
        market.give(maker, 4);
    market.order(0, 10, Channel::platform);
    market.coordinate("centralized");
    market.values.set("coordination.hours", 100.0);
    market.coordinate("centralized");
    market.match();
    EXPECT_EQ(market.shipped(), 10);
    EXPECT_EQ(market.world.shipments.size(), 3u);
    EXPECT_EQ(
        std::accumulate(market.world.persons.stock.begin(), market.world.persons.stock.end(), 0u),
        2u);
    models::check_conservation(market.world);
}

TEST(Matching, who_does_not_take_part_gives_nothing) {
    for (const Channel channel :
         {Channel::acquaintance, Channel::social_network, Channel::platform}) {
        Market market(1, 1);
        market.world.move(0, models::Stage::withdrawn);
        market.give(0, 10);
        market.world.requesters.tie_begin = {0, 1};
        market.world.requesters.tied_person = {0};
        market.order(0, 10, channel);
        for (const char* topology : {"centralized", "distributed"}) {
            market.coordinate(topology);
            market.match();
            EXPECT_EQ(market.shipped(), 0);
        }
    }
}

TEST(Matching, many_hops_are_counted_without_overflow) {
    Market market(3, 1);
    market.order(0, 1, Channel::platform);
    market.values.set("matching.doubling", 0.0);
    market.values.set("matching.max_hops", std::int64_t{200});
    market.values.set("matching.hops_per_day", std::int64_t{200});
    market.coordinate("distributed");
    market.match();
    EXPECT_EQ(market.world.orders.size(), 1u);
    market.match();
    EXPECT_TRUE(market.world.orders.empty());  // lost after 201 units
    EXPECT_EQ(market.world.accounts.cancelled[0], 1);
}

TEST(Matching, goods_of_one_product_never_serve_orders_of_another) {
    for (const Channel channel :
         {Channel::acquaintance, Channel::social_network, Channel::platform})
        for (const char* topology : {"centralized", "distributed"}) {
            Market market(1, 2);
            market.world.persons.process[0] = models::Process::sewing;
            market.world.requesters.tie_begin = {0, 1, 2};
            market.world.requesters.tied_person = {0, 0};
            market.give(0, 100);
            market.order(0, 10, channel);
            market.order(1, 10, channel);
            market.world.orders[1].product = models::Product::gown;
            market.coordinate(topology);
            for (int day = 0; day < 3; ++day)
                market.match();
            EXPECT_EQ(market.shipped(), 10);
            EXPECT_EQ(served(market), std::set<RequesterId>{1});
            EXPECT_EQ(market.world.shipments[0].product, models::Product::gown);
        }
}

namespace {

/// Which requester's order each maker's offer goes to on a social network; makers have little.
std::map<UnitId, RequesterId> offers(std::uint32_t n_orders) {
    Market market(200, n_orders);
    for (UnitId maker = 0; maker < 200; ++maker)
        market.give(maker, 1);
    for (RequesterId r = 0; r < n_orders; ++r)
        market.order(r, 1000, Channel::social_network);
    market.coordinate("distributed");
    market.match();
    std::map<UnitId, RequesterId> chosen;
    for (const models::Shipment& shipment : market.world.shipments)
        chosen[shipment.maker] = shipment.requester;
    EXPECT_EQ(chosen.size(), 200u);
    return chosen;
}

}  // namespace

// 200 offers to 20 orders: each binomial(200, 1/20), mean 10, sd 3.1; above 27 with a chance
// below 1e-4 for any.
TEST(Matching, every_open_order_is_as_likely_to_be_offered_something) {
    std::map<RequesterId, int> count;
    for (const auto& [maker, requester] : offers(20))
        ++count[requester];
    for (const auto& [requester, n] : count)
        EXPECT_LE(n, 27) << requester;
}

// Half of them: binomial(200, 1/2), sd 7; outside 60 ... 140 with a chance below 1e-7.
TEST(Matching, one_more_open_order_moves_offers_by_one_place_or_not_at_all) {
    const auto before = offers(20), after = offers(21);
    int moved = 0;
    for (const auto& [maker, requester] : after) {
        moved += requester != before.at(maker);
        EXPECT_TRUE(requester == before.at(maker) || requester == before.at(maker) + 1);
    }
    EXPECT_GE(moved, 60);
    EXPECT_LE(moved, 140);
}

TEST(Matching, an_order_of_which_a_copy_is_kept_may_be_served_twice) {
    Market market(2, 1);
    market.values.set("matching.doubling", 1.0);
    market.values.set("matching.hops_per_day", std::int64_t{1});
    market.order(0, 10, Channel::platform);
    market.coordinate("distributed");
    market.match();  // nobody has anything: it is passed on, and kept
    ASSERT_EQ(market.world.orders.size(), 2u);
    EXPECT_EQ(market.world.today.doubled.sum(), 1);
    EXPECT_EQ(market.world.accounts.doubled[0], 10);
    EXPECT_NE(market.world.orders[0].at, market.world.orders[1].at);
    EXPECT_NE(market.world.orders[0].number, market.world.orders[1].number);
    models::check_conservation(market.world);
    market.give(0, 20);
    market.give(1, 20);
    market.match();
    EXPECT_EQ(market.shipped(), 20);
    EXPECT_EQ(market.world.accounts.requested[0], 10);
    models::check_conservation(market.world);
}

TEST(Matching, copies_are_not_copied_again) {
    Market market(5, 1);
    market.values.set("matching.doubling", 1.0);
    market.values.set("matching.max_hops", std::int64_t{6});
    market.values.set("matching.hops_per_day", std::int64_t{1});
    market.order(0, 1, Channel::platform);
    market.coordinate("distributed");
    std::int64_t n_copies = 0;
    for (int day = 0; day < 20; ++day) {
        market.match();
        n_copies += market.world.today.doubled.sum();
        models::check_conservation(market.world);
    }
    EXPECT_EQ(n_copies, 7);  // one at each of seven steps
    EXPECT_TRUE(market.world.orders.empty());
    EXPECT_EQ(market.world.accounts.cancelled[0], 8);
}

// 2,000 orders, three steps each: binomial(6000, .1), sd 23.
TEST(Matching, copies_are_kept_as_often_as_stated) {
    Market market(50, 2000);
    market.values.set("matching.doubling", 0.1);
    for (RequesterId r = 0; r < 2000; ++r)
        market.order(r, 1, Channel::platform);
    market.coordinate("distributed");
    market.match();
    EXPECT_NEAR(double(market.world.today.doubled.sum()), 600, 100);
}

namespace {

/// Three territories a hundred kilometers apart in a row, ten makers and two requesters in each.
Market three_territories() {
    Market market(30, 6);
    models::World& world = market.world;
    world.territories.name = {"A", "B", "C"};
    world.territories.population = {1e5, 1e5, 1e5};
    world.territories.distance = Eigen::ArrayXXd::Zero(3, 3);
    for (Eigen::Index a = 0; a < 3; ++a)
        for (Eigen::Index b = 0; b < 3; ++b)
            world.territories.distance(a, b) = 100.0 * std::abs(double(a - b));
    world.territories.by_distance = {{0, 1, 2}, {1, 0, 2}, {2, 1, 0}};
    world.territories.delivered_yesterday = {0, 0, 0};
    world.persons.territory_begin = {0, 10, 20, 30};
    for (models::PersonId p = 0; p < 30; ++p)
        world.persons.territory[p] = models::TerritoryId(p / 10);
    world.requesters.territory = {0, 0, 1, 1, 2, 2};
    world.requesters.territory_begin = {0, 2, 4, 6};
    world.by_stage = models::Counts::Zero(3, models::stages.size());
    world.by_stage.col(Eigen::Index(models::index(models::Stage::engaged))) = 10;
    world.coordination = {};
    models::coordination::lay_ring(world);
    world.today.clear(3);
    return market;
}

void match(Market& market) {
    market.world.today.clear(3);
    models::matching::step(market.world, market.values, market.today());
}

}  // namespace

TEST(Matching, nearest_first_serves_those_who_live_close_to_the_stock) {
    Market market = three_territories();
    for (models::PersonId p = 20; p < 30; ++p)
        market.give(p, 2);
    for (const RequesterId r : {0u, 2u, 4u})
        market.order(r, 10, Channel::platform);
    market.values.set("coordination.hours", 1e5);
    market.values.set("matching.rule", "nearest first");
    market.coordinate("centralized");
    match(market);
    EXPECT_EQ(market.shipped(), 20);
    EXPECT_EQ(served(market), (std::set<RequesterId>{2, 4}));
}

// F98: a center serves with what it can reach; what was cut off from it is out of sight.
TEST(Matching, coordinators_see_only_the_stock_of_units_that_ties_lead_to) {
    Market market = three_territories();
    for (models::PersonId p = 0; p < 10; ++p)
        market.give(p, 5);
    market.order(0, 10, Channel::platform);
    market.values.set("coordination.hours", 1e5);
    market.world.coordination.coordinators[1].removed = 1;  // that of A
    market.coordinate("decentralized");
    const double time = market.world.coordination.coordinators[0].spare;
    match(market);
    EXPECT_EQ(market.shipped(), 0);
    EXPECT_EQ(market.world.coordination.coordinators[0].spare, time);  // looking costs none
    market.coordinate("superposed");  // neighbors have ties of their own, but only among themselves
    market.values.set("coordination.long_ties", 1.0);
    market.coordinate("superposed");
    match(market);
    EXPECT_EQ(market.shipped(), 10);
}

TEST(Matching, where_no_coordinator_is_left_orders_are_passed_on) {
    Market market = three_territories();
    market.give(5, 100);
    market.order(0, 10, Channel::platform);
    for (models::Coordinator& coordinator : market.world.coordination.coordinators)
        coordinator.removed = 1;
    market.values.set("matching.max_hops", std::int64_t{200});
    market.values.set("matching.hops_per_day", std::int64_t{200});
    market.coordinate("superposed");
    match(market);
    EXPECT_GT(market.shipped(), 0);
}

TEST(Matching, hours_asked_of_coordinators_are_told_to_their_collectives) {
    Market market = three_territories();
    models::Collectives& collectives = market.world.collectives;
    collectives.founded_on.assign(4, 0);
    collectives.health.assign(4, 1);
    collectives.hours_asked.assign(4, 0);
    collectives.hours_there.assign(4, 0);
    market.give(0, 100);
    for (const RequesterId r : {0u, 0u, 0u, 2u})
        market.order(r, 10, Channel::platform);
    market.values.set("coordination.hours", 1.0);  // of 5 orders, 1 at the center
    market.values.set("coordination.minutes_per_order", 12.0);
    market.coordinate("decentralized");
    match(market);
    EXPECT_NEAR(collectives.hours_there[0], 0.2, 1e-6);
    EXPECT_NEAR(collectives.hours_there[1], 0.8 / 3, 1e-6);
    EXPECT_NEAR(collectives.hours_asked[1], 0.6, 1e-6);  // three orders, time for one
    EXPECT_NEAR(collectives.hours_asked[2], 0, 1e-6);    // no stock there, nothing to do
    EXPECT_NEAR(collectives.hours_asked[0], 0.6, 1e-6);  // two of A, one of B
    EXPECT_EQ(served(market).size(), 1u);
}

// Erlang (1917), verification T7: the number done in a day by one who always has orders is Poisson
// where each takes an exponential time, and the capacity where each takes the same.
TEST(Matching, orders_that_take_varying_times_are_done_at_random) {
    const auto done = [](const std::string& law) {
        Market market(1, 400);
        market.give(0, 1u << 30);
        market.values.set("coordination.hours", 0.5);
        market.values.set("coordination.minutes_per_order", 6.0);
        market.values.set("coordination.service", law);
        for (RequesterId r = 0; r < 400; ++r)
            for (int i = 0; i < 10; ++i)
                market.order(r, 1, Channel::platform);
        Sample a_day;
        for (; market.day < 400; ++market.day) {
            market.coordinate("centralized");
            market.world.shipments.clear();
            market.values.set("matching.give_up", std::int64_t{1000});
            market.match();
            a_day.add(double(market.shipped()));
        }
        return a_day;
    };
    const Sample varying = done("exponential");
    expect_mean(varying, 5, 0, .01);
    EXPECT_NEAR(varying.sd(), std::sqrt(5.0), .3);
    EXPECT_EQ(done("fixed").sd(), 0);
}
