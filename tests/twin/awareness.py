"""Phase 3: people hear of the mobilization from acquaintances and from the press."""

import engagement
import numpy as np
from luck import exp
from scenario import rows
from world import Stage

f32 = np.float32


def step(world, substep=0):
    values, people = world.values, world.persons
    n = values["calendar.substeps"]
    sub_day = world.day * n + substep
    tellers = n_tellers(world)
    chances = {}  # by territory and number of contacts who tell
    luck = world.stream("awareness", sub_day)
    hear = []
    for p in range(people.size):
        if people.stage[p] != Stage.unaware:
            continue
        everybody = values["awareness.spreads_among"] == "everybody"
        told_by = tellers if everybody else int(people.informed_contacts[p])
        which = int(people.territory[p]), told_by
        if which not in chances:
            chances[which] = chance_to_hear(world, *which)
        if luck.unit(p) < chances[which]:
            hear.append(p)
    silent = grown_silent(world, world.stream("awareness.silence", sub_day))
    for p in hear:
        engagement.move(world, p, Stage.aware)
    for p in silent:
        fall_silent(world, p)


def n_tellers(world):
    people = world.persons
    return sum(1 for p in range(people.size) if tells(people, p))


def tells(people, p):
    return people.stage[p] != Stage.unaware and not people.silent[p]


def chance_to_hear(world, territory, told_by):
    values = world.values
    n = values["calendar.substeps"]
    beta = values["awareness.beta"] / n
    effect = values["awareness.press_effect"] / n
    not_heard = exp(-effect * float(world.territories.press[territory]))
    for _ in range(told_by):
        not_heard *= 1 - beta
    return f32(1 - not_heard)


def grown_silent(world, luck):
    people = world.persons
    chance = world.values["awareness.stops_telling"] / world.values["calendar.substeps"]
    if chance == 0:
        return []
    return [p for p in range(people.size) if tells(people, p) and luck.bernoulli(chance, p)]


def fall_silent(world, p):
    world.persons.silent[p] = 1
    for contact in world.acquaintance[p]:
        world.persons.informed_contacts[contact] -= 1


def sow(world):
    """Who has heard before the first day."""
    people = world.persons
    if not world.on("awareness"):
        people.stage[:] = Stage.aware
        return
    heard = world.stream("awareness.initially", 0)
    for p in range(people.size):
        if heard.bernoulli(world.values["awareness.initially"], p):
            engagement.move(world, p, Stage.aware)
    for row in rows(world.values["awareness.seeds"]):
        engagement.move(world, int(row["person"]), Stage.aware)
