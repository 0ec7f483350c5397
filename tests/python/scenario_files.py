"""Hypothesis strategies for valid scenario files: small worlds with any values, tables and events.

What may be drawn comes from the catalog: a new parameter or act is drawn without a change here.
"""

import datetime
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import muster
from hypothesis import strategies as st
from muster import _core
from muster.scenarios import from_toml

START = datetime.date(2020, 3, 1)
SCALE = 0.001  # of the country, whose suppliers would drown a hundred persons in material
INHABITANTS = 65_096_768
TERRITORIES = ("North", "East", "South")
CHOICES = {  # others need tables or sizes of their own
    "acquaintance.kind": ["small world", "random", "complete", "none"],
    "coordination.topology": ["centralized", "decentralized", "distributed", "superposed"],
}
SMALL = {"calendar.substeps": 4, "design.interplay": 5, "acquaintance.mean_degree": 30}  # fast
FIXED_HERE = {"calendar.start", "calendar.end", "population.size", "population.scale"}
FIXED_HERE |= {"design.traits"}  # 2^20 designs take a tenth of a second


@dataclass(frozen=True)
class Story:
    """A scenario file in the making."""

    n_persons: int
    n_days: int
    territories: tuple[str, ...]
    values: Mapping[str, Any]
    events: tuple[Mapping[str, Any], ...] = ()

    def toml(self) -> str:
        """The file."""
        sections: dict[str, list[str]] = {}
        for key, value in self.values.items():
            section, name = key.split(".", 1)
            sections.setdefault(section, []).append(f"{name} = {_literal(value)}")
        lines = ["schema = 1", 'summary = "drawn"']
        for section, rows in sections.items():
            lines += [f"[{section}]", *rows]
        for event in self.events:
            lines += ["[[event]]", *(f"{key} = {_literal(value)}" for key, value in event.items())]
        return "\n".join(lines) + "\n"

    def scenario(self) -> muster.Scenario:
        """The scenario of the file."""
        return from_toml(self.toml(), "drawn")

    def with_values(self, values: Mapping[str, Any]) -> "Story":
        """The same with other values."""
        return replace(self, values={**self.values, **values})

    @staticmethod
    def date(day: int) -> datetime.date:
        """The date of a day."""
        return START + datetime.timedelta(days=day)


def _literal(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(k)} = {_literal(v)}" for k, v in value.items()) + " }"
    if isinstance(value, str):
        return f'"""\n{value}"""' if "\n" in value else json.dumps(value, ensure_ascii=False)
    return str(value)


def csv(columns: str, rows: Collection[Collection[Any]]) -> str:
    """A table in the text of a scenario file."""
    return "\n".join([columns, *(",".join(map(str, row)) for row in rows)]) + "\n"


@cache
def levers() -> tuple[_core.Parameter, ...]:
    """Parameters that are no tables and whose values do not make a world slow."""
    every = [p for section in _core.sections() for p in section.parameters]
    return tuple(
        p for p in every if p.columns is None and p.text_columns is None and p.key not in FIXED_HERE
    )


def value_of(parameter: _core.Parameter) -> st.SearchStrategy[Any]:
    """A value in its range: its ends, what it is at first, or anything near or between."""
    initial, allowed = parameter.initial, parameter.allowed
    if isinstance(initial, bool):
        return st.booleans()
    if isinstance(initial, str):
        known = allowed.removeprefix("one of ").split(", ")
        return st.sampled_from(CHOICES.get(parameter.key, known))
    low, high = (float(end) for end in allowed.strip("[]").split(", "))
    high = min(high, SMALL.get(parameter.key, high))
    middle = min(high, max(low + 1, 4 * float(initial)))
    if isinstance(initial, int):
        return st.sampled_from([int(low), initial, int(high)]) | st.integers(int(low), int(middle))
    return st.sampled_from([low, float(initial), high]) | st.floats(low, middle)


@st.composite
def settings(draw: st.DrawFn, most: int, among: Collection[str] | None = None) -> dict[str, Any]:
    """Values of some parameters, all of them among the given keys or mechanisms."""
    known = [p for p in levers() if among is None or p.key in among or p.key.split(".")[0] in among]
    chosen = draw(st.lists(st.sampled_from(known), max_size=most, unique_by=lambda p: p.key))
    return {p.key: draw(value_of(p)) for p in chosen}


@st.composite
def tables(draw: st.DrawFn, n: int, territories: tuple[str, ...], n_days: int) -> dict[str, str]:
    """Some of the tables that are optional, for n persons."""
    person = st.integers(0, n - 1)
    small = st.integers(0, 20)
    end = START + datetime.timedelta(days=n_days - 1)
    drawn = {
        "population.thresholds": ("threshold", st.lists(
            st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0])), min_size=n, max_size=n)),
        "acquaintance.ties": ("a,b", st.lists(st.tuples(person, person), max_size=3 * n)),
        "engagement.seeds": ("person", st.lists(st.tuples(person), max_size=5)),
        "supply.stocks": ("person,filament,sheet,elastic,textile", st.lists(
            st.tuples(person, *[st.integers(0, 10**5)] * 4), unique_by=lambda row: row[0])),
        "need.hospital": ("territory,date,in_hospital", st.lists(
            small, min_size=2 * len(territories), max_size=2 * len(territories)).map(
                lambda counts: [(t, date, 1000 * counts[2 * i + j])
                                for i, t in enumerate(territories)
                                for j, date in enumerate(sorted({START, end}))])),
        "structures.kinds": (
            "kind,number,laser,sewing,printers,sewing_machines,governance,fragility",
            st.lists(st.tuples(
                st.sampled_from(["fab lab", "makerspace", "third place", "industrial lab"]),
                st.integers(0, 5000), st.sampled_from([0, 0.5]), st.sampled_from([0, 0.25, 0.5]),
                small, small, st.sampled_from([0, 0.5, 1]), st.integers(0, 3)),
                unique_by=lambda row: row[0])),
        "production.bill": ("product,process,material,worst,best", st.lists(
            st.tuples(st.sampled_from(["visor,printing", "visor,laser", "gown,sewing"]),
                      st.sampled_from(["filament", "sheet", "elastic", "textile"]),
                      st.integers(0, 3000), st.integers(0, 3000)),
            unique_by=lambda row: row[:2])),
    }  # fmt: skip
    chosen = draw(st.sets(st.sampled_from(sorted(drawn)), max_size=3))
    return {key: csv(drawn[key][0], draw(drawn[key][1])) for key in sorted(chosen)}


@st.composite
def effects(draw: st.DrawFn, regimes_too: bool = True) -> dict[str, Any]:
    """What an event does: it sets some levers, or is an act."""
    if draw(st.booleans()):
        free = [p for p in levers() if not p.fixed and (regimes_too or p.key != "norms.regime")]
        chosen = draw(st.lists(st.sampled_from(free), min_size=1, max_size=3,
                               unique_by=lambda p: p.key))  # fmt: skip
        return {"set": {p.key: draw(value_of(p)) for p in chosen}}
    act = draw(st.sampled_from([act for section in _core.sections() for act in section.acts]))
    arguments = draw(st.sets(st.sampled_from(act.arguments), max_size=len(act.arguments)))
    return {"act": act.name, "with": {a.key.removeprefix(act.name + "."): draw(value_of(a))
                                      for a in sorted(arguments, key=lambda a: a.key)}}  # fmt: skip


@st.composite
def events(draw: st.DrawFn, n_days: int) -> tuple[dict[str, Any], ...]:
    """Dated events; at most one sets the regime of norms, of which there is one at a time."""
    drawn: list[dict[str, Any]] = []
    for i in range(draw(st.integers(0, 4))):
        day = draw(st.integers(0, n_days - 1))
        event = {"name": f"event {i}", "date": START + datetime.timedelta(days=day)}
        event |= draw(effects(not any("norms.regime" in e.get("set", {}) for e in drawn)))
        if "set" in event and draw(st.booleans()):
            last = draw(st.integers(day, n_days - 1))
            event["until"] = START + datetime.timedelta(days=last)
        drawn.append(event)
    return tuple(drawn)


@st.composite
def stories(
    draw: st.DrawFn,
    n_days: int = 20,
    among: Collection[str] | None = None,
    n_territories: int | None = None,
) -> Story:
    """Valid scenario files; with `among`, only parameters of these keys or mechanisms are set."""
    n = draw(st.integers(1, 80))
    territories = TERRITORIES[: n_territories or draw(st.integers(1, len(TERRITORIES)))]
    parts = draw(st.lists(st.integers(1, 9), min_size=len(territories), max_size=len(territories)))
    segments = draw(st.lists(st.integers(0, 8), min_size=4, max_size=4))
    names = ["hospital", "care home", "liberal carer", "public-facing job"]
    values = {
        "calendar.start": START,
        "calendar.end": START + datetime.timedelta(days=n_days - 1),
        "population.size": round(n / SCALE),
        "population.scale": SCALE,
        "population.territories": csv(
            "territory,population,labs,latitude,longitude",
            [(name, part * INHABITANTS // sum(parts), part, 44 + i, 2 * i)
             for i, (name, part) in enumerate(zip(territories, parts, strict=True))]),
        "requesters.by_segment": csv(
            "segment,number,staff,order,order_spread",
            [(name, round(number / SCALE), 20, 10, 0.5)
             for name, number in zip(names, segments, strict=True)]),
        "design.traits": 13,
        # What calls for makers at all, unless drawn otherwise.
        "population.threshold_mean": 0.1,
        "awareness.initially": 0.5,
        "population.exit_hazard": 0.1,
        "engagement.return_rate": 0.1,
    }  # fmt: skip
    values |= draw(settings(12, among))
    if among is None:
        values |= draw(tables(n, territories, n_days))
    if values.get("acquaintance.kind") == "random":  # nobody knows more than all others
        values["acquaintance.mean_degree"] = min(values.get("acquaintance.mean_degree", 10), n - 1)
    drawn_events = draw(events(n_days)) if among is None else ()
    return Story(n, n_days, territories, values, drawn_events)


def stories_of_one_file(n: int, n_days: int) -> st.SearchStrategy[list[Story]]:
    """So many stories whose results fit into one file: the same days and territories."""
    return st.lists(stories(n_days=n_days, n_territories=2), min_size=n, max_size=n)


PLAIN = {f"{section}.on": False for section in (
    "press", "norms", "need", "structures", "coordination", "design", "money", "supply", "demand",
    "matching", "delivery", "recognition", "ties")}  # fmt: skip
AMONG_PERSONS = ("awareness.beta", "awareness.initially", "engagement", "fatigue", "rumor",
                 "production", "calendar")  # fmt: skip


@st.composite
def crowds(draw: st.DrawFn) -> tuple[Story, list[tuple[int, int]], list[float]]:
    """A story of persons without anything around them, their ties and their thresholds."""
    n = draw(st.integers(2, 40))
    person = st.integers(0, n - 1)
    ties = draw(st.lists(st.tuples(person, person), min_size=2 * n, max_size=6 * n))
    thresholds = draw(st.lists(st.sampled_from([0.0, 0.1, 0.3, 1.0]), min_size=n, max_size=n))
    values = {
        "calendar.start": Story.date(0),
        "calendar.end": Story.date(24),
        **draw(settings(6, AMONG_PERSONS)),
        **PLAIN,
        "engagement.peers_as": draw(st.sampled_from(["share of contacts", "count of contacts"])),
        "acquaintance.kind": "none",
    }
    publish = {"name": "text", "date": Story.date(5), "act": "rumor.publish",
               "with": {"reach": 0.5}}  # fmt: skip
    return Story(n, 25, ("everywhere",), values, (publish,)), ties, thresholds


def beside(story: Story, ties, thresholds) -> muster.Scenario:
    """The story with these ties and a person for each threshold."""
    return story.with_values(
        {
            "population.size": len(thresholds),
            "population.thresholds": csv("threshold", [(each,) for each in thresholds]),
            "acquaintance.ties": csv("a,b", ties),
        }
    ).scenario()


def copied(ties, n: int):
    """The ties of n persons and of n others."""
    return [(a + shift, b + shift) for shift in (0, n) for a, b in ties]


NO_LUCK = {"engagement.on": True,
           "engagement.attention": 1.0, "engagement.noise": 0.0, "engagement.spontaneous": 0.0,
           "engagement.return_rate": 0.0, "population.exit_hazard": 0.0,
           "population.hours_spread": 0.0, "calendar.substeps": 1, "rumor.on": False,
           "awareness.on": False, "production.on": False, "fatigue.on": False,
           "population.printer_share": 0.0, "population.sewing_share": 0.0}  # fmt: skip
