"""Which numbers an experiment asks of each world."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from muster import _core
from muster._core import InputError
from muster.scenarios import Scenario, folders

Outcomes = list[_core.Outcome]


def chosen(
    asked: Sequence[str | Mapping[str, Any]] | None, scenarios: Sequence[Scenario]
) -> Outcomes:
    """The outcomes of these names or tables; if none are given, the scenarios', else main numbers.

    Raises
    ------
    InputError
        If there is no outcome of a name, or a table is not as it must be.
    """
    known = _known(scenarios)
    if asked is None:
        return _own(scenarios) or _main_numbers(scenarios[0])
    if isinstance(asked, str) or not asked:
        raise InputError(f"outcomes = {asked!r}; a list of one or more names is allowed")
    main = {outcome.name: outcome for outcome in _main_numbers(scenarios[0])}
    found: dict[str, _core.Outcome] = {}
    for one in asked:
        if isinstance(one, Mapping):
            found.update((outcome.name, outcome) for outcome in read([one]))
        else:
            _add(one, {**main, **known, **found}, found)
    return list(found.values())


def asking(scenario: Scenario, outcomes: Outcomes) -> Scenario:
    """The scenario, asking for these numbers instead of its own."""
    return scenario._with_core(scenario._core.with_outcomes(outcomes))


def read(tables: Sequence[Mapping[str, Any]]) -> Outcomes:
    """Outcomes of tables with the keys of [[outcome]]."""
    import tomli_w

    try:
        text = tomli_w.dumps({"schema": 1, "outcome": [dict(table) for table in tables]})
    except TypeError as error:
        raise InputError(f"outcomes: {error}; what TOML knows is allowed") from None
    with unnumbered():
        return parsed(text, "outcomes")


@contextmanager
def unnumbered() -> Iterator[None]:
    """Errors without the line of a text that nobody wrote."""
    try:
        yield
    except InputError as error:
        raise InputError(re.sub(r"^outcomes:\d+: ", "outcomes: ", str(error))) from None


def parsed(toml: str, source: str) -> Outcomes:
    """Outcomes as they stand in a scenario file."""
    return _core.parse_scenario(toml, source, folders()).outcomes


def _add(name: str, known: Mapping[str, _core.Outcome], found: dict[str, _core.Outcome]) -> None:
    """Adds an outcome, before it the chance on which it depends."""
    if name not in known:
        raise InputError(f"there is no outcome '{name}'{_core.hint(str(name), list(known))}")
    if known[name].given:
        _add(known[name].given, known, found)
    found[name] = known[name]


def _known(scenarios: Sequence[Scenario]) -> dict[str, _core.Outcome]:
    known: dict[str, _core.Outcome] = {}
    for scenario in scenarios:
        for outcome in scenario._core.outcomes:
            known.setdefault(outcome.name, outcome)
    return known


def _own(scenarios: Sequence[Scenario]) -> Outcomes:
    return list(_known(scenarios).values())


def _main_numbers(scenario: Scenario) -> Outcomes:
    """The main numbers of `muster run` as outcomes, but for the one that is a ratio of two."""
    from muster.measures import MEASURES

    observables = {
        name: (dims, timing) for name, *_, dims, timing in _core.layout(scenario._core).observables
    }
    tables = []
    for measure in MEASURES:
        dims, timing = observables[measure.variable]
        where = {**({"product": "visor"} if "product" in dims else {}), **measure.selection}
        take = "max" if measure.how == "peak" else "sum" if timing == "flow" else "last"
        if measure.how in ("peak", "total"):
            tables.append(
                {"name": measure.label, "series": measure.variable, "where": where, "take": take}
            )
    return read(tables)
