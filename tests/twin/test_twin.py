"""Engine and twin agree every evening, in every variable of the state, in small scenarios."""

import numpy as np
import pytest
from compare import differences
from day import PHASES, Twin

muster = pytest.importorskip("muster")

SMALL = {"population.scale": 0.003}
HEARING = ("need", "press", "awareness", "rumor", "norms", "engagement", "fatigue")


def france(**changes):
    return muster.scenario("france-2020").with_values(SMALL | values(changes))


def values(changes):
    return {key.replace("__", "."): value for key, value in changes.items()}


def only(phases, scenario="france-2020", **changes):
    """A scenario in which these phases are on and no others, nor acts of others."""
    story = muster.scenario(scenario)
    for event in story.events:
        if event.act and event.act.split(".")[0] not in phases:
            story = story.without_event(event.name)
    switches = {f"{phase}.on": phase in phases for phase in PHASES}
    return story.with_values(SMALL | switches | values(changes))


def crowd(**changes):
    """Thresholds alone: everybody has heard of it, nothing else goes on."""
    return only(("engagement",), "theory/kernel", **(PLAIN | changes))


PLAIN = {
    "population__scale": 1,
    "population__size": 300,
    "acquaintance__kind": "small world",
    "engagement__seeds": {"person": [0, 5, 17, 100, 101, 102]},
}


def few_people_many_places(**changes):
    """All labs and firms of the country among few people."""
    return only(
        (*HEARING, "structures", "coordination"),
        population__scale=1,
        population__size=400,
        requesters__by_segment={
            "segment": ["hospital", "liberal carer"],
            "number": [40, 60],
            "staff": [100, 20],
            "order": [60, 15],
            "order_spread": [0.9, 0.5],
        },
        **changes,
    )


def with_acts(story, *acts):
    for number, (date, act, with_) in enumerate(acts):
        story = story.with_event(name=f"act {number}", date=date, act=act, with_=with_)
    return story


CASES = {
    # --- one mechanism after the other
    "need": lambda: only(("need",)),
    "awareness": lambda: only(("need", "press", "awareness")),
    "crowd": lambda: crowd(),
    "crowd counts": lambda: crowd(
        engagement__peers_as="count of contacts", population__threshold_mean=3
    ),
    "crowd is a share": lambda: crowd(
        engagement__peers_as="share of population", acquaintance__kind="complete"
    ),
    "crowd errs": lambda: crowd(
        engagement__noise=0.1, engagement__stickiness=0.05, acquaintance__kind="none"
    ),
    "crowd given": lambda: crowd(
        population__size=5,
        engagement__seeds={"person": [2]},
        population__thresholds={"threshold": [0, 0.1, 0.2, 0.3, 0.4]},
        acquaintance__ties={"a": [0, 1, 2, 3, 3], "b": [1, 2, 3, 4, 0]},
    ),
    "crowd by Beta": lambda: crowd(population__exit_hazard=0.1, population__exit_shape=0.6),
    "crowd by another Beta": lambda: crowd(
        population__exit_hazard=0.1, population__exit_shape=2.5, population__hours_spread=0.5
    ),
    "crowd in sub-steps": lambda: crowd(calendar__substeps=4, engagement__noise=0.05),
    "hearing": lambda: only(HEARING),
    "hearing in sub-steps": lambda: only((*HEARING, "structures"), calendar__substeps=3),
    "returns": lambda: only(HEARING, engagement__return_rate=0.1),
    "endogenous norms": lambda: only(HEARING, norms__process="endogenous"),
    "quarrel": lambda: only((*HEARING, "structures"), norms__controversy=3),
    "structures": lambda: only((*HEARING, "structures"), population__scale=0.01),
    "places": lambda: few_people_many_places(),
    "acts on places": lambda: with_acts(
        few_people_many_places(structures__wear=0.2, norms__controversy=5),
        ("2020-03-20", "structures.close", {"share": 0.3}),
        ("2020-03-25", "structures.found", {"scope": "territories"}),
        ("2020-04-10", "structures.open", {"kind": "fab lab", "share": 0.5}),
        ("2020-04-20", "structures.close", {"kind": "makerspace"}),
        ("2020-05-20", "structures.meeting", {"lift": 0.9}),
        ("2020-06-01", "structures.open", {}),
    ),
    "design alone": lambda: only((*HEARING, "structures", "coordination", "design")),
    "goods without money": lambda: only(set(PHASES) - {"money", "supply"}),
}


@pytest.mark.parametrize("name", CASES)
def test_agree_every_evening(name):
    scenario = CASES[name]()
    engine = muster.simulation(scenario, seed=len(name), replicate=1)
    twin = Twin(scenario, seed=len(name), replicate=1)
    for day in range(twin.calendar.n_days):
        engine.step()
        twin.step()
        found = differences(engine, twin)
        assert not found, report(name, day, found)
    assert_something_happens(twin)


def report(name, day, found):
    lines = [
        f"{variable}[{entity}]: twin {ours}, engine {theirs}"
        for variable, entity, ours, theirs in found
    ]
    return f"{name}, evening of day {day}: " + "; ".join(lines)


def assert_something_happens(twin):
    if twin.world.on("engagement"):
        assert np.any(twin.world.persons.pull_at_entry != 0) or not twin.world.on("need")
