"""Outcomes of many results files, a stack of files at a time.

One file opened by xarray takes longer than its runs took, so many are read as arrays and looked at
as one run set with many replicates.
"""

from itertools import groupby
from pathlib import Path

import h5py
import numpy as np
import pandas
import xarray

from muster import outcomes as answers
from muster._core import InputError
from muster.experiments.experiment import Experiment
from muster.experiments.factors import SCENARIO
from muster.experiments.folder import Folder

_AT_A_TIME = 128  # files


def outcomes(experiment: Experiment, folder: Folder, points: list[int]) -> pandas.DataFrame:
    """See `Sweep.outcomes`."""
    if not points:
        raise InputError(f"{folder.path}: no point is done yet")
    asked = next(iter(experiment.scenarios.values())).outcomes
    names = list(dict.fromkeys(outcome.series for outcome in asked))
    parts = []
    for begin in range(0, len(points), _AT_A_TIME):
        files = [_File(experiment, folder, point, names) for point in points[begin:][:_AT_A_TIME]]
        files.sort(key=lambda file: file.axes)  # stable
        for _, alike in groupby(files, key=lambda file: file.axes):
            parts.append(_of_alike(experiment, list(alike)))
    table = pandas.concat(parts).sort_index(level="point", sort_remaining=False, kind="stable")
    table.attrs["units"] = parts[0].attrs["units"]
    return table


class _File:
    """The series of a results file, and what files share that can be looked at as one."""

    def __init__(
        self, experiment: Experiment, folder: Folder, point: int, names: list[str]
    ) -> None:
        self.path = folder.file(point)
        self.point = point
        try:
            with h5py.File(self.path) as file:
                self.series = {name: file[name][:] for name in names}
                date = file["date"]
                days = (str(date.attrs["units"]), len(date))
        except (OSError, KeyError) as error:
            raise InputError(
                f"{self.path}: is damaged ({error}); delete it and go on with --resume"
            ) from None
        scenarios = [
            str(value)
            for each, value in zip(experiment.factors, experiment.rows[point], strict=True)
            if each.key == SCENARIO
        ]
        self.axes = (*scenarios, *days)


def outcomes_of_file(experiment: Experiment, path: Path) -> pandas.DataFrame:
    """Outcomes of one results file. By scenario and replicate."""
    dataset = _template(experiment, path)
    asked = next(iter(experiment.scenarios.values()))
    return answers.outcomes(dataset, {str(label): asked for label in dataset.scenario.values})


def summary(experiment: Experiment, table: pandas.DataFrame) -> pandas.DataFrame:
    """See `Sweep.summary`."""
    asked = next(iter(experiment.scenarios.values()))
    rows = {}
    for (point, label), worlds in table.groupby(level=["point", "scenario"]):
        found = answers.summary(_with_units(worlds.droplevel("point"), table), {str(label): asked})
        for (_, outcome), row in found.items():
            rows[label, outcome, point] = row
    whole = pandas.DataFrame.from_dict(rows, orient="index")
    whole.index = whole.index.set_names(["scenario", "outcome", "point"])
    return whole


def _with_units(part: pandas.DataFrame, whole: pandas.DataFrame) -> pandas.DataFrame:
    part.attrs["units"] = whole.attrs["units"]
    return part


def _of_alike(experiment: Experiment, files: list[_File]) -> pandas.DataFrame:
    """Outcomes of files with the same axes. By point, scenario and replicate."""
    template = _template(experiment, files[0].path)
    axes = {name: axis for name, axis in template.coords.items() if name != "replicate"}
    stack = xarray.Dataset(
        {
            name: (
                template[name].dims,
                np.concatenate([file.series[name] for file in files], axis=1),
                template[name].attrs,
            )
            for name in template.data_vars
        },
        {**axes, "replicate": np.arange(len(files) * experiment.replicates)},
    )
    asked = next(iter(experiment.scenarios.values()))
    table = answers.outcomes(stack, {str(label): asked for label in template.scenario.values})
    return _by_point(table, [file.point for file in files], experiment.replicates)


def _by_point(table: pandas.DataFrame, points: list[int], n: int) -> pandas.DataFrame:
    worlds = table.index.get_level_values("replicate").to_numpy()
    table.index = pandas.MultiIndex.from_arrays(
        [np.asarray(points)[worlds // n], table.index.get_level_values("scenario"), worlds % n],
        names=["point", "scenario", "replicate"],
    )
    return table


def _template(experiment: Experiment, path: Path) -> xarray.Dataset:
    """The series that are needed, with their axes, of one file."""
    asked = next(iter(experiment.scenarios.values())).outcomes
    names = list(dict.fromkeys(outcome.series for outcome in asked))
    with xarray.open_dataset(path, engine="h5netcdf") as dataset:
        found: xarray.Dataset = dataset[names].load()
        return found
