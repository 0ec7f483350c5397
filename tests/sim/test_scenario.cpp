#include <sim/scenario.hpp>
#include <tests/sim/small_catalog.hpp>

#include <gtest/gtest.h>

namespace {

using sim::Event;
using sim::Scenario;
using small::message_of;

sim::Date day(const char* iso) { return *sim::parse_date(iso); }

/// March 2020, no events.
Scenario march() {
    sim::Values values(small::catalog());
    values.set("calendar.start", day("2020-03-01"));
    values.set("calendar.end", day("2020-03-31"));
    return Scenario({"march", "One month.", values});
}

Event tired() {
    return {.name = "tired", .date = day("2020-03-10"), .set = {{"dropout.rate", 0.5}}};
}

Event published() {
    return {.name = "published",
            .date = day("2020-03-05"),
            .act = "norms.publish",
            .with = {{"norms.publish.severity", std::int64_t{1}}}};
}

std::string refusal(const Event& event) {
    return message_of([&] { march().with_event(event); });
}

TEST(Scenario, counts_its_first_and_its_last_day) {
    EXPECT_EQ(march().n_days(), 31);
    EXPECT_EQ(sim::iso(march().last_day()), "2020-03-31");
}

TEST(Scenario, an_event_holds_from_its_date_through_its_last_day) {
    Event event = tired();
    event.until = day("2020-03-12");
    const Scenario scenario = march().with_event(event);
    const auto rate_on = [&](const char* date) {
        return scenario.values_on(day(date))[small::rate];
    };
    EXPECT_EQ(rate_on("2020-03-09"), 0.05);
    EXPECT_EQ(rate_on("2020-03-10"), 0.5);
    EXPECT_EQ(rate_on("2020-03-12"), 0.5);
    EXPECT_EQ(rate_on("2020-03-13"), 0.05);
}

TEST(Scenario, later_events_win_and_among_those_of_one_day_the_one_written_last) {
    Event earlier = tired();
    earlier.name = "earlier";
    earlier.date = day("2020-03-02");
    earlier.set = {{"dropout.rate", 0.2}};
    Event same_day = tired();
    same_day.name = "same day";
    same_day.set = {{"dropout.rate", 0.7}};
    const Scenario scenario = march().with_event(tired()).with_event(earlier).with_event(same_day);
    EXPECT_EQ(scenario.values_on(day("2020-03-09"))[small::rate], 0.2);
    EXPECT_EQ(scenario.values_on(day("2020-03-10"))[small::rate], 0.7);
    EXPECT_EQ(scenario.events()[1].name, "tired");
}

TEST(Scenario, an_act_gives_its_arguments_or_their_initial_values) {
    Event plain = published();
    plain.with.clear();
    const Scenario scenario = march().with_event(published());
    EXPECT_EQ(scenario.events()[0].argument(small::severity), 1.0);
    EXPECT_EQ(march().with_event(plain).events()[0].argument(small::severity), 0.5);
    EXPECT_EQ(scenario.values_on(day("2020-03-31")), scenario.values());
}

TEST(Scenario, changes_make_new_scenarios) {
    const Scenario before = march();
    const Scenario after = before.with_values({{"dropout.rate", 0.3}}).with_event(tired());
    EXPECT_EQ(before.values()[small::rate], 0.05);
    EXPECT_EQ(after.values()[small::rate], 0.3);
    EXPECT_EQ(after.without_event("tired").events().size(), 0u);
    EXPECT_EQ(after.renamed("other").name(), "other");
    EXPECT_FALSE(after.without_event("tired") == after);
    EXPECT_EQ(after.renamed("other"), after);
    const Scenario asking = after.with_outcomes({{.name = "left", .series = "persons"}});
    EXPECT_EQ(asking.outcomes().at(0).name, "left");
    EXPECT_EQ(asking.with_outcomes({}), after);
}

TEST(Scenario, refuses_dates_outside_the_run) {
    Event event = tired();
    event.date = day("2020-04-01");
    EXPECT_EQ(refusal(event), "event 'tired': date = 2020-04-01 is outside the run; 2020-03-01 to "
                              "2020-03-31 is allowed");
    event = tired();
    event.until = day("2020-04-01");
    EXPECT_EQ(refusal(event), "event 'tired': until = 2020-04-01 is outside the run; 2020-03-01 to "
                              "2020-03-31 is allowed");
    event.until = day("2020-03-09");
    EXPECT_EQ(refusal(event), "event 'tired': until = 2020-03-09 is before date = 2020-03-10; it "
                              "is the last day on which the event holds");
    EXPECT_NE(message_of([] {
                  march().with_event(tired()).with_values({{"calendar.end", day("2020-03-09")}});
              }),
              "");
}

TEST(Scenario, refuses_to_end_before_it_starts) {
    EXPECT_EQ(message_of([] { march().with_values({{"calendar.end", day("2020-02-29")}}); }),
              "calendar.end = 2020-02-29 is before calendar.start = 2020-03-01; a run has at least "
              "one day");
}

TEST(Scenario, refuses_events_with_both_set_and_act_or_neither) {
    Event event = tired();
    event.act = "norms.publish";
    EXPECT_EQ(refusal(event),
              "event 'tired': it has both set and act; give either what to set or an act");
    event = tired();
    event.set.clear();
    EXPECT_EQ(refusal(event), "event 'tired': it does nothing; give either what to set or an act");
    event = published();
    event.until = event.date;
    EXPECT_EQ(refusal(event), "event 'published': 'until' is for what an event sets; an act "
                              "happens once");
    event = tired();
    event.with = published().with;
    EXPECT_EQ(refusal(event), "event 'tired': 'with' is for the arguments of an act; this event "
                              "has none");
}

TEST(Scenario, refuses_what_an_event_cannot_set) {
    Event event = tired();
    event.set = {{"norms.weight", 2.0}};
    EXPECT_EQ(refusal(event), "event 'tired': 'norms.weight' is read once, on the first day; set "
                              "it under [norms], not in an event");
    event.set = {{"dropout.rat", 0.5}};
    EXPECT_EQ(refusal(event),
              "event 'tired': unknown parameter 'dropout.rat'; did you mean 'dropout.rate'?");
    event.set = {{"dropout.rate", 8.0}};
    EXPECT_EQ(refusal(event), "event 'tired': dropout.rate = 8 1/day is outside [0, 1]");
    event.set = {{"dropout.rate", 0.1}, {"dropout.rate", 0.2}};
    EXPECT_EQ(refusal(event), "event 'tired': 'dropout.rate' is given twice; once is allowed");
}

TEST(Scenario, refuses_unknown_acts_and_arguments) {
    Event event = published();
    event.act = "norms.publsh";
    EXPECT_EQ(refusal(event),
              "event 'published': unknown act 'norms.publsh'; did you mean 'norms.publish'?");
    event = published();
    event.with[0].value = 2.0;
    EXPECT_EQ(refusal(event), "event 'published': norms.publish.severity = 2 is outside [0, 1]");
}

TEST(Scenario, refuses_two_events_of_one_name_and_to_remove_an_unknown_one) {
    EXPECT_EQ(message_of([] { march().with_event(tired()).with_event(tired()); }),
              "an event named 'tired' exists already; names must differ");
    EXPECT_EQ(message_of([] { march().with_event(tired()).without_event("tird"); }),
              "unknown event 'tird'; did you mean 'tired'?");
    Event nameless = tired();
    nameless.name = "";
    EXPECT_EQ(refusal(nameless), "an event has no name; give it one");
}

}  // namespace
