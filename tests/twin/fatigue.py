"""Phase 17: working tires, resting restores."""

import numpy as np
from world import Stage

f32 = np.float32


def step(world):
    people = world.persons
    recovery = f32(world.values["fatigue.recovery"])
    strain = f32(world.values["fatigue.strain"])
    usual_day = f32(world.values["fatigue.usual_day"])
    for p in range(people.size):
        work = f32(0)
        if people.stage[p] == Stage.engaged:
            work = min(people.hours[p] / usual_day, f32(2))
        people.fatigue[p] = (f32(1) - recovery) * people.fatigue[p] + strain * work
