"""Outcomes: the numbers of each world that a scenario asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date as Date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas
import xarray

from muster import _core
from muster.comparison import (
    Rows,
    Worlds,
    base_of,
    interval,
    is_flow,
    paired,
    summed,
    unit_of_total,
)

if TYPE_CHECKING:
    from muster.scenarios import Scenario

    Scenarios = Mapping[str, Scenario]  # by label

CHANCE = "chance"  # unit of an outcome with `above`


@dataclass(frozen=True)
class Outcome:
    """One number of each world: what the question of a scenario is about.

    Attributes
    ----------
    name, series
        What it is called, and the series of results that it is taken from.
    where
        Labels by dimension; over what is not named, the series is summed.
    take, on
        How one number is made of the days: last, first, sum, mean, max, min, or days, the number of
        days with more than 0; or the day whose value it is, None if there is none.
    share
        Whether it is divided by the same over all labels of the dimensions in `where`.
    above
        If given, it is 1 in worlds where the number exceeds this, else 0: a chance.
    given
        Name of a chance; it counts only in worlds in which that came about. "" if in all.
    place
        "file:line" where it was written, "" if it was not read from a file.
    """

    name: str
    series: str
    where: Mapping[str, str]
    take: str
    on: Date | None
    share: bool
    above: float | None
    given: str
    place: str


def outcome_of(core: _core.Outcome) -> Outcome:
    """An outcome of the core."""
    return Outcome(**{field.name: getattr(core, field.name) for field in fields(Outcome)})


def outcomes(dataset: xarray.Dataset, scenarios: "Scenarios") -> pandas.DataFrame:
    """See `Runs.outcomes`."""
    parts, units = {}, {}
    for label, scenario in scenarios.items():
        one = dataset.sel(scenario=label)
        columns: dict[str, Worlds] = {}
        for outcome in scenario.outcomes:
            values = _worlds(one[outcome.series], outcome)
            if outcome.given:
                values = np.where(columns[outcome.given] == 1, values, np.nan)
            columns[outcome.name] = values
            units[outcome.name] = _unit(one[outcome.series], outcome)
        parts[label] = pandas.DataFrame(columns, index=one.replicate.values)
    table = pandas.concat(parts, names=["scenario", "replicate"])
    table.attrs["units"] = units
    return table


def summary(table: pandas.DataFrame, scenarios: "Scenarios") -> Rows:
    """Rows of `Runs.summary`, each over the worlds in which the outcome counts."""
    rows = {}
    for label, outcome, unit in _each(table, scenarios):
        values = table.loc[label, outcome.name].dropna().values
        rows[label, outcome.name] = {"unit": unit, **_told(values, outcome), "n": len(values)}
    return rows


def differences(table: pandas.DataFrame, scenarios: "Scenarios", base: str | None) -> Rows:
    """Rows of `Runs.differences`, each over the pairs of worlds in which the outcome counts."""
    base = base_of(list(scenarios), base)
    rows = {}
    for label, outcome, unit in _each(table, scenarios):
        pairs = table[outcome.name].unstack("scenario")[[base, label]].dropna().values
        if label != base and len(pairs):
            rows[label, outcome.name] = {"unit": unit, **paired(pairs[:, 0], pairs[:, 1])}
    return rows


def wilson(n_hits: int, n: int) -> tuple[float, float]:
    """95 % interval of a chance by Wilson's score (1927, doi:10.2307/2276774)."""
    from scipy.stats import binomtest  # slow to load

    found = binomtest(n_hits, n).proportion_ci(confidence_level=0.95, method="wilson")
    return float(found.low), float(found.high)


def _each(table: pandas.DataFrame, scenarios: "Scenarios") -> Iterator[tuple[str, Outcome, str]]:
    """Label of the scenario, outcome, unit."""
    for label, scenario in scenarios.items():
        for outcome in scenario.outcomes:
            yield label, outcome, table.attrs["units"][outcome.name]


def _told(values: Worlds, outcome: Outcome) -> dict[str, Any]:
    """Mean and intervals; of a chance its own, and no spread, which the chance itself says."""
    mean = low = high = p10 = p90 = np.nan
    if len(values) and outcome.above is not None:
        mean, (low, high) = float(values.mean()), wilson(int(values.sum()), len(values))
    elif len(values):
        mean, low, high = interval(values)
        p10, p90 = np.quantile(values, [0.1, 0.9])
    return {"mean": mean, "low": low, "high": high, "p10": p10, "p90": p90}


def _worlds(series: xarray.DataArray, outcome: Outcome) -> Worlds:
    """[n_replicates]"""
    number = _over_days(series.sel(outcome.where), outcome)
    if outcome.share:
        with np.errstate(invalid="ignore"):
            number = number / _over_days(series, outcome)  # nothing of nothing is NaN
    return number if outcome.above is None else np.where(number > outcome.above, 1.0, 0.0)


def _over_days(series: xarray.DataArray, outcome: Outcome) -> Worlds:
    """One number a world, over all categories that are left."""
    daily = summed(series, [dim for dim in series.dims if dim not in ("replicate", "date")])
    if outcome.on is not None:
        return daily.sel(date=np.datetime64(outcome.on)).values
    if outcome.take in ("first", "last"):
        return daily.isel(date=0 if outcome.take == "first" else -1).values
    if outcome.take == "days":
        return (daily > 0).sum("date").values.astype(float)
    return getattr(daily, outcome.take)("date").values


def _unit(series: xarray.DataArray, outcome: Outcome) -> str:
    if outcome.above is not None:
        return CHANCE
    if outcome.share:
        return "share"
    if outcome.on is None and outcome.take == "days":
        return "day"
    unit = str(series.attrs["units"])
    if outcome.on is None and outcome.take == "sum":
        return unit_of_total(series) if is_flow(series) else f"{unit} day"
    return unit
