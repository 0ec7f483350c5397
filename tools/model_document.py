"""Writes into docs/model.md what the code states: `make docs`; with --check, whether it is stale.

A block between `<!-- generated: NAME -->` and `<!-- end -->` comes from the function NAME below:
from the headers in models/ and from the installed package, so that each fact is said in one place.
"""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import muster
from muster import _core
from muster.scenarios import shown

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "model.md"
BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
LONGEST_TABLE = 20  # rows of data that are shown


def document(text: str) -> str:
    """The document with all its blocks written anew."""
    return BLOCK.sub(lambda block: block[1] + "\n" + BLOCKS[block[2]]() + "\n\n" + block[3], text)


def stale_blocks(text: str) -> list[str]:
    """Names of the blocks that are not as the code says."""
    before, after = BLOCK.finditer(text), BLOCK.finditer(document(text))
    return [old[2] for old, new in zip(before, after, strict=True) if old[0] != new[0]]


def phases() -> str:
    """The order of the day."""
    rows = [(str(i), f"**{s.name}**", s.summary) for i, s in enumerate(_mechanisms(), 1)]
    return _table(["", "phase", "what happens"], rows)


def categories() -> str:
    """The lists of names in models/names.hpp."""
    lists = re.findall(
        r"((?:^///.*\n)+)enum class (\w+)[^;]*;\n"
        r"inline constexpr std::array<std::string_view, \d+> \w+\{([^}]*)\}",
        (ROOT / "models" / "names.hpp").read_text(),
        re.MULTILINE,
    )
    rows = [
        (name.lower(), ", ".join(re.findall(r'"([^"]*)"', names)), _plain(comment))
        for comment, name, names in lists
    ]
    return _table(["category", "values", "meaning"], rows)


def state() -> str:
    """The state variables in models/world.hpp, struct by struct."""
    text = (ROOT / "models" / "world.hpp").read_text()
    parts = []
    for comment, name, body in re.findall(
        r"((?:^///[^\n]*\n)*)^struct (\w+) \{\n(.*?)^\};", text, re.MULTILINE | re.DOTALL
    ):
        rows = list(_members(body))
        if rows:
            about = f" {_plain(comment)}" if comment else ""
            table = _table(["variable", "type", "meaning"], rows)
            parts.append(f"**{name}.**{about}\n\n{table}")
    return "\n\n".join(parts)


def submodels() -> str:
    """Every mechanism in the order of the day: its header, its parameters, its acts."""
    return "\n\n".join(_section(section) for section in _mechanisms())


def settings() -> str:
    """What is never off: how the world of day 0 is drawn."""
    others = [section for section in _core.sections() if not _can_be_off(section)]
    return "\n\n".join(_section(section) for section in others)


def shared_rules() -> str:
    """Headers that state rules for several mechanisms."""
    names = {section.name for section in _core.sections()}
    parts = [
        f"### {name}\n\n{header.markdown()}"
        for name, header in _headers().items()
        if name not in names
    ]
    return "\n\n".join(parts)


def events() -> str:
    """What happens in france-2020."""
    rows = []
    for event in muster.scenario("france-2020").events:
        until = f" to {event.until}" if event.until else ""
        rows.append((f"{event.date}{until}", event.name, _code(str(event))))
    return _table(["date", "event", "does"], rows)


def scenarios() -> str:
    """Scenarios that come with Muster."""
    rows = [(f"`{name}`", summary) for name, summary in muster.scenarios().items()]
    return _table(["scenario", "what it is"], rows)


def tables() -> str:
    """The short tables of data in france-2020."""
    values = muster.scenario("france-2020").values._core
    parts = []
    for section in _core.sections():
        for parameter in section.parameters:
            value = values.at(parameter.key)
            if isinstance(value, _core.Table) and 0 < value.n_rows <= LONGEST_TABLE:
                parts.append(f"`{parameter.key}`\n\n```csv\n{value.csv().strip()}\n```")
    return "\n\n".join(parts)


def observables() -> str:
    """Every series: name, unit, axes, meaning."""
    layout = _core.layout(muster.scenario("france-2020")._core)
    rows = [
        (f"`{name}`", unit, timing, ", ".join(dimensions), long_name)
        for name, unit, long_name, dimensions, timing in layout.observables
    ]
    return _table(["series", "unit", "timing", "by", "meaning"], rows)


BLOCKS: dict[str, Callable[[], str]] = {
    block.__name__: block
    for block in (
        phases,
        categories,
        state,
        submodels,
        settings,
        shared_rules,
        events,
        scenarios,
        tables,
        observables,
    )
}


@dataclass(frozen=True)
class Header:
    """What a header states: paragraphs, then Rule, Reads, Writes, Draws; its pure functions."""

    name: str
    comment: str
    functions: list[str]

    def markdown(self) -> str:
        """Words with labels in bold and formulas as code; then functions."""
        parts: list[list[str]] = [[]]
        for line in self.comment.splitlines():
            words = re.match(r"(Rule|Reads|Writes|Draws)\s+(.*)", line)
            if words:
                parts.append([f"**{words[1]}.** {_escaped(words[2])}"])
            elif re.match(r"\s{2,}\S", line) and (not parts[-1] or parts[-1][0] == "```text"):
                parts[-1] = parts[-1] or ["```text"]
                parts[-1].append(line.strip())
            elif line.strip():
                parts[-1].append(_escaped(line.strip()))
            else:
                parts.append([])
        written = []
        for part in filter(None, parts):
            fence = part[0] == "```text"
            written.append("\n".join([*part, "```"]) if fence else " ".join(part))
        if self.functions:
            written.append("```cpp\n" + "\n\n".join(self.functions) + "\n```")
        return "\n\n".join(written)


def _headers() -> dict[str, Header]:
    """By name of the namespace."""
    found = {}
    for path in sorted((ROOT / "models").glob("*.hpp")):
        text = path.read_text()
        match = re.search(r"((?:^///.*\n)+)^namespace models::(\w+) \{", text, re.MULTILINE)
        if match:
            comment = re.sub(r"^/// ?", "", match[1], flags=re.MULTILINE)
            found[match[2]] = Header(match[2], comment, _functions(text))
    return found


def _functions(text: str) -> list[str]:
    """The scalar rules of a header: documented functions of numbers, whole."""
    return re.findall(
        r"((?:^///[^\n]*\n)+^(?:constexpr|inline) (?:double|float|int|bool|std::u?int\w+) \w+\("
        r"[^;]*?\) \{(?:[^\n]*\}$|.*?^\}$))",
        text,
        re.MULTILINE | re.DOTALL,
    )


def _mechanisms() -> list[_core.Section]:
    return [section for section in _core.sections() if _can_be_off(section)]


def _can_be_off(section: _core.Section) -> bool:
    return any(parameter.key == f"{section.name}.on" for parameter in section.parameters)


def _section(section: _core.Section) -> str:
    header = _headers().get(section.name)
    parts = [f"### {section.name}", header.markdown() if header else section.summary]
    parameters = [p for p in section.parameters if p.key != f"{section.name}.on"]
    if parameters:
        parts.append(_parameters(parameters))
    for act in section.acts:
        parts.append(f"Act `{act.name}`: {_escaped(act.meaning)}")
        if act.arguments:
            parts.append(_parameters(act.arguments))
    return "\n\n".join(parts)


def _parameters(parameters: Sequence[_core.Parameter]) -> str:
    values = muster.scenario("france-2020").values._core
    known = {p.key for section in _core.sections() for p in section.parameters}
    rows = []
    for parameter in parameters:
        default = shown(parameter.initial)
        value = shown(values.at(parameter.key)) if parameter.key in known else default
        here = "" if value == default else value
        unit = "" if parameter.unit == "1" else parameter.unit
        row = (default, here, unit, parameter.allowed, parameter.meaning, parameter.source)
        rows.append((f"`{parameter.key}`", *map(_escaped, row)))
    head = ["parameter", "default", "france-2020", "unit", "allowed", "meaning", "source"]
    return _table(head, rows)


def _members(body: str) -> Iterable[tuple[str, str, str]]:
    """Variables of a struct: name, type, what `///<` says."""
    body = re.sub(r"^    struct \w+ \{.*?^    \};?", "", body, flags=re.MULTILINE | re.DOTALL)
    member = re.compile(
        r"^    (?!static|using|enum|struct|return|template)([\w:<>,\s]+?[\w>])\s*\n?\s+"
        r"(\w+)(?:\{[^}]*\}| = [^;]*)?;(?:[ \n]*///< ([^\n]*(?:\n\s*///< [^\n]*)*))?",
        re.MULTILINE,
    )
    for kind, name, meaning in member.findall(body):
        words = re.sub(r"\s*\n\s*///< ", " ", meaning)
        yield f"`{name}`", _code(" ".join(kind.split()).replace("std::", "")), _escaped(words)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _plain(comment: str) -> str:
    words = re.sub(r"^\s*///<? ?", "", comment, flags=re.MULTILINE)
    return _escaped(" ".join(words.split()))


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


def _escaped(text: str) -> str:
    """As it is, not as Markdown."""
    return re.sub(r"([*|<])", r"\\\1", text)


def main() -> int:
    """Writes the document, or says what is stale in it."""
    text = DOCUMENT.read_text()
    if "--check" not in sys.argv[1:]:
        DOCUMENT.write_text(document(text))
        return 0
    stale = stale_blocks(text)
    if stale:
        print(f"docs/model.md: {', '.join(stale)}: not as the code says; make docs writes it anew")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
