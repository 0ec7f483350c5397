"""The same experiment on the workers of a Dask scheduler."""

import os
import signal
import subprocess
import sys
import threading
import time

import muster
import pytest
from muster import InputError, _core

distributed = pytest.importorskip("distributed")

CROWD = {"engagement.spontaneous": (0.0, 0.1), "engagement.attention": (0.5, 1.0)}


@pytest.fixture(scope="module")
def scheduler():
    """A scheduler with two workers, each a process; gives its address."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def workers(address):
    """Process ids of the workers."""
    with distributed.Client(address, set_as_default=False) as client:
        return list(client.run(os.getpid).values())


def test_a_lost_worker_changes_no_bit(scheduler, tmp_path, contents):
    one = muster.experiment("theory/t01-riot", CROWD, size=12, replicates=20, seed=3)
    one.run(tmp_path / "here", threads=1)
    victim = workers(scheduler)[0]
    killed = []

    def kill():
        while not list((tmp_path / "there").glob("runs/*.nc")):
            time.sleep(0.005)
        os.kill(victim, signal.SIGKILL)
        killed.append(len(list((tmp_path / "there" / "runs").glob("*.nc"))))

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    found = one.run(tmp_path / "there", scheduler=scheduler)
    thread.join()
    assert killed[0] < 12  # in the middle
    assert (found.done, found.failures) == (list(range(12)), {})
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def test_a_point_that_fails_is_noted_there_too(scheduler, tmp_path):
    factors = {"population.size": [100, 101]}
    one = muster.experiment("theory/t01-riot", factors, "factorial", replicates=1)
    found = one.run(tmp_path / "out", scheduler=scheduler)
    assert found.done == [0] and "thresholds" in found.failures[1]


def test_a_worker_with_another_muster_is_refused(scheduler, tmp_path, monkeypatch):
    one = muster.experiment("theory/t01-riot", CROWD, size=3, replicates=1)
    mine = (_core.version, _core.revision)
    monkeypatch.setattr(_core, "version", "9.9.9")
    with pytest.raises(InputError) as refused:
        one.run(tmp_path / "out", scheduler=scheduler)
    assert str(refused.value) == (
        f"a worker has Muster {mine[0]} {mine[1]}, this is 9.9.9 {mine[1]};"
        " install the same on all machines"
    )
    assert list((tmp_path / "out" / "runs").iterdir()) == []


def test_a_cluster_without_muster_is_refused(tmp_path):
    """A program in which `muster` cannot be imported."""
    code = (
        "import sys; sys.modules['muster'] = None\n"
        "import distributed\n"
        "if __name__ == '__main__':\n"
        "    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False,\n"
        "                                  protocol='tcp', dashboard_address=None) as cluster:\n"
        "        print(cluster.scheduler_address, flush=True)\n"
        "        sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=-1, stdout=-1, stderr=subprocess.DEVNULL, text=True
    ) as other:
        address = other.stdout.readline().strip()
        one = muster.experiment("theory/t01-riot", CROWD, size=3, replicates=1)
        with pytest.raises(
            InputError, match="or a worker has no Muster like this one: .*; install"
        ):
            one.run(tmp_path / "out", scheduler=address)
        other.stdin.close()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x"])
def test_a_scheduler_that_does_not_answer_is_told(tmp_path, monkeypatch, address):
    from muster.experiments import cluster

    monkeypatch.setattr(cluster, "_SECONDS", 0.2)
    one = muster.experiment("theory/t01-riot", CROWD, size=3, replicates=1)
    with pytest.raises(InputError, match=f"{address}: no Dask scheduler answers there"):
        one.run(tmp_path / "out", scheduler=address)


def test_without_the_library_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    one = muster.experiment("theory/t01-riot", CROWD, size=3, replicates=1)
    with pytest.raises(InputError, match=r"pip install 'muster\[cluster\]'"):
        one.run(tmp_path / "out", scheduler="tcp://127.0.0.1:9")
