"""Ensembles whose days are stepped from Python, for mechanisms and observers written in it."""

import copy
import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

from muster import _core
from muster._core import InputError
from muster.mechanisms import Observer, note
from muster.scenarios import Scenario
from muster.simulation import Simulation


def simulate(
    scenarios: Sequence[Scenario],
    n_replicates: int,
    seed: int,
    n_threads: int,
    path: Path,
    show: Callable[[int], None],
    tables: bool,
    observers: Sequence[Observer],
) -> None:
    """Writes one results file, as `_core.run` does, with the series of the observers.

    Days of the engine run side by side; the code in Python holds the interpreter's lock. At most
    twice as many runs as threads are under way or wait to be written.
    """
    layout = _core.layout(scenarios[0]._core, tables)
    recorder = Recorder(layout, observers)
    archive = _core.ArchiveWriter(
        [scenario._core for scenario in scenarios],
        n_replicates,
        seed,
        layout,
        path,
        note(scenarios, observers),
    )
    stop = Event()

    def one(scenario: int, replicate: int) -> _core.Recording:
        world = Simulation(scenarios[scenario], seed, replicate, logged=tables)
        return recorder.record(world, stop, tables)

    todo = iter([(s, r) for r in range(n_replicates) for s in range(len(scenarios))])
    under_way: deque[tuple[int, int, Future[_core.Recording]]] = deque()
    n_threads = n_threads or os.cpu_count() or 1
    with ThreadPoolExecutor(n_threads) as pool:
        try:
            done = 0
            while True:
                while len(under_way) < 2 * n_threads and (task := next(todo, None)):
                    under_way.append((*task, pool.submit(one, *task)))
                if not under_way:
                    break
                scenario, replicate, run = under_way.popleft()
                archive.write(scenario, replicate, run.result())
                done += 1
                show(done)
        except BaseException:
            stop.set()
            pool.shutdown(cancel_futures=True)
            archive.abandon()  # the exception still holds it
            raise
    archive.finish()


class Recorder:
    """Writes down runs, evening by evening; adds the series of observers to their layout."""

    def __init__(self, layout: _core.Layout, observers: Sequence[Observer]) -> None:
        self._layout = layout
        self._first = len(layout.observables)
        self._observers = observers
        lengths = {name: len(labels) for name, labels in layout.dimensions}
        for each in observers:
            layout.add_series(
                each.name, each.units, each.long_name, list(each.dimensions), each.timing == "flow"
            )
        self._shapes = [tuple(lengths[name] for name in each.dimensions) for each in observers]

    def record(self, world: Simulation, stop: Event, tables: bool) -> _core.Recording:
        """A run from its first day to its last; not whole if told to stop."""
        recording = _core.Recording(self._layout)
        observers = copy.deepcopy(self._observers)  # what they keep in mind is of one run
        while not world.is_over and not stop.is_set():
            world.step()
            world._core.observe(recording)
            for i, observer in enumerate(observers):
                values = world._told(f"observer '{observer.name}'", self._read, i, observer, world)
                recording.write_day(self._first + i, world.day - 1, values)
        if tables:
            world._core.list(recording)
        return recording

    def _read(self, i: int, observer: Observer, world: Simulation) -> Any:
        import numpy as np

        view, today = world._evening()
        values = np.asarray(observer.read(view, today), dtype=float)
        if values.shape != self._shapes[i]:
            raise InputError(
                f"it gave an array of shape {values.shape}; {self._shapes[i]} is allowed, "
                f"its dimensions being {tuple(observer.dimensions)}"
            )
        return values
