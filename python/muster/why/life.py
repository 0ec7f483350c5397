"""One world under way with its log, and how far its persons are from those who coordinate."""

import copy
import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from muster import _core
from muster.scenarios import Scenario

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]

_ENGAGED = _core.labels["stage"].index("engaged")
_OF_PERSONS = np.isin(
    _core.labels["happening"],
    ["engaged", "paused", "resumed", "withdrew", "read text", "told text", "read denial",
     "told denial"],
)  # fmt: skip


class Life:
    """One world under way with its log, and what each person gave so far."""

    def __init__(self, scenario: Scenario, seed: int, replicate: int) -> None:
        self.scenario = scenario
        self.core = _core.Simulation(scenario._core, seed, replicate, True)
        n_persons = len(self.core.state("persons.stage"))
        self.days = np.zeros(n_persons)  # engaged
        self.hours = np.zeros(n_persons)
        self._free_time = _free_time(scenario)

    def step(self) -> None:
        """Lives through the next day."""
        works = self._free_time[self.core.day]
        self.core.step()
        engaged = self.core.state("persons.stage") == _ENGAGED
        self.days += engaged
        if works > 0:
            self.hours += np.float32(works) * self.core.state("persons.hours") * engaged

    def fork(self, scenario: Scenario) -> "Life":
        """A second world with the same past, which goes on under another scenario."""
        other = copy.copy(self)
        other.scenario = scenario
        other.core = self.core.fork(scenario._core)
        other.days, other.hours = self.days.copy(), self.hours.copy()
        other._free_time = _free_time(scenario)
        return other

    @cached_property
    def log_of_persons(self) -> NDArray[np.void]:
        """What persons heard and decided; of a world after its last day."""
        log = self.core.log()
        return log[_OF_PERSONS[log["what"]]]

    def step_to(self, day: int) -> None:
        """Lives until so many days are over."""
        while self.core.day < day:
            self.step()


def distance(core: _core.Simulation) -> NDArray[np.int64]:
    """Ties between each person and a coordinator; see `Lockstep.distance`. [n_persons]"""
    n_persons = len(core.state("persons.stage"))
    steps = np.zeros(n_persons, np.int64)
    tied = tied_to_coordinator(core)
    if not tied.any():
        return steps
    acquaintances = core.acquaintance.ties()
    a, b = acquaintances[:, 0], acquaintances[:, 1]
    steps[tied] = 1
    for step in range(2, 5):
        reached = steps > 0
        near = np.concatenate([b[reached[a]], a[reached[b]]])
        steps[near[steps[near] == 0]] = step
    steps[steps == 0] = 5
    return steps


def tied_to_coordinator(core: _core.Simulation) -> Mask:
    """Which persons are tied to somebody who coordinates today. [n_persons]"""
    n_persons = len(core.state("persons.stage"))
    tied = np.zeros(n_persons, bool)
    node_of, n_acting = core.state("coordination.node_of"), len(core.state("coordination.acting"))
    network = core.coordination
    if n_acting == 0 or len(node_of) == 0 or network.n_nodes == 0:
        return tied
    ties = network.ties()
    coordinates = ties[:, 1] >= network.n_nodes - n_acting
    at = np.zeros(network.n_nodes, bool)
    at[ties[coordinates, 0]] = True
    takes_part = node_of[:n_persons] < network.n_nodes
    tied[takes_part] = at[node_of[:n_persons][takes_part]]
    return tied


def _free_time(scenario: Scenario) -> Numbers:
    """Share of free hours that the engaged give, by day; 0 where nothing is made. [n_days]"""
    share = np.zeros(scenario.n_days)
    turns = {scenario.first_day}
    for event in scenario.events:
        turns.add(event.date)
        if event.until is not None:
            turns.add(event.until + datetime.timedelta(days=1))
    for turn in sorted(turns):
        if turn <= scenario.last_day:
            values = scenario._core.values_on(turn)
            given = float(values.at("engagement.free_time")) if values.on("production") else 0.0
            share[(turn - scenario.first_day).days :] = given
    return share
