"""What each of several shocks did to an outcome when all of them came: Shapley values in pairs."""

import html
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas
from numpy.typing import NDArray

from muster._core import InputError
from muster.attribution.shapley import (
    Subset,
    drawn_orders,
    interaction,
    ratio,
    shapley,
    subsets,
    summed,
)
from muster.comparison import Worlds, interval, unit_of_total, with_product, worlds
from muster.digits import number
from muster.outcomes import outcomes
from muster.runs import Runs, run
from muster.scenarios import Scenario

if TYPE_CHECKING:
    from muster.plots import Picture

Shock = str | Mapping[str, Any] | Callable[[Scenario], Scenario]
_MOST_SHOCKS = 20
_TOTAL = "all together"


@dataclass(frozen=True)
class Attribution:
    """How a joint effect is shared out among shocks; get it with `muster.attribute`.

    Attributes
    ----------
    runs
        The runs of all subsets of shocks, in one file.
    outcome, unit
        What the effect is on.
    table
        A row a shock, then all together: `mean` of the Shapley values over worlds with the 95 %
        t-interval of that mean; `variance_ratio`, how many times as many worlds would be needed
        without pairing; `n`, the number of worlds.
    interactions
        The same for each pair of shocks: the pairwise Shapley interaction index, how much more the
        two do together than each alone. None where not all subsets were run.
    worlds
        Shapley values world by world, and all together, which is their sum.
    base
        Mean of the outcome without any shock.
    """

    runs: Runs
    outcome: str
    unit: str
    table: pandas.DataFrame
    interactions: pandas.DataFrame | None
    worlds: pandas.DataFrame
    base: float

    def plot(self) -> "Picture":
        """A waterfall from the base to all shocks together."""
        from muster.attribution.waterfall import picture

        return picture(self)

    def __repr__(self) -> str:
        n = len(self.worlds)
        return f"<Attribution of {self.outcome} over {n} worlds>\n{self.table.round(4)}"

    def _repr_html_(self) -> str:
        parts = [f"<p>Attribution of {html.escape(self.outcome)}, {html.escape(self.unit)}</p>"]
        for table in (self.table, self.interactions):
            if table is not None:
                parts.append(table.to_html(float_format=number))
        return "".join(parts)


def attribute(
    base: Scenario,
    shocks: Mapping[str, Shock],
    outcome: str,
    *,
    replicates: int = 20,
    seed: int = 1,
    threads: int | None = None,
    orders: int = 12,
    progress: bool | None = None,
    at: Any = None,
    **selection: str,
) -> Attribution:
    """Share out the joint effect of several shocks on an outcome.

    Shocks are applied to the base: the effect of all is that of the base with all of them minus the
    base with none. The Shapley value of a shock (1953, doi:10.1515/9781400881970-018) is what it
    adds to those that came before it, averaged over all orders in which they could come; the values
    of all shocks add up to the whole effect, in each world. Worlds are paired: replicate 7 has the
    same people and luck with any subset of the shocks.

    Parameters
    ----------
    base
        The scenario without the shocks.
    shocks
        By label, what each does to a scenario: the name of an event, which it takes away; a dict of
        values, which it sets; or a function of a scenario that gives another.
    outcome
        Name of an outcome of the base, or of an observable, as in `Runs.difference`.
    replicates, seed, threads, progress
        As in `muster.run`.
    orders
        With more than six shocks, orders drawn at random from the seed, instead of all subsets.
    at, **selection
        Of an observable, as in `Runs.difference`.

    Raises
    ------
    InputError
        If there is no shock, one cannot be applied, or the outcome is unknown.

    Examples
    --------
    >>> import muster
    >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
    >>> found = muster.attribute(
    ...     base,
    ...     {"no text": "legal text", "no fatigue": {"fatigue.on": False}},
    ...     "units_delivered", product="visor", replicates=2)
    >>> list(found.table.index)
    ['no text', 'no fatigue', 'all together']
    """
    labels = _checked(shocks)
    paths = drawn_orders(len(labels), orders, seed)
    run_subsets = subsets(len(labels), paths)
    stories = {_name(subset, labels): _shocked(base, subset, shocks) for subset in run_subsets}
    runs = run(stories, replicates, seed, threads, progress=progress)
    values, unit = _values(runs, outcome, at, selection)
    by_subset = {s: values[i] for i, s in enumerate(run_subsets)}
    there = np.isfinite(values).all(axis=0)
    if not there.any():
        raise InputError(f"{outcome} counts in no world with every subset of the shocks")
    by_subset = {subset: numbers[there] for subset, numbers in by_subset.items()}
    weights = [shapley(i, len(labels), paths) for i in range(len(labels))]
    everything, nothing = frozenset(range(len(labels))), Subset()
    weights.append({everything: 1.0, nothing: -1.0})
    found = [summed(by_subset, w) for w in weights]
    columns = dict(zip([*labels, _TOTAL], found, strict=True))
    table = _table(columns, [ratio(by_subset, w) for w in weights])
    return Attribution(
        runs, _title(runs, outcome, selection), unit, table,
        None if paths else _interactions(by_subset, labels),
        pandas.DataFrame(columns, index=pandas.Index(np.flatnonzero(there), name="replicate")),
        float(by_subset[nothing].mean()),
    )  # fmt: skip


def _checked(shocks: Mapping[str, Shock]) -> list[str]:
    labels = list(shocks)
    if not 1 <= len(labels) <= _MOST_SHOCKS:
        raise InputError(f"there are {len(labels)} shocks; 1 to {_MOST_SHOCKS} are allowed")
    for label in labels:
        if not isinstance(label, str) or not label or label == _TOTAL or " + " in label:
            raise InputError(
                f"a shock is labelled {label!r}; a text other than '{_TOTAL}' and without ' + ' "
                "is allowed"
            )
    set_by: dict[str, str] = {}
    for label, shock in shocks.items():
        for key in shock if isinstance(shock, Mapping) else ():
            if key in set_by:
                raise InputError(
                    f"shocks '{set_by[key]}' and '{label}' both set {key}; each may set its own"
                )
            set_by[key] = label
    return labels


def _apply(scenario: Scenario, label: str, shock: Shock) -> Scenario:
    if isinstance(shock, str):
        return scenario.without_event(shock)
    if isinstance(shock, Mapping):
        return scenario.with_values(shock)
    changed = shock(scenario) if callable(shock) else None
    if not isinstance(changed, Scenario):
        raise InputError(
            f"shock '{label}' gives no scenario; the name of an event, a dict of values, or a "
            "function from a scenario to a scenario is allowed"
        )
    return changed


def _shocked(base: Scenario, subset: Subset, shocks: Mapping[str, Shock]) -> Scenario:
    """The base with some of the shocks, in the order in which they were given."""
    for i, (label, shock) in enumerate(shocks.items()):
        if i in subset:
            base = _apply(base, label, shock)
    return base


def _name(subset: Subset, labels: Sequence[str]) -> str:
    return " + ".join(labels[i] for i in sorted(subset)) or "base"


def _values(
    runs: Runs, outcome: str, at: Any, selection: Mapping[str, str]
) -> tuple[NDArray[np.float64], str]:
    """[n_subsets, n_replicates], and the unit."""
    asked = next(iter(runs.scenarios.values())).outcomes
    if outcome in [one.name for one in asked]:
        if selection or at is not None:
            raise InputError(f"'{outcome}' is an outcome of the scenario and takes no selection")
        table = outcomes(runs.dataset, runs.scenarios)
        values = np.array([table.loc[label, outcome].to_numpy(float) for label in runs.scenarios])
        return values, str(table.attrs["units"][outcome])
    found = worlds(runs.dataset, outcome, selection, at)
    return found.transpose("scenario", "replicate").values, unit_of_total(runs.dataset[outcome])


def _interactions(by_subset: Mapping[Subset, Worlds], labels: Sequence[str]) -> pandas.DataFrame:
    columns, ratios = {}, []
    for i, j in itertools.combinations(range(len(labels)), 2):
        weights = interaction(i, j, len(labels))
        columns[f"{labels[i]} × {labels[j]}"] = summed(by_subset, weights)
        ratios.append(ratio(by_subset, weights))
    return _table(columns, ratios)


def _table(columns: Mapping[str, Worlds], ratios: Sequence[float]) -> pandas.DataFrame:
    rows = [
        (*interval(values), ratio, len(values))
        for values, ratio in zip(columns.values(), ratios, strict=True)
    ]
    index = pandas.Index(list(columns), name="shock", dtype=object)
    return pandas.DataFrame(rows, index, ["mean", "low", "high", "variance_ratio", "n"])


def _title(runs: Runs, outcome: str, selection: Mapping[str, str]) -> str:
    told = outcome
    if outcome in runs.dataset:
        told = str(runs.dataset[outcome].attrs["long_name"])
        selection = with_product(runs.dataset[outcome], selection)
    return ", ".join([told, *selection.values()])
