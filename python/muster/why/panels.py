"""The picture of why two worlds differ: how it travels, whom it reaches, who gains and loses."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import matplotlib
import numpy as np
import pandas
from matplotlib.axes import Axes
from matplotlib.gridspec import GridSpec

from muster import panels
from muster.plots import STYLE, Picture, new_picture, write_title
from muster.why.lockstep import ROUTES
from muster.why.reach import DIRECT
from muster.why.telling import counted

if TYPE_CHECKING:
    from muster.why.explanation import Why

_MOST_ROWS = 13
_RARE = 0.02  # ways by which so few were reached are drawn as one
_BEFORE = 4  # days shown before the worlds part
_COLORS = (panels.RED, panels.SKY, panels.BLUE, panels.ORANGE, panels.GREEN, panels.YELLOW,
           panels.PINK, "#b0b0b0")  # fmt: skip
_WAYS = {
    "requester": ("received", "units received"),
    "maker": ("delivered", "units delivered, by maker"),
    "contacts": ("delivered", "by number of acquaintances"),
    "from a coordinator": ("delivered", "by distance from a coordinator"),
}


def picture(why: "Why") -> Picture:
    """Four panels; see `Why.plot`."""
    runs = why.runs
    with matplotlib.rc_context(STYLE):
        drawn = new_picture(runs.dataset, f"{why.base}, {why.other}")
        n = counted(runs.n_replicates, "replicate")
        told = f"replicate {why.replicate} of {n}, seed {runs.seed}"
        write_title(
            drawn,
            f"Why “{why.other}” differs from “{why.base}”",
            f"Above: the pair of worlds of {told}. Same people, same luck otherwise.  "
            f"Muster {runs.version}",
        )
        if why.walked.parted is None:
            drawn.text(0.5, 0.5, "The worlds never part.", ha="center", fontsize=14)
            return drawn
        above = {"top": 0.85, "bottom": 0.535}
        below = {"top": 0.435, "bottom": 0.06}
        _travels(drawn.add_subplot(GridSpec(1, 1, drawn, left=0.2, right=0.53, **above)[0]), why)
        _reached(drawn.add_subplot(GridSpec(1, 1, drawn, left=0.68, right=0.975, **above)[0]), why)
        _territories(
            drawn.add_subplot(GridSpec(1, 1, drawn, left=0.2, right=0.53, **below)[0]), why
        )
        _groups(drawn.add_subplot(GridSpec(1, 1, drawn, left=0.74, right=0.975, **below)[0]), why)
    return drawn


def _travels(ax: Axes, why: "Why") -> None:
    """A ridge for each variable in the order in which they came to differ."""
    dates = _dates(why)
    names = list(why.chain.index[:_MOST_ROWS])
    for row, name in enumerate(names):
        counts = why.walked.counts[name].astype(float)
        high = 0.85 * counts / counts.max()
        color = panels.BLUE
        ax.fill_between(dates, row, row - high, color=color, alpha=0.75, linewidth=0, step="mid")
        ax.plot(
            np.datetime64(why.chain.loc[name, "first"]), row, "o", color=panels.RED, markersize=4
        )
        most = int(why.chain.loc[name, "most"])
        if why.chain.loc[name, "whose"] != "country":
            ax.annotate(
                f"{most:,}", (1.01, row - 0.3), xycoords=("axes fraction", "data"), fontsize=8,
                va="center", color=panels.GRAY,
            )  # fmt: skip
    ax.annotate("most", (1.01, 1.005), xycoords="axes fraction", fontsize=8, color=panels.GRAY)
    ax.set_yticks(np.arange(len(names)), names)
    ax.set_ylim(max(len(names) - 0.7, 2), -1)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", color=panels.PALE, linewidth=0.6)
    ax.set_axisbelow(True)
    _days(ax, why, dates)
    _caption(ax, "What differs, in the order in which it came to (●), and in how many", -0.57)


def _reached(ax: Axes, why: "Why") -> None:
    """Persons whose path has differed so far, by how it first came to."""
    dates, walked = _dates(why), why.walked
    names = [DIRECT, *(f"others, by {route}" for route in ROUTES), "others, in other ways"]
    parted = walked.parted_on >= 0
    how = np.where(why.direct, 0, walked.route + 1)
    n_each = np.bincount(how[parted], minlength=len(names))
    rare = (n_each < _RARE * parted.sum()) & (np.arange(len(names)) > 0)
    how[rare[how]] = len(names) - 1
    shown = np.unique(how[parted])
    bottom = np.zeros(len(dates))
    for number in shown:
        on = walked.parted_on[parted & (how == number)]
        top = bottom + np.bincount(on, minlength=len(dates)).cumsum()
        label = names[number]
        ax.fill_between(
            dates, bottom, top, color=_COLORS[number % len(_COLORS)], linewidth=0,
            label=f"{label} ({int((top - bottom)[-1]):,})",
        )  # fmt: skip
        bottom = top
    ax.set_ylabel("persons")
    ax.yaxis.set_major_formatter(matplotlib.ticker.StrMethodFormatter("{x:,g}"))
    ax.set_ylim(0, bottom[-1] * 1.05 or 1)
    ax.grid(axis="y", color=panels.PALE, linewidth=0.6)
    ax.set_axisbelow(True)
    _days(ax, why, dates)
    ax.legend(
        loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=1, frameon=False, fontsize=8,
        handlelength=1, handletextpad=0.5, columnspacing=1, labelspacing=0.3, borderaxespad=0.1,
    )  # fmt: skip
    ax.set_title(
        f"Persons who have done otherwise, of {len(parted):,}, through",
        x=-0.14, ha="left", fontweight="bold", fontsize=10.5, pad=5 + 14 * len(shown),
    )  # fmt: skip


def _territories(ax: Axes, why: "Why") -> None:
    rows = why.table.loc["territory"].xs("received", level="measure").sort_values("mean")
    n = int(rows["worlds"].iloc[0])
    _bars(ax, rows.tail(20), [str(name) for name in rows.tail(20).index])
    interval = "; 95 % interval" if n > 1 else ""
    _caption(
        ax,
        f"Units received more or fewer, by territory: {counted(n, 'pair')} of worlds{interval}",
        -0.57,
    )


def _groups(ax: Axes, why: "Why") -> None:
    """All ways to group, one below the other, each with its title."""
    parts, labels, titles = [], [], []
    for by, (measure, title) in _WAYS.items():
        if by not in why.table.index.unique("by"):
            continue
        rows = why.table.loc[by].xs(measure, level="measure")
        rows = rows[(rows["base"] != 0) | (rows["mean"] != 0)]
        if rows.empty:
            continue
        titles.append((len(labels), title))
        parts += [pandas.DataFrame([dict.fromkeys(rows.columns, np.nan)]), rows]
        labels += ["", *map(str, rows.index)]
    if not parts:
        ax.axis("off")
        return
    table = pandas.concat([part for part in parts if len(part)])[::-1]
    n = int(table["worlds"].max())
    _bars(ax, table, labels[::-1])
    for place, title in titles:
        ax.annotate(
            title, (-0.02, len(labels) - 1 - place), xycoords=("axes fraction", "data"), ha="right",
            va="center", fontsize=8.5, fontweight="bold", annotation_clip=False,
        )  # fmt: skip
    told = "the pair above" if n == 1 else f"{n} pairs of worlds; 95 % interval"
    _caption(ax, f"Who gains and who loses: {told}", -0.62)


def _bars(ax: Axes, rows: pandas.DataFrame, labels: Sequence[str]) -> None:
    """Gains to the right, losses to the left, with intervals where there are some."""
    places = np.arange(len(rows))
    change = rows["mean"].to_numpy()
    colors = [panels.GREEN if x > 0 else panels.RED for x in change]
    ax.barh(places, np.nan_to_num(change), 0.66, color=colors, alpha=0.85)
    known = np.isfinite(rows["low"].to_numpy())
    if known.any():
        low, high = rows["low"].to_numpy()[known], rows["high"].to_numpy()[known]
        reach = [change[known] - low, high - change[known]]
        ax.errorbar(
            change[known], places[known], xerr=reach, fmt="none", ecolor=panels.BLACK,
            elinewidth=1, capsize=2,
        )  # fmt: skip
    ax.axvline(0, color=panels.GRAY, linewidth=1)
    ax.set_yticks(places, labels)
    ax.set_ylim(-0.7, len(rows) - 0.3)
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(_signed))
    ax.xaxis.set_major_locator(matplotlib.ticker.MaxNLocator(5))
    ax.grid(axis="x", color=panels.PALE, linewidth=0.6)
    ax.set_axisbelow(True)


def _signed(x: float, _: object) -> str:
    return f"{x:+,g}".replace("-", "−") if x else "0"


def _dates(why: "Why") -> Any:
    scenario = why.walked.base.scenario
    return np.datetime64(scenario.first_day) + np.arange(scenario.n_days)


def _days(ax: Axes, why: "Why", dates: Any) -> None:
    """Days from a little before the worlds part, and lines where the scenarios come to differ."""
    parted = why.walked.parted or 0
    first = max(0, min(parted - _BEFORE, len(dates) - 2))
    panels.time_axis(ax, dates[first:])
    for date in sorted({change.date for change in why.changes}):
        if np.datetime64(date) >= dates[first]:
            ax.axvline(np.datetime64(date), color="#c4c4c4", linewidth=0.8, zorder=0.5)


def _caption(ax: Axes, text: str, x: float) -> None:
    ax.set_title(text, x=x, ha="left", fontweight="bold", fontsize=10.5, pad=7)
