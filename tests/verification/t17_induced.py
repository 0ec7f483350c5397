"""Demand induced by supply: Hawkes & Oakes 1974; Borel 1942.

Every request that is served is talked about and calls forth n further ones. While n is below 1
demand settles at 1 / (1 - n) times what comes from outside, and a single request leads to so many
on average, sometimes to very many. `theory/t17-path` shows demand day by day (vary
`demand.outside`, `demand.induced`, `demand.order_rate`), `theory/t17-cascade` what one request
calls forth (`demand.induced`). It matters here because "supply called forth demand" becomes a
number, n.
"""

import datetime

import muster
import numpy as np
from claims import Claim, Mutant

SCENARIOS = ("theory/t17-path", "theory/t17-cascade")

PATH = ((0, 20), (1, 25), (2, 28.75), (5, 35.25390625), (10, 38.8737), (20, 39.93657577))
# n: mean, variance, P(1), P(2), P(3), P(more than 10)
BOREL = (
    (0.5, 2, 4, (0.6065, 0.1839, 0.0837), 0.0100),
    (0.8, 5, 100, (0.4493, 0.1615, 0.0871), 0.1102),
)


def claimed(what: str, expected: float, worlds: np.ndarray) -> Claim:
    return Claim(
        what, expected, float(worlds.mean()), float(worlds.std(ddof=1)) / len(worlds) ** 0.5
    )


def path(seed: int) -> list[Claim]:
    runs = muster.run(muster.scenario("theory/t17-path"), replicates=80, seed=seed)
    asked = runs.dataset["demand_expressed"].sum(("territory", "product")).isel(scenario=0)
    return [
        claimed(f"requests on day {day}", mean, asked.isel(date=day).values) for day, mean in PATH
    ]


def spread_of_all(n_days: int, n: float, rate: float) -> float:
    """Variance / mean of all requests of the first days; tends to 1 / (1 - n)².

    Every request from outside heads a cascade of its own. With m[k] and q[k] the mean and the mean
    square of a cascade cut off after k more days, and geometric delays: m = 1 + c, q = 1 + 2 c +
    c² + n E q, where c = n E m over the delay, for the number of direct followers is Poisson.
    """
    m, q = np.zeros(n_days), np.zeros(n_days)
    for k in range(n_days):
        delays = rate * (1 - rate) ** np.arange(k)  # of 1, 2 … k days
        c = n * float(delays @ m[:k][::-1])
        m[k], q[k] = 1 + c, (1 + c) ** 2 + n * float(delays @ q[:k][::-1])
    return float(q.sum() / m.sum())


def burstiness(seed: int) -> list[Claim]:
    """Requests that call forth others come in bursts: more variance than Poisson's 1."""
    n_days, worlds, mu = 120, 150, 4.0  # few: who was served once does not ask again
    base = muster.scenario("theory/t17-path").with_values(
        {"calendar.end": datetime.date(2020, 4, 29), "demand.outside": mu}
    )
    runs = muster.run(base, replicates=worlds, seed=seed)
    total = runs.dataset["demand_expressed"].sum(("territory", "product", "date")).values.ravel()
    ratio = float(total.var(ddof=1) / total.mean())
    expected = spread_of_all(n_days, 0.5, 0.5)
    return [
        Claim(
            f"all requests of {n_days} days: variance / mean (without end: 4)",
            expected,
            ratio,
            expected * (2 / (worlds - 1)) ** 0.5,
            allowance=0.02 * expected,
        )
    ]


def chance(what: str, expected: float, hits: np.ndarray) -> Claim:
    error = (expected * (1 - expected) / len(hits)) ** 0.5
    return Claim(what, expected, float(hits.mean()), error)


def cascades(seed: int) -> list[Claim]:
    base = muster.scenario("theory/t17-cascade")
    runs = muster.run(
        {f"{n}": base.with_values({"demand.induced": n}) for n, *_ in BOREL},
        replicates=1000,
        seed=seed,
    )
    sizes = runs.dataset["demand_expressed"].sum(("territory", "product", "date"))
    claims = []
    for n, mean, variance, first, beyond in BOREL:
        size = sizes.sel(scenario=f"{n}").values
        claims += [
            claimed(f"n = {n}: requests from one, mean", mean, size),
            claimed(f"n = {n}: variance", variance, (size - mean) ** 2),
            *(
                chance(f"n = {n}: chance of {k}", p, size == k)
                for k, p in enumerate(first, start=1)
            ),
            chance(f"n = {n}: chance of more than 10", beyond, size > 10),
        ]
    return claims


def claims(seed: int) -> list[Claim]:
    return [*path(seed), *burstiness(seed), *cascades(seed)]


def plot(axes, claims) -> None:
    """Requests a day."""
    day = np.arange(21)
    axes.plot(day, 40 - 20 * 0.75**day, label="theory: n = .5, 20 a day from outside")
    axes.errorbar(
        [at for at, _ in PATH],
        [claim.got for claim in claims[: len(PATH)]],
        yerr=[2 * claim.error for claim in claims[: len(PATH)]],
        fmt="o",
        label="Muster",
    )
    axes.axhline(20, color="gray", linestyle=":", label="from outside")
    axes.set_xlabel("day")
    axes.set_ylabel("requests a day")
    axes.set_ylim(0)
    axes.legend()


REFUSED = (("theory/t17-path", "demand.induced=1", "outside [0, 0.95]"),)

MUTANTS = (
    Mutant(
        "what was served is reported again every day",
        "models/word_of_mouth.cpp",
        "    world.served_yesterday.clear();\n",
        "",
    ),
    Mutant(
        "requests call forth others on the same day",
        "models/demand.cpp",
        "    from_outside(world, values, today);\n",
        "    from_outside(world, values, today);\n"
        "    for (const Order& order : world.orders)\n"
        "        world.served_yesterday.push_back({order.requester, order.number});\n"
        "    word_of_mouth(world, values, today);\n",
    ),
)
