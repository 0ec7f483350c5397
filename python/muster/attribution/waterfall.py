"""The picture of an attribution: from the base, shock by shock, to all together."""

from typing import TYPE_CHECKING

import matplotlib
import matplotlib.ticker
import numpy as np
from matplotlib.axes import Axes

from muster import panels
from muster.digits import number
from muster.plots import STYLE, Picture, new_picture, write_title

if TYPE_CHECKING:
    from muster.attribution import Attribution


def picture(found: "Attribution") -> Picture:
    """A waterfall, and beside it the interactions of pairs if there are some; see `plot`."""
    pairs = found.interactions
    with matplotlib.rc_context(STYLE):
        drawn = new_picture(found.runs.dataset, found.outcome)
        drawn.set_size_inches(12.8, 7.2)
        n, seed = len(found.worlds), found.runs.seed
        write_title(
            drawn,
            f"What each shock did: {found.outcome}",
            f"Shapley values over {n} world{'' if n == 1 else 's'} with the same people and luck, "
            f"seed {seed}; lines: 95 % interval of the mean.  Muster {found.runs.version}",
        )
        beside = pairs is not None and len(pairs) > 0
        _waterfall(drawn.add_axes((0.2, 0.1, 0.36 if beside else 0.7, 0.74)), found)
        if beside:
            _pairs(drawn.add_axes((0.78, 0.1, 0.2, 0.74)), found)
    return drawn


def _waterfall(ax: Axes, found: "Attribution") -> None:
    table = found.table
    values = table["mean"].to_numpy()[:-1]
    ends = np.cumsum(values)
    starts = ends - values
    places = np.arange(len(table))
    colors = [panels.GREEN if x > 0 else panels.RED for x in values]
    ax.barh(places[:-1], values, 0.62, left=starts, color=colors)
    ax.barh(places[-1], ends[-1], 0.62, color=panels.BLUE)
    for place, end in enumerate(ends):  # what carries over to the next
        ax.plot([end, end], [place + 0.31, place + 0.69], color=panels.GRAY, linewidth=0.8)
    half = (table["high"] - table["low"]).to_numpy() / 2
    at = np.append(ends, ends[-1])
    ax.errorbar(
        at, places, xerr=np.nan_to_num(half), fmt="none", ecolor=panels.BLACK, elinewidth=1.1,
        capsize=3,
    )  # fmt: skip
    reach = np.nan_to_num(half)
    for i, change in enumerate(table["mean"]):
        begin = starts[i] if i < len(starts) else 0.0
        _label(ax, max(begin, at[i] + reach[i]), places[i], _signed(change))
    ax.axvline(0, color=panels.GRAY, linewidth=1)
    ax.set_yticks(places, table.index)
    _finish(ax, f"change from the base ({found.base:,.5g}), {found.unit}", "Shock by shock")
    low, high = min(0, (at - reach).min()), max(0, (at + reach).max())
    room = (high - low) or 1.0
    ax.set_xlim(low - 0.05 * room, high + 0.2 * room)


def _pairs(ax: Axes, found: "Attribution") -> None:
    pairs = found.interactions
    assert pairs is not None
    pairs = pairs.reindex(pairs["mean"].abs().sort_values(ascending=False).index)[:15]
    places = np.arange(len(pairs))
    mean = pairs["mean"].to_numpy()
    reach = np.nan_to_num([mean - pairs["low"], pairs["high"] - mean])
    ax.errorbar(mean, places, xerr=reach, fmt="o", color=panels.BLUE, capsize=3, elinewidth=1.1)
    ax.axvline(0, color=panels.GRAY, linewidth=1)
    ax.set_yticks(places, [name.replace(" × ", "\n× ") for name in pairs.index])
    _finish(ax, found.unit, "Interaction: more together than each alone", x=-0.75)


def _finish(ax: Axes, unit: str, title: str, x: float = -0.3) -> None:
    low, high = ax.get_yticks()[[0, -1]]
    ax.set_ylim(high + 0.6, low - 0.6)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(unit)
    ax.xaxis.set_major_locator(matplotlib.ticker.MaxNLocator(5))
    ax.xaxis.set_major_formatter(matplotlib.ticker.StrMethodFormatter("{x:,g}"))
    ax.grid(axis="x", color=panels.PALE, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.set_title(title, x=x, ha="left", fontweight="bold", fontsize=10.5, pad=8)


def _label(ax: Axes, x: float, y: float, text: str) -> None:
    ax.annotate(text, (x, y), (5, 0), textcoords="offset points", va="center", fontsize=9)


def _signed(x: float) -> str:
    return ("+" if x > 0 else "−" if x < 0 else "") + number(abs(x))
