#include <sim/values.hpp>
#include <tests/sim/small_catalog.hpp>

#include <gtest/gtest.h>

namespace {

using sim::Catalog;
using small::message_of;

const auto catalog = small::catalog();

TEST(Catalog, begins_with_the_calendar_and_gives_each_mechanism_its_switch) {
    std::vector<std::string_view> keys;
    for (std::size_t i = 0; i < catalog->size(); ++i)
        keys.push_back(sim::key((*catalog)[i]));
    EXPECT_EQ(keys, (std::vector<std::string_view>{
                        "calendar.start", "calendar.end", "calendar.substeps", "dropout.on",
                        "dropout.rate", "dropout.patience_days", "norms.regime", "norms.strict",
                        "norms.decree", "norms.weight", "norms.curves"}));
    EXPECT_EQ(catalog->switch_of("dropout"), 3u);
    EXPECT_FALSE(catalog->switch_of("norms"));
    EXPECT_EQ(catalog->sections()[1].parameters.size(), 3u);
}

TEST(Catalog, finds_each_key) {
    for (std::size_t i = 0; i < catalog->size(); ++i)
        EXPECT_EQ(catalog->index(sim::key((*catalog)[i])), i);
    EXPECT_FALSE(catalog->find("dropout"));
}

TEST(Catalog, tells_the_nearest_key_otherwise_those_of_the_section_otherwise_the_sections) {
    EXPECT_EQ(message_of([] { catalog->index("dropout.rat"); }),
              "unknown parameter 'dropout.rat'; did you mean 'dropout.rate'?");
    EXPECT_EQ(message_of([] { catalog->index("dropout.motivation"); }),
              "unknown parameter 'dropout.motivation'; allowed is dropout.on, dropout.rate, "
              "dropout.patience_days");
    EXPECT_EQ(message_of([] { catalog->index("visors"); }),
              "unknown parameter 'visors'; allowed is calendar.*, dropout.*, norms.*");
}

TEST(Catalog, tells_the_nearest_act_and_argument) {
    const sim::ActInfo& publish = catalog->act("norms.publish");
    EXPECT_EQ(sim::key(sim::argument(publish, "norms.publish.severity")), "norms.publish.severity");
    EXPECT_EQ(message_of([] { catalog->act("norms.publsh"); }),
              "unknown act 'norms.publsh'; did you mean 'norms.publish'?");
    EXPECT_EQ(message_of([&] { sim::argument(publish, "norms.publish.severty"); }),
              "unknown argument 'severty' of the act 'norms.publish'; did you mean 'severity'?");
}

TEST(Catalog, says_what_is_allowed) {
    EXPECT_EQ(sim::allowed(small::rate), "[0, 1]");
    EXPECT_EQ(sim::allowed(small::weight), "[0, inf)");
    EXPECT_EQ(sim::allowed(small::regime), "one of unregulated, tolerated, regulated");
    EXPECT_EQ(sim::allowed(small::strict), "true or false");
    EXPECT_EQ(sim::allowed(small::decree), "a date YYYY-MM-DD");
    EXPECT_EQ(sim::allowed(small::curves), "a table with columns territory, day, need");
    EXPECT_EQ(sim::expected(small::patience), "a whole number in [1, 90]");
}

TEST(Catalog, tells_all_about_a_parameter) {
    EXPECT_EQ(sim::unit(small::rate), "1/day");
    EXPECT_EQ(sim::unit(small::strict), "");
    EXPECT_EQ(sim::meaning(small::curves), "Need a day.");
    EXPECT_EQ(sim::source(small::regime), "assumption");
    EXPECT_TRUE(sim::fixed(small::curves));
    EXPECT_FALSE(sim::fixed(small::rate));
    EXPECT_TRUE(sim::same(sim::initial(small::regime), "tolerated"));
}

void expect_refused(const std::function<void(std::vector<sim::Section>&)>& spoil) {
    std::vector<sim::Section> sections = small::sections();
    spoil(sections);
    EXPECT_THROW(Catalog{sections}, std::logic_error);
}

TEST(Catalog, refuses_mistakes_in_declarations) {
    using Sections = std::vector<sim::Section>&;
    EXPECT_NO_THROW(Catalog{small::sections()});
    expect_refused([](Sections s) { s[0].parameters.push_back(small::rate); });    // twice
    expect_refused([](Sections s) { s[0].parameters.push_back(small::strict); });  // not its own
    expect_refused([](Sections s) { s.push_back(s[0]); });
    expect_refused([](Sections s) { s[0].name = "calendar"; });
    expect_refused(
        [](Sections s) { s.push_back({.name = "event", .summary = "a word of files"}); });
    expect_refused([](Sections s) { s[1].acts.push_back(s[1].acts[0]); });
    expect_refused([](Sections s) { s[0].acts = s[1].acts; });
    expect_refused([](Sections s) {
        auto outside = small::rate;
        outside.key = "dropout.other";
        outside.initial = 8;
        s[0].parameters.push_back(outside);
    });
}

}  // namespace
