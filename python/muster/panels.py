"""The panels of pictures: each draws one question onto its axes."""

import datetime
import math
from collections.abc import Mapping, Sequence

import matplotlib.dates
import matplotlib.ticker
import numpy as np
import pandas
import xarray
from matplotlib import patheffects
from matplotlib.axes import Axes

from muster import facts
from muster.comparison import national
from muster.story import Happening, Story, day

# Okabe and Ito's colors, told apart by everybody (https://jfly.uni-koeln.de/color).
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, RED, PINK = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
GRAY, PALE = "#6b6b6b", "#dcdcdc"

SCENARIO_COLORS = [BLUE, RED, GREEN, PINK, ORANGE, SKY, BLACK]
STAGE_COLORS = {"engaged": BLUE, "paused": ORANGE, "withdrawn": GRAY}
REASON_COLORS = {
    "fatigue": ORANGE,
    "legal fear": RED,
    "no material": SKY,
    "no demand": BLUE,
    "structure lost": YELLOW,
    "time lost": GREEN,
    "other": "#b0b0b0",
}

_MOST_TERRITORIES = 20
_FAR = 100.0  # percent up to which changes are drawn
_ROW = 0.06  # height of a row of event numbers, share of the panel


def band(
    ax: Axes, series: xarray.DataArray, color: str, label: str, linewidth: float = 1.8
) -> None:
    """The median of worlds, and the band that holds four of five. `series` [replicate, date]"""
    low, middle, high = series.quantile([0.1, 0.5, 0.9], "replicate").values
    dates = series["date"].values
    ax.fill_between(dates, low, high, color=color, alpha=0.22, linewidth=0)
    ax.plot(dates, middle, color=color, linewidth=linewidth, label=label)


def people(ax: Axes, one: xarray.Dataset, story: Story) -> None:
    """How many people are in each stage of taking part."""
    for stage, color in STAGE_COLORS.items():
        band(ax, national(one, "persons", {"stage": stage}), color, stage)
    finish(ax, "People who take part, by stage", "persons", n_rows=2)


def visors(ax: Axes, one: xarray.Dataset, story: Story) -> None:
    """Visors and gowns until each day, each kind for itself; visors against what is known."""
    band(ax, facts.visors_made(one) / 1000, BLUE, "visors printed and cut")
    band(ax, national(one, "units_delivered", {}).cumsum("date") / 1000, GREEN, "visors delivered*")
    if "gown" in one["product"] and one["units_delivered"].sel(product="gown").any():
        gowns = national(one, "units_delivered", {"product": "gown"}).cumsum("date")
        band(ax, gowns / 1000, PINK, "gowns delivered")
    known = facts.national_curve() if facts.concern(story) else []
    _known(ax, known, story.scale / 1000)
    finish(ax, "Visors and gowns since the first day", "thousand", n_columns=2, n_rows=2)


def withdrawals(ax: Axes, one: xarray.Dataset, story: Story) -> None:
    """Why people withdrew, week by week: the mean of worlds."""
    a_day = one["withdrawals"].sum("territory").mean("replicate")
    weeks = a_day.coarsen(date=7, boundary="pad").sum()
    starts = one["date"].values[::7]
    base = np.zeros(len(starts))
    for reason in [str(label) for label in a_day["reason"].values]:
        heights = weeks.sel(reason=reason).values
        if heights.sum() < 0.5:
            continue
        color = REASON_COLORS.get(reason, GRAY)
        ax.bar(
            starts, heights, np.timedelta64(6, "D"), base, align="edge", color=color, label=reason
        )
        base += heights
    if base.sum() == 0:
        ax.text(0.5, 0.5, "nobody withdrew", transform=ax.transAxes, ha="center", color=GRAY)
    finish(ax, "People who withdrew, by reason", "persons per week", n_columns=4, n_rows=2)


def climate(ax: Axes, one: xarray.Dataset, story: Story) -> None:
    """The debate on norms, and the legal risk that those who know of the mobilization perceive."""
    band(ax, one["press"].mean("territory"), SKY, "attention of the press")
    band(ax, one["norm_salience"], PINK, "debate on norms (salience)")
    band(ax, one["perceived_risk"].mean("territory"), RED, "perceived legal risk")
    finish(ax, "Press, debate and fear", "from 0, none, to 1, full", n_columns=2)
    ax.set_ylim(0, 1.02)
    ax.set_yticks(np.arange(0, 1.1, 0.2))


def territories(ax: Axes, one: xarray.Dataset, story: Story) -> None:
    """What each territory got against what it lacked on its worst day."""
    names = [str(name) for name in one["territory"].values]
    per, unit = _per_inhabitants(names, story)
    one = one.sel(product="visor")
    missing = one["need_latent"].max("date") * per
    delivered = one["units_delivered"].sum("date") * per
    share = delivered.mean("replicate") / missing.mean("replicate").where(lambda lacked: lacked > 0)
    order = np.argsort(share.fillna(-1).values)[-_MOST_TERRITORIES:]
    lacked = missing.mean("replicate").values[order]
    low, got, high = delivered.quantile([0.1, 0.5, 0.9], "replicate").values[:, order]
    places = np.arange(len(order))
    ax.barh(places, lacked, 0.74, color=PALE, label="missing on the worst day")
    ax.barh(places, got, 0.38, color=GREEN, label="delivered* in all, % of it")
    ax.errorbar(
        got, places, xerr=[got - low, high - got], fmt="none", ecolor=BLACK, elinewidth=1, capsize=2
    )
    for place, end, part in zip(places, np.maximum(lacked, high), share.values[order], strict=True):
        text = f"{part:.0%}" if np.isfinite(part) else ""
        ax.annotate(text, (end, place), (5, 0), textcoords="offset points", va="center", fontsize=8)
    ax.set_yticks(places, [names[i] for i in order])
    top = len(order) - 0.3
    ax.set_ylim(top - max(len(order) + 0.4, 8), top)
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0, 1.2 * max([*lacked, *high]) or 1)
    ax.set_xlabel(f"visors{unit}\n* with those of small firms", linespacing=1.5)
    ax.grid(axis="x", color=PALE, linewidth=0.6)
    ax.set_axisbelow(True)
    _title(ax, "Visors: need and delivery", n_columns=2, x=-0.64)


def changed(ax: Axes, table: pandas.DataFrame, colors: Mapping[str, str]) -> None:
    """Paired changes in percent of the base, with the 95 % interval of their mean.

    `table` is that of `muster.comparison.differences`. What lies outside is written at the edge.
    """
    measures = [
        measure
        for measure in table.index.unique("measure")
        if (table.xs(measure, level="measure")["base"] > 0).all()
    ]
    step = 0.8 / len(colors)
    for i, (label, color) in enumerate(colors.items()):
        rows = table.loc[label].loc[measures]
        change, low, high = (100 * rows[name] / rows["base"] for name in ("mean", "low", "high"))
        places = np.arange(len(measures)) + step * (i - (len(colors) - 1) / 2)
        ax.hlines(places, low.clip(-_FAR, _FAR), high.clip(-_FAR, _FAR), color=color, linewidth=2)
        ax.plot(change.clip(-_FAR, _FAR), places, "o", color=color, markersize=5)
        for place, percent in zip(places, change, strict=True):
            if abs(percent) > _FAR:
                at = (math.copysign(_FAR, percent), place)
                side = "right" if percent > 0 else "left"
                offset = (-6 if percent > 0 else 6, 0)
                ax.annotate(
                    f"{percent:+,.0f} %", at, offset, textcoords="offset points", ha=side,
                    va="center", fontsize=8, color=color,
                )  # fmt: skip
    ax.axvline(0, color=GRAY, linewidth=1)
    ax.set_xlim(-_FAR * 1.06, _FAR * 1.06)
    ax.set_yticks(np.arange(len(measures)), measures)
    ax.set_ylim(len(measures) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color=PALE, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.set_xlabel("% of the base; 95 % interval of the mean")
    _title(ax, "Change, in pairs of worlds with the same luck", n_columns=1, x=-0.8)


def time_axis(ax: Axes, dates: np.ndarray) -> None:
    """Days on the horizontal axis, written 15 Mar."""
    n_days = len(dates)
    locator: matplotlib.ticker.Locator
    if n_days <= 30:
        locator = matplotlib.dates.DayLocator(interval=max(1, n_days // 6))
    elif n_days <= 200:
        locator = matplotlib.dates.MonthLocator()
        ax.xaxis.set_minor_locator(matplotlib.dates.MonthLocator(bymonthday=15))
    else:
        locator = matplotlib.dates.AutoDateLocator(maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(
        matplotlib.ticker.FuncFormatter(lambda x, _: day(matplotlib.dates.num2date(x)))
    )
    ax.set_xlim(dates[0], dates[-1])


def events(ax: Axes, happenings: Sequence[Happening], n_days: int) -> None:
    """A thin line for each day with events, and its number above, staggered to be readable."""
    apart = datetime.timedelta(days=n_days * 0.047)
    ends: list[datetime.date] = []  # of each row of numbers, the last day taken
    row_of: dict[Happening, int] = {}
    for event in happenings:
        if any(event.number == other.number for other in row_of):
            continue
        row = next((i for i, end in enumerate(ends) if event.date - end >= apart), len(ends))
        ends[row : row + 1] = [event.date]
        row_of[event] = row
    low, high = ax.get_ylim()
    ax.set_ylim(low, low + (high - low) / (1 - _ROW * min(len(ends), 6) - 0.02))
    for event, row in row_of.items():
        ax.axvline(event.date, color="#c4c4c4", linewidth=0.7, zorder=0.5)
        ax.text(
            matplotlib.dates.date2num(event.date),
            0.972 - _ROW * row,
            str(event.number),
            transform=ax.get_xaxis_transform(),
            ha="center",
            va="center",
            fontsize=7,
            color=GRAY,
            bbox={"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"},
        )


def _known(ax: Axes, known: Sequence[facts.Fact], factor: float) -> None:
    """Facts as points, with an arrow upward where the source says "at least"."""
    halo = [patheffects.withStroke(linewidth=2.5, foreground="white")]
    for fact in known:
        x, y = matplotlib.dates.date2num(fact.date), fact.low * factor
        ax.plot(x, y, "o", color=BLACK, markersize=4.5, zorder=5)
        if fact.high is None:
            arrow = {"arrowstyle": "<-", "color": BLACK, "linewidth": 1.1}
            ax.annotate("", (x, y), (0, 16), textcoords="offset points", arrowprops=arrow, zorder=5)
        to_the_left = any(0 < (other.date - fact.date).days <= 3 for other in known)
        ax.annotate(
            fact.id,
            (x, y),
            (-6 if to_the_left else 6, 0),
            textcoords="offset points",
            ha="right" if to_the_left else "left",
            va="center",
            fontsize=8,
            fontweight="bold",
            path_effects=halo,
            zorder=6,
        )
    if known:
        label = "known, ↑ at least" if factor == 1 / 1000 else f"known × {factor * 1000:g}"
        ax.plot([], [], "o", color=BLACK, markersize=4.5, label=label)


def _per_inhabitants(names: list[str], story: Story) -> tuple[np.ndarray, str]:
    """Factor for each territory, and what to add to the unit."""
    inhabitants = story.inhabitants
    if any(name not in inhabitants for name in names):
        return np.ones(len(names)), ""
    people_simulated = np.array([inhabitants[name] for name in names]) * story.scale
    return 1000 / people_simulated, " per 1,000 inhabitants"


def finish(ax: Axes, title: str, unit: str, n_columns: int = 6, n_rows: int = 0) -> None:
    """Title, unit, and what the colors mean, with room for at least so many rows of it."""
    ax.set_ylim(bottom=0)
    ax.set_ylabel(unit)
    ax.yaxis.set_major_formatter(matplotlib.ticker.StrMethodFormatter("{x:,g}"))
    ax.grid(axis="y", color=PALE, linewidth=0.6)
    ax.set_axisbelow(True)
    _title(ax, title, n_columns, n_rows)


def finish_across(ax: Axes, title: str, unit: str) -> None:
    """The same where numbers lie on the horizontal axis."""
    ax.set_xlim(left=0)
    ax.set_xlabel(unit)
    ax.grid(axis="x", color=PALE, linewidth=0.6)
    ax.set_axisbelow(True)
    _title(ax, title, n_columns=1)


def _title(ax: Axes, title: str, n_columns: int, n_rows: int = 0, x: float = 0) -> None:
    """Title, and below it what the colors mean; nothing of it lies over the data."""
    handles, labels = ax.get_legend_handles_labels()
    ax.legend(
        handles,
        labels,
        loc="lower left",
        bbox_to_anchor=(x - 0.012, 1.0),
        ncols=n_columns,
        frameon=False,
        fontsize=8.5,
        handlelength=1.1,
        handletextpad=0.5,
        columnspacing=1.1,
        labelspacing=0.35,
        borderaxespad=0.1,
    )
    n_rows = max(n_rows, -(-len(handles) // n_columns))
    ax.set_title(title, x=x, ha="left", fontweight="bold", fontsize=10.5, pad=5 + 15 * n_rows)
