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
        population__hours={"hours": [0, 0.3, 2, 14, 5]},
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
    "makers certify themselves": lambda: busy(norms__self_certification=True, norms__ban=True),
    "a ban": lambda: busy(norms__ban=True, norms__protective_equipment=False),
    "norms by themselves": lambda: busy(norms__process="endogenous", norms__gift_margin=0.3),
    # --- levers and corners
    "strong pulls": lambda: busy(
        engagement__pull_of_peers=1,
        engagement__pull_of_need=0.4,
        engagement__pull_of_recognition=0.2,
        engagement__pull_of_support=0.2,
        engagement__pull_of_fear=0.6,
        engagement__pull_of_fatigue=0.4,
        engagement__pull_of_cost=0.1,
        engagement__pull_of_time=0.5,
        engagement__return_rate=0.05,
    ),
    "no pulls": lambda: france(
        engagement__pull_of_peers=0,
        engagement__pull_of_need=0,
        engagement__pull_of_recognition=0,
        engagement__pull_of_support=0,
        engagement__pull_of_fear=0,
        engagement__pull_of_fatigue=0,
        engagement__pull_of_cost=0,
        engagement__pull_of_time=0,
        engagement__spontaneous=0.01,
        engagement__cover=0,
    ),
    "impatience": lambda: busy(
        engagement__full_shelf=8,
        engagement__idle_limit=1,
        engagement__patience=3,
        engagement__return_rate=0.2,
    ),
    "panic": lambda: with_acts(
        busy(
            rumor__stifling=0.3,
            rumor__denial_retold=1,
            rumor__amplification=4,
            norms__controversy=4,
            structures__wear=0.1,
            coordination__topology="centralized",
        ),
        ("2020-04-01", "rumor.clarify", {"relief": 1, "first_readers": 10000}),
        ("2020-04-10", "rumor.publish", {"severity": 0.4, "reach": 1}),
        ("2020-04-20", "rumor.clarify", {"relief": 0.2, "reach": 1}),
        ("2020-04-20", "rumor.publish", {"severity": 0.9, "first_readers": 10000}),
    ),
    "recruits": lambda: with_acts(
        france(),
        ("2020-03-09", "engagement.recruit", {"people": 5000, "tool": "printing"}),
        ("2020-03-30", "engagement.recruit", {"people": 100000, "tool": "sewing", "skill": 2}),
    ),
    "other people": lambda: france(
        population__printer_share=0.3,
        population__printer_tail=1.2,
        population__sewing_share=0.6,
        population__hours_spread=2,
        population__skill_spread=0,
        population__sewing_spread=2,
        population__budget_median=5,
        population__budget_spread=2,
        population__tolerance=0.9,
        population__carer_share=0.5,
        population__exit_shape=0,
        requesters__staff_spread=0,
        fatigue__usual_day=1,
        fatigue__recovery=0.3,
        recognition__warmth=0.5,
    ),
    "other ties": lambda: france(
        acquaintance__mean_degree=40,
        acquaintance__degree_spread=0,
        acquaintance__inside_share=0.2,
        acquaintance__long_share=0.7,
    ),
    "ties far away": lambda: only(
        ("awareness",), acquaintance__inside_share=0, acquaintance__mean_degree=3
    ),
    "ties near by": lambda: only(
        ("awareness",), acquaintance__inside_share=1, acquaintance__long_share=0
    ),
    "firms": lambda: with_acts(
        busy(population__scale=0.01, structures__firms=9, structures__legitimacy=0),
        ("2020-03-20", "structures.close", {"kind": "small firm"}),
        ("2020-04-01", "structures.open", {"kind": "small firm", "share": 0.6}),
    ),
    "overload": lambda: busy(
        coordination__hours=2,
        structures__overload_wear=0.2,
        structures__meetings=0.01,
        structures__floor=0.5,
        structures__national_share=0.2,
        structures__legitimacy_spread=2,
        structures__hub_help=5,
        structures__thanks=0.2,
    ),
    "need is high": lambda: france(
        need__visors_per_staff=3,
        need__gowns_per_staff=2,
        need__lifetime=5,
        need__gown_lifetime=2,
        need__official_supply=100000,
        need__industry_gowns=10000,
        press__gain=1,
        press__national=0.9,
        demand__gowns=1,
    ),
    "one territory": lambda: only(
        PHASES,
        "theory/nothing",
        population__scale=0.005,
        requesters__by_segment={
            "segment": ["liberal carer", "hospital"],
            "number": [12000000, 13000000],
            "staff": [20, 100],
            "order": [15, 60],
            "order_spread": [0.5, 0.9],
        },
        awareness__initially=0.5,
        structures__called=True,
        demand__platforms=True,
        money__gifts=100000,
    ),
    # --- the scenarios that come with Muster
    **{name: lambda name=name: small(name) for name in muster.scenarios() if "/" not in name},
    "goods without money": lambda: only(set(PHASES) - {"money", "supply"}),
}
