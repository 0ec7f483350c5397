"""What mechanisms and observers in Python see of a world: its state, and the day."""

import datetime
from collections import ChainMap
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from muster import _core
from muster._core import InputError
from muster.mechanisms import Mechanism
from muster.scenarios import Scenario
from muster.values import Values

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


class World:
    """The state during a step of a mechanism, or in the evening for an observer.

    `world[name]` is a variable by its name in docs/model.md, such as "persons.recognition": a view
    without a copy, as from `Simulation.state`. A mechanism may write to those in `writable`; to
    an observer all are read-only.
    """

    writable: Mapping[str, tuple[float, float]] = _core.writable
    """Variables that a mechanism may write, each with its lowest and highest value."""

    def __init__(self, core: _core.Simulation, to_write: bool) -> None:
        self._core = core
        self._to_write = to_write
        self._lent: dict[str, NDArray[Any]] = {}

    def __getitem__(self, name: str) -> "NDArray[Any]":
        if not self._to_write or name not in self.writable:
            return self._core.state(name)
        if name not in self._lent:
            self._lent[name] = self._core.state(name, to_write=True)
        return self._lent[name]

    def in_stage(self, *stages: str) -> "NDArray[np.intp]":
        """Numbers of the persons who are in one of these stages: "engaged", "paused", …"""
        import numpy as np

        stage = self._core.state("persons.stage")
        return np.isin(
            stage, [_number("stage", s, _core.labels["stage"]) for s in stages]
        ).nonzero()[0]

    def move(self, persons: "ArrayLike", stage: str, reason: str = "other") -> None:
        """Lets persons change their stage as if they had decided it, with all that is counted.

        Parameters
        ----------
        persons
            Their numbers; who is in that stage already stays there.
        stage
            "aware", "engaged", "paused" or "withdrawn".
        reason
            Why they pause or withdraw: "fatigue", "legal fear", …

        Raises
        ------
        InputError
            For a way that nobody goes, such as from withdrawn to engaged.
        """
        import numpy as np

        if not self._to_write:
            raise InputError("an observer moves nobody; a mechanism can")
        numbers = np.atleast_1d(np.asarray(persons))
        if numbers.size and (numbers.dtype.kind not in "iu" or numbers.min() < 0):
            raise InputError("persons are whole numbers from 0; pass those of world.in_stage, say")
        self._core.move(
            numbers.astype(np.uint32),
            _number("stage", stage, _core.labels["stage"]),
            _number("reason", reason, _core.labels["reason"]),
        )

    def close(self) -> None:
        """Takes back what was lent, and looks whether it is as it may be."""
        import numpy as np

        self._to_write = False
        for name, column in self._lent.items():
            column.flags.writeable = False
            low, high = self.writable[name]
            if not column.size:
                continue
            least, most = column.min(), column.max()  # of numbers and a NaN, that is NaN
            if not (low <= least and most <= high and np.isfinite([least, most]).all()):
                fine = (column >= low) & (column <= high) & np.isfinite(column)
                i = int(np.argmin(fine))
                raise InputError(
                    f"{name}[{i}] = {column[i]}; numbers in [{low}, {high}] are allowed"
                )


class Today:
    """Which day it is, the values that hold on it, and the door to its random draws.

    Attributes
    ----------
    date, day
        The date, and its number: 0 on the first day.
    replicate
        Which luck it is.
    """

    def __init__(
        self, scenario: Scenario, mechanism: Mechanism | None, seed: int, replicate: int, day: int
    ) -> None:
        self._scenario = scenario
        self._mechanism = mechanism
        self._seed = seed
        self.replicate = replicate
        self.day = day
        self.date = scenario.first_day + datetime.timedelta(days=day)

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """The value of each parameter today: those of the mechanism itself, and all others."""
        own: dict[str, Any] = self._mechanism.all_values if self._mechanism else {}
        return ChainMap(own, Values(self._scenario._core.values_on(self.date)))

    def stream(self, process: str) -> _core.Stream:
        """All draws of a process today: `uniform(entities)` and `bernoulli(chance, entities)`.

        A draw depends on its address only: seed, replicate, process, day and entity. The same
        address gives the same number again, so a process has a name of its own: that of the
        mechanism, or one that begins with it.

        Examples
        --------
        >>> import muster
        >>> def look(world, today):
        ...     print(today.stream("look").uniform([0, 1, 2]).round(3))
        >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
        >>> muster.simulation(
        ...     base.with_mechanism(muster.Mechanism("look", step=look, after="need"))).step()
        [0... 0... 0...]
        """
        return _core.Stream(self._seed, self.replicate, process, self.day)


def _number(what: str, name: str, known: list[str]) -> int:
    if name not in known:
        raise InputError(f"unknown {what} '{name}'{_core.hint(name, known)}")
    return known.index(name)
