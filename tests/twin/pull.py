"""Pull: what speaks for taking part, as a weighted sum of terms, all in single precision."""

import numpy as np

f32 = np.float32

TERMS = ("need", "recognition", "fear", "fatigue", "cost", "time", "support")


def weight(world, name):
    return f32(world.values[f"engagement.pull_of_{name}"])


def terms(world, p):
    """The terms of a person but that of peers, in the order of TERMS, weighted."""
    values, people, lands = world.values, world.persons, world.territories
    found = {name: f32(0) for name in TERMS}
    t = people.territory[p]
    if world.on("need"):
        found["need"] = weight(world, "need") * f32(lands.salience[t])
        if not people.knows_carer[p]:
            found["need"] = found["need"] * f32(lands.press[t])
    if world.on("recognition"):
        found["recognition"] = weight(world, "recognition") * people.recognition[p]
    if world.on("rumor") and world.rumor_started:
        fear = -weight(world, "fear") * people.risk[p] * (f32(1) - people.tolerance[p])
        cover = f32(values["engagement.cover"])
        if cover != 0 and world.on("structures"):
            fear = fear * (f32(1) - cover * people.support[p])
        found["fear"] = fear
    if world.on("fatigue"):
        found["fatigue"] = -weight(world, "fatigue") * people.fatigue[p]
    if world.on("money"):
        spent, budget = f32(people.spent[p]), f32(max(people.budget[p], 1))
        found["cost"] = -weight(world, "cost") * spent / budget
    found["time"] = -f32(values["engagement.pull_of_time"] * (1 - values["engagement.free_time"]))
    if world.on("structures"):
        found["support"] = weight(world, "support") * people.support[p]
    return [found[name] if weight(world, name) != 0 else f32(0) for name in TERMS]


def peers(world, p, all_engaged):
    people = world.persons
    perceived_as = world.values["engagement.peers_as"]
    if perceived_as == "share of contacts":
        return f32(people.engaged_contacts[p]) / f32(max(1, people.contacts[p]))
    if perceived_as == "count of contacts":
        return f32(people.engaged_contacts[p])
    return f32(all_engaged) / f32(people.size)


def pull(world, p, all_engaged):
    total = f32(0)
    if weight(world, "peers") != 0:
        total = total + weight(world, "peers") * peers(world, p, all_engaged)
    for term in terms(world, p):
        total = total + term
    return total
