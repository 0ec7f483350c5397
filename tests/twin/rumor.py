"""Phase 4: a legal text is published, retold, misread, denied, forgotten."""

import math

import numpy as np
from luck import one_of, power, priority, rendezvous
from scenario import rows
from units import high, low
from world import Stage

f32 = np.float32

IGNORANT, SPREADER, STIFLER = 0, 1, 2


def perceived(how_grave, misread, amplify, salience):
    risk = how_grave * misread * (1 + amplify * salience)
    return risk if risk < 1 else 1


def risk_today(world):
    values = world.values
    return f32(
        perceived(
            world.rumor_severity,
            values["rumor.misreading"],
            values["rumor.amplification"],
            world.norm_salience,
        )
    )


def hear_text(world, p):
    people = world.persons
    if people.rumor[p] == IGNORANT:
        people.rumor[p] = SPREADER
    risk = risk_today(world)
    if people.denial[p] != IGNORANT:
        risk = risk * f32(1 - world.rumor_relief)
    people.risk[p] = max(people.risk[p], risk)


def hear_denial(world, p, tells):
    people = world.persons
    people.denial[p] = SPREADER if tells else STIFLER
    people.risk[p] = people.risk[p] * f32(1 - world.rumor_relief)


def readers(world, process, act):
    """Who reads it through a coordinator or by herself."""
    people = world.persons
    own = act["first_readers"] * world.country_share / people.size
    luck = world.stream(process)
    found = []
    for p in range(people.size):
        if people.stage[p] == Stage.unaware:
            continue
        through = 0.0
        if world.on("coordination") and world.coordination.tied_coordinators(p):
            through = act["reach"]
        if luck.bernoulli(1 - (1 - through) * (1 - own), p):
            found.append(p)
    return found


def sow(world):
    """Who tells a text from the first morning on."""
    for row in rows(world.values["rumor.seeds"]):
        world.persons.rumor[int(row["person"])] = SPREADER
        world.rumor_started = True


def publish(world, act):
    world.rumor_severity = act["severity"]
    world.rumor_started = True
    for p in readers(world, "rumor.publish", act):
        hear_text(world, p)


def clarify(world, act):
    world.rumor_relief = act["relief"]
    world.persons.denial[:] = IGNORANT
    retold = world.values["rumor.denial_retold"]
    luck = world.stream("rumor.clarify")
    for p in readers(world, "rumor.clarify", act):
        hear_denial(world, p, luck.bernoulli(retold, p, 1))


def step(world, substep=0):
    values, people = world.values, world.persons
    n = values["calendar.substeps"]
    if world.rumor_started:
        left = f32(power(0.5, 1 / (values["rumor.half_life"] * n)))
        for p in range(people.size):
            people.risk[p] = people.risk[p] * left
        luck = world.stream("rumor", world.day * n + substep)
        heard, stop = tell(world, luck, people.rumor, n)
        for p in heard:
            hear_text(world, p)
        people.rumor[stop] = STIFLER

    if world.rumor_relief > 0:
        luck = world.stream("rumor.denial", world.day * n + substep)
        heard, stop = tell(world, luck, people.denial, n)
        retold = values["rumor.denial_retold"]
        for p in heard:
            hear_denial(world, p, luck.bernoulli(retold, p, 1))
        people.denial[stop] = STIFLER


def tell(world, luck, state, n):
    """Who hears from spreaders, each once, and which spreaders stop, on the state as it is."""
    people = world.persons
    heard, stop = set(), []
    for p in range(people.size):
        if state[p] != SPREADER:
            continue
        if n > 1 and not luck.bernoulli(1 / n, p, 2):
            continue
        contact = whom_she_meets(world, luck, p)
        if contact is None or people.stage[contact] == Stage.unaware:
            continue
        if state[contact] == IGNORANT:
            heard.add(contact)
        elif luck.bernoulli(world.values["rumor.stifling"], p):
            stop.append(p)
    return sorted(heard), stop


def whom_she_meets(world, luck, p):
    if world.values["rumor.spreads_among"] == "everybody":
        n_others = world.persons.size - 1
        other = math.floor(luck.uniform(p, 3) * n_others)
        return None if n_others == 0 else other + (other >= p)
    known, fellows = world.acquaintance[p], []
    if world.on("coordination"):
        tied = world.coordination.tied_units(p)
        fellows = [unit for unit in tied if not world.is_place(unit)]
    chance = priority(luck.key, p, 2**32 - 1)
    if one_of(len(known) + len(fellows), high(chance)) < len(known):
        return sorted(known)[one_of(len(known), low(chance))]
    return rendezvous(luck.key, p, fellows) if fellows else None
