"""Structures that carry engagement (hypergeometric and binomial laws of closure).

Labs and collectives carry people: who loses the last structure that supports her withdraws. Who
leans on one structure leaves with its chance to close, p; who leans on g that close independently
leaves with p to the power g; and if exactly f of 20 close, with C(f, g) / C(20, g). How much of the
country stays is on average the same whether it leans on one structure or on twenty; how much it
varies is not: with one it is all or nothing.
Scenarios theory/t18-structures (two of twenty collectives each, and a lab with
structures.lab_members = 1) and theory/t18-labs (structures.kinds: the number of labs). Another
result of this row, how beliefs are averaged along ties (DeGroot 1974; Golub and Jackson 2010), is
skipped: in Muster people hear a rumor or not, they do not average opinions. It matters here because
a text or a quarrel that closes structures takes with it those who had only one.
"""

from math import sqrt

import muster
import numpy as np
import pandas
from claims import Claim, Mutant

SCENARIOS = ("theory/t18-structures", "theory/t18-labs")

CLOSED = (5, 10)  # of 20
ONE_OF_20, TWO_OF_20 = (0.25, 0.5), (0.0526316, 0.2368421)
CHANCE = 0.3
LABS = {1: 0.458, 5: 0.205, 20: 0.102}  # spread of the share that stays
WORLDS, MANY = 1000, 2000
ROUNDING = 0.0005
UNEQUAL = 0.0007  # labs of 100 members on average are not quite of one size


def claims(seed: int) -> list[Claim]:
    return [*_one(seed), *_two(seed), *_lab_too(seed), *_few_or_many(seed)]


def _closing(n: int, labs: float = CHANCE) -> muster.Scenario:
    """So many collectives fall apart, and this share of labs closes."""
    scenario = muster.scenario("theory/t18-structures")
    for name in ("some collectives fall apart", "some labs close"):
        scenario = scenario.without_event(name)
    scenario = scenario.with_event(
        name="some collectives fall apart",
        date="2020-01-03",
        act="coordination.remove",
        with_={"what": "coordinators", "share": 0.0, "number": n, "wear": 1.0},
    )
    return scenario.with_event(
        name="some labs close",
        date="2020-01-03",
        act="structures.close",
        with_={"kind": "fab lab", "share": labs},
    )


def _in_20_regions(scenario: muster.Scenario) -> muster.Scenario:
    """Twenty collectives of regions and none for the country: everybody leans on one."""
    regions = scenario.values["population.territories"]
    regions = pandas.concat([regions, regions.iloc[[0]].assign(territory="20")])
    regions["population"] *= 19 / 20
    twenty = {"population.territories": regions, "population.size": 400}
    return scenario.without_event("the country founds").with_values(twenty)


def _withdrew(scenarios, seed: int, worlds: int) -> pandas.DataFrame:
    """Shares: a row a world, a column a scenario."""
    runs = muster.run({str(label): each for label, each in scenarios.items()}, worlds, seed)
    return runs.outcomes()["withdrew"].unstack("scenario")


def _one(seed: int) -> list[Claim]:
    shares = _withdrew({f: _in_20_regions(_closing(f)) for f in CLOSED}, seed, 20)
    found = []
    for f, expected in zip(CLOSED, ONE_OF_20, strict=True):
        for what, got in (("least", shares[str(f)].min()), ("most", shares[str(f)].max())):
            what = f"{f} of 20 close, everybody leans on one: who withdrew, the {what} of 20 worlds"
            found.append(Claim(what, expected, got))
    return found


def _two(seed: int) -> list[Claim]:
    shares = _withdrew({f: _closing(f) for f in CLOSED}, seed, WORLDS)
    found = []
    for f, expected in zip(CLOSED, TWO_OF_20, strict=True):
        got, most = shares[str(f)], (f - 1) / 19
        what = f"{f} of 20 close, everybody leans on two: "
        error = most * sqrt(f / 20 * (1 - f / 20) / WORLDS)
        found.append(Claim(what + "who withdrew", expected, got.mean(), error))
        found.append(Claim(what + "in a world where the national one closes", most, got.max()))
        found.append(Claim(what + "in a world where it stays", 0, got.min()))
    return found


def _lab_too(seed: int) -> list[Claim]:
    """Independent closures: of labs each by itself, of collectives six of twenty."""
    everybody = {"structures.lab_members": 1.0}
    two = "lab and collective, each closes with .3"
    three = "lab (.5), region and country (10 of 20)"
    found = []
    for what, closing, expected in (
        (two, _in_20_regions(_closing(6)), CHANCE**2),
        (three, _closing(10, labs=0.5), 0.5 * TWO_OF_20[1]),
    ):
        got = _withdrew({what: closing.with_values(everybody)}, seed, WORLDS)[what]
        error = got.std() / sqrt(WORLDS)
        found.append(Claim(f"{what}: who withdrew", expected, got.mean(), error))
    return found


def _few_or_many(seed: int) -> list[Claim]:
    labs = muster.scenario("theory/t18-labs")
    kinds = labs.values["structures.kinds"]
    scenarios = {
        str(m): labs.with_values({"structures.kinds": kinds.assign(number=float(m))}) for m in LABS
    }
    stayed = muster.run(scenarios, MANY, seed).outcomes()["stayed"].unstack("scenario")
    found = []
    for m, spread in LABS.items():
        got = stayed[str(m)]
        kurtosis = (1 / (CHANCE * (1 - CHANCE)) - 6) / m
        error = spread * sqrt((2 + kurtosis) / MANY) / 2
        what = f"{m} lab{'s' if m > 1 else ''}, each closes with .3: share that stays"
        found.append(Claim(f"{what}, mean", 0.7, got.mean(), spread / sqrt(MANY)))
        found.append(Claim(f"{what}, spread", spread, got.std(), error, 0, ROUNDING + UNEQUAL))
    return found


def plot(axes, claims: list[Claim]) -> None:
    chance = np.linspace(0, 1, 101)
    for g, color in ((1, "C0"), (2, "C1")):
        axes.plot(chance, chance**g, color=color, alpha=0.5, label=f"leans on {g}, closing with p")
    f = np.arange(2, 21)
    axes.plot(
        f / 20, f * (f - 1) / 380, ":", color="C1", label="leans on 2, exactly 20 p of 20 close"
    )
    one = [c.got for c in claims if "leans on one" in c.what and "most" in c.what]
    two = [c.got for c in claims if c.what.endswith("leans on two: who withdrew")]
    axes.plot([0.25, 0.5], one, "o", color="C0")
    axes.plot([0.25, 0.5], two, "o", color="C1")
    both = next(c.got for c in claims if c.what.startswith("lab and collective"))
    axes.plot([CHANCE], [both], "s", color="C1")
    axes.plot([], [], "ko", label="Muster")
    axes.set(xlabel="share of structures that close, p", ylabel="share of people who withdraw")
    axes.legend(frameon=False, fontsize=9)


MUTANTS = (
    Mutant(
        "people leave when the first of their structures closes",
        "models/support.hpp",
        "persons.support[p] = std::max(",
        "persons.support[p] = std::min(",
    ),
    Mutant(
        "whose collective closed does not turn to the other one",
        "models/support.hpp",
        "return all.works(first) ? first : second;",
        "return all.works(second) || true ? first : second;",
    ),
    Mutant(
        "a closed lab goes on supporting its members",
        "models/support.hpp",
        "places.open[lab] ? ",
        "!places.open.empty() ? ",
    ),
)

REFUSED = (
    ("theory/t18-structures", "structures.lab_members=2", "is outside [0, 1]"),
    ("theory/t18-labs", "structures.kind=x.csv", "did you mean 'structures.kinds'"),
)
