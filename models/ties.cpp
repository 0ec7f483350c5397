#include <models/ties.hpp>

#include <sim/lots.hpp>
#include <sim/marks.hpp>
#include <sim/math.hpp>

#include <algorithm>
#include <optional>
#include <span>

namespace models::ties {
namespace {

constexpr UnitId nobody = Coordination::absent;

void fade(Coordination& c, const sim::Values& values) {
    const auto kept = static_cast<float>(sim::pow(0.5, 1 / values[half_life]));
    const auto weakest = static_cast<float>(values[least]);
    const auto remembered = static_cast<float>(sim::pow(0.5, 1 / values[memory]));
    for (Bonds& bonds : c.bonds) {
        bonds.success *= remembered;
        for (float& strength : bonds.strength) {
            const float left = strength * kept;
            strength = left < weakest ? 0 : left;
        }
    }
}

/// The bonds of a unit, which begin when it first takes part.
Bonds& bonds_of(Coordination& c, UnitId unit) {
    if (c.bonds_of[unit] == nobody) {
        c.bonds_of[unit] = static_cast<std::uint32_t>(c.bonds.size());
        c.bonds.push_back({.unit = unit});
    }
    return c.bonds[c.bonds_of[unit]];
}

std::size_t weakest_of(const Bonds& bonds) {
    return static_cast<std::size_t>(std::ranges::min_element(bonds.strength) -
                                    bonds.strength.begin());
}

/// Where a unit holds its tie to another one; nothing if it holds none.
std::optional<std::size_t> tie_to(const Bonds& bonds, UnitId other) {
    for (std::size_t i = 0; i < Bonds::most; ++i)
        if (bonds.strength[i] > 0 && bonds.partner[i] == other)
            return i;
    return std::nullopt;
}

/// One end of a day of work together: the tie grows, or begins if there is room for it.
void strengthen(Bonds& bonds, UnitId other, float grows) {
    const auto held = tie_to(bonds, other);
    const std::size_t i = held ? *held : weakest_of(bonds);
    if (!held && bonds.strength[i] >= grows)
        return;
    bonds.strength[i] = strengthened(held ? bonds.strength[i] : 0, grows);
    bonds.partner[i] = other;
}

/// A parcel of today: who sent it to whom.
struct Sent {
    std::uint64_t requester, luck;
    UnitId unit;
    std::uint32_t bonds;  ///< where those of the unit stand
    auto operator<=>(const Sent&) const = default;
};

/// Sorts parcels: those to the same requester come together, in an order of luck. Requesters have
/// random numbers, so that nearly all is done by a radix sort of their upper halves.
void sort(std::vector<Sent>& sent) {
    std::vector<sim::Lot> order;
    order.reserve(sent.size());
    for (std::uint32_t i = 0; i < sent.size(); ++i)
        order.push_back({static_cast<std::uint32_t>(sent[i].requester >> 32), i});
    sim::draw_lots(order);
    std::vector<Sent> sorted;
    sorted.reserve(sent.size());
    std::size_t begin = 0;  // of those whose upper halves are the same
    const auto sort_the_same = [&] {
        if (sorted.size() - begin > 1)
            std::sort(sorted.begin() + std::ptrdiff_t(begin), sorted.end());
        begin = sorted.size();
    };
    for (const sim::Lot lot : order) {
        if (!sorted.empty() && sorted.back().requester >> 32 != lot.luck)
            sort_the_same();
        sorted.push_back(sent[lot.item]);
    }
    sort_the_same();
    sent = std::move(sorted);
}

/// Requesters to whom more than one of these parcels goes.
sim::Marks with_several(std::span<const Shipment> parcels, std::size_t n_requesters) {
    sim::Marks some(n_requesters), several(n_requesters);
    for (const Shipment& parcel : parcels) {
        // No branch: nobody could guess who comes again.
        several.set(parcel.requester,
                    (int{some[parcel.requester]} | int{several[parcel.requester]}) != 0);
        some.set(parcel.requester, true);
    }
    return several;
}

/// Units that sent something to the same requester today, each with the next in an order of luck.
void work_together(World& world, float grows, const sim::Today& today) {
    const std::uint64_t key = today.stream("ties.work").key();
    Coordination& c = world.coordination;
    // Shipments stand in the order of days: today's are the last.
    const auto earlier = std::find_if(world.shipments.rbegin(), world.shipments.rend(),
                                      [&](const Shipment& s) { return s.sent_on != today.day; });
    const auto todays =
        std::span(world.shipments).last(std::size_t(earlier - world.shipments.rbegin()));
    const sim::Marks several = with_several(todays, world.requesters.size);
    std::vector<Sent> sent;
    const auto remember = [&](const Shipment& shipment) {
        Bonds& bonds = bonds_of(c, shipment.maker);
        bonds.success += static_cast<float>(shipment.units);
        if (several[shipment.requester] && c.node_of[shipment.maker] != Coordination::absent)
            sent.push_back({sim::rendezvous(key, shipment.requester, 0),
                            sim::rendezvous(key, shipment.requester, shipment.maker + 1ull),
                            shipment.maker, static_cast<std::uint32_t>(&bonds - c.bonds.data())});
    };
    sim::for_each_ahead(todays, remember, [&](const Shipment& shipment) {
        sim::prefetch(c.bonds_of, shipment.maker);
        sim::prefetch(c.node_of, shipment.maker);
    });
    sort(sent);
    for (std::size_t i = 1; i < sent.size(); ++i)
        if (sent[i - 1].requester == sent[i].requester && sent[i - 1].unit != sent[i].unit) {
            strengthen(c.bonds[sent[i - 1].bonds], sent[i].unit, grows);
            strengthen(c.bonds[sent[i].bonds], sent[i - 1].unit, grows);
        }
}

/// Some units turn a tie to somebody who served well.
class Drift {
  public:
    Drift(World& world, const sim::Values& values, const sim::Today& today)
        : world_(world), c_(world.coordination), key_(today.stream("ties.drift").key()),
          turning_(sim::probability_cut(values[drift])),
          closing_(sim::probability_cut(values[closure])),
          staying_(sim::probability_cut(values[inside])), preference_(values[preference]),
          grows_(static_cast<float>(values[growth])) {}

    void step() {
        for (const UnitId unit : c_.members.members)
            if (luck(unit, whether) >> 32 < turning_)
                turn(unit);
    }

  private:
    /// What a draw is about; candidates have numbers from `first_look`.
    enum About : std::uint64_t { whether, closes, stays, first_look };
    static constexpr std::uint64_t n_candidates = 5;  ///< come across at most
    static constexpr std::uint64_t n_looks = 100;     ///< among all who could ever be units

    std::uint64_t luck(UnitId unit, std::uint64_t about) const {
        return sim::rendezvous(key_, unit, about);
    }

    /// One of the units tied to this one today, each with a priority of its own.
    UnitId fellow(UnitId unit, std::uint64_t own_key) const {
        const std::uint32_t node = c_.node_of[unit];
        if (node >= c_.network.n_nodes())
            return nobody;
        sim::KeyedChoice choice(own_key, unit, nobody);
        for (const std::uint32_t other : c_.network.neighbors(node)) {
            if (other >= c_.members.size())  // coordinators have the last numbers
                break;
            choice.consider(c_.members.members[other]);
        }
        return choice.chosen();
    }

    void consider(UnitId unit, UnitId candidate) {
        if (candidate == nobody || candidate == unit)
            return;
        const double weight = sim::pow(1.0 + double(bonds_of(c_, candidate).success), preference_);
        const double u = (double(luck(unit, ~std::uint64_t{candidate}) >> 11) + 0.5) * 0x1p-53;
        const double wait = -sim::log(u) / weight;  // the first of exponential clocks
        if (chosen_ == nobody || wait < shortest_) {
            shortest_ = wait;
            chosen_ = candidate;
        }
    }

    void look_among_fellows(UnitId unit);
    void look_around(UnitId unit);
    void turn(UnitId unit);

    World& world_;
    Coordination& c_;
    std::uint64_t key_, turning_, closing_, staying_;
    double preference_;
    float grows_;
    UnitId chosen_ = nobody;
    double shortest_ = 0;
};

void Drift::look_among_fellows(UnitId unit) {
    for (std::uint64_t i = first_look; i < first_look + n_candidates; ++i) {
        const UnitId between = fellow(unit, luck(unit, i));
        if (between != nobody)
            consider(unit, fellow(between, luck(unit, i)));
    }
}

/// Looks at all who could ever be units, each as likely, so that one who takes part more changes
/// only who comes across her.
void Drift::look_around(UnitId unit) {
    const bool here = luck(unit, stays) >> 32 < staying_;
    const TerritoryId home = world_.territory_of(unit);
    const auto& units = here ? c_.pool_in[home] : c_.pool;
    const auto takes_part = [&](std::uint32_t place) {  // marks by place are nearest at hand
        return here ? c_.present_in[home][place] : c_.present[units[place]];
    };
    std::size_t n_seen = 0;
    for (std::uint64_t look = 0; look < n_looks && n_seen < n_candidates; ++look) {
        const auto word = static_cast<std::uint32_t>(luck(unit, first_look + look));
        const std::uint32_t place = sim::one_of(units.size(), word);
        if (takes_part(place)) {
            consider(unit, units[place]);
            ++n_seen;
        }
    }
}

void Drift::turn(UnitId unit) {
    chosen_ = nobody;
    if (luck(unit, closes) >> 32 < closing_)
        look_among_fellows(unit);
    else
        look_around(unit);
    if (chosen_ == nobody)
        return;
    Bonds& bonds = bonds_of(c_, unit);
    if (tie_to(bonds, chosen_))
        return;
    const std::size_t i = weakest_of(bonds);
    bonds.partner[i] = chosen_;
    bonds.strength[i] = std::max(bonds.strength[i], grows_);
}

}  // namespace

void make_columns(World& world) { world.coordination.bonds_of.assign(world.n_units(), nobody); }

void step(World& world, const sim::Values& values, const sim::Today& today) {
    if (world.coordination.bonds_of.empty())
        return;
    fade(world.coordination, values);
    work_together(world, static_cast<float>(values[growth]), today);
    Drift(world, values, today).step();
}

}  // namespace models::ties
