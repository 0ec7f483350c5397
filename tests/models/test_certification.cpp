#include <models/certification.hpp>
#include <models/norms.hpp>

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

/// Own money of the labs, in cents.
void give(models::World& world, const std::vector<std::int64_t>& cash) {
    auto& paid_in = world.accounts.paid_in[models::index(models::Source::own_pocket)];
    for (std::size_t i = 0; i < cash.size(); ++i)
        paid_in += cash[i] - world.places.cash[i];
    world.places.cash = cash;
}

constexpr bool T = true, F = false;

}  // namespace

TEST(Certification, costs_at_most_a_share_of_what_there_is) {
    using models::certification::affordable;
    EXPECT_TRUE(affordable(115000, 230000, 0.5));
    EXPECT_FALSE(affordable(115000, 229999, 0.5));
    EXPECT_FALSE(affordable(115000, 100000000, 0));
}

// V20: EUR 1,150 for a test.
TEST(Certification, a_lab_that_can_pay_is_certified_after_some_days_with_its_members) {
    trial::Trial trial = asked("certification_time = 3\n", {"norms", "structures", "money"});
    auto& world = trial.world;
    give(world, {500000, 200000});
    trial.run(3);
    EXPECT_EQ(approved(world), (std::vector{F, F, F, F}));
    trial.run();
    EXPECT_EQ(approved(world), (std::vector{T, F, T, F}));
    EXPECT_EQ(world.places.certificates.due[0], 3);
    EXPECT_EQ(world.places.cash, (std::vector<std::int64_t>{385000, 200000}));  // paid once
}

TEST(Certification, a_collective_pays_from_its_pot_and_covers_its_territory) {
    trial::Trial trial = asked("certification_time = 0\n", {"norms", "structures", "money"});
    auto& world = trial.world;
    world.collectives.founded_on = {0, 0};
    world.collectives.health = {1, 1};
    world.collectives.pot[1] = {0, 100000, 50000, 80000, 0};
    for (std::size_t s = 0; s < models::n_sources; ++s)
        world.accounts.paid_in[s] += world.collectives.pot[1][s];
    models::norms::step(world, trial.values(), trial.today());
    models::check_conservation(world);
    EXPECT_EQ(approved(world), std::vector(4, T));
    EXPECT_EQ(world.collectives.certificates.held, (std::vector<std::uint8_t>{0, 1}));
    EXPECT_EQ(world.collectives.pot[1], (models::Purse{0, 50000, 25000, 40000, 0}));
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
    trial::Trial trial = asked("self_certification = true\n", {"norms", "structures", "money"});
    give(trial.world, {500000, 500000});
    trial.run(5);
    EXPECT_EQ(approved(trial.world), std::vector(4, T));
    EXPECT_EQ(trial.world.places.cash, (std::vector<std::int64_t>{500000, 500000}));
}

// F77: what protects its surroundings is no protective equipment; a gown is not concerned.
TEST(Certification, visors_that_are_no_protective_equipment_need_none) {
    trial::Trial trial = asked("protective_equipment = false\n");
    trial.world.persons.process[1] = models::Process::sewing;
    trial.run();
    EXPECT_EQ(approved(trial.world), (std::vector{T, F, T, T}));
}
