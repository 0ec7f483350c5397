"""Running an experiment into a folder: whole files, failures, going on, interrupts, full disks."""

import csv
import fcntl
import shutil
import signal
import subprocess
import sys
import time

import muster
import pytest
from muster import InputError, _core

RIOT = "theory/t01-riot"
# A hundred persons have a hundred thresholds; of more the engine says so when it begins.
FAILS = {"population.size": [100, 101], "engagement.attention": [0.5, 1.0]}


@pytest.fixture
def failing():
    """Two of its four points fail."""
    return muster.experiment(RIOT, FAILS, "factorial", replicates=1)


def test_a_folder_has_all_that_an_experiment_is(swept, crowd):
    names = sorted(path.name for path in swept.folder.iterdir())
    assert names == ["design.csv", "experiment.toml", "failures.csv", "runs", "scenarios"]
    runs = sorted(path.name for path in (swept.folder / "runs").iterdir())
    assert runs == [f"00000{point}.nc" for point in range(5)]
    assert swept.done == list(range(5)) and swept.failures == {}
    assert swept.experiment.rows == crowd.rows


def test_points_are_normal_results_files_with_the_same_luck(swept, crowd):
    runs = swept.runs(3)
    assert (runs.seed, runs.n_replicates) == (3, 2)
    assert set(runs.dataset.data_vars) >= {"persons", "joins"}
    assert "units_made" not in runs.dataset
    alone = muster.run(crowd.scenarios_at(3), replicates=2, seed=3, threads=1)
    assert runs.outcomes().equals(alone.outcomes())
    again = muster.run(runs.scenarios, replicates=2, seed=3, threads=1)
    assert (again.dataset.persons == runs.dataset.persons).all()


def test_all_series_are_kept_if_one_wants(tmp_path):
    one = muster.experiment(RIOT, FAILS, "one-at-a-time", replicates=1, keep="series")
    runs = one.run(tmp_path / "all", threads=1).runs(0)
    assert "units_made" in runs.dataset


def test_processes_side_by_side_write_the_same_bytes(crowd, swept, tmp_path, contents):
    crowd.run(tmp_path / "two", threads=2)
    assert contents(tmp_path / "two") == contents(swept.folder)


def test_a_point_that_fails_is_noted_and_the_others_are_simulated(failing, tmp_path):
    found = failing.run(tmp_path / "some", threads=1)
    assert found.done == [0, 1]
    assert list(found.failures) == [2, 3]
    assert "thresholds" in found.failures[2]
    with (tmp_path / "some" / "failures.csv").open() as file:
        assert [row["point"] for row in csv.DictReader(file)] == ["2", "3"]


def test_what_failed_is_tried_again(failing, tmp_path):
    failing.run(tmp_path / "some", threads=1)
    again = failing.run(tmp_path / "some", resume=True, threads=1)
    assert (again.done, list(again.failures)) == ([0, 1], [2, 3])


def test_if_every_point_fails_it_says_why(tmp_path):
    one = muster.experiment(RIOT, {"population.size": [101, 102]}, "factorial", replicates=1)
    with pytest.raises(InputError, match="every point failed; point 0: .*thresholds"):
        one.run(tmp_path / "none", threads=1)


def test_going_on_simulates_only_what_is_missing(crowd, swept, tmp_path, contents):
    folder = tmp_path / "half"
    shutil.copytree(swept.folder, folder)
    (folder / "runs" / "000002.nc").unlink()
    (folder / "runs" / "000001.nc.77.part").write_bytes(b"half")
    kept = (folder / "runs" / "000000.nc").stat().st_mtime_ns
    crowd.run(folder, resume=True, threads=1)
    assert contents(folder) == contents(swept.folder)
    assert (folder / "runs" / "000000.nc").stat().st_mtime_ns == kept


def test_going_on_where_nothing_is_begins(crowd, tmp_path):
    assert crowd.run(tmp_path / "new", resume=True, threads=1).done == list(range(5))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"replicates": 3}, "replicates = 2 there and 3 here"),
        ({"seed": 4, "design_seed": 3}, "seed = 3 there and 4 here"),
        ({"size": 6}, "size = 5 there and 6 here"),
        ({"design": "morris"}, "kind of the design = latin-hypercube there and morris here"),
        ({"outcomes": ["steps"]}, "outcomes = engaged in the end, steps there and steps here"),
        ({"factors": {"engagement.attention": (0.5, 1.0), "engagement.noise": (0.0, 1.0)}},
         "its factors are engagement.spontaneous, engagement.attention there"),
        ({"factors": {"engagement.spontaneous": (0.0, 0.1), "engagement.attention": (0.4, 1.0)}},
         "factor 'engagement.attention' is [0.5, 1] there and [0.4, 1] here"),
        ({"base": {RIOT: muster.scenario(RIOT).with_values({"engagement.return_rate": 0.5})}},
         "scenario 'theory/t01-riot' is another: engagement.return_rate = 0 there and 0.5 here"),
    ],
)  # fmt: skip
def test_going_on_with_another_experiment_is_refused(crowd, swept, change, sentence):
    given = {
        "base": RIOT,
        "factors": {"engagement.spontaneous": (0.0, 0.1), "engagement.attention": (0.5, 1.0)},
        "size": 5, "replicates": 2, "seed": 3, **change,
    }  # fmt: skip
    with pytest.raises(InputError) as refused:
        muster.experiment(**given).run(swept.folder, resume=True)
    assert f"holds another experiment: {sentence}" in str(refused.value)


def test_going_on_with_another_muster_is_refused(crowd, swept, monkeypatch):
    monkeypatch.setattr(_core, "revision", "other")
    with pytest.raises(InputError, match=r"was begun by Muster .*, this is .* other; go on with"):
        crowd.run(swept.folder, resume=True)


def test_a_folder_with_something_in_it_is_left_alone(crowd, swept, tmp_path):
    with pytest.raises(InputError, match="is there already; go on with --resume"):
        crowd.run(swept.folder)
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="is not the folder of an experiment"):
        crowd.run(tmp_path, resume=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_one_program_at_a_time_works_in_a_folder(crowd, swept):
    with (swept.folder / "experiment.toml").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(InputError, match="another program is at work here"):
            crowd.run(swept.folder, resume=True)


def test_a_folder_that_cannot_be_made_leaves_nothing(crowd, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        crowd.run(tmp_path / "file" / "results")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


CHILD = """
import resource, signal, sys, muster
signal.signal(signal.SIGINT, signal.default_int_handler)
from muster.cli import main
most = int(sys.argv.pop(1))
if most:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
main()
"""

FILE = """
schema = 1
base = "theory/t01-riot"
replicates = {replicates}
[design]
kind = "factorial"
size = 400
[[factor]]
key = "engagement.spontaneous"
range = [0.0, 0.1]
"""


def child(most, *arguments):
    """A program that may write files of so many bytes, 0 for any."""
    return [sys.executable, "-c", CHILD, str(most), "sweep", *map(str, arguments)]


@pytest.mark.parametrize("threads", [1, 2])
def test_a_full_disk_is_told_and_leaves_nothing_half_written(tmp_path, threads):
    file = tmp_path / "mine.toml"
    file.write_text(FILE.format(replicates=1).replace("400", "4"))
    folder = tmp_path / "out"
    done = subprocess.run(child(20_000, file, "-o", folder, "--threads", threads),
                          capture_output=True, text=True)  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert ".nc: cannot be written; the disk may be full" in done.stderr
    assert list((folder / "runs").iterdir()) == []
    assert done.stderr.count("\n") == 1


def test_a_full_disk_at_the_start_leaves_no_folder(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(FILE.format(replicates=1))
    done = subprocess.run(child(1_000, file, "-o", tmp_path / "out"),
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 2 and "out: cannot be written" in done.stderr
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("threads", [1, 2])
def test_ctrl_c_ends_with_130_and_leaves_whole_files(tmp_path, threads, contents):
    file = tmp_path / "mine.toml"
    file.write_text(FILE.format(replicates=20))
    folder = tmp_path / "out"
    command = child(0, file, "-o", folder, "--threads", threads)
    with subprocess.Popen(command, stdout=-1, stderr=-1, text=True) as process:
        while not list(folder.glob("runs/*.nc")) and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    whole = muster.sweep(folder)
    n = len(whole.done)
    assert 0 < n < 400
    assert err == f"stopped; {n} of 400 points are whole in {folder}; --resume goes on\n"
    assert set(contents(folder)) == {f"{point:06}.nc" for point in whole.done}
    assert len(whole.outcomes) == n * 20  # each file is whole


def test_a_process_that_ends_by_itself_costs_only_its_point(tmp_path, monkeypatch):
    from muster.experiments import running

    monkeypatch.setattr(running, "here", deadly)
    one = muster.experiment(RIOT, {"engagement.attention": (0.5, 1.0)}, size=4, replicates=1)
    found = one.run(tmp_path / "out", threads=2)
    assert found.done == [0, 1, 3]
    assert "out of memory" in found.failures[2]


def deadly(task, path, threads):
    """As if the system had ended the process at point 2."""
    import os

    from muster.experiments.work import here

    if task.point == 2:
        os._exit(9)
    return here(task, path, threads)


def test_progress_counts_worlds(crowd, tmp_path, monkeypatch):
    import contextlib

    from muster.experiments import running

    seen = []

    @contextlib.contextmanager
    def bar(n_runs, shown):
        seen.append((n_runs, shown))
        yield seen.append

    monkeypatch.setattr(running, "progress_bar", bar)
    crowd.run(tmp_path / "out", threads=1, progress=True)
    assert seen == [(10, True), 2, 4, 6, 8, 10]
