"""What is known of the real mobilization, to hold results against."""

import csv
import datetime
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import xarray

from muster.story import Story

INHABITANTS_OF_FRANCE = 65_096_768  # metropolitan, 13 regions, 2019 (INSEE)

BY_VOLUNTEERS = ["printing", "laser"]  # processes that the national counts refer to


@dataclass(frozen=True)
class Fact:
    """A number of visors made until a day, as a source states it.

    Attributes
    ----------
    low, high
        What the source states; `high` is None for "at least" and "more than".
    """

    id: str
    date: datetime.date
    low: float
    high: float | None
    statement: str
    source: str
    confidence: str


def national_curve() -> list[Fact]:
    """Visors made in metropolitan France until some days of spring 2020.

    Examples
    --------
    >>> from muster import facts
    >>> [fact.id for fact in facts.national_curve()]
    ['C1', 'C2', 'C3', 'C4', 'C5']
    """
    text = files("muster").joinpath("facts.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [
        Fact(
            id=row["id"],
            date=datetime.date.fromisoformat(row["date"]),
            low=float(row["low"]),
            high=float(row["high"]) if row["high"] else None,
            statement=row["statement"],
            source=row["source"],
            confidence=row["confidence"],
        )
        for row in csv.DictReader(lines)
    ]


def concern(story: Story) -> bool:
    """Whether the national curve can be held against it: the real country, whole or scaled."""
    return sum(story.inhabitants.values()) > 0.99 * INHABITANTS_OF_FRANCE


def visors_made(dataset: xarray.Dataset) -> xarray.DataArray:
    """Visors printed and cut until each day: what the curve counts. [..., date]"""
    return dataset["units_by_process"].sel(process=BY_VOLUNTEERS).sum("process").cumsum("date")


def against(dataset: xarray.Dataset, story: Story) -> list[tuple[Fact, np.ndarray]]:
    """Facts of the curve within the run, each with what the worlds made until then.

    Numbers of a scaled world are brought to the size of the country. [n_replicates] each.
    """
    if not concern(story) or "units_by_process" not in dataset:
        return []
    made = visors_made(dataset.sel(scenario=story.label)) / story.scale
    days = dataset["date"].values
    return [
        (fact, made.sel(date=np.datetime64(fact.date)).values)
        for fact in national_curve()
        if np.datetime64(fact.date) in days.astype("datetime64[D]")
    ]
