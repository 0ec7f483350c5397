"""Tables of the topology laboratory: outcomes, losses, networks over time, what was matched."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas
import xarray

from muster import comparison
from muster.story import day
from muster.topologies.match import HOURS, TIES

if TYPE_CHECKING:
    from muster.topologies.laboratory import Topologies

_NEARLY = 0.03  # from the reference, up to which numbers pass as matched


def table(laboratory: "Topologies") -> pandas.DataFrame:
    """See `Topologies.table`."""
    runs = laboratory.runs
    told = pandas.concat([runs.summary(), _after_loss_told(laboratory)])
    by_world = _by_world(laboratory)
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for (topology, loss), label in laboratory.labels.items():
        against = _against(laboratory, topology, loss)
        for measure, row in told.loc[label].iterrows():
            change = {} if against == label else _change(by_world[str(measure)], against, label)
            lost = {"lost": -change["change"] / change["base"]} if loss != "none" and change else {}
            rows[topology, loss, str(measure)] = {**row, "against": against, **change, **lost}
    columns = ["unit", "mean", "low", "high", "p10", "p90", "n", "against", "change", "change_low"]
    columns += ["change_high", "variance_ratio", "lost"]
    index = _in_order(list(rows), ["topology", "loss", "measure"])
    return pandas.DataFrame(list(rows.values()), index=index, columns=columns)


def robustness(laboratory: "Topologies") -> pandas.DataFrame:
    """See `Topologies.robustness`."""
    visors = _visors_after(laboratory)
    network = _in_one_piece(laboratory)
    rows = {}
    for (topology, loss), label in laboratory.labels.items():
        if loss == "none":
            continue
        whole = visors.sel(scenario=laboratory.labels[topology, "none"]).values
        change = comparison.paired(whole, visors.sel(scenario=label).values)
        with np.errstate(invalid="ignore", divide="ignore"):
            kept, low, high = (
                1 + np.float64(change[name]) / change["base"] for name in ("mean", "low", "high")
            )
        part = float(network.sel(scenario=label).mean())
        rows[topology, loss] = {
            "visors": kept,
            "visors_low": low,
            "visors_high": high,
            "network": part,
        }
    columns = ["visors", "visors_low", "visors_high", "network"]
    index = _in_order(list(rows), ["topology", "loss"])
    return pandas.DataFrame(list(rows.values()), index=index, columns=columns)


def measures(laboratory: "Topologies") -> pandas.DataFrame:
    """See `Topologies.measures`."""
    dataset = laboratory.runs.dataset
    names = [str(name) for name in dataset.data_vars if str(name).startswith("network_")]
    means = dataset[[*names, HOURS]].mean("replicate")
    parts = {
        key: means.sel(scenario=label).drop_vars("scenario").to_dataframe()[[*names, HOURS]]
        for key, label in laboratory.labels.items()
    }
    whole = pandas.concat(parts)
    whole.index = _in_order(list(whole.index), ["topology", "loss", "date"])
    units = {name: str(dataset[name].attrs["units"]) for name in whole.columns}
    meanings = {name: str(dataset[name].attrs["long_name"]) for name in whole.columns}
    whole.columns = [_short(name) for name in whole.columns]
    whole["mean_degree"] = 2 * whole["ties"] / whole["nodes"].where(whole["nodes"] > 0)
    whole.attrs["units"] = {_short(n): unit for n, unit in units.items()} | {"mean_degree": "tie"}
    meanings = {_short(n): meaning for n, meaning in meanings.items()}
    whole.attrs["meanings"] = meanings | {"mean_degree": "Mean ties of a node: 2 ties / nodes"}
    return whole


def matched(laboratory: "Topologies") -> pandas.DataFrame:
    """See `Topologies.matched`."""
    dataset = laboratory.runs.dataset
    means = dataset[["network_nodes", TIES, HOURS]].mean(["date", "replicate"])
    of = {
        name: means.sel(scenario=laboratory.labels[name, "none"]) for name in laboratory.structures
    }
    key = HOURS if laboratory.match == "hours" else TIES
    target = float(of[laboratory.reference][key])
    rows = {}
    for name, scenario in laboratory.structures.items():
        ratio = float(of[name][key]) / target if target else np.nan
        rows[name] = {
            "neighbors": scenario.values["coordination.neighbors"],
            "long_ties": scenario.values["coordination.long_ties"],
            "hours_given": scenario.values["coordination.hours"],
            "nodes": float(of[name]["network_nodes"]),
            "ties": float(of[name][TIES]),
            "hours": float(of[name][HOURS]),
            "ratio": ratio,
            "note": _note(laboratory, name, ratio, float(of[name][HOURS])),
        }
    whole = pandas.DataFrame.from_dict(rows, orient="index")
    return whole.rename_axis(index="topology")


def _in_order(keys: list[tuple[Any, ...]], names: list[str]) -> pandas.MultiIndex:
    """An index whose labels keep the order in which they come, and are found quickly."""
    levels = [list(dict.fromkeys(key[i] for key in keys)) for i in range(len(names))]
    numbers = [{label: i for i, label in enumerate(level)} for level in levels]
    codes = [[number[key[i]] for key in keys] for i, number in enumerate(numbers)]
    return pandas.MultiIndex(levels, codes, names=names)


def _note(laboratory: "Topologies", name: str, ratio: float, hours: float) -> str:
    """What stands in the way of a match; "" if nothing does."""
    if laboratory.match is None or abs(ratio - 1) <= _NEARLY:
        return ""
    if laboratory.match == "hours":
        return "nobody coordinates" if hours == 0 else "not within 3 %"
    if name == "superposed" and ratio > 1:
        return "the fewest it can have"
    if name in ("distributed", "superposed"):
        return "not within 3 %"
    return "fixed by its form"


def _against(laboratory: "Topologies", topology: str, loss: str) -> str:
    """What a label is compared with: the reference or, under a loss, the same without."""
    return laboratory.labels[laboratory.reference if loss == "none" else topology, "none"]


def _by_world(laboratory: "Topologies") -> dict[str, pandas.DataFrame]:
    """Each measure of each world. [replicate, label]"""
    dataset = laboratory.runs.dataset
    asked = laboratory.runs.outcomes()
    found = {name: asked[name].unstack("scenario") for name in asked.columns}
    for measure in comparison.measures(dataset):
        found.setdefault(measure.label, _frame(comparison.measured(dataset, measure)))
    for name, data in _after_loss(laboratory).items():
        found[name] = _frame(data)
    return found


def _frame(data: xarray.DataArray) -> pandas.DataFrame:
    labels = [str(label) for label in data.scenario.values]
    return pandas.DataFrame(data.transpose("replicate", "scenario").values, columns=labels)


def _change(by_world: pandas.DataFrame, against: str, label: str) -> dict[str, float]:
    pairs = by_world[[against, label]].dropna().values
    if not len(pairs):
        return {}
    found = comparison.paired(pairs[:, 0], pairs[:, 1])
    return {
        "base": found["base"] or np.nan,
        "change": found["mean"],
        "change_low": found["low"],
        "change_high": found["high"],
        "variance_ratio": found["variance_ratio"],
    }


def _after_loss(laboratory: "Topologies") -> dict[str, xarray.DataArray]:
    """Measures that only make sense once something is lost. [scenario, replicate] each"""
    date = day(laboratory.loss_date)
    return {
        f"visors delivered from {date} on": _visors_after(laboratory).assign_attrs(unit="unit"),
        f"network in one piece on {date}": _in_one_piece(laboratory).assign_attrs(unit="1"),
    }


def _after_loss_told(laboratory: "Topologies") -> pandas.DataFrame:
    """Rows of a summary of these."""
    rows = {}
    for name, data in _after_loss(laboratory).items():
        for label in map(str, data.scenario.values):
            values = data.sel(scenario=label).values
            mean, low, high = comparison.interval(values)
            p10, p90 = np.quantile(values, [0.1, 0.9])
            spread = {"mean": mean, "low": low, "high": high, "p10": p10, "p90": p90}
            rows[label, name] = {"unit": data.attrs["unit"], **spread, "n": len(values)}
    return pandas.DataFrame.from_dict(rows, orient="index")


def _visors_after(laboratory: "Topologies") -> xarray.DataArray:
    """Visors delivered from the day of the loss on. [scenario, replicate]"""
    series = comparison.national(laboratory.runs.dataset, "units_delivered", {})
    return series.sel(date=slice(np.datetime64(laboratory.loss_date), None)).sum("date")


def _in_one_piece(laboratory: "Topologies") -> xarray.DataArray:
    """Largest part of the network on the evening of the loss, of all it would be without."""
    series = comparison.national(laboratory.runs.dataset, "network_survivability", {})
    return series.sel(date=np.datetime64(laboratory.loss_date))


def _short(name: str) -> str:
    return name.removeprefix("network_").removeprefix("coordination_")
