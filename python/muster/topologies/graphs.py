"""Graphs of the user's own among the topologies: whether they fit the people."""

from typing import Any

from muster import _core
from muster._core import InputError
from muster.scenarios import Scenario
from muster.simulation import simulation


def along(base: Scenario, name: str, graph: Any) -> Scenario:
    """The base along a graph that fits it.

    Raises
    ------
    InputError
        With the name of the graph: if a territory is unknown, or there are more posts than units
        that could ever sit there, or what `Scenario.with_network` refuses.

    Examples
    --------
    >>> import muster, networkx
    >>> from muster.topologies.graphs import along
    >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
    >>> along(base, "ring", networkx.cycle_graph(13)).values["coordination.topology"]
    'custom'
    """
    try:
        scenario = base.with_network(graph)
        _core.check(scenario._core)
    except InputError as error:
        raise InputError(f"graph '{name}': {error}") from None
    posts = scenario.values["coordination.posts"]
    n_posts = int((posts.hours == 0).sum()) if len(posts) else 0
    n_units = _most_units(base) if n_posts else 0
    if n_posts > n_units:
        raise InputError(
            f"graph '{name}': {n_posts} posts for {n_units} units that could ever take part, so "
            f"some are always empty and cut others off; at most {n_units} is allowed"
        )
    return scenario


def _most_units(base: Scenario) -> int:
    """Persons with machines, and places."""
    world = simulation(base)
    n_with_machines = int((world.state("persons.machines") > 0).sum())
    return n_with_machines + len(world.state("places.territory"))
