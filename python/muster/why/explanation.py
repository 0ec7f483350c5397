"""Why two worlds of a run set differ: when they part, through whom, who gains and who loses."""

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas
import xarray

from muster import _core
from muster._core import InputError, hint
from muster.comparison import Worlds, base_of
from muster.digits import number
from muster.outcomes import outcomes
from muster.why.balance import Ledger, balance, by_territory, ledger
from muster.why.changes import Change, changes
from muster.why.life import Mask
from muster.why.lockstep import WORDS, Lockstep, live, walk
from muster.why.reach import directly, reach, some_persons

if TYPE_CHECKING:
    from muster.plots import Picture
    from muster.runs import Runs

_TELLING = ("units_delivered", "withdrawals", "units_made", "joins", "persons")


@dataclass(frozen=True)
class Why:
    """Why two worlds differ; get it with `Runs.why`.

    Attributes
    ----------
    runs
        The results that it is about.
    base, other
        Labels of the two scenarios.
    changes
        What differs between the scenarios, by date.
    replicate
        The pair that was followed step by step.
    chosen_by
        The number whose difference in that pair is nearest to the median over the replicates.
    walked
        What was seen of this pair, evening by evening; `walked.parted` is the first evening on
        which anything differs, None if nothing ever does.
    direct
        Who was reached by the change itself, not only through others. [n_persons]
    chain
        State variables in the order in which they came to differ: first date, entries that differed
        then, the most that ever did and when.
    reach
        Persons whose path differs, by how it first came to: the change itself, or others.
    persons
        A handful of them: who they are, who told them, what they do in each world.
    table
        Who gained and who lost: paired differences by territory over all replicates of the file,
        by kind and position over the pairs that were simulated again.
    sentences
        All this in plain words.
    """

    runs: "Runs"
    base: str
    other: str
    changes: list[Change]
    replicate: int
    chosen_by: str
    walked: Lockstep
    direct: Mask
    chain: pandas.DataFrame
    reach: dict[str, int]
    persons: pandas.DataFrame
    table: pandas.DataFrame
    sentences: list[str]

    def plot(self) -> "Picture":
        """A figure: how the difference travels, whom it reaches, who gains and who loses."""
        from muster.why import panels

        return panels.picture(self)

    def __repr__(self) -> str:
        return "\n".join([f"Why “{self.other}” differs from “{self.base}”", *self.sentences])

    def _repr_html_(self) -> str:
        lines = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in self.sentences)
        table: str = self.table.to_html(float_format=number)
        title = html.escape(f"Why “{self.other}” differs from “{self.base}”")
        more = f"<details><summary>who gained and who lost</summary>{table}</details>"
        return f"<h4>{title}</h4><ul>{lines}</ul>{more}"


def why(runs: "Runs", other: str, base: str | None, replicate: int | None, worlds: int) -> Why:
    """See `Runs.why`."""
    labels = list(runs.scenarios)
    base = base_of(labels, base)
    if other not in labels:
        raise InputError(f"there is no scenario '{other}' in these runs{hint(other, labels)}")
    if other == base:
        raise InputError(f"'{other}' is the base itself; choose another of {', '.join(labels)}")
    _check(runs, replicate, worlds)
    stories = runs.scenarios[base], runs.scenarios[other]
    found = changes(*stories)
    chosen_by, order = _nearest_to_the_median(runs, base, other)
    replicate = order[0] if replicate is None else replicate
    walked = walk(*stories, runs.seed, replicate)
    ledgers: list[Ledger] = [ledger(walked.base, walked.other, walked.distance)]
    for another in [r for r in order if r != replicate][: worlds - 1]:
        ledgers.append(ledger(*live(*stories, runs.seed, another)))
    direct = directly(walked, found)
    territories = [str(name) for name in runs.dataset["territory"].values]
    told = Why(
        runs, base, other, found, replicate, chosen_by, walked, direct,
        chain=_chain(walked),
        reach=reach(walked, direct),
        persons=some_persons(walked, direct, territories),
        table=pandas.concat([by_territory(runs.dataset, base, other), balance(ledgers)]),
        sentences=[],
    )  # fmt: skip
    from muster.why.telling import sentences

    told.sentences.extend(sentences(told, territories))
    return told


def _check(runs: "Runs", replicate: int | None, worlds: int) -> None:
    if replicate is not None and not 0 <= replicate < runs.n_replicates:
        raise InputError(
            f"replicate = {replicate}; a whole number in [0, {runs.n_replicates - 1}] is allowed"
        )
    if not isinstance(worlds, int) or not 1 <= worlds <= runs.n_replicates:
        raise InputError(
            f"worlds = {worlds}; a whole number in [1, {runs.n_replicates}] is allowed"
        )
    if runs.python_code.get("mechanisms"):
        raise InputError(
            f"{runs.path}: mechanisms in Python took part, and a file cannot repeat them; "
            "step their worlds with muster.simulation instead"
        )
    if (runs.version, runs.revision) != (_core.version, _core.revision):
        raise InputError(
            f"{runs.path} was written by Muster {runs.version} {runs.revision}, this is "
            f"{_core.version} {_core.revision}, whose worlds may differ; run it again: "
            f"muster run {runs.path}"
        )


def _chain(walked: Lockstep) -> pandas.DataFrame:
    """Variables in the order in which they came to differ; on one evening, in that of a day."""
    rows = {}
    for words, counts in walked.counts.items():
        first = int(np.flatnonzero(counts)[0])
        most = int(counts.argmax())
        whose = next(name for name, said in WORDS.items() if said == words).partition(".")[0]
        whose = whose if "_" not in whose and whose != "strictness" else "country"
        rows[words] = (whose, walked.date(first), counts[first], counts[most], walked.date(most))
    table = pandas.DataFrame.from_dict(
        rows, orient="index", columns=["whose", "first", "then", "most", "on"]
    )
    place = {words: i for i, words in enumerate(WORDS.values())}
    table["place"] = [place[words] for words in table.index]
    table = table.sort_values(["first", "place"]).drop(columns="place")
    return table.rename_axis("variable")


def _nearest_to_the_median(runs: "Runs", base: str, other: str) -> tuple[str, list[int]]:
    """The number that tells them apart, and replicates, that of the median difference first."""
    for name, mine, theirs in _numbers(runs, base, other):
        change = theirs - mine
        if np.isfinite(change).all() and change.any():
            return name, np.argsort(np.abs(change - np.median(change)), kind="stable").tolist()
    return "", list(range(runs.n_replicates))


def _numbers(runs: "Runs", base: str, other: str) -> list[tuple[str, Worlds, Worlds]]:
    """Numbers of the worlds: outcomes that are asked for, then main series."""
    found = []
    table = outcomes(runs.dataset, {label: runs.scenarios[label] for label in (base, other)})
    for name in table.columns:
        found.append((str(name), table.loc[base, name].values, table.loc[other, name].values))
    for variable in _TELLING:
        if variable in runs.dataset:
            series = runs.dataset[variable].sel(scenario=[base, other])
            name = str(series.attrs["long_name"])[0].lower() + str(series.attrs["long_name"])[1:]
            totals = _total(series, variable)
            found.append((name, totals[0], totals[1]))
    return found


def _total(series: xarray.DataArray, variable: str) -> Worlds:
    """[scenario, replicate]"""
    if variable == "persons":
        series = series.sel(stage=["engaged", "aware"])
    rest = [dim for dim in series.dims if dim not in ("scenario", "replicate")]
    return series.sum(rest).transpose("scenario", "replicate").values
