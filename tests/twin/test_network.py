"""The ties of coordination on the last day, which are no variable of the state, agree too."""

import pytest
from cases_goods import GOODS
from day import Twin

muster = pytest.importorskip("muster")

NETWORKS = (
    "centralized",
    "decentralized",
    "distributed",
    "removals",
    "posts with coordinators",
    "posts by their ties",
    "one territory",
)


@pytest.mark.parametrize("name", NETWORKS)
def test_agree_on_the_last_day(name):
    scenario = GOODS[name]()
    runs = muster.run(scenario, replicates=1, seed=3, tables=True, progress=False)
    twin = Twin(scenario, seed=3)
    for _ in range(scenario.n_days):
        twin.step()
    rows = runs.ties.itertuples()
    engine = {frozenset([(row.a_kind, row.a), (row.b_kind, row.b)]) for row in rows}
    assert ties(twin.world) == engine
    assert engine


def ties(world):
    of = world.coordination

    def end(node):
        unit = of.unit_at(node)
        if unit is None:
            number = of.acting[node - len(of.members)]
            return "coordinator", of.coordinators[number].collective
        return ("place" if world.is_place(unit) else "person"), unit

    return {
        frozenset([end(node), end(other)])
        for node, others in enumerate(of.neighbors)
        for other in others
    }
