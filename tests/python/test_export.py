"""Tables for other programs: whole, with the right numbers, and a dictionary of what they are."""

import sys
from pathlib import Path

import muster
import numpy as np
import pandas
import pytest
from muster import cli, export


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> muster.Runs:
    """A few people for a few days, with final tables."""
    few_days = {"population.size": 200, "calendar.end": "2020-01-06"}
    short = muster.scenario("theory/kernel").with_values(few_days)
    path = tmp_path_factory.mktemp("export") / "few.nc"
    return muster.run(short, replicates=2, output=path, tables=True)


@pytest.fixture(scope="module")
def folder(few: muster.Runs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("csv") / "new" / "folder"
    few.to_csv(path)
    return path


def test_a_folder_has_the_series_each_table_and_the_dictionary(folder: Path) -> None:
    names = ["dictionary", "log", "persons", "places", "requesters", "series", "ties"]
    assert sorted(path.name for path in folder.iterdir()) == [f"{name}.csv" for name in names]


def test_numbers_are_those_of_the_frame(few: muster.Runs, folder: Path) -> None:
    read = pandas.read_csv(folder / "series.csv", parse_dates=["date"], low_memory=False)
    np.testing.assert_array_equal(read["value"], few.frame["value"])
    assert (read["date"] == few.frame["date"]).all()
    persons = pandas.read_csv(folder / "persons.csv")
    np.testing.assert_array_equal(persons["made"], few.persons["made"])
    assert list(persons["stage"]) == list(few.persons["stage"])


def test_the_dictionary_says_what_every_series_and_column_is(
    few: muster.Runs, folder: Path
) -> None:
    words = pandas.read_csv(folder / "dictionary.csv", keep_default_na=False)
    assert not words.duplicated(["table", "name"]).any()
    assert (words["long_name"] != "").all()
    told = words.set_index(["table", "name"])
    for observable in few.frame["observable"].unique():
        assert told.loc[("observable", observable), "unit"]
    for table in ("series", "persons", "places", "requesters", "log", "ties"):
        columns = pandas.read_csv(folder / f"{table}.csv", nrows=0).columns
        assert list(told.loc[table].index) == list(columns)
    made = told.loc[("observable", "units_made")]
    assert (made["unit"], made["dimensions"]) == ("unit/day", "territory product")
    assert made["timing"] == "over the day"
    assert "engaged, paused" in told.loc[("persons", "stage"), "long_name"]


def test_a_file_has_the_series_and_its_dictionary_beside_it(few: muster.Runs, tmp_path) -> None:
    written = few.to_csv(tmp_path / "kernel.csv")
    assert [path.name for path in written] == ["kernel.csv", "kernel-dictionary.csv"]
    assert sorted(tmp_path.iterdir()) == sorted(written)


def test_parquet_keeps_types_units_and_where_it_comes_from(few: muster.Runs, tmp_path) -> None:
    import pyarrow.parquet

    few.to_parquet(tmp_path)
    pandas.testing.assert_frame_equal(
        pandas.read_parquet(tmp_path / "persons.parquet"), few.persons, check_categorical=False
    )
    schema = pyarrow.parquet.read_schema(tmp_path / "persons.parquet")
    assert schema.field("spent").metadata == {b"unit": b"EUR", b"long_name": b"Own money spent"}
    assert schema.metadata[b"seed"] == b"1"
    assert schema.metadata[b"muster_version"] == few.version.encode()


def test_without_pyarrow_a_sentence_says_what_to_install(few, tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(muster.InputError, match=r"pip install 'muster\[parquet\]'"):
        few.to_parquet(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_strange_ending_is_refused(few: muster.Runs, tmp_path: Path) -> None:
    with pytest.raises(muster.InputError, match=r"a file whose name ends in \.csv is allowed"):
        few.to_csv(tmp_path / "kernel.xls")


def test_what_fails_half_way_leaves_nothing(few: muster.Runs, tmp_path, monkeypatch) -> None:
    def full(*_: object) -> pandas.DataFrame:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "dictionary", full)
    with pytest.raises(muster.InputError, match="cannot be written: No space left on device"):
        few.to_csv(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_beside_the_file_and_prints_what(few: muster.Runs, capsys) -> None:
    assert cli.execute(["export", str(few.path)]) == 0
    printed = [Path(line) for line in capsys.readouterr().out.split()]
    assert printed[0] == few.path.with_name("few-csv") / "series.csv"
    assert all(path.is_file() for path in printed)


def test_the_command_refuses_another_format(few: muster.Runs, capsys) -> None:
    assert cli.execute(["export", str(few.path), "--format", "parket"]) == 2
    assert "did you mean 'parquet'?" in capsys.readouterr().err
