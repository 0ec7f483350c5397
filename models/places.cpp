#include <models/places.hpp>

#include <sim/chunk.hpp>
#include <sim/distributions.hpp>
#include <sim/error.hpp>

#include <algorithm>
#include <numeric>
#include <optional>

namespace models::places {
namespace {

void check_range(const sim::Table& table, std::string_view column, double high) {
    for (std::size_t row = 0; row < table.n_rows(); ++row)
        if (const double value = table.numbers(column)[row]; !(value >= 0 && value <= high))
            throw sim::InputError(sim::text(table.place(row), ": ", column, " = ", value,
                                            " is missing or outside [0, ", high, "]"));
}

void check(const sim::Table& table) {
    sim::check_names(table, "kind", std::vector<std::string>(kinds.begin(), kinds.end()));
    check_range(table, "number", 1e5);
    for (const std::string_view share : {"laser", "sewing", "governance"})
        check_range(table, share, 1);
    for (const std::string_view machines : {"printers", "sewing_machines"})
        check_range(table, machines, 255);
    check_range(table, "fragility", 100);
    for (std::size_t row = 0; row < table.n_rows(); ++row)
        if (const double both = table.numbers("laser")[row] + table.numbers("sewing")[row];
            both > 1)
            throw sim::InputError(sim::text(table.place(row), ": laser + sewing = ", both,
                                            "; shares of one kind add up to at most 1"));
}

std::optional<std::size_t> row_of(const sim::Table& table, Kind kind) {
    for (std::size_t row = 0; row < table.n_rows(); ++row)
        if (table.texts("kind")[row] == kinds[index(kind)])
            return row;
    return {};
}

/// The territory in which the luck u falls, in proportion to the weights.
TerritoryId fallen_into(const std::vector<double>& weights, double u) {
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    double up_to = 0;
    for (std::size_t t = 0; t + 1 < weights.size(); ++t) {
        up_to += weights[t];
        if (u * total < up_to)
            return static_cast<TerritoryId>(t);
    }
    return static_cast<TerritoryId>(weights.size() - 1);
}

/// What all kinds share: one place more, with the machines of its process.
void add(Places& places, const sim::Table& table, std::size_t row, Kind kind, TerritoryId t,
         Process process) {
    const double machines = process == Process::printing ? table.numbers("printers")[row]
                            : process == Process::sewing ? table.numbers("sewing_machines")[row]
                                                         : 1;
    places.size += 1;
    places.territory.push_back(t);
    places.kind.push_back(kind);
    places.process.push_back(process);
    places.machines.push_back(static_cast<std::uint8_t>(machines));
    places.governance.push_back(static_cast<float>(table.numbers("governance")[row]));
}

void add_labs(World& world, const sim::Values& values, const sim::Table& table, std::size_t row,
              Kind kind, std::uint32_t n) {
    Places& places = world.places;
    const sim::Stream luck(world.run, "structures.founding", 0);
    const double laser = table.numbers("laser")[row];
    const double sewing = table.numbers("sewing")[row];
    for (std::uint32_t i = 0; i < n; ++i) {
        const std::uint64_t lab = sim::ordered_pair(static_cast<std::uint32_t>(kind), i);
        const TerritoryId t = fallen_into(world.territories.labs, luck.uniform(lab, 0));
        const double u = luck.uniform(lab, 1);
        add(places, table, row, kind, t,
            u < laser            ? Process::laser
            : u < laser + sewing ? Process::sewing
                                 : Process::printing);
        constexpr double shape = 16;  // sd a quarter of the mean
        places.patience.push_back(static_cast<std::uint16_t>(
            sim::gamma(luck, lab, shape, values[observation] / shape, 2) + 0.5));
        places.rank.push_back(static_cast<float>(luck.uniform(lab, 3)));
        constexpr double spread = 0.5;  // so that labs of a kind do not fall on the same day
        places.fragility.push_back(static_cast<float>(
            table.numbers("fragility")[row] * sim::lognormal(luck.uniform(lab, 4), 1, spread)));
    }
}

void add_firms(World& world, const sim::Table& table, std::size_t row) {
    Places& places = world.places;
    const sim::Stream luck(world.run, "structures.firms", 0);
    const auto n =
        static_cast<std::uint32_t>(table.numbers("number")[row] * world.country_share + 0.5);
    for (std::uint32_t i = 0; i < n; ++i) {
        add(places, table, row, Kind::small_firm,
            fallen_into(world.territories.population, luck.uniform(i)), Process::small_firm);
        places.patience.push_back(0);
        places.rank.push_back(static_cast<float>((i + 0.5) / n));
        places.fragility.push_back(static_cast<float>(table.numbers("fragility")[row]));
    }
}

/// Each member belongs to one lab of her territory, by keyed choice.
void affiliate(World& world, double share) {
    std::vector<std::vector<std::uint32_t>> labs(world.territories.size());
    for (std::uint32_t place = 0; place < world.places.size; ++place)
        if (world.places.kind[place] != Kind::small_firm)
            labs[world.places.territory[place]].push_back(place);
    const sim::Stream luck(world.run, "structures.lab_members", 0);
    Persons& persons = world.persons;
    persons.lab.assign(persons.size, Persons::no_lab);
    const std::uint64_t cut = sim::probability_cut(share);
    sim::for_each_word(luck, persons.size, 0, [&](PersonId p, std::uint32_t word) {
        const auto& near = labs[persons.territory[p]];
        if (near.empty() || word >= cut)
            return;
        persons.lab[p] = *std::ranges::max_element(
            near, {}, [&](std::uint32_t lab) { return sim::rendezvous(luck.key(), p, lab); });
        world.places.members.push_back(p);
    });
}

}  // namespace

double n_firms(const sim::Values& values) {
    const auto row = row_of(values[table], Kind::small_firm);
    return row ? values[table].numbers("number")[*row] : 0;
}

void populate(World& world, const sim::Values& values) {
    const sim::Table& given = values[table];
    if (given.n_rows() > 0)
        check(given);
    const double here = values[abundance] * world.country_share;
    double up_to = 0;
    for (const Kind kind :
         {Kind::fab_lab, Kind::makerspace, Kind::third_place, Kind::industrial_lab}) {
        const auto row = row_of(given, kind);
        if (!row)
            continue;
        // Rounding the sums, not the numbers: a small world keeps its share of all labs.
        const double before = up_to;
        up_to += given.numbers("number")[*row] * here;
        add_labs(world, values, given, *row, kind,
                 static_cast<std::uint32_t>(up_to + 0.5) -
                     static_cast<std::uint32_t>(before + 0.5));
    }
    if (const auto row = row_of(given, Kind::small_firm))
        add_firms(world, given, *row);
    Places& places = world.places;
    places.phase.assign(places.size, Places::Phase::closed);
    places.observed.assign(places.size, 0);
    places.stock.assign(places.size, 0);
    places.made.assign(places.size, 0);
    places.health.assign(places.size, 1);
    places.shut.assign(places.size, 0);
    places.open.assign(places.size, 0);
    affiliate(world, values[lab_members]);
}

}  // namespace models::places
