#include <models/wishes.hpp>

#include <numeric>

namespace models::purchase {
namespace {

/// Which materials a process takes with some design: amounts rise or fall from the worst to the
/// best.
Wishes::Needs needs_of(const World& world) {
    Wishes::Needs needs{};
    for (std::size_t process = 0; process < needs.size(); ++process)
        for (std::size_t m = 0; m < n_materials; ++m)
            needs[process][m] = world.recipes[process].front().bill[m] > 0 ||
                                world.recipes[process].back().bill[m] > 0;
    return needs;
}

/// What everybody has of what it needs.
void look_at_home(const World& world, Wishes& w) {
    for (std::size_t m = 0; m < n_materials; ++m) {
        const std::size_t first = w.first[m];
        sim::for_each_index_ahead(
            w.behind[m] - first,
            [&](std::size_t k) {
                const std::size_t i = first + k;
                w.there[m][i] = w.bill[m][i] > 0 ? world.material_of(w.unit[i], m) : endless;
            },
            [&](std::size_t k) { sim::prefetch(world.persons.material[m], w.unit[first + k]); });
    }
}

}  // namespace

Wishes::Wishes(const ByProcess& n_buyers, const Needs& needs) {
    std::size_t n = 0;
    for (std::size_t process = 0; process < n_buyers.size(); ++process) {
        for (std::size_t m = 0; m < n_materials; ++m)
            if (n_buyers[process] > 0 && needs[process][m]) {
                first[m] = behind[m] == 0 ? n : first[m];
                behind[m] = n + n_buyers[process];
            }
        n += n_buyers[process];
    }
    unit.resize(n);
    memory_.reset(new double[(3 * n_materials + 3) * n]);
    double* next = memory_.get();
    const auto lay = [&](Column& column) {
        column = {next, n};
        next += n;
    };
    for (Columns* columns : {&bill, &there, &asked})
        std::for_each(columns->begin(), columns->end(), lay);
    lay(units);
    lay(sets);
    lay(granted);
    std::fill(granted.begin(), granted.end(), 0.0);
}

std::vector<Wishes> wishes_of(const World& world, const sim::Values& values,
                              const std::vector<Buyer>& buyers) {
    std::vector<Wishes::ByProcess> n_buyers(world.territories.size());
    for (const Buyer& buyer : buyers)
        ++n_buyers[buyer.territory][index(buyer.process)];
    const Wishes::Needs needs = needs_of(world);
    std::vector<Wishes> wishes;
    for (const Wishes::ByProcess& n : n_buyers)
        wishes.emplace_back(n, needs);
    std::vector<Wishes::ByProcess> places(n_buyers.size());  // of the next of each process
    for (std::size_t t = 0; t < places.size(); ++t)
        std::partial_sum(n_buyers[t].begin(), n_buyers[t].end() - 1, places[t].begin() + 1);
    const double days = values[at_hand];
    for (const Buyer& buyer : buyers) {
        Wishes& w = wishes[buyer.territory];
        const std::size_t i = places[buyer.territory][index(buyer.process)]++;
        w.unit[i] = buyer.unit;
        w.units[i] = buyer.units_a_day * days;
        for (std::size_t m = 0; m < n_materials; ++m)
            w.bill[m][i] = double((*buyer.bill)[m]);
    }
    for (Wishes& w : wishes)
        look_at_home(world, w);
    return wishes;
}

double total(Column amounts) {
    double sums[4]{};
    std::size_t i = 0;
    for (; i + 4 <= amounts.size(); i += 4)
        for (std::size_t k = 0; k < 4; ++k)
            sums[k] += amounts[i + k];
    return std::accumulate(amounts.begin() + std::ptrdiff_t(i), amounts.end(),
                           sums[0] + sums[1] + sums[2] + sums[3]);
}

}  // namespace models::purchase
