"""Running an experiment: points side by side, each into its file as soon as it is done."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import closing
from pathlib import Path
from typing import Any

from muster._core import InputError
from muster.experiments.experiment import Experiment
from muster.experiments.folder import Folder
from muster.experiments.sweep import Sweep
from muster.experiments.work import Done, Tasks, here
from muster.progress import progress_bar

_AHEAD = 2  # points that wait for each that is under way


def run(
    experiment: Experiment,
    path: Path,
    resume: bool,
    scheduler: str | None,
    threads: int | None,
    progress: bool | None,
) -> Sweep:
    """See `Experiment.run`."""
    folder = Folder(path)
    if resume and folder.path.exists():
        folder.check(experiment)
    else:
        folder.prepare(experiment)
    with folder.alone():
        done = folder.done()
        points = [point for point in range(experiment.n_points) if point not in done]
        folder.forget_failures()
        _collect(experiment, folder, points, scheduler, threads, progress)
    failures = folder.failures()
    if len(failures) == experiment.n_points:
        raise InputError(f"{path}: every point failed; point 0: {failures[0]}")
    return Sweep(path)


def _collect(
    experiment: Experiment,
    folder: Folder,
    points: list[int],
    scheduler: str | None,
    threads: int | None,
    progress: bool | None,
) -> None:
    tasks = Tasks(experiment)
    worlds = experiment.replicates * len(experiment.scenarios_at(0))
    if scheduler is None:
        finished = _on_this_machine(tasks, points, folder, threads)
    else:
        from muster.experiments import cluster

        finished = cluster.run(tasks, points, scheduler)
    with closing(finished), progress_bar(len(points) * worlds, progress) as show:
        for n, done in enumerate(finished, 1):
            if done.refusal:
                raise InputError(done.refusal)
            if done.error:
                folder.add_failure(done.point, done.error)
            elif done.content:
                folder.add_file(done.point, done.content)
            show(n * worlds)


def _on_this_machine(
    tasks: Tasks, points: list[int], folder: Folder, threads: int | None
) -> Iterator[Done]:
    """Processes side by side; a single one does its work here."""
    import loky

    n_threads = threads or loky.cpu_count()
    n_workers = min(n_threads, len(points))
    if n_workers <= 1:
        for point in points:
            yield here(tasks[point], folder.file(point), n_threads)
        return
    waiting, suspects = deque(points), deque[int]()
    while waiting or suspects:
        if suspects:  # one by one, to see which of them ends its process
            point = suspects.popleft()
            lost = yield from _in_processes(tasks, deque([point]), folder, 1, n_threads)
            if lost:
                yield Done(point, error="the process that simulated it ended; out of memory?")
        else:
            each = max(1, n_threads // n_workers)
            suspects.extend((yield from _in_processes(tasks, waiting, folder, n_workers, each)))


def _in_processes(
    tasks: Tasks, waiting: deque[int], folder: Folder, n_workers: int, threads: int
) -> Any:
    """Does what waits. @returns the points under way when a process ended by itself"""
    import loky
    from loky.process_executor import BrokenProcessPool

    executor = loky.ProcessPoolExecutor(n_workers, initializer=_ignore_interrupts)
    under_way: dict[Future[Done], int] = {}
    try:
        while waiting or under_way:
            while waiting and len(under_way) < n_workers * (1 + _AHEAD):
                point = waiting.popleft()
                future = executor.submit(here, tasks[point], folder.file(point), threads)
                under_way[future] = point
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                yield future.result()
                del under_way[future]
    except BrokenProcessPool:
        return [point for point in under_way.values() if not folder.file(point).exists()]
    finally:
        executor.shutdown(kill_workers=bool(under_way))
    return []


def _ignore_interrupts() -> None:
    """Who interrupts wants to speak to the program, which ends its workers."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
