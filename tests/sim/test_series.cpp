#include <sim/series.hpp>

#include <gtest/gtest.h>

using namespace sim;

static Layout layout() {
    return {.first_day = *parse_date("2020-03-17"),
            .n_days = 3,
            .dimensions = {{"product", {"visor", "mask"}}, {"place", {"a", "b", "c"}}},
            .observables = {{"risk", "1", "perceived risk", {}, Timing::stock},
                            {"made", "1/day", "units made", {"place", "product"}, Timing::flow},
                            {"lost", "1/day", "units lost", {"nowhere"}, Timing::flow}}};
}

TEST(Layout, width_is_the_product_of_an_observables_dimensions) {
    EXPECT_EQ(layout().width(0), 1u);
    EXPECT_EQ(layout().width(1), 6u);
}

TEST(Layout, a_dimension_that_nobody_declared_is_our_mistake) {
    EXPECT_THROW(layout().width(2), std::logic_error);
}

TEST(Layout, an_empty_recording_has_its_shape_and_holds_zeros) {
    Layout without_mistake = layout();
    without_mistake.observables.pop_back();
    const Recording recording = empty_recording(without_mistake);
    ASSERT_EQ(recording.series.size(), 2u);
    EXPECT_EQ(recording.series[0].rows(), 3);
    EXPECT_EQ(recording.series[0].cols(), 1);
    EXPECT_EQ(recording.series[1].rows(), 3);
    EXPECT_EQ(recording.series[1].cols(), 6);
    EXPECT_TRUE((recording.series[1] == 0).all());
}
