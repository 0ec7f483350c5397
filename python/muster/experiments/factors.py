"""Factors: what an experiment varies, and the values that it takes."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date as Date
from typing import TYPE_CHECKING, Any

from muster import _core
from muster._core import InputError
from muster.scenarios import Scenario
from muster.values import scalar, shown

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float64]  # [n_points], in [0, 1]

EVENT = "event."  # "event.legal text": whether and when it happens
SCENARIO = "scenario"


@dataclass(frozen=True)
class Factor:
    """One thing that an experiment varies.

    Attributes
    ----------
    key
        A parameter, `event.NAME` for whether and when an event happens, or `scenario`.
    values
        What it takes, if it is listed; of an event true, false or dates.
    range
        Else the lowest and the highest value: numbers or dates.
    scale
        How the range is filled: linear or log.
    place
        "file:line" where it was written, "" if it was not read from a file.
    """

    key: str
    values: tuple[Any, ...] = ()
    range: tuple[Any, Any] | None = None
    scale: str = "linear"
    place: str = field(default="", compare=False)

    @property
    def n_levels(self) -> int | None:
        """How many values it can take; None if it is continuous."""
        if self.range is None:
            return len(self.values)
        low, high = map(_number, self.range)
        return round(high - low) + 1 if self._is_whole else None

    def at(self, positions: "Column") -> list[Any]:
        """Values at positions between 0, the lowest or first, and 1, the highest or last."""
        return [self._at(float(position)) for position in positions]

    def position(self, value: Any) -> float:
        """The position of a value; of one among n the middle of its n-th part."""
        if self.range is None:
            return (self.values.index(value) + 0.5) / len(self.values)
        low, high, here = map(self._stretched, map(_number, (*self.range, value)))
        return (here - low) / (high - low)

    def levels(self, n: int) -> list[Any]:
        """All listed values, or n of the range at equal steps, its ends included."""
        if self.range is None:
            return list(self.values)
        steps = [self._between(i / (n - 1)) for i in range(n)]
        return list(dict.fromkeys(steps))

    def applied(self, scenario: Scenario, value: Any) -> Scenario:
        """The scenario with this value. @raises InputError if it is not allowed"""
        if self.key == SCENARIO:
            return scenario
        if self.key.startswith(EVENT):
            return _with_event_as(scenario, self.key.removeprefix(EVENT), value)
        return scenario.with_values({self.key: value})

    def parsed(self, text: str) -> Any:
        """A value of it, from its text in design.csv."""
        for value in self.values:
            if shown(value) == text:
                return value
        if self.key == SCENARIO:
            return text
        return Date.fromisoformat(text) if self.key.startswith(EVENT) else _parsed(self.key, text)

    def base_value(self, scenario: Scenario) -> Any:
        """What it is in the scenario as that stands."""
        if self.key == SCENARIO:
            return scenario.name
        if self.key.startswith(EVENT):
            return _event(scenario, self.key.removeprefix(EVENT)).date
        return scenario.values[self.key]

    @property
    def _is_whole(self) -> bool:
        return self.range is not None and not isinstance(self.range[0], float)

    def _at(self, position: float) -> Any:
        n = self.n_levels
        if self.range is None:
            return self.values[min(int(position * len(self.values)), len(self.values) - 1)]
        if n is not None and self.scale == "linear":  # each whole number equally often
            first = _number(self.range[0])
            return _like(self.range[0], first + min(int(position * n), n - 1))
        return self._between(position)

    def _between(self, position: float) -> Any:
        assert self.range is not None
        low, high = map(_number, self.range)
        if position in (0, 1):  # no rounding at the ends
            return self.range[round(position)]
        if self.scale == "log":
            number = math.exp(math.log(low) + position * (math.log(high) - math.log(low)))
        else:
            number = low + position * (high - low)
        return _like(self.range[0], number)

    def _stretched(self, number: float) -> float:
        return math.log(number) if self.scale == "log" else number


def factor(key: str, given: Any, place: str = "") -> Factor:
    """A factor as people write it: a list of values, a pair (low, high), or a mapping.

    Examples
    --------
    >>> factor("rumor.misreading", (0.0, 1.0)).range
    (0.0, 1.0)
    >>> factor("norms.regime", ["none", "note"]).values
    ('none', 'note')
    >>> factor("rumor.half_life", {"range": (1.0, 100.0), "scale": "log"}).levels(2)
    [1.0, 100.0]
    """
    if isinstance(given, tuple):
        given = {"range": given}
    elif not isinstance(given, Mapping):
        given = {"values": given}
    with placed(place, key):
        known = ["range", "values", "scale"]
        for name in given:
            if name not in known:
                raise InputError(f"unknown key '{name}' in a factor{_core.hint(name, known)}")
        if ("range" in given) == ("values" in given):
            raise InputError("it has both values and a range, or neither; give one of them")
        scale = given.get("scale", "linear")
        if scale not in ("linear", "log"):
            raise InputError(f"scale = {scale!r}; 'linear' and 'log' are allowed")
        if "values" in given:
            return Factor(key, _listed(key, given["values"], scale), place=place)
        return Factor(key, range=_ends(key, given["range"], scale), scale=scale, place=place)


def combined(
    scenarios: Mapping[str, Scenario], factors: Sequence[Factor], row: Sequence[Any]
) -> dict[str, Scenario]:
    """What is simulated at a point, by label; `row` has a value of each factor."""
    found = dict(scenarios)
    for each, value in zip(factors, row, strict=True):
        if each.key == SCENARIO:
            found = {value: found[value]}
    for each, value in zip(factors, row, strict=True):
        found = {label: each.applied(scenario, value) for label, scenario in found.items()}
    return found


def check(factors: Sequence[Factor], scenarios: Mapping[str, Scenario]) -> None:
    """Looks at each end and each listed value of each factor in each scenario.

    Raises
    ------
    InputError
        Naming the factor, with its place if it was read from a file.
    """
    keys = [each.key for each in factors]
    for each in factors:
        with placed(each.place, each.key):
            if keys.count(each.key) > 1:
                raise InputError("it stands there twice; once is allowed")
            for value in each.range or each.values:
                if each.key == SCENARIO and value not in scenarios:
                    raise InputError(
                        f"there is no scenario '{value}'{_core.hint(str(value), list(scenarios))}"
                    )
                for scenario in scenarios.values():
                    each.applied(scenario, value)


@contextmanager
def placed(place: str, key: str) -> Iterator[None]:
    """Says of which factor an error speaks."""
    try:
        yield
    except InputError as error:
        start = f"{place}: " if place else ""
        raise InputError(f"{start}factor '{key}': {error}") from None


def _listed(key: str, values: Any, scale: str) -> tuple[Any, ...]:
    if isinstance(values, str) or not isinstance(values, Sequence):
        raise InputError(f"values = {values!r}; a list of two or more values is allowed")
    if scale == "log":
        raise InputError("scale is for a range; listed values have none")
    fitting = _fitting(key)
    listed = tuple(fitting(scalar(value)) for value in values)
    if len(listed) < 2 or len(set(map(repr, listed))) < len(listed):
        raise InputError(f"values = {_text(listed)}; two or more different ones are allowed")
    return listed


def _ends(key: str, given: Any, scale: str) -> tuple[Any, Any]:
    if isinstance(given, str) or not isinstance(given, Sequence) or len(given) != 2:
        raise InputError(f"range = {given!r}; [lowest, highest] is allowed")
    fitting = _fitting(key)
    low, high = (fitting(scalar(end)) for end in given)
    if isinstance(low, bool | str) or isinstance(high, bool | str):
        raise InputError(
            f"range = {_text((low, high))}; a range has numbers or dates at its ends, list values"
            " otherwise"
        )
    if not low < high:
        raise InputError(f"range = {_text((low, high))}; the first is to be less than the second")
    if scale == "log" and (isinstance(low, Date) or low <= 0):
        raise InputError(f"range = {_text((low, high))}; with scale = 'log' both are above 0")
    return low, high


def _fitting(key: str) -> Callable[[Any], Any]:
    """Brings a value into the type of what it is for; refuses another kind."""
    if key == SCENARIO:
        return _of_kind(str, "the name of a scenario")
    if key.startswith(EVENT):
        return _of_kind((bool, Date), "true, false or a date")
    parameter = _core.parameter(key)
    if parameter.columns is not None:
        raise InputError("this parameter is a table; vary it by scenarios that differ in it")
    kind = type(parameter.initial)
    if kind is float:
        return lambda value: (
            float(value) if isinstance(value, int) and not isinstance(value, bool)
            else _of_kind(float, "a number")(value)
        )  # fmt: skip
    words = {bool: "true or false", int: "a whole number", str: "a text", Date: "a date"}
    return _of_kind(kind, words[kind])


def _of_kind(kind: Any, words: str) -> Callable[[Any], Any]:
    def fitting(value: Any) -> Any:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise InputError(f"{shown(value)!r} is not allowed; {words} is")
        return value

    return fitting


def _parsed(key: str, text: str) -> Any:
    if isinstance(_core.parameter(key).initial, str):
        return text
    return _core.parse_value(key, text)


def _text(values: Sequence[Any]) -> str:
    return f"[{', '.join(map(shown, values))}]"


def _number(value: Any) -> float:
    return value.toordinal() if isinstance(value, Date) else value


def _like(example: Any, number: float) -> Any:
    if isinstance(example, Date):
        return Date.fromordinal(round(number))
    return round(number) if isinstance(example, int) else float(number)


def _event(scenario: Scenario, name: str) -> _core.Event:
    events = {event.name: event for event in scenario._core.events}
    if name not in events:
        raise InputError(f"unknown event '{name}'{_core.hint(name, list(events))}")
    return events[name]


def _with_event_as(scenario: Scenario, name: str, value: bool | Date) -> Scenario:
    """Without an event, with it, or with it on another date, as long as before."""
    event = _event(scenario, name)
    if value is True or value == event.date:
        return scenario
    without = scenario._core.without_event(name)
    if value is False:
        return Scenario(without)
    assert isinstance(value, Date)
    until = event.until and event.until + (value - event.date)
    settings, arguments = list(event.set.items()), list(event.with_.items())
    return Scenario(without.with_event(name, value, until, settings, event.act, arguments))
