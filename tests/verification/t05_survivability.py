"""Centralized, decentralized, distributed networks under attack (Baran 1964).

Each node is destroyed with the same chance; what counts is the largest group that is still
connected, as a share of all nodes before the attack. A star dies with its center and a tree with a
few nodes, while a grid with three ties for each that a tree needs survives almost as well as its
nodes: the diagonal of the figure. Scenario theory/t05-survivability (vary acquaintance.redundancy,
acquaintance.kind, coordination.node_loss, coordination.tie_loss, population.size). It matters here
because it is the very definition behind "a distributed network is not a decentralized one".
"""

from datetime import date, timedelta
from math import sqrt

import muster
from claims import Claim, Mutant

SCENARIOS = ("theory/t05-survivability",)

LOSSES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
SURVIVE = {
    "R1": (0.1173, 0.0642, 0.0434, 0.0316, 0.0238, 0.0182, 0.0139, 0.0102, 0.0069),
    "R1.5": (0.8934, 0.7269, 0.3863, 0.1566, 0.0732, 0.0401, 0.0238, 0.0144, 0.0082),
    "R2": (0.8998, 0.7938, 0.6458, 0.3679, 0.1489, 0.0662, 0.0339, 0.0182, 0.0094),
    "R3": (0.8996, 0.7982, 0.6894, 0.5331, 0.2827, 0.1144, 0.0487, 0.0234, 0.0109),
    "R4": (0.8997, 0.8004, 0.6983, 0.5904, 0.4439, 0.2278, 0.0841, 0.0337, 0.0133),
    "R6": (0.9001, 0.8005, 0.6997, 0.5990, 0.4980, 0.3800, 0.2028, 0.0641, 0.0184),
    "R8": (0.9001, 0.8003, 0.6997, 0.5995, 0.4986, 0.3965, 0.2724, 0.1098, 0.0249),
    "star": (0.8106, 0.6411, 0.4916, 0.3620, 0.2523, 0.1626, 0.0928, 0.0430, 0.0131),
    "tree": (0.7396, 0.5307, 0.3671, 0.2431, 0.1528, 0.0903, 0.0497, 0.0249, 0.0101),
}
EXACT = ("star", "tree")
ROUNDED = 5e-5  # expected numbers have four decimals
TIES_LOST = (0.2, 0.4, 0.5, 0.6, 0.8)
SURVIVE_TIES = {
    "R2": {0.2: 0.9948, 0.4: 0.8749, 0.5: 0.4791, 0.6: 0.1588},
    "R4": {0.5: 0.9863, 0.6: 0.9511, 0.8: 0.1774},
}
REFERENCE_RUNS = 4000  # of each published number
ATTACK = date(2020, 1, 3)


def claims(seed: int) -> list[Claim]:
    return [*_nodes(seed), *_ties(seed), *_decapitated(seed)]


def _network(name: str) -> muster.Scenario:
    """All survive for the time being."""
    kind = name if name in EXACT else "grid"
    return muster.scenario("theory/t05-survivability").with_values(
        {
            "acquaintance.kind": kind,
            "acquaintance.root_branching": 17,
            "acquaintance.branching": 18,
            "coordination.node_loss": 0.0,
        }
        | ({"acquaintance.redundancy": name} if kind == "grid" else {})
    )


def _ever_more(name: str, loss: str, shares: tuple[float, ...]) -> muster.Scenario:
    """Attacked day after day until these shares of all that there was are destroyed."""
    last = ATTACK + timedelta(len(shares) - 1)
    scenario = _network(name).with_values({"calendar.end": last})
    left = 1.0
    for i, share in enumerate(shares):
        scenario = scenario.with_event(
            name=f"{share:g} destroyed",
            date=ATTACK + timedelta(i),
            set={f"coordination.{loss}": 1 - (1 - share) / left},
        )
        left = 1 - share
    return scenario


def _survivability(scenarios: dict[str, muster.Scenario], seed: int, replicates: int):
    runs = muster.run(scenarios, replicates=replicates, seed=seed)
    return runs.dataset["network_survivability"].sel(date=slice(ATTACK.isoformat(), None))


def _claim(what: str, expected: float, got, exact: bool) -> Claim:
    sd = float(got.std())
    return Claim(
        what,
        expected,
        float(got.mean()),
        sd / sqrt(got.size),
        0.0 if exact else sd / sqrt(REFERENCE_RUNS),
        ROUNDED,
    )


def _nodes(seed: int) -> list[Claim]:
    attacks = {name: _ever_more(name, "node_loss", LOSSES) for name in SURVIVE}
    survive = _survivability(attacks, seed, replicates=1000)
    return [
        _claim(
            f"{name}, {p:g} of nodes", expected[i], survive.sel(scenario=name)[:, i], name in EXACT
        )
        for name, expected in SURVIVE.items()
        for i, p in enumerate(LOSSES)
    ]


def _ties(seed: int) -> list[Claim]:
    attacks = {name: _ever_more(name, "tie_loss", TIES_LOST) for name in SURVIVE_TIES}
    survive = _survivability(attacks, seed, replicates=1000)
    return [
        _claim(
            f"{name}, {p:g} of ties",
            expected,
            survive.sel(scenario=name)[:, TIES_LOST.index(p)],
            exact=False,
        )
        for name, row in SURVIVE_TIES.items()
        for p, expected in row.items()
    ]


def _decapitated(seed: int) -> list[Claim]:
    # The root of the tree has 17 ties, a sub-hub 19: the root is first by betweenness only.
    attacks = [("star", 1, "by degree", 1), ("tree", 1, "by betweenness", 19)]
    attacks += [("tree", 18, "by degree", 1)]
    attacks += [(name, 1, "by degree", 323) for name in ("R2", "R3", "R4", "R6", "R8")]
    scenarios = {
        f"{name} without its first {number} {how}": _network(name).with_event(
            name="decapitation",
            date=ATTACK,
            act="coordination.remove",
            with_={"how": how, "share": 0.0, "number": number},
        )
        for name, number, how, _ in attacks
    }
    survive = _survivability(scenarios, seed, replicates=1)
    return [
        Claim(label, left / 324, float(survive.sel(scenario=label).squeeze()))
        for label, (*_, left) in zip(scenarios, attacks, strict=True)
    ]


def plot(axes, claims: list[Claim]) -> None:
    rows = iter(claims)
    for name, expected in SURVIVE.items():
        got = [next(rows).got for _ in LOSSES]
        (line,) = axes.plot(LOSSES, got, "o", markersize=3, label=name)
        axes.plot(LOSSES, expected, color=line.get_color(), linewidth=1)
    axes.plot((0, 1), (1, 0), color="0.8", zorder=0)
    axes.set(xlabel="share of nodes destroyed", ylabel="largest group, of all nodes")
    axes.legend(title="dots: Muster", ncols=2)


REFUSED = (
    ("theory/t05-survivability", "population.size=325", "325 persons do not fill a square"),
    ("theory/t05-survivability", "coordination.node_loss=1.5", "outside [0, 1]"),
)

MUTANTS = (
    Mutant(
        "dividing by survivors",
        "models/coordination_loss.cpp",
        "(c.network.n_nodes() + double(n_lost))",
        "(c.network.n_nodes() + 0 * double(n_lost))",
    ),
    Mutant(
        "periodic borders",
        "sim/topology.cpp",
        """row + static_cast<std::uint32_t>(step.down);
                const std::uint32_t to_column = column + static_cast<std::uint32_t>(step.right);""",
        """(row + static_cast<std::uint32_t>(step.down)) % rows;
                const std::uint32_t to_column =
                    (column + columns + static_cast<std::uint32_t>(step.right)) % columns;""",
    ),
)
