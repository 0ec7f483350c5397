"""Muster simulates how makers mobilized to equip carers in spring 2020.

>>> import muster
>>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
>>> calm = base.without_event("legal text")
>>> runs = muster.run({"as it was": base, "no legal text": calm}, replicates=2, seed=1)
>>> runs
<Runs: 2 scenarios × 2 replicates × ... days, seed 1>
"""

import importlib
from typing import TYPE_CHECKING, Any

from muster._core import InputError
from muster._core import version as __version__
from muster.experiments import Experiment, Sweep, experiment, sweep
from muster.mechanisms import Mechanism, Observer, Parameter
from muster.runs import Runs, open, run
from muster.scenarios import Event, Scenario, parameters, scenario, scenarios
from muster.simulation import Simulation, simulation
from muster.topologies import Topologies, topologies
from muster.world import Today, World

if TYPE_CHECKING:
    from muster.attribution import attribute

__all__ = [
    "Event",
    "Experiment",
    "InputError",
    "Mechanism",
    "Observer",
    "Parameter",
    "Runs",
    "Scenario",
    "Simulation",
    "Sweep",
    "Today",
    "Topologies",
    "World",
    "__version__",
    "attribute",
    "experiment",
    "open",
    "parameters",
    "run",
    "scenario",
    "scenarios",
    "simulation",
    "sweep",
    "topologies",
]


def __getattr__(name: str) -> Any:
    """What loads heavy libraries, on first use: `muster list` is to be quick."""
    if name in ("ema", "networks", "plots", "report"):
        return importlib.import_module(f"muster.{name}")
    if name == "attribute":
        return importlib.import_module("muster.attribution").attribute
    raise AttributeError(f"module 'muster' has no attribute '{name}'")
