"""Mechanisms and observers of your own, written in Python."""

import hashlib
import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as Date
from typing import TYPE_CHECKING, Any, Literal

from muster import _core
from muster._core import InputError

if TYPE_CHECKING:
    from muster.scenarios import Scenario
    from muster.world import Today, World

LONGEST_NOTE = 60_000  # bytes that an attribute of a results file holds


@dataclass(frozen=True)
class Parameter:
    """A number that a mechanism of yours reads, declared once.

    Attributes
    ----------
    key
        The name of its mechanism, a dot, its own name: "letters.writers".
    initial, range
        Its value where none is given, and the lowest and highest that is allowed.
    meaning, source
        What it stands for, and where the value comes from: a DOI, or the word "assumption".
    unit
        "1" if it has none.
    """

    key: str
    initial: float
    range: tuple[float, float]
    meaning: str
    source: str
    unit: str = "1"

    def __post_init__(self) -> None:
        self.checked(self.initial)

    def checked(self, value: Any) -> float:
        """The value as a number. Raises `InputError` if it is not allowed."""
        low, high = self.range
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InputError(f"{self.key} = {value} is no number; [{low}, {high}] is allowed")
        if not low <= value <= high:
            unit = "" if self.unit == "1" else f" {self.unit}"
            raise InputError(f"{self.key} = {value}{unit} is outside [{low}, {high}]")
        return float(value)


@dataclass(frozen=True)
class Mechanism:
    """A mechanism of your own; `Scenario.with_mechanism` lets it take part in every day.

    Attributes
    ----------
    name
        Unlike that of any mechanism of Muster; letters, digits and underscores.
    step
        What it does in a day, called as step(world, today): see `World` and `Today`. If it keeps
        something in mind, let it be an object with `__call__`: each world gets a copy.
    after
        The phase of the day after which it acts: "delivery", "recognition", …
    parameters
        What it reads as `today.values[key]`.
    values
        Of its parameters, where they are not initial; `Scenario.with_values` sets them.
    since
        First day on which it acts; None if it does from the beginning.

    Examples
    --------
    A new lever, letters of thanks: each maker whose goods arrived today gets one with a chance,
    and it closes a part of what her recognition lacks.

    >>> import muster
    >>> def thank(world, today):
    ...     thanked = world["persons.thanks"].nonzero()[0]
    ...     luck = today.stream("letters")
    ...     thanked = thanked[luck.bernoulli(today.values["letters.writers"], thanked)]
    ...     recognition = world["persons.recognition"]
    ...     recognition[thanked] += today.values["letters.warmth"] * (1 - recognition[thanked])
    >>> letters = muster.Mechanism(
    ...     name="letters", step=thank, after="delivery",
    ...     parameters=[
    ...         muster.Parameter("letters.writers", initial=0.3, range=(0, 1), unit="share",
    ...                          meaning="Carers who write.", source="assumption"),
    ...         muster.Parameter("letters.warmth", initial=0.5, range=(0, 1), unit="share",
    ...                          meaning="What a letter brings.", source="assumption"),
    ...     ])
    >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
    >>> runs = muster.run(
    ...     {"as it was": base, "with letters": base.with_mechanism(letters)}, replicates=2)
    >>> runs.difference("persons", stage="engaged").index.to_list()
    ['with letters']
    """

    name: str
    step: "Callable[[World, Today], object]"
    after: str
    parameters: Sequence[Parameter] = ()
    values: Mapping[str, float] = field(default_factory=dict)
    since: Date | None = None

    def __post_init__(self) -> None:
        _check_name(self.name)
        if not callable(self.step):
            raise InputError(f"mechanism '{self.name}': step cannot be called")
        if self.after not in _core.phases:
            hint = _core.hint(self.after, _core.phases)
            raise InputError(f"mechanism '{self.name}': unknown phase '{self.after}'{hint}")
        for parameter in self.parameters:
            if not parameter.key.startswith(f"{self.name}."):
                raise InputError(
                    f"mechanism '{self.name}': the key '{parameter.key}' does not begin with "
                    f"'{self.name}.'"
                )

    def __hash__(self) -> int:
        return hash((self.name, self.since))

    @property
    def keys(self) -> list[str]:
        """Keys of its parameters."""
        return [parameter.key for parameter in self.parameters]

    @property
    def all_values(self) -> dict[str, float]:
        """Value of each of its parameters, given or initial."""
        return {p.key: self.values.get(p.key, float(p.initial)) for p in self.parameters}

    def with_values(self, values: Mapping[str, Any]) -> "Mechanism":
        """The same with other values for some of its parameters."""
        known = {parameter.key: parameter for parameter in self.parameters}
        for key in values:
            if key not in known:
                raise InputError(f"unknown parameter '{key}'{_core.hint(key, list(known))}")
        given = {key: known[key].checked(value) for key, value in values.items()}
        return replace(self, values={**self.values, **given})


@dataclass(frozen=True)
class Observer:
    """A series of your own, read each evening; `muster.run(…, observers=[…])` records it.

    Attributes
    ----------
    name, units, long_name
        Of the series in the results.
    read
        Called as read(world, today) each evening; gives a number, or an array in the shape of
        `dimensions`. It can write nothing, so that observing changes nothing.
    dimensions
        Axes it has beside the date, from those of the results: "territory", "stage", …
    timing
        "stock" for what is there in the evening, "flow" for what happened in the day.

    Examples
    --------
    >>> import muster
    >>> gifted = muster.Observer(
    ...     "makers_well_thanked", units="person", long_name="recognition above one half",
    ...     read=lambda world, today: (world["persons.recognition"] > 0.5).sum())
    >>> base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
    >>> muster.run(base, replicates=2, observers=[gifted]).dataset["makers_well_thanked"].dims
    ('scenario', 'replicate', 'date')
    """

    name: str
    read: "Callable[[World, Today], Any]"
    units: str
    long_name: str
    dimensions: Sequence[str] = ()
    timing: Literal["stock", "flow"] = "stock"

    def __post_init__(self) -> None:
        if not self.name.isidentifier():
            raise InputError(f"'{self.name}' cannot name a series; a name like well_thanked can")
        if not callable(self.read):
            raise InputError(f"observer '{self.name}': read cannot be called")
        if self.timing not in ("stock", "flow"):
            raise InputError(f"observer '{self.name}': timing is 'stock' or 'flow'")


def note(scenarios: "Sequence[Scenario]", observers: Sequence[Observer]) -> str:
    """What a results file says of code in Python that took part, as JSON; "" if none did."""
    found = {
        "mechanisms": {
            scenario.name: [
                {
                    "name": mechanism.name,
                    "after": mechanism.after,
                    "since": mechanism.since and mechanism.since.isoformat(),
                    "values": mechanism.all_values,
                    **_code(mechanism.step),
                }
                for mechanism in scenario.mechanisms
            ]
            for scenario in scenarios
            if scenario.mechanisms
        },
        "observers": [{"name": each.name, **_code(each.read)} for each in observers],
    }
    if not any(found.values()):
        return ""
    text = json.dumps(found)
    if len(text) > LONGEST_NOTE:
        for each in [*sum(found["mechanisms"].values(), []), *found["observers"]]:
            each["source"] = ""
        text = json.dumps(found)
    return text


def _code(function: Any) -> dict[str, str]:
    """The source of a function or of an object's class, where there is one, and its hash."""
    code = function if hasattr(function, "__code__") else type(function)
    try:
        source = inspect.getsource(code)
    except (OSError, TypeError):
        source = ""
    known = source.encode() or getattr(getattr(code, "__code__", None), "co_code", b"")
    return {"sha256": hashlib.sha256(known).hexdigest(), "source": source}


def _check_name(name: str) -> None:
    if not isinstance(name, str) or not name.isidentifier():
        raise InputError(f"'{name}' cannot name a mechanism; a name like thank_you_letters can")
    if name in [section.name for section in _core.sections()]:
        raise InputError(f"a mechanism named '{name}' comes with Muster; names must differ")
