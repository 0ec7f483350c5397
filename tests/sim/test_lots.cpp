#include <sim/lots.hpp>
#include <sim/stream.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

using sim::Lot;

namespace {

std::vector<std::uint32_t> order(std::vector<Lot> lots) {
    sim::draw_lots(lots);
    std::vector<std::uint32_t> items;
    for (const Lot lot : lots)
        items.push_back(lot.item);
    return items;
}

}  // namespace

TEST(Lots, are_drawn_in_the_order_of_their_luck_and_equals_in_the_order_given) {
    EXPECT_EQ(order({}), std::vector<std::uint32_t>{});
    EXPECT_EQ(order({{7, 1}, {0xFFFFFFFF, 2}, {0, 3}, {7, 0}}),
              (std::vector<std::uint32_t>{3, 1, 0, 2}));

    const sim::Stream stream({1, 0}, "lots", 0);
    std::vector<Lot> lots;
    for (std::uint32_t i = 0; i < 10'000; ++i)
        lots.push_back({stream.word(i) & 0xFF0FF0FF, i});
    auto expected = lots;
    std::stable_sort(expected.begin(), expected.end(),
                     [](Lot a, Lot b) { return a.luck < b.luck; });
    sim::draw_lots(lots);
    EXPECT_TRUE(std::equal(lots.begin(), lots.end(), expected.begin(), expected.end(),
                           [](Lot a, Lot b) { return a.luck == b.luck && a.item == b.item; }));
}

TEST(Lots, of_one_more_leave_the_order_of_the_others_alone) {
    const sim::Stream stream({1, 0}, "lots", 0);
    std::vector<Lot> lots;
    for (std::uint32_t i = 0; i < 100; ++i)
        lots.push_back({stream.word(i), i});
    auto with_one_more = lots;
    with_one_more.insert(with_one_more.begin(), {stream.word(100), 100});
    auto items = order(with_one_more);
    items.erase(std::find(items.begin(), items.end(), 100U));
    EXPECT_EQ(items, order(lots));
}
