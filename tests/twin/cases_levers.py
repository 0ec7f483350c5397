"""Scenarios in which what theories need is mixed with everything else: networks and levers.

DOES_SOMETHING says in which of them a lever matters, so that a test can switch it off again.
"""

from cases_goods import POSTS, TIES, tied
from stories import crowd, france, only, with_acts

NEWS = {
    "population__scale": 1,
    "population__size": 144,
    "population__threshold_mean": 0.1,
    "population__threshold_sd": 0.1,
    "population__exit_hazard": 0.05,
    "calendar__end": "2020-01-20",
    "acquaintance__measured": True,
    "acquaintance__mean_degree": 6,
    "awareness__initially": 0.0,
    "awareness__beta": 0.4,
    "awareness__stops_telling": 0.1,
    "awareness__seeds": {"person": [0, 30, 70]},
    "rumor__seeds": {"person": [0, 100]},
    "coordination__topology": "acquaintance",
    "design__traits": 8,
    "design__beginning": "their own",
    "design__validation": 0.3,
}
THREE_TERRITORIES = {
    "territory": ["north", "middle", "south"],
    "population": [20_000_000, 30_000_000, 15_096_768],
    "labs": [1, 1, 1],
    "latitude": [50, 47, 44],
    "longitude": [3, 2, 1],
}


def news(kind, **changes):
    """News, fear and designs pass along acquaintances of some kind."""
    on = ("awareness", "rumor", "engagement", "coordination", "design")
    return only(on, "theory/nothing", **(NEWS | {"acquaintance__kind": kind} | changes))


def degrees():
    return {"degree": [0, 1, 2, 5, 9], "share": [0.1, 0.3, 0.3, 0.2, 0.1]}


NETWORKS = {
    "complete": lambda: news("complete", awareness__beta=0.005, coordination__tie_loss=0.5),
    "none": lambda: news("none", awareness__initially=0.5),
    "small world": lambda: news("small world", population__territories=THREE_TERRITORIES),
    "random": lambda: news("random"),
    "random, everybody": lambda: news(
        "random", population__size=30, acquaintance__mean_degree=29, awareness__beta=0.02,
        awareness__seeds={"person": [3]}, rumor__seeds={"person": [8]},
    ),
    "ring": lambda: news("ring"),
    "ring, rewired": lambda: news("ring", acquaintance__rewiring=0.3),
    "ring, all rewired": lambda: news(
        "ring", population__size=9, acquaintance__rewiring=1, awareness__seeds={"person": [3]},
        rumor__seeds={"person": [8]}, acquaintance__mean_degree=4, awareness__beta=0.1,
    ),
    "torus": lambda: news("torus"),
    "torus, swapped": lambda: news("torus", acquaintance__rewiring=0.5),
    "scale free": lambda: news("scale free"),
    "star": lambda: news("star"),
    "tree": lambda: news("tree", acquaintance__branching=3),
    "tree with a root": lambda: news(
        "tree", acquaintance__branching=2, acquaintance__root_branching=7
    ),
    "line": lambda: news("line"),
    **{
        f"grid {r}": lambda r=r: news("grid", acquaintance__redundancy=r, awareness__beta=0.3)
        for r in ("R1", "R1.5", "R2", "R3", "R4", "R6", "R8")
    },
    "regions": lambda: news("regions", population__territories=THREE_TERRITORIES),
    "regions apart": lambda: news(
        "regions", population__territories=THREE_TERRITORIES, acquaintance__inside_share=1
    ),
    "configuration": lambda: news("configuration"),
    "configuration given": lambda: news("configuration", acquaintance__degrees=degrees()),
}  # fmt: skip


def worn_out():
    """Who stops depends on the days since she engaged; a month later everybody is in a hurry."""
    story = crowd(
        population__threshold_law="quantiles",
        population__threshold_mean=0.1,
        population__exit_hazard=0.1,
        population__exit_shape=1,
        engagement__duration_dependence=0.5,
        engagement__hazard_ratio=0.8,
        engagement__return_rate=0.1,
        calendar__end="2020-02-15",
    )
    return story.with_event(name="hurry", date="2020-01-25", set={"engagement.hazard_ratio": 15.0})


def wears_out():
    return crowd(
        calendar__substeps=3,
        population__exit_hazard=0.01,
        engagement__duration_dependence=1.7,
        engagement__noise=0.1,
        engagement__hazard_ratio=2.0,
        calendar__end="2020-02-15",
    )


def everybody_talks():
    """News and fear among everybody, several times a day; what is told grows old."""
    return with_acts(
        france(
            "2020-04-20",
            calendar__substeps=3,
            awareness__spreads_among="everybody",
            awareness__beta=0.001,
            awareness__stops_telling=0.05,
            rumor__spreads_among="everybody",
            rumor__seeds={"person": [4, 78]},
            rumor__denial_retold=0.9,
        ),
        ("2020-03-12", "rumor.publish", {"severity": 0.8}),
        ("2020-03-16", "rumor.clarify", {"relief": 0.6, "first_readers": 10000}),
    )


def asked_from_outside(topology="superposed", **changes):
    """Many makers known, many orders from outside, suppliers with lists of who waits."""
    levers = {
        "requesters__known": 1.5,
        "demand__outside": 3000.0,
        "demand__platforms": True,
        "supply__backlog": 0.7,
        "supply__filament_base": 3.0,
        "supply__elastic_base": 30.0,
        "design__beginning": "their own",
        "delivery__handover": 3,
    }
    return tied(topology, **(levers | changes))


def served_at_length():
    """Coordinators take a varying time for an order; some leave, and some ties are cut."""
    return asked_from_outside(
        "decentralized",
        coordination__service="exponential",
        coordination__hours=2000.0,
        coordination__node_loss=0.01,
        coordination__tie_loss=0.01,
        delivery__handover=0,
    )


def posts_leave():
    """Units, posts and coordinators leave by an act and by chance on the same day."""
    return with_acts(
        tied(
            "custom",
            "2020-04-10",
            coordination__ties=TIES,
            coordination__posts=POSTS,
            coordination__service="exponential",
            coordination__hours=1000.0,
            coordination__node_loss=0.05,
        ),
        ("2020-03-25", "coordination.remove", {"share": 0.1, "wear": 0.4}),
        ("2020-03-25", "coordination.remove", {"share": 0.0, "number": 2.0, "how": "by degree"}),
    )


PEOPLE_AND_GOODS = {
    "worn out": worn_out,
    "wears out": wears_out,
    "everybody talks": everybody_talks,
    "asked from outside": asked_from_outside,
    "served at length": served_at_length,
    "by acquaintance": lambda: asked_from_outside("acquaintance", matching__max_hops=20),
    "posts leave": posts_leave,
    "news is cut off": lambda: news(
        "ring", coordination__tie_loss=0.02, coordination__node_loss=0.03
    ),
}
LEVERS = NETWORKS | PEOPLE_AND_GOODS

# In which case a lever does something, and the value at which it does nothing or something else.
DOES_SOMETHING = {
    "acquaintance.kind": ("random", "star"),
    "acquaintance.redundancy": ("grid R3", "R4"),
    "acquaintance.rewiring": ("torus, swapped", 0.0),
    "acquaintance.branching": ("tree", 4),
    "acquaintance.root_branching": ("tree with a root", 0),
    "acquaintance.degrees": ("configuration given", None),
    "awareness.seeds": ("ring", None),
    "awareness.spreads_among": ("everybody talks", "contacts"),
    "awareness.stops_telling": ("everybody talks", 0.0),
    "coordination.node_loss": ("news is cut off", 0.0),
    "coordination.service": ("served at length", "fixed"),
    "coordination.tie_loss": ("news is cut off", 0.0),
    "coordination.topology": ("by acquaintance", "distributed"),
    "delivery.handover": ("served at length", 1),
    "demand.outside": ("asked from outside", 0.0),
    "design.beginning": ("ring", "the same"),
    "engagement.duration_dependence": ("worn out", 1.0),
    "engagement.hazard_ratio": ("worn out", 1.0),
    "population.threshold_law": ("worn out", "drawn"),
    "requesters.known": ("asked from outside", 0.0),
    "rumor.seeds": ("ring", None),
    "rumor.spreads_among": ("everybody talks", "contacts"),
    "supply.backlog": ("asked from outside", 0.0),
}
