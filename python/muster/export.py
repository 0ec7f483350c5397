"""Results as tables for other programs: CSV or Parquet, and a dictionary of their columns."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas
import xarray

from muster._core import InputError
from muster.comparison import is_flow, observables, tidy_columns
from muster.listings import GROUPS, words
from muster.writing import whole

if TYPE_CHECKING:
    from muster.runs import Runs

SERIES = "series"
_COLUMNS = ["table", "name", "unit", "long_name", "dimensions", "timing"]
_OF_SERIES = {  # columns of the tidy frame that are no dimension of the file with a meaning
    "scenario": "Label of the scenario",
    "replicate": "World: the same number has the same luck in every scenario",
    "date": "Day",
    "observable": "Name of the series; its unit and meaning stand in the dictionary",
    "value": "Its value for the whole country",
}

Write = Callable[[pandas.DataFrame, str, Path], None]


def to_csv(runs: "Runs", path: str | os.PathLike[str]) -> list[Path]:
    """See `Runs.to_csv`."""

    def write(table: pandas.DataFrame, name: str, part: Path) -> None:
        table.to_csv(part, index=False, date_format="%Y-%m-%d")

    return _export(runs, Path(path), "csv", write)


def to_parquet(runs: "Runs", path: str | os.PathLike[str]) -> list[Path]:
    """See `Runs.to_parquet`."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError(
            "Parquet needs pyarrow; install it: pip install 'muster[parquet]', or write CSV"
        ) from None
    said = dictionary(runs).set_index(["table", "name"])[["unit", "long_name"]]
    origin = {
        "muster_version": runs.version,
        "muster_revision": runs.revision,
        "muster_compiler": runs.compiler,
        "seed": str(runs.seed),
        "n_replicates": str(runs.n_replicates),
    }

    def write(table: pandas.DataFrame, name: str, part: Path) -> None:
        plain = pyarrow.Table.from_pandas(table, preserve_index=False)
        for i, field in enumerate(plain.schema):
            kept = {key: text for key, text in said.loc[(name, field.name)].items() if text}
            plain = plain.cast(plain.schema.set(i, field.with_metadata(kept)))
        whole_file = {**(plain.schema.metadata or {}), **origin}
        pyarrow.parquet.write_table(plain.replace_schema_metadata(whole_file), part)

    return _export(runs, Path(path), "parquet", write)


def dictionary(runs: "Runs") -> pandas.DataFrame:
    """What every series and every column of the tables is: a row each, see `Runs.to_csv`."""
    dataset = runs.dataset
    rows = [*_columns_of_series(dataset), *_series(dataset)]
    for name, group in _groups(runs).items():
        rows += [_row(name, key, said) for key, said in words(runs.path, group).items()]
    return pandas.DataFrame(rows, columns=_COLUMNS)


def _export(runs: "Runs", path: Path, ending: str, write: Write) -> list[Path]:
    """All tables into a folder, or the series into a file; and the dictionary beside them."""
    is_folder = path.is_dir() or not path.suffix
    if not is_folder and path.suffix != f".{ending}":
        raise InputError(
            f"{path}: a folder, or a file whose name ends in .{ending} is allowed for {ending}"
        )
    if is_folder:
        _make_folder(path)
        places = {name: path / f"{name}.{ending}" for name in [SERIES, *_groups(runs)]}
        beside = path / "dictionary.csv"
    else:
        places = {SERIES: path}
        beside = path.with_name(f"{path.stem}-dictionary.csv")
    with ExitStack() as written:
        for name, place in places.items():
            write(_table(runs, name), name, written.enter_context(whole(place)))
        dictionary(runs).to_csv(written.enter_context(whole(beside)), index=False)
    return [*places.values(), beside]


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{path}: cannot be made: {error.strerror}") from None


def _groups(runs: "Runs") -> Mapping[str, str]:
    """Groups of the file by the name that `Runs` has for them; none if it has no final tables."""
    return GROUPS if runs.has_tables else {}


def _table(runs: "Runs", name: str) -> pandas.DataFrame:
    return runs.frame if name == SERIES else getattr(runs, name)


def _columns_of_series(dataset: xarray.Dataset) -> Iterator[list[str]]:
    for column in tidy_columns(dataset):
        meaning = _OF_SERIES.get(column, f"Label of the dimension {column}, where a series has it")
        yield [SERIES, column, "", meaning, "", ""]


def _series(dataset: xarray.Dataset) -> Iterator[list[str]]:
    for name in observables(dataset):
        data = dataset[name]
        dims = [str(dim) for dim in data.dims if dim not in ("scenario", "replicate", "date")]
        timing = "over the day" if is_flow(data) else "in the evening"
        yield [*_row("observable", name, data.attrs)[:4], " ".join(dims), timing]


def _row(table: str, name: str, attributes: Mapping[str, Any]) -> list[str]:
    unit, meaning = (str(attributes.get(key, "")) for key in ("units", "long_name"))
    labels = str(attributes.get("flag_meanings", "")).replace(" ", ", ").replace("_", " ")
    return [table, name, unit, f"{meaning}: {labels}" if labels else meaning, "", ""]
