"""Pictures of an experiment: what moves an outcome, and an outcome over a factor."""

from typing import TYPE_CHECKING, Any

import matplotlib
import numpy as np
import pandas
from matplotlib.axes import Axes

from muster import _core, panels, plots
from muster.experiments.factors import SCENARIO
from muster.values import shown

if TYPE_CHECKING:
    from muster.experiments.sweep import Sweep

_WIDTH, _LINE = 6.4, 0.27  # inches
_MOST = 24  # lines


def sensitivity(sweep: "Sweep", outcome: str) -> plots.Picture:
    """Each factor's indices with their intervals; the strongest first."""
    table = sweep.sensitivity()
    table = table[table.outcome == outcome].dropna(subset="value")
    indices = list(dict.fromkeys(table["index"]))
    names = _strongest(table)
    with matplotlib.rc_context(plots.STYLE):
        figure = _figure(sweep, (_WIDTH, 1.2 + _LINE * max(4, len(names))))
        axes = figure.subplots(1, max(1, len(indices)), sharey=True, squeeze=False)[0]
        for ax, index in zip(axes, indices, strict=False):
            _dots(ax, table[table["index"] == index], names)
            ax.set_xlabel(index)
        axes[0].set_yticks(range(len(names)), names)
        axes[0].set_ylim(max(len(names), 1) - 0.5, -0.5)
        if not names:
            axes[0].set_title("the same at every point", loc="left", fontsize=9)
        if table.scenario.nunique() > 1:
            axes[-1].legend(frameon=False, fontsize=8)
        figure.suptitle(outcome, fontsize=10.5, x=0.01, ha="left")
    return figure


def response(sweep: "Sweep", outcome: str, factor: str) -> plots.Picture:
    """The mean of each point over the value of a factor."""
    means = sweep.outcomes[outcome].groupby(level=["scenario", "point"]).mean()
    values = sweep.design[factor]
    numeric = pandas.api.types.is_numeric_dtype(values) and values.dtype != bool
    with matplotlib.rc_context(plots.STYLE):
        figure = _figure(sweep, (_WIDTH, 4.0))
        ax = figure.subplots()
        for i, (label, found) in enumerate(means.groupby(level="scenario")):
            found = found.droplevel("scenario")
            at: Any = values.loc[found.index]
            at = at if numeric else at.map(shown)
            color = plots.color_of(0 if factor == SCENARIO else i)
            ax.plot(at.to_numpy(), found.to_numpy(), "o", ms=4, alpha=0.7, color=color, label=label)
        if means.index.unique("scenario").size > 1 and factor != SCENARIO:
            ax.legend(frameon=False, fontsize=8)
        unit = "" if "." not in factor or factor.startswith("event.") else _unit(factor)
        ax.set_xlabel(f"{factor}{unit}")
        panels.finish(ax, f"{outcome}, a dot a point", str(sweep.outcomes.attrs["units"][outcome]))
    return figure


def _figure(sweep: "Sweep", size: tuple[float, float]) -> plots.Picture:
    picture = plots.Picture(figsize=size, dpi=125, layout="constrained")
    one = sweep.experiment
    picture.origin = {
        "Title": one.name,
        "Software": f"Muster {_core.version} ({_core.revision})",
        "Description": f"{one.kind}, {one.n_points} points, {one.replicates} replicates,"
        f" seed {one.seed}",
    }
    return picture


def _strongest(table: pandas.DataFrame) -> list[str]:
    """Factors by the largest of their last index, which every design has for each."""
    if table.empty:
        return []
    size = table.value.abs().groupby(table.factor).max().sort_values(ascending=False, kind="stable")
    return [str(name) for name in size.index[:_MOST]]


def _dots(ax: Axes, table: pandas.DataFrame, names: list[str]) -> None:
    labels = list(dict.fromkeys(table.scenario))
    for i, label in enumerate(labels):
        one = table[(table.scenario == label) & table.factor.isin(names)]
        shift = 0.2 * (i - (len(labels) - 1) / 2)
        y = np.array([names.index(factor) for factor in one.factor]) + shift
        ax.plot(one.value, y, "o", ms=4.5, color=plots.color_of(i), label=label)
        ax.hlines(y, one.low, one.high, color=plots.color_of(i), lw=1.3)
    ax.axvline(0, color="#b0b0b0", lw=0.8, zorder=0)


def _unit(factor: str) -> str:
    unit = _core.parameter(factor).unit
    return "" if unit in ("1", "") else f", {unit}"
