"""Fatigue and the norm calendar: the two clocks of the story.

Whoever works every day tires toward a limit, strain / recovery, which says when people begin to
wear out. A norm goes through its stages one by one, each with a chance a day, which says when it
is there. `theory/t19-fatigue` (vary `fatigue.strain`, `fatigue.recovery`), `theory/t19-norm`
(`norms.effects`, column advance). It matters here because exhaustion and rule-making race each
other.
"""

import muster
import numpy as np
from claims import Claim, Mutant

SCENARIOS = ("theory/t19-fatigue", "theory/t19-norm")

FATIGUE = ((1, 0.05), (5, 0.204755), (10, 0.32566078))
ADOPTED = ((10, 0.06493), (20, 0.28335), (35, 0.60704), (60, 0.88074), (90, 0.97378))
CONTESTED, IN_FORCE = 2, 3  # regimes by number


def fatigue(seed: int) -> list[Claim]:
    """The engine keeps fatigue in single precision: a millionth is allowed."""
    runs = muster.run(muster.scenario("theory/t19-fatigue"), replicates=1, seed=seed)
    tired = runs.dataset["fatigue"].isel(scenario=0, replicate=0, territory=0).values
    return [
        *(
            Claim(f"fatigue after {n} days", f, float(tired[n - 1]), allowance=1e-6)
            for n, f in FATIGUE
        ),
        Claim("fatigue in the end", 0.5, float(tired[-1]), allowance=1e-6),
        Claim("first day with fatigue of .4", 16, int(np.argmax(tired >= 0.4)) + 1),
    ]


def norm(seed: int) -> list[Claim]:
    runs = muster.run(muster.scenario("theory/t19-norm"), replicates=1200, seed=seed)
    regime = runs.dataset["norm_regime"].isel(scenario=0).transpose("replicate", "date").values
    adopted = (regime >= IN_FORCE).argmax(1)
    n = len(adopted)

    def chance(what: str, expected: float, hits: np.ndarray) -> Claim:
        return Claim(what, expected, float(hits.mean()), (expected * (1 - expected) / n) ** 0.5)

    spread = (adopted - 35.0) ** 2
    return [
        Claim("days until adoption, mean", 35, float(adopted.mean()), (490 / n) ** 0.5),
        Claim(
            "days until adoption, variance",
            490,
            float(spread.mean()),
            float(spread.std(ddof=1)) / n**0.5,
        ),
        *(chance(f"adopted by day {day}", p, regime[:, day] >= IN_FORCE) for day, p in ADOPTED),
        chance("contested on day 20", 0.12126, regime[:, 20] == CONTESTED),
    ]


def claims(seed: int) -> list[Claim]:
    return [*fatigue(seed), *norm(seed)]


def plot(axes, claims) -> None:
    """Fatigue and the chance that the norm is there, over the same days."""
    day = np.arange(91)
    axes.plot(day, 0.5 * (1 - 0.9**day), label="fatigue, theory")
    tired = claims[: len(FATIGUE)]
    axes.plot([n for n, _ in FATIGUE], [claim.got for claim in tired], "o", label="fatigue, Muster")
    there = [claim for claim in claims if claim.what.startswith("adopted by")]
    axes.plot(
        [n for n, _ in ADOPTED], [claim.expected for claim in there], "x-", label="adopted, theory"
    )
    axes.plot([n for n, _ in ADOPTED], [claim.got for claim in there], "s", label="adopted, Muster")
    axes.set_xlabel("day")
    axes.set_ylabel("fatigue; chance of adoption")
    axes.legend()


REFUSED = (("theory/t19-fatigue", "fatigue.strain=2", "outside [0, 1]"),)

MUTANTS = (
    Mutant(
        "a night's rest comes after the day's work is added",
        "models/fatigue.hpp",
        "persons.fatigue[p] = tired(persons.fatigue[p], day, strains);",
        "persons.fatigue[p] += (1 - recovers) * strains * day;",
    ),
    Mutant(
        "two steps of the norm in one day",
        "models/norms.cpp",
        "return now + (moves_on && now + 1 < std::size(regimes));",
        "const double next_chance =\n"
        '        effect(values[effects], now + moves_on, "advance") * world.norm_salience;\n'
        "    return now + moves_on +\n"
        '           (moves_on && today.stream("norms.again").bernoulli(next_chance, now));',
    ),
)
