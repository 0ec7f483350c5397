"""Values of parameters and dated events, as Python shows and takes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from muster import _core
from muster._core import InputError


class Values(Mapping[str, Any]):
    """One value for each parameter, read-only; tables come as pandas DataFrames.

    Examples
    --------
    >>> import muster
    >>> values = muster.scenario("france-2020").values
    >>> values["rumor.half_life"]
    10.0
    >>> "calendar.start" in values
    True
    """

    def __init__(self, core: _core.Values) -> None:
        self._core = core

    def __getitem__(self, key: str) -> Any:
        try:
            value = self._core.at(key)
        except InputError as error:
            raise KeyError(str(error)) from None
        if isinstance(value, _core.Table):
            from muster.tables import frame

            return frame(value)
        return value

    def __contains__(self, key: object) -> bool:
        return key in _keys()

    def __iter__(self) -> Iterator[str]:
        return iter(_keys())

    def __len__(self) -> int:
        return len(_keys())

    def shown(self, key: str) -> str:
        """The value as text of one line."""
        return shown(self._core.at(key))

    def changed(self) -> list[str]:
        """Keys of the values that are not initial, in the order of the catalog."""
        return [
            parameter.key
            for section in _core.sections()
            for parameter in section.parameters
            if self._core.at(parameter.key) != parameter.initial
        ]

    def __repr__(self) -> str:
        changed = ", ".join(f"{key} = {self.shown(key)}" for key in self.changed())
        return f"<Values: {len(self)} parameters; not initial: {changed or 'none'}>"


@dataclass(frozen=True)
class Event:
    """Something that happens on a date: it sets parameters, or it does an act once.

    Attributes
    ----------
    name, date
        What it is called, and when it begins.
    until
        Last day on which `set` holds; None if it holds to the end.
    set
        Values by the keys of their parameters.
    act, with_
        Name of the act, "" if it does none, and its arguments.
    place
        "file:line" where it was written, "" if it was not read from a file.
    """

    name: str
    date: Date
    until: Date | None
    set: Mapping[str, Any]
    act: str
    with_: Mapping[str, Any]
    place: str

    def __str__(self) -> str:
        """What it does, in a line."""
        given = self.with_ if self.act else self.set
        settings = ", ".join(f"{key} = {shown(value)}" for key, value in given.items())
        return f"{self.act}({settings})" if self.act else settings


def shown(value: Any) -> str:
    """A value as text of one line: 0.05, true, 2020-03-17, table of 12 rows."""
    if isinstance(value, _core.Table):
        return f"table of {value.n_rows} rows" if value.columns else "no table"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


@cache
def _keys() -> dict[str, _core.Parameter]:
    return {
        parameter.key: parameter for section in _core.sections() for parameter in section.parameters
    }


def event_of(core: _core.Event) -> Event:
    """An event of the core, the arguments of its act by their short names."""
    n_letters = len(core.act) + 1
    return Event(
        name=core.name,
        date=core.date,
        until=core.until,
        set=MappingProxyType(core.set),
        act=core.act,
        with_=MappingProxyType({key[n_letters:]: value for key, value in core.with_.items()}),
        place=core.place,
    )


def plain(key: str, value: Any) -> Any:
    """A value as the core takes it."""
    parameter = _core.parameter(key)
    if parameter.columns is None:
        return scalar(value)
    from muster.tables import table

    return table(parameter, value)


def scalar(value: Any) -> Any:
    """A NumPy or pandas scalar as a plain one."""
    if type(value).__name__ == "datetime64":
        value = value.astype("datetime64[D]")
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
        value = value.item()
    return value.date() if isinstance(value, datetime) else value


def as_date(what: str, given: Any) -> Date:
    """A date, however it is given; `what` names it in the message."""
    value = scalar(given)
    if isinstance(value, str):
        try:
            value = Date.fromisoformat(value)
        except ValueError:
            pass
    if not isinstance(value, Date):
        raise InputError(f"{what} = {given} is no day; a date YYYY-MM-DD is allowed")
    return value
