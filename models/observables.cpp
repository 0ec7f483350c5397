#include <models/observing.hpp>

#include <models/rumor.hpp>
#include <sim/error.hpp>

#include <algorithm>

namespace models {

/// In the order in which results have them.
const std::vector<Observable>& observables() {
    static const std::vector<Observable> list = [] {
        std::vector<Observable> all;
        for (const auto& part : {observing::of_people(), observing::of_goods(),
                                 observing::of_means(), observing::of_structures()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return list;
}

sim::Section observing::section() {
    return {.name = "observation",
            .summary = "What is counted, at which prices.",
            .parameters = {wage},
            .can_be_off = false};
}

std::vector<Observable> chosen(const std::vector<std::string>& names) {
    if (names.empty())
        return observables();
    std::vector<std::string> known;
    for (const Observable& observable : observables())
        known.push_back(observable.info.name);
    for (const std::string& name : names)
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw sim::InputError(
                sim::text("unknown observable '", name, "'", sim::hint(name, known)));
    std::vector<Observable> list;
    for (const Observable& observable : observables())
        if (std::find(names.begin(), names.end(), observable.info.name) != names.end())
            list.push_back(observable);
    return list;
}

void observe(const World& world, int day, sim::Recording& recording,
             const std::vector<Observable>& list) {
    for (std::size_t o = 0; o < list.size(); ++o) {
        auto row = recording.series[o].row(day);
        if (day % list[o].every != 0) {
            row = recording.series[o].row(day - 1);
            continue;
        }
        list[o].read(world, std::span(row.data(), static_cast<std::size_t>(row.size())));
    }
}

std::vector<sim::Dimension> dimensions(const std::vector<std::string>& territory_names) {
    const auto labels = [](const auto& names) {
        return std::vector<std::string>(names.begin(), names.end());
    };
    return {{"territory", territory_names},    {"stage", labels(stages)},
            {"state", labels(rumor::states)},  {"reason", labels(reasons)},
            {"product", labels(products)},     {"process", labels(processes)},
            {"kind", labels(kinds)},           {"channel", labels(channels)},
            {"material", labels(materials)},   {"source", labels(sources)},
            {"degree", labels(degree_labels)}, {"measure", labels(network_measures)}};
}

}  // namespace models
