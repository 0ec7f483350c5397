"""Matching without a price: Butters 1977; Petrongolo & Pissarides 2001; Mastin & Jaillet 2013.

Where nobody knows what the others do, several help the same requester and others go without: of
100 offers to 100 requests 63 arrive. Acquaintance does worse while people know few, passing
orders on does better, a platform that everybody sees wastes nothing. `theory/t16-offers` (vary
`population.size`, `requesters.by_segment`), `theory/t16-acquaintances` (`requesters.known`),
`theory/t16-passing-on` (`population.printer_share` with `sewing_share`, `matching.max_hops`),
`theory/t16-platform`. It matters here because what networks and platforms gain over acquaintance
is coordination, and useless help is its price.
"""

import muster
import numpy as np
from claims import Claim, Mutant

SCENARIOS = (
    "theory/t16-offers",
    "theory/t16-acquaintances",
    "theory/t16-passing-on",
    "theory/t16-platform",
)

OFFERS = ((100, 100, 0.6340), (1000, 1000, 0.6323), (50, 100, 0.3950), (200, 100, 0.8660))
PER_REQUEST = (0.366, 0.370, 0.185, 0.061)
ACQUAINTED = ((0.5, 0.3364), (1, 0.5101), (2, 0.6885), (5, 0.8620), (10, 0.9307))
LOST = ((0.1, 6, 0.4783), (0.3, 6, 0.0824))


def requesters(number: int, units: int = 1) -> dict[str, object]:
    """So many requesters who want so many units each, in a territory of 100,000 inhabitants."""
    return {
        "requesters.by_segment": {
            "segment": ["hospital"],
            "number": [number * 650.96768],
            "staff": [float(units)],
            "order": [float(units)],
            "order_spread": [0.0],
        }
    }


def served(scenarios: dict[str, muster.Scenario], worlds: int, seed: int) -> dict[str, np.ndarray]:
    """Share of requests served in each world."""
    runs = muster.run(scenarios, replicates=worlds, seed=seed)
    share = runs.dataset["share_covered"].sel(product="visor").isel(date=-1, territory=0)
    return {label: share.sel(scenario=label).values for label in scenarios}


def claimed(what: str, expected: float, worlds: np.ndarray) -> Claim:
    return Claim(
        what, expected, float(worlds.mean()), float(worlds.std(ddof=1)) / len(worlds) ** 0.5
    )


def offers(seed: int) -> list[Claim]:
    base = muster.scenario("theory/t16-offers")
    share = served(
        {
            f"{m}, {n}": base.with_values({"population.size": m, **requesters(n)})
            for m, n, _ in OFFERS
        },
        100,
        seed,
    )
    claims = [
        claimed(f"{m} offers to {n} requests: served", s, share[f"{m}, {n}"]) for m, n, s in OFFERS
    ]
    greedy = base.with_values(requesters(100, units=1000))
    met = muster.run(greedy, replicates=100, seed=seed, tables=True).requesters
    for k, expected in enumerate(PER_REQUEST):
        of_world = (met.held_visor == k).groupby(met.replicate).mean().to_numpy()
        claims.append(claimed(f"100 offers to 100: requests that meet {k}", expected, of_world))
    return claims


def acquaintances(seed: int) -> list[Claim]:
    base = muster.scenario("theory/t16-acquaintances")
    share = served(
        {f"{c}": base.with_values({"requesters.known": c}) for c, _ in ACQUAINTED}, 60, seed
    )
    return [
        claimed(f"makers know {c} requesters on average: served", s, share[f"{c}"])
        for c, s in ACQUAINTED
    ]


def passing_on(seed: int) -> list[Claim]:
    base = muster.scenario("theory/t16-passing-on")
    share = served(
        {
            f"{f}": base.with_values(
                {
                    "population.printer_share": f,
                    "population.sewing_share": 1 - f,
                    "matching.max_hops": h,
                }
            )
            for f, h, _ in LOST
        },
        60,
        seed,
    )
    return [
        claimed(f"{f:.0%} of units are free, {h} steps: lost", lost, 1 - share[f"{f}"])
        for f, h, lost in LOST
    ]


def platform(seed: int) -> list[Claim]:
    base = muster.scenario("theory/t16-platform")
    share = served(
        {f"{m}": base.with_values({"population.size": m, **requesters(50)}) for m in (30, 50, 80)},
        1,
        seed,
    )
    return [
        Claim(
            f"platform, {m} offers, 50 requests: served", min(m, 50) / 50, float(share[f"{m}"][0])
        )
        for m in (30, 50, 80)
    ]


def claims(seed: int) -> list[Claim]:
    return [*offers(seed), *acquaintances(seed), *passing_on(seed), *platform(seed)]


def plot(axes, claims) -> None:
    """Share served against how many requesters a maker knows."""
    known = [claim for claim in claims if claim.what.startswith("makers know")]
    c = np.linspace(0.05, 10, 200)
    axes.plot(c, 1 - np.log(2 - np.exp(-c)) / c, label="acquaintance, theory")
    axes.plot(
        [float(claim.what.split()[2]) for claim in known],
        [claim.got for claim in known],
        "o",
        label="acquaintance, Muster",
    )
    axes.axhline(claims[1].expected, color="tab:orange", label="random offers, theory")
    axes.plot([10], [claims[1].got], "s", color="tab:orange", label="random offers, Muster")
    axes.axhline(1, color="gray", linestyle=":", label="platform")
    axes.set_xlabel("requesters that a maker knows")
    axes.set_ylabel("share of requests served")
    axes.legend()


REFUSED = (
    ("theory/t16-acquaintances", "requesters.known=-1", "outside [0, 1000]"),
    ("theory/t16-passing-on", "matching.max_hops=201", "outside [0, 200]"),
)

MUTANTS = (
    Mutant(
        "a request is withdrawn after its first offer",
        "models/matching_offers.cpp",
        "Order& order = *posted[choice_of(i)];",
        "std::size_t first = choice_of(i);\n"
        "        while (first + 1 < posted.size() && posted[first]->open == 0)\n"
        "            ++first;\n"
        "        Order& order = *posted[first];",
    ),
    Mutant(
        "an order is lost a step too early",
        "models/matching_passing_on.cpp",
        "order.hops <= max_hops_;",
        "order.hops < max_hops_;",
    ),
)
