#pragma once

#include <models/conservation.hpp>
#include <models/day.hpp>
#include <models/populate.hpp>
#include <sim/network.hpp>
#include <sim/scenario_file.hpp>
#include <tests/sim/sample.hpp>
#include <tests/sim/small_catalog.hpp>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Small worlds for tests: scenarios from text, worlds that are stepped by hand.
namespace trial {

using small::message_of;

/// Where the bundled scenarios lie; tests run in the root of the clone.
inline const sim::Folders folders{"scenarios"};

inline sim::Scenario bundled(const std::string& name) {
    return sim::load_scenario(name, models::catalog(), folders);
}

/// A bundled scenario for a fiftieth of the country: 2,000 persons of france-2020.
inline sim::Scenario small_bundled(const std::string& name) {
    return bundled(name).with_values({{"population.scale", 0.02}});
}

inline sim::Scenario parsed(const std::string& toml) {
    return sim::parse_scenario("schema = 1\nsummary = \"trial\"\n" + toml, "trial.toml",
                               models::catalog(), folders);
}

/// A scenario of some days from 1 March 2020 in which only these mechanisms are on. `toml` adds
/// values for them and for what is never off.
inline sim::Scenario only(std::initializer_list<std::string_view> mechanisms, int n_days,
                          const std::string& toml = "") {
    const sim::Date first = std::chrono::sys_days{std::chrono::year{2020} / 3 / 1};
    std::string text = "[calendar]\nstart = " + sim::iso(first) +
                       "\nend = " + sim::iso(first + std::chrono::days{n_days - 1}) + "\n";
    for (const auto& phase : models::day().phases())
        if (std::find(mechanisms.begin(), mechanisms.end(), phase.name) == mechanisms.end())
            text += sim::text("[", phase.name, "]\non = false\n");
    return parsed(text + toml);
}

/// The table of kinds of places with these rows, as a line of [structures].
inline std::string kinds(const std::string& rows) {
    return "kinds = \"\"\"\n"
           "kind,number,laser,sewing,printers,sewing_machines,governance,fragility\n" +
           rows + "\"\"\"\n";
}

/// A setting of a table parameter.
inline sim::Setting table(std::string key, std::vector<std::string> names,
                          std::vector<std::vector<double>> columns) {
    return {key, std::make_shared<const sim::Table>(
                     sim::Table::from_columns(std::move(names), std::move(columns), "given"))};
}

/// The population as one threshold a person, beside other settings.
inline std::vector<sim::Setting> thresholds(const std::vector<double>& each,
                                            std::vector<sim::Setting> others = {}) {
    others.push_back({"population.size", static_cast<std::int64_t>(each.size())});
    others.push_back(table("population.thresholds", {"threshold"}, {each}));
    return others;
}

/// Acquaintance as given ties.
inline sim::Setting ties(const sim::Network& network) {
    std::vector<double> a, b;
    for (const sim::Tie tie : network.ties()) {
        a.push_back(tie.a);
        b.push_back(tie.b);
    }
    return table("acquaintance.ties", {"a", "b"}, {a, b});
}

/// A world under way, stepped day by day; what must be conserved is checked each evening.
class Trial {
  public:
    explicit Trial(const sim::Scenario& scenario, std::uint32_t replicate = 0)
        : scenario_(scenario),
          world(models::populate(scenario, {.seed = 1, .replicate = replicate})) {}

    void run(int n_days = 1) {
        for (int i = 0; i < n_days; ++i, ++day) {
            world.today.clear(world.territories.size());
            models::day().run_day(world, scenario_, values(), today());
            models::check_conservation(world);
        }
    }
    sim::Today today() const {
        return {day, scenario_.first_day() + std::chrono::days{day}, world.run};
    }
    sim::Values values() const { return scenario_.values_on(today().date); }
    std::int64_t n(models::Stage stage) const {
        return world.by_stage.col(Eigen::Index(models::index(stage))).sum();
    }
    std::int64_t n_engaged() const { return n(models::Stage::engaged); }

  private:
    sim::Scenario scenario_;

  public:
    models::World world;
    int day = 0;
};

}  // namespace trial
