"""Complex contagion and long ties (Centola and Macy 2007; Centola, Eguíluz and Macy 2007).

Some things one takes up from one example, like news; others, like giving one's evenings, only when
several of those one knows have. On a ring or a torus neighbors share neighbors, so the second
and third example come soon. Long ties to strangers speed up what needs one example, and kill
what needs two or three: a stranger brings only one.
Scenarios theory/t03-ring, theory/t03-torus; vary population.threshold_mean and
acquaintance.rewiring. It matters here because a platform that ties strangers may spread news and
stop a mobilization. Errors in deciding reverse the sign of long ties (Eckles et al. 2018), so
engagement.noise and engagement.spontaneous are 0 here.
"""

from math import sqrt

import muster
import numpy as np
from claims import Claim, Mutant

SCENARIOS = ("theory/t03-ring", "theory/t03-torus")

RING_STEPS = {1: 99, 2: 124, 3: 165, 4: 247, 5: 493, 6: 0}
TORUS = {  # threshold: those engaged at first, steps until all are
    1: ((9, 25, 49, 81), 24),
    2: ((9, 21, 37, 57, 81, 109), 47),
    3: ((9, 13, 21, 29, 37, 49), 70),
    4: ((9,), 0),
}
# threshold, rewiring, share of runs that reach nine in ten, its error, mean step and its error
ON_TORUS = (
    (1, 0.1, 1, 0, 5.97, 0.01),
    (1, 0.3, 1, 0, 4.65, 0.02),
    (2, 0.1, 1, 0, 20.61, 0.04),
    (2, 0.3, 1, 0, 16.16, 0.04),
    (2, 0.5, 0.950, 0.011, 19.06, 0.13),
    (2, 0.7, 0.245, 0.022, 27.1, 0.5),
    (2, 1.0, 0, 0, None, None),
    (3, 0.01, 1, 0, 55.78, 0.02),
    (3, 0.05, 0.998, 0.0025, 52.92, 0.05),
    (3, 0.1, 0.940, 0.012, 55.0, 0.15),
    (3, 0.15, 0.593, 0.025, 63.4, 0.5),
    (3, 0.2, 0.085, 0.014, None, None),
    (3, 0.3, 0, 0, None, None),
)
ON_RING = (
    (2, 0.01, 1, 0, 103.6, 0.55),
    (2, 0.1, 1, 0, 20.78, 0.12),
    (2, 0.5, 0.998, 0.0025, 9.31, 0.06),
    (2, 1.0, 0.865, 0.017, 9.03, 0.09),
    (3, 0.03, 1, 0, 145.2, 0.2),
    (3, 0.1, 1, 0, 86.5, 0.6),
    (3, 0.2, 0.940, 0.012, 54.8, 0.5),
    (3, 0.3, 0.265, 0.022, 53.3, 1.0),
    (3, 0.5, 0, 0, None, None),
)
REPLICATES = 120
ONE_OF_400 = 0.0025  # what "1" and "0" of 400 published runs can mean


def claims(seed: int) -> list[Claim]:
    return [
        *_ring(seed),
        *_torus(seed),
        *_rewired("torus", ON_TORUS, seed, "2020-05-09"),
        *_rewired("ring", ON_RING, seed, "2020-09-16"),
    ]


def _with_threshold(scenario: muster.Scenario, a: int) -> muster.Scenario:
    return scenario.with_values({"population.threshold_mean": float(a)})


def _ring(seed: int) -> list[Claim]:
    """2r + 1 + 2t(r - a + 1) after t steps with r neighbors on each side, until both fronts meet:
    then they give each other examples, and the last step or two are saved."""
    ring = muster.scenario("theory/t03-ring").with_values({"calendar.end": "2021-05-31"})
    runs = muster.run(
        {f"{a}": _with_threshold(ring, a) for a in RING_STEPS}, replicates=1, seed=seed
    )
    engaged = runs.dataset["persons"].sel(stage="engaged").sum("territory").squeeze("replicate")
    outcomes = runs.outcomes().droplevel("replicate")
    found = []
    for a, steps in RING_STEPS.items():
        t = np.arange(1, steps if steps else engaged.sizes["date"] + 1)  # before the fronts meet
        law = 11 + 2 * t * max(0, 5 - a + 1)
        right = int((engaged.sel(scenario=f"{a}").values[: len(t)] == law).sum())
        row = outcomes.loc[f"{a}"]
        found.append(Claim(f"ring, {a} examples: days with as many as the law says", len(t), right))
        found.append(Claim(f"ring, {a} examples: steps", steps, row["steps"]))
        final = 11 if steps == 0 else 1000
        what = f"ring, {a} examples: engaged in the end"
        found.append(Claim(what, final, row["engaged in the end"]))
    return found


def _torus(seed: int) -> list[Claim]:
    torus = muster.scenario("theory/t03-torus")
    runs = muster.run({f"{a}": _with_threshold(torus, a) for a in TORUS}, replicates=1, seed=seed)
    engaged = runs.dataset["persons"].sel(stage="engaged").sum("territory").squeeze("replicate")
    outcomes = runs.outcomes().droplevel("replicate")
    found = []
    for a, (first, steps) in TORUS.items():
        for t, expected in enumerate(first[1:]):
            got = float(engaged.sel(scenario=f"{a}")[t])
            found.append(Claim(f"torus, {a} examples: engaged after step {t + 1}", expected, got))
        row = outcomes.loc[f"{a}"]
        final = 9 if steps == 0 else 2500
        found.append(Claim(f"torus, {a} examples: steps", steps, row["steps"]))
        what = f"torus, {a} examples: engaged in the end"
        found.append(Claim(what, final, row["engaged in the end"]))
    return found


def _rewired(shape: str, cases, seed: int, end: str) -> list[Claim]:
    lattice = muster.scenario(f"theory/t03-{shape}").with_values({"calendar.end": end})
    scenarios = {
        f"{a} {p:g}": _with_threshold(lattice, a).with_values({"acquaintance.rewiring": p})
        for a, p, *_ in cases
    }
    runs = muster.run(scenarios, seed=seed, replicates=REPLICATES)
    share = runs.dataset["persons"].sel(stage="engaged").sum("territory")
    share = share / runs.dataset["persons"].isel(date=0).sum(["territory", "stage"])
    found = []
    for a, p, chance, its_error, mean, mean_error in cases:
        most = share.sel(scenario=f"{a} {p:g}").values >= 0.9  # [replicates, days]
        reached = most.any(axis=1)
        what = f"{shape}, {a} examples, {p:g} rewired: "
        error = sqrt(chance * (1 - chance) / REPLICATES)
        found.append(
            Claim(
                what + "share of runs that reach nine in ten",
                chance,
                reached.mean(),
                error,
                its_error or ONE_OF_400,
            )
        )
        steps = most.argmax(axis=1)[reached] + 1
        if mean is not None:
            error = steps.std(ddof=1) / sqrt(len(steps))
            found.append(Claim(what + "mean step at which", mean, steps.mean(), error, mean_error))
    return found


def plot(axes, claims: list[Claim]) -> None:
    chances = [c for c in claims if c.what.endswith("share of runs that reach nine in ten")]
    for a, color in ((1, "C0"), (2, "C1"), (3, "C2")):
        of_torus = [
            (case[1], c)
            for case, c in zip(ON_TORUS, chances[: len(ON_TORUS)], strict=True)
            if case[0] == a
        ]
        rewired = [p for p, _ in of_torus]
        axes.plot(rewired, [c.expected for _, c in of_torus], color=color, alpha=0.5)
        axes.plot(rewired, [c.got for _, c in of_torus], "o", color=color, label=f"{a} examples")
    axes.set(xlabel="share of ties rewired (torus)", ylabel="runs that reach nine in ten")
    axes.legend(title="lines: Centola et al. 2007")


MUTANTS = (
    Mutant(
        "people look at which share has joined, not at how many",
        "models/pull.cpp",
        "if (signal_ == PeerSignal::share_of_contacts)",
        "if (signal_ != PeerSignal::share_of_population)",
    ),
)

REFUSED = (
    ("theory/t03-ring", "population.size=500", "there is no person 995"),
    ("theory/t03-torus", "population.size=2000", "2000 persons do not fill a square"),
    ("theory/t03-ring", "acquaintance.rewiring=1.5", "is outside [0, 1]"),
)
