#include <models/certification.hpp>

#include <tests/models/trial.hpp>

namespace {

/// Two persons, the first of them a member of the first of two labs, under a regime that asks for a
/// certificate.
trial::Trial asked(const std::string& values,
                   std::initializer_list<std::string_view> mechanisms = {"norms", "structures"},
                   const std::string& regime = "note") {
    trial::Trial trial(trial::only(mechanisms, 60,
                                   "[population]\nsize = 2\n[norms]\nregime = \"" + regime +
                                       "\"\n" + values +
                                       "[structures]\ncalled = true\nlab_members = 0\n" +
                                       trial::kinds("fab lab,2,1,0,5,4,0.5,1\n")));
    auto& world = trial.world;
    world.persons.lab[0] = 0;
    world.places.members = {0};
    world.places.phase.assign(2, models::Places::Phase::producing);
    return trial;
}

std::vector<bool> approved(const models::World& world) {
    std::vector<bool> each;
    for (models::UnitId unit = 0; unit < world.n_units(); ++unit)
        each.push_back(world.approved(unit));
    return each;
}

constexpr bool T = true, F = false;

}  // namespace

TEST(Certification, costs_at_most_a_share_of_what_there_is) {
    using models::certification::affordable;
    EXPECT_TRUE(affordable(1150, 2300, 0.5));
    EXPECT_FALSE(affordable(1150, 2299, 0.5));
    EXPECT_FALSE(affordable(1150, 1e6, 0));
}

// V20: EUR 1,150 for a test.
TEST(Certification, a_lab_that_can_pay_is_certified_after_some_days_with_its_members) {
    trial::Trial trial = asked("certification_time = 3\n", {"norms", "structures", "supply"});
    auto& world = trial.world;
    world.places.cash = {5000, 2000};
    trial.run(3);
    EXPECT_EQ(approved(world), (std::vector{F, F, F, F}));
    trial.run();
    EXPECT_EQ(approved(world), (std::vector{T, F, T, F}));
    EXPECT_EQ(world.places.certificates.due[0], 3);
    EXPECT_EQ(world.accounts.certification, 115000);  // paid once
}

TEST(Certification, a_collective_pays_from_its_pot_and_covers_its_territory) {
    trial::Trial trial = asked("certification_time = 0\n", {"norms", "structures", "supply"});
    auto& world = trial.world;
    world.places.cash = {0, 0};
    world.collectives.founded_on = {0, 0};
    world.collectives.health = {1, 1};
    world.collectives.pot = {{}, {}};
    world.collectives.pot[1] = {100000, 0, 50000, 100000, 0};
    trial.run();
    EXPECT_EQ(approved(world), std::vector(4, T));
    EXPECT_EQ(world.collectives.certificates.held, (std::vector<std::uint8_t>{0, 1}));
    EXPECT_EQ(world.collectives.pot[1],
              (std::array<std::int64_t, models::n_sources>{0, 0, 35000, 100000, 0}));
    EXPECT_EQ(world.accounts.certification, 115000);
}

TEST(Certification, is_free_where_nobody_counts_money) {
    trial::Trial trial = asked("certification_time = 0\n");
    trial.run();
    EXPECT_EQ(approved(trial.world), (std::vector{T, F, T, T}));  // no collective is founded
}

TEST(Certification, nobody_applies_before_a_regime_asks_for_it) {
    trial::Trial trial = asked("certification_time = 0\n", {"norms", "structures"}, "meeting");
    trial.run(5);
    EXPECT_EQ(trial.world.places.certificates.due[0], models::Certificates::none);
    EXPECT_EQ(approved(trial.world), std::vector(4, F));
}

// F78.
TEST(Certification, under_self_certification_all_are_approved_at_no_cost) {
    trial::Trial trial = asked("self_certification = true\n", {"norms", "structures", "supply"});
    trial.world.places.cash = {5000, 5000};
    trial.run(5);
    EXPECT_EQ(approved(trial.world), std::vector(4, T));
    EXPECT_EQ(trial.world.accounts.certification, 0);
}

// F77: what protects its surroundings is no protective equipment; a gown is not concerned.
TEST(Certification, visors_that_are_no_protective_equipment_need_none) {
    trial::Trial trial = asked("protective_equipment = false\n");
    trial.world.persons.process[1] = models::Process::sewing;
    trial.run();
    EXPECT_EQ(approved(trial.world), (std::vector{T, F, T, T}));
}
