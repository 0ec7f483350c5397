"""experiment.toml: reading it with the place of each mistake, and writing it."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muster import _core, scenarios
from muster._core import InputError
from muster.experiments import designs, questions
from muster.experiments.experiment import Experiment
from muster.experiments.factors import Factor, factor
from muster.scenarios import Scenario
from muster.values import shown

NAME = "experiment.toml"
Rows = Callable[[Sequence[Factor]], list[designs.Row]]
_KEYS = (
    "schema", "name", "summary", "base", "scenarios", "set", "factor", "design", "replicates",
    "seed", "outcomes", "outcome", "keep", "muster",
)  # fmt: skip
_WORDS = {  # by attribute
    "name": "name", "replicates": "replicates", "seed": "seed", "keep": "keep",
    "kind": "kind of the design", "size": "size", "design_seed": "seed of the design",
    "outcomes": "outcomes",
}  # fmt: skip


@dataclass(frozen=True)
class _Source:
    """The text of a file, in which to find the line of what is wrong."""

    path: Path
    text: str

    def place(self, pattern: str, nth: int = 0) -> str:
        """ "file:line" of the n-th line that begins so; "file" if there is none."""
        found = [n for n, line in enumerate(self.text.splitlines(), 1) if re.match(pattern, line)]
        return f"{self.path}:{found[nth]}" if nth < len(found) else str(self.path)

    def reject(self, key: str, sentence: str) -> InputError:
        """The error of a key of the file."""
        place = self.place(rf"\s*(\[+\s*)?{re.escape(key)}\b")
        return InputError(f"{place}: {sentence}")

    def only(self, table: str) -> str:
        """The text with nothing left but the tables of a name, each on its line."""
        kept, lines = False, []
        for line in self.text.splitlines():
            if re.match(r"\s*\[", line):
                kept = re.match(rf"\s*\[+\s*{table}\s*[].]", line) is not None
            lines.append(line if kept else "")
        return "\n".join(["schema = 1", *lines[1:]])


def read(path: Path, rows: Rows | None = None) -> Experiment:
    """The experiment of a file.

    Raises
    ------
    InputError
        "file:line: what is wrong; what is allowed".
    """
    source = _Source(path, _text(path))
    try:
        content = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"\(at line (\d+)", str(error))
        where = f"{path}:{line[1]}" if line else str(path)
        raise InputError(f"{where}: {str(error).split(' (at ')[0]}") from None
    _check_keys(source, content, "", _KEYS)
    if content.get("schema") != 1:
        raise source.reject("schema", f"schema = {content.get('schema')}; 1 is allowed")
    stories = _scenarios(source, content)
    asked = _asked(source, content, list(stories.values()))
    design = _table(source, content, "design")
    _check_keys(source, design, " of [design]", ("kind", "size", "seed"))
    varied = [_factor(source, nth, table) for nth, table in enumerate(_factors(source, content))]
    seed = content.get("seed", 1)
    try:
        return Experiment(
            str(content.get("name", path.stem)),
            {label: questions.asking(story, asked) for label, story in stories.items()},
            varied,
            (design.get("kind", ""), design.get("size", 2), design.get("seed", seed)),
            content.get("replicates", 20),
            seed,
            content.get("keep", "outcomes"),
            None if rows is None else rows(varied),
        )
    except InputError as error:
        placed = str(error).startswith(str(path))
        raise error if placed else InputError(f"{path}: {error}") from None


def write(experiment: Experiment, path: Path) -> None:
    """The experiment as a file that needs nothing but the folder `scenarios` beside it."""
    import tomli_w

    folder = path.parent / "scenarios"
    names = {}
    try:
        folder.mkdir(exist_ok=True)
        for number, (label, story) in enumerate(experiment.scenarios.items(), 1):
            story.save(folder / f"{number}.toml")
            names[label] = f"scenarios/{number}.toml"
        path.write_text(tomli_w.dumps(_content(experiment, names)), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from None


def build() -> str:
    """Version and revision of this Muster, on which results depend."""
    return f"{_core.version} {_core.revision}"


def build_of(path: Path) -> str:
    """Version and revision that wrote an experiment's folder; "" if none did."""
    return str(tomllib.loads(_text(path)).get("muster", ""))


def _content(experiment: Experiment, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "schema": 1,
        "name": experiment.name,
        "muster": build(),
        "replicates": experiment.replicates,
        "seed": experiment.seed,
        "keep": experiment.keep,
        "outcomes": list(experiment.outcomes),
        "scenarios": dict(names),
        "design": {
            "kind": experiment.kind,
            "size": experiment.size,
            "seed": experiment.design_seed,
        },
        "factor": [_written(each) for each in experiment.factors],
    }


def _written(each: Factor) -> dict[str, Any]:
    if each.range is None:
        return {"key": each.key, "values": list(each.values)}
    return {"key": each.key, "range": list(each.range), "scale": each.scale}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is no text in UTF-8") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None


def _check_keys(
    source: _Source, table: Mapping[str, Any], what: str, known: tuple[str, ...]
) -> None:
    for key in table:
        if key not in known:
            hint = _core.hint(key, known) or f"; {', '.join(known)} are allowed"
            place = source.place(rf"\s*(\[+\s*)?{re.escape(key)}\b")
            raise InputError(f"{place}: unknown key '{key}'{what}{hint}")


def _table(source: _Source, content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = content.get(key, {})
    if not isinstance(table, Mapping):
        raise source.reject(key, f"{key} has the wrong type; a table [{key}] is allowed")
    return table


def _factors(source: _Source, content: Mapping[str, Any]) -> list[Any]:
    tables = content.get("factor", [])
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        raise source.reject("factor", "factor has the wrong type; [[factor]] is allowed")
    return tables


def _factor(source: _Source, nth: int, table: Mapping[str, Any]) -> Factor:
    place = source.place(r"\s*\[\[\s*factor\s*\]\]", nth)
    key = table.get("key")
    if not isinstance(key, str):
        raise InputError(f"{place}: this factor has no key; the key of a parameter is allowed")
    return factor(key, {name: table[name] for name in table if name != "key"}, place)


def _scenarios(source: _Source, content: Mapping[str, Any]) -> dict[str, Scenario]:
    """The scenarios by label, with the values of `set`."""
    if "base" in content and "scenarios" in content:
        raise source.reject("scenarios", "base and scenarios exclude each other; give one of them")
    key = "scenarios" if "scenarios" in content else "base"
    given = content.get(key, [])
    if isinstance(given, str):
        given = [given]
    if isinstance(given, list):
        given = {_label(name): name for name in given}
    if not given or not all(isinstance(name, str) for name in given.values()):
        raise source.reject(
            key, 'base = "a scenario", or scenarios = ["one", "another"], is required'
        )
    changes = _table(source, content, "set")
    found = {}
    for label, name in given.items():
        if name.endswith(".toml"):
            name = source.path.parent / name
        try:
            story = scenarios.scenario(name).with_values(changes)
        except InputError as error:
            raise source.reject(key, str(error)) from None
        found[label] = story.renamed(label)
    return found


def _label(name: Any) -> str:
    return Path(name).stem if isinstance(name, str) and name.endswith(".toml") else str(name)


def _asked(
    source: _Source, content: Mapping[str, Any], stories: list[Scenario]
) -> questions.Outcomes:
    """Outcomes of the file's [[outcome]], and those that it names."""
    own: questions.Outcomes = []
    if "outcome" in content:
        own = questions.parsed(source.only("outcome"), str(source.path))
    if own and "outcomes" not in content:
        return own
    known = [questions.asking(stories[0], own), *stories] if own else stories
    try:
        named = questions.chosen(content.get("outcomes"), known)
    except InputError as error:
        raise source.reject("outcomes", str(error)) from None
    names = {outcome.name for outcome in named}
    return [*named, *(outcome for outcome in own if outcome.name not in names)]


def told_difference(mine: Experiment, theirs: Experiment) -> str:
    """What differs first between two experiments; "" if nothing does."""
    for attribute, words in _WORDS.items():
        here, there = getattr(mine, attribute), getattr(theirs, attribute)
        if here != there:
            return f"{words} = {_in_words(there)} there and {_in_words(here)} here"
    keys = [[each.key for each in one.factors] for one in (mine, theirs)]
    if keys[0] != keys[1]:
        return f"its factors are {', '.join(keys[1])} there and {', '.join(keys[0])} here"
    for here, there in zip(mine.factors, theirs.factors, strict=True):
        if here != there:
            return f"factor '{here.key}' is {_told(there)} there and {_told(here)} here"
    if list(mine.scenarios) != list(theirs.scenarios):
        return f"its scenarios are {', '.join(theirs.scenarios)} there"
    for label, story in mine.scenarios.items():
        if story != theirs.scenarios[label]:
            return f"scenario '{label}' is another{_told_scenario(story, theirs.scenarios[label])}"
    if mine.rows != theirs.rows:
        return "design.csv has other points, made by another version of SALib or SciPy"
    return ""


def _in_words(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _told(each: Factor) -> str:
    values = each.range or each.values
    return f"[{', '.join(map(shown, values))}]{' log' if each.scale == 'log' else ''}"


def _told_scenario(here: Scenario, there: Scenario) -> str:
    for key in here.values:
        if here.values._core.at(key) != there.values._core.at(key):
            return f": {key} = {there.values.shown(key)} there and {here.values.shown(key)} here"
    return ""
