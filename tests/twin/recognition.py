"""Phase 16: thanks for what arrived, soon forgotten."""

import numpy as np

f32 = np.float32


def step(world):
    people = world.persons
    fade = f32(world.values["recognition.fade"])
    warmth = f32(world.values["recognition.warmth"])
    for p in range(people.size):
        kept = people.recognition[p] * (f32(1) - fade)
        closed = min(f32(people.thanks[p]) * warmth, f32(1))
        people.recognition[p] = kept + (f32(1) - kept) * closed
        people.thanks[p] = 0
