"""Why two worlds differ, in sentences: each is computed, and says no more than pairing shows."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas
from numpy.typing import NDArray

from muster.story import day
from muster.why.changes import Change
from muster.why.lockstep import WORDS
from muster.why.reach import BECAUSE, DIRECT, heard_on, withdrawals

if TYPE_CHECKING:
    from muster.why.explanation import Why

_MOST = 4  # changes, persons or groups in one sentence
_KEY = (
    "perceived legal risk", "debate on norms", "stage of taking part", "units made at home",
    "units made in labs and firms", "orders placed", "parcels sent", "visors in use",
    "visors missing", "own money spent",
)  # fmt: skip
_ONE = {
    "persons": "person", "places": "place", "requesters": "requester",
    "territories": "territory", "collectives": "collective", "suppliers": "supplier",
    "designs": "design",
}  # fmt: skip
HONESTY = (
    "Both worlds have the same people and the same luck otherwise. What one person does in each "
    "depends on how their luck is coupled: take persons as examples, means and totals as results."
)


def sentences(why: "Why", territories: Sequence[str]) -> list[str]:
    """What a `Why` says, a sentence or two each."""
    said = [*_what_differs(why)]
    if why.walked.parted is None:
        last = day(why.walked.date(why.walked.base.scenario.n_days - 1))
        return [
            *said,
            f"The worlds never part: in replicate {why.replicate}, nobody and nothing differs on "
            f"any evening until {last}.",
        ]
    said += [_which_pair(why), _parting(why, territories), _chain(why)]
    said += [line for line in (_withdrawals(why), _reach(why)) if line]
    said += [_person(why, number, row) for number, row in why.persons.iterrows()]
    said += _balance(why, why.runs.n_replicates)
    return [*said, HONESTY]


def counted(n: float, singular: str, plural: str = "") -> str:
    """A number and what it counts: 1 person, 1,200 persons."""
    return f"{n:,.0f} {singular if n == 1 else plural or singular + 's'}"


def listed(parts: Iterable[str]) -> str:
    """Parts of a sentence: a, b and c."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def _what_differs(why: "Why") -> list[str]:
    if not why.changes:
        return [f"“{why.other}” and “{why.base}” differ in nothing that a world reads."]
    said = [_change(why, change) for change in why.changes[:_MOST]]
    rest = len(why.changes) - _MOST
    return [*said, f"They differ in {counted(rest, 'more thing')}."] if rest > 0 else said


def _change(why: "Why", change: Change) -> str:
    if change.is_act:
        side = "has" if change.other else "does without"
        does = change.other or change.base
        return f"“{why.other}” {side} “{change.event}” of {day(change.date)} ({does})."
    start = why.walked.base.scenario.first_day
    since = "from the first day on" if change.date == start else f"from {day(change.date)} on"
    by = f", because of “{change.event}”" if change.event else ""
    return (
        f"{change.what} is {change.base} in “{why.base}” and {change.other} in "
        f"“{why.other}” {since}{by}."
    )


def _which_pair(why: "Why") -> str:
    runs = why.runs
    n = counted(runs.n_replicates, "replicate")
    said = (
        f"The pair told here is replicate {why.replicate} of {n} (the first is 0), seed {runs.seed}"
    )
    if not why.chosen_by:
        return f"{said}."
    return (
        f"{said}; the default is the one whose change in {why.chosen_by} is nearest to the median."
    )


def _parting(why: "Why", territories: Sequence[str]) -> str:
    walked = why.walked
    assert walked.parted is not None
    on = day(walked.date(walked.parted))
    start = ""
    if walked.parted > 0:
        before = day(walked.date(walked.parted - 1))
        start = f"Until the evening of {before} the worlds are the same. "
    who = np.flatnonzero(walked.parted_on == walked.parted)
    if not len(who):
        where = f"{start}On {on} they part, in {listed(_places(walked.first))}"
        if not (walked.parted_on >= 0).any():
            return f"{where}; no person ever does otherwise."
        then = walked.parted_on[walked.parted_on >= 0].min()
        n = int((walked.parted_on == then).sum())
        does = "does" if n == 1 else "do"
        return (
            f"{where}; {counted(n, 'person')} {does} otherwise first, on {day(walked.date(then))}."
        )
    one = len(who) == 1
    paths = "the path of 1 person differs" if one else f"the paths of {len(who):,} persons differ"
    homes = walked.base.core.state("persons.territory")[who]
    parts = [f"{start}On {on} they part: {paths}{_where(homes, territories)}"]
    heard = _heard(why)
    return f"{'; '.join([*parts, listed(heard)] if heard else parts)}."


def _where(homes: NDArray[np.integer], territories: Sequence[str]) -> str:
    """In which territory most of some persons live; nothing where there is only one."""
    if len(territories) == 1:
        return ""
    counts = np.bincount(homes, minlength=len(territories))
    most, n = territories[int(counts.argmax())], int((counts > 0).sum())
    if n == 1:
        return f" in {most}"
    return f" in {n} territories, most of them, {counts.max():,}, in {most}"


def _heard(why: "Why") -> list[str]:
    """How many read of a text and were told of it on the first day, where that differs."""
    walked = why.walked
    assert walked.parted is not None
    counts = [heard_on(life, walked.parted) for life in (walked.base, walked.other)]
    said = []
    for i, label in enumerate((why.base, why.other)):
        read, told = counts[i]
        if counts[0] != counts[1] and read + told > 0:
            were = "was" if told == 1 else "were"
            said.append(
                f"{counted(read, 'person')} read a text and {counted(told, 'person')} {were} told "
                f"of one in “{label}” that day"
            )
    return said


def _places(first: dict[str, int]) -> list[str]:
    return [
        f"{WORDS.get(name, name)} ({counted(n, 'entry', 'entries')})"
        for name, n in list(first.items())[:_MOST]
    ]


def _chain(why: "Why") -> str:
    """Which variables came to differ, in order."""
    chain = why.chain[why.chain.index.isin(_KEY)]
    if chain.empty:
        chain = why.chain
    if chain.empty:
        return "None of the main state variables differs on any evening."
    steps = [f"{variable} {_step(row)}" for variable, row in chain.head(8).iterrows()]
    return f"In this order came to differ: {listed(steps)}."


def _step(row: "pandas.Series[object]") -> str:
    """From when on a variable differs, and in how many; of what there is once, only when."""
    whose, since = str(row["whose"]), f"from {day(row['first'])} on"
    if whose == "country":
        return since
    return (
        f"{since} ({counted(row['then'], _ONE[whose], whose)} then, at most {row['most']:,} on "
        f"{day(row['on'])})"
    )


def _withdrawals(why: "Why") -> str:
    mine, theirs = withdrawals(why.walked.base), withdrawals(why.walked.other)
    parts = [
        f"{theirs[reason]:,} instead of {mine[reason]:,}{because.replace('her own', 'their own')}"
        for reason, because in BECAUSE.items()
        if mine[reason] != theirs[reason]
    ]
    if not parts:
        return ""
    return (
        f"In this pair “{why.other}” has {counted(sum(theirs.values()), 'withdrawal')}, "
        f"“{why.base}” {sum(mine.values()):,}: {listed(parts)}."
    )


def _reach(why: "Why") -> str:
    n = sum(why.reach.values())
    if n == 0:
        return "No person's path differs."
    direct = why.reach[DIRECT]
    others = [
        f"{count:,} through {name}"
        for name, count in sorted(why.reach.items(), key=lambda item: -item[1])
        if name != DIRECT and count
    ]
    whole = len(why.walked.parted_on)
    whose = "nobody was" if direct == 0 else f"{direct:,} {'was' if direct == 1 else 'were'}"
    said = (
        f"By the end the paths of {n:,} of {counted(whole, 'person')} have differed: {whose} "
        f"reached by the change itself, {n - direct:,} only through others"
    )
    return f"{said}: first {listed(others)}." if others else f"{said}."


def _person(why: "Why", number: object, row: "pandas.Series[object]") -> str:
    told_by, before, made = int(row["told by"]), int(row["parted before"]), int(row["made"])
    who = str(row["kind"]).removesuffix("s").replace("makers", "maker")
    said = f"On {day(row['parted'])}, person {number} ({who} in {row['territory']}) {row['how']}"
    said += f" by person {told_by}, {row['tie']}" if told_by >= 0 else f"{row['tie']}"
    if before:
        said += f", after {before} of her {counted(row['contacts'], 'acquaintance')} had parted"
    if row["base"] == row["other"]:
        said += f"; she {row['base']} in both worlds"
    else:
        said += f"; she {row['base']} in “{why.base}” and {row['other']} in “{why.other}”"
    if not made:
        return f"{said}."
    more = "more" if made > 0 else "fewer"
    units = counted(abs(made), f"unit {more}", f"units {more}")
    return f"{said}; by the end she has made {units} in “{why.other}”."


def _balance(why: "Why", n_replicates: int) -> list[str]:
    """Totals, then the groups that gain and lose most."""
    total = why.table.loc["country"].xs("received", level="measure").iloc[0]
    if not total["base"] and not total["mean"]:
        return []
    by_group = _groups(why)
    return [_total(why, total, n_replicates), *([by_group] if by_group else [])]


def _total(why: "Why", total: "pandas.Series[float]", n_replicates: int) -> str:
    mean, low, high = total["mean"], total["low"], total["high"]
    if n_replicates == 1:
        over, interval = "In this pair", ""
    else:
        over = f"Over {n_replicates} replicates, on average"
        interval = f" (95 % interval of the change {low:+,.0f} to {high:+,.0f})"
    said = (
        f"{over}, requesters receive {_change_of(mean, 'unit')} in “{why.other}” than the "
        f"{total['base']:,.0f} in “{why.base}”{interval}"
        if round(mean)
        else f"{over}, requesters receive as many units in both{interval}"
    )
    territories = why.table.loc["territory"].xs("received", level="measure")
    if n_replicates == 1 or len(territories) == 1:
        return f"{said}."
    clear = territories[(territories["low"] > 0) | (territories["high"] < 0)]
    if clear.empty:
        return f"{said}; in no territory does the interval lie on one side of 0."
    which = (
        f"{len(clear)} of {len(territories)} territories, such as " if len(clear) > _MOST else ""
    )
    return f"{said}; the interval lies on one side of 0 in {which}{listed(_extremes(clear))}."


def _groups(why: "Why") -> str:
    ways = {
        "requester": ("received", "units received, by requester"),
        "maker": ("delivered", "units delivered, by maker"),
        "contacts": ("delivered", "by acquaintances of the maker"),
        "from a coordinator": ("delivered", "by distance of the maker from a coordinator"),
    }
    parts = []
    for by, (measure, words) in ways.items():
        if by in why.table.index.unique("by"):
            rows = why.table.loc[by].xs(measure, level="measure")
            rows = rows[rows["mean"].round() != 0]
            if len(rows):
                parts.append(f"{words}: {listed(_extremes(rows))}")
    if not parts:
        return ""
    pairs = int(why.table.loc["maker"]["worlds"].max()) if "maker" in why.table.index else 1
    told = (
        "In the pair told here" if pairs == 1 else f"On average over {pairs} pairs simulated again"
    )
    return f"{told}, {'; '.join(parts)}."


def _extremes(rows: pandas.DataFrame) -> list[str]:
    """The greatest gain and the greatest loss, or all of a few."""
    ordered = rows.sort_values("mean")
    if len(ordered) > _MOST:
        ordered = pandas.concat([ordered.head(1), ordered.tail(2)])
        ordered = ordered[~ordered.index.duplicated()]
    ordered = ordered.iloc[::-1]
    return [f"{group} ({row['mean']:+,.0f})" for group, row in ordered.iterrows()]


def _change_of(n: float, unit: str) -> str:
    more = "more" if n > 0 else "fewer"
    return counted(abs(n), f"{unit} {more}", f"{unit}s {more}")
