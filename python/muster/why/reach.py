"""Whom a difference between two worlds reaches: directly, and through whom."""

from collections.abc import Sequence

import numpy as np
import pandas
from numpy.typing import NDArray

from muster import _core
from muster.story import day
from muster.why.balance import kind_of_units
from muster.why.changes import Change
from muster.why.life import Life, Mask
from muster.why.lockstep import ROUTES, Lockstep

DIRECT = "the change itself"
COLUMNS = ["territory", "kind", "contacts", "parted", "how", "told by", "tie", "parted before",
           "base", "other", "made"]  # fmt: skip

_HAPPENINGS = _core.labels["happening"]
_DECISIONS = {
    _HAPPENINGS.index("engaged"): "took part",
    _HAPPENINGS.index("paused"): "paused",
    _HAPPENINGS.index("resumed"): "went on after a pause",
    _HAPPENINGS.index("withdrew"): "withdrew",
}
BECAUSE = {
    "fatigue": " out of fatigue",
    "legal fear": " for fear of the law",
    "no material": " for want of material",
    "no demand": " for want of demand",
    "structure lost": " for want of support",
    "time lost": " for want of time",
    "other": " for reasons of her own",
}
_STAGES = {
    "unaware": "had not heard of the call",
    "aware": "stood by",
    "engaged": "went on",
    "paused": "remained paused",
    "withdrawn": "stayed away",
}
_TOLD = {
    _HAPPENINGS.index("told text"): "was told of the text",
    _HAPPENINGS.index("told denial"): "was told of the denial",
}
_HEARD = list(ROUTES).index("what they heard of a text")
_DOES = (
    "had heard of the call in one world only",
    "had heard something else of a text",
    "decided otherwise",
    "had other material or had spent other money",
    "made more or fewer units",
    "gave away more or fewer units",
)  # in the order of ROUTES
_READ = {
    _HAPPENINGS.index("read text"): "read the text",
    _HAPPENINGS.index("read denial"): "read the denial",
}


def directly(walked: Lockstep, found: Sequence[Change]) -> Mask:
    """Who was reached by the change itself, not only through others. [n_persons]

    Who reads a text or denial in one world only, on the day on which one scenario alone publishes
    it. Where something else differs, those who part on the first evening, if that is of the day on
    which the scenarios begin to differ, and were not told by somebody that day.
    """
    direct = np.zeros(len(walked.parted_on), bool)
    texts = [change for change in found if change.what.startswith("rumor.") and change.is_act]
    on = {(change.date - walked.date(0)).days for change in texts}
    for day_, person in _in_one_world(walked, list(_READ)):
        direct[person] |= day_ in on
    begin = (found[0].date - walked.date(0)).days if found else -1
    if len(texts) < len(found) and walked.parted == begin:
        first = walked.parted_on == begin
        for day_, person in _in_one_world(walked, list(_TOLD)):
            first[person] &= day_ > begin
        direct |= first
    return direct & (walked.parted_on >= 0)


def reach(walked: Lockstep, direct: Mask) -> dict[str, int]:
    """Persons whose path differs, by how it first came to."""
    counts = {DIRECT: int(direct.sum())}
    routes = np.bincount(walked.route[~direct & (walked.route >= 0)], minlength=len(ROUTES))
    return counts | {name: int(n) for name, n in zip(ROUTES, routes, strict=True)}


def some_persons(
    walked: Lockstep, direct: Mask, territories: Sequence[str], n: int = 5
) -> pandas.DataFrame:
    """A handful of persons who decide otherwise: some reached directly, some through others."""
    order = np.lexsort((walked.parted_on, ~_decide_otherwise(walked)))
    order = order[walked.parted_on[order] >= 0]
    chosen = _handful(walked, direct, order, n)
    kinds = kind_of_units(walked.base)
    rows = [_person(walked, int(p), direct, kinds, territories) for p in chosen]
    return pandas.DataFrame(rows, index=pandas.Index(chosen, name="person"), columns=COLUMNS)


def _handful(walked: Lockstep, direct: Mask, order: NDArray[np.intp], n: int) -> list[int]:
    """Some whom another tells, with who tells them; one reached by itself, one otherwise."""
    teller = _tellers(walked)
    told = order[teller[order] >= 0]
    if (near := told[direct[teller[told]]]).size:
        told = near
    told = told[: n // 2]
    chain = [*teller[told], *told]
    others = order[~direct[order] & (teller[order] < 0)]
    wanted = [*chain, *order[direct[order]][:1], *others[:1], *order[:n], *others[:n]]
    parted = [int(p) for p in dict.fromkeys(wanted) if walked.parted_on[p] >= 0][:n]
    return sorted(parted, key=lambda p: (walked.parted_on[p], p))


def _tellers(walked: Lockstep) -> NDArray[np.int64]:
    """Who told a person on the day on which her path differs, in one world only; else -1."""
    each = []
    for life in (walked.base, walked.other):
        teller = np.full(len(walked.parted_on), -1)
        log = life.log_of_persons
        log = log[np.isin(log["what"], list(_TOLD))]
        log = log[log["day"] == walked.parted_on[log["unit"]]]
        teller[log["unit"]] = log["from"]
        each.append(teller)
    mine, theirs = each
    return np.where(mine == theirs, -1, np.where(mine >= 0, mine, theirs))


def withdrawals(life: Life) -> dict[str, int]:
    """Persons who withdrew, by reason."""
    log = life.log_of_persons
    reasons = log["reason"][log["what"] == _HAPPENINGS.index("withdrew")]
    counts = np.bincount(reasons, minlength=len(_core.labels["reason"]))
    return {name: int(n) for name, n in zip(_core.labels["reason"], counts, strict=True)}


def heard_on(life: Life, on: int) -> tuple[int, int]:
    """How many read a text or denial on a day, and how many were told of one."""
    log = life.log_of_persons
    today = log["what"][log["day"] == on]
    return int(np.isin(today, list(_READ)).sum()), int(np.isin(today, list(_TOLD)).sum())


def _in_one_world(walked: Lockstep, what: list[int]) -> NDArray[np.int64]:
    """Day and person of what happened in one world only. [n, 2]"""
    both = []
    for life in (walked.base, walked.other):
        log = life.log_of_persons
        log = log[np.isin(log["what"], what)]
        both.append(np.unique(log["day"].astype(np.int64) << 32 | log["unit"]))
    keys = np.setxor1d(*both, assume_unique=True)
    return np.stack([keys >> 32, keys & (2**32 - 1)], axis=1)


def _decide_otherwise(walked: Lockstep) -> Mask:
    """Who decided something, or on some day, in one world only. [n_persons]"""
    differ = np.zeros(len(walked.parted_on), bool)
    for what in _DECISIONS:
        differ[_in_one_world(walked, [what])[:, 1]] = True
    return differ


def _person(
    walked: Lockstep, p: int, direct: Mask, kinds: NDArray[np.str_], territories: Sequence[str]
) -> tuple[object, ...]:
    core, parted = walked.base.core, int(walked.parted_on[p])
    contacts = core.acquaintance.neighbors(p)
    before = walked.parted_on[contacts]
    how, teller = _how(walked, p, direct)
    tie = ", tied to a coordinator" if how in _READ.values() and walked.distance[p] == 1 else ""
    if teller >= 0:
        met = walked.base.scenario.values["rumor.spreads_among"] == "everybody"
        other = "whom she met by chance" if met else "with whom she works"
        tie = "an acquaintance" if teller in contacts else other
    made = [int(life.core.state("persons.made")[p]) for life in (walked.base, walked.other)]
    return (
        territories[core.state("persons.territory")[p]], str(kinds[p]), len(contacts),
        walked.date(parted), how, teller, tie, int(((before >= 0) & (before < parted)).sum()),
        _decision(walked, walked.base, p), _decision(walked, walked.other, p), made[1] - made[0],
    )  # fmt: skip


def _how(walked: Lockstep, p: int, direct: Mask) -> tuple[str, int]:
    """How the difference first reached a person, in words; who told her, -1 if nobody."""
    heard = [_heard(life, p, int(walked.parted_on[p])) for life in (walked.base, walked.other)]
    for what, teller in [] if heard[0] == heard[1] else heard[0] or heard[1]:
        return (_READ | _TOLD)[what], teller
    if heard[0] and walked.route[p] == _HEARD:
        return "heard of a text in both worlds, and feared it otherwise", -1
    reads_later = direct[p] and _reads(walked, p)
    if direct[p] and not reads_later:
        return "was reached by the change itself", -1
    later = ", and later read a text" if reads_later else ""
    return f"{_DOES[walked.route[p]]}{later}", -1


def _heard(life: Life, p: int, on: int) -> list[tuple[int, int]]:
    """What a person read or was told on a day, and by whom."""
    log = life.log_of_persons
    own = log[(log["unit"] == p) & (log["day"] == on)]
    own = own[np.isin(own["what"], [*_READ, *_TOLD])]
    return [(int(entry["what"]), int(entry["from"])) for entry in own]


def _reads(walked: Lockstep, p: int) -> bool:
    logs = [life.log_of_persons for life in (walked.base, walked.other)]
    return any(np.isin(log["what"][log["unit"] == p], list(_READ)).any() for log in logs)


def _decision(walked: Lockstep, life: Life, p: int) -> str:
    """What she next decided from the day on which her path differs."""
    log = life.log_of_persons
    own = log[(log["unit"] == p) & (log["day"] >= walked.parted_on[p])]
    for entry in own[np.isin(own["what"], list(_DECISIONS))]:
        reason = _core.labels["reason"][entry["reason"]] if entry["reason"] >= 0 else ""
        because = BECAUSE.get(reason, "")
        return f"{_DECISIONS[entry['what']]} on {day(walked.date(entry['day']))}{because}"
    return _STAGES[_core.labels["stage"][life.core.state("persons.stage")[p]]]
