"""One world, stepped by hand: what a run does in one go, day by day and open to view."""

import copy
import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from muster import _core
from muster._core import InputError
from muster.mechanisms import Mechanism
from muster.scenarios import Scenario
from muster.world import Today, World

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Simulation:
    """A world under way; get one with `muster.simulation`."""

    def __init__(self, scenario: Scenario, seed: int, replicate: int, logged: bool = False) -> None:
        self.scenario = scenario
        self.seed = seed
        self.replicate = replicate
        self._core = _core.Simulation(scenario._core, seed, replicate, logged)
        # What mechanisms keep in mind belongs to one world.
        self._mechanisms = copy.deepcopy(scenario.mechanisms)
        self._half_lived = False

    @property
    def day(self) -> int:
        """Days lived through."""
        return self._core.day

    @property
    def date(self) -> datetime.date:
        """The day that the next step lives through."""
        return self.scenario.first_day + datetime.timedelta(days=self.day)

    @property
    def is_over(self) -> bool:
        """Whether the last day has been lived through."""
        return self._core.is_over

    def step(self, n_days: int = 1) -> None:
        """Lives through the next days.

        Raises
        ------
        InputError
            If the run ends before, or a mechanism in Python fails: then the day is half lived, and
            this world cannot go on.
        """
        if self.day + n_days > self.scenario.n_days:
            raise InputError(
                f"{n_days} more days after {self.day}: the run has {self.scenario.n_days}"
            )
        for _ in range(n_days):
            self._step()

    def fork(self, scenario: Scenario | None = None) -> "Simulation":
        """A second world with the same past, which from this morning on goes its own way.

        Parameters
        ----------
        scenario
            Under which it goes on; the same if not given. It must have had the same past: the
            same values and acts on all days lived through, and the same at the beginning. What
            it changes are events from this morning on, or mechanisms in Python since then.
            What those that both have keep in mind is copied.

        Raises
        ------
        InputError
            If the scenario differs earlier; says on which day and in what.

        Examples
        --------
        >>> import muster
        >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
        >>> world = muster.simulation(base)
        >>> world.step(60)
        >>> world.fork(base.without_event("legal text"))
        <Simulation: france-2020, day 60 of 119>
        """
        self._check_whole()
        scenario = self.scenario if scenario is None else scenario
        parted = self.scenario.mechanisms_part_from(scenario)
        if parted is not None and parted < self.date:
            raise InputError(
                f"from {parted} on scenario '{scenario.name}' has other mechanisms in Python; "
                f"it is {self.date}, and to go on, a scenario needs the same past"
            )
        twin = copy.copy(self)
        twin._core = self._core.fork(scenario._core)
        twin.scenario = scenario
        minds = dict(zip(self.scenario.mechanisms, self._mechanisms, strict=True))
        twin._mechanisms = tuple(
            copy.deepcopy(minds.get(mechanism, mechanism)) for mechanism in scenario.mechanisms
        )
        return twin

    def check_conservation(self) -> None:
        """Checks that nobody and nothing was lost or came from nothing since the first day.

        Raises
        ------
        RuntimeError
            If people, material, money, units or orders do not add up: a mistake of Muster.
        """
        self._core.check_conservation()

    def state(self, name: str) -> "NDArray[np.generic]":
        """A variable of the state, by its name in docs/model.md, such as "persons.stage".

        Columns are views that follow the simulation and cannot be written to; categories are
        numbers in the order of their names. Lists of orders, parcels and other records, and
        the ties of networks, are copies. Columns of a mechanism that is off have length 0.

        Raises
        ------
        InputError
            If there is no such variable.

        Examples
        --------
        >>> import muster
        >>> world = muster.simulation(
        ...     muster.scenario("france-2020").with_values({"population.scale": 0.01})
        ... )
        >>> world.step(20)
        >>> world.state("persons.stage").shape
        (1000,)
        """
        return self._core.state(name)

    @property
    def network(self) -> _core.Network:
        """The coordination network of the day just lived through, for `muster.networks`.

        Its first nodes are the units that took part that morning: unit u is the node
        `state("coordination.node_of")[u]`; the others are the coordinators that
        `state("coordination.acting")` names.

        Examples
        --------
        >>> import muster
        >>> star = muster.scenario("topology-centralized").with_values({"population.scale": 0.01})
        >>> world = muster.simulation(star)
        >>> world.step(40)
        >>> muster.networks.degree_centralization(world.network) > 0.9
        True
        """
        return self._core.network

    def state_names(self) -> list[str]:
        """Names of all variables of the state."""
        return self._core.state_names()

    def _step(self) -> None:
        self._check_whole()
        acting = [m for m in self._mechanisms if m.since is None or m.since <= self.date]

        def after(phase: str) -> None:
            for mechanism in acting:
                if mechanism.after == phase:
                    self._told(f"mechanism '{mechanism.name}'", self._act, mechanism)

        self._half_lived = True  # unless nothing is thrown
        self._core.step({mechanism.after for mechanism in acting}, after)
        self._half_lived = False

    def _act(self, mechanism: Mechanism) -> None:
        world = World(self._core, to_write=True)
        mechanism.step(world, Today(self.scenario, mechanism, self.seed, self.replicate, self.day))
        world.close()

    def _evening(self) -> tuple[World, Today]:
        """What an observer sees of the day that was lived through last."""
        today = Today(self.scenario, None, self.seed, self.replicate, self.day - 1)
        return World(self._core, to_write=False), today

    def _told(self, who: str, do: Callable[..., Any], *given: Any) -> Any:
        """What `do` gives; what it throws is told with who, when and in which world."""
        date = self.scenario.first_day + datetime.timedelta(
            days=self.day - (not self._half_lived)  # an evening is that of the day before
        )
        try:
            return do(*given)
        except Exception as error:
            kind = "" if isinstance(error, InputError) else f"{type(error).__name__}: "
            raise InputError(
                f"{who} on {date}, replicate {self.replicate} of '{self.scenario.name}': "
                f"{kind}{error}"
            ) from error

    def _check_whole(self) -> None:
        if self._half_lived:
            raise InputError(f"a mechanism failed on {self.date}: begin anew with a new simulation")

    def __repr__(self) -> str:
        return f"<Simulation: {self.scenario.name}, day {self.day} of {self.scenario.n_days}>"


def simulation(scenario: Scenario, seed: int = 1, replicate: int = 0) -> Simulation:
    """The world of a scenario on the morning of its first day.

    Parameters
    ----------
    scenario
        What is simulated.
    seed, replicate
        Which luck it has: the same as the replicate of a run with that seed.

    Examples
    --------
    >>> import muster
    >>> muster.simulation(muster.scenario("france-2020").with_values({"population.scale": 0.01}))
    <Simulation: france-2020, day 0 of 119>
    """
    return Simulation(scenario, seed, replicate)
