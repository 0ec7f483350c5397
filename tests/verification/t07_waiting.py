"""Waiting and stocks: Little 1961, Erlang 1917, base-stock theory.

Orders wait where they come faster than they are handled, and even where they do not: because they
come by chance. These laws say how long. `theory/t07-queue` has a coordinator with time for so
many orders a day (vary `demand.outside`, `coordination.hours`); `theory/t07-servers` several
whose work takes varying times (`coordination.posts`, `coordination.service`); `theory/t07-stock`
a supplier who orders material back (`supply.filament_base`, `supply.lead_time`,
`supply.backlog`); in `theory/t07-little` everything is tangled, and yet waiting and what waits
agree to the unit. It matters here because a shortage that the laws cannot explain is a lost or
doubled order.
"""

import muster
import numpy as np
import pandas as pd
from claims import Claim, Mutant

SCENARIOS = ("theory/t07-queue", "theory/t07-servers", "theory/t07-stock", "theory/t07-little")

# Daily backlog Q' = max(0, Q + A - c): orders a day, capacity, stationary mean.
BACKLOG = ((8, 10, 0.8786), (9, 10, 3.1012), (9.5, 10, 7.952), (19, 20, 7.329), (0.8, 1, 1.6000))
# M/M/c with a service time of 1: arrivals, servers, L, Wq; and days that stand for a service time.
SERVERS = ((0.8, 1, 4, 4, 8), (4, 5, 6.2165, 0.5541, 20), (9, 10, 15.0186, 0.6687, 20))
# Base stock S: served the same day, days without backlog, mean backorders.
STOCK = (
    (45, 0.4850, 0.2669, 5.957),
    (50, 0.7366, 0.5375, 2.816),
    (55, 0.8998, 0.7845, 1.031),
    (60, 0.9719, 0.9278, 0.2836),
    (65, 0.9942, 0.9827, 0.0580),
)


def estimate(worlds: np.ndarray) -> dict[str, float]:
    """Mean over worlds and its standard error."""
    return {"got": worlds.mean(), "error": worlds.std(ddof=1) / len(worlds) ** 0.5}


def days(n: int) -> dict[str, object]:
    """A calendar of so many days."""
    return {"calendar.end": (pd.Timestamp("2020-01-01") + pd.Timedelta(days=n - 1)).date()}


def series(runs: muster.Runs, name: str, scenario: str, skip: int = 0, **labels: str) -> np.ndarray:
    """A series of the whole country, [world, day], without the first days."""
    values = runs.dataset[name].sel(scenario=scenario, **labels)
    summed = [axis for axis in values.dims if axis not in ("replicate", "date")]
    return values.sum(summed).transpose("replicate", "date").values[:, skip:]


def backlog(seed: int) -> list[Claim]:
    base = muster.scenario("theory/t07-queue")
    scenarios = {
        f"{a}/{c}": base.with_values(
            {"demand.outside": a, "coordination.hours": c / 10, **days(2400)}
        )
        for a, c, _ in BACKLOG
    }
    runs = muster.run(scenarios, replicates=50, seed=seed)
    claims = []
    for (a, c, mean), label in zip(BACKLOG, scenarios, strict=True):
        waiting = series(runs, "orders_open", label, 400)
        delay = series(runs, "waiting_days", label, 400).sum(1) / series(
            runs, "units_delivered", label, 400
        ).sum(1)
        claims += [
            Claim(
                f"{a} orders a day, time for {c}: orders waiting",
                mean,
                **estimate(waiting.mean(1)),
                allowance=0.05 * mean,
            ),
            Claim(
                f"{a} orders a day, time for {c}: days from order to arrival",
                mean / a,
                **estimate(delay),
                allowance=0.05 * mean / a,
            ),
        ]
        if (a, c) == (9, 10):
            claims.append(
                Claim(
                    "9 orders a day, time for 10: evenings without any",
                    0.4465,
                    **estimate((waiting == 0).mean(1)),
                    allowance=0.05 * 0.4465,
                )
            )
    return claims


def desks(n: int) -> dict[str, object]:
    """A network of makers and so many coordinators."""
    names = [f"desk {i}" for i in range(1, n + 1)]
    return {
        "coordination.posts": {
            "post": ["makers", *names],
            "territory": ["anywhere"] * (n + 1),
            "hours": [0.0] + [1.0] * n,
        },
        "coordination.ties": {"from": ["makers"] * n, "to": names},
    }


def servers(seed: int) -> list[Claim]:
    """Orders come during the day and the engine places them in its morning: half a day earlier."""
    base = muster.scenario("theory/t07-servers")
    claims = []
    for arrivals, c, in_system, waiting, k in SERVERS:
        runs = muster.run(
            base.with_values(
                {
                    "demand.outside": arrivals / k,
                    "coordination.hours": c / (10 * k),
                    **desks(c),
                    **days(6000),
                }
            ).renamed("servers"),
            replicates=60,
            seed=seed,
        )
        waited = series(runs, "orders_open", "servers", 1200).sum(1)
        arrived = series(runs, "demand_expressed", "servers", 1200).sum(1)
        time = (waited / arrived.mean() + 0.5) / k
        what = f"{arrivals} orders while one is handled, {c} coordinator{'s' if c > 1 else ''}: "
        claims += [
            Claim(
                what + "in the system",
                in_system,
                **estimate(arrivals * time),
                allowance=0.02 * in_system,
            ),
            Claim(
                what + "wait before handling",
                waiting,
                **estimate(time - 1),
                allowance=0.02 * (waiting + 1),
            ),
        ]
    return claims


def stock(seed: int) -> list[Claim]:
    base = muster.scenario("theory/t07-stock").with_values(days(850))
    scenarios = {f"S = {s}": base.with_values({"supply.filament_base": s}) for s, *_ in STOCK}
    runs = muster.run(scenarios, replicates=10, seed=seed)
    claims = []
    for (_, same_day, without, backorders), label in zip(STOCK, scenarios, strict=True):
        short = series(runs, "material_short", label, 50, material="filament")
        asked = series(runs, "material_asked", label, 50, material="filament")
        new = asked[:, 1:] - short[:, :-1]  # the others asked already
        served = np.maximum(0, new - short[:, 1:])  # who waits longest is served first
        claims += [
            Claim(
                f"{label}: units served the same day",
                same_day,
                **estimate(served.sum(1) / new.sum(1)),
            ),
            Claim(
                f"{label}: days without backlog",
                without,
                **estimate((short < 0.5).mean(1)),  # sharing leaves a few grams
            ),
            Claim(f"{label}: mean backorders", backorders, **estimate(short.mean(1))),
        ]
    return claims


def little(seed: int) -> list[Claim]:
    runs = muster.run(muster.scenario("theory/t07-little").renamed("x"), replicates=3, seed=seed)
    on_order = series(runs, "units_on_order", "x")
    waited = series(runs, "waiting_days", "x")
    given_up = series(runs, "units_given_up", "x").sum()
    delivered = series(runs, "units_delivered", "x").sum()
    return [
        Claim("Little: units on order at the end", 0, on_order[:, -1].sum()),
        Claim("Little: units given up", 0, given_up),
        Claim("Little: worlds with deliveries", 1, float(delivered > 1000)),
        *(
            Claim(
                f"Little, world {i + 1}: days waited = units on order, summed over days",
                float(on_order[i].sum()),
                float(waited[i].sum()),
            )
            for i in range(len(waited))
        ),
    ]


def claims(seed: int) -> list[Claim]:
    return [*little(seed), *backlog(seed), *servers(seed), *stock(seed)]


def plot(axes, claims) -> None:
    """Mean backorders against the base stock."""
    of_stock = [claim for claim in claims if claim.what.endswith("mean backorders")]
    s = [float(claim.what.split(":")[0].split("=")[1]) for claim in of_stock]
    axes.plot(s, [claim.expected for claim in of_stock], label="base-stock theory")
    axes.errorbar(
        s,
        [claim.got for claim in of_stock],
        yerr=[2 * claim.error for claim in of_stock],
        fmt="o",
        label="Muster",
    )
    axes.set_xlabel("base stock, units")
    axes.set_ylabel("units waited for in the evening")
    axes.legend()


REFUSED = (
    (
        "theory/t07-queue",
        "demand.outside=-1",
        "demand.outside = -1 order/day is outside [0, 1e+06]",
    ),
    ("theory/t07-servers", "coordination.service=erlang", "exponential"),
    ("theory/t07-stock", "supply.backlog=2", "supply.backlog = 2 share is outside [0, 1]"),
)

MUTANTS = (
    Mutant(
        "material is ordered before it is sold: a day late",
        "models/supply.cpp",
        "today.day + static_cast<int>(values[lead_time])",
        "today.day + 1 + static_cast<int>(values[lead_time])",
    ),
    Mutant(
        "an order takes half of a coordinator's time",
        "models/matching_platform.cpp",
        "coordinator.spare -= takes;",
        "coordinator.spare -= takes / 2;",
    ),
    Mutant(
        "a parcel arrives a day before it is counted",
        "models/delivery.cpp",
        "double(shipment.units) * (day - shipment.ordered_on)",
        "double(shipment.units) * (day + 1 - shipment.ordered_on)",
    ),
)
