"""Designs: which combinations of the factors' values are simulated."""

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from muster._core import InputError, hint
from muster.experiments.factors import Factor
from muster.scenarios import Scenario

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Unit = NDArray[np.float64]  # [n_points, n_factors], in [0, 1]

Row = tuple[Any, ...]  # a value of each factor

# What `size` counts.
SIZES = {
    "factorial": "levels of each range",
    "latin-hypercube": "points",
    "sobol": "base samples",
    "morris": "trajectories",
    "one-at-a-time": "levels of each range",
}
MORRIS_LEVELS = 4


def check(kind: str, size: int, factors: Sequence[Factor]) -> None:
    """Looks at what can be said of a design before it is made."""
    if kind not in SIZES:
        known = list(SIZES)
        raise InputError(f"unknown design '{kind}'{hint(kind, known) or '; ' + ', '.join(known)}")
    if not isinstance(size, int) or isinstance(size, bool) or not 2 <= size <= 2**24:
        raise InputError(
            f"size = {size}; a whole number in [2, {2**24}] of {SIZES[kind]} is allowed"
        )
    if kind == "sobol" and size & (size - 1):
        above = 2 ** size.bit_length()
        raise InputError(
            f"size = {size}; in a Sobol' design a power of two is allowed, {above // 2} or {above}"
        )
    if not factors:
        raise InputError("there is no factor to vary; give one or more")
    if kind == "sobol" and len(factors) < 2:
        raise InputError("a Sobol' design divides variance among factors; give two or more")


def rows(
    kind: str, size: int, seed: int, factors: Sequence[Factor], scenarios: Mapping[str, Scenario]
) -> list[Row]:
    """The points of a design; the same for the same arguments."""
    if kind == "factorial":
        return list(itertools.product(*(each.levels(size) for each in factors)))
    if kind == "one-at-a-time":
        return _one_at_a_time(size, factors, list(scenarios.values()))
    unit = {"latin-hypercube": _latin, "sobol": _sobol, "morris": _morris}[kind](
        size, len(factors), seed
    )
    columns = [each.at(unit[:, f]) for f, each in enumerate(factors)]
    return list(zip(*columns, strict=True))


def problem(names: Sequence[str]) -> dict[str, Any]:
    """The factors as SALib takes them: by position in [0, 1]."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def _latin(size: int, n_factors: int, seed: int) -> "Unit":
    from scipy.stats import qmc

    return qmc.LatinHypercube(n_factors, rng=seed).random(size)


def _sobol(size: int, n_factors: int, seed: int) -> "Unit":
    """Saltelli's scheme for first and total order: size × (factors + 2) points."""
    from SALib.sample import sobol

    names = [str(f) for f in range(n_factors)]
    return sobol.sample(problem(names), size, calc_second_order=False, seed=seed)


def _morris(size: int, n_factors: int, seed: int) -> "Unit":
    """Trajectories on a grid: size × (factors + 1) points."""
    from SALib.sample import morris

    names = [str(f) for f in range(n_factors)]
    return morris.sample(problem(names), size, num_levels=MORRIS_LEVELS, seed=seed)


def _one_at_a_time(
    size: int, factors: Sequence[Factor], scenarios: Sequence[Scenario]
) -> list[Row]:
    """First the scenario as it stands, then each other value of each factor by itself."""
    base = []
    for each in factors:
        value, *others = (each.base_value(scenario) for scenario in scenarios)
        if each.key != "scenario" and any(other != value for other in others):
            raise InputError(
                f"factor '{each.key}': its value differs among the scenarios, so nothing is one"
                " at a time; choose one scenario or another design"
            )
        base.append(value)
    found = [tuple(base)]
    for f, each in enumerate(factors):
        for value in each.levels(size):
            row = (*base[:f], value, *base[f + 1 :])
            if value != base[f] and not (value is True and each.key.startswith("event.")):
                found.append(row)
    return found
