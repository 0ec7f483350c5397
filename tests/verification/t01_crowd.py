"""Thresholds in a crowd (Granovetter 1978).

Everybody sees everybody and joins when at least as many others have as her threshold says. Two
crowds that are alike to the eye may end with one or with a hundred: thresholds 0, 1, 2 … 99 bring
in all, and one person less at the right place stops it. With thresholds spread normally around a
quarter of the crowd, all depends on the spread: at 12.2 percent few join, at 12.3 all do.
Scenarios theory/t01-crowd (vary population.threshold_sd, threshold_mean, size, threshold_law,
engagement.attention) and theory/t01-riot (population.thresholds). It matters here because nothing
about the mean of motives says whether a mobilization comes about.
"""

from math import sqrt

import muster
import numpy as np
from claims import Claim, Mutant

SCENARIOS = ("theory/t01-crowd", "theory/t01-riot")

SPREADS = (0.05, 0.08, 0.10, 0.11, 0.12, 0.122, 0.123, 0.125, 0.13, 0.15, 0.20, 0.25, 0.30)
FINAL = (0, 9, 77, 171, 401, 543, 10000, 10000, 10000, 10000, 9999, 9986, 9934)
STEPS = (0, 1, 4, 6, 15, 31, 36, 20, 12, 7, 6, 6, 7)
TIPPING = (  # persons, spread, chance that more than half join, replicates
    (100, 0.10, 0.005, 500),
    (100, 0.12, 0.166, 500),
    (100, 0.13, 0.386, 500),
    (100, 0.15, 0.805, 500),
    (1000, 0.12, 0.166, 500),
    (1000, 0.13, 0.835, 500),
    (10000, 0.12, 0.033, 250),
    (10000, 0.122, 0.290, 250),
    (10000, 0.125, 0.916, 250),
)
TIPPING_ERROR = 0.011


def claims(seed: int) -> list[Claim]:
    return [*_riot(seed), *_spread(seed), *_any_order(seed), *_without_end(seed), *_chance(seed)]


def _riot(seed: int) -> list[Claim]:
    riot = muster.scenario("theory/t01-riot")
    others = {"as it was": range(100), "1 is 2": [0, 2, *range(2, 100)]}
    others["50 is 51"] = [*range(50), 51, *range(51, 100)]
    runs = muster.run(
        {
            label: riot.with_values({"population.thresholds": {"threshold": list(each)}})
            for label, each in others.items()
        },
        replicates=1,
        seed=seed,
    )
    engaged = runs.dataset["persons"].sel(stage="engaged", scenario="as it was").squeeze()
    one_a_day = int((engaged.values[:100] == np.arange(1, 101)).sum())
    final = runs.outcomes()["engaged in the end"].groupby("scenario").first()
    return [
        Claim("thresholds 0 … 99: steps t after which exactly t have joined", 100, one_a_day),
        Claim("thresholds 0 … 99: engaged in the end", 100, final["as it was"]),
        Claim("threshold 1 replaced by 2: engaged in the end", 1, final["1 is 2"]),
        Claim("threshold 50 replaced by 51: engaged in the end", 50, final["50 is 51"]),
    ]


def _spread(seed: int) -> list[Claim]:
    crowd = muster.scenario("theory/t01-crowd")
    crowds = {f"{sd:g}": crowd.with_values({"population.threshold_sd": sd}) for sd in SPREADS}
    outcomes = muster.run(crowds, replicates=1, seed=seed).outcomes().droplevel("replicate")
    found = []
    for sd, final, steps in zip(SPREADS, FINAL, STEPS, strict=True):
        row = outcomes.loc[f"{sd:g}"]
        found.append(Claim(f"σ = {sd:g}: engaged in the end", final, row["engaged in the end"]))
        found.append(Claim(f"σ = {sd:g}: steps", steps, row["steps"]))
    return found


def _any_order(seed: int) -> list[Claim]:
    """Who decides when does not matter: in the end the same persons have joined."""
    crowd = muster.scenario("theory/t01-crowd").with_values({"calendar.end": "2020-12-31"})
    orders = {"all at once": crowd}
    orders["three in ten a day"] = crowd.with_values({"engagement.attention": 0.3})
    persons = muster.run(orders, replicates=1, seed=seed, tables=True).persons
    engaged = persons.set_index(["scenario", "unit"]).stage == "engaged"
    apart = int((engaged["all at once"] != engaged["three in ten a day"]).sum())
    return [
        Claim("σ = 0.122, three in ten decide a day: persons who end otherwise", 0, apart),
        Claim("σ = 0.122, three in ten decide a day: engaged in the end", 543, engaged.sum() / 2),
    ]


def _without_end(seed: int) -> list[Claim]:
    """In a crowd without end the lower branch of r = Φ((r - .25) / σ) ends at σ = .12222."""
    crowd = muster.scenario("theory/t01-crowd").with_values(
        {"population.size": 1_000_000, "calendar.end": "2020-12-31"}
    )
    below, above = (crowd.with_values({"population.threshold_sd": sd}) for sd in (0.1222, 0.1223))
    final = muster.run({"below": below, "above": above}, replicates=1, seed=seed).outcomes()
    share = final["engaged in the end"].groupby("scenario").first() / 1_000_000
    return [
        Claim("a million, σ = .1222: share in the end", 0.05976, share["below"], allowance=0.0005),
        Claim("a million, σ = .1223: share in the end", 1.0, share["above"], allowance=0.0005),
    ]


def _chance(seed: int) -> list[Claim]:
    crowd = muster.scenario("theory/t01-crowd").with_values({"population.threshold_law": "drawn"})
    found = []
    for replicates in (500, 250):
        rows = [row for row in TIPPING if row[3] == replicates]
        crowds = {
            f"N = {n}, σ = {sd:g}": crowd.with_values(
                {"population.size": n, "population.threshold_sd": sd}
            )
            for n, sd, _, _ in rows
        }
        outcomes = muster.run(crowds, seed=seed, replicates=replicates).outcomes()
        got = outcomes["more than half join"].groupby("scenario").mean()
        for (n, sd, chance, _), label in zip(rows, crowds, strict=True):
            error = sqrt(chance * (1 - chance) / replicates)
            what = f"thresholds drawn, N = {n:,}, σ = {sd:g}: chance that more than half join"
            found.append(Claim(what, chance, got[label], error, TIPPING_ERROR))
    return found


def plot(axes, claims: list[Claim]) -> None:
    final = [c for c in claims if c.what.startswith("σ") and c.what.endswith("engaged in the end")]
    final = final[: len(SPREADS)]
    axes.plot(SPREADS, [c.expected for c in final], color="0.6", label="Granovetter 1978")
    axes.plot(SPREADS, [c.got for c in final], "o", label="Muster")
    axes.set(xlabel="spread of thresholds σ", ylabel="engaged in the end, of 10,000")
    axes.legend()


MUTANTS = (
    Mutant(
        "reaching the threshold is not enough",
        "models/engagement.hpp",
        "const float joins = surplus >= 0 ? join : join_anyway;",
        "const float joins = surplus > 0 ? join : join_anyway;",
    ),
    Mutant(
        "everybody counts herself as active",
        "models/pull.cpp",
        "return weight * static_cast<float>(engaged[p]);",
        "return weight * static_cast<float>(engaged[p] + 1);",
    ),
    Mutant(
        "thresholds are rounded down to whole percents",
        "models/population.cpp",
        "static_cast<float>(mean + sd * z)",
        "static_cast<float>(std::floor(100 * (mean + sd * z)) / 100)",
    ),
)

REFUSED = (
    ("theory/t01-crowd", "population.threshold_law=quantile", "did you mean 'quantiles'"),
    ("theory/t01-crowd", "population.threshold_sd=-1", "is outside [0, 1e+06]"),
    ("theory/t01-riot", "population.size=50", "100 rows for 50 persons"),
)
