#include <models/design.hpp>

#include <models/coordination.hpp>
#include <sim/error.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

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
            sim::prefetch(d.score, unit);
            sim::prefetch(d.version, unit);
            sim::prefetch(d.documented_on, unit);
            sim::prefetch(d.validated, unit);
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

/// From now on whoever holds the version holds a validated one.
void seal(World& world, const Designs::Submission& version) {
    Designs& d = world.designs;
    auto& seals = d.by_services[index(version.process)];
    seals.versions.push_back(version.version);
    seals.best = version.score;
    const auto mark = [&](std::size_t first, const std::vector<Process>& process) {
        const Process* const processes = process.data();
        const std::uint32_t* const versions = d.version.data() + first;
        std::uint8_t* const validated = d.validated.data() + first;
        const std::size_t n = process.size();
        for (std::size_t i = 0; i < n; ++i) {  // no branch and no look-up: this is vector code
            const bool holds = (processes[i] == version.process) & (versions[i] == version.version);
            validated[i] |= holds;
        }
    };
    mark(0, world.persons.process);
    mark(world.persons.size, world.places.process);
    for (std::size_t desk = world.n_units() + index(version.process); desk < d.version.size();
         desk += n_processes)
        d.validated[desk] |= d.version[desk] == version.version;
}

/// A review that is begun goes on tomorrow; time in which nothing was waiting is gone.
void review(World& world, double a_day) {
    Designs& d = world.designs;
    d.reviews += a_day;
    std::size_t n_done = 0;
    for (; d.reviews >= 1 && n_done < d.waiting.size(); ++n_done, d.reviews -= 1)
        seal(world, d.waiting[n_done]);
    d.waiting.erase(d.waiting.begin(), d.waiting.begin() + std::ptrdiff_t(n_done));
    d.reviews -= std::floor(d.reviews);
}

/// The first version of a process.
std::uint32_t first_version(const sim::NkLandscape& landscape, const sim::Stream& luck,
                            double power) {
    const auto distance = [&](std::uint32_t version) {
        return std::abs(score(landscape, version, power) - 0.5);
    };
    std::uint32_t first = 0;
    for (std::uint32_t i = 0; i < 256; ++i) {
        const std::uint32_t version = luck.word(i) >> (32 - landscape.n_traits());
        if (i == 0 || distance(version) < distance(first))
            first = version;
    }
    return first;
}

}  // namespace

void populate(World& world, const sim::Values& values) {
    Designs& d = world.designs;
    if (values[interplay] >= values[traits])
        throw sim::InputError(sim::text("design.interplay = ", values[interplay],
                                        ", but a trait can depend on ", values[traits] - 1,
                                        " others at most, as design.traits = ", values[traits]));
    const bool the_same = static_cast<Beginning>(values[beginning]) == Beginning::the_same;
    const double power = values[steepness];
    const std::int64_t n_traits = values[traits];
    const std::size_t n_holders = world.n_units() + (world.territories.size() + 1) * n_processes;
    d.version.assign(n_holders, 0);
    d.score.assign(n_holders, 0.5f);
    d.documented_on.assign(n_holders, -1);
    d.validated.assign(n_holders, 0);
    for (std::size_t process = 0; process < n_processes; ++process) {
        const sim::Stream luck(world.run, sim::text("design.", processes[process]), 0);
        d.landscape[process] = sim::NkLandscape(static_cast<int>(values[traits]),
                                                static_cast<int>(values[interplay]), luck);
        const std::uint32_t first =
            first_version(d.landscape[process], sim::Stream(world.run, "design.first", 0), power);
        const auto its_score = static_cast<float>(score(d.landscape[process], first, power));
        const auto begin = [&](std::size_t holder, std::uint32_t version) {
            d.version[holder] = version;
            d.score[holder] = version == first
                                  ? its_score
                                  : static_cast<float>(score(d.landscape[process], version, power));
        };
        const sim::Stream own(world.run, "design.beginning", 0);
        for (UnitId unit = 0; unit < world.n_units(); ++unit)
            if (index(world.process_of(unit)) == process)
                begin(unit, the_same ? first : own.word(unit) >> (32 - n_traits));
        for (std::size_t holder = world.n_units() + process; holder < n_holders;
             holder += n_processes)
            begin(holder, first);
        if (static_cast<Process>(process) == Process::printing && values[printing_validated])
            seal(world, {Process::printing, first, its_score});
    }
    for (UnitId unit = world.persons.size; unit < world.n_units(); ++unit)
        d.validated[unit] |= world.process_of(unit) == Process::small_firm;
}

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

std::array<double, n_processes> diversity(const World& world) {
    std::array<std::array<std::uint32_t, sim::NkLandscape::max_traits>, n_processes> with{};
    std::array<double, n_processes> n{}, mean{};
    for (const UnitId unit : world.coordination.members.members) {
        const std::size_t process = index(world.process_of(unit));
        if (process >= n_processes)
            continue;
        n[process] += 1;
        const std::uint32_t version = world.designs.version[unit];
        for (std::uint32_t trait = 0; trait < with[process].size(); ++trait)
            with[process][trait] += version >> trait & 1;
    }
    for (std::size_t process = 0; process < n_processes; ++process)
        if (n[process] > 1) {
            for (const std::uint32_t count : with[process])
                mean[process] += 2.0 * count * (n[process] - count);
            mean[process] /=
                n[process] * (n[process] - 1) * world.designs.landscape[process].n_traits();
        }
    return mean;
}

std::array<double, n_processes> n_versions(const World& world) {
    std::array<std::vector<bool>, n_processes> used;
    std::array<double, n_processes> n{};
    for (const UnitId unit : world.coordination.members.members) {
        const std::size_t process = index(world.process_of(unit));
        if (process >= n_processes)
            continue;
        used[process].resize(std::size_t{1} << world.designs.landscape[process].n_traits());
        auto&& is_used = used[process][world.designs.version[unit]];
        n[process] += !is_used;
        is_used = true;
    }
    return n;
}

}  // namespace models::design
