"""What moves an outcome: indices of each factor, with 95 % intervals, by the kind of design."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas
from numpy.typing import NDArray

from muster._core import InputError
from muster.comparison import interval
from muster.experiments import designs
from muster.experiments.experiment import Experiment
from muster.experiments.factors import SCENARIO, Factor
from muster.values import shown

Array = NDArray[np.float64]
Index = tuple[str, str, float, float, float]  # factor, index, value, low, high

COLUMNS = ["scenario", "outcome", "factor", "index", "value", "low", "high"]
_RESAMPLES = 200
_FEWEST_FOR_VARIANCE = 64  # points
_FEWEST = 4  # samples, trajectories or points that make an index


def sensitivity(experiment: Experiment, table: pandas.DataFrame) -> pandas.DataFrame:
    """See `Sweep.sensitivity`."""
    by_scenario = SCENARIO in [each.key for each in experiment.factors]
    labels = [""] if by_scenario else list(experiment.scenarios)
    rows: list[tuple[Any, ...]] = []
    for label in labels:
        worlds = table.droplevel("scenario") if by_scenario else table.xs(label, level="scenario")
        for outcome in table.columns:
            of_points = worlds[outcome].unstack("replicate").reindex(range(experiment.n_points))
            found = _ways[experiment.kind](experiment, of_points.to_numpy())
            rows += [(label, str(outcome), *index) for index in found]
    return pandas.DataFrame(rows, columns=COLUMNS)


def _sobol(experiment: Experiment, worlds: Array) -> Iterator[Index]:
    """First order and total indices (Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018)."""
    from SALib.analyze import sobol

    keys = [each.key for each in experiment.factors]
    mean = _whole_blocks(_mean(worlds), len(keys) + 2).ravel()
    if np.ptp(mean) == 0:
        yield from _nothing(keys, ("first order", "total"))
        return
    found = sobol.analyze(
        designs.problem(keys), mean, calc_second_order=False, num_resamples=_RESAMPLES,
        seed=_seed(experiment),
    )  # fmt: skip
    for f, key in enumerate(keys):
        for index, name in (("S1", "first order"), ("ST", "total")):
            yield _around(key, name, found[index][f], found[f"{index}_conf"][f])


def _morris(experiment: Experiment, worlds: Array) -> Iterator[Index]:
    """Elementary effects over a whole range (Campolongo et al. 2007,
    doi:10.1016/j.envsoft.2006.10.004)."""
    from SALib.analyze import morris

    keys = [each.key for each in experiment.factors]
    size = len(keys) + 1
    mean = _whole_blocks(_mean(worlds), size)
    whole = ~np.isnan(_mean(worlds)).reshape(-1, size).any(axis=1)
    unit = _unit(experiment).reshape(-1, size, len(keys))[whole].reshape(-1, len(keys))
    found = morris.analyze(
        designs.problem(keys), unit, mean.ravel(), num_resamples=_RESAMPLES,
        num_levels=designs.MORRIS_LEVELS, seed=_seed(experiment),
    )  # fmt: skip
    for f, key in enumerate(keys):
        yield _around(key, "mean absolute effect", found["mu_star"][f], found["mu_star_conf"][f])
        error = 1.96 * found["sigma"][f] / np.sqrt(len(mean))
        yield _around(key, "mean effect", found["mu"][f], error)
        yield key, "spread of effects", float(found["sigma"][f]), np.nan, np.nan


def _latin(experiment: Experiment, worlds: Array) -> Iterator[Index]:
    """Rank regression, which tells the direction, and first order indices by RBD-FAST (Tarantola et
    al. 2006, doi:10.1016/j.ress.2005.06.003; Tissot and Prieur 2012, .2012.06.010)."""
    from SALib.analyze import rbd_fast

    keys = [each.key for each in experiment.factors]
    mean = _mean(worlds)
    there = ~np.isnan(mean)
    n = int(there.sum())
    _check_enough(n, max(_FEWEST, len(keys) + 2), "points")
    mean, unit = mean[there], _unit(experiment)[there]
    if np.ptp(mean) == 0:
        yield from _nothing(keys, ("rank regression", "first order"))
        return
    yield from _rank_regression(keys, unit, mean, _seed(experiment))
    if n < _FEWEST_FOR_VARIANCE:
        yield from _nothing(keys, ("first order",))
        return
    found = rbd_fast.analyze(
        designs.problem(keys), unit, mean, num_resamples=_RESAMPLES, seed=_seed(experiment)
    )
    for f, key in enumerate(keys):
        yield _around(key, "first order", found["S1"][f], found["S1_conf"][f])


def _rank_regression(keys: Sequence[str], unit: Array, mean: Array, seed: int) -> Iterator[Index]:
    """Standardized coefficients of ranks, from -1 to 1; intervals by resampling points."""

    def coefficients(rows: NDArray[np.intp]) -> Array:
        found: Array = np.linalg.lstsq(_ranks(unit[rows]), _ranks(mean[rows]), rcond=None)[0]
        return found

    n = len(mean)
    draws = np.random.default_rng(seed).integers(n, size=(_RESAMPLES, n))
    resampled = np.array([coefficients(rows) for rows in draws])
    low, high = np.quantile(resampled, [0.025, 0.975], axis=0)
    for f, value in enumerate(coefficients(np.arange(n))):
        yield keys[f], "rank regression", float(value), float(low[f]), float(high[f])


def _ranks(values: Array) -> Array:
    """Ranks of each column with mean 0 and variance 1, 0 if it has only one value."""
    from scipy.stats import rankdata

    ranks = rankdata(values, axis=0) - (len(values) + 1) / 2
    spread = ranks.std(axis=0)
    return ranks / np.where(spread > 0, spread, 1.0)


def _factorial(experiment: Experiment, worlds: Array) -> Iterator[Index]:
    """Differences against the first level, world by world, over all levels of other factors."""
    if np.isnan(worlds).all(axis=1).any():
        raise InputError("points are missing; run with --resume first, effects need all of them")
    levels = [each.levels(experiment.size) for each in experiment.factors]
    cube = worlds.reshape(*map(len, levels), worlds.shape[1])
    for f, each in enumerate(experiment.factors):
        for k, told in _steps(each, levels[f]):
            yield told, "main effect", *interval(_difference(cube, {f: k}))
    for f, g in itertools.combinations(range(len(levels)), 2):
        for (k, here), (j, there) in itertools.product(
            _steps(experiment.factors[f], levels[f]), _steps(experiment.factors[g], levels[g])
        ):
            change = _difference(cube, {f: k, g: j})
            yield f"{here} × {there}", "interaction", *interval(change)


def _difference(cube: Array, levels: dict[int, int]) -> Array:
    """Difference, or difference of differences, of the levels against the first. [n_replicates]"""
    for axis in sorted(levels, reverse=True):
        cube = np.take(cube, levels[axis], axis) - np.take(cube, 0, axis)
    found: Array = cube.reshape(-1, cube.shape[-1]).mean(axis=0)
    return found[~np.isnan(found)]


def _one_at_a_time(experiment: Experiment, worlds: Array) -> Iterator[Index]:
    """Differences against the scenario as it stands, world by world."""
    for point, row in enumerate(experiment.rows[1:], 1):
        f = next(f for f, value in enumerate(row) if value != experiment.rows[0][f])
        changes = worlds[point] - worlds[0]
        changes = changes[~np.isnan(changes)]
        if len(changes):
            told = _step(experiment.factors[f], experiment.rows[0][f], row[f])
            yield told, "effect", *interval(changes)


_ways: dict[str, Callable[[Experiment, Array], Iterator[Index]]] = {
    "sobol": _sobol,
    "morris": _morris,
    "latin-hypercube": _latin,
    "factorial": _factorial,
    "one-at-a-time": _one_at_a_time,
}


def _steps(each: Factor, levels: Sequence[Any]) -> list[tuple[int, str]]:
    return [(k, _step(each, levels[0], level)) for k, level in enumerate(levels) if k]


def _step(each: Factor, before: Any, after: Any) -> str:
    return f"{each.key}: {shown(before)} → {shown(after)}"


def _unit(experiment: Experiment) -> Array:
    """Where the values of each point stand between 0 and 1."""
    columns = zip(*experiment.rows, strict=True)
    return np.array(
        [
            [each.position(value) for value in column]
            for each, column in zip(experiment.factors, columns, strict=True)
        ]
    ).T


def _mean(worlds: Array) -> Array:
    """Of the worlds of each point that count; NaN if none does. [n_points]"""
    n = (~np.isnan(worlds)).sum(axis=1)
    return np.where(n > 0, np.nansum(worlds, axis=1) / np.maximum(n, 1), np.nan)


def _whole_blocks(mean: Array, size: int) -> Array:
    """Samples or trajectories of which no point is missing. [n, size]"""
    blocks = mean.reshape(-1, size)
    whole = blocks[~np.isnan(blocks).any(axis=1)]
    _check_enough(len(whole), min(_FEWEST, len(blocks)), "samples without a missing point")
    return whole


def _check_enough(n: int, fewest: int, what: str) -> None:
    if n < fewest:
        raise InputError(f"{n} {what} are not enough for indices; {fewest} or more are needed")


def _around(key: str, index: str, value: float, half: float) -> Index:
    return key, index, float(value), float(value - half), float(value + half)


def _nothing(keys: Sequence[str], indices: Sequence[str]) -> Iterator[Index]:
    """Of an outcome that is the same at every point."""
    for key, index in itertools.product(keys, indices):
        yield key, index, np.nan, np.nan, np.nan


def _seed(experiment: Experiment) -> int:
    return experiment.design_seed or 1  # SALib takes 0 for none
