import gc
import signal
import subprocess
import sys
import time
import warnings

import muster
import numpy as np
import pandas
import pytest
import xarray


def test_results_are_labelled_with_units_and_dates(runs, small):
    data = runs.dataset
    assert list(data["scenario"].values) == ["as it was", "fearful"]
    assert dict(data["units_made"].sizes) == {
        "scenario": 2,
        "replicate": 5,
        "date": small.n_days,
        "territory": 13,
        "product": 2,
    }
    assert data["date"].values[0] == np.datetime64(small.first_day)
    assert data["date"].values[-1] == np.datetime64(small.last_day)
    for name, series in data.data_vars.items():
        if name != "scenario_file":
            assert series.attrs["units"] and series.attrs["long_name"]


def test_runs_know_what_they_were_made_from(runs, small):
    assert list(runs.scenarios) == ["as it was", "fearful"]
    assert runs.scenarios["as it was"] == small
    assert (runs.seed, runs.n_replicates, runs.version) == (1, 5, muster.__version__)
    assert repr(runs) == f"<Runs: 2 scenarios × 5 replicates × {small.n_days} days, seed 1>"
    assert "visors made" in runs._repr_html_()


def test_series_that_are_named_are_recorded_alone_and_the_same(small, runs):
    few = muster.run({"as it was": small}, replicates=2, series=["persons", "orders_open"])
    assert {name for name in few.dataset.data_vars if "date" in few.dataset[name].dims} == {
        "persons",
        "orders_open",
    }
    whole = runs.dataset.sel(scenario=["as it was"], replicate=few.dataset["replicate"])
    xarray.testing.assert_equal(few.dataset["persons"].variable, whole["persons"].variable)
    with pytest.raises(muster.InputError, match="did you mean 'persons'"):
        muster.run(small, replicates=1, series=["person"])


def test_any_number_of_threads_gives_the_same_bits(small, tmp_path):
    one, two = tmp_path / "one.nc", tmp_path / "two.nc"
    muster.run(small, replicates=3, threads=1, output=one)
    muster.run(small, replicates=3, threads=2, output=two)
    assert one.read_bytes() == two.read_bytes()


def test_a_results_file_is_enough_to_repeat_it_bit_for_bit(small, tmp_path):
    first, again = tmp_path / "first.nc", tmp_path / "again.nc"
    other = small.with_event(name="doubt", date="2020-04-10", set={"rumor.misreading": 0.1})
    muster.run({"a": small, "b": other}, replicates=2, seed=2**64 - 1, output=first)
    origin = muster.open(first)
    muster.run(origin.scenarios, origin.n_replicates, origin.seed, output=again)
    assert again.read_bytes() == first.read_bytes()


def test_another_seed_is_other_luck(small):
    one, two = (muster.run(small, replicates=1, seed=seed).frame for seed in (1, 2))
    assert not one.equals(two)


def test_fewer_replicates_are_the_first_of_more(small):
    few = muster.run(small, replicates=1).dataset.load()
    many = muster.run(small, replicates=3).dataset.load()
    assert many.isel(replicate=[0]).equals(few)


def test_an_event_leaves_the_days_before_it_alone(small):
    late = small.with_event(name="doubt", date="2020-05-20", set={"engagement.attention": 1.0})
    data = muster.run({"as it was": small, "late": late}, replicates=2).dataset
    before, after = slice(None, "2020-05-19"), slice("2020-05-20", None)
    a, b = (
        data.sel(scenario=label).drop_vars(["scenario", "scenario_file"])
        for label in ("as it was", "late")
    )
    assert a.sel(date=before).equals(b.sel(date=before))
    assert not a.sel(date=after).equals(b.sel(date=after))


def test_a_label_names_a_scenario_and_changes_nothing_else(small):
    named = muster.run({"a label": small}, replicates=1)
    assert named.scenarios["a label"] == small
    assert list(named.scenarios) == ["a label"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"replicates": 0}, "replicates = 0; a whole number"),
        ({"replicates": 1.5}, "replicates = 1.5; a whole number"),
        ({"seed": -1}, "seed = -1; a whole number"),
        ({"threads": 0}, "threads = 0; a whole number"),
        ({"output": "no/such/folder/results.nc"}, "does not exist; create it first"),
        ({"output": "."}, "is a folder; add the name of a file"),
    ],
)
def test_what_cannot_be_run_is_one_clear_sentence(small, arguments, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(muster.InputError, match=message):
        muster.run(small, **arguments)
    assert not list(tmp_path.iterdir())


def test_scenarios_that_cannot_stand_side_by_side_are_an_error(small, tmp_path):
    shorter = small.with_values({"calendar.start": "2020-03-08"})
    for scenarios, message in [
        ([small, small], "two scenarios are named 'france-2020'"),
        ([], "there is no scenario to run"),
        ("france-2020", "run muster.scenario"),
        ({1: small}, "no scenario with a name"),
        ({"a": small, "b": shorter}, "differ in days"),
    ]:
        with pytest.raises(muster.InputError, match=message):
            muster.run(scenarios, output=tmp_path / "results.nc")
    assert not list(tmp_path.iterdir())


def test_a_missing_or_foreign_file_is_one_clear_sentence(tmp_path):
    with pytest.raises(muster.InputError, match="there is no such file"):
        muster.open(tmp_path / "no.nc")
    foreign = tmp_path / "foreign.nc"
    xarray.Dataset({"a": 1}).to_netcdf(foreign, engine="h5netcdf")
    with pytest.raises(muster.InputError, match="not a results file of Muster"):
        muster.open(foreign)
    foreign.write_text("date,value\n")
    with pytest.raises(muster.InputError, match="not a results file"):
        muster.open(foreign)


@pytest.mark.parametrize("kept", [0, 100, 0.3, 0.9, 0.9999])
def test_a_truncated_results_file_is_one_clear_sentence(runs, tmp_path, kept):
    whole = runs.path.read_bytes()
    cut = tmp_path / "cut.nc"
    cut.write_bytes(whole[: int(kept * len(whole)) if isinstance(kept, float) else kept])
    with pytest.raises(muster.InputError, match="cut.nc: is (cut short|not a results file)"):
        muster.open(cut)


def test_without_an_output_the_file_goes_with_the_runs(small):
    with warnings.catch_warnings(action="error"):
        runs = muster.run(small, replicates=1)
        folder = runs.path.parent
        assert runs.path.exists()
        del runs
        gc.collect()
    assert not folder.exists()


def test_the_frame_is_tidy_and_adds_up_to_the_country(runs):
    frame = runs.frame
    assert list(frame.columns[:4]) == ["scenario", "replicate", "date", "observable"]
    assert frame.columns[-1] == "value"
    assert {"stage", "reason", "product", "channel", "material"} <= set(frame.columns)
    made = (
        frame[frame["observable"] == "units_made"]
        .groupby(["scenario", "replicate"], observed=True)["value"]
        .sum()
    )
    wanted = runs.dataset["units_made"].sum(["date", "territory", "product"])
    np.testing.assert_array_equal(made.to_numpy().reshape(2, 5), wanted.values)
    stages = frame[frame["observable"] == "persons"]["stage"]
    assert set(stages) == set(runs.dataset["stage"].values)
    assert frame[frame["observable"] == "norm_salience"]["stage"].isna().all()
    assert isinstance(frame["date"].dtype, np.dtype)
    assert isinstance(frame["observable"].dtype, pandas.CategoricalDtype)


INTERRUPTED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # also for tests in the background
import muster
try:
    muster.run(muster.scenario("france-2020"), replicates=10_000, output=sys.argv[1])
except KeyboardInterrupt:
    sys.exit(42)
"""


def test_an_interrupt_stops_a_run_and_leaves_no_file(tmp_path):
    command = [sys.executable, "-c", INTERRUPTED, str(tmp_path / "results.nc")]
    with subprocess.Popen(command) as process:
        wait_until(lambda: list(tmp_path.iterdir()), process)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 42
    assert not list(tmp_path.iterdir())


def wait_until(happened, process, seconds=60):
    end = time.monotonic() + seconds
    while not happened():
        assert process.poll() is None and time.monotonic() < end
        time.sleep(0.02)
