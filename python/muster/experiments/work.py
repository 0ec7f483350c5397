"""One point of an experiment, simulated anywhere: here, in another process, on another machine."""

import pickle
import tempfile
import threading
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muster import _core
from muster._core import InputError
from muster.experiments.factors import combined

if TYPE_CHECKING:
    from muster.experiments.experiment import Experiment

# Results files are written by one thread of a process at a time: HDF5 is not made for more.
_writing = threading.Lock()


@dataclass(frozen=True)
class Task:
    """What a worker needs to know: small, since it is sent once for each point."""

    parcel: bytes  # the experiment without its points, packed
    point: int
    row: tuple[object, ...]
    version: str
    revision: str


@dataclass(frozen=True)
class Done:
    """A point that was simulated, or was not."""

    point: int
    error: str = ""  # of the point; the others may do
    refusal: str = ""  # no point can be simulated like that
    content: bytes = b""  # of the results file, if it comes from another machine


class Tasks:
    """The tasks of an experiment, by point."""

    def __init__(self, experiment: "Experiment") -> None:
        self.parcel = pack(experiment)
        self.rows = experiment.rows

    def __getitem__(self, point: int) -> Task:
        return Task(self.parcel, point, self.rows[point], _core.version, _core.revision)


def pack(experiment: "Experiment") -> bytes:
    """All that the points have in common."""
    common = (
        experiment.scenarios,
        experiment.factors,
        experiment.series,
        experiment.replicates,
        experiment.seed,
    )
    return zlib.compress(pickle.dumps(common))


def here(task: Task, path: Path, threads: int) -> Done:
    """Simulates a point into a results file."""
    refusal = _refusal(task)
    if refusal:
        return Done(task.point, refusal=refusal)
    scenarios, factors, series, replicates, seed = _unpacked(task.parcel)
    try:
        stories = combined(scenarios, factors, task.row).items()
        cores = [story.renamed(label)._core for label, story in stories]
        with _writing:
            _core.run(cores, replicates, seed, threads, path, lambda _: True, False, series)
    except InputError as error:
        if str(error).startswith(f"{path}: "):  # it is not the point's fault
            return Done(task.point, refusal=str(error))
        return Done(task.point, error=str(error))
    except RuntimeError as error:  # a mistake of Muster; the other points may do
        return Done(task.point, error=f"mistake of Muster: {error}")
    return Done(task.point)


def elsewhere(task: Task) -> Done:
    """Simulates a point on a machine that shares no folder with ours; the file comes back whole."""
    try:
        with tempfile.TemporaryDirectory(prefix="muster-") as folder:
            path = Path(folder) / "point.nc"
            done = here(task, path, threads=1)
            if done.error or done.refusal:
                return done
            return Done(task.point, content=path.read_bytes())
    except OSError as error:
        return Done(task.point, refusal=f"a worker cannot write temporary files: {error}")


@lru_cache(maxsize=2)
def _unpacked(parcel: bytes) -> tuple[Any, ...]:
    return tuple(pickle.loads(zlib.decompress(parcel)))


def _refusal(task: Task) -> str:
    """Why this worker must not simulate: its numbers could be others."""
    if (task.version, task.revision) == (_core.version, _core.revision):
        return ""
    return (
        f"a worker has Muster {_core.version} {_core.revision}, this is {task.version} "
        f"{task.revision}; install the same on all machines"
    )
