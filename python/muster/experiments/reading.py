"""Outcomes of many results files, a stack of files at a time.

One file opened by xarray takes longer than its runs took, so many are read as arrays and looked at
as one run set with many replicates.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pandas
import xarray
from numpy.typing import NDArray

from muster import outcomes as answers
from muster._core import InputError
from muster.experiments.experiment import Experiment
from muster.experiments.folder import Folder

_AT_A_TIME = 128  # files

Series = Mapping[str, NDArray[np.float64]]  # [scenario, replicate, date, …]
Axes = tuple[Any, ...]  # what files share that can be looked at as one: scenarios, days


def outcomes(experiment: Experiment, folder: Folder, points: list[int]) -> pandas.DataFrame:
    """See `Sweep.outcomes`."""
    if not points:
        raise InputError(f"{folder.path}: no point is done yet")
    reader = Reader(experiment)
    parts = []
    for begin in range(0, len(points), _AT_A_TIME):
        parts += reader.read({point: folder.file(point) for point in points[begin:][:_AT_A_TIME]})
    table = pandas.concat(parts).sort_index(level="point", sort_remaining=False, kind="stable")
    table.attrs["units"] = parts[0].attrs["units"]
    return table


def summary(experiment: Experiment, table: pandas.DataFrame) -> pandas.DataFrame:
    """See `Sweep.summary`."""
    rows = {}
    for (point, label), worlds in table.groupby(level=["point", "scenario"]):
        one = worlds.droplevel("point")
        one.attrs["units"] = table.attrs["units"]
        for (_, outcome), row in answers.summary(one, {str(label): experiment.first}).items():
            rows[label, outcome, point] = row
    whole = pandas.DataFrame.from_dict(rows, orient="index")
    whole.index = whole.index.set_names(["scenario", "outcome", "point"])
    return whole


class Reader:
    """Reads outcomes of the results files of an experiment."""

    def __init__(self, experiment: Experiment) -> None:
        self._experiment = experiment
        asked = experiment.first.outcomes
        self._names = list(dict.fromkeys(outcome.series for outcome in asked))
        self._templates: dict[Axes, xarray.Dataset] = {}

    def read(self, files: Mapping[int, Path]) -> list[pandas.DataFrame]:
        """Outcomes of files by point: by point, scenario and replicate.

        Raises
        ------
        InputError
            If a file is damaged.
        """
        read = {point: self._arrays(path) for point, path in files.items()}
        order = sorted(read, key=lambda point: (read[point][0], point))
        tables = []
        for axes, some in groupby(order, key=lambda point: read[point][0]):
            points = list(some)
            if axes not in self._templates:
                self._templates[axes] = self._template(files[points[0]])
            stack = [read[point][1] for point in points]
            tables.append(self._of_alike(self._templates[axes], stack, points))
        return tables

    def _arrays(self, path: Path) -> tuple[Axes, Series]:
        try:
            with h5py.File(path) as file:
                labels = tuple(label.decode() for label in file["scenario"][:])
                axes = (*labels, str(file["date"].attrs["units"]), len(file["date"]))
                return axes, {name: file[name][:] for name in self._names}
        except (OSError, KeyError) as error:
            raise InputError(
                f"{path}: is damaged ({error}); delete it and go on with --resume"
            ) from None

    def _template(self, path: Path) -> xarray.Dataset:
        """The series that are needed, with their axes."""
        with xarray.open_dataset(path, engine="h5netcdf") as dataset:
            found: xarray.Dataset = dataset[self._names].load()
            return found

    def _of_alike(
        self, template: xarray.Dataset, stack: Sequence[Series], points: Sequence[int]
    ) -> pandas.DataFrame:
        n = self._experiment.replicates
        axes = {name: axis for name, axis in template.coords.items() if name != "replicate"}
        series = {
            name: (data.dims, np.concatenate([one[str(name)] for one in stack], axis=1), data.attrs)
            for name, data in template.data_vars.items()
        }
        whole = xarray.Dataset(series, {**axes, "replicate": np.arange(len(points) * n)})
        asked = {str(label): self._experiment.first for label in template.scenario.values}
        table = answers.outcomes(whole, asked)
        worlds = table.index.get_level_values("replicate").to_numpy()
        labels = table.index.get_level_values("scenario")
        table.index = pandas.MultiIndex.from_arrays(
            [np.asarray(points)[worlds // n], labels, worlds % n],
            names=["point", "scenario", "replicate"],
        )
        return table
