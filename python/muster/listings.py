"""Final tables and the log of a results file, as DataFrames.

They are read with h5py: opening the whole file with xarray takes a second.
"""

from collections.abc import Iterator
from pathlib import Path

import h5py
import numpy as np
import pandas

# Groups of a results file by the attribute of `Runs` that reads them.
GROUPS = {
    "persons": "persons",
    "places": "places",
    "requesters": "requesters",
    "log": "events",
    "ties": "network",
}


def frame(path: Path, group: str) -> pandas.DataFrame:
    """A group of columns; labels are categories."""
    with h5py.File(path) as file:
        return pandas.DataFrame({name: _column(column) for name, column in _columns(file, group)})


def words(path: Path, group: str) -> dict[str, dict[str, str]]:
    """Attributes of the columns of a group by their names."""
    with h5py.File(path) as file:
        return {
            name: {key: _text(column, key) for key in ("units", "long_name", "flag_meanings")}
            for name, column in _columns(file, group)
        }


def _columns(file: h5py.File, group: str) -> Iterator[tuple[str, h5py.Dataset]]:
    """Names and columns; not the axis of rows, which only lends them its length."""
    for name, column in file[f"tables/{group}"].items():
        if "long_name" in column.attrs:
            yield name, column


def _column(column: h5py.Dataset) -> np.ndarray | pandas.Categorical:
    name = column.name.rpartition("/")[2]
    if "flag_meanings" in column.attrs:
        if name in column.file:  # as the user wrote them
            labels = [str(label) for label in column.file[name].asstr()[...]]
        else:
            words = _text(column, "flag_meanings").split(" ")
            labels = [word.replace("_", " ") for word in words]
        return pandas.Categorical.from_codes(column[...], labels)
    _, since, first = _text(column, "units").partition("days since ")
    if since:
        return np.datetime64(first, "ns") + column[...] * np.timedelta64(1, "D")
    return column[...]


def _text(column: h5py.Dataset, attribute: str) -> str:
    value = column.attrs.get(attribute, "")
    return value.decode() if isinstance(value, bytes) else str(value)
