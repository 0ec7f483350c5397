"""Unequal contributions: Gini coefficients of null models.

Identical volunteers who leave by chance already contribute very unequally: Gini .49 for a chance
of 5 % a day. So a Gini alone proves no difference between people. `theory/t10-exits` lets
everybody make the same every day until she leaves (vary `population.exit_hazard`,
`population.size`); `theory/t10-luck` has one day and a Poisson number of units
(`population.hours_median`), unequal hours (`population.hours_spread`), or hours given one by one
(`population.hours`): of a gamma law, which makes output negative binomial, or of Pareto's. It
matters here because heavy tails of output are among what the model should explain (V1).
"""

import muster
import numpy as np
from claims import Claim, Mutant

SCENARIOS = ("theory/t10-exits", "theory/t10-luck")

POISSON = ((1, 0.5238), (5, 0.2491), (10, 0.1773), (50, 0.0797))
GEOMETRIC = ((0.02, 0.4949), (0.05, 0.4872), (0.2, 0.4444))
LOGNORMAL = ((0.5, 0.2763), (1, 0.5205), (2, 0.8427))
NEGATIVE_BINOMIAL = ((0.5, 0.6443), (1, 0.5122), (2, 0.3932))  # of mean 20, by size
PARETO = ((3, 1 / 5), (4, 1 / 7))  # 1 / (2 α - 1); with a smaller α samples are biased
MANY = {"population.size": 2_000}
# Nothing fails, and units are small beside what anybody makes.
BY_HOURS = {
    "production.failure_worst": 0.0,
    "production.failure_best": 0.0,
    "production.printing_worst": 0.01,
    "production.printing_best": 0.01,
    "population.hours_median": 0.002,
}


def ginis(scenarios: dict[str, muster.Scenario], worlds: int, seed: int) -> dict[str, np.ndarray]:
    """Gini of output on the last day, in each world."""
    runs = muster.run(scenarios, replicates=worlds, seed=seed)
    last = runs.dataset["output_gini"].isel(date=-1)
    return {label: last.sel(scenario=label).values for label in scenarios}


def claimed(what: str, expected: float, worlds: np.ndarray) -> Claim:
    return Claim(
        what, expected, float(worlds.mean()), float(worlds.std(ddof=1)) / len(worlds) ** 0.5
    )


def by_given_hours(seed: int, worlds: int = 20) -> list[Claim]:
    """Hours drawn here, since the engine does not know their laws; other ones in each world."""
    luck = muster.scenario("theory/t10-luck")
    draw = np.random.default_rng(seed)
    n = MANY["population.size"]
    poisson = {  # 6,000 started an hour, of which 30 succeed
        "production.printing_worst": 0.01,
        "production.printing_best": 0.01,
        "production.failure_worst": 0.995,
        "production.failure_best": 0.995,
    }
    laws = {
        f"negative binomial of mean 20, size {size}": (
            gini,
            poisson,
            lambda size=size: np.minimum(14, draw.gamma(size, 20 / 30 / size, n)),
        )
        for size, gini in NEGATIVE_BINOMIAL
    } | {
        f"Pareto, α = {tail}": (gini, BY_HOURS, lambda tail=tail: 0.01 * (1 + draw.pareto(tail, n)))
        for tail, gini in PARETO
    }
    stories = {
        f"{what}, {world}": luck.with_values(
            MANY | values | {"population.hours": {"hours": hours()}}
        )
        for what, (_, values, hours) in laws.items()
        for world in range(worlds)
    }
    found = ginis(stories, 1, seed)
    return [
        claimed(what, gini, np.ravel([found[f"{what}, {world}"] for world in range(worlds)]))
        for what, (gini, *_) in laws.items()
    ]


def claims(seed: int) -> list[Claim]:
    exits, luck = (muster.scenario(name) for name in SCENARIOS)
    spells = ginis(
        {f"h = {h}": exits.with_values({"population.exit_hazard": h, **MANY}) for h, _ in GEOMETRIC}
        | {
            # 4,000 started a day of which 8 succeed: Poisson.
            "compound": exits.with_values(
                {
                    "production.printing_worst": 0.015,
                    "production.printing_best": 0.015,
                    "production.failure_worst": 0.998,
                    "production.failure_best": 0.998,
                    **MANY,
                }
            )
        },
        60,
        seed,
    )
    by_luck = ginis(
        {
            f"λ = {rate}": luck.with_values({"population.hours_median": rate / 5, **MANY})
            for rate, _ in POISSON
        }
        | {
            f"σ = {sigma}": luck.with_values(
                BY_HOURS | {"population.hours_spread": float(sigma), **MANY}
            )
            for sigma, _ in LOGNORMAL
        },
        60,
        seed,
    )
    small = ginis({"h = 0.05": exits}, 100, seed) | ginis(
        {
            "λ = 10": luck,
            "σ = 1": luck.with_values(BY_HOURS | {"population.hours_spread": 1.0}),
        },
        100,
        seed,
    )
    return [
        *(claimed(f"leave with h = {h}", g, spells[f"h = {h}"]) for h, g in GEOMETRIC),
        claimed("leave with h = 0.05, Poisson(8) units a day", 0.4887, spells["compound"]),
        *(claimed(f"Poisson, λ = {rate}", g, by_luck[f"λ = {rate}"]) for rate, g in POISSON),
        *(claimed(f"lognormal, σ = {s}", g, by_luck[f"σ = {s}"]) for s, g in LOGNORMAL),
        *by_given_hours(seed),
        claimed("1,000 persons: leave with h = 0.05", 0.4863, small["h = 0.05"]),
        claimed("1,000 persons: Poisson, λ = 10", 0.1772, small["λ = 10"]),
        claimed("1,000 persons: lognormal, σ = 1", 0.5197, small["σ = 1"]),
    ]


def plot(axes, claims) -> None:
    """Expected and found, one under the other."""
    rows = range(len(claims))
    axes.barh(rows, [claim.expected for claim in claims], color="lightgray", label="theory")
    axes.errorbar(
        [claim.got for claim in claims],
        rows,
        xerr=[2 * claim.error for claim in claims],
        fmt="o",
        label="Muster",
    )
    axes.set_yticks(rows, [claim.what for claim in claims])
    axes.invert_yaxis()
    axes.set_xlabel("Gini coefficient of units made")
    axes.legend()


REFUSED = (("theory/t10-exits", "population.exit_hazard=1.5", "outside [0, 1]"),)

MUTANTS = (
    Mutant(
        "Gini over those who are still at work",
        "models/observables_goods.cpp",
        "if (persons.took_part[p] && persons.machines[p] > 0)",
        "if (persons.stage[p] == Stage::engaged && persons.machines[p] > 0)",
    ),
)
