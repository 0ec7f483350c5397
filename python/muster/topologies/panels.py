"""The picture of the topology laboratory: forms, visors, losses, centralization."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.gridspec import GridSpec

from muster import panels, plots
from muster.comparison import national
from muster.story import day
from muster.topologies import drawings

if TYPE_CHECKING:
    from muster.topologies.laboratory import Topologies

_MOST_A_ROW = 7
_SHORT = {"random": "any", "degree": "most ties", "betweenness": "between most"}


def picture(laboratory: "Topologies") -> plots.Picture:
    """See `Topologies.plot`."""
    dataset = laboratory.runs.dataset
    names = list(laboratory.structures)
    colors = {name: plots.color_of(i) for i, name in enumerate(names)}
    with matplotlib.rc_context(plots.STYLE):
        whole = plots.new_picture(dataset, ", ".join(names))
        plots.write_title(whole, "Structures of coordination", _subtitle(laboratory))
        _forms(whole, laboratory, colors)
        grid = GridSpec(1, 3, figure=whole, left=0.055, right=0.985, top=0.42, bottom=0.085,
                        wspace=0.27)  # fmt: skip
        visors = whole.add_subplot(grid[0, 0])
        robustness = whole.add_subplot(grid[0, 1])
        centralization = whole.add_subplot(grid[0, 2])
        _visors(visors, laboratory, colors)
        _robustness(robustness, laboratory, colors)
        _centralization(centralization, laboratory, colors)
        whole.text(0.02, 0.014, _matching(laboratory), fontsize=8.5, color=panels.GRAY)
    return whole


def _forms(whole: plots.Picture, laboratory: "Topologies", colors: Mapping[str, str]) -> None:
    """Each structure in one small world, on the eve of the loss."""
    names = list(laboratory.structures)[:_MOST_A_ROW]
    first = laboratory.structures[names[0]]
    n_days = (laboratory.loss_date - first.first_day).days
    samples = {
        name: drawings.sample(
            laboratory.structures[name], _scale(laboratory), n_days, laboratory.runs.seed
        )
        for name in names
    }
    angle_of = drawings.angles(samples)
    measures = laboratory.measures.xs("none", level="loss")
    eve = np.datetime64(laboratory.loss_date) - np.timedelta64(1, "D")
    grid = GridSpec(1, len(names), figure=whole, left=0.02, right=0.985, top=0.86, bottom=0.55,
                    wspace=0.06)  # fmt: skip
    for i, name in enumerate(names):
        ax = whole.add_subplot(grid[0, i])
        drawings.draw(ax, samples[name], angle_of, colors[name])
        row = measures.loc[(name, eve)]
        ax.set_title(name, color=colors[name], fontweight="bold", fontsize=11, pad=4)
        said = (
            f"{row['ties']:,.0f} ties, {row['nodes']:,.0f} nodes\n"
            f"centralization {row['centralization']:.2f}, distance {row['mean_path']:.1f}"
        )
        ax.text(0.5, -0.03, said, transform=ax.transAxes, ha="center", va="top", fontsize=8.5)
    drawings.legend(ax, 0.01, 0.882)
    date = day(laboratory.loss_date)
    whole.text(
        0.985, 0.899,
        f"Drawn: a small world of the same kind on the eve of {date}. Numbers: the whole, means.",
        ha="right", fontsize=8.5, color=panels.GRAY,
    )  # fmt: skip


def _visors(ax: Axes, laboratory: "Topologies", colors: Mapping[str, str]) -> None:
    dataset = laboratory.runs.dataset
    delivered = national(dataset, "units_delivered", {}).cumsum("date") / 1000
    for i, (name, color) in enumerate(colors.items()):
        one = delivered.sel(scenario=laboratory.labels[name, "none"])
        panels.band(ax, one, color, name, _width(i))
    panels.time_axis(ax, dataset["date"].values)
    panels.finish(ax, "Visors delivered since the first day", "thousand", n_columns=3, n_rows=2)


def _centralization(ax: Axes, laboratory: "Topologies", colors: Mapping[str, str]) -> None:
    dataset = laboratory.runs.dataset
    series = national(dataset, "network_centralization", {})
    for i, (name, color) in enumerate(colors.items()):
        one = series.sel(scenario=laboratory.labels[name, "none"])
        panels.band(ax, one, color, "", _width(i))
    panels.time_axis(ax, dataset["date"].values)
    panels.finish(ax, "Centralization (Freeman's)", "0 all alike, 1 a star", n_rows=2)
    ax.set_ylim(0, 1.02)


def _robustness(ax: Axes, laboratory: "Topologies", colors: Mapping[str, str]) -> None:
    """Visors that are still delivered after each loss, and what of the network hangs together."""
    table = laboratory.robustness
    losses = list(dict.fromkeys(table.index.get_level_values("loss"))) if len(table) else []
    step = 0.8 / len(colors)
    for i, (name, color) in enumerate(colors.items()):
        for j, loss in enumerate(losses):
            row = 100 * table.loc[(name, loss)]
            y = j + step * (i - (len(colors) - 1) / 2)
            ax.hlines(y, row["visors_low"], row["visors_high"], color=color, linewidth=2)
            ax.plot(row["visors"], y, "o", color=color, markersize=5)
            ax.plot(row["network"], y, "D", color=color, markersize=5, markerfacecolor="white")
    ax.plot([], [], "o", color=panels.GRAY, markersize=5, label="visors delivered from then on")
    ax.plot([], [], "D", color=panels.GRAY, markersize=5, markerfacecolor="white",
            label="largest part of the network in one piece")  # fmt: skip
    ax.axvline(100, color=panels.GRAY, linewidth=1)
    ax.set_yticks(range(len(losses)), [_SHORT[loss] for loss in losses], rotation=90, va="center")
    ax.set_ylim(max(len(losses), 1) - 0.45, -0.55)
    ax.tick_params(axis="y", length=0)
    ax.set_ylabel("nodes that are lost")
    title = f"Left after a loss of {laboratory.loss_share:.0%} of nodes on " + day(
        laboratory.loss_date
    )
    panels.finish_across(ax, title, "% of the same world without loss")


def _width(i: int) -> float:
    """Of the line of a topology: earlier ones are seen also where later ones cover them."""
    return max(3.6 - 0.8 * i, 1.0)


def _scale(laboratory: "Topologies") -> float:
    """Scale at which there are about as many nodes as can be drawn."""
    first = next(iter(laboratory.structures))
    scale = laboratory.structures[first].values["population.scale"]
    nodes = laboratory.measures.loc[(first, "none")]["nodes"]
    eve = np.datetime64(laboratory.loss_date) - np.timedelta64(1, "D")
    return float(min(scale, scale * drawings.N_DRAWN / max(nodes.loc[eve], 1)))


def _subtitle(laboratory: "Topologies") -> str:
    base = next(iter(laboratory.structures.values()))
    return f"{base.name}: the same people with the same luck.  " + plots.made_by(
        laboratory.runs.dataset
    )


def _matching(laboratory: "Topologies") -> str:
    """What was made equal, and how well."""
    if laboratory.match is None:
        return "Ties and coordinators' hours are as each structure has them: nothing was matched."
    words = {"ties": "number of ties on the mean day", "hours": "coordinators' hours a day"}
    parts = [
        f"{name} {row['ratio']:.2f}" + (f" ({row['note']})" if row["note"] else "")
        for name, row in laboratory.matched.iterrows()
        if name != laboratory.reference
    ]
    what = f"Matched to {laboratory.reference} by {words[laboratory.match]}, ratio: "
    return what + ", ".join(parts) + "."
