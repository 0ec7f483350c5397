"""Global cascades on a random network (Watts 2002; sizes: Gleeson and Cahalane 2007).

One person starts; everybody else joins when 18 percent of those she knows have. Whether it gets far
depends on how many ties people have. With one or two it dies in small circles. With more
than six a single neighbor is too small a share of what one sees. In between one person moves all,
and just before the upper end rarely, but then everybody: robust and fragile at once.
Scenario theory/t02-window; vary acquaintance.mean_degree, population.threshold_mean. It matters
here because it says when one maker can start a wave, and that ties can block as well as carry it.
"""

from math import sqrt

import muster
from claims import Claim, Mutant

SCENARIOS = ("theory/t02-window",)

CASES = (  # ties each, chance of a global cascade, its error, size of one
    (0.8, 0.0, 0.0, None),
    (1.2, 0.2836, 0.0061, 0.3027),
    (1.5, 0.5524, 0.0054, 0.5801),
    (2.0, 0.7515, 0.0046, 0.7966),
    (3.0, 0.8715, 0.0038, 0.9406),
    (4.0, 0.8660, 0.0034, 0.9800),
    (5.0, 0.7053, 0.0039, 0.9930),
    (5.5, 0.4286, 0.0051, 0.9958),
    (5.76, 0.2121, 0.0048, 0.9968),
    (6.0, 0.0644, 0.0043, 0.9975),
    (7.0, 0.0, 0.0, None),
)
REPLICATES = 150  # one seed a network; more would take minutes
ROUNDED = 0.00005


def claims(seed: int) -> list[Claim]:
    return [*_window(seed), *_reached(seed)]


def _window(seed: int) -> list[Claim]:
    watts = muster.scenario("theory/t02-window")
    ties = {f"{z:g}": watts.with_values({"acquaintance.mean_degree": z}) for z, *_ in CASES}
    outcomes = muster.run(ties, seed=seed, replicates=REPLICATES).outcomes()
    found = []
    for z, chance, its_error, size in CASES:
        of_one = outcomes.loc[f"{z:g}"]
        got = of_one["global cascade"].mean()
        error = sqrt(chance * (1 - chance) / REPLICATES)
        found.append(
            Claim(f"{z:g} ties: chance of a global cascade", chance, got, error, its_error)
        )
        sizes = of_one["size of a global cascade"].dropna()
        if size is not None:
            error = sizes.std() / sqrt(len(sizes))
            what = f"{z:g} ties: size of a global cascade"
            found.append(Claim(what, size, sizes.mean(), error, error / 2, ROUNDED))
    return found


def _reached(seed: int) -> list[Claim]:
    """Two of ten are enough at a threshold of .2: on a ring that is T3's exact pace."""
    ring = muster.scenario("theory/t03-ring").with_values(
        {"population.threshold_mean": 0.2, "engagement.peers_as": "share of contacts"}
    )
    steps = muster.run(ring, replicates=1, seed=seed).outcomes()["steps"].iloc[0]
    return [Claim("a share of exactly the threshold is enough: steps on a ring", 124, steps)]


def plot(axes, claims: list[Claim]) -> None:
    chances = [c for c in claims if c.what.endswith("chance of a global cascade")]
    ties = [z for z, *_ in CASES]
    axes.plot(ties, [c.expected for c in chances], color="0.6", label="Watts 2002, n = 10,000")
    axes.errorbar(
        ties,
        [c.got for c in chances],
        [1.96 * c.error for c in chances],
        fmt="o",
        label="Muster, 95 %",
    )
    sizes = [c for c in claims if c.what.endswith("size of a global cascade")]
    axes.plot(
        [float(c.what.split()[0]) for c in sizes],
        [c.got for c in sizes],
        "^",
        color="C1",
        label="size of a cascade",
    )
    axes.set(xlabel="mean number of ties", ylabel="chance that one person moves more than 5 %")
    axes.legend()


MUTANTS = (
    Mutant(
        "people look at how many have joined, not at which share",
        "models/pull.cpp",
        "static_cast<float>(std::max<int>(contacts[p], 1))",
        "static_cast<float>(std::max<int>(contacts[p] * 0, 1))",
    ),
    Mutant(
        "reaching the threshold is not enough",
        "models/engagement.hpp",
        "const float joins = surplus >= 0 ? join : join_anyway;",
        "const float joins = surplus > 0 ? join : join_anyway;",
    ),
)

REFUSED = (("theory/t02-window", "acquaintance.mean_degree=2000", "is outside [0, 1000]"),)
