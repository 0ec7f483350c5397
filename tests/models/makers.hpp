#pragma once

#include <models/supply.hpp>
#include <tests/models/trial.hpp>

#include <numeric>

namespace trial {

/// Ten makers with one printer each in a territory of 100,000, at work, without material, with
/// money enough. They use 10 units' material a day: 300 g, 6000 cm2, 400 cm, for EUR 11.
inline const std::string prices = "filament_price = 20\nsheet_price = 5\nelastic_price = 0.5\n";

inline const auto bill_of_makers = std::make_shared<const sim::Table>(
    sim::Table::parse_csv("product,process,material,worst,best\nvisor,printing,filament,30,30\n"
                          "visor,printing,sheet,600,600\nvisor,printing,elastic,40,40\n",
                          "given"));

inline Trial makers(const std::string& supply, const std::string& rest = "",
                    std::initializer_list<std::string_view> mechanisms = {"money", "supply"}) {
    Trial trial(only(mechanisms, 60,
                     R"(
[population]
size = 10
printer_share = 1
printer_tail = 20
hours_median = 10
hours_spread = 0
skill_spread = 0
budget_median = 1e6
budget_spread = 0
[acquaintance]
kind = "none"
[supply]
home_stock = 0
)" + (supply.find("_price") == std::string::npos ? prices : "") +
                         supply + "\n" + rest)
                    .with_values({{"production.printing_worst", 60.0},
                                  {"production.printing_best", 60.0},
                                  {"production.tending", 1.0},
                                  {"production.longest_run", 24.0},
                                  {"production.bill", bill_of_makers},
                                  {"production.failure_worst", 0.0},
                                  {"production.failure_best", 0.0},
                                  {"supply.at_hand", 4.0}}));
    for (models::PersonId p = 0; p < 10; ++p)
        trial.world.move(p, models::Stage::engaged);
    return trial;
}

/// Supply beyond what ten makers ever ask for.
inline const std::string ample = "filament_base = 100\nsheet_base = 100\nelastic_base = 1000\n";

/// Gives each person so much own money, as if it had been so from the start.
inline void give_each(models::World& world, std::int32_t cents) {
    std::ranges::fill(world.persons.budget, cents);
    world.accounts.paid_in[0] =
        std::int64_t{cents} * world.persons.size +
        std::accumulate(world.places.cash.begin(), world.places.cash.end(), std::int64_t{0});
}

}  // namespace trial
