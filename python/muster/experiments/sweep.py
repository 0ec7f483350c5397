"""What an experiment found: its folder, read."""

import html
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from muster._core import InputError, hint
from muster.digits import number
from muster.experiments.experiment import Experiment
from muster.experiments.folder import Folder
from muster.runs import Runs

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure


class Sweep:
    """The results of an experiment; get them with `Experiment.run` or `muster.sweep(folder)`.

    Attributes
    ----------
    folder
        Where they are.
    experiment
        What was simulated.
    done
        Points that were.
    failures
        What was wrong with points that failed.
    """

    def __init__(self, folder: Path) -> None:
        place = Folder(folder)
        self.folder = folder
        self.experiment: Experiment = place.experiment()
        self.done: list[int] = sorted(place.done())
        self.failures: dict[int, str] = place.failures()

    @property
    def design(self) -> "pandas.DataFrame":
        """A row a point, a column a factor."""
        return self.experiment.design

    def runs(self, point: int) -> Runs:
        """The runs of a point, from its results file.

        With `keep="outcomes"` they have the series of outcomes; `muster run FILE.nc -o ALL.nc`
        simulates the same worlds with all series.
        """
        if point not in self.done:
            raise InputError(f"point {point} is not done; there are {len(self.done)} that are")
        return Runs(Folder(self.folder).file(point))

    @cached_property
    def outcomes(self) -> "pandas.DataFrame":
        """A row a world, by point, scenario and replicate; a column an outcome.

        NaN where an outcome does not count. `attrs["units"]` has the unit of each.
        """
        from muster.experiments.reading import outcomes

        return outcomes(self.experiment, Folder(self.folder), self.done)

    @property
    def frame(self) -> "pandas.DataFrame":
        """Tidy: a row a point, scenario, replicate and outcome, with the value of each factor.

        Examples
        --------
        >>> import muster, tempfile
        >>> one = muster.experiment("theory/t01-riot", {"awareness.beta": [0.1, 0.2]}, "factorial",
        ...                         replicates=2)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     list(one.run(folder, threads=1).frame.columns)
        ['point', 'awareness.beta', 'scenario', 'replicate', 'outcome', 'value']
        """
        tidy = self.outcomes.rename_axis(columns="outcome").stack(future_stack=True)
        rows = tidy.rename("value").reset_index()
        design = self.design.drop(columns="scenario", errors="ignore")
        whole = design.merge(rows, left_index=True, right_on="point")
        return whole[["point", *design.columns, "scenario", "replicate", "outcome", "value"]]

    def summary(self) -> "pandas.DataFrame":
        """Each outcome at each point.

        Returns
        -------
        pandas.DataFrame
            By scenario, outcome and point, as `Runs.summary` has it: unit, mean over worlds, its
            95 % interval, 10 % and 90 % of the worlds, and how many counted.
        """
        from muster.experiments.reading import summary

        return summary(self.experiment, self.outcomes)

    def sensitivity(self) -> "pandas.DataFrame":
        """What each factor does to each outcome, with 95 % intervals.

        Which indices there are depends on the design; docs/how-to/experiments.md says what they
        mean. They are of the mean over replicates, so that luck has little part in them.

        Returns
        -------
        pandas.DataFrame
            A row each scenario, outcome, factor (or pair of factors) and index: value, low, high.
            The scenario is "" if it is a factor.

        Raises
        ------
        InputError
            If too many points are missing.
        """
        from muster.experiments.sensitivity import sensitivity

        return sensitivity(self.experiment, self.outcomes)

    def plot(self, outcome: str | None = None, factor: str | None = None) -> "Figure":
        """What moves an outcome; or, with a factor, the outcome over it, a dot a point.

        Parameters
        ----------
        outcome
            The first if not given.
        factor
            Its key.
        """
        from muster.experiments import plotting

        names = self.experiment.outcomes
        outcome = names[0] if outcome is None else outcome
        if outcome not in names:
            raise InputError(f"there is no outcome '{outcome}'{hint(outcome, names)}")
        if factor is None:
            return plotting.sensitivity(self, outcome)
        keys = [each.key for each in self.experiment.factors]
        if factor not in keys:
            raise InputError(f"there is no factor '{factor}'{hint(factor, keys)}")
        return plotting.response(self, outcome, factor)

    def __repr__(self) -> str:
        return (
            f"<Sweep '{self.experiment.name}': {len(self.done)} of {self.experiment.n_points}"
            f" points × {self.experiment.replicates} replicates>"
        )

    def _repr_html_(self) -> str:
        table: str = self.sensitivity().to_html(float_format=number)
        return f"<p>{html.escape(repr(self)[1:-1])}</p>{table}"


def sweep(folder: str | os.PathLike[str]) -> Sweep:
    """The results of an experiment that was run into a folder.

    Raises
    ------
    InputError
        If it is not the folder of an experiment.

    Examples
    --------
    >>> import muster
    >>> muster.sweep("nowhere")
    Traceback (most recent call last):
        ...
    muster.InputError: nowhere: is not the folder of an experiment
    """
    return Sweep(Path(folder))
