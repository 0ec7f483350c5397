"""Running scenarios, and the results of runs."""

import html
import json
import os
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muster import _core
from muster._core import InputError
from muster.digits import number
from muster.mechanisms import Observer
from muster.progress import progress_bar
from muster.scenarios import Scenario, from_toml

if TYPE_CHECKING:
    import datetime

    import pandas
    import xarray
    from matplotlib.axes import Axes

    from muster.why import Why


class Runs:
    """The results of a run set, in a file; get them with `muster.run` or `muster.open`.

    Attributes
    ----------
    path
        The results file, which any reader of netCDF-4 opens.
    scenarios
        What was simulated, by label.
    seed, n_replicates
        Which luck it had. Replicate 7 has the same luck in every scenario.
    version, revision, compiler
        Of the Muster that wrote it.
    python_code
        Mechanisms and observers in Python that took part, each with its values and its source;
        empty if there were none. The file cannot run them: `scenarios` are without them.
    """

    def __init__(self, path: Path) -> None:
        origin = _core.read_provenance(path)
        self.path = path
        self.scenarios = {
            name: from_toml(text, name)
            for name, text in zip(origin.scenario_names, origin.scenario_texts, strict=True)
        }
        self.seed = origin.seed
        self.n_replicates = origin.n_replicates
        self.version = origin.version
        self.revision = origin.revision
        self.compiler = origin.compiler
        self.python_code: dict[str, Any] = json.loads(origin.python) if origin.python else {}

    @cached_property
    def dataset(self) -> "xarray.Dataset":
        """All series with labelled axes and units, read from the file when used.

        Examples
        --------
        >>> import muster
        >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
        >>> muster.run(base, replicates=2).dataset["persons"].dims
        ('scenario', 'replicate', 'date', 'territory', 'stage')
        """
        import xarray

        return xarray.open_dataset(self.path, engine="h5netcdf")

    @cached_property
    def persons(self) -> "pandas.DataFrame":
        """Every person on the last evening of every run; of `run(…, tables=True)`.

        What a mechanism that is off would have written is missing.

        Examples
        --------
        >>> import muster
        >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
        >>> persons = muster.run(base, replicates=2, tables=True).persons
        >>> bool((persons.groupby("replicate").made.max() > 0).all())
        True
        """
        return self._listing("persons")

    @cached_property
    def places(self) -> "pandas.DataFrame":
        """Every lab and firm on the last evening of every run; of `run(…, tables=True)`."""
        return self._listing("places")

    @cached_property
    def requesters(self) -> "pandas.DataFrame":
        """Every requester on the last evening of every run; of `run(…, tables=True)`."""
        return self._listing("requesters")

    @cached_property
    def log(self) -> "pandas.DataFrame":
        """Who engaged, left and why, which order went where; of `run(…, tables=True)`.

        A row a happening, in order. A unit is a person or, above the number of persons, a place;
        -1 stands for none.
        """
        return self._listing("events")

    @cached_property
    def ties(self) -> "pandas.DataFrame":
        """Coordination ties of the last day; of `run(…, tables=True)`."""
        return self._listing("network")

    @cached_property
    def has_tables(self) -> bool:
        """Whether the file has `persons`, `places`, `requesters`, `log` and `ties`."""
        import h5py

        with h5py.File(self.path) as file:
            return "tables" in file

    def _listing(self, group: str) -> "pandas.DataFrame":
        if not self.has_tables:
            raise InputError(
                f"{self.path}: has no final tables; muster.run(…, tables=True) writes them"
            )
        from muster import listings

        return listings.frame(self.path, group)

    @property
    def frame(self) -> "pandas.DataFrame":
        """Tidy: a row a scenario, replicate, date, observable and category, for the whole country.

        Columns are scenario, replicate, date, observable, value, and one for each kind of category
        (stage, reason, product, …), empty where an observable does not have it. Territories are
        in `dataset`.

        Examples
        --------
        >>> import muster
        >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
        >>> tidy = muster.run(base, replicates=2).frame
        >>> tidy[tidy.observable == "units_delivered"].groupby("replicate").value.sum().size
        2
        """
        from muster.comparison import tidy

        return tidy(self.dataset)

    def outcomes(self) -> "pandas.DataFrame":
        """The numbers of each world that the scenarios ask for in `[[outcome]]`.

        Returns
        -------
        pandas.DataFrame
            By scenario and replicate: a column an outcome, NaN in worlds in which it does not
            count. `attrs["units"]` has the unit of each.

        Examples
        --------
        >>> import muster
        >>> kernel = muster.scenario("theory/kernel").with_values({"population.size": 1000})
        >>> list(muster.run(kernel, replicates=2).outcomes().columns)
        ['engaged in the end', 'units made']
        """
        from muster.outcomes import outcomes

        return outcomes(self.dataset, self.scenarios)

    def difference(
        self,
        variable: str,
        *,
        at: "datetime.date | str | None" = None,
        base: str | None = None,
        **selection: str,
    ) -> "pandas.DataFrame":
        """What each scenario changes against a base, world by world with the same luck.

        Compared are totals for the whole country: of a flow over the period, of a stock on a day.
        Where the unit is 1 it is the mean of territories instead of their sum.

        Parameters
        ----------
        variable
            Name of an observable.
        at
            Last day that counts for a flow, the day on which a stock is read; the last of the run
            if not given.
        base
            Label of the scenario to compare with; the first if not given.
        **selection
            Labels of its other axes: `stage="engaged"`, `territory="Bretagne"`. Of products,
            visors count unless another is selected.

        Returns
        -------
        pandas.DataFrame
            A row for each other scenario: `base`, its mean in the base; `mean`, of the
            differences; `low` and `high`, the 95 % t-interval of that mean; `improved`, the share
            of worlds in which it became more; `variance_ratio`, how many times as many unpaired
            runs would be needed for the same precision; `n`, the number of worlds.

        Examples
        --------
        >>> import muster
        >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
        >>> fearful = base.with_values({"rumor.misreading": 1.0})
        >>> runs = muster.run({"as it was": base, "fearful": fearful}, replicates=2)
        >>> list(runs.difference("withdrawals", reason="legal fear").columns)
        ['base', 'mean', 'low', 'high', 'improved', 'variance_ratio', 'n']
        """
        from muster.comparison import difference

        return difference(self.dataset, variable, at=at, base=base, selection=selection)

    def summary(self) -> "pandas.DataFrame":
        """The outcomes of each scenario, then its main numbers for the whole country.

        Returns
        -------
        pandas.DataFrame
            By scenario and measure: its unit; the mean over worlds; `low` and `high`, the 95 %
            t-interval of that mean, of a chance Wilson's interval; `p10` and `p90`, between which
            80 % of the worlds are; `n`, the number of worlds that count.

        Examples
        --------
        >>> import muster
        >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
        >>> list(muster.run(base, replicates=2).summary().columns)
        ['unit', 'mean', 'low', 'high', 'p10', 'p90', 'n']
        """
        from muster import comparison, outcomes

        return comparison.summary(self.dataset, outcomes.summary(self.outcomes(), self.scenarios))

    def differences(self, base: str | None = None) -> "pandas.DataFrame":
        """`difference` for the measures of `summary`, by scenario and measure."""
        from muster import comparison, outcomes

        first = outcomes.differences(self.outcomes(), self.scenarios, base)
        return comparison.differences(self.dataset, base, first)

    def why(
        self,
        scenario: str,
        *,
        base: str | None = None,
        replicate: int | None = None,
        worlds: int = 1,
    ) -> "Why":
        """Why the worlds of a scenario differ from a base: when they part, and through whom.

        A pair of worlds is simulated again, side by side. What one person does in each depends on
        how their luck is coupled: persons are examples, means and totals are results.

        Parameters
        ----------
        scenario, base
            Labels; the base is the first if not given.
        replicate
            The pair that is followed; if not given, the one whose difference is nearest to the
            median over the replicates.
        worlds
            Pairs simulated again for who gained and who lost by kind and by position in the
            network; with two or more there are intervals. By territory all replicates count
            anyway.

        Raises
        ------
        InputError
            If there is no such scenario, if the two have other people, or if another Muster wrote
            the file.

        Examples
        --------
        >>> import muster
        >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
        >>> calm = base.without_event("legal text")
        >>> runs = muster.run({"as it was": base, "no text": calm}, replicates=2, seed=1)
        >>> print(runs.why("no text").sentences[0])
        “no text” does without “legal text” of 12 May (rumor.publish()).
        """
        from muster.why import why

        return why(self, scenario, base, replicate, worlds)

    def to_csv(self, path: str | os.PathLike[str]) -> list[Path]:
        """Write the results as CSV, for spreadsheets and any statistics program.

        Parameters
        ----------
        path
            A folder, made if it is not there: it gets `series.csv`, which is `frame`, the final
            tables if there are any (`persons.csv`, `places.csv`, `requesters.csv`, `log.csv`,
            `ties.csv`), and `dictionary.csv`: the unit, meaning and dimensions of every series and
            column. Or a file `NAME.csv`: the series only, and `NAME-dictionary.csv`.

        Returns
        -------
        list of Path
            What was written, the dictionary last.

        Raises
        ------
        InputError
            If it is neither, or cannot be written.

        Examples
        --------
        >>> import muster, tempfile
        >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
        >>> written = muster.run(base, replicates=2).to_csv(tempfile.mkdtemp())
        >>> [path.name for path in written]
        ['series.csv', 'dictionary.csv']
        """
        from muster.export import to_csv

        return to_csv(self, path)

    def to_parquet(self, path: str | os.PathLike[str]) -> list[Path]:
        """Write the results as Parquet, like `to_csv`; needs `pip install 'muster[parquet]'`.

        Columns keep their types, and carry unit and meaning; files carry version, revision and
        seed. The dictionary is CSV here too.

        Examples
        --------
        >>> import muster, tempfile
        >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
        >>> written = muster.run(base, replicates=2).to_parquet(tempfile.mkdtemp())
        >>> [path.name for path in written]
        ['series.parquet', 'dictionary.csv']
        """
        from muster.export import to_parquet

        return to_parquet(self, path)

    def plot(self, variable: str, **selection: Any) -> "Axes":
        """A variable over time: median and 80 % band over replicates, see `muster.plots.plot`."""
        from muster import plots

        return plots.plot(self, variable, **selection)

    def __repr__(self) -> str:
        n_days = next(iter(self.scenarios.values())).n_days
        return (
            f"<Runs: {_counted(len(self.scenarios), 'scenario')} × "
            f"{_counted(self.n_replicates, 'replicate')} × {_counted(n_days, 'day')}, "
            f"seed {self.seed}>"
        )

    def _repr_html_(self) -> str:
        table: str = self.summary().to_html(float_format=number)
        return f"<p>{html.escape(repr(self)[1:-1])}</p>{table}"


def run(
    scenarios: Mapping[str, Scenario] | Sequence[Scenario] | Scenario,
    replicates: int = 20,
    seed: int = 1,
    threads: int | None = None,
    output: str | os.PathLike[str] | None = None,
    progress: bool | None = None,
    tables: bool = False,
    observers: Sequence[Observer] = (),
    series: Sequence[str] = (),
) -> Runs:
    """Simulate scenarios, each with the same replicates of luck.

    The results do not depend on the number of threads. An interrupt stops cleanly: no file.

    Parameters
    ----------
    scenarios
        By label, or with their own names; they have the same days and territories.
    replicates
        Worlds of each scenario.
    seed
        Another seed, other luck.
    threads
        Runs side by side; as many as there are cores if not given.
    output
        Results file to write; if not given it is temporary and goes with the `Runs`.
    progress
        Whether to show progress; if not given, in terminals and in Jupyter.
    tables
        Whether to add a table of all persons, places and requesters on the last evening and a log
        of all that happened: `Runs.persons`, `Runs.log`, … The series stay the same.
    observers
        Series of your own to record beside the others, see `muster.Observer`.
    series
        Names of the series to record, which is quicker; all if none is given, and wherever there
        are observers or mechanisms of your own.

    Raises
    ------
    InputError
        For what cannot be simulated or written.

    Examples
    --------
    >>> import muster
    >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
    >>> muster.run(base, replicates=2, seed=7)
    <Runs: 1 scenario × 2 replicates × ... days, seed 7>
    """
    labelled = labelled_scenarios(scenarios)
    check_whole("replicates", replicates, 1, 2**32 - 1)
    check_whole("seed", seed, 0, 2**64 - 1)
    if threads is not None:
        check_whole("threads", threads, 1, 2**16)
    with ExitStack() as temporary:
        if output is None:
            folder = temporary.enter_context(tempfile.TemporaryDirectory(prefix="muster-"))
            output = Path(folder) / "results.nc"
        _simulate(
            labelled,
            replicates,
            seed,
            threads or 0,
            Path(output),
            progress,
            tables,
            observers,
            series,
        )
        runs = Runs(Path(output))
        weakref.finalize(runs, temporary.pop_all().close)  # the folder goes with the runs
        return runs


def open(path: str | os.PathLike[str]) -> Runs:
    """The runs of a results file.

    Raises
    ------
    InputError
        If there is no such file, or it is cut short or was not written by Muster.

    Examples
    --------
    >>> import muster
    >>> muster.open("no.nc")
    Traceback (most recent call last):
        ...
    muster.InputError: no.nc: there is no such file
    """
    return Runs(Path(path))


def _simulate(
    scenarios: list[Scenario],
    n_replicates: int,
    seed: int,
    n_threads: int,
    path: Path,
    progress: bool | None,
    tables: bool,
    observers: Sequence[Observer],
    series: Sequence[str],
) -> None:
    with progress_bar(len(scenarios) * n_replicates, progress) as show:
        if observers or any(scenario.mechanisms for scenario in scenarios):
            from muster import stepped

            stepped.simulate(
                scenarios, n_replicates, seed, n_threads, path, show, tables, observers
            )
            return

        def proceed(done: int) -> bool:
            show(done)
            return True

        cores = [scenario._core for scenario in scenarios]
        _core.run(cores, n_replicates, seed, n_threads, path, proceed, tables, list(series))


def labelled_scenarios(scenarios: Any) -> list[Scenario]:
    """Scenarios named by their labels, which differ."""
    if isinstance(scenarios, Mapping):
        pairs = list(scenarios.items())
    else:
        given = [scenarios] if isinstance(scenarios, Scenario) else list(scenarios)
        pairs = [(getattr(scenario, "name", ""), scenario) for scenario in given]
    if not pairs:
        raise InputError("there is no scenario to run; one or more are allowed")
    for label, scenario in pairs:
        if not isinstance(scenario, Scenario) or not isinstance(label, str):
            raise InputError(
                f"{scenario!r} is no scenario with a name; run muster.scenario(name), "
                "a list of such, or a dict of them by label"
            )
    labels = [label for label, _ in pairs]
    for label in labels:
        if labels.count(label) > 1:
            raise InputError(
                f"two scenarios are named '{label}'; names must differ: "
                "muster.run({'a label': scenario, ...})"
            )
    return [scenario.renamed(label) for label, scenario in pairs]


def check_whole(what: str, number: Any, low: int, high: int) -> None:
    """Refuses what is no whole number in [low, high]."""
    if not isinstance(number, int) or not low <= number <= high:
        raise InputError(f"{what} = {number}; a whole number in [{low}, {high}] is allowed")


def _counted(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
