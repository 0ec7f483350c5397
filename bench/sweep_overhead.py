"""What an experiment costs beside its worlds: CPU seconds of Python and of the engine.

.venv/bin/python bench/sweep_overhead.py [POINTS [REPLICATES]]
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import muster
from muster.experiments import running


def cpu(who: int) -> float:
    """CPU seconds so far."""
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def measured(task, path, threads):
    """Simulates a point as `here` does, and notes the CPU seconds of the engine beside its file."""
    import time

    from muster import _core
    from muster.experiments import work

    run, spent = _core.run, []

    def timed(*arguments):
        start = time.process_time()
        run(*arguments)
        spent.append(time.process_time() - start)

    _core.run = timed
    try:
        return work.here(task, path, threads)
    finally:
        _core.run = run
        path.with_suffix(".seconds").write_text(str(spent[0]))


def main(n_points: int = 200, replicates: int = 5) -> None:
    """1,000 worlds of about 50 ms each unless told otherwise."""
    base = muster.scenario("france-2020").with_values({"population.scale": 0.045})
    factors = {"rumor.misreading": (0.0, 1.0), "rumor.half_life": (1.0, 40.0)}
    asked = ["visors delivered", "people engaged, best day", "people who withdrew"]
    me, workers = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    begin = cpu(me)
    one = muster.experiment(base, factors, size=n_points, replicates=replicates, outcomes=asked)
    print(f"design and its check: {cpu(me) - begin:.2f} s")
    running.here = measured
    for threads in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            begin, clock = cpu(me) + cpu(workers), time.perf_counter()
            found = one.run(Path(folder) / "out", threads=threads)
            spent, clock = cpu(me) + cpu(workers) - begin, time.perf_counter() - clock
            notes = list((Path(folder) / "out" / "runs").glob("*.seconds"))
            engine = sum(float(note.read_text()) for note in notes)
            print(f"{threads} side by side: {clock:.1f} s; engine {engine:.2f} s", end=" ")
            print(f"({engine / one.n_worlds * 1000:.1f} ms a world),", end=" ")
            print(f"beside it {spent - engine:.2f} s, {(spent - engine) / engine:.1%}")
            begin = cpu(me)
            found.outcomes  # noqa: B018
            print(f"reading all outcomes: {cpu(me) - begin:.2f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
