#include <sim/spatial_small_world.hpp>

#include <sim/error.hpp>
#include <sim/lots.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace sim {
namespace {

void check(const SmallWorldPlan& plan) {
    const auto n_territories = plan.attraction.rows();
    ensure(plan.territory.size() == plan.degree.size(),
           "every person has a territory and a degree");
    if (!(plan.inside_share >= 0 && plan.inside_share <= 1))
        throw InputError(text("a share of ties inside the territory of ", plan.inside_share,
                              " is outside [0, 1]"));
    if (!(plan.long_share >= 0 && plan.long_share <= 1))
        throw InputError(text("a share of long ties of ", plan.long_share, " is outside [0, 1]"));
    if (plan.attraction.cols() != n_territories || !(plan.attraction.array() >= 0).all())
        throw InputError("the attraction between territories must be a square matrix of numbers, "
                         "none below 0");
    for (const std::uint8_t territory : plan.territory)
        if (territory >= n_territories)
            throw InputError(text("a person lives in territory ", int{territory},
                                  "; allowed are those below ", n_territories));
}

// Items in groups, group after group, in their old order within each.
struct Groups {
    std::vector<std::uint32_t> first;  // [n_groups + 1]
    std::vector<std::uint32_t> items;

    std::span<const std::uint32_t> operator[](std::size_t group) const {
        return std::span(items).subspan(first[group], first[group + 1] - first[group]);
    }
};

template <class GroupOf>
Groups group(std::size_t n_items, std::size_t n_groups, const GroupOf& group_of) {
    Groups groups{std::vector<std::uint32_t>(n_groups + 1), std::vector<std::uint32_t>(n_items)};
    for (std::uint32_t item = 0; item < n_items; ++item)
        ++groups.first[group_of(item) + 1];
    std::partial_sum(groups.first.begin(), groups.first.end(), groups.first.begin());
    auto place = groups.first;
    for (std::uint32_t item = 0; item < n_items; ++item)
        groups.items[place[group_of(item)]++] = item;
    return groups;
}

class Builder {
  public:
    Builder(const SmallWorldPlan& plan, const Stream& stream)
        : plan_(plan), stream_(stream), key_(stream.key()) {
        ties_.reserve(std::accumulate(plan.degree.begin(), plan.degree.end(), std::size_t{0}) / 2);
    }

    std::vector<Tie> build() {
        const auto n_territories = static_cast<std::size_t>(plan_.attraction.rows());
        const Groups residents = group(plan_.territory.size(), n_territories,
                                       [this](std::uint32_t p) { return plan_.territory[p]; });
        for (std::size_t territory = 0; territory < n_territories; ++territory)
            tie_inside(residents[territory]);
        tie_between(n_territories);
        return std::move(ties_);
    }

  private:
    // Somebody along the street who still wants ties with those who come after.
    struct Waiting {
        std::uint32_t person, n_ties;
    };

    // Decides for each tie wanted of which kind it is. One hash gives two words: the kind and the
    // luck in finding the other end. Nobody can guess the kind, so that there is no branch by it:
    // each lot is written at the end of both lists and stays where it belongs.
    void tie_inside(std::span<const std::uint32_t> residents) {
        const std::uint64_t inside = probability_cut(plan_.inside_share);
        const std::uint64_t far = probability_cut(plan_.inside_share * plan_.long_share);
        std::size_t n_wanted_here = 0, n_far = 0, n_elsewhere = elsewhere_.size();
        for (const std::uint32_t person : residents)
            n_wanted_here += plan_.degree[person];
        std::vector<Lot> anybody(n_wanted_here + 1);
        elsewhere_.resize(n_elsewhere + n_wanted_here + 1);
        std::vector<Waiting> street;
        for (const std::uint32_t person : residents) {
            const std::uint32_t n_wanted = plan_.degree[person];
            const std::size_t n_before = n_far + n_elsewhere;
            const std::uint64_t key = mix(mix(key_) ^ person);
            std::uint32_t luck = 0;
            for (std::uint32_t i = 0; i < n_wanted; ++i) {
                const std::uint64_t hash = mix(key ^ i);  // rendezvous(key_, person, i)
                const auto kind = static_cast<std::uint32_t>(hash >> 32);
                luck = static_cast<std::uint32_t>(hash);
                elsewhere_[n_elsewhere] = anybody[n_far] = {luck, person};
                n_elsewhere += kind >= inside;
                n_far += kind < far;
            }
            const auto n_near =
                n_wanted - static_cast<std::uint32_t>(n_far + n_elsewhere - n_before);
            tie_near(street, {person, n_near}, (n_near + luck % 2) / 2);
        }
        elsewhere_.resize(n_elsewhere);
        anybody.resize(n_far);
        for (const auto [person, n_ties] : street)  // where the street ends, some are left over
            for (std::uint32_t i = 0; i < n_ties; ++i)
                anybody.push_back({stream_.word(person, i), person});
        draw_lots(anybody);
        for (std::size_t i = 1; i < anybody.size(); i += 2)
            ties_.push_back({anybody[i - 1].item, anybody[i].item});
    }

    // A newcomer to the street takes up to n_behind ties, one from each of the nearest who still
    // want some, and waits for the others.
    void tie_near(std::vector<Waiting>& street, Waiting newcomer, std::size_t n_behind) {
        n_behind = std::min(n_behind, street.size());
        const auto nearest = street.end() - static_cast<std::ptrdiff_t>(n_behind);
        for (auto other = nearest; other != street.end(); ++other) {
            ties_.push_back({other->person, newcomer.person});
            --other->n_ties;
        }
        street.erase(std::remove_if(nearest, street.end(), [](Waiting w) { return w.n_ties == 0; }),
                     street.end());
        newcomer.n_ties -= static_cast<std::uint32_t>(n_behind);
        if (newcomer.n_ties > 0)
            street.push_back(newcomer);
    }

    // In the order of their luck, people choose a territory and are tied to the next there in the
    // same order. Those for whom no territory is left find each other at home.
    void tie_between(std::size_t n_territories) {
        draw_lots(elsewhere_);
        const Groups queue = group(elsewhere_.size(), n_territories, [this](std::uint32_t lot) {
            return plan_.territory[elsewhere_[lot].item];
        });
        auto next = queue.first;   // of each territory, where those begin who are not tied yet
        auto place = queue.first;  // of each territory, where the person stands whose turn it is
        std::vector<std::optional<std::uint32_t>> alone(n_territories);
        const auto is_open = [&](std::size_t t) { return next[t] < queue.first[t + 1]; };
        std::vector<std::vector<double>> shares(n_territories);  // empty: to be computed
        const auto take_next = [&](std::size_t t) {
            const std::uint32_t taken = next[t]++;
            if (!is_open(t))
                std::fill(shares.begin(), shares.end(), std::vector<double>());
            return taken;
        };
        for (const auto [luck, person] : elsewhere_) {
            const std::size_t home = plan_.territory[person];
            if (place[home]++ < next[home])
                continue;
            take_next(home);
            if (shares[home].empty())
                shares[home] = shares_of_others(home, is_open);
            const std::size_t other = choose(home, stream_.uniform(person, luck), shares[home]);
            if (other != home)
                ties_.push_back({person, elsewhere_[queue.items[take_next(other)]].item});
            else if (alone[home])
                ties_.push_back({*std::exchange(alone[home], std::nullopt), person});
            else
                alone[home] = person;
        }
    }

    // Of what attracts from home to the other territories that are open, the share of each.
    template <class IsOpen>
    std::vector<double> shares_of_others(std::size_t home, const IsOpen& is_open) const {
        std::vector<double> shares(static_cast<std::size_t>(plan_.attraction.rows()));
        for (std::size_t t = 0; t < shares.size(); ++t)
            if (t != home && is_open(t))
                shares[t] = plan_.attraction(Eigen::Index(home), Eigen::Index(t));
        const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
        for (double& share : shares)
            share = share > 0 ? share / total : 0;
        return shares;
    }

    // One of the territories by its share; home if none has any.
    static std::size_t choose(std::size_t home, double u, const std::vector<double>& shares) {
        std::size_t choice = home;
        for (std::size_t t = 0; t < shares.size() && u > 0; ++t)
            if (shares[t] > 0) {
                choice = t;
                u -= shares[t];
            }
        return choice;
    }

    const SmallWorldPlan& plan_;
    const Stream& stream_;
    std::uint64_t key_;
    std::vector<Lot> elsewhere_;  // those who want a tie with another territory
    std::vector<Tie> ties_;
};

}  // namespace

Network spatial_small_world(const SmallWorldPlan& plan, const Stream& stream) {
    check(plan);
    const std::vector<Tie> ties = Builder(plan, stream).build();
    return Network::from_ties(static_cast<std::uint32_t>(plan.territory.size()), ties);
}

}  // namespace sim
