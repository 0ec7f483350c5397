"""Looking at two worlds under way: where they differ, bit for bit."""

from collections.abc import Callable

import muster
import numpy as np
from hypothesis import HealthCheck, settings

FEW_SECONDS = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def examples(n: int) -> Callable[..., object]:
    """Settings for so many examples, the same in each run."""
    return settings(FEW_SECONDS, max_examples=n)


def same(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two columns are the same bits."""
    if a.dtype.names:  # records have gaps between their fields
        return a.shape == b.shape and all(same(a[name], b[name]) for name in a.dtype.names)
    return a.shape == b.shape and np.ascontiguousarray(a).tobytes() == b.tobytes()


def differing(a: muster.Simulation, b: muster.Simulation) -> list[str]:
    """Names of the state variables in which two worlds differ."""
    return [name for name in a.state_names() if not same(a.state(name), b.state(name))]


def expect_same_days(one: muster.Scenario, other: muster.Scenario, n_days: int) -> None:
    """Two scenarios live through the same first days."""
    a, b = muster.simulation(one), muster.simulation(other)
    for day in range(n_days):
        a.step()
        b.step()
        assert differing(a, b) == [], f"after day {day}"
