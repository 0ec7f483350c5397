#include <models/surplus.hpp>

#include <algorithm>
#include <iterator>

namespace models::surplus {
namespace {

using purchase::Buyer;

constexpr std::uint32_t nobody = 0xFFFFFFFF;

/// One maker asks another for some material.
struct Request {
    std::uint32_t from, to;  ///< in the list of buyers
    std::uint8_t material;
    std::int64_t amount;
};

/// Who of today's buyers cannot start a unit, who could spare something, and who is tied to whom.
class Neighborhood {
  public:
    Neighborhood(const World& world, const sim::Values& values, const std::vector<Buyer>& buyers)
        : world_(world), buyers_(buyers), sharing_(values[sharing]), kept_(values[kept]),
          giver_at_node_(world.coordination.members.size(), nobody) {
        const auto look_at = [&](std::size_t place) {
            const auto i = static_cast<std::uint32_t>(place);
            if (!can_start(i))
                stuck_.push_back(i);
            if (const std::uint32_t node = spares_something(i) ? node_of(i) : Coordination::absent;
                node != Coordination::absent)
                giver_at_node_[node] = i;
        };
        sim::for_each_index_ahead(buyers.size(), look_at, [&](std::size_t i) {
            sim::prefetch(world.coordination.node_of, buyers[i].unit);
        });
    }

    /// Those who cannot start a unit, in order.
    const std::vector<std::uint32_t>& stuck() const { return stuck_; }

    /// For a day's work, or one unit where a day makes less.
    std::int64_t lacking(std::uint32_t i, std::size_t m) const {
        const Buyer& buyer = buyers_[i];
        const double units = std::max(1.0, buyer.units_a_day);
        return static_cast<std::int64_t>(units * double((*buyer.bill)[m])) -
               world_.material_of(buyer.unit, m);
    }
    std::int64_t spare(std::uint32_t i, std::size_t m) const {
        const Buyer& buyer = buyers_[i];
        const auto each = (*buyer.bill)[m];
        if (each == 0)
            return 0;
        const double beyond =
            world_.material_of(buyer.unit, m) - kept_ * buyer.units_a_day * double(each);
        return beyond < 0 ? 0 : static_cast<std::int64_t>(sharing_ * beyond);
    }
    /// Others at the other end of its ties who do the same work and could spare something.
    void find_givers(std::uint32_t i, std::vector<std::uint32_t>& givers) const {
        givers.clear();
        const std::uint32_t node = node_of(i);
        if (node == Coordination::absent)
            return;
        for (const std::uint32_t other : world_.coordination.network.neighbors(node))
            if (other < giver_at_node_.size() && giver_at_node_[other] != nobody &&
                buyers_[giver_at_node_[other]].process == buyers_[i].process)
                givers.push_back(giver_at_node_[other]);
    }

  private:
    bool can_start(std::uint32_t i) const {
        const Buyer& buyer = buyers_[i];
        for (std::size_t m = 0; m < n_materials; ++m)
            if (const auto each = (*buyer.bill)[m];
                each > 0 && world_.material_of(buyer.unit, m) < each)
                return false;
        return true;
    }
    bool spares_something(std::uint32_t i) const {
        for (std::size_t m = 0; m < n_materials; ++m)
            if (spare(i, m) > 0)
                return true;
        return false;
    }
    std::uint32_t node_of(std::uint32_t i) const {
        return world_.coordination.node_of[buyers_[i].unit];
    }

    const World& world_;
    const std::vector<Buyer>& buyers_;
    double sharing_, kept_;
    std::vector<std::uint32_t> stuck_;
    std::vector<std::uint32_t> giver_at_node_;  ///< in the list of buyers
};

std::vector<Request> all_requests(const Neighborhood& hood) {
    std::vector<Request> requests;
    std::vector<std::uint32_t> others, givers;
    for (const std::uint32_t i : hood.stuck()) {
        hood.find_givers(i, others);
        for (std::size_t m = 0; m < n_materials && !others.empty(); ++m) {
            const std::int64_t lacks = hood.lacking(i, m);
            if (lacks <= 0)
                continue;
            givers.clear();
            std::ranges::copy_if(others, std::back_inserter(givers),
                                 [&](std::uint32_t other) { return hood.spare(other, m) > 0; });
            const auto n = static_cast<std::int64_t>(givers.size());
            for (const std::uint32_t giver : givers)
                requests.push_back({i, giver, static_cast<std::uint8_t>(m), (lacks + n - 1) / n});
        }
    }
    return requests;
}

}  // namespace

void share(World& world, const sim::Values& values, const std::vector<Buyer>& buyers) {
    const Coordination& c = world.coordination;
    if (values[sharing] == 0 || c.network.n_nodes() == 0)
        return;
    const Neighborhood hood(world, values, buyers);
    std::vector<Request> requests = all_requests(hood);
    std::vector<Bill> asked(requests.empty() ? 0 : buyers.size());
    for (const Request& request : requests)
        asked[request.to][request.material] += request.amount;
    // All is settled on the stocks of the moment before anything changes hands.
    for (Request& request : requests)
        request.amount = purchase::rationed(request.amount, asked[request.to][request.material],
                                            hood.spare(request.to, request.material));
    for (const Request& request : requests) {
        const auto amount = static_cast<std::uint32_t>(request.amount);
        world.material_of(buyers[request.to].unit, request.material) -= amount;
        world.material_of(buyers[request.from].unit, request.material) += amount;
    }
}

}  // namespace models::surplus
