#include <models/surplus.hpp>

#include <tests/models/makers.hpp>

#include <map>

namespace {

using trial::makers;
using Holdings = std::vector<std::uint32_t>;

/// Ten makers without a shop on a ring, each tied to the next one on either side; `full` of them
/// have material for so many days.
trial::Trial ring(const std::vector<models::PersonId>& full, std::uint32_t days,
                  const std::string& values = "sharing = 1\nkept = 2",
                  const std::string& topology = "distributed") {
    trial::Trial trial =
        makers("filament_base = 0\nsheet_base = 0\nelastic_base = 0\ntextile_base = 0\n" + values,
               "[coordination]\ntopology = \"" + topology + "\"\nneighbors = 2\nlong_ties = 0\n",
               {"supply", "coordination"});
    const std::array<std::uint32_t, 3> a_day{300, 6000, 400};
    for (std::size_t m = 0; m < 3; ++m)
        for (const models::PersonId p : full) {
            trial.world.persons.material[m][p] = days * a_day[m];
            trial.world.accounts.initial[m] += days * a_day[m];
        }
    return trial;
}

/// The makers in the order of the ring.
std::vector<models::PersonId> around(const trial::Trial& trial) {
    return trial.world.coordination.pool;
}

}  // namespace

// model.md: "neighbors share surplus" in distributed coordination.
TEST(Surplus, who_has_none_gets_a_days_material_from_those_tied_to_her) {
    const auto order = around(ring({}, 0));
    trial::Trial trial = ring({order[3]}, 5);
    trial.run();
    const Holdings& filament = trial.world.persons.material[0];
    EXPECT_EQ(filament[order[3]], 900u);  // three days' surplus, two asked for one each
    EXPECT_EQ(filament[order[2]], 300u);
    EXPECT_EQ(filament[order[4]], 300u);
    EXPECT_EQ(filament[order[1]], 0u);
    EXPECT_EQ(trial.world.persons.material[2][order[4]], 400u);
}

TEST(Surplus, what_is_kept_for_own_work_is_not_given) {
    const auto order = around(ring({}, 0));
    trial::Trial trial = ring({order[3]}, 3);  // one day's surplus for two
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][order[3]], 600u);
    EXPECT_EQ(trial.world.persons.material[0][order[2]], 150u);
    EXPECT_EQ(trial.world.persons.material[0][order[4]], 150u);
    trial = ring({order[3]}, 2);
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][order[3]], 600u);
}

TEST(Surplus, who_has_two_neighbors_asks_each_for_half) {
    const auto order = around(ring({}, 0));
    trial::Trial trial = ring({order[3], order[5]}, 9);
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][order[4]], 300u);
    EXPECT_EQ(trial.world.persons.material[0][order[3]], 2700u - 150u - 300u);
}

TEST(Surplus, half_the_sharing_gives_half_of_what_can_be_spared) {
    const auto order = around(ring({}, 0));
    trial::Trial trial = ring({order[3]}, 3, "sharing = 0.5\nkept = 2");
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][order[2]], 75u);
    trial = ring({order[3]}, 9, "sharing = 0\nkept = 2");
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][order[2]], 0u);
}

TEST(Surplus, printers_and_cutters_do_not_help_each_other) {
    const auto order = around(ring({}, 0));
    trial::Trial trial = ring({order[3]}, 9);
    trial.world.persons.process[order[2]] = models::Process::laser;
    trial.run();
    EXPECT_EQ(trial.world.persons.material[0][order[2]], 0u);
    EXPECT_EQ(trial.world.persons.material[1][order[2]], 0u);
    EXPECT_EQ(trial.world.persons.material[0][order[4]], 300u);
}

// The table in model.md: surplus goes along ties among makers, where there are any.
TEST(Surplus, it_moves_where_makers_are_tied_to_each_other) {
    const auto order = around(ring({}, 0));
    for (const auto& [topology, given] : std::map<std::string, std::uint32_t>{
             {"centralized", 0}, {"decentralized", 0}, {"distributed", 300}, {"superposed", 300}}) {
        trial::Trial trial = ring({order[3]}, 9, "sharing = 1\nkept = 2", topology);
        trial.run();
        EXPECT_EQ(trial.world.persons.material[0][order[2]], given) << topology;
    }
}
