#include <models/conservation.hpp>

#include <models/acquaintance.hpp>
#include <models/population.hpp>
#include <tests/models/trial.hpp>

#include <functional>
#include <stdexcept>

namespace {

using models::World;

/// france-2020 on its fiftieth day: everything is under way.
const World& busy_world() {
    static const World world = [] {
        trial::Trial trial(trial::small_bundled("france-2020"));
        trial.run(50);
        return trial.world;
    }();
    return world;
}

/// What check_conservation says of the world after somebody meddled with it, "" if it is content.
std::string verdict(const std::function<void(World&)>& meddle) {
    World world = busy_world();
    meddle(world);
    try {
        models::check_conservation(world);
    } catch (const std::logic_error& error) {
        const std::string what = error.what();
        const std::string ours = "a mistake in Muster: ";
        return what.starts_with(ours) ? what.substr(ours.size()) : what;
    }
    return "";
}

/// The first maker who has some of something.
std::uint32_t& first_of(std::vector<std::uint32_t>& column) {
    return *std::ranges::find_if(column, [](std::uint32_t x) { return x > 0; });
}

}  // namespace

TEST(Conservation, a_busy_world_has_something_of_everything) {
    const World& world = busy_world();
    EXPECT_FALSE(world.orders.empty());
    EXPECT_FALSE(world.shipments.empty());
    EXPECT_FALSE(world.suppliers.in_transit.empty());
    EXPECT_GT(world.accounts.delivered[0], 0);
    EXPECT_GT(world.accounts.failed[0], 0);
    EXPECT_GT(world.accounts.cancelled[0], 0);
    EXPECT_EQ(verdict([](World&) {}), "");
}

TEST(Conservation, somebody_who_works_unmarked_is_missed) {
    EXPECT_EQ(verdict([](World& w) {
                  const auto at_work = std::ranges::find(w.persons.stage, models::Stage::engaged);
                  w.persons.at_work.set(std::size_t(at_work - w.persons.stage.begin()), false);
              }),
              "people: somebody at work is not marked");
}

TEST(Conservation, a_unit_that_takes_part_unmarked_is_missed) {
    EXPECT_EQ(verdict([](World& w) {
                  w.coordination.present.set(w.coordination.members.members.front(), false);
              }),
              "coordination: a unit that takes part is not marked");
}

TEST(Conservation, a_person_who_vanishes_is_missed) {
    EXPECT_EQ(verdict([](World& w) { w.by_stage(0, 0) += 1; }),
              "people: stages were counted wrongly");
    EXPECT_EQ(verdict([](World& w) {
                  w.persons.stage[0] = w.persons.stage[0] == models::Stage::aware
                                           ? models::Stage::withdrawn
                                           : models::Stage::aware;
              }),
              "people: stages were counted wrongly");
    EXPECT_NE(verdict([](World& w) { w.persons.territory[0] = 1; }), "");
}

TEST(Conservation, a_change_that_acquaintances_did_not_hear_of_is_noticed) {
    EXPECT_EQ(verdict([](World& w) { w.persons.engaged_contacts[7] += 1; }),
              "contacts: somebody's engagement was not pushed");
    EXPECT_NE(verdict([](World& w) { w.persons.informed_contacts[7] += 1; }), "");
}

TEST(Conservation, a_gram_more_or_less_is_noticed) {
    const std::string law = "material: initial + received is not what is there, used or wasted";
    for (std::size_t m = 0; m < models::n_materials; ++m) {
        EXPECT_EQ(verdict([=](World& w) { w.persons.material[m][3] += 1; }), law);
        EXPECT_EQ(verdict([=](World& w) { w.places.material[m][0] += 1; }), law);
        EXPECT_EQ(verdict([=](World& w) { w.suppliers.stock[m][2] += 1; }), law);
        EXPECT_EQ(verdict([=](World& w) { w.suppliers.donated[m][2] += 1; }), law);
        EXPECT_EQ(verdict([=](World& w) { w.accounts.used[m] += 1; }), law);
        EXPECT_EQ(verdict([=](World& w) { w.accounts.wasted[m] -= 1; }), law);
    }
    EXPECT_EQ(verdict([](World& w) { w.suppliers.in_transit.pop_back(); }), law);
    EXPECT_EQ(
        verdict([](World& w) { w.suppliers.in_transit.push_back(w.suppliers.in_transit[0]); }),
        law);
}

TEST(Conservation, a_cent_more_or_less_is_noticed) {
    const std::string law = "money: paid in is not what is there or spent";
    EXPECT_EQ(verdict([](World& w) { w.persons.budget[3] += 1; }), law);
    EXPECT_EQ(verdict([](World& w) { w.places.cash[0] += 1; }), law);
    for (std::size_t s = 0; s < models::n_sources; ++s) {
        EXPECT_EQ(verdict([=](World& w) { w.collectives.pot[2][s] += 1; }), law);
        EXPECT_EQ(verdict([=](World& w) { w.collectives.incoming[0][s] += 1; }), law);
        EXPECT_EQ(verdict([=](World& w) { w.accounts.paid_in[s] += 1; }), law);
        EXPECT_EQ(verdict([=](World& w) { w.accounts.spent[s] -= 1; }), law);
    }
    EXPECT_EQ(verdict([](World& w) {
                  w.collectives.pot[2][1] = -1;
                  w.accounts.paid_in[1] -= 1;
              }),
              "money: a purse holds less than nothing");
    EXPECT_EQ(verdict([](World& w) { w.persons.spent[3] = w.persons.budget[3] + 1; }),
              "money: somebody spent what she has not");
}

TEST(Conservation, a_negative_stock_is_noticed) {
    EXPECT_EQ(verdict([](World& w) {
                  w.persons.material[0][3] += std::uint32_t(w.suppliers.stock[0][2] + 1);
                  w.suppliers.stock[0][2] = -1;
              }),
              "material: a supplier's stock is negative");
}

// Mutants of verification T12: drop one unit per transfer; copy a shipment.
TEST(Conservation, a_unit_more_or_less_is_noticed) {
    const std::string law = "units: accepted is not in stock + under way + delivered + refused";
    EXPECT_EQ(verdict([](World& w) { first_of(w.persons.stock) -= 1; }), law);
    EXPECT_EQ(verdict([](World& w) { w.places.stock[0] += 1; }), law);
    EXPECT_EQ(verdict([](World& w) { w.shipments[0].units += 1; }), law);
    EXPECT_EQ(verdict([](World& w) { w.shipments.push_back(w.shipments[0]); }), law);
    EXPECT_EQ(verdict([](World& w) { w.accounts.delivered[0] += 1; }), law);
    EXPECT_EQ(verdict([](World& w) {
                  w.shipments[0].product =
                      models::Product(1 - models::index(w.shipments[0].product));
              }),
              law);
    EXPECT_EQ(verdict([](World& w) { std::swap(w.accounts.refused[0], w.accounts.delivered[1]); }),
              law);
    EXPECT_EQ(verdict([](World& w) { w.accounts.failed[0] += 1; }),
              "units: started is not failed + accepted");
}

// Mutant of verification T12: copy an order twice.
TEST(Conservation, an_order_more_or_less_is_noticed) {
    const std::string law =
        "orders: requested + doubled is not open + under way + delivered + refused + cancelled";
    EXPECT_EQ(verdict([](World& w) { w.orders.push_back(w.orders[0]); }), law);
    EXPECT_EQ(verdict([](World& w) { w.orders.pop_back(); }), law);
    EXPECT_EQ(verdict([](World& w) { w.orders[0].open += 1; }), law);
    EXPECT_EQ(verdict([](World& w) { w.accounts.cancelled[0] += 1; }), law);
    EXPECT_EQ(verdict([](World& w) {
                  w.orders[0].product = models::Product(1 - models::index(w.orders[0].product));
              }),
              law);
    EXPECT_EQ(verdict([](World& w) { w.requesters.expected[0][w.orders[0].requester] += 1; }),
              "orders: what requesters expect is not open + under way");
    EXPECT_EQ(verdict([](World& w) { w.on_platforms.n_orders[0][0] += 1; }),
              "orders: those on platforms are miscounted");
    EXPECT_EQ(verdict([](World& w) { w.on_platforms.n_counted = w.orders.size() + 1; }),
              "orders: more are counted than there are");
}

// Verification T12: shares in [0, 1], stocks within what there can be, on every day.
TEST(Conservation, shares_stay_in_0_to_1_and_hours_within_the_hours_there_are) {
    trial::Trial trial(trial::small_bundled("france-2020"));
    const auto in_0_to_1 = [](const auto& column) {
        return std::ranges::all_of(column, [](float x) { return x >= 0 && x <= 1; });
    };
    const auto& world = trial.world;
    const models::Persons& persons = world.persons;
    double free_hours = 0;
    for (const float hours : persons.hours)
        free_hours += hours;
    for (int day = 0; day < 119; ++day) {
        trial.run();
        ASSERT_TRUE(in_0_to_1(world.territories.press) && in_0_to_1(world.territories.salience))
            << day;
        ASSERT_TRUE(in_0_to_1(persons.risk) && in_0_to_1(persons.recognition)) << day;
        ASSERT_TRUE(world.norm_salience >= 0 && world.norm_salience <= 1) << day;
        ASSERT_LE(*std::ranges::max_element(persons.fatigue), 1.001f) << day;
        ASSERT_LE(double(world.today.minutes.sum()) / 60, free_hours * 1.01) << day;
        for (models::PersonId p = 0; p < persons.size; ++p) {
            ASSERT_LE(persons.spent[p], persons.budget[p]) << day;
            ASSERT_LE(persons.engaged_contacts[p], persons.contacts[p]);
        }
        for (models::RequesterId r = 0; r < world.requesters.size; ++r)
            ASSERT_LT(world.requesters.held[0][r], 1u << 31) << day;
    }
    for (std::size_t k = 0; k < models::n_products; ++k)
        EXPECT_LE(world.accounts.delivered[k], world.accounts.accepted[k]);
}

TEST(Conservation, it_holds_every_day_of_every_bundled_scenario) {
    for (const std::string& name : sim::scenario_names(trial::folders)) {
        const sim::Scenario whole = trial::bundled(name);
        const bool large = double(whole.values()[models::population::size]) > 20'000;
        const bool given = whole.values()[models::population::thresholds].n_rows() > 0 ||
                           whole.values()[models::acquaintance::ties].n_rows() > 0;
        trial::Trial trial(large && !given ? trial::small_bundled(name) : whole);
        EXPECT_NO_THROW(trial.run(whole.n_days())) << name;  // Trial checks each evening
    }
}
