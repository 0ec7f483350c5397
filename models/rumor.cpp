#include <models/rumor.hpp>

namespace models::rumor {
namespace {

void hear(World& world, PersonId p, float risk) {
    Persons& persons = world.persons;
    if (persons.rumor[p] == ignorant)
        persons.rumor[p] = spreader;
    persons.risk[p] = std::max(persons.risk[p], risk);
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

/// One of her acquaintances and fellow units at random; herself where that is nobody. Each has a
/// priority of its own: one tie more draws some tellers to it and leaves the others alone.
PersonId random_contact(const World& world, PersonId p, std::uint64_t key) {
    const sim::Ring& members = world.coordination.members;
    PersonId chosen = p;
    std::uint64_t best = 0;
    const auto consider = [&](PersonId contact) {
        const std::uint64_t priority = sim::rendezvous(key, p, contact);
        if (priority >= best) {
            best = priority;
            chosen = contact;
        }
    };
    for (const PersonId contact : world.acquaintance.neighbors(p))
        consider(contact);
    for (const std::uint32_t node : fellows_of(world, p))
        if (node < members.size() && world.is_person(members.members[node]))
            consider(members.members[node]);
    return chosen;
}

}  // namespace

void publish(World& world, const sim::Values& values, const sim::Arguments& arguments,
             const sim::Today& today) {
    world.rumor_started = true;
    world.rumor_severity = arguments[severity];
    const sim::Stream draws = today.stream("rumor.publish");
    const float risk = risk_today(world, values);
    const double by_themselves =
        arguments[first_readers] * world.country_share / world.persons.size;
    for (PersonId p = 0; p < world.persons.size; ++p) {
        if (world.persons.stage[p] == Stage::unaware)
            continue;
        const double through = hears_coordinator(world, p) ? arguments[reach] : 0;
        if (draws.bernoulli(1 - (1 - through) * (1 - by_themselves), p))
            hear(world, p, risk);
    }
}

void clarify(World& world, const sim::Values&, const sim::Arguments& arguments,
             const sim::Today& today) {
    const sim::Stream draws = today.stream("rumor.clarify");
    const auto kept = static_cast<float>(1 - arguments[relief]);
    for (PersonId p = 0; p < world.persons.size; ++p)
        if (world.persons.rumor[p] != ignorant && draws.bernoulli(arguments[told], p))
            world.persons.risk[p] *= kept;
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    if (!world.rumor_started)
        return;
    Persons& persons = world.persons;
    const auto fade = static_cast<float>(sim::pow(0.5, 1 / values[half_life]));
    for (float& risk : persons.risk)
        risk *= fade;

    const sim::Stream draws = today.stream(name);
    const float risk = risk_today(world, values);
    const double stops = values[stifling];
    std::vector<PersonId> hearers, stoppers;
    for (PersonId p = 0; p < persons.size; ++p) {
        if (persons.rumor[p] != spreader)
            continue;
        const PersonId contact = random_contact(world, p, draws.key());
        if (contact == p || persons.stage[contact] == Stage::unaware)
            continue;
        if (persons.rumor[contact] == ignorant)
            hearers.push_back(contact);
        else if (draws.bernoulli(stops, p))
            stoppers.push_back(p);
    }
    for (const PersonId p : hearers)
        hear(world, p, risk);
    for (const PersonId p : stoppers)
        persons.rumor[p] = stifler;
}

}  // namespace models::rumor
