"""Engine and twin agree every evening, in every variable of the state, in small scenarios.

The twin is written from docs/model.md alone; see section 11 there.
"""

import numpy as np
import pytest
from compare import differences
from day import Twin

muster = pytest.importorskip("muster")

from cases_goods import GOODS  # noqa: E402
from cases_people import PEOPLE  # noqa: E402

CASES = PEOPLE | GOODS


@pytest.mark.parametrize("name", CASES)
def test_agree_every_evening(name):
    scenario = CASES[name]()
    engine = muster.simulation(scenario, seed=len(name), replicate=1)
    twin = Twin(scenario, seed=len(name), replicate=1)
    at_first = twin.world.persons.stage.copy()
    for day in range(twin.calendar.n_days):
        engine.step()
        twin.step()
        found = differences(engine, twin)
        assert not found, report(name, day, found)
    if twin.world.on("engagement"):
        assert np.any(twin.world.persons.stage != at_first)  # else the case shows nothing


def test_what_the_twin_does_not_know_it_refuses():
    for scenario in ("theory/t07-queue", "theory/t14-rumor"):
        with pytest.raises(NotImplementedError):
            Twin(muster.scenario(scenario))


def report(name, day, found):
    lines = [
        f"{variable}[{entity}]: twin {ours}, engine {theirs}"
        for variable, entity, ours, theirs in found
    ]
    return f"{name}, evening of day {day}: " + "; ".join(lines)
