"""What an experiment costs beside its worlds: CPU seconds of Python and of the engine.

.venv/bin/python bench/sweep_overhead.py [POINTS [REPLICATES]]
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import muster
from muster import _core


def cpu(who: int) -> float:
    """CPU seconds so far."""
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def main(n_points: int = 200, replicates: int = 5) -> None:
    """1,000 worlds of about 50 ms each unless told otherwise."""
    base = muster.scenario("france-2020").with_values({"population.scale": 0.045})
    factors = {"rumor.misreading": (0.0, 1.0), "rumor.half_life": (1.0, 40.0)}
    asked = ["visors delivered", "people engaged, best day", "people who withdrew"]
    begin = cpu(resource.RUSAGE_SELF)
    one = muster.experiment(base, factors, size=n_points, replicates=replicates, outcomes=asked)
    print(f"design and its check: {cpu(resource.RUSAGE_SELF) - begin:.2f} s")
    engine = [0.0]
    run = _core.run

    def timed(*arguments):
        start = time.process_time()
        run(*arguments)
        engine[0] += time.process_time() - start

    _core.run = timed
    with tempfile.TemporaryDirectory() as folder:
        begin = cpu(resource.RUSAGE_SELF)
        one.run(Path(folder) / "one", threads=1)
        spent = cpu(resource.RUSAGE_SELF) - begin
        print(f"one process: engine {engine[0]:.2f} s, Python {spent - engine[0]:.2f} s")
        print(f"a world: {engine[0] / one.n_worlds * 1000:.1f} ms")
        begin, children = cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN)
        wall = time.perf_counter()
        found = one.run(Path(folder) / "two", threads=2)
        print(f"two processes: {time.perf_counter() - wall:.2f} s on the clock;", end=" ")
        print(f"workers {cpu(resource.RUSAGE_CHILDREN) - children:.2f} s,", end=" ")
        print(f"this one {cpu(resource.RUSAGE_SELF) - begin:.2f} s")
        begin = cpu(resource.RUSAGE_SELF)
        found.outcomes  # noqa: B018
        print(f"reading all outcomes: {cpu(resource.RUSAGE_SELF) - begin:.2f} s")
        files = list((Path(folder) / "two" / "runs").iterdir())
        print(f"a file: {sum(file.stat().st_size for file in files) / len(files) / 1000:.0f} kB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
