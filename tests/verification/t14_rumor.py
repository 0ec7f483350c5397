"""A rumor that nobody denies (Daley and Kendall 1965; Maki and Thompson 1973).

Who has heard tells one person at random; who tells it to somebody who knows it already stops with
some chance. So a rumor dies while many have not heard of it: a fifth if one meeting happens after
the other, .1745 if all tell at once each day, and less the less easily tellers stop.
Scenario theory/t14-rumor; vary rumor.stifling, calendar.substeps, population.size. It matters here
because a panic leaves people untouched by itself: a rebuttal has to beat that, not zero.
"""

import muster
from claims import Claim, Mutant

SCENARIOS = ("theory/t14-rumor",)

CASES = (  # parts of a day, stifling, never heard, spread of one run of 10,000, runs, allowance
    (1, 1.0, 0.1745, 0.0049, 80, 0.0),
    (1, 0.5, 0.0499, 0.0025, 80, 0.0),
    (10, 1.0, 0.2004, 0.0052, 80, 0.0),
    (100, 1.0, 0.2032, 0.0052, 20, 0.0005),  # .0003 below the limit of one meeting after the other
    (100, 0.5, 0.0595, 0.0027, 20, 0.0005),
)


def claims(seed: int) -> list[Claim]:
    return [claim for case in CASES for claim in _never_heard(*case, seed)]


def _never_heard(parts, stifling, expected, spread, replicates, allowance, seed) -> list[Claim]:
    rumor = muster.scenario("theory/t14-rumor").with_values(
        {"calendar.substeps": parts, "rumor.stifling": stifling}
    )
    outcomes = muster.run(rumor, seed=seed, replicates=replicates).outcomes()
    never = outcomes["never heard"]
    error = spread / replicates**0.5
    what = f"tellers stop with chance {stifling:g}, 1/{parts} day: "
    return [
        Claim(what + "never heard", expected, never.mean(), error, allowance=allowance),
        Claim(what + "worlds in which some still tell", 0, (outcomes["still telling"] > 0).sum()),
    ]


def plot(axes, claims: list[Claim]) -> None:
    never = [c for c in claims if c.what.endswith("never heard")]
    at = range(len(never))
    axes.bar(at, [c.got for c in never], width=0.6, label="Muster")
    axes.plot(at, [c.expected for c in never], "k_", markersize=24, label="theory")
    axes.set_xticks(at, [f"1/{parts} day\nα = {alpha:g}" for parts, alpha, *_ in CASES])
    axes.set(ylabel="share that never hears")
    axes.legend()


MUTANTS = (
    Mutant(
        "tellers stop only when they meet somebody who has stopped, not another teller",
        "models/rumor.cpp",
        "else if (stops >= 1 || draws.bernoulli(stops, p))",
        "else if (state[contact] == stifler && (stops >= 1 || draws.bernoulli(stops, p)))",
    ),
    Mutant(
        "in a part of a day everybody meets somebody",
        "models/rumor.cpp",
        "const double meets = today.per_substep(1), stops",
        "const double meets = today.n_substeps > 0 ? 1.0 : 0.0, stops",
    ),
)

REFUSED = (
    ("theory/t14-rumor", "rumor.stifling=2", "is outside [0, 1]"),
    ("theory/t14-rumor", "rumor.seeds=nofile.csv", "there is no file 'nofile.csv'"),
)
