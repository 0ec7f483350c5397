#include <models/money.hpp>

#include <tests/models/makers.hpp>
#include <tests/models/market.hpp>

namespace {

namespace money = models::money;
using models::Purse;
using models::Source;
using trial::makers;

/// No shop has anything, so money stays where it was handed to.
const std::string empty_shops = "filament_base = 0\nsheet_base = 0\nelastic_base = 0\n";

trial::Trial handed_to(const std::string& topology, const std::string& values = "") {
    return makers(empty_shops,
                  "[coordination]\ntopology = \"" + topology + "\"\n[money]\n" + values,
                  {"money", "supply", "coordination"});
}

std::int64_t of(const Purse& purse, Source source) { return purse[models::index(source)]; }

}  // namespace

TEST(Money, euros_become_whole_cents) {
    EXPECT_EQ(money::cents(0), 0);
    EXPECT_EQ(money::cents(19.99), 1999);
    EXPECT_EQ(money::cents(0.004), 0);
    EXPECT_EQ(money::cents(1e6), 100'000'000);
}

TEST(Money, parts_add_up_to_the_whole) {
    const std::vector<double> weights{1, 2, 3.5, 0, 1e-9, 7};
    for (std::int64_t amount = 0; amount < 200; ++amount) {
        const auto parts = money::shared_out(amount, weights);
        EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), amount);
        for (std::size_t i = 0; i < parts.size(); ++i)
            EXPECT_NEAR(double(parts[i]), double(amount) * weights[i] / 13.5, 1.0);
    }
}

TEST(Money, what_comes_in_is_shared_by_those_who_make_things) {
    trial::Trial trial = handed_to("distributed", "patrons = 100");
    trial.world.persons.machines[0] = 0;  // helps, buys nothing
    trial.world.move(1, models::Stage::withdrawn);
    trial.world.move(2, models::Stage::paused);
    trial.run(2);
    const auto& given = trial.world.handed_out;
    EXPECT_EQ(money::total(given[0]), 0);
    EXPECT_EQ(money::total(given[1]), 0);
    EXPECT_EQ(given[2], (Purse{0, 0, 2500, 0, 0}));
    EXPECT_EQ(given[9], given[2]);
}

TEST(Money, what_does_not_divide_waits_for_the_next_day) {
    trial::Trial trial = handed_to("distributed");
    money::pay_in(trial.world, 1, Source::gifts, 107);
    trial.run();
    EXPECT_EQ(trial.world.handed_out[0], (Purse{0, 10, 0, 0, 0}));
    EXPECT_EQ(of(trial.world.collectives.incoming[1], Source::gifts), 7);
    money::pay_in(trial.world, 1, Source::gifts, 3);
    trial.run();
    EXPECT_EQ(trial.world.handed_out[0], (Purse{0, 11, 0, 0, 0}));
}

TEST(Money, nobody_at_work_leaves_it_where_it_is) {
    trial::Trial trial = handed_to("distributed");
    for (models::PersonId p = 0; p < 10; ++p)
        trial.world.move(p, models::Stage::withdrawn);
    money::pay_in(trial.world, 0, Source::patrons, 5000);
    trial.run(3);
    EXPECT_EQ(of(trial.world.collectives.incoming[0], Source::patrons), 5000);
    EXPECT_TRUE(trial.world.handed_out.empty());
}

// model.md, coordination: "pooled", "pooled by territory".
TEST(Money, pots_are_where_coordination_pools) {
    const auto pots = [](const std::string& topology) {
        trial::Trial trial = handed_to(topology, "patrons = 100");
        trial.run();
        EXPECT_TRUE(trial.world.handed_out.empty());
        return trial.world.collectives.pot;
    };
    const Purse full{0, 0, 10'000, 0, 0}, nothing{};
    EXPECT_EQ(pots("centralized"), (std::vector<Purse>{full, nothing}));
    EXPECT_EQ(pots("decentralized"), (std::vector<Purse>{nothing, full}));
    EXPECT_EQ(pots("superposed"), (std::vector<Purse>{nothing, full}));
}

TEST(Money, a_pot_that_nobody_shares_any_more_is_handed_out) {
    trial::Trial trial = makers(empty_shops, R"(
[coordination]
topology = "centralized"
[[event]]
name = "the center goes"
date = 2020-03-03
set = { "coordination.topology" = "distributed" }
)",
                                {"money", "supply", "coordination"});
    money::pay_in(trial.world, 1, Source::gifts, 1000);
    trial.run(2);
    EXPECT_EQ(of(trial.world.collectives.pot[0], Source::gifts), 1000);
    trial.run();
    EXPECT_EQ(of(trial.world.collectives.pot[0], Source::gifts), 0);
    EXPECT_EQ(of(trial.world.handed_out[4], Source::gifts), 100);
}

TEST(Money, each_source_pays_by_what_it_has_in_the_pot) {
    trial::Trial trial = makers(trial::ample, "[coordination]\ntopology = \"centralized\"\n",
                                {"money", "supply", "coordination"});
    trial.world.collectives.pot[0] = {0, 101, 303, 0, 0};
    trial.world.accounts.paid_in = {trial.world.accounts.paid_in[0], 101, 303, 0, 0};
    money::pay_from_pot(trial.world, 0, 0, 202);
    EXPECT_EQ(trial.world.collectives.pot[0], (Purse{0, 50, 152, 0, 0}));  // 50.5 and 151.5
    EXPECT_EQ(trial.world.accounts.spent, (Purse{0, 51, 151, 0, 0}));
    EXPECT_THROW(money::pay_from_pot(trial.world, 0, 0, 203), std::logic_error);
    money::pay_from_pot(trial.world, 0, 0, 202);
    EXPECT_EQ(trial.world.collectives.pot[0], Purse{});
    EXPECT_NO_THROW(models::check_conservation(trial.world));
}

// F20: little money at first; the pot grows with visibility.
TEST(Money, gifts_follow_the_press_of_the_territory) {
    trial::Trial trial = handed_to("distributed", "gifts = 1000");
    trial.run();
    EXPECT_TRUE(trial.world.handed_out.empty());
    trial.world.territories.press = {0.25};
    trial.run();
    EXPECT_EQ(trial.world.handed_out[0], (Purse{0, 2500, 0, 0, 0}));
}

// F21: one place raises money from patrons.
TEST(Money, patrons_give_at_once) {
    for (const std::string scope : {"national", "territories"}) {
        trial::Trial trial = makers(empty_shops, "[[event]]\nname = \"patron\"\ndate = 2020-03-02\n"
                                                 "act = \"money.patron\"\nwith = { amount = 50, "
                                                 "scope = \"" +
                                                     scope + "\" }\n");
        trial.run();
        EXPECT_TRUE(trial.world.handed_out.empty());
        trial.run();
        EXPECT_EQ(trial.world.handed_out[0], (Purse{0, 0, 500, 0, 0}));
    }
}

// F42: the hospital group buys the material.
TEST(Money, requesters_who_wait_on_a_platform_pay_in_advance) {
    trial::Market market(2, 4);
    market.world.territories.press = {0};
    market.world.collectives.pot.resize(2);
    market.world.collectives.incoming.resize(2);
    market.order(0, 10, models::Channel::platform);
    market.order(1, 20, models::Channel::social_network);
    const auto paid = [&](double share, int day) {
        market.values.set("money.requester_share", share);
        market.world.accounts.paid_in = {};
        auto today = market.today();
        today.day += day;
        money::step(market.world, market.values, today);
        return of(market.world.accounts.paid_in, Source::requesters);
    };
    EXPECT_EQ(paid(1, 0), 0);
    EXPECT_EQ(paid(1, 1), 5000);  // 10 visors at EUR 5 (D22)
    EXPECT_EQ(paid(1, 2), 0);
    EXPECT_EQ(paid(0, 1), 0);
    for (int i = 0; i < 1000; ++i)
        market.order(2, 1, models::Channel::platform);
    // Binomial(1000, 0.3): six standard deviations.
    EXPECT_NEAR(double(paid(0.3, 1)) / 500, 300, 90);
}

// F26: an order of 4,000 visors is in fact a way to fund material.
TEST(Money, a_public_order_funds_material) {
    trial::Trial trial(trial::only({"need", "money", "demand"}, 10, R"(
[requesters]
by_segment = """
segment,number,staff,order,order_spread
hospital,100000,100,20,0.1
"""
[need]
floor = 1
[demand]
platforms = true
order_rate = 0
[[event]]
name = "order of a city"
date = 2020-03-03
act = "demand.public_order"
with = { units = 4000, price = 2.5 }
)"));
    trial.run(2);
    EXPECT_EQ(of(trial.world.accounts.paid_in, Source::public_order), 0);
    trial.run(1);
    const std::int64_t ordered = trial.world.accounts.requested[0];
    EXPECT_GT(ordered, 0);
    EXPECT_EQ(of(trial.world.accounts.paid_in, Source::public_order), ordered * 250);
    EXPECT_EQ(of(trial.world.collectives.incoming[1], Source::public_order), ordered * 250);
}

// V21: gifts endangered the lab, then it sold at cost.
TEST(Money, labs_may_be_paid_on_delivery_but_makers_at_home_give) {
    trial::Trial trial = makers(empty_shops, "[money]\nsale = 0.5\n");
    models::Places& places = trial.world.places;
    places.size = 2;
    places.territory = {0, 0};
    places.process = {models::Process::laser, models::Process::small_firm};
    for (const models::UnitId maker : {0u, 10u, 11u})
        money::sell(trial.world, money::Prices(trial.values()), maker, 8);
    EXPECT_EQ(trial.world.handed_out[10], (Purse{0, 0, 0, 0, 2000}));  // 8 visors at EUR 2.50
    EXPECT_EQ(money::total(trial.world.handed_out[0]), 0);
    EXPECT_EQ(money::total(trial.world.handed_out[11]), 0);
    EXPECT_EQ(of(trial.world.accounts.paid_in, Source::requesters), 2000);
}

// F151: many labs will not recover.
TEST(Money, rent_eats_the_cash_of_labs_and_no_more) {
    trial::Trial trial(trial::only({"structures", "money"}, 20,
                                   "[structures]\n" +
                                       trial::kinds("fab lab,3,1,0,5,4,0.5,1\n"
                                                    "small firm,1,0,0,0,0,1,0\n") +
                                       R"(
[money]
lab_cash = 100
rent = 30
)"));
    ASSERT_EQ(trial.world.places.size, 4u);
    trial.run(3);
    EXPECT_EQ(trial.world.places.cash, (std::vector<std::int64_t>{1000, 1000, 1000, 10'000}));
    trial.run(2);
    EXPECT_EQ(trial.world.places.cash, (std::vector<std::int64_t>{0, 0, 0, 10'000}));
}

TEST(Money, own_money_is_kept_in_whole_cents_from_the_first_day) {
    trial::Trial trial(trial::only({"money"}, 5, "[population]\nsize = 1000\n"));
    const auto& budget = trial.world.persons.budget;
    EXPECT_EQ(of(trial.world.accounts.paid_in, Source::own_pocket),
              std::accumulate(budget.begin(), budget.end(), std::int64_t{0}));
    EXPECT_TRUE(trial::Trial(trial::only({}, 5)).world.persons.budget.empty());
}
