"""Two worlds with the same luck, side by side: when they part, in what, and in whom."""

import datetime
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from muster import _core
from muster._core import InputError
from muster.scenarios import Scenario
from muster.why.life import Life, Mask, distance

In, Out = TypeVar("In"), TypeVar("Out")

UNAWARE = _core.labels["stage"].index("unaware")

# Columns that say who somebody is. Where they differ, there are other people.
_TRAITS = {
    "persons.territory": "where they live",
    "persons.process": "what their machines do",
    "persons.machines": "how many machines they have",
    "persons.hours": "their free hours",
    "persons.skill": "their skill",
    "persons.threshold": "their threshold",
    "persons.tolerance": "their tolerance of risk",
    "persons.exit_hazard": "their own chance to stop",
    "persons.budget": "their money",
    "places.territory": "where they are",
    "places.kind": "what they are",
    "requesters.territory": "where they are",
    "requesters.segment": "what they are",
}

# What a person does and has, by the way in which it reaches her; the first that differs counts.
# Moods (fatigue, recognition, support) are moved by everybody a little, and are no step by
# themselves.
ROUTES: dict[str, tuple[str, ...]] = {
    "news of the call": ("persons.stage",),  # where one of the two is unaware
    "what they heard of a text": ("persons.rumor", "persons.denial", "persons.risk"),
    "a decision to take part or to stop": ("persons.stage",),
    "material": ("persons.spent", *(f"persons.material.{m}" for m in ("filament", "sheet",
                                                                       "elastic", "textile"))),
    "what they could make": ("persons.made",),
    "orders for their goods": ("persons.stock",),
}  # fmt: skip

NEWS = list(ROUTES).index("news of the call")

# State variables in words, in the order of a day; what is missing in the evening follows from what
# arrived.
WORDS = {
    "territories.press": "attention of the press",
    "persons.risk": "perceived legal risk",
    "persons.rumor": "what persons heard of the text",
    "persons.denial": "what persons heard of the denial",
    "norm_salience": "debate on norms",
    "strictness": "strictness of requesters",
    "places.phase": "labs and firms at work",
    "places.health": "health of labs",
    "collectives.health": "health of collectives",
    "persons.support": "support by structures",
    "persons.stage": "stage of taking part",
    "designs.version": "designs",
    "suppliers.stock.filament": "filament on sale",
    "suppliers.stock.textile": "textile on sale",
    "persons.spent": "own money spent",
    "persons.made": "units made at home",
    "places.made": "units made in labs and firms",
    "requesters.knows": "requesters who know of the offer",
    "requesters.n_orders": "orders placed",
    "requesters.n_parcels": "parcels sent",
    "requesters.held.visor": "visors in use",
    "requesters.held.gown": "gowns in use",
    "requesters.latent.visor": "visors missing",
    "requesters.latent.gown": "gowns missing",
    "persons.recognition": "recognition",
    "persons.fatigue": "fatigue",
}


@dataclass
class Lockstep:
    """What was seen of two worlds, evening by evening.

    Attributes
    ----------
    base, other
        The worlds after their last day.
    parted
        Number of the first evening on which anything differs; None if nothing ever does.
    first
        The variables that differ on that evening, with the number of entries that do.
    counts
        By variable in words: entries that differ, each evening. [n_days]
    parted_on
        Evening on which what a person does or has first differed, -1 if never. [n_persons]
    route
        In what it differed then, by the order of `ROUTES`; -1 if never. [n_persons]
    distance
        Ties of coordination, then of acquaintance, between a person and a coordinator, on the
        evening before the scenarios differ; 5 for more, 0 where nobody coordinates. [n_persons]
    """

    base: Life
    other: Life
    parted: int | None
    first: dict[str, int]
    counts: dict[str, NDArray[np.int64]]
    parted_on: NDArray[np.int16]
    route: NDArray[np.int8]
    distance: NDArray[np.int64]

    def date(self, day: int) -> datetime.date:
        """Date of a day of the run."""
        return self.base.scenario.first_day + datetime.timedelta(days=int(day))


def walk(base: Scenario, other: Scenario, seed: int, replicate: int) -> Lockstep:
    """Lives both worlds, side by side from the day on which the scenarios part.

    Raises
    ------
    InputError
        If there are other people in the other world.
    """
    with ThreadPoolExecutor(1) as beside:
        lives = _begin(beside, base, other, seed, replicate)
        seen = _Seen(*lives)
        for _ in range(lives[0].core.day, base.n_days):
            _both(beside, Life.step, *lives)
            seen.look()
    return seen.lockstep()


def live(
    base: Scenario, other: Scenario, seed: int, replicate: int
) -> tuple[Life, Life, NDArray[np.int64]]:
    """Both worlds after their last day, without a look at them, and `Lockstep.distance`."""
    with ThreadPoolExecutor(1) as beside:
        lives = _begin(beside, base, other, seed, replicate)
        far = distance(lives[0].core)
        _both(beside, lambda life: life.step_to(base.n_days), *lives)
    return *lives, far


def _begin(
    beside: ThreadPoolExecutor, base: Scenario, other: Scenario, seed: int, replicate: int
) -> tuple[Life, Life]:
    """Both worlds on the morning on which the scenarios part; what they share is lived once."""
    on = base.parts_from(other)
    n_shared = base.n_days - 1 if on is None else (on - base.first_day).days
    if n_shared == 0:
        lives = _both(beside, lambda story: Life(story, seed, replicate), base, other)
        _check_same_people(*lives)
        return lives
    life = Life(base, seed, replicate)
    life.step_to(n_shared)
    return life, life.fork(other)


class _Seen:
    """What a look at both worlds each evening finds."""

    def __init__(self, base: Life, other: Life) -> None:
        self.base, self.other = base, other
        n_persons, self.n_days = len(base.days), base.scenario.n_days
        self.parted: int | None = None
        self.first: dict[str, int] = {}
        self.counts: dict[str, NDArray[np.int64]] = {}
        self.parted_on = np.full(n_persons, -1, np.int16)
        self.route = np.full(n_persons, -1, np.int8)
        self.names = [name for name in base.core.state_names() if name not in _TRAITS]
        self.distance = distance(base.core)

    def look(self) -> None:
        """Compares this evening."""
        day = self.base.core.day - 1
        if self.parted is None:
            self.first = {
                name: count
                for name in self.names
                if (count := _n_different(*self._columns(name))) > 0
            }
            if not self.first:
                return
            self.parted = day
        for name, words in WORDS.items():
            if count := _n_different(*self._columns(name)):
                self.counts.setdefault(words, np.zeros(self.n_days, np.int64))[day] = count
        self._look_at_persons(day)

    def _look_at_persons(self, day: int) -> None:
        for number, names in enumerate(ROUTES.values()):
            for name in names:
                mine, theirs = self._columns(name)
                if mine.shape != theirs.shape or mine.size == 0:
                    continue
                unlike = mine != theirs
                if number == NEWS:
                    unlike &= (mine == UNAWARE) | (theirs == UNAWARE)
                new = unlike & (self.parted_on < 0)
                self.route[new] = number
                self.parted_on[new] = day

    def _columns(self, name: str) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
        return self.base.core.state(name), self.other.core.state(name)

    def lockstep(self) -> Lockstep:
        return Lockstep(
            self.base, self.other, self.parted, self.first, self.counts, self.parted_on,
            self.route, self.distance,
        )  # fmt: skip


def _both(
    beside: ThreadPoolExecutor, do: Callable[[In], Out], base: In, other: In
) -> tuple[Out, Out]:
    """Does the same for both, side by side: the engine does not hold Python up."""
    later = beside.submit(partial(do, other))
    return do(base), later.result()


def _n_different(mine: NDArray[np.generic], theirs: NDArray[np.generic]) -> int:
    """Entries that differ; of lists, which records differ and by how much they are longer."""
    if mine.shape != theirs.shape:
        shorter = min(len(mine), len(theirs))
        longer = max(len(mine), len(theirs)) - shorter
        return longer + _n_different(mine[:shorter], theirs[:shorter])
    if mine.dtype.names:
        differs = np.zeros(mine.shape, bool)
        for field in mine.dtype.names:
            differs |= _rows(mine[field] != theirs[field])
        return int(differs.sum())
    return int(np.count_nonzero(_rows(mine != theirs)))


def _rows(unlike: Mask) -> Mask:
    """Which rows have anything unlike. [n_rows, …]"""
    return unlike.any(axis=tuple(range(1, unlike.ndim))) if unlike.ndim > 1 else unlike


def _check_same_people(base: Life, other: Life) -> None:
    for name, words in _TRAITS.items():
        mine, theirs = base.core.state(name), other.core.state(name)
        pair = f"'{base.scenario.name}' and '{other.scenario.name}'"
        if len(mine) != len(theirs):
            whose = name.partition(".")[0]
            raise InputError(
                f"{pair} cannot be paired: there are {len(mine):,} and {len(theirs):,} {whose}; "
                "why compares worlds with the same people"
            )
        if n := _n_different(mine, theirs):
            raise InputError(
                f"{pair} cannot be paired: {n:,} of {len(mine):,} {name.partition('.')[0]} differ "
                f"in {words}; why compares worlds with the same people"
            )
