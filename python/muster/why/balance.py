"""Who gained and who lost between two worlds, by place, kind and position in the network."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas
import xarray
from numpy.typing import NDArray

from muster import _core
from muster.comparison import interval
from muster.why.life import Life, Numbers

UNITS = {"received": "unit", "delivered": "unit", "made": "unit", "engaged": "day", "hours": "hour"}

_ACCEPTED = _core.labels["happening"].index("accepted")
_SEWING = _core.labels["process"].index("sewing")
_AT_HOME = ("helpers", "makers with printers", "sewers")
_COLUMNS = ["members", "base", "mean", "low", "high", "worlds"]

Key = tuple[str, str, str]  # what it goes by, group, measure
Ledger = Mapping[Key, tuple[int, float, float]]  # members, total in base, total in other
Members = NDArray[np.intp]


@dataclass(frozen=True)
class Account:
    """What came of a world by its last day.

    Attributes
    ----------
    delivered
        Units that arrived and were accepted, visors and gowns, by who made them. [n_units]
    received
        The same by who got them. [n_requesters]
    engaged, hours
        Days on which a person was engaged in the evening, and hours that she gave. [n_persons]
    """

    delivered: Numbers
    received: Numbers
    engaged: Numbers
    hours: Numbers


def account(life: Life) -> Account:
    """The account of a world after its last day."""
    log = life.core.log()
    came = np.flatnonzero(log["what"] == _ACCEPTED)
    units = log["units"][came]
    n_units = len(life.days) + len(life.core.state("places.kind"))
    n_requesters = len(life.core.state("requesters.segment"))
    return Account(
        np.bincount(log["unit"][came], units, n_units),
        np.bincount(log["requester"][came], units, n_requesters),
        life.days,
        life.hours,
    )


def ledger(base: Life, other: Life, distance: NDArray[np.int64]) -> Ledger:
    """Totals of each group in both worlds of a pair; distance as in `Lockstep`."""
    mine, theirs = account(base), account(other)
    rows: dict[Key, tuple[int, float, float]] = {}

    def add(by: str, label: str, measure: str, who: Members) -> None:
        totals = (getattr(mine, measure)[who].sum(), getattr(theirs, measure)[who].sum())
        rows[by, label, measure] = (len(who), *map(float, totals))

    for by, label, who in _groups_of_requesters(base):
        add(by, label, "received", who)
    for by, label, who in _groups_of_units(base, distance):
        add(by, label, "delivered", who)
        if who[0] < len(base.days):
            add(by, label, "engaged", who)
            add(by, label, "hours", who)
    return rows


def balance(ledgers: Sequence[Ledger]) -> pandas.DataFrame:
    """Paired differences over worlds.

    Returns
    -------
    pandas.DataFrame
        By what it goes by, group and measure: `members` of the group, their mean number; its
        total in the base; the mean of the paired differences with its 95 % t-interval; the number
        of worlds. A group that is not there in all worlds counts where it is.
    """
    keys = list(dict.fromkeys(key for found in ledgers for key in found))
    rows = []
    for key in keys:
        there = np.array([found[key] for found in ledgers if key in found])
        members, base, other = there.T
        rows.append((members.mean(), base.mean(), *interval(other - base), len(there)))
    return _table(keys, rows)


def by_territory(dataset: xarray.Dataset, base: str, other: str) -> pandas.DataFrame:
    """Paired differences by territory over all replicates of a file; see `balance`."""
    both = dataset[["units_delivered", "units_made", "persons", "hours_given"]]
    both = both.sel(scenario=[base, other]).load()
    series = {
        "received": both["units_delivered"].sum(["date", "product"]),
        "made": both["units_made"].sum(["date", "product"]),
        "engaged": both["persons"].sel(stage="engaged").sum("date"),
        "hours": both["hours_given"].sum("date"),
    }
    persons = both["persons"].isel(scenario=0, replicate=0, date=0).sum("stage").values
    keys: list[Key] = []
    rows: list[tuple[float, ...]] = []
    for measure, data in series.items():
        values = data.transpose("scenario", "territory", "replicate").values
        whole = values.sum(axis=1)
        keys.append(("country", "all territories", measure))
        found = interval(whole[1] - whole[0])
        rows.append((persons.sum(), whole[0].mean(), *found, values.shape[2]))
        for i, name in enumerate(str(label) for label in dataset["territory"].values):
            change = values[1, i] - values[0, i]
            keys.append(("territory", name, measure))
            rows.append((persons[i], values[0, i].mean(), *interval(change), len(change)))
    return _table(keys, rows).sort_index(level="by", sort_remaining=False, kind="stable")


def kind_of_units(life: Life) -> NDArray[np.str_]:
    """In words, for each unit. [n_units]"""
    machines = life.core.state("persons.machines")
    sews = life.core.state("persons.process") == _SEWING
    at_home = np.array(_AT_HOME)[np.where(machines == 0, 0, np.where(sews, 2, 1))]
    places = np.array(_core.labels["kind"])[life.core.state("places.kind")]
    return np.concatenate([at_home, places])


def _table(keys: Sequence[Key], rows: Sequence[tuple[float, ...]]) -> pandas.DataFrame:
    index = pandas.MultiIndex.from_tuples(keys, names=["by", "group", "measure"])
    table = pandas.DataFrame(rows, index=index, columns=_COLUMNS)
    return table.astype({"members": int, "worlds": int})


def _groups_of_requesters(life: Life) -> Iterator[tuple[str, str, Members]]:
    segment = life.core.state("requesters.segment")
    for number, label in enumerate(_core.labels["segment"]):
        who = np.flatnonzero(segment == number)
        if len(who):
            yield "requester", label, who


def _groups_of_units(life: Life, distance: NDArray[np.int64]) -> Iterator[tuple[str, str, Members]]:
    kinds = kind_of_units(life)
    for label in [*_AT_HOME, *_core.labels["kind"]]:
        who = np.flatnonzero(kinds == label)
        if len(who):
            yield "maker", label, who
    contacts = life.core.state("persons.contacts")
    few, many = np.quantile(contacts, [1 / 3, 2 / 3], method="nearest")
    if few < many:
        yield "contacts", "few, at the edge", np.flatnonzero(contacts <= few)
        if (between := np.flatnonzero((contacts > few) & (contacts < many))).size:
            yield "contacts", "some", between
        yield "contacts", "many, hubs", np.flatnonzero(contacts >= many)
    for step in range(1, 6):
        who = np.flatnonzero(distance == step)
        if len(who):
            far = f"{step} tie{'' if step == 1 else 's'}" if step < 5 else "5 ties or more"
            yield "from a coordinator", far, who
