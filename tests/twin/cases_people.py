"""Scenarios that switch on the mechanisms of people, norms and structures, and those that come
with Muster."""

import muster
from day import PHASES
from stories import HEARING, busy, crowd, few_people_many_places, france, only, small, with_acts

PEOPLE = {
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
    # --- the whole day
    "France, distributed": lambda: france(coordination__topology="distributed"),
    "France, no coordination": lambda: france(coordination__on=False),
    "France, no structures": lambda: france(structures__on=False),
    "France, no design": lambda: france(design__on=False, norms__ban=True),
    "France, no press": lambda: france(press__on=False, need__on=False),
    "France in sub-steps": lambda: france(calendar__substeps=2, engagement__noise=0.02),
    "cheap certificates": lambda: busy(
        norms__effects={
            "regime": ["unregulated", "debated", "instruction", "note"],
            "debate": [0, 0.05, 0.01, 0.03],
            "ambiguity": [0, 0.2, 0.4, 1],
            "strictness": [0.1, 0.4, 0.6, 0.9],
            "sale": [1, 0, 0, 0],
            "certification": [0, 30, 50, 100],
            "advance": [0.5, 0.5, 0.5, 0.5],
        },
        norms__gift_margin=0.5,
        norms__certification_time=5,
    ),
    "self-certification": lambda: busy(norms__self_certification=True, norms__ban=True),
    "a ban": lambda: busy(norms__ban=True, norms__protective_equipment=False),
    "norms by themselves": lambda: busy(norms__process="endogenous", norms__gift_margin=0.3),
    # --- the scenarios that come with Muster
    **{name: lambda name=name: small(name) for name in muster.scenarios() if "/" not in name},
    "goods without money": lambda: only(set(PHASES) - {"money", "supply"}),
}
