"""Laws that hold in every run, all mechanisms on.

They need no theory at all: nobody vanishes, what was made is somewhere, what was ordered arrives
or is given up, no gram of material is lost. `theory/t12-laws` is france-2020 at a fiftieth of its
size; here it and its what-ifs are checked every day, in integers, from what any run writes; and
what can be said of pairs of runs: more against it never brings more people in, more material
never makes less, what has no weight or dose changes nothing. One violation would invalidate every
count of visors or people.
"""

from collections.abc import Iterator

import muster
import numpy as np
import xarray as xr
from claims import Claim, Mutant

SCENARIOS = ("theory/t12-laws",)
WHAT_IFS = (
    "topology-centralized",
    "topology-distributed",
    "topology-decentralized",
    "self-certification",
    "public-orders-early",
    "labs-open",
)
# Small units in a shop unit, of filament, sheet, elastic, textile: g, cm2, cm, cm2.
SMALL = xr.DataArray(
    [1000, 10_000, 100, 10_000],
    coords={"material": ["filament", "sheet", "elastic", "textile"]},
    dims="material",
)
SHARES = (
    "perceived_risk",
    "norm_salience",
    "national_health",
    "collective_health",
    "lab_health",
    "support",
    "press",
    "share_covered",
    "coverage_gini",
    "output_gini",
    "design_score",
    "design_score_best",
    "design_diversity",
    "network_centralization",
    "network_giant_component",
    "network_degree_gini",
    "network_clustering",
)


def series(data: xr.Dataset) -> list[str]:
    """Names of what is counted every day."""
    return [str(name) for name, values in data.items() if "date" in values.dims]


def broken(law: xr.DataArray) -> int:
    """How often a law does not hold."""
    return int((~law).sum())


def people(data: xr.Dataset) -> Iterator[tuple[str, int]]:
    n = data.persons.sum("stage")
    yield "people: everybody is in one stage", broken(n == n.isel(date=0))


def units(data: xr.Dataset) -> Iterator[tuple[str, int]]:
    flows = (
        "units_made",
        "units_delivered",
        "units_rejected",
        "units_given_up",
        "demand_expressed",
    )
    so_far = {name: data[name].sum("territory").cumsum("date") for name in flows}
    arrived = so_far["units_delivered"] + so_far["units_rejected"]
    there = data.units_stock.sum("territory") + data.units_in_transit
    yield (
        "units: made = stock + in transit + delivered + rejected",
        broken(so_far["units_made"] == there + arrived),
    )
    yield (
        "orders: requested + doubled = on order + arrived + given up",
        broken(
            so_far["demand_expressed"] + data.units_doubled
            == data.units_on_order.sum("territory") + arrived + so_far["units_given_up"]
        ),
    )
    yield (
        "units: no more delivered than made",
        broken(so_far["units_delivered"] <= so_far["units_made"]),
    )


def material(data: xr.Dataset) -> Iterator[tuple[str, int]]:
    here = data.material_stock.sum("territory") + data.material_in_transit
    initial = np.rint(
        (here + data.material_used + data.material_wasted - data.material_received) * SMALL
    )
    yield (
        "material: initial + received = stock + in transit + used + wasted",
        broken(initial == initial.isel(date=0)),
    )


def bounds(data: xr.Dataset) -> Iterator[tuple[str, int]]:
    yield "no series is ever below 0", sum(broken(data[name] >= 0) for name in series(data))
    yield "shares are at most 1", sum(broken(data[name] <= 1 + 1e-9) for name in SHARES)
    at_work = data.persons.sel(stage="engaged")
    yield "nobody works more than 14 hours", broken(data.hours_given <= 14 * at_work + 1e-9)


def log(runs: muster.Runs) -> Iterator[tuple[str, int]]:
    """The log, written as things happen, against the series, which count in the evening."""
    events = runs.log
    by_day = events.groupby(["scenario", "replicate", "date", "event"]).size()
    counted = by_day.unstack("event", fill_value=0).to_xarray()
    dates = runs.dataset.date
    counted = counted.reindex(date=dates, fill_value=0)
    stages = runs.dataset.persons.sum("territory")
    at_work = stages.sel(stage=["engaged", "paused"]).sum("stage")
    yield (
        "people: those at work = joins - exits",
        broken(at_work == (counted["engaged"] - counted["withdrew"]).cumsum("date")),
    )
    parcels = events[events.event.isin(["sent", "accepted", "refused"])]
    key = ["scenario", "replicate", "requester", "parcel"]
    sent = parcels[parcels.event == "sent"].set_index(key).units
    arrived = parcels[parcels.event != "sent"].set_index(key).units
    twice = int(sent.index.duplicated().sum() + arrived.index.duplicated().sum())
    yield "parcels: sent once, arrived at most once", twice
    lost = arrived.index.difference(sent.index).size
    changed = int((arrived != sent.reindex(arrived.index)).sum()) if twice + lost == 0 else 0
    yield "parcels: what arrives was sent, as it was", lost + changed


def laws(seed: int) -> list[Claim]:
    base = muster.scenario("theory/t12-laws")
    small = {"population.scale": base.values["population.scale"]}
    scenarios = {"as it was": base} | {
        name: muster.scenario(name).with_values(small) for name in WHAT_IFS
    }
    runs = muster.run(scenarios, replicates=2, seed=seed, tables=True)
    data = runs.dataset.load()
    found = [law for check in (people, units, material, bounds) for law in check(data)]
    return [Claim(f"{law}: violations", 0, n) for law, n in [*found, *log(runs)]]


def against(seed: int) -> Iterator[Claim]:
    """Higher thresholds or fewer ties: only some of those engage who did, nobody else."""
    rng = np.random.default_rng(seed)
    n = 400
    thresholds = rng.integers(0, 6, n).astype(float)
    ties = rng.integers(0, n, (1200, 2))
    base = muster.scenario("theory/nothing").with_values(
        {
            "population.size": n,
            "population.thresholds": {"threshold": thresholds},
            "acquaintance.ties": {"a": ties[:, 0], "b": ties[:, 1]},
            "engagement.on": True,
            "engagement.peers_as": "count of contacts",
            "engagement.pull_of_peers": 1.0,
        }
    )
    higher = thresholds + rng.integers(0, 2, n)
    some = ties[: len(ties) // 2]
    scenarios = {
        "before": base,
        "reluctant": base.with_values({"population.thresholds": {"threshold": higher}}),
        "lonely": base.with_values({"acquaintance.ties": {"a": some[:, 0], "b": some[:, 1]}}),
    }
    persons = muster.run(scenarios, replicates=1, seed=seed, tables=True).persons
    before, reluctant, lonely = (
        (persons.stage[persons.scenario == label] == "engaged").to_numpy() for label in scenarios
    )
    yield Claim("higher thresholds: who engages only then", 0, int((reluctant & ~before).sum()))
    yield Claim("fewer ties: who engages only then", 0, int((lonely & ~before).sum()))
    fewer = before.sum() > max(reluctant.sum(), lonely.sum()) > 0
    yield Claim("and both keep some out, and some in", 1, int(fewer))


def more(seed: int) -> Iterator[Claim]:
    """More material on sale: never fewer units made by any day."""
    base = muster.scenario("theory/t07-stock").with_values(
        {
            "calendar.end": "2020-06-30",
            "supply.backlog": 0.0,
            "supply.home_stock": 1.0,
            "supply.at_hand": 100.5,
        }
    )
    stocks = (20.0, 40.0, 80.0)
    runs = muster.run(
        {f"{s}": base.with_values({"supply.filament_base": s}) for s in stocks},
        replicates=3,
        seed=seed,
    )
    made = runs.dataset.units_made.sum(("territory", "product")).cumsum("date")
    less, some, much = (made.sel(scenario=f"{s}") for s in stocks)
    yield Claim(
        "more material: days with fewer units made so far",
        0,
        broken(some >= less) + broken(much >= some),
    )
    yield Claim("and it makes more in the end", 1, int((much > less).isel(date=-1).all()))


def nothing(seed: int) -> Iterator[Claim]:
    """What has no weight or dose changes no bit of any series."""
    base = muster.scenario("theory/t12-laws")
    runs = muster.run(
        {
            "as it was": base,
            "without weight": base.with_values({"recognition.on": False}).with_values(
                {"engagement.pull_of_recognition": 0.0}
            ),
            "no recognition": base.with_values({"engagement.pull_of_recognition": 0.0}),
            "no dose": base.with_event(
                name="nothing is given",
                date="2020-04-01",
                act="supply.deliver",
                with_={"material": "filament", "amount": 0.0},
            ),
        },
        replicates=1,
        seed=seed,
    )
    data = runs.dataset.load()

    def differ(one: str, other: str) -> int:
        pairs = (data[name].sel(scenario=[one, other]).values for name in series(data))
        return sum(not np.array_equal(*pair) for pair in pairs)

    yield Claim(
        "weight 0 and switched off: series that differ",
        0,
        differ("without weight", "no recognition"),
    )
    yield Claim("a gift of nothing: series that differ", 0, differ("as it was", "no dose"))
    yield Claim(
        "but a weight tells: some series differ", 1, int(differ("as it was", "no recognition") > 0)
    )


def claims(seed: int) -> list[Claim]:
    return [*laws(seed), *against(seed), *more(seed), *nothing(seed)]


def plot(axes, claims) -> None:
    """Violations: there must be none."""
    laws = [claim for claim in claims if claim.expected == 0]
    axes.barh(range(len(laws)), [claim.got for claim in laws])
    axes.set_yticks(range(len(laws)), [claim.what.removesuffix(": violations") for claim in laws])
    axes.invert_yaxis()
    axes.set_xlim(0, max(1, *(claim.got for claim in laws)))
    axes.set_xlabel("violations")


REFUSED = (("theory/t12-laws", "population.scale=2", "outside [1e-06, 1]"),)

MUTANTS = (
    Mutant(
        "a unit is dropped from each parcel",
        "models/matching_shelves.cpp",
        "    stock -= units;\n",
        "    stock -= units - (units > 1);\n",
    ),
    Mutant(
        "a copied order is counted once",
        "models/matching_passing_on.cpp",
        "world_.accounts.doubled[index(copy.product)] += copy.open;",
        "",
    ),
    Mutant(
        "wasted material is not written down",
        "models/production.cpp",
        "accounts.wasted[m] += wasted;",
        "",
    ),
)
