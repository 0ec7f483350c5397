"""Muster as a model of the EMA Workbench, for exploratory modeling and scenario discovery."""

import math
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muster._core import InputError
from muster.experiments.experiment import Experiment, experiment
from muster.experiments.factors import Factor
from muster.values import shown

if TYPE_CHECKING:
    import ema_workbench
    import pandas


def model(
    base: Any,
    factors: Mapping[str, Any] | None = None,
    outcomes: Sequence[str | Mapping[str, Any]] | None = None,
    *,
    replicates: int = 20,
    seed: int = 1,
) -> "ema_workbench.Model":
    """A model whose uncertainties are factors and whose outcomes are means over replicates.

    Parameters
    ----------
    base
        An experiment, whose design does not matter here, or what `muster.experiment` takes as base:
        one scenario.
    factors, outcomes, replicates, seed
        As of `muster.experiment`; only without an experiment.

    Raises
    ------
    InputError
        If the EMA Workbench is not installed, or for what cannot be simulated.

    Examples
    --------
    >>> import muster.ema
    >>> riot = muster.ema.model("theory/t01-riot", {"awareness.beta": (0.1, 0.2)}, replicates=2)
    >>> [uncertainty.name for uncertainty in riot.uncertainties]
    ['awareness.beta']
    """
    workbench = _workbench()
    one = base
    if not isinstance(base, Experiment):
        one = experiment(
            base,
            factors or {},
            "latin-hypercube",
            outcomes=outcomes,
            replicates=replicates,
            seed=seed,
        )
    if len(one.scenarios_at(0)) > 1:
        raise InputError(
            "a model of the EMA Workbench has one scenario; vary 'scenario' as a factor instead"
        )
    made = workbench.Model("muster", function=Function(one))
    made.uncertainties = [_uncertainty(workbench, each) for each in one.factors]
    made.outcomes = [workbench.ScalarOutcome(name) for name in one.outcomes]
    return made


class Function:
    """Simulates one point; the EMA Workbench calls it, in this process or in others."""

    __name__ = "muster"

    def __init__(self, one: Experiment) -> None:
        self.experiment = one
        self._reader: Any = None

    def __call__(self, **values: Any) -> dict[str, float]:
        """Mean over replicates of each outcome; NaN if it counts in none."""
        from muster.experiments.work import Task, Tasks, here

        row = self._row(values)
        task = Tasks(self.experiment)[0]
        task = Task(task.parcel, 0, row, task.version, task.revision)
        with tempfile.TemporaryDirectory(prefix="muster-") as folder:
            path = Path(folder) / "point.nc"
            done = here(task, path, threads=1)
            if done.error or done.refusal:
                raise InputError(done.error or done.refusal)
            (worlds,) = self._read({0: path})
        means = worlds.mean()
        return {str(name): float(value) for name, value in means.items()}

    def _read(self, files: Mapping[int, Path]) -> "list[pandas.DataFrame]":
        from muster.experiments.reading import Reader

        self._reader = self._reader or Reader(self.experiment)
        found: list[pandas.DataFrame] = self._reader.read(files)
        return found

    def _row(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(_plain(each, values[each.key]) for each in self.experiment.factors)


def _uncertainty(workbench: Any, each: Factor) -> Any:
    if each.range is None:
        return workbench.CategoricalParameter(each.key, [shown(value) for value in each.values])
    low, high = each.range
    if isinstance(low, float) and each.scale == "log":
        from scipy.stats import loguniform

        return workbench.RealParameter.from_dist(each.key, loguniform(low, high))
    if isinstance(low, float):
        return workbench.RealParameter(each.key, low, high)
    ends = [end if isinstance(end, int) else end.toordinal() for end in each.range]
    return workbench.IntegerParameter(each.key, *ends)


def _plain(each: Factor, value: Any) -> Any:
    """What the EMA Workbench gives, as a value of the factor."""
    if each.range is None:
        return each.parsed(str(value))
    low = each.range[0]
    if isinstance(low, float):
        return float(value)
    whole = math.floor(value)
    return whole if isinstance(low, int) else type(low).fromordinal(whole)


def _workbench() -> Any:
    try:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of other libraries that it could use
            import ema_workbench
    except ImportError:
        raise InputError(
            "this needs the library ema_workbench; pip install 'muster[ema]'"
        ) from None
    return ema_workbench
