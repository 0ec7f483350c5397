"""Scenarios that switch on the mechanisms of goods, with levers away from their defaults."""

from stories import france, with_acts

EAGER = {
    "population__threshold_mean": 0.08,
    "population__threshold_sd": 0.08,
    "awareness__initially": 0.3,
    "supply__filament_base": 60.0,
    "supply__sheet_base": 80.0,
    "supply__elastic_base": 500.0,
    "supply__textile_base": 300.0,
    "money__gifts": 20000.0,
    "demand__order_rate": 0.5,
    "demand__by_press": 0.2,
}


def eager(until="2020-05-05", **changes):
    """The first weeks, in which many make things from the first days on."""
    return france(until, **(EAGER | changes))


def tied(topology, until="2020-05-05", **changes):
    return eager(until, coordination__topology=topology, **changes)


def without(phase, **changes):
    """As if a phase did not exist, and nothing called on it."""
    story = eager(**changes)
    for event in story.events:
        if event.act.startswith(phase + "."):
            story = story.without_event(event.name)
    return story.with_values({f"{phase}.on": False})


def removals():
    return with_acts(
        eager(),
        ("2020-03-09", "coordination.remove", {"share": 0.5}),
        ("2020-03-25", "coordination.remove", {"share": 0.2}),
        ("2020-04-05", "coordination.remove", {"how": "by degree", "what": "units", "number": 3.0}),
        ("2020-04-15", "coordination.remove", {"how": "by betweenness", "share": 0.05}),
        (
            "2020-04-20",
            "coordination.remove",
            {"how": "by betweenness", "share": 0.05, "sources": 7.0},
        ),
        ("2020-05-05", "coordination.remove", {"what": "coordinators", "share": 0.3}),
    )


def center_is_lost():
    act = {"what": "coordinators", "share": 0.0, "number": 1.0, "wear": 0.5}
    act |= {"how": "by degree"}
    return with_acts(tied("centralized"), ("2020-04-15", "coordination.remove", act))


def paid_for():
    return with_acts(
        eager(
            money__sale=0.5,
            money__rent=5.0,
            money__requester_share=0.4,
            money__lab_cash=300.0,
            norms__regime="unregulated",
            structures__abundance=5,
            structures__access=1.0,
            production__lab_hours=4.0,
        ),
        ("2020-03-09", "money.patron", {"amount": 5000.0}),
        ("2020-03-30", "money.patron", {"scope": "territories"}),
        ("2020-04-20", "money.patron", {"amount": 300000.0}),
    )


def given_material():
    return with_acts(
        eager(supply__offcuts=300.0, supply__sharing=0.9, supply__kept=0.5),
        ("2020-03-09", "supply.deliver", {"material": "elastic", "amount": 9000.0}),
        ("2020-03-29", "supply.deliver", {"material": "sheet", "amount": 5000.0}),
        ("2020-04-23", "supply.deliver", {"scope": "territories"}),
        ("2020-05-03", "supply.deliver", {"material": "textile", "amount": 9000.0}),
    )


def publicly_ordered():
    return with_acts(
        eager(demand__gowns=0.8, demand__platforms=True, demand__induced=0.9),
        ("2020-03-09", "demand.public_order", {"units": 9000.0}),
        ("2020-03-22", "demand.public_order", {"product": "gown", "units": 20000.0, "price": 3.3}),
    )


def sewn():
    return eager(
        population__sewing_share=0.8,
        population__printer_share=0.2,
        demand__gowns=1.0,
        demand__social_networks=True,
        need__lifetime=5.0,
        need__gown_lifetime=3.0,
        supply__textile_base=2000.0,
    )


POSTS = {
    "post": ["a hub", "Paris", "the west", "here", "there", "the boss"],
    "territory": ["", "Île-de-France", "Bretagne", "anywhere", "Grand Est", ""],
    "hours": [0.0, 0.0, 2.0, 0.0, 0.0, 1.0],
}
TIES = {
    "from": ["a hub", "a hub", "here", "the west", "Paris", "Paris"],
    "to": ["Paris", "here", "there", "the boss", "the boss", "there"],
}


def posts(table=None):
    return tied("custom", coordination__ties=TIES, coordination__posts=table)


def firms():
    """Small firms of a country that has a hundred of them, and labs that open at once."""
    return eager(
        population__scale=0.02,
        population__size=20000,
        structures__kinds={
            "kind": ["makerspace", "industrial lab", "small firm"],
            "number": [400, 100, 200],
            "laser": [0.3, 0.9, 0.0],
            "sewing": [0.4, 0.0, 0.0],
            "printers": [5, 8, 0],
            "sewing_machines": [4, 0, 0],
            "governance": [0.2, 0.8, 1.0],
            "fragility": [1.2, 0.3, 0.0],
        },
        structures__firms=100,
        structures__called=True,
        structures__access=1.0,
        structures__observation=5,
        production__firm_rate=300.0,
        production__shelf_days=2.5,
        money__sale=1.0,
    )


def certified():
    """Certificates are cheap, so that some have one; the first public order finds no channel."""
    return with_acts(
        eager(
            norms__effects={
                "regime": ["unregulated", "debated", "instruction"],
                "debate": [0.02, 0.05, 0.03],
                "ambiguity": [0.5, 0.2, 1.0],
                "strictness": [0.9, 0.8, 0.5],
                "sale": [0, 1, 0],
                "certification": [2.0, 0.0, 5.0],
                "advance": [0.1, 0.2, 0.3],
            },
            norms__certification_effort=0.9,
            norms__certification_time=6,
            norms__gift_margin=0.7,
            structures__abundance=5,
            structures__lab_members=0.3,
            structures__called=True,
            structures__access=1.0,
            structures__observation=4,
            money__sale=0.6,
        ),
        ("2020-03-09", "demand.public_order", {"units": 900.0}),
    )


def stocks_given():
    return eager(
        supply__stocks={
            "person": list(range(0, 300, 2)),
            "filament": [9 * i for i in range(150)],
            "sheet": [700 + 300 * i for i in range(150)],
            "elastic": [5 * i for i in range(150)],
            "textile": [2000 * i for i in range(150)],
        }
    )


def one_territory(**changes):
    """One territory, the whole of a small country."""
    return eager(
        population__territories=None,
        population__scale=1.0,
        population__size=300,
        need__hospital=None,
        **changes,
    )


GOODS = {
    "eager": lambda: eager("2020-05-19"),
    "centralized": lambda: tied("centralized"),
    "decentralized": lambda: tied("decentralized"),
    "distributed": lambda: tied("distributed"),
    "superposed for long": lambda: eager("2020-07-05"),
    "orders go far": lambda: tied(
        "distributed",
        matching__doubling=0.3,
        matching__hops_per_day=6,
        matching__max_hops=20,
        demand__platforms=True,
        demand__platform_share=1.0,
    ),
    "orders are lost": lambda: tied(
        "distributed", matching__max_hops=1, demand__platforms=True, matching__give_up=4
    ),
    "few neighbors": lambda: tied(
        "distributed", coordination__neighbors=1, coordination__long_ties=1.0
    ),
    "many neighbors": lambda: eager(coordination__neighbors=64, coordination__center_share=0.9),
    "posts with coordinators": lambda: posts(POSTS),
    "posts by their ties": posts,
    "removals": removals,
    "center is lost": center_is_lost,
    "nobody coordinates": lambda: without("coordination", demand__platforms=True),
    "no structures": lambda: without("structures", demand__platforms=True),
    "no structures, a tree": lambda: without("structures", coordination__topology="decentralized"),
    "no design": lambda: without("design"),
    "no money": lambda: without("money"),
    "no supply": lambda: without("supply"),
    "no delivery": lambda: without("delivery"),
    "no need": lambda: without("need"),
    "paid for": paid_for,
    "given material": given_material,
    "publicly ordered": publicly_ordered,
    "sewn": sewn,
    "carers first": lambda: eager(
        matching__rule="carers first", coordination__hours=3000.0, demand__platforms=True
    ),
    "need first": lambda: eager(
        matching__rule="need first", coordination__hours=900.0, demand__platforms=True
    ),
    "nearest first": lambda: eager(
        matching__rule="nearest first", coordination__hours=900.0, demand__platforms=True
    ),
    "many designs": lambda: tied(
        "distributed",
        design__explore=0.8,
        design__copy=0.6,
        design__margin=0.0,
        design__validation=0.4,
        design__documentation=3,
        design__interplay=3,
        design__printing_validated=False,
    ),
    "designs of teams": lambda: tied(
        "decentralized",
        design__team=9,
        design__traits=13,
        design__interplay=12,
        design__steepness=8.0,
        design__documentation=0,
    ),
    "gifts at the margin": lambda: eager(
        norms__regime="note", norms__gift_margin=0.5, norms__certification_effort=1.0
    ),
    "banned": lambda: eager(norms__regime="note", norms__ban=True, norms__certification_effort=1.0),
    "drift": lambda: eager(
        ties__drift=0.3,
        ties__closure=0.3,
        ties__inside=0.5,
        ties__preference=2.0,
        ties__half_life=30.0,
        ties__growth=0.3,
        ties__memory=5.0,
    ),
    "weak ties": lambda: eager(ties__growth=0.12, ties__half_life=3.0, ties__preference=0.0),
    "poor": lambda: eager(
        population__budget_median=5.0, supply__at_hand=9.0, supply__bulk_discount=0.4
    ),
    "dear and short": lambda: eager(
        supply__filament_base=2.0,
        supply__elastic_base=20.0,
        supply__filament_refill=0.03,
        supply__lead_time=1,
        supply__sheet_price=25.0,
    ),
    "firms": firms,
    "certified": certified,
    "self-certified": lambda: eager(
        norms__self_certification=True, norms__regime="note", norms__gift_margin=0.0
    ),
    "stocks given": stocks_given,
    "decentralized late": lambda: tied("decentralized", structures__legitimacy=900.0),
    "slow parcels": lambda: eager(
        delivery__speed=60.0, delivery__helpers_needed=0.6, delivery__leniency=0.1
    ),
    "one territory": one_territory,
}
