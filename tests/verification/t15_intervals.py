"""Honest intervals (Student 1908; Wilson 1927; Brown, Cai and DasGupta 2001).

An interval of 95 % should hold the truth in 95 of 100 studies. Student's does for numbers that are
spread evenly around their mean, however few worlds there are, and for others less, which is known:
for a number that is 1 in one world out of ten, and else 0, ten worlds give an interval that holds
in 65 of 100. So a chance gets Wilson's interval, and what happens only in a cascade is told for the
worlds that had one. Here the intervals of `muster run` are put to the test, with numbers of known
laws and with worlds whose law is known.
Scenario theory/t15-chance (how many of fifty join by chance on one day); vary
engagement.spontaneous, population.size and --replicates. It matters here because error bars are
what keeps a sociologist from reading luck as an effect.
"""

from collections.abc import Callable
from math import comb, exp, sqrt

import muster
import numpy as np
from claims import Claim, Mutant
from muster import outcomes
from muster.comparison import interval

SCENARIOS = ("theory/t15-chance",)

STUDIES = 10_000  # of synthetic worlds
ROUNDING = 0.0005  # of the published numbers
Luck = np.random.Generator
LAWS: dict[str, tuple[float, Callable[[Luck, int], np.ndarray], dict[int, float]]] = {
    # mean, worlds, share of intervals that hold it by number of worlds
    "normal": (0.0, lambda luck, n: luck.normal(size=n), {3: 0.95, 10: 0.95, 50: 0.95}),
    "Poisson(1)": (1.0, lambda luck, n: luck.poisson(1, n), {20: 0.938}),
    "lognormal(0, 1)": (
        exp(0.5),
        lambda luck, n: luck.lognormal(0, 1, n),
        {10: 0.839, 20: 0.867, 50: 0.899},
    ),
    "1 with chance .1, else 0": (
        0.1,
        lambda luck, n: (luck.random(n) < 0.1) + luck.normal(0, 0.01, n),
        {10: 0.650, 20: 0.877},
    ),
}
WILSON = {0.05: 0.962, 0.02: 0.922}  # of 50 worlds, by chance
NEWCOMBE = ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605))  # 1998, Stat. Med. 17:857

PERSONS, JOINS = 50, 0.02
WORLDS, BLOCKS = 20, 300
BINOMIAL = 0.9388  # intervals of 20 worlds that hold the mean of Binomial(50, .02); error .0002
CROWD = 0.078428  # chance that three or more join: 1 - P(0) - P(1) - P(2)


def claims(seed: int) -> list[Claim]:
    return [*_student(seed), *_wilson(), *_worlds(seed)]


def _student(seed: int) -> list[Claim]:
    luck = np.random.default_rng(seed)
    found = []
    for law, (mean, draw, shares) in LAWS.items():
        for n, share in shares.items():
            held = [_holds(interval(draw(luck, n)), mean) for _ in range(STUDIES)]
            what = f"Student, {law}, {n} worlds: share of intervals that hold the mean"
            found.append(Claim(what, share, np.mean(held), _error(share, STUDIES), 0, ROUNDING))
    return found


def _wilson() -> list[Claim]:
    found = []
    for chance, share in WILSON.items():
        got = _coverage(outcomes.wilson, 50, chance)
        what = f"Wilson, a chance of {chance:g}, 50 worlds: share of intervals that hold it"
        found.append(Claim(what, share, got, allowance=ROUNDING))
    for k, n, *ends in NEWCOMBE:
        for end, expected, got in zip(("from", "to"), ends, outcomes.wilson(k, n), strict=True):
            what = f"Wilson, {k} hits in {n} worlds: {end}"
            found.append(Claim(what, expected, got, allowance=ROUNDING / 10))
    return found


def _worlds(seed: int) -> list[Claim]:
    """The whole way: scenario, engine, outcomes, intervals, in blocks of twenty worlds."""
    scenario = muster.scenario("theory/t15-chance")
    runs = muster.run({"chance": scenario}, replicates=WORLDS * BLOCKS, seed=seed)
    table = runs.outcomes()
    joined, crowd = table["how many join"], table["a crowd of three or more"]
    number, chance = [], []
    for block in range(BLOCKS):
        part = table.iloc[WORLDS * block : WORLDS * (block + 1)]
        part.attrs = table.attrs
        told = outcomes.summary(part, runs.scenarios)
        for held, name, truth in (
            (number, "how many join", PERSONS * JOINS),
            (chance, "a crowd of three or more", CROWD),
        ):
            row = told["chance", name]
            held.append(_holds((row["mean"], row["low"], row["high"]), truth))
    by_law = _coverage(_wilson_by_hand, WORLDS, CROWD)
    spread = sqrt(PERSONS * JOINS * (1 - JOINS))
    n = len(table)
    return [
        Claim("worlds: mean number who join", 1, joined.mean(), spread / sqrt(n)),
        Claim("worlds: chance that three or more join", CROWD, crowd.mean(), _error(CROWD, n)),
        Claim("worlds: Student's intervals that hold the number", BINOMIAL, np.mean(number),
              _error(BINOMIAL, BLOCKS), 0.0002),
        Claim("worlds: Wilson's intervals that hold the chance", by_law, np.mean(chance),
              _error(by_law, BLOCKS)),
    ]  # fmt: skip


def _holds(told: tuple[float, float, float], truth: float) -> bool:
    _, low, high = told
    return low <= truth <= high


def _error(share: float, n: int) -> float:
    return sqrt(share * (1 - share) / n)


def _coverage(interval_of: Callable[[int, int], tuple[float, float]], n: int, p: float) -> float:
    """Share of intervals that hold the chance, over all numbers of hits."""
    return sum(
        comb(n, k) * p**k * (1 - p) ** (n - k)
        for k in range(n + 1)
        if _holds((k / n, *interval_of(k, n)), p)
    )


def _wilson_by_hand(k: int, n: int) -> tuple[float, float]:
    z = 1.959964
    middle, half = k + z**2 / 2, z * sqrt(k * (n - k) / n + z**2 / 4)
    return (middle - half) / (n + z**2), (middle + half) / (n + z**2)


def plot(axes, claims: list[Claim]) -> None:
    names = [c.what.split(":")[0] for c in claims if "share of intervals" in c.what]
    chosen = [c for c in claims if "share of intervals" in c.what]
    places = np.arange(len(chosen))[::-1]
    axes.plot([c.expected for c in chosen], places, "k|", markersize=16, label="theory")
    axes.plot([c.got for c in chosen], places, "o", label="Muster")
    axes.axvline(0.95, color="0.5", linestyle=":")
    axes.set(yticks=places, yticklabels=names, xlim=(0.6, 1), xlabel="intervals that hold")
    axes.tick_params(axis="y", labelsize=8)
    axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=2)


MUTANTS = (
    Mutant(
        "normal instead of Student's quantiles",
        "python/muster/comparison.py",
        "stdtrit(n - 1, 0.975)",
        "1.959964",
    ),
    Mutant(
        "the spread is divided by n instead of n - 1",
        "python/muster/comparison.py",
        "* np.std(values, ddof=1) / np.sqrt(n))",
        "* np.std(values) / np.sqrt(n))",
    ),
    Mutant(
        "an interval of 90 % for a chance",
        "python/muster/outcomes.py",
        "confidence_level=0.95",
        "confidence_level=0.90",
    ),
    Mutant(
        "a chance gets Student's interval, as a mean does",
        "python/muster/outcomes.py",
        "if len(values) and outcome.above is not None:",
        "if False:",
    ),
)

REFUSED = (
    ("theory/t15-chance", "engagement.spontaneous=2", "is outside [0, 1]"),
    ("theory/t15-chance", "population.size=0", "is outside [1, 100000000]"),
)
