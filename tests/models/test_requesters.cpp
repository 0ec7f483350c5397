#include <models/requesters.hpp>

#include <tests/models/trial.hpp>

namespace {

using models::Segment;

sim::Scenario with_rows(const std::string& rows, const std::string& rest = "") {
    return trial::only({"demand"}, 2, R"(
[population]
size = 20000
carer_share = 0.1
printer_share = 0.5
territories = """
territory,population,labs,latitude,longitude
A,48822576,3,48,2
B,16274192,1,44,2
"""
[acquaintance]
kind = "none"
[requesters]
by_segment = """
segment,number,staff,order,order_spread
)" + rows + "\"\"\"\n" + rest);
}

std::string refusal(const std::string& rows) {
    return trial::message_of([&] { models::populate(with_rows(rows), {}); });
}

}  // namespace

TEST(Requesters, each_territory_has_its_share_of_each_segment) {
    const trial::Trial trial(
        with_rows("hospital,1000,50,60,0.9\npublic-facing job,400,20,15,0.6\n"));
    const auto& requesters = trial.world.requesters;
    EXPECT_EQ(requesters.size, 1400u);
    EXPECT_EQ(requesters.territory_begin, (std::vector<models::RequesterId>{0, 1050, 1400}));
    EXPECT_EQ(std::ranges::count(requesters.segment, Segment::hospital), 1000);
    EXPECT_EQ(std::ranges::count(requesters.segment, Segment::public_job), 400);
    EXPECT_TRUE(std::ranges::is_sorted(requesters.territory));
    EXPECT_FLOAT_EQ(requesters.order_median[models::index(Segment::hospital)], 60);
    EXPECT_FLOAT_EQ(requesters.order_spread[models::index(Segment::public_job)], 0.6f);
}

// Lognormal with mean 50 and spread .8: sd 47, so 1.5 for the mean of 1,000.
TEST(Requesters, staff_has_the_stated_mean_and_at_least_one_member) {
    const trial::Trial trial(with_rows("hospital,1000,50,60,0.9\n", "staff_spread = 0.8\n"));
    Sample staff;
    for (const std::uint16_t n : trial.world.requesters.staff) {
        staff.add(n);
        EXPECT_GE(n, 1);
    }
    EXPECT_NEAR(staff.mean(), 50, 9);
    const trial::Trial same(with_rows("hospital,10,50,60,0.9\n", "staff_spread = 0\n"));
    EXPECT_EQ(same.world.requesters.staff[0], 50);
    const trial::Trial alone(with_rows("hospital,10,1,60,0.9\n", "staff_spread = 0\n"));
    EXPECT_EQ(alone.world.requesters.staff[0], 1);
}

// A tenth of those with a machine: binomial(20,000, .065), sd 35.
TEST(Requesters, some_know_a_maker_of_their_own_territory) {
    const trial::Trial trial(with_rows("hospital,1000,50,60,0.9\n"));
    const auto& world = trial.world;
    const auto& requesters = world.requesters;
    EXPECT_EQ(requesters.tie_begin.size(), requesters.size + 1u);
    EXPECT_EQ(requesters.tie_begin.back(), requesters.tied_person.size());
    EXPECT_NEAR(double(requesters.tied_person.size()), 1300, 190);
    for (models::RequesterId r = 0; r < requesters.size; ++r)
        for (std::uint32_t tie = requesters.tie_begin[r]; tie < requesters.tie_begin[r + 1];
             ++tie) {
            const models::PersonId p = requesters.tied_person[tie];
            EXPECT_EQ(world.persons.territory[p], requesters.territory[r]);
            EXPECT_TRUE(world.persons.knows_carer[p] && world.persons.machines[p] > 0);
        }
}

TEST(Requesters, gowns_are_for_those_who_care_for_patients) {
    using models::Product, models::requesters::uses;
    EXPECT_TRUE(uses(Segment::hospital, Product::gown));
    EXPECT_TRUE(uses(Segment::care_home, Product::gown));
    EXPECT_TRUE(uses(Segment::liberal_carer, Product::gown));
    EXPECT_FALSE(uses(Segment::public_job, Product::gown));
    EXPECT_TRUE(uses(Segment::public_job, Product::visor));
}

TEST(Requesters, without_a_table_there_are_none) {
    const trial::Trial trial(trial::only({"demand", "need", "matching", "delivery", "coordination"},
                                         2, "[population]\nsize = 100\n"));
    EXPECT_EQ(trial.world.requesters.size, 0u);
}

TEST(Requesters, an_unknown_segment_is_refused_with_the_nearest) {
    const std::string message = refusal("hospital,1,1,1,0\ncare hom,1,1,1,0\n");
    EXPECT_TRUE(message.starts_with("trial.toml:")) << message;
    EXPECT_NE(message.find("'care hom'"), std::string::npos) << message;
    EXPECT_TRUE(message.ends_with("; did you mean 'care home'?")) << message;
}

TEST(Requesters, a_bad_number_is_refused_with_its_line) {
    for (const char* row : {"hospital,-1,1,1,0\n", "hospital,1,0,1,0\n", "hospital,1,1,0,0\n",
                            "hospital,1,1,1,-0.1\n", "hospital,,1,1,0\n"}) {
        const std::string message = refusal(row);
        EXPECT_TRUE(message.starts_with("trial.toml:")) << message;
        EXPECT_NE(message.find("'hospital'"), std::string::npos) << message;
    }
}

TEST(Requesters, a_segment_that_is_there_twice_is_refused) {
    EXPECT_NE(refusal("hospital,1,1,1,0\nhospital,2,1,1,0\n"), "");
}

// Poisson(2.5) requesters beside the one that every tenth knows, of 13,000 owners of machines:
// 33,800 less those whom somebody would know twice, one in a thousand.
TEST(Requesters, makers_may_know_several_requesters) {
    const trial::Trial trial(
        with_rows("hospital,1000,50,60,0.9\n").with_values({{"requesters.known", 2.5}}));
    const auto& requesters = trial.world.requesters;
    EXPECT_NEAR(double(requesters.tied_person.size()), 33'800, 3.5 * 195 + 80);
    for (models::RequesterId r = 0; r < requesters.size; ++r)
        for (std::uint32_t tie = requesters.tie_begin[r]; tie < requesters.tie_begin[r + 1]; ++tie)
            ASSERT_EQ(trial.world.persons.territory[requesters.tied_person[tie]],
                      requesters.territory[r]);
}
