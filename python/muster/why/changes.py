"""What differs between two scenarios, and from which day on."""

import datetime
from dataclasses import dataclass

from muster._core import InputError
from muster.scenarios import Event, Scenario, shown

_DAY = datetime.timedelta(days=1)
_UNLIKE = ("calendar.start", "calendar.end")  # what no two worlds of a pair differ in


@dataclass(frozen=True)
class Change:
    """One thing in which two scenarios differ.

    Attributes
    ----------
    date
        From when on.
    what
        Key of the parameter, or the act.
    base, other
        What it is in each, in a word or two; "" where an act is missing.
    event
        Name of the event that makes it differ, "" if values differ from the first day on.
    """

    date: datetime.date
    what: str
    base: str
    other: str
    event: str

    @property
    def is_act(self) -> bool:
        """Whether something is done once, not set."""
        return not (self.base and self.other)


def changes(base: Scenario, other: Scenario) -> list[Change]:
    """All in which two scenarios differ, by date.

    Values count on the days on which they differ, however they came to; acts where one scenario
    does an act that the other does not. Names, summaries and outcomes change no world.

    Raises
    ------
    InputError
        If they do not have the same days.

    Examples
    --------
    >>> import muster
    >>> from muster.why.changes import changes
    >>> base = muster.scenario("france-2020")
    >>> [change.event for change in changes(base, base.without_event("legal text"))]
    ['legal text']
    >>> changes(base, base.renamed("another"))
    []
    """
    if (base.first_day, base.last_day) != (other.first_day, other.last_day):
        raise InputError(
            f"'{base.name}' runs from {base.first_day} to {base.last_day}, '{other.name}' from "
            f"{other.first_day} to {other.last_day}; worlds with the same days can be paired"
        )
    found = _values(base, other) + _acts(base, other)
    return sorted(found, key=lambda change: change.date)


def _values(base: Scenario, other: Scenario) -> list[Change]:
    """Values that differ on the first day or come to differ by an event."""
    found = []
    differs: set[str] = set()
    set_later = {key for story in (base, other) for event in story.events for key in event.set}
    for date in _turns(base, other):
        mine, theirs = base._core.values_on(date), other._core.values_on(date)
        keys = list(base.values) if date == base.first_day else sorted(set_later)
        for key in keys:
            before, after = mine.at(key), theirs.at(key)
            if before == after or key in _UNLIKE:
                differs.discard(key)
            elif key not in differs:
                differs.add(key)
                event = _sets(key, date, base, other)
                found.append(Change(date, key, shown(before), shown(after), event))
    return found


def _turns(base: Scenario, other: Scenario) -> list[datetime.date]:
    """Days on which values may change: the first, and when events that set begin and are over."""
    days = {base.first_day}
    for event in (*base.events, *other.events):
        if not event.act:
            days.add(event.date)
            if event.until is not None and event.until < base.last_day:
                days.add(event.until + _DAY)
    return sorted(days)


def _sets(key: str, date: datetime.date, base: Scenario, other: Scenario) -> str:
    """The event that begins or is over on a day and stands in one of the scenarios only."""
    for one, another in ((base, other), (other, base)):
        kept = {_deed(event) for event in another.events}
        for event in one.events:
            turns = event.date == date or (event.until and event.until + _DAY == date)
            if turns and key in event.set and _deed(event) not in kept:
                return event.name
    return ""


def _acts(base: Scenario, other: Scenario) -> list[Change]:
    found = []
    for one, another, is_base in ((base, other, True), (other, base, False)):
        left = [_deed(event) for event in another.events if event.act]
        for event in one.events:
            if not event.act:
                continue
            if _deed(event) in left:
                left.remove(_deed(event))
            else:
                sides = (str(event), "") if is_base else ("", str(event))
                found.append(Change(event.date, event.act, *sides, event.name))
    return found


def _deed(event: Event) -> tuple[object, ...]:
    """What an event does and when, whatever it is called."""
    return event.date, event.until, str(event)
