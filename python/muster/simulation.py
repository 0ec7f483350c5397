"""One world, stepped by hand: what a run does in one go, day by day and open to view."""

import copy
import datetime
from typing import TYPE_CHECKING

from muster import _core
from muster._core import InputError
from muster.scenarios import Scenario

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Simulation:
    """A world under way; get one with `muster.simulation`."""

    def __init__(self, scenario: Scenario, seed: int, replicate: int) -> None:
        self.scenario = scenario
        self._core = _core.Simulation(scenario._core, seed, replicate)

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
            If the run ends before.
        """
        if self.day + n_days > self.scenario.n_days:
            raise InputError(
                f"{n_days} more days after {self.day}: the run has {self.scenario.n_days}"
            )
        for _ in range(n_days):
            self._core.step()

    def fork(self, scenario: Scenario | None = None) -> "Simulation":
        """A second world with the same past, which from this morning on goes its own way.

        Parameters
        ----------
        scenario
            Under which it goes on; the same if not given. It must have had the same past: the
            same values and acts on all days lived through, and the same at the beginning. What
            it changes are events from this morning on.

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
        twin = copy.copy(self)
        twin.scenario = self.scenario if scenario is None else scenario
        twin._core = self._core.fork(twin.scenario._core)
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
