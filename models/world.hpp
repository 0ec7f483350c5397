#pragma once

#include <models/daybook.hpp>
#include <models/log.hpp>
#include <models/names.hpp>
#include <sim/marks.hpp>
#include <sim/metrics.hpp>
#include <sim/network.hpp>
#include <sim/nk_landscape.hpp>
#include <sim/prefetch.hpp>
#include <sim/ring.hpp>
#include <sim/stream.hpp>
#include <sim/table.hpp>

#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

/// The state of the mobilization: one array per state variable, and nothing else.
///
/// Who is who: a *unit* is anybody who can make things; units are numbered persons first, then
/// places. Columns that only one mechanism needs are empty while that mechanism is off.
namespace models {

using PersonId = std::uint32_t;
using UnitId = std::uint32_t;
using RequesterId = std::uint32_t;
using TerritoryId = std::uint8_t;
using Purse = std::array<std::int64_t, n_sources>;  ///< cents, by who gave them

struct Territories {
    std::vector<std::string> name;
    std::vector<double> population;                     ///< inhabitants
    std::vector<double> labs;                           ///< weight in the placing of labs
    Eigen::ArrayXXd distance;                           ///< km, [n, n]
    std::vector<std::vector<TerritoryId>> by_distance;  ///< for each, all of them, nearest first
    Eigen::ArrayXXd patients;                           ///< in hospital, [n_days, n]
    std::vector<double> salience;             ///< how urgent carers' need feels, in [0, 1]
    std::vector<double> press;                ///< attention of the press, in [0, 1]
    std::vector<double> delivered_yesterday;  ///< units
    std::vector<double> useless_yesterday;    ///< offers that met no open order
    std::size_t size() const { return name.size(); }
};

struct Persons {
    std::uint32_t size = 0;
    std::vector<PersonId>
        territory_begin;  ///< [n_territories + 1]: they are numbered in this order
    std::vector<TerritoryId> territory;
    std::vector<Stage> stage;
    sim::Marks at_work;                            ///< who is engaged or paused: marked with stage
    std::vector<std::uint16_t> contacts;           ///< number of acquaintances
    std::vector<std::uint16_t> engaged_contacts;   ///< of these, engaged: pushed when they change
    std::vector<std::uint16_t> informed_contacts;  ///< of these, who know and tell: pushed too
    std::vector<std::uint8_t> silent;              ///< knows, but tells no more
    std::vector<float> threshold;                  ///< of pull
    std::vector<float> exit_hazard;                ///< own chance to stop on any day, 1/day
    std::vector<std::int16_t> engaged_on;          ///< day; -1 before the first

    std::vector<Process> process;        ///< what her machines do
    std::vector<std::uint8_t> machines;  ///< printers or sewing machines; 0: she helps
    std::vector<float> pace;             ///< units a machine-hour with her process and design
    std::vector<float> hours;            ///< free hours a day in lockdown
    std::vector<float> skill;            ///< 1 = usual
    std::vector<float> tolerance;        ///< of legal risk, share in [0, 1]
    std::vector<std::int32_t> budget;    ///< own money for material, cents
    std::vector<std::int32_t> spent;     ///< of it, cents
    std::vector<std::uint8_t> knows_carer;

    std::vector<float> fatigue;
    std::vector<float> recognition;
    std::vector<float> risk;                ///< perceived legal risk, in [0, 1]
    std::vector<std::uint8_t> rumor;        ///< 0 ignorant, 1 spreader, 2 stifler
    std::vector<std::uint8_t> denial;       ///< the same for the last clarification
    std::vector<std::uint8_t> idle_days;    ///< days in a row without material
    std::vector<std::uint8_t> paused_days;  ///< days in a row paused
    std::vector<Reason> reason;             ///< why she last paused or withdrew
    std::vector<std::uint16_t> thanks;      ///< units of hers that arrived today

    std::array<std::vector<std::uint32_t>, n_materials> material;  ///< at home, small units
    std::vector<std::uint32_t> stock;                              ///< finished units at home
    std::vector<std::uint32_t> made;                               ///< units, since day 0
    std::vector<std::uint8_t> took_part;                           ///< was engaged at some time
    std::vector<std::array<float, 7>> pull_at_entry;  ///< terms of pull when she engaged

    static constexpr std::uint32_t no_lab = 0xFFFFFFFF;
    std::vector<std::uint32_t> lab;              ///< the place she belongs to, or no_lab
    std::vector<float> prefers;                  ///< governance, as in Collectives
    std::vector<std::uint8_t> prefers_national;  ///< she would rather join the whole country's
    std::vector<float> support;                  ///< that structures give her, in [0, 1]
};

/// Whether somebody at this stage works, or would if there were material and demand.
constexpr bool is_at_work(Stage stage) { return stage == Stage::engaged || stage == Stage::paused; }

/// Calls visit(person) for everybody who is engaged or paused, in order. She is few among many: the
/// columns that the visit looks at, if they are named, are asked for her place some time before.
template <class Visit, class... Columns>
void for_each_at_work(const Persons& persons, Visit visit, const Columns&... columns) {
    persons.at_work.for_each(
        [&](std::size_t p) { visit(static_cast<PersonId>(p)); },
        [&]([[maybe_unused]] std::size_t p) { (sim::prefetch(columns, p), ...); });
}

/// Who holds a certificate for what she makes, or waits for one; empty while norms are off.
struct Certificates {
    static constexpr std::int16_t none = -1;
    std::vector<std::uint8_t> held;
    std::vector<std::int16_t> due;  ///< day on which it comes, or none
};

/// Groups that carry the mobilization (F28, C8-C11) and whose coordinators run the coordination
/// layer: number 0 for the whole country, then one for each territory.
struct Collectives {
    static constexpr std::int16_t not_yet = -1;
    std::vector<std::int16_t> founded_on;  ///< day, or not_yet
    std::vector<float> founders;           ///< at work per 100,000 at which somebody founds it
    std::vector<float> governance;         ///< from 0, horizontal, to 1, hierarchical
    std::vector<float> health;             ///< in [0, 1]; 0: it has fallen apart
    std::vector<std::uint32_t> members;    ///< at work this morning
    std::vector<float> hours_asked;        ///< of its coordinators yesterday
    std::vector<float> hours_there;        ///< that they had
    Certificates certificates;             ///< its certificate covers its members' goods
    std::vector<Purse> pot;                ///< buys for those for whom it pools
    std::vector<Purse> incoming;           ///< given to its makers, not yet shared out
    std::size_t size() const { return founded_on.size(); }
    bool works(std::size_t c) const { return founded_on[c] != not_yet && health[c] > 0; }
};

/// Labs and small firms. Same day, same column names as for persons wherever they do the same
/// thing.
struct Places {
    using Phase = models::Phase;
    std::uint32_t size = 0;
    std::vector<TerritoryId> territory;
    std::vector<Process> process;
    std::vector<std::uint8_t> machines;
    std::vector<Phase> phase;
    std::vector<std::uint16_t> patience;  ///< days it observes before it produces
    std::vector<float> rank;              ///< in [0, 1]: the lower, the sooner it is let in
    std::vector<float> observed;          ///< days observed so far
    std::vector<Kind> kind;
    std::vector<float> governance;   ///< as in Collectives
    std::vector<float> fragility;    ///< how fast controversy wears it down, 1 = usual
    std::vector<float> health;       ///< in [0, 1]; 0: it has fallen apart
    std::vector<std::uint8_t> shut;  ///< by decision, until it is opened again
    std::vector<std::uint8_t> open;  ///< its members may come in today
    std::vector<PersonId> members;   ///< all who belong to some place, by number
    Certificates certificates;
    std::vector<std::int64_t> cash;  ///< own money, cents
    std::array<std::vector<std::uint32_t>, n_materials> material;
    std::vector<std::uint32_t> stock;
    std::vector<std::uint32_t> made;  ///< units, since day 0
};

/// Wards, care homes, practices, shops: who needs equipment.
struct Requesters {
    std::uint32_t size = 0;
    std::vector<TerritoryId> territory;
    std::vector<Segment> segment;
    std::vector<std::uint16_t> staff;
    std::array<std::vector<std::uint32_t>, n_products> held;      ///< units in use
    std::array<std::vector<std::uint32_t>, n_products> latent;    ///< units wanted and not held
    std::array<std::vector<std::uint32_t>, n_products> expected;  ///< ordered, not arrived or lost
    std::vector<std::uint8_t> knows;                              ///< of the makers' offer
    std::vector<std::uint32_t> n_orders;                          ///< placed so far
    std::vector<std::uint32_t> n_parcels;                         ///< sent to it so far
    std::vector<std::uint32_t> tie_begin;  ///< [size + 1] into tied_person: makers they know
    std::vector<PersonId> tied_person;
    std::vector<RequesterId> territory_begin;  ///< [n_territories + 1]: they are in this order
    std::vector<RequesterId> segment_begin;    ///< [n_territories * n_segments + 1]: and in this
    std::array<float, segments.size()> order_median{};  ///< units
    std::array<float, segments.size()> order_spread{};  ///< sd of the logarithm
};

/// Material on sale in a territory.
struct Suppliers {
    std::array<std::vector<std::int64_t>, n_materials> stock;    ///< [n_territories]
    std::array<std::vector<std::int64_t>, n_materials> base;     ///< level to which they order
    std::array<std::vector<std::int64_t>, n_materials> donated;  ///< [n_territories], free
    struct Refill {
        int arrives_on;
        std::uint8_t material;
        TerritoryId territory;
        std::int64_t amount;
    };
    std::vector<Refill> in_transit;
};

struct Order {
    RequesterId requester;
    std::uint32_t open;      ///< units not yet on their way
    std::int16_t placed_on;  ///< day
    Channel channel;
    std::uint8_t hops;     ///< how often it was passed on
    UnitId at;             ///< who holds it while it is passed on
    std::uint32_t number;  ///< of the requester's orders: its name in the addresses of draws
    Product product = Product::visor;

    /// Set in the number of one more for another order, which the requester did not place.
    static constexpr std::uint32_t copied = 0x80000000;
    bool is_copy() const { return (number & copied) != 0; }
};

/// How many orders wait on platforms, kept from day to day: who coordinates is asked for all.
struct OnPlatforms {
    std::vector<std::array<std::int64_t, n_products>> n_orders;  ///< [n_territories]
    std::size_t n_counted = 0;  ///< of the list, in all channels; what follows is new

    void add(TerritoryId t, const Order& order, int n) {
        if (order.channel == Channel::platform)
            n_orders[t][index(order.product)] += n;
    }
};

struct Shipment {
    RequesterId requester;
    UnitId maker;
    std::uint32_t units;
    std::int16_t ordered_on;  ///< day
    std::int16_t sent_on;     ///< day
    Channel channel;
    Product product = Product::visor;
    std::uint32_t number;  ///< of the requester's parcels: its name in the addresses of draws
};

/// A parcel that was accepted.
struct Delivery {
    RequesterId requester;
    std::uint32_t number;
    bool operator==(const Delivery&) const = default;
};

/// Somebody who coordinates, for one territory or for the whole country.
struct Coordinator {
    static constexpr TerritoryId national = 255;

    TerritoryId scope;         ///< `national` for the whole country
    double weight = 0;         ///< of its hours among those of all that the topology has
    double spare = 0;          ///< orders that it still has time for
    std::uint32_t node = 0;    ///< in today's network, `Coordination::absent` if it does not act
    std::uint8_t removed = 0;  ///< for the rest of the run

    /// Number of the collective to which it belongs.
    std::size_t collective() const { return scope == national ? 0 : scope + 1u; }
};

/// A custom network: posts tied to each other, at which units sit and some of which coordinate.
struct Posts {
    std::vector<std::string> name;
    std::vector<TerritoryId> territory;      ///< `Coordination::national` for anywhere
    std::vector<double> hours;               ///< weight; 0 = units sit here
    std::vector<sim::Tie> ties;              ///< between posts
    std::vector<std::uint32_t> coordinator;  ///< its number among all; `absent` where units sit
    std::vector<std::uint32_t> of_unit;      ///< [n_units] where each would sit
    std::size_t size() const { return name.size(); }
};

/// What a unit has from working together: ties that last, and a name for serving well.
struct Bonds {
    static constexpr std::size_t most = 4;
    UnitId unit;
    std::array<UnitId, most> partner{};
    std::array<float, most> strength{};  ///< in [0, 1], 0: no such tie
    float success = 0;                   ///< units sent lately
};

/// The treatment: who coordinates with whom. Nodes are the units that take part today, in the order
/// of the ring, then the coordinators that act.
struct Coordination {
    static constexpr TerritoryId national = Coordinator::national;
    static constexpr std::uint32_t absent = 0xFFFFFFFF;

    std::vector<UnitId> pool;                  ///< all that could be units at first, in ring order
    std::vector<std::vector<UnitId>> pool_in;  ///< the same by territory
    std::vector<std::uint32_t> place_in;       ///< [n_units] where each of them stands in its own
    sim::Marks available;                      ///< [n_units] those of the pool that are not lost
    sim::Ring members;                         ///< those that take part today
    std::vector<sim::Ring> members_of;         ///< the same by territory
    std::vector<std::uint32_t> node_of;  ///< [n_units], `absent` for those who do not take part
    sim::Marks present;                  ///< [n_units] those who take part: marked with node_of
    std::vector<sim::Marks> present_in;  ///< the same by territory and place in pool_in
    sim::Network network;                ///< over members, then coordinators
    sim::Components components;          ///< of it
    /// All there could be: the center, one for each territory, then those of a custom network.
    std::vector<Coordinator> coordinators;
    std::vector<std::uint32_t> acting;  ///< those of today, in the order of their nodes
    double hours = 0;                   ///< that they have today, all together
    std::vector<UnitId> lost;           ///< units removed from the network for good
    /// Ties that are cut for good: pairs (sim::unordered_pair) of units or, after them, of
    /// coordinators; ascending.
    std::vector<std::uint64_t> cut;
    std::vector<std::vector<std::uint32_t>>
        acting_for;  ///< the same for the country, then by territory
    Posts posts;
    sim::Marks far;            ///< [n_units] those who have a tie far away when they take part
    double far_share = -1;     ///< at this share of all; below 0: not drawn yet
    std::vector<Bonds> bonds;  ///< of those who took part, in the order in which they did
    std::vector<std::uint32_t> bonds_of;  ///< [n_units] where those of a unit stand, or `absent`
};

/// What the norms of the day ask for.
struct Norm {
    std::size_t regime = 0;
    double controversy = 0;    ///< how much is quarrelled about it, in [0, 1]
    double certification = 0;  ///< EUR for a certificate; 0: none is asked for
    double may_give = 1;       ///< share of makers who may give away what is not approved
    bool may_sell = true;      ///< what is not approved
    std::array<bool, n_products> asks_approval{};
};

/// Small units of each material in one unit.
using Bill = std::array<std::int64_t, n_materials>;

/// How something is made with a design of some score.
struct Recipe {
    static constexpr int n_steps = 100;  ///< of scores from 0 to 1 for which there are recipes

    float per_hour =
        0;             ///< units a machine-hour; 0 for small firms, which have a rate of their own
    double fails = 0;  ///< chance that a unit is scrapped
    Bill bill{};
};

/// What everybody makes it by: points on one landscape a process. Holders of versions are all units
/// and, after them, the desks of coordinators: one for each collective and process.
struct Designs {
    static constexpr std::size_t n_processes = 3;  ///< printing, laser, sewing; firms keep theirs
    std::array<sim::NkLandscape, n_processes> landscape;
    std::vector<std::uint32_t> version;       ///< [n_units + n_desks]; bits are traits
    std::vector<float> score;                 ///< in [0, 1]; small firms 0.5
    std::vector<std::int16_t> documented_on;  ///< first day on which others can copy it
    std::vector<std::uint8_t> validated;      ///< by care services
    struct Validated {
        std::vector<std::uint32_t> versions;  ///< in the order of validation: ever better ones
        float best = -1;                      ///< score of the last; -1: none yet
    };
    std::array<Validated, n_processes> by_services;
    struct Submission {
        Process process;
        std::uint32_t version;
        float score;
    };
    std::vector<Submission> waiting;  ///< for care services; first come, first served
    double reviews = 0;               ///< part of a review carried over
};

struct World {
    sim::RunAddress run;
    double scale = 1;          ///< simulated persons per real one
    double country_share = 1;  ///< simulated share of the whole country
    Territories territories;
    Persons persons;
    Places places;
    Collectives collectives;
    Requesters requesters;
    Suppliers suppliers;
    sim::Network acquaintance;
    std::array<double, degree_labels.size()> acquaintance_degrees{};      ///< 0 unless measured
    std::array<double, network_measures.size()> acquaintance_measures{};  ///< 0 unless measured
    Coordination coordination;
    std::array<std::array<Recipe, Recipe::n_steps + 1>, processes.size()> recipes{};  ///< by score
    Designs designs;
    std::vector<Order> orders;  ///< in the order of their days, but for copies
    OnPlatforms on_platforms;   ///< of these; matching keeps it
    std::vector<Shipment> shipments;
    std::vector<Delivery> served_yesterday;
    Norm norm;
    double norm_salience = 0;
    double strictness = 0;  ///< of requesters toward unvalidated goods, in [0, 1]
    bool rumor_started = false;
    double rumor_severity = 0;      ///< of the text last published
    double rumor_relief = 0;        ///< of the clarification last published; 0: there was none
    std::vector<Purse> handed_out;  ///< [n_units] for material, not yet spent; empty until needed
    Counts by_stage;                ///< [territory, stage] persons
    Daybook today;
    Accounts accounts;
    double wage = 0;     ///< EUR that an hour of volunteers' work would have cost
    Log* log = nullptr;  ///< where to write down what happens, if anybody asked for it

    std::uint32_t n_units() const { return persons.size + places.size; }
    Process process_of(UnitId unit) const {
        return is_person(unit) ? persons.process[unit] : places.process[unit - persons.size];
    }
    /// The one product of all that the unit makes and has in stock.
    Product product_of(UnitId unit) const { return models::product_of(process_of(unit)); }
    /// How good a unit's design is, in [0, 1]; where design is off, 0.5.
    float score_of(UnitId unit) const { return designs.score.empty() ? 0.5f : designs.score[unit]; }
    /// How a unit makes things with its design.
    const Recipe& recipe_of(UnitId unit) const {
        return recipes[index(process_of(unit))]
                      [static_cast<std::uint32_t>(score_of(unit) * Recipe::n_steps + 0.5f)];
    }
    /// Whether care services have validated the design of a unit; where design is off, of course.
    bool validated(UnitId unit) const {
        return designs.validated.empty() || designs.validated[unit] != 0;
    }
    /// Whether there is a validated design for a process; small firms always have one.
    bool any_validated(Process process) const {
        return designs.validated.empty() || process == Process::small_firm ||
               !designs.by_services[index(process)].versions.empty();
    }
    /// Persons of a territory who are engaged or paused.
    std::int64_t n_at_work(std::size_t territory) const {
        const auto counts = by_stage.row(static_cast<Eigen::Index>(territory));
        return counts(Eigen::Index(index(Stage::engaged))) +
               counts(Eigen::Index(index(Stage::paused)));
    }
    bool is_person(UnitId unit) const { return unit < persons.size; }
    TerritoryId territory_of(UnitId unit) const {
        return is_person(unit) ? persons.territory[unit] : places.territory[unit - persons.size];
    }
    std::uint32_t& stock_of(UnitId unit) {
        return is_person(unit) ? persons.stock[unit] : places.stock[unit - persons.size];
    }
    std::uint32_t material_of(UnitId unit, std::size_t m) const {
        return is_person(unit) ? persons.material[m][unit]
                               : places.material[m][unit - persons.size];
    }
    std::uint32_t& material_of(UnitId unit, std::size_t m) {
        return is_person(unit) ? persons.material[m][unit]
                               : places.material[m][unit - persons.size];
    }
    /// Engaged or paused persons and producing places take part: they hand out what they have.
    bool takes_part(UnitId unit) const {
        if (!is_person(unit))
            return places.phase[unit - persons.size] == Places::Phase::producing;
        return persons.at_work[unit];
    }

    /// Writes down what happened.
    void note(LogEntry entry) {
        if (!log)
            return;
        entry.day = log->day;
        log->entries.push_back(entry);
    }

    /// Whether what a unit makes is certified, or need not be: by its lab, or by the collective of
    /// its territory or of the whole country.
    bool approved(UnitId unit) const;
    /// Whether the norms of the day let a unit give away, or sell at cost, what it makes.
    bool may_give(UnitId unit) const;
    bool may_sell(UnitId unit) const { return norm.may_sell || approved(unit); }

    /// The person whose number stands in a row of a table. @throws InputError if there is none
    PersonId checked_person(double number, const sim::Table& table, std::size_t row) const;
    /// Those of the column `person` of a table. @throws InputError if one does not exist
    std::vector<PersonId> checked_persons(const sim::Table& table) const;

    /// Changes a person's stage and tells her acquaintances. Never call it while deciding: first
    /// all decide on the state of the morning, then all move.
    void move(PersonId person, Stage to);

    /// From now on this person, who knows, tells nobody of the call.
    void fall_silent(PersonId person);
};

}  // namespace models
