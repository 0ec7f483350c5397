"""Muster simulates how makers mobilized to equip carers in spring 2020.

>>> import muster
>>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
>>> calm = base.without_event("legal text")
>>> runs = muster.run({"as it was": base, "no legal text": calm}, replicates=2, seed=1)
>>> runs
<Runs: 2 scenarios × 2 replicates × ... days, seed 1>
"""

import importlib
from types import ModuleType

from muster._core import InputError
from muster._core import version as __version__
from muster.mechanisms import Mechanism, Observer, Parameter
from muster.runs import Runs, open, run
from muster.scenarios import Event, Scenario, parameters, scenario, scenarios
from muster.simulation import Simulation, simulation
from muster.world import Today, World

__all__ = [
    "Event",
    "InputError",
    "Mechanism",
    "Observer",
    "Parameter",
    "Runs",
    "Scenario",
    "Simulation",
    "Today",
    "World",
    "__version__",
    "open",
    "parameters",
    "run",
    "scenario",
    "scenarios",
    "simulation",
]


def __getattr__(name: str) -> ModuleType:
    """Modules that load heavy libraries, on first use: `muster list` is to be quick."""
    if name in ("networks", "plots", "report"):
        return importlib.import_module(f"muster.{name}")
    raise AttributeError(f"module 'muster' has no attribute '{name}'")
