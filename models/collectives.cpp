#include <models/collectives.hpp>

#include <sim/chunk.hpp>
#include <sim/distributions.hpp>

namespace models::collectives {
namespace {

void found_one(Collectives& collectives, std::size_t c, int day) {
    if (collectives.founded_on[c] != Collectives::not_yet)
        return;
    collectives.founded_on[c] = static_cast<std::int16_t>(day);
    collectives.health[c] = 1;
}

}  // namespace

void populate(World& world, const sim::Values& values) {
    Collectives& all = world.collectives;
    const std::size_t n = world.territories.size() + 1;
    all.founded_on.assign(n, Collectives::not_yet);
    all.health.assign(n, 0);
    all.members.assign(n, 0);
    all.hours_asked.assign(n, 0);
    all.hours_there.assign(n, 0);
    all.governance.assign(n, static_cast<float>(values[territorial_governance]));
    all.governance[0] = static_cast<float>(values[national_governance]);
    const sim::Stream founder(world.run, "structures.legitimacy", 0);
    all.founders.assign(n, 0);
    for (std::uint32_t c = 1; c < n && values[legitimacy] > 0; ++c)
        all.founders[c] = static_cast<float>(
            sim::lognormal(founder.uniform(c), values[legitimacy], values[legitimacy_spread]));

    Persons& persons = world.persons;
    const sim::Stream taste(world.run, "structures.prefers", 0);
    const std::uint64_t national = sim::probability_cut(values[national_share]);
    persons.prefers.resize(persons.size);
    persons.prefers_national.resize(persons.size);
    persons.support.assign(persons.size, 0);
    sim::for_each_word(taste, persons.size, 0, [&](PersonId p, std::uint32_t word) {
        persons.prefers[p] = static_cast<float>(sim::between_0_and_1(word));
    });
    sim::for_each_word(taste, persons.size, 1, [&](PersonId p, std::uint32_t word) {
        persons.prefers_national[p] = word < national;
    });
}

void found(World& world, const sim::Values&, const sim::Arguments& arguments,
           const sim::Today& today) {
    if (arguments[scope] == 0)
        found_one(world.collectives, 0, today.day);
    else
        for (std::size_t c = 1; c < world.collectives.size(); ++c)
            found_one(world.collectives, c, today.day);
}

void gather(World& world, const sim::Today& today) {
    Collectives& all = world.collectives;
    all.members[0] = 0;
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        const std::int64_t at_work = world.n_at_work(t);
        all.members[t + 1] = static_cast<std::uint32_t>(at_work);
        all.members[0] += all.members[t + 1];
        const double inhabitants = world.territories.population[t] * world.scale;
        if (at_work > 0 && double(at_work) / inhabitants * 1e5 >= all.founders[t + 1])
            found_one(all, t + 1, today.day);
    }
}

}  // namespace models::collectives
