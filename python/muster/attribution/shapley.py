"""Shapley's value of a game of shocks, as weights of the outcomes with each subset of them."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from muster._core import InputError
from muster.comparison import Worlds

Subset = frozenset[int]
Weights = dict[Subset, float]

_ALL_SUBSETS = 6  # up to so many shocks all subsets are run


def drawn_orders(n: int, n_orders: int, seed: int) -> list[list[int]]:
    """Orders in which shocks come, each with its reverse; none where all subsets are run."""
    if n <= _ALL_SUBSETS:
        return []
    if not isinstance(n_orders, int) or n_orders < 1:
        raise InputError(f"orders = {n_orders}; a whole number from 1 is allowed")
    luck = np.random.Generator(np.random.Philox(seed))
    drawn = [luck.permutation(n).tolist() for _ in range(-(-n_orders // 2))]
    return [order for one in drawn for order in (one, one[::-1])][:n_orders]


def subsets(n: int, paths: Sequence[Sequence[int]]) -> list[Subset]:
    """Those that are run, the empty one first."""
    if not paths:
        sizes = range(n + 1)
        return [frozenset(s) for k in sizes for s in itertools.combinations(range(n), k)]
    prefixes = (frozenset(path[:k]) for path in paths for k in range(n + 1))
    return sorted(set(prefixes), key=lambda subset: (len(subset), sorted(subset)))


def shapley(i: int, n: int, paths: Sequence[Sequence[int]]) -> Weights:
    """What the outcome with each subset counts in the value of a shock."""
    weights: Weights = {}

    def add(before: Subset, weight: float) -> None:
        for subset, sign in ((before | {i}, 1), (before, -1)):
            weights[subset] = weights.get(subset, 0.0) + sign * weight

    if paths:
        for path in paths:
            add(frozenset(path[: path.index(i)]), 1 / len(paths))
        return weights
    for before in _without(n, i):
        k = len(before)
        add(before, math.factorial(k) * math.factorial(n - k - 1) / math.factorial(n))
    return weights


def interaction(i: int, j: int, n: int) -> Weights:
    """The same for the interaction of two (Grabisch, Roubens 1999, doi:10.1007/s001820050125)."""
    weights: Weights = {}
    for before in _without(n, i, j):
        k = len(before)
        weight = math.factorial(k) * math.factorial(n - k - 2) / math.factorial(n - 1)
        for subset, sign in (
            (before | {i, j}, 1),
            (before | {i}, -1),
            (before | {j}, -1),
            (before, 1),
        ):
            weights[subset] = sign * weight
    return weights


def _without(n: int, *shocks: int) -> Iterator[Subset]:
    others = [i for i in range(n) if i not in shocks]
    for k in range(len(others) + 1):
        yield from map(frozenset, itertools.combinations(others, k))


def summed(by_subset: Mapping[Subset, Worlds], weights: Weights) -> Worlds:
    return np.sum([weight * by_subset[subset] for subset, weight in weights.items()], axis=0)


def ratio(by_subset: Mapping[Subset, Worlds], weights: Weights) -> float:
    """Variance if each subset had worlds of its own to that in pairs; NaN if both are 0."""
    paired = summed(by_subset, weights)
    if len(paired) < 2:
        return math.nan
    unpaired = sum(w**2 * float(np.var(by_subset[s], ddof=1)) for s, w in weights.items())
    of_pairs = float(np.var(paired, ddof=1))
    if of_pairs == 0:
        return math.inf if unpaired > 0 else math.nan
    return unpaired / of_pairs
