#include <models/rumor.hpp>

#include <algorithm>

namespace models::rumor {
namespace {

void hear(World& world, PersonId p, float risk) {
    Persons& persons = world.persons;
    if (persons.rumor[p] == ignorant)
        persons.rumor[p] = spreader;
    if (persons.denial[p] != ignorant)  // she knows better
        risk *= static_cast<float>(1 - world.rumor_relief);
    persons.risk[p] = std::max(persons.risk[p], risk);
}

void hear_denial(World& world, PersonId p, bool tells) {
    world.persons.denial[p] = tells ? spreader : stifler;
    world.persons.risk[p] *= static_cast<float>(1 - world.rumor_relief);
}

float risk_today(const World& world, const sim::Values& values) {
    return static_cast<float>(perceived(world.rumor_severity, values[misreading],
                                        values[amplification], world.norm_salience));
}

/// The units and coordinators that a person is tied to, as nodes; none if she takes no part.
std::span<const std::uint32_t> fellows_of(const World& world, PersonId p) {
    const Coordination& coordination = world.coordination;
    const std::uint32_t node =
        coordination.node_of.empty() ? Coordination::absent : coordination.node_of[p];
    if (node >= coordination.network.n_nodes())
        return {};
    return coordination.network.neighbors(node);
}

/// Whether somebody who coordinates is tied to this person: coordinators have the last numbers.
bool hears_coordinator(const World& world, PersonId p) {
    const auto fellows = fellows_of(world, p);
    return !fellows.empty() && fellows.back() >= world.coordination.members.size();
}

/// One of her acquaintances and fellow units at random; herself where that is nobody. Each fellow
/// has a priority of its own: one more draws some tellers to her and leaves the others alone.
PersonId random_contact(const World& world, PersonId p, std::uint64_t key) {
    const sim::Ring& members = world.coordination.members;
    const auto acquaintances = world.acquaintance.neighbors(p);
    const auto fellows = fellows_of(world, p);
    const auto is_person = [&](std::uint32_t node) {
        return node < members.size() && world.is_person(members.members[node]);
    };
    const auto n_fellows = std::size_t(std::count_if(fellows.begin(), fellows.end(), is_person));
    const std::uint64_t luck = sim::rendezvous(key, p, Coordination::absent);
    const auto circle = static_cast<std::uint32_t>(luck >> 32);
    if (sim::one_of(acquaintances.size() + n_fellows, circle) < acquaintances.size())
        return acquaintances[sim::one_of(acquaintances.size(), static_cast<std::uint32_t>(luck))];
    sim::KeyedChoice fellow(key, p, p);
    for (const std::uint32_t node : fellows)
        if (is_person(node))
            fellow.consider(members.members[node]);
    return fellow.chosen();
}

/// Calls hear(person) for those whom a message reaches on its first day: a share of those tied to a
/// coordinator, and some others.
template <class Hear>
void reach_first(const World& world, double through_coordinators, double n_readers,
                 const sim::Stream& draws, Hear hear_it) {
    const double by_themselves = n_readers * world.country_share / world.persons.size;
    const auto cut = [&](double through) {
        return sim::probability_cut(1 - (1 - through) * (1 - by_themselves));
    };
    const std::uint64_t tied = cut(through_coordinators), others = cut(0);
    sim::for_each_word(draws, world.persons.size, 0, [&](PersonId p, std::uint32_t word) {
        if (word < std::max(tied, others) && world.persons.stage[p] != Stage::unaware &&
            word < (hears_coordinator(world, p) ? tied : others))
            hear_it(p);
    });
}

/// Anybody else in the pool; herself where she is alone.
PersonId anybody(const World& world, PersonId p, double luck) {
    const std::uint32_t n_others = world.persons.size - 1;
    const auto other = static_cast<PersonId>(luck * n_others);
    return n_others == 0 ? p : other + (other >= p);
}

/// Each spreader meets one person a day. Hearers, each with who tells her, and those who stop are
/// found first.
struct Told {
    std::vector<PersonId> hearers, tellers, stoppers;
};
Told tell(const World& world, const sim::Values& values, const sim::Today& today,
          const std::vector<std::uint8_t>& state, const sim::Stream& draws) {
    const double meets = today.per_substep(1), stops = values[stifling];
    const std::uint64_t key = draws.key();
    const bool mixing = static_cast<Circle>(values[spreads_among]) == Circle::everybody;
    Told told_now;
    const auto meet_one = [&](PersonId p) {
        if (meets < 1 && !draws.bernoulli(meets, p, 2))
            return;
        const PersonId contact =
            mixing ? anybody(world, p, draws.uniform(p, 3)) : random_contact(world, p, key);
        if (contact == p || world.persons.stage[contact] == Stage::unaware)
            return;
        if (state[contact] == ignorant) {
            told_now.hearers.push_back(contact);
            told_now.tellers.push_back(p);
        } else if (stops >= 1 || draws.bernoulli(stops, p))
            told_now.stoppers.push_back(p);
    };
    std::vector<PersonId> spreaders;
    sim::Chunk<std::uint8_t> spreads{};
    sim::for_each_chunk(world.persons.size, [&](std::size_t first, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            spreads[i] = state[first + i] == spreader;
        sim::for_each_marked(spreads, count, [&](std::size_t i) {
            spreaders.push_back(static_cast<PersonId>(first + i));
        });
    });
    sim::for_each_ahead(spreaders, meet_one, [&](PersonId p) {
        world.acquaintance.prefetch(p);
        sim::prefetch(world.coordination.node_of, p);
    });
    return told_now;
}

void retell_text(World& world, const sim::Values& values, const sim::Today& today) {
    std::vector<std::uint8_t>& state = world.persons.rumor;
    const Told told_now = tell(world, values, today, state, today.stream(name));
    const float risk = risk_today(world, values);
    for (std::size_t i = 0; i < told_now.hearers.size(); ++i) {
        const PersonId p = told_now.hearers[i];
        if (state[p] == ignorant)  // several may tell her: the first counts
            world.note({.what = Happening::told_text, .unit = p, .from = told_now.tellers[i]});
        hear(world, p, risk);
    }
    for (const PersonId p : told_now.stoppers)
        state[p] = stifler;
}

void retell_denial(World& world, const sim::Values& values, const sim::Today& today) {
    std::vector<std::uint8_t>& state = world.persons.denial;
    const sim::Stream draws = today.stream("rumor.denial");
    const Told told_now = tell(world, values, today, state, draws);
    const double retold = values[denial_retold];
    for (std::size_t i = 0; i < told_now.hearers.size(); ++i) {
        const PersonId p = told_now.hearers[i];
        if (state[p] != ignorant)  // several may tell her: the risk falls once
            continue;
        world.note({.what = Happening::told_denial, .unit = p, .from = told_now.tellers[i]});
        hear_denial(world, p, draws.bernoulli(retold, p, 1));
    }
    for (const PersonId p : told_now.stoppers)
        state[p] = stifler;
}

}  // namespace

void sow(World& world, const sim::Values& values) {
    for (const PersonId p : world.checked_persons(values[seeds])) {
        world.persons.rumor[p] = spreader;
        world.rumor_started = true;
    }
}

void publish(World& world, const sim::Values& values, const sim::Arguments& arguments,
             const sim::Today& today) {
    world.rumor_started = true;
    world.rumor_severity = arguments[severity];
    const float risk = risk_today(world, values);
    reach_first(world, arguments[reach], arguments[first_readers], today.stream("rumor.publish"),
                [&](PersonId p) {
                    world.note({.what = Happening::read_text, .unit = p});
                    hear(world, p, risk);
                });
}

void clarify(World& world, const sim::Values& values, const sim::Arguments& arguments,
             const sim::Today& today) {
    world.rumor_relief = arguments[relief];
    std::ranges::fill(world.persons.denial, ignorant);
    const sim::Stream draws = today.stream("rumor.clarify");
    const double retold = values[denial_retold];
    reach_first(world, arguments[told], arguments[first_told], draws, [&](PersonId p) {
        world.note({.what = Happening::read_denial, .unit = p});
        hear_denial(world, p, draws.bernoulli(retold, p, 1));
    });
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    if (world.rumor_started) {
        const auto fade =
            static_cast<float>(sim::pow(0.5, today.per_substep(1 / values[half_life])));
        for (float& risk : world.persons.risk)
            risk *= fade;
        retell_text(world, values, today);
    }
    if (world.rumor_relief > 0)
        retell_denial(world, values, today);
}

}  // namespace models::rumor
