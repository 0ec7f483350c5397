"""Engine and twin agree every evening, in every variable of the state, in small scenarios.

The twin is written from docs/model.md alone; see section 11 there.
"""

import observed
import pytest
from compare import differences, seen
from day import Twin

muster = pytest.importorskip("muster")

from cases import CASES  # noqa: E402


@pytest.mark.parametrize("name", CASES)
def test_agree_every_evening(name):
    scenario = CASES[name]()
    engine = muster.simulation(scenario, seed=len(name), replicate=1)
    twin = Twin(scenario, seed=len(name), replicate=1)
    names = engine.state_names()
    at_first = seen(twin, names)
    for day in range(twin.calendar.n_days):
        engine.step()
        twin.step()
        found = differences(engine, twin)
        assert not found, report(name, day, found)
    in_the_end = seen(twin, names)
    changed = {variable for variable in names if in_the_end[variable] != at_first[variable]}
    if twin.world.on("engagement"):
        assert "persons.stage" in changed  # else the case shows nothing
    assert changed or scenario.values["acquaintance.measured"]


@pytest.mark.parametrize("name", ["t11-networks", "regions", "posts leave"])
def test_what_is_observed_of_networks_agrees(name):
    scenario = CASES[name]()
    runs = muster.run(scenario, replicates=1, seed=1, progress=False)
    last = runs.dataset.isel(scenario=0, replicate=0, date=-1)
    twin = Twin(scenario, seed=1, replicate=0)
    for _ in range(twin.calendar.n_days):
        twin.step()
    if scenario.values["acquaintance.measured"]:
        found = last.acquaintance_measures.to_series().to_dict()
        assert found == pytest.approx(observed.acquaintance(twin.world), rel=1e-12)
    assert float(last.network_survivability) == observed.survivability(twin.world)


def report(name, day, found):
    lines = [
        f"{variable}[{entity}]: twin {ours}, engine {theirs}"
        for variable, entity, ours, theirs in found
    ]
    return f"{name}, evening of day {day}: " + "; ".join(lines)
