"""Running an experiment on the workers of a Dask scheduler, on one machine or many."""

from collections.abc import Iterator
from typing import Any

from muster._core import InputError
from muster.experiments.work import Done, Tasks, elsewhere

_AHEAD = 2  # points that wait for each thread of the workers
_AT_LEAST = 8  # under way or waiting, also when no worker came yet
_SECONDS = 20  # to find the scheduler


def run(tasks: Tasks, points: list[int], scheduler: str) -> Iterator[Done]:
    """Points as they are done, in any order; results files come with them.

    Only a few are under way or wait, which bounds the memory of all machines. A point whose worker
    is lost is simulated by another; one that takes three workers with it has failed.

    Raises
    ------
    InputError
        If the scheduler cannot be reached.
    """
    distributed = _distributed()
    try:
        client = distributed.Client(scheduler, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise InputError(
            f"{scheduler}: no Dask scheduler answers there: {error}; an address like"
            " tcp://host:8786 is allowed"
        ) from None
    with client:
        yield from _with_client(client, tasks, points)


def _with_client(client: Any, tasks: Tasks, points: list[int]) -> Iterator[Done]:
    distributed = _distributed()
    remaining = iter(points)
    under_way = distributed.as_completed(loop=client.loop)

    def submit() -> None:
        threads = sum(client.nthreads().values())
        while under_way.count() < max(_AT_LEAST, threads * (1 + _AHEAD)):
            point = next(remaining, None)
            if point is None:
                return
            future = client.submit(elsewhere, tasks[point], pure=False)
            future.point = point
            under_way.add(future)

    try:
        submit()
        for future in under_way:
            yield _result(future)
            del future
            submit()
    except (distributed.comm.CommClosedError, distributed.client.FutureCancelledError) as error:
        raise InputError(f"{client.scheduler.address}: the scheduler was lost: {error}") from None


def _result(future: Any) -> Done:
    from distributed.scheduler import KilledWorker

    try:
        done: Done = future.result()
    except KilledWorker:
        return Done(future.point, error="every worker that simulated it was lost; out of memory?")
    except (ImportError, AttributeError, TypeError, RuntimeError) as error:  # it was not unpacked
        return Done(
            future.point,
            refusal="the scheduler or a worker has no Muster like this one: "
            f"{' '.join(str(error).split())}; install the same on all machines",
        )
    return done


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise InputError(
            "a scheduler needs the library distributed; pip install 'muster[cluster]'"
        ) from None
    return distributed
