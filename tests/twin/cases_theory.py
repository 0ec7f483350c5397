"""The scenarios of theory, with a few hundred people and for a few weeks."""

import muster
from stories import first_weeks, values


def theory(name, **changes):
    return muster.scenario(f"theory/{name}").with_values(values(changes))


def in_segments(number, staff=1):
    """So many requesters of the whole country who want one unit each."""
    return {
        "segment": ["hospital"],
        "number": [number],
        "staff": [staff],
        "order": [1],
        "order_spread": [0],
    }


def among_everybody(name, n, rate, **changes):
    """An epidemic of the same strength among n people."""
    people = {"population__size": n, "awareness__beta": rate / n}
    return theory(name, **(people | changes))


def three_weeks(name, **changes):
    return theory(name, calendar__end="2020-01-21", **changes)


THEORY = {
    "kernel": lambda: theory("kernel", population__size=200, calendar__end="2020-02-09"),
    "t01-crowd": lambda: three_weeks("t01-crowd", population__size=200),
    "t01-riot": lambda: theory("t01-riot", calendar__end="2020-04-11"),
    "t02-window": lambda: three_weeks("t02-window", population__size=300),
    "t03-ring": lambda: theory(
        "t03-ring",
        population__size=150,
        engagement__seeds={"person": [145, 146, 147, 148, 149, 0, 1, 2, 3, 4, 5]},
        calendar__end="2020-02-10",
    ),
    "t03-torus": lambda: three_weeks(
        "t03-torus",
        population__size=225,
        engagement__seeds={"person": [0, 1, 2, 15, 16, 17, 30, 31, 32]},
    ),
    "t04-bass": lambda: among_everybody("t04-bass", 300, 0.38),
    "t05-survivability": lambda: theory("t05-survivability"),
    "t06-search": lambda: three_weeks("t06-search", design__traits=12),
    "t06-local-optima": lambda: three_weeks("t06-local-optima", population__size=150),
    "t07-little": lambda: theory("t07-little", calendar__end="2020-04-01"),
    "t07-queue": lambda: theory("t07-queue", calendar__end="2020-03-31", demand__outside=11.0),
    "t07-servers": lambda: theory("t07-servers", calendar__end="2020-09-30"),
    "t07-stock": lambda: theory(
        "t07-stock", population__size=100, production__tending=0.1, calendar__end="2020-02-19"
    ),
    "t08-gossip": lambda: three_weeks("t08-gossip", population__size=200),
    "t08-news": lambda: among_everybody("t08-news", 300, 0.3),
    "t08-outbreak": lambda: among_everybody("t08-outbreak", 300, 4.0),
    "t09-shock": lambda: theory("t09-shock", population__size=200, calendar__end="2020-02-15"),
    "t09-staying": lambda: theory("t09-staying", population__size=200, calendar__end="2020-01-31"),
    "t09-study": lambda: theory(
        "t09-study",
        population__size=300,
        acquaintance__mean_degree=20.0,
        calendar__end="2020-02-10",
    ),
    "t10-exits": lambda: theory("t10-exits", population__size=200, calendar__end="2020-02-19"),
    "t10-luck": lambda: theory("t10-luck", population__size=200),
    "t11-networks": lambda: theory("t11-networks", population__size=300),
    "t12-laws": lambda: first_weeks(
        theory("t12-laws", population__scale=0.003, design__traits=10), "2020-04-05"
    ),
    "t13-luck": lambda: theory("t13-luck", population__size=200),
    "t14-rumor": lambda: theory("t14-rumor", population__size=300, calendar__end="2020-02-19"),
    "t15-chance": lambda: theory("t15-chance"),
    "t16-acquaintances": lambda: theory(
        "t16-acquaintances", population__size=200, requesters__by_segment=in_segments(130_194)
    ),
    "t16-offers": lambda: theory("t16-offers"),
    "t16-passing-on": lambda: theory(
        "t16-passing-on",
        population__size=200,
        coordination__neighbors=100,
        requesters__by_segment=in_segments(65_097),
    ),
    "t16-platform": lambda: theory("t16-platform"),
    "t17-cascade": lambda: theory(
        "t17-cascade", requesters__by_segment=in_segments(195_290), demand__induced=0.9
    ),
    "t17-path": lambda: theory("t17-path", requesters__by_segment=in_segments(390_600)),
    "t18-labs": lambda: theory("t18-labs", population__size=300),
    "t18-structures": lambda: theory("t18-structures"),
    "t19-fatigue": lambda: theory("t19-fatigue", calendar__end="2020-03-31"),
    "t19-norm": lambda: theory("t19-norm", calendar__end="2020-06-30"),
}
