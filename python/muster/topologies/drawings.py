"""Coordination networks of a small world, drawn with everybody in the same place in each."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from numpy.typing import NDArray

from muster.panels import BLACK, GRAY, GREEN, ORANGE, SKY
from muster.scenarios import Scenario
from muster.simulation import Simulation, simulation

N_DRAWN = 110.0  # nodes: so many are told apart in a small picture
_ABSENT = 0xFFFFFFFF
_PAUSED = 3
_GAP = 1.5  # between territories, in widths of a unit

LASTING = "#c4c4c4"
STATES = {"at work": SKY, "pausing": ORANGE, "a lab or firm": GREEN, "a coordinator": BLACK}


@dataclass(frozen=True)
class Sample:
    """The network of a small world on a day.

    Attributes
    ----------
    units
        [n_members] of its first nodes, in the order of the ring.
    states
        [n_nodes] names out of `STATES`.
    territories
        [n_nodes] numbers; -1 for the whole country.
    ties
        [n_ties, 2] of nodes.
    is_lasting
        [n_ties] whether the two have worked together, which ties them under any topology.
    """

    units: NDArray[np.int64]
    states: NDArray[np.str_]
    territories: NDArray[np.int64]
    ties: NDArray[np.int64]
    is_lasting: NDArray[np.bool_]


def sample(scenario: Scenario, scale: float, n_days: int, seed: int) -> Sample:
    """The network of this scenario at a scale after some days."""
    world = simulation(scenario.with_values({"population.scale": scale}), seed)
    world.step(n_days - 1)
    bonds = world.state("coordination.bonds")  # that tie people the next morning
    world.step()
    node_of = world.state("coordination.node_of")
    units = np.flatnonzero(node_of != _ABSENT)
    units = units[np.argsort(node_of[units])]
    states, territories = _units(world, units)
    acting = world.state("coordination.coordinators")[world.state("coordination.acting")]
    is_national = acting["scope"] == np.iinfo(acting["scope"].dtype).max
    scopes = np.where(is_national, -1, acting["scope"].astype(np.int64))
    ties = world.network.ties().astype(np.int64)
    return Sample(
        units=units,
        states=np.concatenate([states, np.full(len(acting), "a coordinator")]),
        territories=np.concatenate([territories, scopes]),
        ties=ties,
        is_lasting=_lasting(bonds, units, ties),
    )


def _lasting(bonds: NDArray, units: NDArray, ties: NDArray) -> NDArray[np.bool_]:
    """Which ties are between two who have worked together."""
    partners = zip(bonds["unit"], bonds["partner"], bonds["strength"], strict=True)
    pairs = {
        frozenset((int(unit), int(other)))
        for unit, others, strengths in partners
        for other, strength in zip(others, strengths, strict=True)
        if strength > 0
    }
    named = [units[tie].tolist() if tie.max() < len(units) else [] for tie in ties]
    return np.array([frozenset(pair) in pairs for pair in named], dtype=bool)


def _units(world: Simulation, units: NDArray[np.int64]) -> tuple[NDArray, NDArray]:
    """States and territories of units; places come after persons."""
    stage = world.state("persons.stage")
    is_person = units < len(stage)
    persons, places = units[is_person], units[~is_person] - len(stage)
    states = np.full(len(units), "a lab or firm")
    states[is_person] = np.where(stage[persons] == _PAUSED, "pausing", "at work")
    territories = np.empty(len(units), np.int64)
    territories[is_person] = world.state("persons.territory")[persons]
    territories[~is_person] = world.state("places.territory")[places]
    return states, territories


def angles(samples: Mapping[str, Sample]) -> dict[int, float]:
    """An angle for each unit of any sample: by territory, and within it as on the ring."""
    territory_of: dict[int, int] = {}
    order: dict[int, int] = {}
    for one in samples.values():
        for place, unit in enumerate(one.units.tolist()):
            territory_of[unit] = int(one.territories[place])
            order.setdefault(unit, place)
    units = sorted(territory_of, key=lambda unit: (territory_of[unit], order[unit]))
    steps = [
        1 + _GAP * (a != b)
        for a, b in zip(
            [territory_of[u] for u in units],
            [territory_of[u] for u in units[1:] + units[:1]],
            strict=True,
        )
    ]
    turns = np.concatenate([[0.0], np.cumsum(steps)[:-1]]) / max(sum(steps), 1)
    return dict(zip(units, (np.pi / 2 - 2 * np.pi * turns).tolist(), strict=True))


def draw(ax: Axes, one: Sample, angle_of: Mapping[int, float], color: str) -> None:
    """Units on a circle, coordinators of territories within, the center in the middle."""
    at = _places(one, angle_of)
    for those, shade, width in (
        (one.is_lasting, LASTING, 0.5),
        (~one.is_lasting, color, 0.7),
    ):
        ax.add_collection(
            LineCollection(at[one.ties[those]], colors=shade, linewidths=width, alpha=0.7, zorder=1)
        )
    for state, fill in STATES.items():
        chosen = one.states == state
        coordinates, is_place = state == "a coordinator", state == "a lab or firm"
        ax.scatter(
            *at[chosen].T,
            s=26 if coordinates else 11,
            marker="s" if is_place else "o",
            color=fill,
            edgecolors="white",
            linewidths=0.4,
            zorder=3 if coordinates else 2,
        )
    ax.set_xlim(-1.1, 1.1)
    ax.set_ylim(-1.1, 1.1)
    ax.set_aspect("equal")
    ax.set_axis_off()


def legend(ax: Axes, x: float, y: float) -> None:
    """What marks stand for, as text and points in a row of the figure."""
    for state, fill in STATES.items():
        marker = "s" if state == "a lab or firm" else "o"
        ax.plot([], [], marker, color=fill, markersize=5, label=state)
    ax.plot([], [], color=LASTING, label="a tie left by working together")
    ax.legend(
        loc="lower left",
        bbox_to_anchor=(x, y),
        bbox_transform=ax.figure.transFigure,
        ncols=len(STATES) + 1,
        frameon=False,
        fontsize=8.5,
        labelcolor=GRAY,
        handletextpad=0.2,
        columnspacing=1.4,
    )


def _places(one: Sample, angle_of: Mapping[int, float]) -> NDArray[np.float64]:
    """[n_nodes, 2]"""
    at = np.zeros((len(one.states), 2))
    own = np.array([angle_of[unit] for unit in one.units.tolist()])
    at[: len(own)] = _on_circle(own, 1.0)
    coordinators = np.arange(len(own), len(one.states))
    for territory in np.unique(one.territories[coordinators]):
        those = coordinators[one.territories[coordinators] == territory]
        at[those] = _within(own[one.territories[: len(own)] == territory], territory, len(those))
    return at


def _within(own: NDArray[np.float64], territory: int, n: int) -> NDArray[np.float64]:
    """Where n coordinators of a territory stand, whose units have these angles."""
    if territory < 0:  # the center, or around it
        around = 2 * np.pi * np.arange(n) / n
        return _on_circle(around, 0.0 if n == 1 else 0.22)
    middle = np.angle(np.exp(1j * own).sum()) if len(own) else 2 * np.pi * territory / 13
    return _on_circle(middle + 0.12 * (np.arange(n) - (n - 1) / 2), 0.52)


def _on_circle(angle: NDArray[np.float64] | float, radius: float) -> NDArray[np.float64]:
    return radius * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
