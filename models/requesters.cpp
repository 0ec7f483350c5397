#include <models/requesters.hpp>

#include <models/population.hpp>

#include <sim/chunk.hpp>
#include <sim/distributions.hpp>
#include <sim/error.hpp>
#include <sim/math.hpp>

#include <algorithm>
#include <numeric>

namespace models::requesters {
namespace {

struct SegmentRow {
    double number, staff, order, order_spread;
};

SegmentRow row_of(const sim::Table& table, std::string_view segment) {
    const auto names = table.texts("segment");
    for (std::size_t row = 0; row < table.n_rows(); ++row) {
        if (names[row] != segment)
            continue;
        const SegmentRow values{table.numbers("number")[row], table.numbers("staff")[row],
                                table.numbers("order")[row], table.numbers("order_spread")[row]};
        if (!(values.number >= 0 && values.staff > 0 && values.order > 0 &&
              values.order_spread >= 0))
            throw sim::InputError(sim::text(table.place(row), ": a number for '", segment,
                                            "' is missing, negative or zero"));
        return values;
    }
    return {0, 1, 1, 0};
}

void add(Requesters& requesters, TerritoryId t, std::size_t segment, std::int64_t number) {
    requesters.size += static_cast<std::uint32_t>(number);
    requesters.territory.resize(requesters.size, t);
    requesters.segment.resize(requesters.size, static_cast<Segment>(segment));
}

/// A lognormal with the given mean.
void hire(World& world, const std::array<SegmentRow, segments.size()>& rows, double spread) {
    Requesters& requesters = world.requesters;
    const sim::Stream luck(world.run, "requesters.staff", 0);
    requesters.staff.resize(requesters.size);
    const double of_mean = sim::exp(-spread * spread / 2);  // the median
    sim::for_each_normal(luck, requesters.size, 0, [&](RequesterId r, double z) {
        const double median = rows[index(requesters.segment[r])].staff * of_mean;
        const double staff = median * sim::exp(spread * z);
        requesters.staff[r] = static_cast<std::uint16_t>(std::clamp(staff + 0.5, 1.0, 65535.0));
    });
}

/// Persons who know requesters know those of their own territory.
void introduce(World& world, double mean_known) {
    Requesters& requesters = world.requesters;
    const Persons& persons = world.persons;
    const sim::Stream luck(world.run, "requesters.known_by", 0);
    const sim::Stream more(world.run, "requesters.known", 0);
    const sim::Poisson n_known(mean_known);
    std::vector<std::pair<RequesterId, PersonId>> ties;
    sim::for_each_word(more, persons.size, 0, [&](PersonId p, std::uint32_t word) {
        const TerritoryId t = persons.territory[p];
        const RequesterId begin = requesters.territory_begin[t];
        const double n_here = requesters.territory_begin[t + 1u] - begin;
        if (persons.machines[p] == 0 || n_here == 0)
            return;
        if (persons.knows_carer[p])
            ties.emplace_back(begin + static_cast<RequesterId>(luck.uniform(p) * n_here), p);
        const std::int64_t n_more = n_known(sim::between_0_and_1(word));
        for (std::uint32_t i = 1; i <= n_more; ++i)
            ties.emplace_back(begin + static_cast<RequesterId>(more.uniform(p, i) * n_here), p);
    });
    std::ranges::sort(ties);
    ties.erase(std::unique(ties.begin(), ties.end()), ties.end());
    requesters.tie_begin.assign(requesters.size + 1u, 0);
    for (const auto& [requester, person] : ties) {
        requesters.tie_begin[requester + 1u] += 1;
        requesters.tied_person.push_back(person);
    }
    std::partial_sum(requesters.tie_begin.begin(), requesters.tie_begin.end(),
                     requesters.tie_begin.begin());
}

}  // namespace

sim::Section section() {
    return {.name = std::string(name),
            .summary = "Who needs equipment, how many they are, how they order.",
            .parameters = {by_segment, staff_spread, known},
            .can_be_off = false};
}

void populate(World& world, const sim::Values& values) {
    const sim::Table& table = values[by_segment];
    Requesters& requesters = world.requesters;
    std::array<SegmentRow, segments.size()> rows{};
    if (table.n_rows() > 0)
        sim::check_names(table, "segment",
                         std::vector<std::string>(segments.begin(), segments.end()));
    for (std::size_t s = 0; s < segments.size(); ++s) {
        rows[s] = table.n_rows() > 0 ? row_of(table, segments[s]) : SegmentRow{0, 1, 1, 0};
        requesters.order_median[s] = static_cast<float>(rows[s].order);
        requesters.order_spread[s] = static_cast<float>(rows[s].order_spread);
    }
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        requesters.territory_begin.push_back(requesters.size);
        const double share =
            world.territories.population[t] / population::inhabitants_of_country * world.scale;
        for (std::size_t s = 0; s < segments.size(); ++s) {
            requesters.segment_begin.push_back(requesters.size);
            add(requesters, static_cast<TerritoryId>(t), s,
                static_cast<std::int64_t>(rows[s].number * share + 0.5));
        }
    }
    requesters.territory_begin.push_back(requesters.size);
    requesters.segment_begin.push_back(requesters.size);
    hire(world, rows, values[staff_spread]);
    introduce(world, values[known]);
    for (std::size_t k = 0; k < n_products; ++k) {
        requesters.held[k].assign(requesters.size, 0);
        requesters.latent[k].assign(requesters.size, 0);
        requesters.expected[k].assign(requesters.size, 0);
    }
    requesters.knows.assign(requesters.size, 0);
    requesters.n_orders.assign(requesters.size, 0);
    requesters.n_parcels.assign(requesters.size, 0);
}

}  // namespace models::requesters
