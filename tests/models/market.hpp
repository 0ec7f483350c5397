#pragma once

#include <models/coordination.hpp>
#include <models/matching.hpp>
#include <tests/models/trial.hpp>

#include <numeric>

namespace trial {

/// One territory, makers with stock at home, orders: a world filled by hand, for one day of
/// matching.
struct Market {
    models::World world;
    sim::Values values{models::catalog()};
    int day = 0;

    Market(std::uint32_t n_makers, std::uint32_t n_requesters, std::uint32_t replicate = 0) {
        using namespace models;
        world.run = {.seed = 1, .replicate = replicate};
        world.territories.name = {"everywhere"};
        world.territories.population = {1e5};
        world.territories.distance = Eigen::ArrayXXd::Zero(1, 1);
        world.territories.by_distance = {{0}};
        world.territories.salience = {0};
        world.territories.delivered_yesterday = {0};
        world.territories.useless_yesterday = {0};
        Persons& persons = world.persons;
        persons.size = n_makers;
        persons.territory_begin = {0, n_makers};
        persons.territory.assign(n_makers, 0);
        persons.stage.assign(n_makers, Stage::engaged);
        persons.took_part.assign(n_makers, 1);
        persons.at_work = sim::Marks(n_makers);
        for (models::PersonId p = 0; p < n_makers; ++p)
            persons.at_work.set(p, true);
        persons.machines.assign(n_makers, 1);
        persons.process.assign(n_makers, Process::printing);
        persons.stock.assign(n_makers, 0);
        Requesters& requesters = world.requesters;
        requesters.size = n_requesters;
        requesters.territory.assign(n_requesters, 0);
        requesters.territory_begin = {0, n_requesters};
        requesters.segment.assign(n_requesters, Segment::hospital);
        requesters.staff.assign(n_requesters, 10);
        for (std::size_t k = 0; k < n_products; ++k) {
            requesters.held[k].assign(n_requesters, 0);
            requesters.latent[k].assign(n_requesters, k == index(Product::visor) ? 1000 : 0);
            requesters.expected[k].assign(n_requesters, 0);
        }
        requesters.knows.assign(n_requesters, 1);
        requesters.n_orders.assign(n_requesters, 0);
        requesters.n_parcels.assign(n_requesters, 0);
        requesters.tie_begin.assign(n_requesters + 1, 0);
        world.acquaintance = sim::Network::from_ties(n_makers, {});
        world.by_stage = Counts::Zero(1, stages.size());
        world.by_stage(0, Eigen::Index(index(Stage::engaged))) = n_makers;
        coordination::lay_ring(world);
        world.today.clear(1);
    }

    void order(models::RequesterId requester, std::uint32_t units, models::Channel channel) {
        world.orders.push_back({.requester = requester,
                                .open = units,
                                .placed_on = static_cast<std::int16_t>(day),
                                .channel = channel,
                                .hops = 0,
                                .at = models::Coordination::absent,
                                .number = world.requesters.n_orders[requester]++});
        world.requesters.expected[0][requester] += units;
        world.accounts.requested[0] += units;
    }
    void give(models::PersonId maker, std::uint32_t units) {
        world.persons.stock[maker] += units;
        world.accounts.started[0] += units;
        world.accounts.accepted[0] += units;
    }
    sim::Today today() const {
        return {day,
                std::chrono::sys_days{std::chrono::year{2020} / 3 / 1} + std::chrono::days{day},
                world.run};
    }
    /// Ties the makers anew, as every morning.
    void coordinate(const std::string& topology) {
        values.set("coordination.topology", topology);
        models::coordination::step(world, values, today());
    }
    void match() {
        world.today.clear(1);
        models::matching::step(world, values, today());
    }
    std::int64_t shipped() const {
        return std::accumulate(world.shipments.begin(), world.shipments.end(), std::int64_t{0},
                               [](std::int64_t sum, const auto& s) { return sum + s.units; });
    }
};

}  // namespace trial
