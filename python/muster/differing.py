"""What makes one scenario differ from another, and which bundled scenario one comes from."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from muster import _core
from muster.scenarios import Scenario, folders, scenario
from muster.values import Event, shown


@dataclass(frozen=True)
class Difference:
    """A parameter with another value than in the base."""

    key: str
    value: str
    in_base: str
    unit: str
    meaning: str
    source: str


def values(base: Scenario, other: Scenario) -> list[Difference]:
    """The parameters whose values differ, in the order of the catalog.

    Examples
    --------
    >>> import muster
    >>> from muster import differing
    >>> base = muster.scenario("france-2020")
    >>> [one] = differing.values(base, base.with_values({"rumor.half_life": 20}))
    >>> one.key, one.value, one.in_base, one.unit
    ('rumor.half_life', '20', '10', 'day')
    """
    return [
        Difference(
            key=key,
            value=other.values.shown(key),
            in_base=base.values.shown(key),
            unit="" if parameter.unit == "1" else parameter.unit,
            meaning=parameter.meaning,
            source=parameter.source,
        )
        for key, parameter in _parameters().items()
        if other.values._core.at(key) != base.values._core.at(key)
    ]


def from_initial(other: Scenario) -> list[Difference]:
    """The parameters whose values are not those that the code begins with."""
    return [
        Difference(
            key=key,
            value=other.values.shown(key),
            in_base=shown(parameter.initial),
            unit="" if parameter.unit == "1" else parameter.unit,
            meaning=parameter.meaning,
            source=parameter.source,
        )
        for key in other.values.changed()
        for parameter in [_parameters()[key]]
    ]


def events(base: Scenario, other: Scenario) -> list[tuple[str, Event]]:
    """The events that only one of them has, by date: "without" those of the base, "with" others."""
    mine, theirs = ({_content(event) for event in one.events} for one in (base, other))
    gone = [("without", event) for event in base.events if _content(event) not in theirs]
    new = [("with", event) for event in other.events if _content(event) not in mine]
    return sorted(gone + new, key=lambda pair: pair[1].date)


def parent(other: Scenario) -> Scenario | None:
    """The bundled scenario that one comes from; None for one that is bundled and extends none.

    A scenario in a results file does not say what it extends. One that is bundled comes from what
    its file extends; any other from the bundled one that has the fewest other values and events.

    Examples
    --------
    >>> import muster
    >>> from muster import differing
    >>> base = muster.scenario("france-2020")
    >>> differing.parent(base.with_values({"rumor.half_life": 20}).renamed("mine")).name
    'france-2020'
    >>> differing.parent(muster.scenario("no-legal-text")).name
    'france-2020'
    """
    near = nearest(other)
    if n_differences(near, other) > 0:
        return near
    extended = _extended(near.name)
    return _bundled()[extended] if extended else None


def nearest(other: Scenario) -> Scenario:
    """The bundled scenario that has the fewest other values and events: itself if it is bundled."""
    return min(_bundled().values(), key=lambda one: n_differences(one, other))


def n_differences(base: Scenario, other: Scenario) -> int:
    """In how many values and events they differ."""
    return len(values(base, other)) + len(events(base, other))


def _content(event: Event) -> tuple[object, ...]:
    """An event without the place where it was written."""
    given = tuple(
        sorted((key, shown(value)) for key, value in {**event.set, **event.with_}.items())
    )
    return event.name, event.date, event.until, event.act, given


def _extended(name: str) -> str:
    """What the file of a bundled scenario extends; "" if nothing."""
    for folder in folders():
        path = Path(folder, f"{name}.toml")
        if path.is_file():
            return str(tomllib.loads(path.read_text(encoding="utf-8")).get("extends", ""))
    return ""


@cache
def _bundled() -> dict[str, Scenario]:
    return {name: scenario(name) for name in _core.scenario_names(folders())}


@cache
def _parameters() -> dict[str, _core.Parameter]:
    return {
        parameter.key: parameter for section in _core.sections() for parameter in section.parameters
    }
