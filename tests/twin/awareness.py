"""Phase 3: people hear of the mobilization from acquaintances and from the press."""

import engagement
import numpy as np
from luck import exp
from world import Stage

f32 = np.float32


def step(world, substep=0):
    values, people = world.values, world.persons
    n = values["calendar.substeps"]
    beta = values["awareness.beta"] / n
    effect = values["awareness.press_effect"] / n
    luck = world.stream("awareness", world.day * n + substep)
    hear = []
    for p in range(people.size):
        if people.stage[p] != Stage.unaware:
            continue
        not_heard = exp(-effect * float(world.territories.press[people.territory[p]]))
        for _ in range(people.informed_contacts[p]):
            not_heard *= 1 - beta
        chance = f32(1 - not_heard)
        if luck.unit(p) < chance:
            hear.append(p)
    for p in hear:
        engagement.move(world, p, Stage.aware)
