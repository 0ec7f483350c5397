#include <sim/scenario_file.hpp>
#include <tests/sim/small_catalog.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <random>

namespace {

namespace fs = std::filesystem;
using sim::Scenario;
using small::message_of;

constexpr const char* base = R"(schema = 1
summary = "One month."

[calendar]
start = 2020-03-01
end = 2020-03-31

[dropout]
rate = 0.1

[[event]]
name = "legal text"
date = 2020-03-23
until = 2020-03-30
set = { "norms.strict" = true, dropout.rate = 1 }

[[event]]
name = "article"
date = 2020-03-20
act = "norms.publish"
with = { severity = 0.25 }
)";

/// A folder of bundled scenarios and one of the user, both new for each test.
class ScenarioFile : public testing::Test {
  protected:
    ScenarioFile() {
        write(bundled / "base.toml", base);
        write(bundled / "theory/kernel.toml", "schema = 1\nsummary = \"Kernel.\"\n");
    }
    ~ScenarioFile() override { fs::remove_all(folder); }

    static void write(const fs::path& path, const std::string& text) {
        fs::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }
    Scenario load(const std::string& name) const {
        return sim::load_scenario(name, catalog, {bundled});
    }
    Scenario parse(const std::string& text, const std::string& source = "a.toml") const {
        return sim::parse_scenario(text, source, catalog, {bundled});
    }
    std::string refusal(const std::string& text) const {
        return message_of([&] { parse(text); });
    }
    /// Line 1 is the schema, 2 an `extends`, so that `text` begins on line 3.
    std::string refusal_over_base(const std::string& text) const {
        return refusal("schema = 1\nextends = \"base\"\n" + text);
    }

    const std::shared_ptr<const sim::Catalog> catalog = small::catalog();
    const fs::path folder =
        fs::path(testing::TempDir()) / ("muster-test-" + std::to_string(std::random_device{}()));
    const fs::path bundled = folder / "scenarios";
};

TEST_F(ScenarioFile, gives_values_and_events_with_their_places) {
    const Scenario scenario = load("base");
    EXPECT_EQ(scenario.name(), "base");
    EXPECT_EQ(scenario.summary(), "One month.");
    EXPECT_EQ(scenario.n_days(), 31);
    EXPECT_EQ(scenario.values()[small::rate], 0.1);
    EXPECT_EQ(scenario.place_of("dropout.rate"), "base.toml:9");
    EXPECT_EQ(scenario.place_of("dropout.patience_days"), "");
    ASSERT_EQ(scenario.events().size(), 2u);
    EXPECT_EQ(scenario.events()[0].name, "article");
    EXPECT_EQ(scenario.events()[0].argument(small::severity), 0.25);
    EXPECT_EQ(scenario.events()[1].place, "base.toml:11");
    EXPECT_EQ(scenario.values_on(*sim::parse_date("2020-03-30"))[small::rate], 1.0);
    EXPECT_EQ(scenario.values_on(*sim::parse_date("2020-03-31"))[small::rate], 0.1);
}

TEST_F(ScenarioFile, extends_another_and_remembers_what_was_written_where) {
    const Scenario scenario = parse(R"(schema = 1
extends = "base"
without = ["legal text"]
[norms]
regime = "regulated"
[[event]]
name = "legal text"
date = 2020-03-02
set = { "norms.strict" = true }
)");
    EXPECT_EQ(scenario.summary(), "");  // a summary describes one file only
    EXPECT_EQ(scenario.place_of("dropout.rate"), "base.toml:9");
    EXPECT_EQ(scenario.place_of("norms.regime"), "a.toml:5");
    EXPECT_EQ(scenario.events()[0].place, "a.toml:6");
    EXPECT_EQ(scenario.events()[1].place, "base.toml:17");
    EXPECT_EQ(parse("schema = 1\nextends = \"base\"\nsummary = \"One month.\"\n"), load("base"));
}

TEST_F(ScenarioFile, bundled_names_may_have_folders_and_files_extend_files_beside_them) {
    EXPECT_EQ(load("theory/kernel").name(), "theory/kernel");
    EXPECT_EQ(sim::scenario_names({bundled, "/nowhere"}),
              (std::vector<std::string>{"base", "theory/kernel"}));
    write(folder / "mine.toml", "schema = 1\nextends = \"base\"\n");
    write(folder / "other.toml", "schema = 1\nextends = \"mine.toml\"\ndropout.rate = 8\n");
    EXPECT_EQ(load((folder / "mine.toml").string()).name(), "mine");
    EXPECT_EQ(message_of([&] { load((folder / "other.toml").string()); }),
              (folder / "other.toml").string() + ":3: dropout.rate = 8 1/day is outside [0, 1]");
}

TEST_F(ScenarioFile, tables_are_files_beside_it_or_written_inside) {
    write(folder / "data/curves.csv", "territory,day,need\nParis,0,1.5\n");
    write(folder / "mine.toml", "schema = 1\n[norms]\ncurves = \"data/curves.csv\"\n");
    write(folder / "inside.toml",
          "schema = 1\n[norms]\ncurves = '''\nterritory,day,need\nParis,0,1.5\n'''\n");
    const Scenario mine = load((folder / "mine.toml").string());
    const Scenario inside = load((folder / "inside.toml").string());
    EXPECT_EQ(mine.values()[small::curves].place(0), (folder / "data/curves.csv").string() + ":2");
    EXPECT_EQ(inside.values()[small::curves].place(0), (folder / "inside.toml").string() + ":5");
    EXPECT_EQ(mine, inside);
    EXPECT_EQ(parse("schema = 1\n[norms]\ncurves = \"\"\n"), parse("schema = 1\n"));
}

TEST_F(ScenarioFile, says_what_is_wrong_with_a_table) {
    EXPECT_EQ(refusal("schema = 1\n[norms]\ncurves = \"curve.csv\"\n"),
              "a.toml:3: there is no file 'curve.csv'; the path of a CSV file, relative to this "
              "one, is allowed");
    EXPECT_EQ(refusal("schema = 1\n[norms]\ncurves = '''\nterritory,day\n'''\n"),
              "a.toml:4: there is no column 'need'; there is territory, day");
    EXPECT_EQ(refusal("schema = 1\n[norms]\ncurves = '''\nterritory,day,need\nParis,x,1\n'''\n"),
              "a.toml:5: day = 'x' is no number; a number like 0.5 or an "
              "empty cell is allowed");
}

TEST_F(ScenarioFile, requires_its_schema) {
    EXPECT_EQ(refusal("summary = \"x\"\n"),
              "a.toml:1: schema is missing; write schema = 1 as the first line");
    EXPECT_EQ(refusal("\nschema = 2\n"), "a.toml:2: this schema is unknown; schema = 1 is allowed");
}

TEST_F(ScenarioFile, names_the_nearest_key_for_an_unknown_one) {
    EXPECT_EQ(refusal("schema = 1\nsumary = \"x\"\n"),
              "a.toml:2: unknown section or key 'sumary'; did you mean 'summary'?");
    EXPECT_EQ(refusal("schema = 1\n[dropuot]\nrate = 1\n"),
              "a.toml:2: unknown section or key 'dropuot'; did you mean 'dropout'?");
    EXPECT_EQ(refusal("schema = 1\n[dropout]\nrat = 1\n"),
              "a.toml:3: unknown parameter 'dropout.rat'; did you mean 'dropout.rate'?");
    EXPECT_EQ(refusal("schema = 1\n[dropout]\nrate.high = 1\n"),
              "a.toml:3: unknown parameter 'dropout.rate.high'; did you mean 'dropout.rate'?");
    EXPECT_EQ(refusal("schema = 1\ndropout = 1\n"),
              "a.toml:2: dropout has the wrong type; a section [dropout] is allowed");
}

TEST_F(ScenarioFile, refuses_wrong_types_and_values_outside_the_range) {
    const auto refused = [&](const std::string& line) {
        return refusal("schema = 1\n[dropout]\n" + line + "\n");
    };
    EXPECT_EQ(refused("rate = 8"), "a.toml:3: dropout.rate = 8 1/day is outside [0, 1]");
    EXPECT_EQ(refused("rate = nan"), "a.toml:3: dropout.rate = nan 1/day is outside [0, 1]");
    EXPECT_EQ(refused("rate = true"),
              "a.toml:3: dropout.rate = true has the wrong type; a number in [0, 1] is allowed");
    EXPECT_EQ(refused("rate = [1]"),
              "a.toml:3: dropout.rate has the wrong type; a number in [0, 1] is allowed");
    EXPECT_EQ(refused("patience_days = 2.5"), "a.toml:3: dropout.patience_days = 2.5 has the wrong "
                                              "type; a whole number in [1, 90] is allowed");
    EXPECT_EQ(refusal("schema = 1\n[norms]\nregime = \"strict\"\n"),
              "a.toml:3: norms.regime = \"strict\" is unknown; allowed is unregulated, tolerated, "
              "regulated");
}

TEST_F(ScenarioFile, refuses_days_that_do_not_exist_and_a_run_that_ends_before_it_starts) {
    EXPECT_EQ(refusal("schema = 1\n[calendar]\nstart = 2020-02-30\n"),
              "a.toml:3: there is no day 2020-02-30; a date YYYY-MM-DD of the calendar is allowed");
    EXPECT_EQ(refusal("schema = 1\n[calendar]\nstart = \"2020-02-28\"\n"),
              "a.toml:3: calendar.start = \"2020-02-28\" has the wrong type; a date YYYY-MM-DD is "
              "allowed");
    EXPECT_EQ(refusal_over_base("[calendar]\nend = 2020-02-01\n"),
              "a.toml:4: calendar.end = 2020-02-01 is before calendar.start = 2020-03-01; a run "
              "has at least one day");
    EXPECT_EQ(refusal_over_base("[calendar]\nend = 2020-03-22\n"),
              "base.toml:11: event 'legal text': date = 2020-03-23 is outside the run; 2020-03-01 "
              "to 2020-03-22 is allowed");
}

TEST_F(ScenarioFile, inherits_outcomes_and_replaces_those_of_the_same_name) {
    write(bundled / "asked.toml", std::string(base) + R"([[outcome]]
name = "first"
series = "persons"
[[outcome]]
name = "second"
series = "persons"
)");
    const auto outcomes = parse(R"(schema = 1
extends = "asked"
[[outcome]]
name = "first"
series = "joins"
[[outcome]]
name = "third"
series = "joins"
)")
                              .outcomes();
    ASSERT_EQ(outcomes.size(), 3u);
    EXPECT_EQ(outcomes[0].series, "joins");
    EXPECT_EQ(outcomes[0].place, "a.toml:3");
    EXPECT_EQ(outcomes[1].name, "second");
    EXPECT_EQ(outcomes[1].place, "asked.toml:25");
    EXPECT_EQ(outcomes[2].name, "third");
}

TEST_F(ScenarioFile, says_in_its_own_words_what_is_not_toml) {
    EXPECT_EQ(refusal("schema = 1\n[dropout\nrate = 1\n").substr(0, 28),
              "a.toml:2: this is not TOML (");
    EXPECT_EQ(refusal("schema = 1\n[\nrate = 1\n").substr(0, 28), "a.toml:2: this is not TOML (");
    EXPECT_EQ(refusal("schema = 1\nschema = 1\n"),
              "a.toml:2: this is not TOML (key-value pair: cannot redefine existing integer "
              "'schema'); [section], key = value and # comment are allowed");
}

TEST_F(ScenarioFile, says_what_it_cannot_extend) {
    EXPECT_EQ(refusal("schema = 1\nextends = \"bas\"\n"),
              "a.toml:2: there is no scenario 'bas'; did you mean 'base'?");
    EXPECT_EQ(refusal("schema = 1\nextends = \"visors.toml\"\n"),
              "a.toml:2: there is no file 'visors.toml'; allowed is base, theory/kernel");
    EXPECT_EQ(message_of([&] { load("theory/kernl"); }),
              "there is no scenario 'theory/kernl'; did you mean 'theory/kernel'?");
    write(bundled / "one.toml", "schema = 1\nextends = \"two\"\n");
    write(bundled / "two.toml", "schema = 1\n\nextends = \"one\"\n");
    EXPECT_EQ(message_of([&] { load("one"); }),
              "two.toml:3: extends = \"one\" goes in a circle; only a scenario that does not "
              "itself extend this one is allowed");
    EXPECT_EQ(refusal_over_base("without = [\"legal txt\"]\n"),
              "a.toml:3: unknown event 'legal txt'; did you mean 'legal text'?");
}

TEST_F(ScenarioFile, says_what_is_wrong_with_an_event) {
    const auto refused = [&](const std::string& lines) {
        return refusal_over_base("[[event]]\nname = \"x\"\ndate = 2020-03-02\n" + lines + "\n");
    };
    EXPECT_EQ(refused("set = { \"dropout.rat\" = 0.5 }"),
              "a.toml:6: unknown parameter 'dropout.rat'; did you mean 'dropout.rate'?");
    EXPECT_EQ(refused("set = { \"dropout.rate\" = 8 }"),
              "a.toml:6: dropout.rate = 8 1/day is outside [0, 1]");
    EXPECT_EQ(refused("set = { \"dropout.rate\" = 0.5, dropout.rate = 0.6 }"),
              "a.toml:6: 'dropout.rate' is given twice; once is allowed");
    EXPECT_EQ(refused("set = 3"), "a.toml:6: set has the wrong type; { \"name\" = 1 } is allowed");
    EXPECT_EQ(refused("act = \"norms.publsh\""),
              "a.toml:6: unknown act 'norms.publsh'; did you mean 'norms.publish'?");
    EXPECT_EQ(refused("act = \"norms.publish\"\nwith = { severty = 1 }"),
              "a.toml:7: unknown argument 'severty' of the act 'norms.publish'; did you mean "
              "'severity'?");
    EXPECT_EQ(refused("util = 2020-03-03"),
              "a.toml:6: unknown key in an event 'util'; did you mean 'until'?");
    EXPECT_EQ(refused("with = { severity = 1 }"),
              "a.toml:6: 'with' is for the arguments of an act; this event has none");
    EXPECT_EQ(refused(""),
              "a.toml:3: event 'x': it does nothing; give either what to set or an act");
    EXPECT_EQ(refusal_over_base("[[event]]\ndate = 2020-03-02\n"),
              "a.toml:3: this event has no name; name and date are required");
    EXPECT_EQ(refusal_over_base("[event]\ndate = 2020-03-02\n"),
              "a.toml:3: event has the wrong type; [[event]] is allowed");
    EXPECT_EQ(
        refusal_over_base("[[event]]\nname = \"article\"\ndate = 2020-03-02\n"
                          "set = { \"dropout.rate\" = 0 }\n"),
        "a.toml:3: an event named 'article' exists already in base.toml:17; names must differ");
}

/// Everything a scenario can hold, with texts that need care in TOML.
Scenario rich(const Scenario& scenario) {
    const auto table = [](const char* csv) {
        return std::make_shared<const sim::Table>(sim::Table::parse_csv(csv, "t.csv"));
    };
    return scenario
        .with_values({{"dropout.rate", 0.1 + 0.2},
                      {"dropout.on", false},
                      {"norms.weight", 1.5e300},
                      {"norms.regime", "regulated"},
                      {"norms.curves", table("territory,day,need\n\"Ile, the\",0,1e-7\n")}})
        .with_event({.name = "a \"name\"\twith \\ and\nlines \x01",
                     .date = *sim::parse_date("2020-03-20"),
                     .set = {{"norms.strict", true}, {"dropout.rate", 1.0}}});
}

TEST_F(ScenarioFile, canonical_reads_back_as_the_same_scenario_and_the_same_text) {
    const sim::Value quotes = std::make_shared<const sim::Table>(
        sim::Table::parse_csv("territory,day,need\n'''d'Oise,1,2\n", "t.csv"));
    for (const Scenario& scenario : {load("base"), load("theory/kernel"), rich(load("base")),
                                     load("base").with_values({{"norms.curves", quotes}})}) {
        const std::string text = sim::canonical(scenario);
        const Scenario again = parse(text, scenario.name());
        EXPECT_EQ(again, scenario) << text;
        EXPECT_EQ(sim::canonical(again), text);
        EXPECT_EQ(again.name(), scenario.name());
    }
}

TEST_F(ScenarioFile, canonical_is_in_the_order_of_the_catalog_and_leaves_out_initial_values) {
    EXPECT_EQ(sim::canonical(load("base")), R"(schema = 1
summary = "One month."

[calendar]
start = 2020-03-01
end = 2020-03-31
substeps = 1

[dropout]
rate = 0.1

[[event]]
name = "article"
date = 2020-03-20
act = "norms.publish"
with = { severity = 0.25 }

[[event]]
name = "legal text"
date = 2020-03-23
until = 2020-03-30
set = { "norms.strict" = true, "dropout.rate" = 1.0 }
)");
}

TEST_F(ScenarioFile, values_on_the_command_line_are_read_by_their_parameter) {
    const auto value = [&](const char* key, const char* text) {
        return sim::parse_value(*catalog, key, text);
    };
    EXPECT_TRUE(sim::same(value("dropout.rate", "1"), 1.0));
    EXPECT_TRUE(sim::same(value("dropout.patience_days", "3"), std::int64_t{3}));
    EXPECT_TRUE(sim::same(value("norms.strict", "true"), true));
    EXPECT_TRUE(sim::same(value("norms.regime", "regulated"), "regulated"));
    EXPECT_TRUE(sim::same(value("norms.decree", "2020-03-01"), *sim::parse_date("2020-03-01")));
    EXPECT_EQ(message_of([&] { value("dropout.rat", "1"); }),
              "--set: unknown parameter 'dropout.rat'; did you mean 'dropout.rate'?");
    EXPECT_EQ(message_of([&] { value("dropout.rate", "8"); }),
              "--set: dropout.rate = 8 1/day is outside [0, 1]");
    EXPECT_EQ(
        message_of([&] { value("norms.decree", "2020-02-30"); }),
        "--set: norms.decree = 2020-02-30 is no day; a date YYYY-MM-DD of the calendar is allowed");
    EXPECT_EQ(message_of([&] { value("norms.curves", "nowhere.csv"); }),
              "--set: there is no file 'nowhere.csv'; the path of a CSV file is allowed");
}

}  // namespace
