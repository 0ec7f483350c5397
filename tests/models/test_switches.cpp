#include <models/simulation.hpp>
#include <tests/models/trial.hpp>

#include <functional>
#include <set>

/// Every mechanism of the day, switched off in a small france-2020.
namespace {

const std::atomic<bool> never{false};

sim::Scenario france(const std::vector<sim::Setting>& values = {}) {
    return trial::small_bundled("france-2020").with_values(values);
}

/// A run, with its series by name.
struct Story {
    sim::Scenario scenario;
    sim::Layout layout = models::layout(scenario);
    sim::Recording recording = models::simulate(scenario, {.seed = 1, .replicate = 0}, never);

    const sim::SeriesArray& operator[](const std::string& name) const {
        for (std::size_t o = 0; o < layout.observables.size(); ++o)
            if (layout.observables[o].name == name)
                return recording.series[o];
        throw std::logic_error("no observable " + name);
    }

    /// The first day on which one of these is not 0; the number of days if they always are.
    Eigen::Index first_day_of(std::initializer_list<std::string> names) const {
        Eigen::Index first = scenario.n_days();
        for (const std::string& name : names)
            for (Eigen::Index day = 0; day < first; ++day)
                if (((*this)[name].row(day) != 0).any())
                    first = day;
        return first;
    }

    Eigen::Index day_of(const std::string& event) const {
        for (const sim::Event& each : scenario.events())
            if (each.name == event)
                return (each.date - scenario.first_day()).count();
        throw std::logic_error("no event " + event);
    }

    /// The first day on which somebody makes things.
    Eigen::Index first_work() const { return first_day_of({"hours_given", "units_made"}); }
};

const Story& as_it_was() {
    static const Story run{france()};
    return run;
}

/// Names of the series that differ before `day`, other than those given.
std::set<std::string> differing(const Story& a, const Story& b, Eigen::Index day,
                                const std::set<std::string>& own) {
    std::set<std::string> names;
    for (std::size_t o = 0; o < a.recording.series.size(); ++o) {
        const std::string& name = a.layout.observables[o].name;
        const auto before = a.recording.series[o].topRows(day);
        if (!own.contains(name) && (before != b.recording.series[o].topRows(day)).any())
            names.insert(name);
    }
    return names;
}

/// What switching a mechanism off must leave alone.
struct Off {
    std::set<std::string> own_series;        ///< which it writes itself
    Eigen::Index (*until)(const Story& on);  ///< all others are the same before this day
    bool (*no_trace)(const models::World&);  ///< it wrote nothing
};

/// Whether a column is empty or holds nothing but 0.
bool nothing_in(const auto& column) {
    return std::ranges::all_of(column, [](const auto& value) { return value == 0; });
}
bool nothing_of_any_product(const auto& columns) {
    return std::ranges::all_of(columns, [](const auto& column) { return nothing_in(column); });
}

/// From this day on what a mechanism does reaches others; before it nothing may differ.
const std::map<std::string, Off>& table() {
    using models::World;
    static const std::map<std::string, Off> offs{
        // Whether people start unaware, and what is lacking on day 0, is seen at once.
        {"need",
         {{},
          [](const Story&) -> Eigen::Index { return 0; },
          [](const World& w) {
              return nothing_in(w.territories.salience) &&
                     nothing_of_any_product(w.requesters.latent);
          }}},
        {"awareness",
         {{},
          [](const Story&) -> Eigen::Index { return 0; },
          [](const World& w) { return w.persons.informed_contacts.empty(); }}},
        {"press",
         {{},
          [](const Story& on) {
              return std::min(on.day_of("makers' help space opens"),
                              on.first_day_of({"units_delivered"}));
          },
          [](const World& w) { return nothing_in(w.territories.press); }}},
        {"rumor",
         {{},
          [](const Story& on) { return on.day_of("legal text"); },
          [](const World& w) {
              return w.persons.risk.empty() && w.persons.rumor.empty() &&
                     w.persons.tolerance.empty();
          }}},
        {"norms",
         {{"norm_salience", "norm_regime", "norm_certificates"},
          [](const Story& on) { return on.first_day_of({"norm_salience"}); },
          [](const World& w) {
              return w.norm_salience == 0 && w.strictness == 0 &&
                     w.places.certificates.held.empty() && w.collectives.certificates.held.empty();
          }}},
        // Labs and coordinators hand in designs before anybody makes things.
        {"structures",
         {{"places_producing",
           "money_available",
           "designs_waiting",
           "designs_validated",
           "norm_certificates",
           "national_health",
           "collective_health",
           "lab_health",
           "support",
           "collectives_founded",
           "collective_members",
           "network_centralization",
           "network_giant_component",
           "network_survivability",
           "network_components",
           "network_degree_gini",
           "network_mean_path",
           "network_nodes",
           "network_ties",
           "coordination_hours"},  // coordinators act as if founded
          [](const Story& on) { return on.first_work(); },
          [](const World& w) {
              return w.places.size == 0 && w.persons.support.empty() && w.persons.lab.empty();
          }}},
        {"coordination",
         {{"network_centralization", "network_giant_component", "network_survivability",
           "network_components", "network_degree_gini", "network_clustering", "network_mean_path",
           "network_nodes", "network_ties", "coordination_hours", "designs_waiting",
           "designs_validated"},
          [](const Story& on) { return on.first_work(); },
          [](const World& w) { return w.coordination.network.n_ties() == 0; }}},
        {"engagement",
         {{},
          [](const Story& on) { return on.first_work(); },
          [](const World& w) { return w.persons.engaged_contacts.empty(); }}},
        {"design",
         {{"design_score", "design_score_best", "design_diversity", "designs_validated",
           "designs_waiting"},
          [](const Story& on) { return on.first_work(); },
          [](const World& w) { return w.designs.score.empty() && w.designs.validated.empty(); }}},
        {"money",
         {{"money_spent", "money_available"},
          [](const Story& on) { return on.first_work(); },
          [](const World& w) {
              return w.persons.spent.empty() && w.persons.budget.empty() &&
                     w.collectives.pot.empty();
          }}},
        {"supply",
         {{"material_stock", "money_spent"},
          [](const Story& on) { return on.first_work(); },
          [](const World& w) {
              return w.persons.idle_days.empty() && w.persons.material[0].empty();
          }}},
        {"production",
         {{},
          [](const Story& on) { return on.first_work(); },
          [](const World& w) { return nothing_in(w.persons.made) && nothing_in(w.places.made); }}},
        {"demand",
         {{},
          [](const Story& on) {
              return on.first_day_of({"requesters_informed", "demand_expressed"});
          },
          [](const World& w) { return w.orders.empty() && nothing_in(w.requesters.n_orders); }}},
        {"matching",
         {{},
          [](const Story& on) {
              return on.first_day_of({"units_in_transit", "useless_offers", "orders_lost"});
          },
          [](const World& w) {
              return w.shipments.empty() && nothing_in(w.requesters.n_parcels);
          }}},
        {"delivery",
         {{},
          [](const Story& on) { return on.first_day_of({"units_delivered", "units_rejected"}); },
          [](const World& w) {
              return nothing_in(w.accounts.delivered) && nothing_in(w.accounts.refused) &&
                     w.served_yesterday.empty();
          }}},
        {"recognition",
         {{},
          [](const Story& on) { return on.first_day_of({"units_delivered"}); },
          [](const World& w) {
              return w.persons.recognition.empty() && w.persons.thanks.empty();
          }}},
        {"fatigue",
         {{},
          [](const Story& on) { return on.first_work(); },
          [](const World& w) { return w.persons.fatigue.empty(); }}},
        {"ties",
         {{"ties_lasting"},
          [](const Story& on) { return on.first_work(); },
          [](const World& w) { return w.coordination.bonds.empty(); }}},
    };
    return offs;
}

}  // namespace

class Switches : public testing::TestWithParam<std::string> {
  protected:
    const Story off{france({{GetParam() + ".on", false}})};
};

// Before what the mechanism does can reach anybody, all is the same, bit for bit: it used up no
// luck of others. The runs themselves check conservation each day.
TEST_P(Switches, off_a_mechanism_leaves_no_trace_in_others_until_it_would_have_acted) {
    ASSERT_TRUE(table().contains(GetParam())) << "a row in the table above says what it touches";
    const Off& expected = table().at(GetParam());
    EXPECT_EQ(differing(as_it_was(), off, expected.until(as_it_was()), expected.own_series),
              std::set<std::string>{});
}

TEST_P(Switches, off_a_mechanism_leaves_nothing_in_the_world) {
    trial::Trial trial(off.scenario);
    trial.run(60);
    EXPECT_TRUE(table().at(GetParam()).no_trace(trial.world));
}

TEST_P(Switches, on_a_mechanism_matters) {
    EXPECT_NE(differing(as_it_was(), off, as_it_was().scenario.n_days(), {}),
              std::set<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(Day, Switches, testing::ValuesIn([] {
                             std::vector<std::string> names;
                             for (const auto& phase : models::day().phases())
                                 names.emplace_back(phase.name);
                             return names;
                         }()),
                         [](const auto& test) { return test.param; });

// A term of weight 0 is the mechanism behind it switched off, where that has no other effect.
TEST(Weights, of_0_are_the_same_bits_as_the_mechanism_switched_off) {
    struct Pair {
        std::string weight, mechanism;
        std::set<std::string> own_series;
    };
    for (const Pair& pair :
         {Pair{"engagement.pull_of_recognition", "recognition.on", {}},
          Pair{"engagement.pull_of_fatigue", "fatigue.on", {"fatigue"}},
          Pair{"engagement.pull_of_fear", "rumor.on", {"perceived_risk", "rumor"}}}) {
        const Story weightless{france({{pair.weight, 0.0}})};
        const Story off{france({{pair.mechanism, false}})};
        const auto n_days = Eigen::Index(off.scenario.n_days());
        EXPECT_EQ(differing(weightless, off, n_days, pair.own_series), std::set<std::string>{})
            << pair.weight;
        EXPECT_NE(differing(weightless, as_it_was(), n_days, {}), std::set<std::string>{})
            << pair.weight;
    }
}
