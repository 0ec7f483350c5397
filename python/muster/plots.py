"""Pictures of results: one variable over time, the overview of a scenario, scenarios compared."""

import io
import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

import matplotlib
import numpy as np
import xarray
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec

from muster import panels
from muster._core import InputError, hint
from muster.comparison import differences, national, with_product
from muster.story import Happening, Story, changes, day, stories

if TYPE_CHECKING:
    from muster.runs import Runs

STYLE: Any = {
    "font.size": 9,
    "axes.titlesize": 10.5,
    "axes.labelsize": 8.5,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#8a8a8a",
    "xtick.color": "#3a3a3a",
    "ytick.color": "#3a3a3a",
}
_BARE_FORMATS = ("jpg", "jpeg", "tif", "tiff", "webp", "raw", "rgba")
_SIZE = (12.8, 8.9)  # inches; 1600 x 1112 px
_DPI = 125

_EVENT_COLUMNS = 4
_EVENT_LINE = 0.0185  # height of a line, share of the picture

Panel = Callable[[Axes, xarray.Dataset, Story], None]


class Picture(Figure):
    """A figure that Jupyter shows by itself and whose files say what they were made from.

    Attributes
    ----------
    origin
        Scenario, replicates, seed and version.
    """

    origin: dict[str, str]

    def savefig(self, fname: Any, **options: Any) -> None:
        """Like `matplotlib.figure.Figure.savefig`; `origin` goes into the metadata of the file.

        Of the formats, PNG, SVG, PDF and EPS have such metadata.
        """
        form = str(options.get("format") or str(fname).rpartition(".")[2]).lower()
        if form not in _BARE_FORMATS:
            options["metadata"] = {**self.origin, **(options.get("metadata") or {})}
        super().savefig(fname, **options)

    def _repr_png_(self) -> bytes:
        file = io.BytesIO()
        self.savefig(file, format="png")
        return file.getvalue()


def plot(
    runs: "Runs | xarray.Dataset", variable: str, *, ax: Axes | None = None, **selection: str
) -> Axes:
    """One variable over time: the median of worlds, and the band that holds four of five.

    Parameters
    ----------
    runs
        Runs or their dataset; each scenario has its color.
    variable
        Name of an observable; a flow is shown per day, a stock at the end of the day. It is summed
        over what is not selected; where the unit is 1 it is the mean. Of products, visors are
        shown unless another is selected.
    ax
        Axes to draw on, new ones if not given.
    **selection
        Labels of its axes: `stage="engaged"`, `territory="Bretagne"`.

    Raises
    ------
    InputError
        If there is no such variable, axis or label.

    Examples
    --------
    >>> import muster
    >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
    >>> axes = muster.plots.plot(muster.run(base, replicates=2), "persons", stage="engaged")
    >>> axes.get_ylabel()
    'person'
    """
    dataset = _dataset(runs)
    series = national(dataset, variable, selection)
    with matplotlib.rc_context(STYLE):
        if ax is None:
            ax = _new_axes(dataset)
        labels = [str(label) for label in dataset["scenario"].values]
        for i, label in enumerate(labels):
            panels.band(ax, series.sel(scenario=label), color_of(i), label)
        panels.time_axis(ax, dataset["date"].values)
        attributes = dataset[variable].attrs
        chosen = with_product(dataset[variable], selection).values()
        title = ", ".join([str(attributes.get("long_name", variable)), *chosen])
        panels.finish(ax, title, str(attributes.get("units", "")))
    return ax


def overview(runs: "Runs | xarray.Dataset", scenario: str | None = None) -> Picture:
    """One scenario at a glance: people, goods, territories, reasons to leave, fear, and events.

    Parameters
    ----------
    runs
        Runs or their dataset.
    scenario
        Label of the scenario; the first if not given.

    Examples
    --------
    >>> import muster
    >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
    >>> picture = muster.plots.overview(muster.run(base, replicates=2))
    >>> picture.savefig("overview.png")  # doctest: +SKIP
    """
    dataset = _dataset(runs)
    story = _story(dataset, scenario)
    one = dataset.sel(scenario=story.label)
    dates = one["date"].values
    first, last = dates[0], dates[-1]
    happenings = [event for event in story.happenings if first <= np.datetime64(event.date) <= last]
    with matplotlib.rc_context(STYLE):
        picture = new_picture(dataset, story.label)
        write_title(picture, story.label, f"{story.summary}.  {made_by(dataset)}")
        bottom = _event_legend(picture, happenings)
        left = {"left": 0.06, "right": 0.65, "wspace": 0.21, "hspace": 0.46}
        grid = GridSpec(2, 2, figure=picture, top=0.845, bottom=bottom, **left)
        places = [grid[0, 0], grid[0, 1], grid[1, 0], grid[1, 1]]
        shown: list[Panel] = [panels.people, panels.visors, panels.withdrawals, panels.climate]
        for place, panel in zip(places, shown, strict=True):
            ax = picture.add_subplot(place)
            panel(ax, one, story)
            panels.time_axis(ax, dates)
            panels.events(ax, happenings, len(dates))
        column = GridSpec(1, 1, figure=picture, left=0.79, right=0.985, top=0.868, bottom=bottom)
        panels.territories(picture.add_subplot(column[0, 0]), one, story)
    return picture


def compare(runs: "Runs | xarray.Dataset", base: str | None = None) -> Picture:
    """Scenarios against each other: people, visors and need over time, and the paired changes.

    Parameters
    ----------
    runs
        Runs of several scenarios, or their dataset.
    base
        Label of the scenario to compare with; the first if not given.

    Raises
    ------
    InputError
        If there is only one scenario, or none of this label.

    Examples
    --------
    >>> import muster
    >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
    >>> calm = base.without_event("legal text")
    >>> runs = muster.run({"as it was": base, "no legal text": calm}, replicates=2)
    >>> muster.plots.compare(runs).savefig("compare.png")  # doctest: +SKIP
    """
    dataset = _dataset(runs)
    first, *others = _base_first(dataset, base)
    colors = {story.label: color_of(i) for i, story in enumerate([first, *others])}
    with matplotlib.rc_context(STYLE):
        picture = new_picture(dataset, f"{first.label} and what if")
        bottom = _what_differs(picture, first, others, colors)
        left = {"left": 0.06, "right": 0.6, "wspace": 0.24, "hspace": 0.32}
        grid = GridSpec(2, 2, figure=picture, top=0.88, bottom=bottom, **left)
        for place, (title, unit, series) in zip(
            [grid[0, 0], grid[0, 1], grid[1, 0], grid[1, 1]], _over_time(dataset), strict=True
        ):
            ax = picture.add_subplot(place)
            for label, color in colors.items():
                width = 3.6 if label == first.label else 1.6  # seen also where others cover it
                panels.band(ax, series.sel(scenario=label), color, "", width)
            panels.time_axis(ax, dataset["date"].values)
            panels.finish(ax, title, unit)
        column = GridSpec(1, 1, figure=picture, left=0.79, right=0.985, top=0.88, bottom=bottom)
        del colors[first.label]
        table = differences(dataset, first.label, {})
        panels.changed(picture.add_subplot(column[0, 0]), table, colors)
        write_title(picture, f"{first.label}, and what if", made_by(dataset))
    return picture


def _over_time(dataset: xarray.Dataset) -> list[tuple[str, str, xarray.DataArray]]:
    """Title, unit and series of what is compared. Series [scenario, replicate, date]"""
    delivered = national(dataset, "units_delivered", {}).cumsum("date") / 1000
    return [
        ("People engaged", "persons", national(dataset, "persons", {"stage": "engaged"})),
        ("Visors delivered since the first day", "thousand visors", delivered),
        ("People who withdrew", "persons", national(dataset, "persons", {"stage": "withdrawn"})),
        ("Visors missing", "thousand visors", national(dataset, "need_latent", {}) / 1000),
    ]


def _what_differs(
    picture: Picture, base: Story, others: Sequence[Story], colors: dict[str, str]
) -> float:
    """A line for each scenario, from the bottom up. Returns where the panels may end."""
    lines = [(base, base.summary)]
    lines += [(story, "; ".join(changes(base, story)) or "the same") for story in others]
    for i, (story, text) in enumerate(reversed(lines)):
        y = _EVENT_LINE * 1.25 * (i + 1)
        picture.text(0.02, y, "●", fontsize=10, color=colors[story.label])
        picture.text(0.034, y, story.label, fontsize=9, fontweight="bold")
        picture.text(0.17, y, textwrap.shorten(text, 150, placeholder=" …"), fontsize=8.5)
    return _EVENT_LINE * 1.25 * (len(lines) + 1) + 0.05


def _base_first(dataset: xarray.Dataset, base: str | None) -> list[Story]:
    known = stories(dataset)
    if len(known) < 2:
        raise InputError(f"there is only '{known[0].label}' in these runs; compare two or more")
    first = _story(dataset, base)
    return [first, *(story for story in known if story.label != first.label)]


def _event_legend(picture: Picture, happenings: Sequence[Happening]) -> float:
    """What the numbers on the time axes stand for, in columns. Returns where the panels may end."""
    rows = -(-len(happenings) // _EVENT_COLUMNS)
    for i, event in enumerate(happenings):
        column, row = divmod(i, rows)
        x, y = 0.02 + 0.243 * column, _EVENT_LINE * (rows - row)
        if row == 0 or event.number != happenings[i - 1].number:
            bold = {"fontweight": "bold", "fontsize": 8, "color": panels.GRAY}
            picture.text(x + 0.013, y, str(event.number), bold, ha="right")
            picture.text(x + 0.018, y, day(event.date), fontsize=8, color=panels.GRAY)
        picture.text(x + 0.055, y, event.name, fontsize=8)
    if happenings:
        picture.text(0.02, _EVENT_LINE * (rows + 1.1), "Events", fontweight="bold", fontsize=9.5)
    return _EVENT_LINE * (rows + 1.1) + 0.07


def write_title(picture: Picture, title: str, subtitle: str) -> None:
    """Title and, in gray, what it is made from."""
    picture.text(0.02, 0.962, title, fontsize=16, fontweight="bold")
    picture.text(0.02, 0.936, subtitle, fontsize=9.5, color=panels.GRAY)


def made_by(dataset: xarray.Dataset) -> str:
    """Worlds, what lines and bands are, version."""
    n = dataset.sizes["replicate"]
    attributes = dataset.attrs
    revision = attributes["muster_revision"]
    return (
        f"{n} world{'' if n == 1 else 's'}, seed {attributes['seed']}. "
        "Lines: the median world; bands: four worlds in five.  "
        f"Muster {attributes['muster_version']}{'' if revision == 'unknown' else f' ({revision})'}"
    )


def new_picture(dataset: xarray.Dataset, label: str) -> Picture:
    """An empty picture of the size of all, which says what it is made from."""
    picture = Picture(figsize=_SIZE, dpi=_DPI, facecolor="white")
    picture.origin = _origin(dataset, label)
    return picture


def _new_axes(dataset: xarray.Dataset) -> Axes:
    """Axes of a figure of pyplot, which shows it at the end of a cell or with `pyplot.show()`."""
    from matplotlib import pyplot

    figure = pyplot.figure(FigureClass=Picture, figsize=(7.5, 4.2), layout="constrained")
    picture = cast(Picture, figure)
    picture.origin = _origin(dataset, ", ".join(map(str, dataset["scenario"].values)))
    return picture.add_subplot()


def _origin(dataset: xarray.Dataset, label: str) -> dict[str, str]:
    attributes = dataset.attrs
    return {
        "Title": f"{label}: {dataset.sizes['replicate']} replicates, seed {attributes['seed']}",
        "Creator": f"Muster {attributes['muster_version']} ({attributes['muster_revision']})",
    }


def _story(dataset: xarray.Dataset, label: str | None) -> Story:
    """The scenario of this label, the first if there is none."""
    known = {story.label: story for story in stories(dataset)}
    if label is not None and label not in known:
        raise InputError(f"there is no scenario '{label}' in these runs{hint(label, list(known))}")
    return known[label] if label is not None else next(iter(known.values()))


def _dataset(runs: "Runs | xarray.Dataset") -> xarray.Dataset:
    return runs if isinstance(runs, xarray.Dataset) else runs.dataset


def color_of(i: int) -> str:
    """The color of the scenario with this number."""
    return panels.SCENARIO_COLORS[i % len(panels.SCENARIO_COLORS)]
