#include <models/observing.hpp>

#include <models/coordination.hpp>
#include <models/design.hpp>
#include <sim/metrics.hpp>

#include <algorithm>

namespace models::observing {
namespace {

void collective_members(const World& world, Out out) {
    for (std::size_t c = 1; c < world.collectives.members.size(); ++c)
        out[c - 1] = world.collectives.members[c];
}

void places_producing(const World& world, Out out) {
    const Places& places = world.places;
    for (std::uint32_t i = 0; i < places.size; ++i)
        out[places.territory[i] * kinds.size() + index(places.kind[i])] +=
            places.phase[i] == Places::Phase::producing;
}

/// Mean and highest score, by process, of the designs of those who take part.
template <class Combine>
void design_score(const World& world, Out out, Combine combine) {
    if (world.designs.score.empty())
        return;
    std::vector<double> n(out.size());
    for (const UnitId unit : world.coordination.members.members) {
        const std::size_t process = index(world.process_of(unit));
        n[process] += 1;
        out[process] = combine(out[process], double(world.designs.score[unit]), n[process]);
    }
}

void design_diversity(const World& world, Out out) {
    if (!world.designs.score.empty())
        std::ranges::copy(design::diversity(world), out.begin());
}

void design_versions(const World& world, Out out) {
    if (!world.designs.score.empty())
        std::ranges::copy(design::n_versions(world), out.begin());
}

void designs_validated(const World& world, Out out) {
    for (std::size_t process = 0; process < Designs::n_processes; ++process)
        out[process] = double(world.designs.by_services[process].versions.size());
}

void designs_waiting(const World& world, Out out) {
    for (const Designs::Submission& submission : world.designs.waiting)
        out[index(submission.process)] += 1;
}

void network_giant_component(const World& world, Out out) {
    const auto& sizes = world.coordination.components.size;
    if (!sizes.empty())
        out[0] = double(*std::ranges::max_element(sizes)) / world.coordination.network.n_nodes();
}

/// From a few sources, evenly spread over the nodes.
void network_mean_path(const World& world, Out out) {
    const sim::Network& network = world.coordination.network;
    out[0] = sim::paths(network, sim::spread_nodes(network, 8)).mean();
}

void ties_lasting(const World& world, Out out) {
    for (const Bonds& bonds : world.coordination.bonds)
        out[world.territory_of(bonds.unit)] +=
            double(std::ranges::count_if(bonds.strength, [](float s) { return s > 0; }));
}

}  // namespace

std::vector<Observable> of_structures() {
    const std::vector<std::string> by_territory{"territory"};
    return {
        {{"collectives_founded", "collective", "Collectives founded so far", {}, Timing::stock},
         [](const World& w, Out out) {
             const auto& days = w.collectives.founded_on;
             out[0] = double(
                 std::ranges::count_if(days, [](int day) { return day != Collectives::not_yet; }));
         }},
        {{"collective_members", "unit", "Members of the collective of a territory at work",
          by_territory, Timing::stock},
         collective_members},
        {{"places_producing",
          "place",
          "Places that produce, by kind",
          {"territory", "kind"},
          Timing::stock},
         places_producing},
        {{"design_score", "1", "Mean score of the designs in use", {"process"}, Timing::stock},
         [](const World& w, Out out) {
             design_score(w, out, [](double mean, double score, double n) {
                 return mean + (score - mean) / n;
             });
         }},
        {{"design_score_best", "1", "Best score of the designs in use", {"process"}, Timing::stock},
         [](const World& w, Out out) {
             design_score(w, out,
                          [](double best, double score, double) { return std::max(best, score); });
         }},
        {{"design_diversity",
          "1",
          "Share of traits in which two designs in use differ, mean over pairs",
          {"process"},
          Timing::stock},
         design_diversity},
        {{"design_versions", "version", "Different designs in use", {"process"}, Timing::stock},
         design_versions},
        {{"designs_validated",
          "version",
          "Versions that care services have validated so far",
          {"process"},
          Timing::stock},
         designs_validated},
        {{"designs_waiting",
          "version",
          "Versions that wait for validation",
          {"process"},
          Timing::stock},
         designs_waiting},
        {{"network_nodes",
          "node",
          "Units and coordinators in the coordination network",
          {},
          Timing::stock},
         [](const World& w, Out out) { out[0] = w.coordination.network.n_nodes(); }},
        {{"network_ties", "tie", "Ties of the coordination network", {}, Timing::stock},
         [](const World& w, Out out) { out[0] = double(w.coordination.network.n_ties()); }},
        {{"coordination_hours", "hour/day", "Hours that coordinators had", {}, Timing::flow},
         [](const World& w, Out out) { out[0] = w.coordination.hours; }},
        {{"network_centralization",
          "1",
          "Freeman's degree centralization of the coordination network",
          {},
          Timing::stock},
         [](const World& w, Out out) {
             out[0] = sim::degree_centralization(w.coordination.network);
         }},
        {{"network_giant_component",
          "1",
          "Share of the coordination network in its largest component",
          {},
          Timing::stock},
         network_giant_component},
        {{"network_survivability",
          "1",
          "Largest component as a share of the coordination network without losses of nodes",
          {},
          Timing::stock},
         [](const World& w, Out out) { out[0] = coordination::survivability(w); }},
        {{"network_components",
          "component",
          "Parts of the coordination network without ties between them",
          {},
          Timing::stock},
         [](const World& w, Out out) { out[0] = double(w.coordination.components.size.size()); }},
        {{"network_degree_gini",
          "1",
          "Gini coefficient of the degrees in the coordination network",
          {},
          Timing::stock},
         [](const World& w, Out out) { out[0] = sim::degree_gini(w.coordination.network); }},
        {{"network_clustering",
          "1",
          "Mean clustering of the coordination network, measured once a week",
          {},
          Timing::stock},
         [](const World& w, Out out) { out[0] = sim::clustering(w.coordination.network); },
         7},
        {{"network_mean_path",
          "tie",
          "Mean distance of units in the coordination network, measured once a week",
          {},
          Timing::stock},
         network_mean_path,
         7},
        {{"acquaintance_degrees",
          "person",
          "Persons by number of acquaintances, where acquaintance is measured",
          {"degree"},
          Timing::stock},
         [](const World& w, Out out) { std::ranges::copy(w.acquaintance_degrees, out.begin()); }},
        {{"acquaintance_measures",
          "1, tie",
          "The acquaintance network, where it is measured (paths in ties, all else 1)",
          {"measure"},
          Timing::stock},
         [](const World& w, Out out) { std::ranges::copy(w.acquaintance_measures, out.begin()); }},
        {{"ties_lasting", "tie", "Ties left by working together, held by units of the territory",
          by_territory, Timing::stock},
         ties_lasting},
    };
}

}  // namespace models::observing
