"""Making topologies alike in what they cost: as many ties, or as many hours of coordinators."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from muster._core import InputError
from muster.runs import run
from muster.scenarios import Scenario

TIES, HOURS = "network_ties", "coordination_hours"

_CLOSE = 0.01  # of the reference: nearer than a pilot of few worlds tells
_MOST_ROUNDS = 5
_MOST_HOURS = 1e5
# Ties that a unit has at least to others that do not coordinate, whatever the match: without any,
# superposed would be decentralized.
_FEWEST = {"distributed": 0.0, "superposed": 0.1}


@dataclass
class _Knob:
    """What is turned for one topology: its value, and its mean number of ties or hours so far."""

    scenario: Scenario
    turned: Callable[[Scenario, float], Scenario]
    value: float
    lowest: float
    highest: float
    slope: float  # of the number by the value, as far as known
    number: float = float("nan")


def matching(
    structures: Mapping[str, Scenario],
    match: str,
    reference: str,
    replicates: int,
    seed: int,
    threads: int | None,
) -> dict[str, Scenario]:
    """The structures with values that give them the ties or hours of the reference.

    Pilots of a few worlds are run, and values changed in proportion, until the mean over days and
    worlds is within 1 % or cannot come nearer.
    """
    variable = TIES if match == "ties" else HOURS
    whole = dict(structures)

    def pilot(names: list[str]) -> dict[str, tuple[float, float]]:
        """Mean of the variable, and of nodes, by name."""
        import h5py  # quicker than the dataset, and there are many pilots

        runs = run({n: whole[n] for n in names}, replicates, seed, threads, progress=False)
        with h5py.File(runs.path) as file:  # [scenario, replicate, date]
            series = (file[variable][...], file["network_nodes"][...])
        means = (one.mean(axis=(1, 2)).tolist() for one in series)
        return dict(zip(names, zip(*means, strict=True), strict=True))

    found = pilot(list(whole))
    target = found[reference][0]
    if target == 0:
        raise InputError(
            f"reference = '{reference}' has no {match}, so none can be matched to it; "
            f"another topology is allowed, or match=None"
        )
    knobs = {
        name: _knob(match, name, whole[name], *found[name])
        for name in whole
        if name != reference and (match == "hours" or name in _FEWEST) and found[name][0] > 0
    }
    for _ in range(_MOST_ROUNDS):
        moved = [name for name, knob in knobs.items() if _turn(knob, target)]
        if not moved:
            break
        for name in moved:
            whole[name] = knobs[name].turned(structures[name], knobs[name].value)
        for name, (number, _) in pilot(moved).items():
            knobs[name].number = number
    return whole


def density(scenario: Scenario) -> float:
    """Ties of its own that a unit has where ties are distributed."""
    values = scenario.values
    return values["coordination.neighbors"] // 2 + values["coordination.long_ties"]


def with_density(scenario: Scenario, ties_each: float) -> Scenario:
    """As many whole ties to the next on the ring, the rest by chance to anybody far away."""
    nearby = int(ties_each)
    return scenario.with_values(
        {
            "coordination.neighbors": 2 * nearby,
            "coordination.long_ties": round(ties_each - nearby, 4),
        }
    )


def _knob(match: str, name: str, scenario: Scenario, number: float, nodes: float) -> _Knob:
    if match == "ties":
        known = {"value": density(scenario), "lowest": _FEWEST[name], "highest": 5000.0}
        return _Knob(scenario, with_density, slope=nodes, number=number, **known)
    hours = scenario.values["coordination.hours"]
    known = {"value": hours, "lowest": 0.0, "highest": _MOST_HOURS}
    return _Knob(scenario, _with_hours, slope=number / hours, number=number, **known)


def _with_hours(scenario: Scenario, hours: float) -> Scenario:
    return scenario.with_values({"coordination.hours": hours})


def _turn(knob: _Knob, target: float) -> bool:
    """Turns it nearer to the target; False if it is close or at its end."""
    if abs(knob.number - target) <= _CLOSE * target:
        return False
    wanted = knob.value + (target - knob.number) / knob.slope
    new = min(max(wanted, knob.lowest), knob.highest)
    if new == knob.value:
        return False
    knob.value = new
    return True
