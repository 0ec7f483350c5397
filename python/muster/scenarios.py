"""Scenarios: values and dated events. They do not change; each change gives a new one."""

import html
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muster import _core
from muster._core import InputError
from muster.values import Event, Values, as_date, event_of, plain, scalar, shown
from muster.writing import whole

if TYPE_CHECKING:
    import pandas

    from muster.mechanisms import Mechanism
    from muster.outcomes import Outcome

__all__ = [
    "Event",
    "Scenario",
    "Values",
    "from_toml",
    "parameters",
    "scenario",
    "scenarios",
    "shown",
]


class Scenario:
    """Values and dated events of one story; get one with `muster.scenario(name)`.

    Two scenarios are equal if their summary, values, events and outcomes are, whatever their names.

    Examples
    --------
    >>> import muster
    >>> base = muster.scenario("france-2020")
    >>> fearful = base.with_values({"rumor.misreading": 0.9}).renamed("fearful")
    >>> fearful.name, fearful.values["rumor.misreading"]
    ('fearful', 0.9)
    >>> fearful == base
    False
    """

    __slots__ = ("__weakref__", "_core", "mechanisms")

    def __init__(self, core: _core.Scenario, mechanisms: "Sequence[Mechanism]" = ()) -> None:
        self._core = core
        self.mechanisms: tuple[Mechanism, ...] = tuple(mechanisms)

    @property
    def name(self) -> str:
        """Its label in tables and results."""
        return self._core.name

    @property
    def summary(self) -> str:
        """What it is about, in a sentence."""
        return self._core.summary

    @property
    def first_day(self) -> Date:
        """First day of the run."""
        return self._core.first_day

    @property
    def last_day(self) -> Date:
        """Last day of the run."""
        return self._core.last_day

    @property
    def n_days(self) -> int:
        """Days of the run, the first and the last included."""
        return self._core.n_days

    @property
    def values(self) -> Values:
        """The value of each parameter on the first day, before any event."""
        return Values(self._core.values)

    def values_on(self, date: Date | str) -> Values:
        """The values, and over them what the events in force on that day set.

        Examples
        --------
        >>> import muster
        >>> muster.scenario("france-2020").values_on("2020-04-15")["rumor.half_life"]
        10.0
        """
        return Values(self._core.values_on(as_date("date", date)))

    @property
    def events(self) -> tuple[Event, ...]:
        """The events by date, those of one date as they were written."""
        return tuple(event_of(event) for event in self._core.events)

    @property
    def outcomes(self) -> "tuple[Outcome, ...]":
        """What it asks of each world, as they were written; `Runs.outcomes` has the answers."""
        from muster.outcomes import outcome_of

        return tuple(outcome_of(outcome) for outcome in self._core.outcomes)

    def place_of(self, key: str) -> str:
        """Where the value of a parameter was written, "file:line"; "" if it was not."""
        return self._core.place_of(key)

    def with_values(self, values: Mapping[str, Any]) -> "Scenario":
        """This scenario with other values.

        Parameters
        ----------
        values
            By key. A table may be given as a pandas DataFrame, as a dict of columns, or as a
            NumPy array, whose columns are those that the parameter must have.

        Raises
        ------
        InputError
            If a key is unknown or a value is not allowed.

        Examples
        --------
        >>> import muster
        >>> base = muster.scenario("france-2020")
        >>> base.with_values({"rumor.misreading": 1.0}).values["rumor.misreading"]
        1.0
        >>> base.with_values({"rumor.misreading": 8})
        Traceback (most recent call last):
            ...
        muster.InputError: rumor.misreading = 8 share is outside [0, 1]
        """
        mechanisms, others = [], dict(values)
        for mechanism in self.mechanisms:
            own = {key: others.pop(key) for key in mechanism.keys if key in others}
            mechanisms.append(mechanism.with_values(own))
        settings = [(key, plain(key, others[key])) for key in others]
        return Scenario(self._core.with_values(settings), mechanisms)

    def with_event(
        self,
        *,
        name: str,
        date: Date | str,
        set: Mapping[str, Any] | None = None,
        act: str | None = None,
        with_: Mapping[str, Any] | None = None,
        until: Date | str | None = None,
    ) -> "Scenario":
        """This scenario with one more event, which either sets values or does an act.

        Parameters
        ----------
        name
            Unlike that of any other event.
        date
            When it begins, a date or "YYYY-MM-DD".
        set
            Values by the keys of their parameters.
        act, with_
            Name of an act and its arguments: `act="rumor.publish", with_={"severity": 0.5}`.
        until
            Last day on which `set` holds; without it, to the end.

        Examples
        --------
        >>> import muster
        >>> base = muster.scenario("france-2020")
        >>> eager = base.with_event(
        ...     name="call on television", date="2020-04-10", until="2020-04-12",
        ...     set={"engagement.attention": 0.9})
        >>> eager.values_on("2020-04-11")["engagement.attention"]
        0.9
        """
        return self._with_core(
            self._core.with_event(
                name,
                as_date("date", date),
                None if until is None else as_date("until", until),
                [(key, scalar(value)) for key, value in (set or {}).items()],
                act or "",
                [(f"{act}.{key}", scalar(value)) for key, value in (with_ or {}).items()],
            )
        )

    def without_event(self, name: str) -> "Scenario":
        """This scenario without one of its events.

        Examples
        --------
        >>> import muster
        >>> base = muster.scenario("france-2020")
        >>> len(base.events) - len(base.without_event("legal text").events)
        1
        """
        return self._with_core(self._core.without_event(name))

    def with_mechanism(
        self, mechanism: "Mechanism", *, since: Date | str | None = None
    ) -> "Scenario":
        """This scenario with one more mechanism, written in Python: see `muster.Mechanism`.

        Its parameters may be set by `with_values`, not by events nor in files. Of mechanisms after
        the same phase, those added first act first.

        Parameters
        ----------
        mechanism
            Named unlike the others.
        since
            First day on which it acts; if not given, as the mechanism says.

        Examples
        --------
        >>> import muster
        >>> def rest(world, today):
        ...     world["persons.fatigue"][:] *= 0.9
        >>> base = muster.scenario("france-2020")
        >>> rested = base.with_mechanism(
        ...     muster.Mechanism("rest", step=rest, after="fatigue"), since="2020-05-01")
        >>> base.parts_from(rested)
        datetime.date(2020, 5, 1)
        """
        if since is not None:
            mechanism = replace(mechanism, since=as_date("since", since))
        if mechanism.name in [other.name for other in self.mechanisms]:
            raise InputError(f"a mechanism named '{mechanism.name}' exists already")
        return Scenario(self._core, [*self.mechanisms, mechanism])

    def _with_core(self, core: _core.Scenario) -> "Scenario":
        return Scenario(core, self.mechanisms)

    def with_network(self, graph: Any) -> "Scenario":
        """This scenario coordinated along the ties of a given network.

        Nodes are posts. Units sit at the posts of their territory or for anybody, the same unit at
        the same post in each run of the same luck; a post with hours coordinates instead. Sets
        `coordination.topology` to "custom", and `coordination.posts` and `coordination.ties`.

        Parameters
        ----------
        graph
            A `muster.networks` network, an undirected networkx graph with any labels, a symmetric
            SciPy sparse matrix, or the path of a file: .graphml, or .csv with the columns "from"
            and "to". Nodes of a graph may have attributes: "territory" ("anywhere" if none:
            units of any territory sit there) and "hours" (weight of a coordinator's hours; 0 if
            none). Weights of ties are not used, which a warning says.

        Raises
        ------
        InputError
            If the graph is directed, has several ties between two nodes, or is none at all. What
            names and numbers are not allowed is found by `muster check` or `muster.run`.

        Examples
        --------
        >>> import muster
        >>> import networkx
        >>> graph = networkx.cycle_graph(["north", "south", "west"])
        >>> graph.add_node("hub", hours=1)
        >>> graph.add_edge("hub", "north")
        >>> ring = muster.scenario("france-2020").with_network(graph)
        >>> ring.values["coordination.topology"]
        'custom'
        >>> ring.values["coordination.posts"]
            post territory  hours
        0  north  anywhere    0.0
        1  south  anywhere    0.0
        2   west  anywhere    0.0
        3    hub  anywhere    1.0
        """
        from muster.posts import tables

        return self.with_values({"coordination.topology": "custom", **tables(graph)})

    def with_acquaintance(self, graph: Any) -> "Scenario":
        """This scenario with these ties of acquaintance instead of generated ones.

        Parameters
        ----------
        graph
            Ties as an array [n_ties, 2] of persons, numbered from 0, as a networkx graph whose
            nodes are such numbers, as a SciPy sparse matrix, or as a `muster.networks` network.
            Directions, loops and repetitions do not count.

        Examples
        --------
        >>> import muster
        >>> import networkx
        >>> ring = muster.scenario("france-2020").with_acquaintance(networkx.cycle_graph(5))
        >>> len(ring.values["acquaintance.ties"])
        5
        """
        from muster.tables import ties

        return self.with_values({"acquaintance.ties": ties(graph)})

    def parts_from(self, other: "Scenario") -> Date | None:
        """The first day on which two scenarios are not the same; None if they are all along.

        With the same luck, all before that day is the same in both worlds, bit for bit. Those that
        begin with other values part on the first day. Names and outcomes do not count.

        Examples
        --------
        >>> import muster
        >>> base = muster.scenario("france-2020")
        >>> base.parts_from(base.without_event("legal text"))
        datetime.date(2020, 5, 12)
        """
        parted = _core.first_difference(self._core, other._core)
        days = [self.mechanisms_part_from(other), None if parted is None else parted[0]]
        return min((day for day in days if day is not None), default=None)

    def mechanisms_part_from(self, other: "Scenario") -> Date | None:
        """The first day on which other mechanisms in Python act; None if the same do all along."""
        if self.mechanisms == other.mechanisms:
            return None
        both = [m for m in self.mechanisms if m in other.mechanisms]
        alone = {m for m in (*self.mechanisms, *other.mechanisms) if m not in both}
        if both != [m for m in other.mechanisms if m in both]:  # in another order
            alone.update(both)
        return min(mechanism.since or self.first_day for mechanism in alone)

    def renamed(self, name: str) -> "Scenario":
        """The same scenario under another name."""
        return self._with_core(self._core.renamed(name))

    def to_toml(self) -> str:
        """The scenario as one file that needs no other; read back it is the same scenario.

        Raises
        ------
        InputError
            If it has mechanisms in Python, which no file can hold.

        Examples
        --------
        >>> import muster
        >>> print(muster.scenario("france-2020").to_toml())
        schema = 1
        ...
        """
        if self.mechanisms:
            names = ", ".join(mechanism.name for mechanism in self.mechanisms)
            raise InputError(f"mechanisms in Python cannot stand in a file: {names}")
        return _core.canonical(self._core)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write `to_toml()` to a file, which `muster.scenario(path)` reads."""
        with whole(Path(path)) as part:
            part.write_text(self.to_toml(), encoding="utf-8")

    def __str__(self) -> str:
        return _core.canonical(self._core) + "".join(
            f"\n# and in Python: {mechanism.name}" for mechanism in self.mechanisms
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Scenario):
            return NotImplemented
        return self._core == other._core and self.mechanisms == other.mechanisms

    def __hash__(self) -> int:
        return hash(_core.canonical(self._core))

    def __reduce__(self) -> tuple[Any, ...]:
        return from_toml, (_core.canonical(self._core), self.name, self.mechanisms)

    def __repr__(self) -> str:
        return (
            f"<Scenario '{self.name}': {self.first_day} to {self.last_day}, "
            f"{len(self._core.events)} events, {len(self.values.changed())} values not initial"
            f"{''.join(f', {mechanism.name}' for mechanism in self.mechanisms)}>"
        )

    def _repr_html_(self) -> str:
        rows = [(key, self.values.shown(key)) for key in self.values.changed()]
        rows += [(f"{event.date}", f"{event.name}: {event}") for event in self.events]
        rows += [("in Python", mechanism.name) for mechanism in self.mechanisms]
        cells = "".join(
            f"<tr><td style='text-align:left'>{html.escape(left)}</td>"
            f"<td style='text-align:left'>{html.escape(right)}</td></tr>"
            for left, right in rows
        )
        return (
            f"<details><summary><b>{html.escape(self.name)}</b> {html.escape(self.summary)} "
            f"<i>{self.first_day} to {self.last_day}</i></summary>"
            f"<table>{cells}</table></details>"
        )


def scenario(name_or_path: str | os.PathLike[str]) -> Scenario:
    """A scenario that comes with Muster, by its name, or one in a file, by its path.

    Raises
    ------
    InputError
        "file:line: what is wrong; what is allowed".

    Examples
    --------
    >>> import muster
    >>> muster.scenario("france-2020").first_day
    datetime.date(2020, ...)
    >>> muster.scenario("france-2021")
    Traceback (most recent call last):
        ...
    muster.InputError: there is no scenario 'france-2021'; did you mean 'france-2020'?
    """
    return Scenario(_core.load_scenario(os.fspath(name_or_path), folders()))


def scenarios() -> dict[str, str]:
    """Names of the scenarios that come with Muster, each with its summary.

    Examples
    --------
    >>> import muster
    >>> "france-2020" in muster.scenarios()
    True
    """
    return {name: scenario(name).summary for name in _core.scenario_names(folders())}


def from_toml(toml: str, name: str, mechanisms: "Sequence[Mechanism]" = ()) -> Scenario:
    """The scenario of this text, under this name."""
    return Scenario(_core.parse_scenario(toml, name, folders()).renamed(name), mechanisms)


def parameters() -> "pandas.DataFrame":
    """All parameters there are, in the order of the day.

    Returns
    -------
    pandas.DataFrame
        Indexed by key: unit, allowed values, initial value, meaning, source, mechanism.

    Examples
    --------
    >>> import muster
    >>> muster.parameters().loc["rumor.half_life", "unit"]
    'day'
    """
    import pandas

    rows = [
        {
            "key": parameter.key,
            "unit": parameter.unit,
            "allowed": parameter.allowed,
            "initial": "" if parameter.columns is not None else parameter.initial,
            "meaning": parameter.meaning,
            "source": parameter.source,
            "mechanism": section.name,
        }
        for section in _core.sections()
        for parameter in section.parameters
    ]
    return pandas.DataFrame(rows).set_index("key")


def folders() -> list[str]:
    """Where the scenarios that come with Muster lie: in the package, or in the clone."""
    package = Path(__file__).parent
    installed = package / "scenarios"
    return [str(installed if installed.is_dir() else package.parents[1] / "scenarios")]
