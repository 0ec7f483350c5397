"""Networks are what they are called (Erdős-Rényi, Watts-Strogatz, Barabási-Albert)

Random networks have few cliques and short paths, rings have many and long ones, and a few long ties
make a small world of both; where newcomers tie themselves to the well-known, a few are known by
many. Scenario theory/t11-networks (vary acquaintance.kind, mean_degree, rewiring, branching,
degrees, inside_share, population.size); any other scenario tells the same of its acquaintance if
acquaintance.measured is true. It matters here because every claim about spreading depends on it.
"""

from math import sqrt

import muster
import numpy as np
from claims import Claim, Mutant
from muster import networks

SCENARIOS = ("theory/t11-networks",)

MEASURES = {  # columns of what is expected: outcome
    "degree": "mean degree",
    "variance": "degree variance",
    "clustering": "clustering",
    "transitivity": "transitivity",
    "path": "mean path",
    "diameter": "diameter",
    "giant": "giant share",
    "centralization": "centralization",
    "inside": "inside the territory",
    "10 or more": "10 or more known",
}
RING = {"kind": "ring", "mean_degree": 10.0}
RANDOM = {  # settings, graphs, those of the reference, {measure: (mean, sd of a graph, rounding)}
    "ER": (
        {"size": 2000, "kind": "random", "mean_degree": 4.0},
        50,
        200,
        {
            "degree": (4, 0.060),
            "variance": (3.99, 0.14),
            "0": (0.0182, 0.0031),
            "4": (0.1956, 0.0082),
            "transitivity": (0.0020, 0.0006),
            "giant": (0.9802, 0.0033),
        },
    ),
    "WS, p = 0.01": (
        {"size": 1000, **RING, "rewiring": 0.01},
        20,
        40,
        {"clustering": (0.6473, 0.0034), "path": (8.93, 0.56), "transitivity": (0.6461, 0.0034)},
    ),
    "WS, p = 0.1": (
        {"size": 1000, **RING, "rewiring": 0.1},
        20,
        40,
        {
            "clustering": (0.4903, 0.0080),
            "path": (4.433, 0.048),
            "transitivity": (0.4815, 0.0080),
            "variance": (0.956, 0.055),
        },
    ),
    "WS, p = 1": (
        {"size": 1000, **RING, "rewiring": 1.0},
        20,
        40,
        {"clustering": (0.0089, 0.0007), "path": (3.268, 0.001, 0.0005)},
    ),
    "BA": (
        {"size": 5000, "kind": "scale free", "mean_degree": 6.0},
        25,
        100,
        {
            "3": (0.4, 0.005),
            "4": (0.2, 0.006),
            "5": (24 / (5 * 6 * 7), 0.004),
            "10 or more": (12 / (10 * 11), 0.003),
        },
    ),
    "configuration": (
        {
            "size": 2000,
            "kind": "configuration",
            "degrees": {"degree": [1, 2, 3, 8], "share": [0.4, 0.3, 0.2, 0.1]},
        },
        50,
        100,
        {"giant": (0.8830, 0.0135)},
    ),
}
EXACT = {  # settings, {measure: (value, half of its last digit)}
    "ring lattice": ({"size": 1000, **RING}, {"clustering": (2 / 3, 0), "path": (50400 / 999, 0)}),
    "ring": (
        {"size": 100, "kind": "ring", "mean_degree": 2.0},
        {"path": (2500 / 99, 0), "centralization": (0, 0)},
    ),
    "star": ({"size": 100, "kind": "star"}, {"path": (1.98, 0), "centralization": (1, 0)}),
    "2-ary tree": (
        {"size": 63, "kind": "tree", "branching": 2},
        {"path": (6.586790, 5e-7), "diameter": (10, 0)},
    ),
    "3-ary tree": (
        {"size": 121, "kind": "tree", "branching": 3},
        {"path": (6.158678, 5e-7), "diameter": (8, 0)},
    ),
    "4-ary tree": (
        {"size": 85, "kind": "tree", "branching": 4},
        {"path": (4.804482, 5e-7), "diameter": (6, 0)},
    ),
    "scale free": (
        {"size": 5000, "kind": "scale free", "mean_degree": 6.0},
        {"degree": (5.9964, 0)},
    ),
}


def claims(seed: int) -> list[Claim]:
    return [*_exact(seed), *_random(seed), *_regions(seed), *_stubs(seed)]


def _generator(settings: dict) -> muster.Scenario:
    size = {"population.size": settings["size"]}
    others = {f"acquaintance.{key}": value for key, value in settings.items() if key != "size"}
    return muster.scenario("theory/t11-networks").with_values(size | others)


def _measured(runs: muster.Runs, label: str, measure: str) -> np.ndarray:
    """[graph]"""
    if measure in MEASURES:
        return runs.outcomes()[MEASURES[measure]].loc[label].to_numpy()
    degrees = runs.dataset["acquaintance_degrees"].sel(scenario=label).isel(date=0)
    return (degrees.sel(degree=measure) / degrees.sum("degree")).values


def _exact(seed: int) -> list[Claim]:
    generators = {label: _generator(settings) for label, (settings, _) in EXACT.items()}
    runs = muster.run(generators, replicates=1, seed=seed)
    return [
        Claim(
            f"{label}: {MEASURES[measure]}",
            expected,
            float(_measured(runs, label, measure)[0]),
            allowance=rounded,
        )
        for label, (_, row) in EXACT.items()
        for measure, (expected, rounded) in row.items()
    ]


def _random(seed: int) -> list[Claim]:
    found = []
    for label, (settings, graphs, reference_graphs, row) in RANDOM.items():
        runs = muster.run({label: _generator(settings)}, replicates=graphs, seed=seed)
        for measure, (expected, sd, *rounded) in row.items():
            each = _measured(runs, label, measure)
            name = MEASURES.get(measure, f"share with degree {measure}")
            found.append(
                Claim(
                    f"{label}: {name}",
                    expected,
                    float(each.mean()),
                    float(each.std(ddof=1)) / sqrt(graphs),
                    sd / sqrt(reference_graphs),
                    sum(rounded),
                )
            )
    return found


def _regions(seed: int) -> list[Claim]:
    """Ten regions of a hundred; each pair within is tied with chance .05, others with .001."""
    territories = {
        "territory": [f"R{i}" for i in range(10)],
        "population": [6_509_676] * 10,
        "labs": [1] * 10,
        "latitude": [45] * 10,
        "longitude": list(range(10)),
    }
    settings = {"size": 1000, "kind": "regions", "mean_degree": 5.85, "inside_share": 4.95 / 5.85}
    scenario = _generator(settings).with_values({"population.territories": territories})
    runs = muster.run({"regions": scenario}, replicates=50, seed=seed)
    degree, inside = (_measured(runs, "regions", measure) for measure in ("degree", "inside"))
    error = sqrt(50)
    return [
        Claim("regions: mean degree", 5.85, degree.mean(), degree.std(ddof=1) / error),
        Claim(
            "regions: ties inside a region", 4.95 / 5.85, inside.mean(), inside.std(ddof=1) / error
        ),
    ]


def _stubs(seed: int) -> list[Claim]:
    """Ends of ties that are lost where somebody would be tied to herself or twice to another."""
    luck = np.random.default_rng(seed)
    lost = []
    for graph in range(100):
        degrees = luck.choice([1, 2, 3, 8], p=[0.4, 0.3, 0.2, 0.1], size=2000)
        degrees[0] += degrees.sum() % 2
        network = networks.configuration_model(degrees.tolist(), seed=1000 * seed + graph)
        lost.append(1 - 2 * network.n_ties / degrees.sum())
    error = float(np.std(lost, ddof=1)) / 10
    return [
        Claim(
            "configuration: stubs lost", 0.0017, float(np.mean(lost)), error, 0.0009 / 10, 0.00005
        )
    ]


def plot(axes, claims: list[Claim]) -> None:
    by_what = {claim.what: claim for claim in claims}
    rewired = (0.01, 0.1, 1.0)
    for measure, whole in (("clustering", "clustering"), ("mean path", "mean path")):
        at_zero = by_what[f"ring lattice: {measure}"]
        row = [by_what[f"WS, p = {p:g}: {measure}"] for p in rewired]
        (line,) = axes.plot(
            rewired, [claim.got / at_zero.got for claim in row], "o", label=f"{whole}, Muster"
        )
        axes.plot(
            rewired,
            [claim.expected / at_zero.expected for claim in row],
            color=line.get_color(),
            label="published",
        )
    axes.set(xscale="log", xlabel="rewired share of a ring of 1,000", ylabel="relative to the ring")
    axes.legend()


REFUSED = (
    ("theory/t11-networks", "acquaintance.mean_degree=2000", "outside [0, 1000]"),
    ("theory/t11-networks", "acquaintance.kind=torus", "2000 persons do not fill a square"),
)

MUTANTS = (
    Mutant(
        "repeated ties are kept",
        "sim/network.cpp",
        "(nodes[place - 1] != v) & (other != v)",
        "other != v",
    ),
)
