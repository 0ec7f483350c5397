#include <models/structures.hpp>

#include <models/support.hpp>

#include <optional>

namespace models::structures {
namespace {

bool of_kind(const Places& places, std::uint32_t place, std::size_t chosen) {
    return chosen == 0 || index(places.kind[place]) == chosen - 1;
}

/// [territory][product]: whether somebody there has ordered it.
std::vector<std::array<bool, n_products>> asked(const World& world) {
    std::vector<std::array<bool, n_products>> asked(world.territories.size());
    std::size_t n_missing = asked.size() * n_products;
    for (auto order = world.orders.begin(); order != world.orders.end() && n_missing > 0; ++order) {
        bool& it = asked[world.requesters.territory[order->requester]][index(order->product)];
        n_missing -= !it;
        it = true;
    }
    return asked;
}

/// Whether there is something to make things from, at hand or on sale.
bool material_there(const World& world, std::uint32_t place) {
    const Places& places = world.places;
    const Bill& bill = world.recipe_of(world.persons.size + place).bill;
    for (std::size_t m = 0; m < n_materials; ++m)
        if (bill[m] > 0 && !places.material[m].empty() && places.material[m][place] == 0 &&
            world.suppliers.stock[m][places.territory[place]] == 0)
            return false;
    return true;
}

void enter(World& world, const sim::Values& values) {
    Places& places = world.places;
    std::optional<std::vector<std::array<bool, n_products>>> wanted;  // once a lab wants to know
    const auto is_wanted = [&](TerritoryId t, Process process) {
        if (!wanted)
            wanted = asked(world);
        return (*wanted)[t][index(product_of(process))];
    };
    const double firms_taking_part = values[firms] / std::max(places::n_firms(values), 1.0);
    const bool labs_called = values[called];
    const double accessible = values[access];
    const auto helped = static_cast<float>(values[hub_help]);
    for (std::uint32_t place = 0; place < places.size; ++place) {
        const bool holds = !places.shut[place] && places.health[place] > 0;
        if (places.kind[place] == Kind::small_firm) {
            places.phase[place] = holds && places.rank[place] < firms_taking_part
                                      ? Places::Phase::producing
                                      : Places::Phase::closed;
            continue;
        }
        const bool let_in = holds && places.rank[place] < accessible;
        places.open[place] = labs_called && let_in;
        if (!labs_called)
            continue;
        const TerritoryId t = places.territory[place];
        const Process process = places.process[place];
        const bool ready = places.observed[place] >= places.patience[place];
        // A lab that produces has looked at all this already.
        const bool makes_sense = let_in && places.phase[place] != Places::Phase::producing &&
                                 ready && world.any_validated(process) &&
                                 material_there(world, place) && is_wanted(t, process);
        places.phase[place] = next(places.phase[place], let_in, ready, makes_sense);
        places.observed[place] += world.collectives.works(t + 1u) ? helped : 1;
    }
}

}  // namespace

void close(World& world, const sim::Values&, const sim::Arguments& arguments, const sim::Today&) {
    Places& places = world.places;
    for (std::uint32_t place = 0; place < places.size; ++place)
        if (of_kind(places, place, arguments[close_kind]) &&
            places.rank[place] >= 1 - arguments[close_share])
            places.shut[place] = 1;
}

void open(World& world, const sim::Values&, const sim::Arguments& arguments, const sim::Today&) {
    Places& places = world.places;
    for (std::uint32_t place = 0; place < places.size; ++place)
        if (of_kind(places, place, arguments[open_kind]) &&
            places.rank[place] < arguments[open_share])
            places.shut[place] = 0;
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    collectives::gather(world, today);
    health::change(world, values);
    enter(world, values);
    support::give(world);
}

}  // namespace models::structures
