"""Numbers out of results: totals of worlds, their spread, and differences in pairs."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas
import xarray
from numpy.typing import NDArray
from scipy.special import stdtrit

from muster._core import InputError, hint
from muster.measures import MEASURES, Measure

Worlds = NDArray[np.float64]  # [n_replicates], one number a world
Rows = Mapping[tuple[str, str], Mapping[str, Any]]  # by scenario and measure

_RUN_AXES = ("scenario", "replicate", "date")


def tidy(dataset: xarray.Dataset) -> pandas.DataFrame:
    """All observables for the whole country, a row a number; see `Runs.frame`."""
    parts = []
    for variable in observables(dataset):
        part = _over_territories(dataset[variable]).to_dataframe(name="value").reset_index()
        for column in part.columns.difference(["replicate", "date", "value"]):
            part[column] = part[column].astype("category")
        part.insert(3, "observable", variable)
        parts.append(part)
    whole = pandas.concat(parts, ignore_index=True)[tidy_columns(dataset)]
    for column in whole.columns.difference(["replicate", "date", "value"]):
        whole[column] = whole[column].astype("category")
    return whole


def tidy_columns(dataset: xarray.Dataset) -> list[str]:
    """The columns of `tidy`."""
    dims = [str(dim) for name in observables(dataset) for dim in dataset[name].dims]
    categories = [dim for dim in dict.fromkeys(dims) if dim not in (*_RUN_AXES, "territory")]
    return [*_RUN_AXES, "observable", *categories, "value"]


def observables(dataset: xarray.Dataset) -> list[str]:
    """Names of the series."""
    variables = dataset.variables  # without the axes' labels, which take long to attach
    return [str(name) for name in dataset.data_vars if "date" in variables[name].dims]


def is_flow(data: xarray.DataArray) -> bool:
    """Whether it is counted over the day, not at its end."""
    return "sum" in str(data.attrs.get("cell_methods", ""))


def unit_of_total(data: xarray.DataArray) -> str:
    """Of a flow over the period or a stock on a day."""
    unit = str(data.attrs.get("units", ""))
    return unit.removesuffix("/day") if is_flow(data) else unit


def worlds(
    dataset: xarray.Dataset,
    variable: str,
    selection: Mapping[str, str],
    at: "datetime.date | str | None" = None,
) -> xarray.DataArray:
    """Total of a flow until a day, or a stock on it. [scenario, replicate]"""
    series = national(dataset, variable, selection)
    last = _day(dataset, at)
    if is_flow(series):
        return series.sel(date=slice(None, last)).sum("date")
    return series.sel(date=last)


def with_product(data: xarray.DataArray, selection: Mapping[str, str]) -> dict[str, str]:
    """The selection; of products, which do not add up, visors unless another is selected."""
    visors = {"product": "visor"} if "product" in data.dims else {}
    return {**visors, **selection}


def national(
    dataset: xarray.Dataset, variable: str, selection: Mapping[str, str]
) -> xarray.DataArray:
    """A series of the whole country. [scenario, replicate, date]"""
    names = observables(dataset)
    if variable not in names:
        raise InputError(f"unknown observable '{variable}'{hint(variable, names)}")
    data = dataset[variable]
    for axis, label in with_product(data, selection).items():
        axes = [str(dim) for dim in data.dims if dim not in _RUN_AXES]
        if axis not in axes:
            raise InputError(f"{variable} has no axis '{axis}'{hint(axis, axes)}")
        labels = [str(known) for known in data[axis].values]
        if label not in labels:
            raise InputError(f"{variable} has no {axis} '{label}'{hint(str(label), labels)}")
        data = data.sel({axis: label})
    if "material" in data.dims:
        raise InputError(f"{variable} has several units; choose one, like material='filament'")
    rest = [dim for dim in data.dims if dim not in _RUN_AXES]
    return summed(data, rest)


def difference(
    dataset: xarray.Dataset,
    variable: str,
    *,
    at: "datetime.date | str | None",
    base: str | None,
    selection: Mapping[str, str],
) -> pandas.DataFrame:
    """See `Runs.difference`."""
    table = _against(worlds(dataset, variable, selection, at), base)
    table.attrs["unit"] = unit_of_total(dataset[variable])
    return table


def summary(dataset: xarray.Dataset, first: Rows) -> pandas.DataFrame:
    """See `Runs.summary`; `first` are the rows that come first."""
    rows = dict(first)
    for measure in measures(dataset):
        data = measured(dataset, measure)
        for scenario in data.scenario.values:
            values = data.sel(scenario=scenario).values
            mean, low, high = interval(values)
            p10, p90 = np.quantile(values, [0.1, 0.9])
            row = {"mean": mean, "low": low, "high": high, "p10": p10, "p90": p90, "n": len(values)}
            rows.setdefault((str(scenario), measure.label), {"unit": data.attrs["unit"], **row})
    return _by_scenario(pandas.DataFrame.from_dict(rows, orient="index"), dataset)


def differences(dataset: xarray.Dataset, base: str | None, first: Rows) -> pandas.DataFrame:
    """See `Runs.differences`; `first` are the rows that come first."""
    rows = dict(first)
    for measure in measures(dataset):
        data = measured(dataset, measure)
        for scenario, row in _against(data, base).iterrows():
            key = (str(scenario), measure.label)
            rows.setdefault(key, {"unit": data.attrs["unit"], **row})
    return _by_scenario(pandas.DataFrame.from_dict(rows, orient="index"), dataset)


def interval(values: Worlds) -> tuple[float, float, float]:
    """Mean and its 95 % t-interval (Student 1908, doi:10.2307/2331554); NaN for a single world."""
    mean = float(np.mean(values))
    n = len(values)
    if n < 2:
        return mean, np.nan, np.nan
    half = float(stdtrit(n - 1, 0.975) * np.std(values, ddof=1) / np.sqrt(n))
    return mean, mean - half, mean + half


def paired(base: Worlds, other: Worlds) -> dict[str, float]:
    """The change from base to other, world by world; see `Runs.difference`."""
    change = other - base
    mean, low, high = interval(change)
    return {
        "base": float(np.mean(base)),
        "mean": mean,
        "low": low,
        "high": high,
        "improved": float(np.mean(change > 0)),
        "variance_ratio": _variance_ratio(base, other),
        "n": len(change),
    }


def _variance_ratio(base: Worlds, other: Worlds) -> float:
    """Variance of the difference of unpaired runs to that of paired ones; NaN if both are 0."""
    if len(base) < 2:
        return np.nan
    unpaired = np.var(base, ddof=1) + np.var(other, ddof=1)
    of_pairs = np.var(other - base, ddof=1)
    if of_pairs == 0:
        return np.inf if unpaired > 0 else np.nan
    return float(unpaired / of_pairs)


def _against(data: xarray.DataArray, base: str | None) -> pandas.DataFrame:
    """Each scenario against the base. `data` [scenario, replicate]"""
    labels = [str(label) for label in data.scenario.values]
    base = base_of(labels, base)
    by_label = {label: data.values[i] for i, label in enumerate(labels)}
    others = [label for label in labels if label != base]
    rows = [paired(by_label[base], by_label[label]) for label in others]
    columns = ["base", "mean", "low", "high", "improved", "variance_ratio", "n"]
    return pandas.DataFrame(rows, index=pandas.Index(others, name="scenario"), columns=columns)


def base_of(labels: Sequence[str], base: str | None) -> str:
    """The label of the base, which is the first if none is given."""
    if base is None:
        return labels[0]
    if base not in labels:
        raise InputError(f"there is no scenario '{base}' in these runs{hint(base, labels)}")
    return base


def measures(dataset: xarray.Dataset) -> list[Measure]:
    """The main numbers that these results have."""
    return [measure for measure in MEASURES if measure.variable in dataset]


def measured(dataset: xarray.Dataset, measure: Measure) -> xarray.DataArray:
    """A main number of each world. [scenario, replicate]"""
    if measure.how == "peak":
        data = national(dataset, measure.variable, measure.selection).max("date")
        return data.assign_attrs(unit=dataset[measure.variable].attrs["units"])
    data = worlds(dataset, measure.variable, measure.selection)
    if measure.how == "total":
        return data.assign_attrs(unit=unit_of_total(dataset[measure.variable]))
    delivered = worlds(dataset, "deliveries_by_channel", {})  # of all products, as the days waited
    return (data / delivered.where(delivered > 0)).fillna(0.0).assign_attrs(unit="day")


def _by_scenario(table: pandas.DataFrame, dataset: xarray.Dataset) -> pandas.DataFrame:
    table.index = table.index.set_names(["scenario", "measure"])
    order = [str(label) for label in dataset.scenario.values]
    return pandas.concat([table.loc[[label]] for label in order if label in table.index])


def _over_territories(data: xarray.DataArray) -> xarray.DataArray:
    return summed(data, [dim for dim in data.dims if dim == "territory"])


def summed(data: xarray.DataArray, dims: Sequence[object]) -> xarray.DataArray:
    """Sum over categories; the mean of what has the unit 1, such as shares."""
    if not dims:
        return data
    over = [str(dim) for dim in dims]
    if data.attrs.get("units") == "1":
        return data.mean(over, keep_attrs=True)
    return data.sum(over, keep_attrs=True)


def _day(dataset: xarray.Dataset, at: "datetime.date | str | None") -> np.datetime64:
    first, last = dataset.date.values[[0, -1]]
    if at is None:
        return np.datetime64(last)
    try:
        day = np.datetime64(at, "D").astype(last.dtype)
    except ValueError:
        raise InputError(f"at = {at} is no day; a date YYYY-MM-DD is allowed") from None
    if not first <= day <= last:
        period = f"{np.datetime64(first, 'D')} to {np.datetime64(last, 'D')}"
        raise InputError(f"at = {at} is outside the run; {period} is allowed")
    return np.datetime64(day)
