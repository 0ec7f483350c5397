#include <sim/outcome.hpp>

#include <sim/scenario_file.hpp>
#include <sim/series.hpp>
#include <tests/sim/small_catalog.hpp>

#include <gtest/gtest.h>

namespace {

using sim::Outcome;
using small::message_of;

constexpr auto march = std::chrono::year{2020} / 3;
const auto catalog = small::catalog();

/// A scenario of March 2020 with these outcomes; line 1 is the schema, `text` begins on line 4.
sim::Scenario march_with(const std::string& text) {
    return sim::parse_scenario(
        "schema = 1\ncalendar.start = 2020-03-01\ncalendar.end = 2020-03-31\n" + text, "a.toml",
        catalog, {});
}

std::string refusal(const std::string& text) {
    return message_of([&] { march_with(text); });
}

constexpr const char* cascade = R"([[outcome]]
name = "global cascade"
series = "persons"
where = { stage = "engaged" }
share = true
above = 0.05
)";

TEST(Outcome, is_read_with_what_it_leaves_open) {
    const auto outcomes = march_with(std::string(cascade) + R"([[outcome]]
name = "size given cascade"
series = "persons"
on = 2020-03-20
given = "global cascade"
[[outcome]]
name = "steps"
series = "joins"
take = "days"
)")
                              .outcomes();
    ASSERT_EQ(outcomes.size(), 3u);
    EXPECT_EQ(outcomes[0].where.at("stage"), "engaged");
    EXPECT_EQ(outcomes[0].take, "last");
    EXPECT_TRUE(outcomes[0].share);
    EXPECT_EQ(outcomes[0].above, 0.05);
    EXPECT_EQ(outcomes[0].place, "a.toml:4");
    EXPECT_EQ(outcomes[1].on, sim::Date(march / 20));
    EXPECT_EQ(outcomes[1].given, "global cascade");
    EXPECT_FALSE(outcomes[1].share);
    EXPECT_EQ(outcomes[1].above, std::nullopt);
    EXPECT_EQ(outcomes[2].take, "days");
}

TEST(Outcome, is_written_so_that_it_reads_back_the_same) {
    const auto scenario = march_with(std::string(cascade) + R"([[outcome]]
name = "size \"given\" cascade"
series = "persons"
where = { "odd name" = "it's", stage = "engaged" }
on = 2020-03-20
given = "global cascade"
[[outcome]]
name = "steps"
series = "joins"
take = "days"
above = 3
)");
    const std::string text = sim::canonical(scenario);
    const auto again = sim::parse_scenario(text, "again", catalog, {});
    EXPECT_EQ(again, scenario);
    EXPECT_EQ(sim::canonical(again), text);
    EXPECT_NE(text.find("above = 3.0\n"), text.npos);
}

TEST(Outcome, counts_when_scenarios_are_compared) {
    const auto scenario = march_with(cascade);
    EXPECT_FALSE(scenario == march_with(""));
    for (const char* change : {"share = true", "above = 0.05", "\"engaged\"", "\"persons\""}) {
        std::string other = cascade;
        const std::string replacement = change == std::string("share = true")   ? "share = false"
                                        : change == std::string("above = 0.05") ? "above = 0.06"
                                                                                : "\"other\"";
        other.replace(other.find(change), std::string(change).size(), replacement);
        EXPECT_FALSE(scenario == march_with(other)) << change;
    }
}

TEST(Outcome, of_the_same_name_replaces_an_inherited_one_in_its_place) {
    std::vector<Outcome> outcomes{{.name = "a", .series = "x"}, {.name = "b", .series = "x"}};
    put(outcomes, {.name = "a", .series = "y"});
    put(outcomes, {.name = "c", .series = "x"});
    ASSERT_EQ(outcomes.size(), 3u);
    EXPECT_EQ(outcomes[0].series, "y");
    EXPECT_EQ(outcomes[1].name, "b");
    EXPECT_EQ(outcomes[2].name, "c");
}

TEST(Outcome, that_is_not_written_as_it_must_be_is_one_clear_sentence) {
    EXPECT_EQ(refusal("[[outcome]]\nname = \"a\"\n"),
              "a.toml:4: this outcome has no series; name and series are required");
    EXPECT_EQ(refusal("[[outcome]]\nseries = \"a\"\n"),
              "a.toml:4: this outcome has no name; name and series are required");
    EXPECT_EQ(refusal("[[outcome]]\nname = \"\"\nseries = \"a\"\n"),
              "a.toml:5: the name of an outcome is empty; give it one");
    EXPECT_EQ(refusal("[[outcome]]\nname = \"a\"\nseries = \"x\"\nwere = { stage = \"b\" }\n"),
              "a.toml:7: unknown key in an outcome 'were'; did you mean 'where'?");
    EXPECT_EQ(refusal("[[outcome]]\nname = \"a\"\nseries = \"x\"\nwhere = { stage = 1 }\n"),
              "a.toml:7: stage has the wrong type; a text in quotes is allowed");
    EXPECT_EQ(refusal("[[outcome]]\nname = \"a\"\nseries = \"x\"\nabove = \"1\"\n"),
              "a.toml:7: above has the wrong type; a number is allowed");
    EXPECT_EQ(refusal("[[outcome]]\nname = \"a\"\nseries = \"x\"\nabove = inf\n"),
              "a.toml:7: above has the wrong type; a number is allowed");
    EXPECT_EQ(refusal("[[outcome]]\nname = \"a\"\nseries = \"x\"\nshare = 1\n"),
              "a.toml:7: share has the wrong type; true or false is allowed");
    EXPECT_EQ(refusal("[[outcome]]\nname = \"a\"\nseries = \"x\"\non = 2020-03-02\n"
                      "take = \"sum\"\n"),
              "a.toml:7: 'on' and 'take' exclude each other; one of them is allowed");
    EXPECT_EQ(refusal(std::string(cascade) + cascade),
              "a.toml:10: an outcome named 'global cascade' exists already in this file; names "
              "must differ");
    EXPECT_EQ(refusal("outcome = 1\n"),
              "a.toml:4: outcome has the wrong type; [[outcome]] is allowed");
}

TEST(Outcome, that_no_run_could_have_is_refused_when_it_is_read) {
    const std::string opening = "[[outcome]]\nname = \"a\"\nseries = \"x\"\n";
    EXPECT_EQ(refusal(opening + "take = \"lst\"\n"),
              "a.toml:4: outcome 'a': unknown take 'lst'; did you mean 'last'?");
    EXPECT_EQ(refusal(opening + "on = 2020-04-01\n"),
              "a.toml:4: outcome 'a': on = 2020-04-01 is outside the run; 2020-03-01 to "
              "2020-03-31 is allowed");
    EXPECT_EQ(refusal(opening + "on = 2020-02-29\n"),
              "a.toml:4: outcome 'a': on = 2020-02-29 is outside the run; 2020-03-01 to "
              "2020-03-31 is allowed");
    EXPECT_EQ(refusal(opening + "on = 2020-03-01\n"), "");
    EXPECT_EQ(refusal(opening + "on = 2020-03-31\n"), "");
    EXPECT_EQ(refusal(opening + "share = true\n"),
              "a.toml:4: outcome 'a': a share needs 'where', which says of what it is one");
    EXPECT_EQ(refusal(opening + "given = \"a\"\n"),
              "a.toml:4: outcome 'a': given = 'a', but no outcome with 'above' stands before this "
              "one");
    EXPECT_EQ(refusal(std::string(cascade) + opening + "given = \"global cascad\"\n"),
              "a.toml:10: outcome 'a': given = 'global cascad' is no outcome with 'above' that "
              "stands before this one; did you mean 'global cascade'?");
}

/// Persons by stage and territory, and material in two units.
const sim::Layout layout{
    .first_day = march / 1,
    .n_days = 31,
    .dimensions = {{"territory", {"north", "south"}},
                   {"stage", {"aware", "engaged"}},
                   {"material", {"sheet", "elastic"}}},
    .observables = {
        {"persons", "person", "Persons", {"territory", "stage"}, sim::Timing::stock},
        {"material_stock", "m2, m", "Material", {"territory", "material"}, sim::Timing::stock}}};

std::string misfit(Outcome outcome) {
    outcome.place = "a.toml:4";
    return message_of([&] { check({outcome}, layout); });
}

TEST(Outcome, names_series_dimensions_and_labels_that_are_there) {
    EXPECT_EQ(misfit({.name = "a", .series = "persons", .where = {{"stage", "engaged"}}}), "");
    EXPECT_EQ(misfit({.name = "a", .series = "person"}),
              "a.toml:4: outcome 'a': unknown series 'person'; did you mean 'persons'?");
    EXPECT_EQ(misfit({.name = "a", .series = "persons", .where = {{"stag", "engaged"}}}),
              "a.toml:4: outcome 'a': series 'persons' has no dimension 'stag'; did you mean "
              "'stage'?");
    EXPECT_EQ(misfit({.name = "a", .series = "persons", .where = {{"stage", "engagd"}}}),
              "a.toml:4: outcome 'a': there is no stage 'engagd'; did you mean 'engaged'?");
}

TEST(Outcome, does_not_add_up_what_has_several_units) {
    EXPECT_EQ(misfit({.name = "a", .series = "material_stock", .where = {{"material", "sheet"}}}),
              "");
    EXPECT_EQ(misfit({.name = "a", .series = "material_stock", .where = {{"territory", "north"}}}),
              "a.toml:4: outcome 'a': series 'material_stock' has several units, which do not add "
              "up; say in 'where' which material");
}

}  // namespace
