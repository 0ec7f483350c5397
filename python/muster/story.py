"""What a results file says about its scenarios: summary, events, territories, what differs."""

import csv
import datetime
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import xarray

_NOT_VALUES = ("schema", "summary", "event", "outcome")


@dataclass(frozen=True)
class Happening:
    """An event on the time axis; events of one day share a number."""

    number: int
    date: datetime.date
    name: str


@dataclass(frozen=True)
class Story:
    """One scenario as it stands in a results file.

    Attributes
    ----------
    label
        Its name in the file.
    toml
        Its values and events, as the canonical TOML file gives them.
    """

    label: str
    toml: Mapping[str, Any]

    @property
    def summary(self) -> str:
        """What it is about, in a sentence."""
        return str(self.toml.get("summary", ""))

    @property
    def scale(self) -> float:
        """Share of the real world that is simulated."""
        return float(self.toml.get("population", {}).get("scale", 1.0))

    @cached_property
    def happenings(self) -> list[Happening]:
        """Its events by date."""
        events = sorted(self.toml.get("event", []), key=lambda event: event["date"])
        days = sorted({event["date"] for event in events})
        return [
            Happening(days.index(event["date"]) + 1, event["date"], event["name"])
            for event in events
        ]

    @cached_property
    def inhabitants(self) -> dict[str, float]:
        """Real inhabitants by territory; empty if the scenario does not give them."""
        table = self.toml.get("population", {}).get("territories", "")
        if not isinstance(table, str):
            return {}
        lines = [line for line in table.splitlines() if line and not line.startswith("#")]
        rows = csv.DictReader(lines, escapechar="\\")
        return {row["territory"]: float(row["population"]) for row in rows}

    def values(self) -> dict[str, Any]:
        """Values that the file writes out, by key."""
        return {
            f"{section}.{name}": value
            for section, values in self.toml.items()
            if section not in _NOT_VALUES
            for name, value in values.items()
        }


def stories(dataset: xarray.Dataset) -> list[Story]:
    """The scenarios of a dataset, in its order."""
    texts = dataset["scenario_file"].values
    return [
        Story(str(label), tomllib.loads(str(text)))
        for label, text in zip(dataset["scenario"].values, texts, strict=True)
    ]


def changes(base: Story, other: Story) -> list[str]:
    """What makes the other scenario differ from the base, a line each."""
    mine, theirs = base.values(), other.values()
    keys = [key for key in {**mine, **theirs} if mine.get(key) != theirs.get(key)]
    lines = [f"{key}: {_shown(mine.get(key))} → {_shown(theirs.get(key))}" for key in keys]
    before, after = base.toml.get("event", []), other.toml.get("event", [])
    return [
        *lines,
        *_events("without", before, after),
        *_events("with", after, before),
    ]


def day(date: datetime.date) -> str:
    """A day as people write it: 17 Mar."""
    return f"{date.day} {date:%b}"


def _events(word: str, some: Iterable[Any], others: Iterable[Any]) -> list[str]:
    others = list(others)
    missing = [event for event in some if event not in others]
    return [f"{word} “{event['name']}” ({day(event['date'])})" for event in missing]


def _shown(value: Any) -> str:
    """A value in a line; tables are too long to show."""
    if value is None:
        return "default"
    return "a table" if "\n" in str(value) else str(value)
