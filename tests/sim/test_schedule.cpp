#include <sim/schedule.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <numeric>

namespace {

/// A world that only remembers who acted under which address.
struct Diary {
    std::vector<std::uint64_t> talked, worked, started;
    std::vector<bool> last;
    double told = 0;
};
using Mechanism = sim::Mechanism<Diary>;

const sim::Schedule<Diary> day{
    Mechanism{.name = "talk",
              .summary = "In sub-steps.",
              .parameters = {},
              .acts = {{.name = "talk.start",
                        .meaning = "Once.",
                        .arguments = {},
                        .apply =
                            [](Diary& diary, const sim::Values&, const sim::Arguments&,
                               const sim::Today& today) {
                                diary.started.push_back(today.stream("start").key());
                            }}},
              .step =
                  [](Diary& diary, const sim::Values&, const sim::Today& today) {
                      diary.talked.push_back(today.stream("talk").key());
                      diary.last.push_back(today.last_substep());
                      diary.told += today.per_substep(1);
                  },
              .in_substeps = true},
    Mechanism{.name = "work",
              .summary = "Once a day.",
              .parameters = {},
              .step = [](Diary& diary, const sim::Values&, const sim::Today& today) {
                  diary.worked.push_back(today.stream("work").key());
                  EXPECT_TRUE(today.last_substep());
              }}};

constexpr sim::RunAddress address{.seed = 3, .replicate = 5};

/// What happens in some days, each cut into so many parts.
Diary days(std::int64_t substeps, int n_days) {
    std::vector<sim::Section> sections;
    for (const Mechanism& phase : day.phases())
        sections.push_back(phase.section());
    sim::Values values(std::make_shared<const sim::Catalog>(sections));
    values.set("calendar.substeps", substeps);
    const sim::Date first = values[sim::calendar::start];
    const sim::Scenario scenario =
        sim::Scenario({"days", "Some days.", values})
            .with_event({.name = "start", .date = first, .act = "talk.start"});
    Diary diary;
    for (int number = 0; number < n_days; ++number)
        day.run_day(diary, scenario, values, {number, first + std::chrono::days{number}, address});
    return diary;
}

/// The address of a process on a day that is not cut.
std::uint64_t whole_day(std::string_view process, std::uint32_t number) {
    return sim::Stream(address, process, number).key();
}

}  // namespace

TEST(Schedule, a_day_that_is_not_cut_has_the_address_of_the_day) {
    const Diary diary = days(1, 2);
    EXPECT_EQ(diary.talked, (std::vector{whole_day("talk", 0), whole_day("talk", 1)}));
    EXPECT_EQ(diary.worked, (std::vector{whole_day("work", 0), whole_day("work", 1)}));
}

TEST(Schedule, what_acts_in_substeps_does_so_k_times_a_day_with_luck_of_its_own_each_time) {
    const Diary diary = days(4, 3);
    ASSERT_EQ(diary.talked.size(), 12u);
    for (std::uint32_t i = 0; i < 12; ++i)
        EXPECT_EQ(diary.talked[i], whole_day("talk", i));
    for (std::size_t i = 0; i < 12; ++i)
        EXPECT_EQ(diary.last[i], i % 4 == 3) << i;
    EXPECT_DOUBLE_EQ(diary.told, 3);
}

TEST(Schedule, all_else_and_what_events_do_happens_once_a_day_as_ever) {
    const Diary diary = days(4, 3), uncut = days(1, 3);
    EXPECT_EQ(diary.worked, uncut.worked);
    EXPECT_EQ(diary.worked.size(), 3u);
    EXPECT_EQ(diary.started, (std::vector{whole_day("start", 0)}));
}
