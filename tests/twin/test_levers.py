"""The twin knows every lever and every theory, and its cases show what levers do."""

import ast
import re
from pathlib import Path

import numpy as np
import pytest

muster = pytest.importorskip("muster")

from cases import CASES  # noqa: E402
from cases_levers import DOES_SOMETHING, NETWORKS  # noqa: E402
from cases_theory import THEORY  # noqa: E402

OBSERVED_ONLY = {"acquaintance.measured", "observation.wage"}  # no state depends on it


def test_the_twin_reads_every_lever():
    asked_for = re.compile("|".join(patterns()))
    unread = {key for key in muster.parameters().index if not asked_for.fullmatch(key)}
    assert unread == OBSERVED_ONLY


def patterns():
    """What the modules of the twin ask values for: the texts with a dot in them."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if not path.name.startswith(("cases", "test_", "compare", "stories")):
            for node in ast.walk(ast.parse(path.read_text())):
                if pattern := pattern_of(node):
                    yield pattern


def pattern_of(node):
    if isinstance(node, ast.JoinedStr):
        parts = [pattern_of(part) or "[a-z]+" for part in node.values]
        return "".join(parts)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    return None


def test_every_lever_has_several_values_in_the_cases():
    first, unmoved = CASES["france-2020"]().values, set(muster.parameters().index)
    for story in CASES.values():
        scenario = story()
        for of_day in [scenario.values, *(event.set for event in scenario.events)]:
            unmoved -= {key for key in unmoved & set(of_day) if differ(of_day[key], first[key])}
    assert unmoved == {"observation.wage"}


def differ(a, b):
    """Two values, which may be tables or none."""
    if hasattr(a, "equals") and hasattr(b, "equals"):
        return not a.equals(b)
    return type(a) is not type(b) or a != b


def test_every_theory_is_compared():
    theories = {name.removeprefix("theory/") for name in muster.scenarios() if "/" in name}
    assert theories - set(THEORY) == {"nothing"}


def test_every_kind_of_acquaintance_is_compared():
    kinds = muster.parameters().allowed["acquaintance.kind"].removeprefix("one of ").split(", ")
    assert {story().values["acquaintance.kind"] for story in NETWORKS.values()} == set(kinds)


@pytest.mark.parametrize("lever", DOES_SOMETHING)
def test_a_lever_does_something_in_its_case(lever):
    name, without = DOES_SOMETHING[lever]
    scenario = CASES[name]()
    assert last_evening(scenario) != last_evening(scenario.with_values({lever: without}))


def last_evening(scenario):
    engine = muster.simulation(scenario, seed=1)
    engine.step(scenario.n_days)
    return [np.asarray(engine.state(name)).tobytes() for name in engine.state_names()]
