#include <models/design.hpp>

#include <models/coordination.hpp>

#include <algorithm>
#include <numeric>

namespace models::design {
namespace {

constexpr std::size_t n_processes = Designs::n_processes;

/// A version as others see it; of equally good ones the smaller number counts as better, so that
/// nothing depends on who is asked first.
struct Offer {
    float score = -1;  ///< below 0: nothing to copy
    std::uint32_t version = 0;
    Process process = Process::small_firm;
    std::uint8_t validated = 0;

    bool operator>(const Offer& other) const {
        return score > other.score || (score == other.score && version < other.version);
    }
};
using Best = std::array<Offer, n_processes>;

void improve(Best& best, const Offer& offer) {
    if (offer.score >= 0 && offer > best[index(offer.process)])
        best[index(offer.process)] = offer;
}

/// Number of the holder that is the desk of a coordinator for a process.
std::size_t desk_of(const World& world, const Coordinator& coordinator, std::size_t process) {
    return world.n_units() + coordinator.collective() * n_processes + process;
}

/// One day of design work: all decide on what there was in the morning, then all change.
class Day {
  public:
    Day(World& world, const sim::Values& values, const sim::Today& today)
        : world_(world), today_(static_cast<std::int16_t>(today.day)),
          key_(today.stream(name).key()), explore_cut_(sim::probability_cut(values[explore])),
          copy_cut_(sim::probability_cut(values[copy])), power_(values[steepness]),
          lag_(values[documentation]), team_(values[team]),
          units_explore_(coordination::units_explore(values)) {}

    void look_around(bool tied);
    void units_decide(bool tied);
    void labs_decide();
    void coordinators_decide();
    void change();
    /// The best of today's documented versions, if they are better than what was submitted before.
    void submit(double by);

  private:
    struct Change {
        std::size_t holder;
        Offer to;
        std::int64_t documented_on;
    };

    Offer held(std::size_t holder, Process process) const;
    Offer offered(std::size_t holder, Process process);
    Offer among_ties(std::uint32_t node, Process process) const;
    Best among_ties(std::uint32_t node) const;
    void decide(std::size_t holder, Process process, const Offer& seen, std::int64_t n_tries);
    void decide_by_luck(UnitId unit, Process process, bool may_explore, const auto& see);

    World& world_;
    std::int16_t today_;
    std::uint64_t key_, explore_cut_, copy_cut_;
    double power_;
    std::int64_t lag_, team_;
    bool units_explore_;
    std::vector<Offer> offers_;  // of members, then of each coordinator's desks
    Best of_all_, new_;          // of all members; documented today
    std::vector<Change> changes_;
};

Offer Day::held(std::size_t holder, Process process) const {
    const Designs& d = world_.designs;
    return {d.score[holder], d.version[holder], process, d.validated[holder]};
}

/// What others can copy; takes note of what is documented from today on.
inline Offer Day::offered(std::size_t holder, Process process) {
    if (process == Process::small_firm)
        return {};
    const Offer own = held(holder, process);
    const std::int16_t documented_on = world_.designs.documented_on[holder];
    if (documented_on == today_)
        improve(new_, own);
    return documented_on > today_ ? Offer{-1, own.version, process} : own;
}

void Day::look_around(bool tied) {
    const Coordination& c = world_.coordination;
    const Designs& d = world_.designs;
    offers_.reserve(c.members.size() + c.acting.size() * n_processes);
    sim::for_each_ahead(
        c.members.members,
        [&](UnitId unit) { offers_.push_back(offered(unit, world_.process_of(unit))); },
        [&](UnitId unit) {
            sim::prefetch(&d.score[unit]);
            sim::prefetch(&d.version[unit]);
            sim::prefetch(&d.documented_on[unit]);
            sim::prefetch(&d.validated[unit]);
            sim::prefetch(world_.persons.process, unit);
        });
    for (const std::uint32_t coordinator : c.acting)
        for (std::size_t process = 0; process < n_processes; ++process)
            offers_.push_back(offered(desk_of(world_, c.coordinators[coordinator], process),
                                      static_cast<Process>(process)));
    if (!tied)
        for (const Offer& offer : offers_)
            improve(of_all_, offer);
}

/// Units look for their own process only.
Offer Day::among_ties(std::uint32_t node, Process process) const {
    const auto n_members = static_cast<std::uint32_t>(world_.coordination.members.size());
    const Offer none;
    const Offer* best = &none;
    for (const std::uint32_t other : world_.coordination.network.neighbors(node)) {
        const std::size_t place =
            other < n_members ? other
                              : n_members + (other - n_members) * n_processes + index(process);
        const Offer& offer = offers_[place];
        if (offer.process == process && offer > *best)
            best = &offer;
    }
    return *best;
}

Best Day::among_ties(std::uint32_t node) const {
    const Coordination& c = world_.coordination;
    const auto n_members = static_cast<std::uint32_t>(c.members.size());
    Best best;
    for (const std::uint32_t other : c.network.neighbors(node)) {
        if (other < n_members)
            improve(best, offers_[other]);
        else
            for (std::size_t process = 0; process < n_processes; ++process)
                improve(best, offers_[n_members + (other - n_members) * n_processes + process]);
    }
    return best;
}

void Day::decide(std::size_t holder, Process process, const Offer& seen, std::int64_t n_tries) {
    const Designs& d = world_.designs;
    const Offer own = held(holder, process);
    if (seen.score > own.score) {
        changes_.push_back({holder, seen, today_});
        return;
    }
    if (d.documented_on[holder] > today_)
        return;
    const sim::NkLandscape& landscape = d.landscape[index(process)];
    Offer best = own;
    std::int64_t best_gain = 0;
    for (std::int64_t i = 1; i <= n_tries; ++i) {
        const std::uint64_t luck = sim::rendezvous(key_, holder, std::uint64_t(i));
        const auto trait = static_cast<std::uint32_t>(luck % std::uint64_t(landscape.n_traits()));
        const std::int64_t gain = landscape.gain(own.version, trait);
        if (gain <= best_gain)  // most are: their score need not be worked out
            continue;
        best_gain = gain;
        const std::uint32_t version = sim::with_changed(own.version, trait);
        const auto found = static_cast<float>(score(landscape, version, power_));
        if (found > best.score)
            best = {found, version, process, 0};
    }
    if (best.version == own.version)
        return;
    const auto& seals = d.by_services[index(process)].versions;
    best.validated = std::ranges::find(seals, best.version) != seals.end();
    changes_.push_back({holder, best, today_ + 1 + lag_});
}

void Day::decide_by_luck(UnitId unit, Process process, bool may_explore, const auto& see) {
    if (process == Process::small_firm)
        return;
    const std::uint64_t luck = sim::rendezvous(key_, unit, 0);
    const bool explores = may_explore && (luck & 0xFFFFFFFF) < explore_cut_;
    const bool looks = (luck >> 32) < copy_cut_;
    if (looks || explores)
        decide(unit, process, looks ? see(process) : Offer{}, explores);
}

void Day::units_decide(bool tied) {
    const auto& members = world_.coordination.members.members;
    for (std::uint32_t node = 0; node < members.size(); ++node) {
        const UnitId unit = members[node];
        const bool may_explore =
            units_explore_ || !coordination::coordinated(world_, world_.territory_of(unit));
        decide_by_luck(unit, offers_[node].process, may_explore, [&](Process process) {
            return tied ? among_ties(node, process) : of_all_[index(process)];
        });
    }
}

/// They are not tied yet: what they see is what care services have validated.
void Day::labs_decide() {
    const auto validated = [&](Process process) {
        const auto& seals = world_.designs.by_services[index(process)];
        return seals.versions.empty() ? Offer{}
                                      : Offer{seals.best, seals.versions.back(), process, 1};
    };
    for (std::uint32_t place = 0; place < world_.places.size; ++place) {
        if (world_.places.phase[place] != Places::Phase::observing)
            continue;
        const UnitId unit = world_.persons.size + place;
        offered(unit, world_.process_of(unit));
        decide_by_luck(unit, world_.process_of(unit), true, validated);
    }
}

void Day::coordinators_decide() {
    const Coordination& c = world_.coordination;
    for (std::size_t i = 0; i < c.acting.size(); ++i) {
        const Best best = among_ties(static_cast<std::uint32_t>(c.members.size() + i));
        for (std::size_t process = 0; process < n_processes; ++process)
            decide(desk_of(world_, c.coordinators[c.acting[i]], process),
                   static_cast<Process>(process), best[process], team_);
    }
}

void Day::change() {
    Designs& d = world_.designs;
    for (const auto& [holder, to, documented_on] : changes_) {
        d.version[holder] = to.version;
        d.score[holder] = to.score;
        d.validated[holder] = to.validated;
        d.documented_on[holder] = static_cast<std::int16_t>(documented_on);
        if (holder < world_.persons.size)
            world_.persons.pace[holder] = world_.recipe_of(static_cast<UnitId>(holder)).per_hour;
    }
}

void Day::submit(double by) {
    Designs& d = world_.designs;
    std::array<std::size_t, n_processes> order;
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {},
                             [&](std::size_t process) { return d.by_services[process].best; });
    for (const std::size_t process : order) {
        const Offer& best = new_[process];
        double before = d.by_services[process].best;
        for (const Designs::Submission& submission : d.waiting)
            if (index(submission.process) == process)
                before = submission.score;  // each is better than those before it
        if (best.score >= 0 && (before < 0 || best.score > before + by))
            d.waiting.push_back({static_cast<Process>(process), best.version, best.score});
    }
}

}  // namespace

void step(World& world, const sim::Values& values, const sim::Today& today) {
    const bool tied = values.on("coordination");
    if (!tied)
        coordination::gather(world);
    Day day(world, values, today);
    day.look_around(tied);
    day.units_decide(tied);
    day.labs_decide();
    day.coordinators_decide();
    day.change();
    review(world, values[validation]);
    day.submit(values[margin]);
}

}  // namespace models::design
