"""Final tables and the log of a results file, as DataFrames."""

from pathlib import Path

import numpy as np
import pandas
import xarray


def frame(path: Path, group: str) -> pandas.DataFrame:
    """A group of columns; labels are categories."""
    with (
        xarray.open_dataset(path, engine="h5netcdf") as whole,
        xarray.open_dataset(path, engine="h5netcdf", group=f"tables/{group}") as columns,
    ):
        return pandas.DataFrame(
            {str(name): _column(column, whole) for name, column in columns.items()}
        )


def _column(column: xarray.DataArray, whole: xarray.Dataset) -> np.ndarray | pandas.Categorical:
    if "flag_meanings" not in column.attrs:
        return column.values
    if column.name in whole.coords:  # as the user wrote them
        labels = [str(label) for label in whole[column.name].values]
    else:
        words = str(column.attrs["flag_meanings"]).split(" ")
        labels = [word.replace("_", " ") for word in words]
    return pandas.Categorical.from_codes(column.values, labels)
