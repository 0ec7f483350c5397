"""An experiment: scenarios, factors, a design over them, and the outcomes that are asked for."""

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muster import _core
from muster._core import InputError
from muster.experiments import designs, factors, questions
from muster.experiments.factors import Factor
from muster.runs import check_whole, labelled_scenarios
from muster.scenarios import Scenario
from muster.values import shown

if TYPE_CHECKING:
    import pandas

    from muster.experiments.sweep import Sweep

KEEPS = ("outcomes", "series")


class Experiment:
    """Which worlds to simulate; get one with `muster.experiment`. It does not change.

    Attributes
    ----------
    name
        What it is called.
    scenarios
        By label. Each point of the design is simulated in each, in pairs; with a factor
        `scenario`, in the one that the point says.
    factors
        What is varied.
    kind, size, design_seed
        Of the design.
    replicates, seed
        Worlds of each point and scenario. All points have the same luck.
    outcomes
        Names of the numbers that are asked of each world.
    keep
        Whether results files keep the series that outcomes are made of, or all series.
    rows
        The points: a value of each factor.
    """

    def __init__(
        self,
        name: str,
        scenarios: Mapping[str, Scenario],
        varied: Sequence[Factor],
        design: tuple[str, int, int],
        replicates: int,
        seed: int,
        keep: str,
        rows: Sequence[designs.Row] | None = None,
    ) -> None:
        self.name = name
        self.scenarios = dict(scenarios)
        self.factors = tuple(varied)
        self.kind, self.size, self.design_seed = design
        self.replicates, self.seed, self.keep = replicates, seed, keep
        self.outcomes = tuple(outcome.name for outcome in self.first.outcomes)
        self._check()
        if rows is None:
            rows = designs.rows(*design, self.factors, self.scenarios)
        self.rows = tuple(rows)
        self._check_points()

    def __setattr__(self, name: str, value: object) -> None:
        if "rows" in self.__dict__:
            raise AttributeError("an experiment does not change; make another one")
        super().__setattr__(name, value)

    @property
    def first(self) -> Scenario:
        """One of the scenarios; all ask for the same outcomes."""
        return next(iter(self.scenarios.values()))

    @property
    def n_points(self) -> int:
        """Points of the design."""
        return len(self.rows)

    @property
    def n_worlds(self) -> int:
        """Worlds to simulate."""
        return self.n_points * self.replicates * len(self.scenarios_at(0))

    @cached_property
    def series(self) -> tuple[str, ...]:
        """Names of the series that results files keep; none stands for all."""
        if self.keep == "series":
            return ()
        return tuple(dict.fromkeys(outcome.series for outcome in self.first.outcomes))

    @property
    def design(self) -> "pandas.DataFrame":
        """A row a point, a column a factor.

        Examples
        --------
        >>> import muster
        >>> one = muster.experiment("theory/t01-riot", {"awareness.beta": [0.1, 0.2]}, "factorial")
        >>> one.design
               awareness.beta
        point
        0                 0.1
        1                 0.2
        """
        import pandas

        table = pandas.DataFrame(self.rows, columns=[each.key for each in self.factors])
        return table.rename_axis("point")

    def scenarios_at(self, point: int) -> dict[str, Scenario]:
        """What is simulated at a point, by label."""
        return factors.combined(self.scenarios, self.factors, self.rows[point])

    def run(
        self,
        folder: str | os.PathLike[str],
        *,
        resume: bool = False,
        scheduler: str | None = None,
        threads: int | None = None,
        progress: bool | None = None,
    ) -> "Sweep":
        """Simulate all points, each into a results file in a folder.

        Files appear as points are done; an interrupt leaves whole files only. What failed stands
        in failures.csv and does not stop the rest. The results do not depend on where or in which
        order points are simulated.

        Parameters
        ----------
        folder
            A new one, or with `resume` one of the same experiment.
        resume
            Whether to go on where an earlier run stopped, and try again what failed.
        scheduler
            Address of a Dask scheduler, whose workers simulate; if not given, this machine.
        threads
            Worlds side by side on this machine; as many as it has cores if not given.
        progress
            Whether to show progress; if not given, in terminals and in Jupyter.

        Raises
        ------
        InputError
            If the folder holds something else, cannot be written, or every point failed.

        Examples
        --------
        >>> import muster, tempfile
        >>> one = muster.experiment("theory/t01-riot", {"awareness.beta": [0.1, 0.2]}, "factorial",
        ...                         replicates=2)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     one.run(folder, threads=1)
        <Sweep 'theory/t01-riot': 2 of 2 points × 2 replicates>
        """
        from muster.experiments import running

        if threads is not None:
            check_whole("threads", threads, 1, 2**16)
        return running.run(self, Path(folder), resume, scheduler, threads, progress)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file, its scenarios to the folder `scenarios` beside it."""
        from muster.experiments import files

        files.write(self, Path(path))

    def _check(self) -> None:
        check_whole("replicates", self.replicates, 1, 2**32 - 1)
        check_whole("seed", self.seed, 0, 2**64 - 1)
        check_whole("seed of the design", self.design_seed, 0, 2**32 - 1)
        if self.keep not in KEEPS:
            raise InputError(f"keep = {self.keep!r}; 'outcomes' and 'series' are allowed")
        designs.check(self.kind, self.size, self.factors)
        factors.check(self.factors, self.scenarios)
        for scenario in self.scenarios.values():
            for mechanism in scenario.mechanisms:  # workers elsewhere know scenarios as files
                raise InputError(
                    f"'{mechanism.name}', a mechanism in Python, cannot take part in an "
                    "experiment; muster.run runs it"
                )
            with questions.unnumbered():
                _core.check_outcomes(scenario._core)

    def _check_points(self) -> None:
        """Finds what is wrong with values only in combination, before anything runs."""
        for point in range(self.n_points):
            try:
                self.scenarios_at(point)
            except InputError as error:
                raise InputError(f"point {point} ({self.told(point)}): {error}") from None

    def told(self, point: int) -> str:
        """The values of a point in a line."""
        pairs = zip(self.factors, self.rows[point], strict=True)
        return ", ".join(f"{each.key} = {shown(value)}" for each, value in pairs)

    def __repr__(self) -> str:
        return (
            f"<Experiment '{self.name}': {self.kind}, {self.n_points} points × "
            f"{self.replicates} replicates, {len(self.factors)} factors, "
            f"{len(self.outcomes)} outcomes>"
        )


def experiment(
    base: Mapping[str, Scenario] | Sequence[Scenario | str] | Scenario | str | os.PathLike[str],
    factors: Mapping[str, Any] | None = None,
    design: str = "latin-hypercube",
    size: int = 2,
    replicates: int = 20,
    seed: int = 1,
    *,
    outcomes: Sequence[str | Mapping[str, Any]] | None = None,
    keep: str = "outcomes",
    name: str | None = None,
    design_seed: int | None = None,
) -> Experiment:
    """An experiment over a scenario, or the one of a file.

    Parameters
    ----------
    base
        A scenario or its name; several, as a list or by label, are compared in pairs at each
        point. The path of an experiment.toml, without any other argument, is read.
    factors
        By key: a pair `(low, high)`, a list of values, or a mapping such as
        `{"range": (0.01, 1.0), "scale": "log"}`. A key is that of a parameter, `event.NAME` with
        true, false or dates, or `scenario` with labels.
    design
        factorial, latin-hypercube, sobol, morris, one-at-a-time.
    size
        Points of a Latin hypercube; base samples of Sobol', a power of two; trajectories of
        Morris; levels of each range otherwise.
    replicates, seed
        Worlds of each point. All points have the same luck, so that only factors differ.
    outcomes
        Names of outcomes of the scenario or of main numbers of `muster run`, or mappings with the
        keys of an `[[outcome]]`. If not given, the scenario's, else the main numbers.
    keep
        "outcomes" keeps the series that outcomes are made of, "series" all.
    name
        What to call it; if not given, as the scenario.
    design_seed
        Which design of its kind; if not given, `seed`.

    Raises
    ------
    InputError
        For what cannot be simulated, before anything is.

    Examples
    --------
    >>> import muster
    >>> muster.experiment("france-2020", {"rumor.misreading": (0.0, 1.0), "press.on": [True, False],
    ...                                   "event.legal text": [True, False]}, size=64, replicates=5)
    <Experiment 'france-2020': latin-hypercube, 64 points × 5 replicates, 3 factors, 13 outcomes>
    """
    if factors is None:
        from muster.experiments import files

        if not isinstance(base, str | os.PathLike):
            raise InputError("there is no factor to vary; give one or more")
        return files.read(Path(base))
    stories = _scenarios(base)
    asked = questions.chosen(outcomes, list(stories.values()))
    return Experiment(
        next(iter(stories)) if name is None else name,
        {label: questions.asking(story, asked) for label, story in stories.items()},
        [_factor(key, given) for key, given in factors.items()],
        (design, size, seed % 2**32 if design_seed is None else design_seed),
        replicates,
        seed,
        keep,
    )


def _factor(key: str, given: Any) -> Factor:
    return factors.factor(key, given)


def _scenarios(base: Any) -> dict[str, Scenario]:
    from muster.scenarios import scenario

    if isinstance(base, str | os.PathLike):
        base = scenario(base)
    elif isinstance(base, Sequence):
        base = [scenario(one) if isinstance(one, str | os.PathLike) else one for one in base]
    return {story.name: story for story in labelled_scenarios(base)}
