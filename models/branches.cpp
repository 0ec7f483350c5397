#include <models/branches.hpp>

#include <models/listings.hpp>
#include <models/observables.hpp>
#include <models/past.hpp>

#include <numeric>
#include <optional>
#include <utility>

namespace models {
namespace {

using Members = std::vector<std::size_t>;  ///< numbers of scenarios, ascending

/// A world under way, and what was written down of it.
struct Branch {
    Simulation simulation;
    sim::Recording recording;

    void live_until(sim::Date date, const std::atomic<bool>& stop,
                    const std::vector<Observable>& kept) {
        while (simulation.date() < date && !stop) {
            simulation.step();
            observe(simulation.world(), simulation.day() - 1, recording, kept);
        }
    }
};

/// A tree of pasts: from the trunk, which all have in common, branches fork off where they part.
class Tree {
  public:
    Tree(const std::vector<sim::Scenario>& scenarios, const std::atomic<bool>& stop, bool tables,
         const std::vector<Observable>& kept)
        : scenarios_(scenarios), stop_(stop), tables_(tables), kept_(kept),
          recordings_(scenarios.size()) {}

    /// Lives through the rest of these scenarios. The larger part of them goes on with the branch,
    /// so that few worlds wait.
    void grow(Branch& branch, Members members) {
        while (const auto parting = parting_day(members)) {
            branch.live_until(*parting, stop_, kept_);
            if (stop_)
                return;
            auto [smaller, larger] = split(members, *parting);
            Branch fork{branch.simulation.fork(scenarios_[smaller.front()]), branch.recording};
            grow(fork, std::move(smaller));
            members = std::move(larger);
            branch.simulation.go_on_under(scenarios_[members.front()]);
        }
        branch.live_until(scenarios_[members.front()].last_day() + std::chrono::days{1}, stop_,
                          kept_);
        if (tables_)
            branch.recording.listings = list(branch.simulation.world(), branch.simulation.log());
        for (const std::size_t member : members)
            recordings_[member] = branch.recording;
    }

    std::vector<sim::Recording> recordings() && { return std::move(recordings_); }

  private:
    /// The first day on which one of them parts from the first; nothing if they are all the same.
    std::optional<sim::Date> parting_day(const Members& members) const {
        std::optional<sim::Date> earliest;
        for (const std::size_t member : members) {
            const auto parted = first_difference(scenarios_[members.front()], scenarios_[member]);
            if (parted && (!earliest || parted->date < *earliest))
                earliest = parted->date;
        }
        return earliest;
    }

    /// Those that go on together with the first on that day, and the others; the fewer come first.
    std::pair<Members, Members> split(const Members& members, sim::Date day) const {
        std::pair<Members, Members> parts;
        for (const std::size_t member : members) {
            const auto parted = first_difference(scenarios_[members.front()], scenarios_[member]);
            (parted && parted->date == day ? parts.first : parts.second).push_back(member);
        }
        if (parts.first.size() > parts.second.size())
            std::swap(parts.first, parts.second);
        return parts;
    }

    const std::vector<sim::Scenario>& scenarios_;
    const std::atomic<bool>& stop_;
    const bool tables_;
    const std::vector<Observable>& kept_;
    std::vector<sim::Recording> recordings_;
};

}  // namespace

std::vector<sim::Recording> simulate_together(const std::vector<sim::Scenario>& scenarios,
                                              sim::RunAddress address,
                                              const std::atomic<bool>& stop, bool tables,
                                              const std::vector<std::string>& series) {
    const sim::Scenario& first = scenarios.front();
    Members all(scenarios.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const std::vector<Observable> kept = chosen(series);
    Tree tree(scenarios, stop, tables, kept);
    Branch trunk{{first, address, tables}, sim::empty_recording(layout(first, false, series))};
    tree.grow(trunk, all);
    return std::move(tree).recordings();
}

}  // namespace models
