"""The page that tells a results file: picture, main numbers, what was assumed, how to repeat it."""

import base64
import io
import os
import shlex
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import numpy as np
import pandas

from muster import differing, facts, plots
from muster.digits import number
from muster.measures import MEASURES
from muster.runs import Runs
from muster.runs import open as open_runs
from muster.scenarios import Event, Scenario
from muster.story import Story, day, stories
from muster.writing import whole

_HEADLINES = [
    measure.label
    for measure in MEASURES
    if (measure.variable, measure.how) in [("persons", "peak"), ("need_latent", "peak")]
    or (
        measure.variable in ("withdrawals", "units_delivered") and "reason" not in measure.selection
    )
]

Row = dict[str, Any]


def write(path: str | os.PathLike[str]) -> list[Path]:
    """Write a picture and a page beside a results file, and with several scenarios a comparison.

    Parameters
    ----------
    path
        Results file.

    Returns
    -------
    list of Path
        `NAME.png`, with several scenarios `NAME-compare.png`, and `NAME.html`, which needs no other
        file.

    Raises
    ------
    InputError
        If the results cannot be read or the files cannot be written.

    Examples
    --------
    >>> import muster
    >>> muster.report.write("results/france-2020.nc")  # doctest: +SKIP
    [PosixPath('results/france-2020.png'), PosixPath('results/france-2020.html')]
    """
    path = Path(path)
    runs = open_runs(path)
    pictures = {path.with_suffix(".png"): plots.overview(runs)}
    if len(runs.scenarios) > 1:
        pictures[path.with_name(f"{path.stem}-compare.png")] = plots.compare(runs)
    drawn = {place: _png(picture) for place, picture in pictures.items()}
    html = path.with_suffix(".html")
    text = page(runs, list(drawn.values())).encode()
    for place, content in [*drawn.items(), (html, text)]:
        with whole(place) as part:
            part.write_bytes(content)
    return [*drawn, html]


def page(runs: Runs, pictures: list[bytes]) -> str:
    """The page as HTML: the overview first, then the comparison if there is one."""
    told = stories(runs.dataset)
    base = next(iter(runs.scenarios.values()))
    numbers = _numbers(runs.summary(), base.name)
    asked = [outcome.name for outcome in base.outcomes]
    parent = differing.parent(base)
    template = files("muster").joinpath("report.html").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["number"] = number
    return environment.from_string(template).render(
        base=base,
        runs=runs,
        pictures=[base64.b64encode(picture).decode() for picture in pictures],
        headlines=[row for row in numbers if row["measure"] in _HEADLINES],
        outcomes=[row for row in numbers if row["measure"] in asked],
        numbers=[row for row in numbers if row["measure"] not in asked],
        known=_known(runs, told[0]),
        scale=told[0].scale,
        territories=_territories(runs, told[0]),
        whatifs=_whatifs(runs, told),
        parent=parent,
        differing=_differing(parent, base) if parent else {"values": [], "events": []},
        assumed=differing.from_initial(base),
        n_parameters=len(base.values),
        events=[_event(event) for event in base.events],
        commands=_commands(runs),
        period=f"{day(base.first_day)} to {day(base.last_day)} {base.last_day.year}",
    )


def _numbers(table: pandas.DataFrame, label: str) -> list[Row]:
    """Main numbers of a scenario, a row a measure."""
    return [
        {"measure": measure, "half": (row["high"] - row["low"]) / 2, **row}
        for measure, row in table.loc[label].iterrows()
    ]


def _known(runs: Runs, story: Story) -> list[Row]:
    """What is known against what the worlds made until then."""
    rows = []
    for fact, made in facts.against(runs.dataset, story):
        low, high = np.quantile(made, [0.1, 0.9])
        rows.append(
            {
                "fact": fact,
                "date": day(fact.date),
                "mean": made.mean(),
                "p10": low,
                "p90": high,
                "ratio": made.mean() / fact.low,
            }
        )
    return rows


def _territories(runs: Runs, story: Story) -> list[Row]:
    """Means over worlds by territory, in the order of the file."""
    one = runs.dataset.sel(scenario=story.label)
    visors = one.sel(product="visor")
    made = visors["units_made"].sum("date").mean("replicate")
    delivered = visors["units_delivered"].sum("date").mean("replicate")
    gowns = one["units_delivered"].sel(product="gown").sum("date").mean("replicate")
    missing = visors["need_latent"].max("date").mean("replicate")
    withdrew = one["withdrawals"].sum(["reason", "date"]).mean("replicate")
    rows = []
    for i, name in enumerate(str(label) for label in one["territory"].values):
        people = story.inhabitants.get(name, np.nan) * story.scale
        rows.append(
            {
                "name": name,
                "made": float(made[i]),
                "delivered": float(delivered[i]),
                "gowns": float(gowns[i]),
                "missing": float(missing[i]),
                "per_1000": 1000 * float(delivered[i]) / people,
                "share": float(delivered[i]) / float(missing[i]) if missing[i] > 0 else np.nan,
                "withdrew": float(withdrew[i]),
            }
        )
    return rows


def _whatifs(runs: Runs, told: list[Story]) -> list[Row]:
    """For each scenario but the first: what differs, and the paired changes."""
    if len(told) < 2:
        return []
    table = runs.differences()
    return [
        {
            "label": story.label,
            **_differing(runs.scenarios[told[0].label], runs.scenarios[story.label]),
            "rows": _numbers(table, story.label),
        }
        for story in told[1:]
    ]


def _differing(base: Scenario, other: Scenario) -> Row:
    """Values and events in which they differ."""
    return {
        "values": differing.values(base, other),
        "events": [(word, *_event(event)) for word, event in differing.events(base, other)],
    }


def _event(event: Event) -> tuple[str, str, str]:
    """When, what, and what it does in the model."""
    return f"{day(event.date)}{_until(event.until)}", event.name, str(event)


def _commands(runs: Runs) -> list[str]:
    """What to type to get the same again: with the file and, where bundled ones do, without it."""
    with_file = f"muster run {shlex.quote(str(runs.path))}"
    near = {label: differing.nearest(one) for label, one in runs.scenarios.items()}
    differ = {label: differing.values(near[label], one) for label, one in runs.scenarios.items()}
    told = any(differing.events(near[label], one) for label, one in runs.scenarios.items())
    is_table = any(
        one.value.startswith(("table of", "no table")) for rows in differ.values() for one in rows
    )
    alike = all(rows == next(iter(differ.values())) for rows in differ.values())
    names = [one.name for one in near.values()]
    if told or is_table or not alike or len(set(names)) < len(names):
        return [with_file]
    settings = [
        f"--set {shlex.quote(f'{one.key}={one.value}')}" for one in next(iter(differ.values()))
    ]
    verb = "run" if len(names) == 1 else "compare"
    size = [f"--replicates {runs.n_replicates}", f"--seed {runs.seed}"]
    return [with_file, " ".join(["muster", verb, *names, *settings, *size])]


def _until(last: Any) -> str:
    return f" to {day(last)}" if last else ""


def _png(picture: plots.Picture) -> bytes:
    file = io.BytesIO()
    picture.savefig(file, format="png")
    return file.getvalue()
