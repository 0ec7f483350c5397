#include <models/population.hpp>

#include <sim/chunk.hpp>
#include <sim/distributions.hpp>
#include <sim/error.hpp>
#include <sim/math.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace models::population {
namespace {

sim::Stream on_day_0(const World& world, std::string_view process) {
    return sim::Stream(world.run, process, 0);
}

/// Every cell of a column, checked to be a number in a range.
std::vector<double> checked(const sim::Table& table, std::string_view column,
                            sim::Range<double> range) {
    const auto numbers = table.numbers(column);
    for (std::size_t row = 0; row < numbers.size(); ++row)
        if (!(numbers[row] >= range.low && numbers[row] <= range.high))
            throw sim::InputError(sim::text(table.place(row), ": ", column, " = ", numbers[row],
                                            " is missing or outside [", range.low, ", ", range.high,
                                            "]"));
    return {numbers.begin(), numbers.end()};
}

/// km between two positions in degrees; exact enough within one country.
double kilometers(double latitude_a, double longitude_a, double latitude_b, double longitude_b) {
    constexpr double per_degree = 111.2;       // of latitude
    constexpr double at_mid_latitude = 0.688;  // cos of 46.5 degrees, the middle of France
    const double north = (latitude_a - latitude_b) * per_degree;
    const double east = (longitude_a - longitude_b) * per_degree * at_mid_latitude;
    return std::sqrt(north * north + east * east);
}

void measure_distances(Territories& territories, const sim::Table& table) {
    const auto latitude = checked(table, "latitude", {-90, 90});
    const auto longitude = checked(table, "longitude", {-180, 180});
    const std::size_t n = territories.size();
    for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < n; ++b)
            territories.distance(Eigen::Index(a), Eigen::Index(b)) =
                kilometers(latitude[a], longitude[a], latitude[b], longitude[b]);
}

void settle(World& world, const sim::Values& values) {
    Territories& territories = world.territories;
    const sim::Table& table = values[population::territories];
    if (table.n_rows() > 250)
        throw sim::InputError(sim::text(table.source(), ": ", table.n_rows(),
                                        " territories; allowed are at most 250"));
    if (table.n_rows() > 0) {
        sim::check_names(table, "territory", {});
        const auto names = table.texts("territory");
        territories.name.assign(names.begin(), names.end());
        territories.population = checked(table, "population", {1, 1e10});
        territories.labs = checked(table, "labs", {0, 1e9});
    } else {
        territories.name = {"everywhere"};
        territories.population = {1e5};
        territories.labs = {1};
    }
    const std::size_t n = territories.size();
    territories.distance = Eigen::ArrayXXd::Zero(Eigen::Index(n), Eigen::Index(n));
    if (table.n_rows() > 0)
        measure_distances(territories, table);
    territories.salience.assign(n, 0);
    territories.press.assign(n, 0);
    territories.delivered_yesterday.assign(n, 0);
    territories.useless_yesterday.assign(n, 0);
    for (std::size_t a = 0; a < n; ++a) {
        std::vector<TerritoryId> order(n);
        std::iota(order.begin(), order.end(), TerritoryId{0});
        std::ranges::stable_sort(order, {}, [&](TerritoryId b) {
            return territories.distance(Eigen::Index(a), Eigen::Index(b));
        });
        territories.by_distance.push_back(order);
    }
}

/// Where each person lives: territories one after the other, each with its share of the pool.
void place_persons(World& world) {
    const auto& inhabitants = world.territories.population;
    const double total = std::accumulate(inhabitants.begin(), inhabitants.end(), 0.0);
    Persons& persons = world.persons;
    double up_to = 0;
    for (std::size_t t = 0; t < inhabitants.size(); ++t) {
        persons.territory_begin.push_back(static_cast<PersonId>(persons.territory.size()));
        up_to += inhabitants[t];
        persons.territory.resize(static_cast<std::size_t>(persons.size * (up_to / total) + 0.5),
                                 static_cast<TerritoryId>(t));
    }
    persons.territory_begin.push_back(persons.size);
}

/// Calls visit(person, u) for everybody, with luck u of her own in (0, 1).
template <class Visit>
void for_each_lucky(const World& world, std::string_view process, Visit visit) {
    sim::for_each_word(
        on_day_0(world, process), world.persons.size, 0,
        [&](PersonId p, std::uint32_t word) { visit(p, sim::between_0_and_1(word)); });
}

template <class Draw>
std::vector<float> drawn(const World& world, std::string_view process, Draw draw) {
    std::vector<float> column(world.persons.size);
    for_each_lucky(world, process,
                   [&](PersonId p, double u) { column[p] = static_cast<float>(draw(p, u)); });
    return column;
}

/// The same with normal luck z, of mean 0 and sd 1.
template <class Draw>
std::vector<float> normally_drawn(const World& world, std::string_view process, Draw draw) {
    std::vector<float> column(world.persons.size);
    sim::for_each_normal(on_day_0(world, process), world.persons.size, 0,
                         [&](PersonId p, double z) { column[p] = static_cast<float>(draw(p, z)); });
    return column;
}

/// A lognormal column; without spread everybody has the median and nothing is drawn.
std::vector<float> lognormal(const World& world, std::string_view process, double median,
                             double spread, double at_most) {
    if (spread == 0 || median == 0)
        return std::vector<float>(world.persons.size, static_cast<float>(median));
    return normally_drawn(world, process, [&](PersonId, double z) {
        return std::min(at_most, median * sim::exp(spread * z));
    });
}

/// The column of a table with a row a person. @throws InputError for another number of rows
std::vector<float> given(const World& world, const sim::Values& values,
                         const sim::Parameter<sim::Table>& parameter, sim::Range<double> range) {
    const sim::Table& table = values[parameter];
    const std::string_view column = parameter.columns.front();
    if (table.n_rows() != world.persons.size)
        throw sim::InputError(sim::text(table.source(), ": ", parameter.key, " has ",
                                        table.n_rows(), " rows for ", world.persons.size,
                                        " persons; it needs one row a person"));
    const std::vector<double> numbers = checked(table, column, range);
    return {numbers.begin(), numbers.end()};
}

constexpr double most_hours = 14;  // a day

void set_hours(World& world, const sim::Values& values) {
    world.persons.hours = values[hours].n_rows() > 0
                              ? given(world, values, hours, {0, most_hours})
                              : lognormal(world, "population.hours", values[hours_median],
                                          values[hours_spread], most_hours);
}

void equip(World& world, const sim::Values& values) {
    Persons& persons = world.persons;
    const double share = values[printer_share], sewing = values[sewing_share];
    const double power = -1 / values[printer_tail];
    constexpr double most = 14;  // D13
    persons.machines.assign(persons.size, 0);
    persons.process.assign(persons.size, Process::printing);
    // Low luck brings printers, high luck a sewing machine: a greater share only adds owners.
    for_each_lucky(world, "population.printers", [&](PersonId p, double u) {
        if (u < share) {
            // Among owners u / share is again uniform: the same luck gives the number of printers.
            const double printers = sim::exp(power * sim::log(u / share));
            persons.machines[p] = static_cast<std::uint8_t>(std::min(most, printers));
        } else if (u > 1 - sewing) {
            persons.machines[p] = 1;
            persons.process[p] = Process::sewing;
        }
    });
}

/// The same luck makes a person fast or slow at either work; at sewing people differ most.
void train(World& world, const sim::Values& values) {
    const double printing = values[skill_spread], sewing = values[sewing_spread];
    world.persons.skill = normally_drawn(world, "population.skill", [&](PersonId p, double z) {
        const bool sews = world.persons.process[p] == Process::sewing;
        const double fastest = sews ? 30 : 10;  // D28
        return std::min(fastest, sim::exp((sews ? sewing : printing) * z));
    });
}

/// Everybody's own luck, in (0, 1).
std::vector<double> luck_of_thresholds(const World& world) {
    std::vector<double> numbers(world.persons.size);
    for_each_lucky(world, "population.threshold", [&](PersonId p, double u) { numbers[p] = u; });
    return numbers;
}

/// Replaces numbers in (0, 1) by (rank - 1/2) / n: as far apart as they can be, in the same order.
void space_evenly(std::vector<double>& numbers) {
    std::vector<std::uint32_t> order(numbers.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return numbers[i]; });
    for (std::size_t rank = 0; rank < order.size(); ++rank)
        numbers[order[rank]] = (double(rank) + 0.5) / double(order.size());
}

void set_thresholds(World& world, const sim::Values& values) {
    Persons& persons = world.persons;
    if (values[thresholds].n_rows() > 0) {
        persons.threshold = given(world, values, thresholds, {-1e9, 1e9});
        return;
    }
    std::vector<double> at = luck_of_thresholds(world);
    if (static_cast<ThresholdLaw>(values[threshold_law]) == ThresholdLaw::quantiles)
        space_evenly(at);
    const double mean = values[threshold_mean], sd = values[threshold_sd];
    sim::normal_quantiles(at);
    persons.threshold.reserve(persons.size);
    for (const double z : at)
        persons.threshold.push_back(static_cast<float>(mean + sd * z));
}

void set_hazards(World& world, const sim::Values& values) {
    const double mean = values[exit_hazard];
    const double shape = values[exit_shape];
    if (shape == 0 || mean == 0 || mean == 1) {
        world.persons.exit_hazard.assign(world.persons.size, static_cast<float>(mean));
        return;
    }
    const sim::Stream luck = on_day_0(world, "population.exit_hazard");
    world.persons.exit_hazard = drawn(world, "population.exit_hazard", [&](PersonId p, double u) {
        // Beta(1, b) has a closed inverse; other shapes come from two gammas.
        const double b = shape * (1 - mean) / mean;
        return shape == 1 ? 1 - sim::exp(sim::log(u) / b) : sim::beta(luck, p, shape, b);
    });
}

}  // namespace

sim::Section section() {
    return {.name = std::string(name),
            .summary = "The pool of people who might take part, and where they live.",
            .parameters = {territories,    size,          scale,          printer_share,
                           printer_tail,   sewing_share,  hours_median,   hours_spread,
                           skill_spread,   sewing_spread, budget_median,  budget_spread,
                           tolerance_mean, carer_share,   threshold_mean, threshold_sd,
                           threshold_law,  thresholds,    hours,          exit_hazard,
                           exit_shape},
            .can_be_off = false};
}

void populate(World& world, const sim::Values& values) {
    settle(world, values);
    const auto& inhabitants = world.territories.population;
    world.scale = values[scale];
    world.country_share = world.scale;
    if (values[territories].n_rows() > 0)
        world.country_share *=
            std::accumulate(inhabitants.begin(), inhabitants.end(), 0.0) / inhabitants_of_country;
    Persons& persons = world.persons;
    persons.size = static_cast<std::uint32_t>(
        std::max(1.0, std::floor(double(values[size]) * world.country_share + 0.5)));
    place_persons(world);
    set_hours(world, values);
    equip(world, values);
    train(world, values);
    set_thresholds(world, values);
    set_hazards(world, values);
    if (values.on("rumor")) {
        const double mean = values[tolerance_mean];
        persons.tolerance = normally_drawn(world, "population.tolerance", [&](PersonId, double z) {
            return std::clamp(mean + 0.2 * z, 0.0, 1.0);
        });
    }
    if (values.on("money"))
        for (const float eur : lognormal(world, "population.budget", values[budget_median],
                                         values[budget_spread], 1e6))
            persons.budget.push_back(static_cast<std::int32_t>(eur * 100.0 + 0.5));
    const std::uint64_t cut = sim::probability_cut(values[carer_share]);
    persons.knows_carer.resize(persons.size);
    sim::for_each_word(
        on_day_0(world, "population.knows_carer"), persons.size, 0,
        [&](PersonId p, std::uint32_t word) { persons.knows_carer[p] = word < cut; });
}

}  // namespace models::population
