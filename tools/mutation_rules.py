"""Which bugs are planted: small slips that compile, in the lines that decide something.

The rules lean on clang-format: a binary operator stands between spaces, a template bracket never
does. So a dozen regular expressions find the places that a parser would find.
"""

import re
from dataclasses import dataclass
from pathlib import Path

#: Rules of the model and what of the engine decides something; not files, messages and tables.
FILES = ("models/*.cpp", "models/*.hpp") + tuple(
    f"sim/{name}.*"
    for name in (
        "chunk distributions lots math metrics network nk_landscape philox random_graph ring "
        "schedule spatial_small_world stream topology"
    ).split()
)
NO_RULES = {"models/build_info", "models/listings", "models/log", "models/names"}


@dataclass(frozen=True)
class Mutant:
    """One line of a file that becomes another; `line` counts from 1."""

    file: str
    line: int
    rule: str
    before: str
    after: str

    def source(self) -> str:
        """The whole file with the bug in it."""
        lines = Path(self.file).read_text().split("\n")
        if lines[self.line - 1].strip() != self.before:
            raise ValueError(f"{self.file}:{self.line} has changed since the sample was drawn")
        lines[self.line - 1] = lines[self.line - 1].replace(self.before, self.after)
        return "\n".join(lines)


def binary(operator: str) -> str:
    return rf"(?<=\s){re.escape(operator)}(?=\s|$)"


def other(rule: str, pairs: str) -> list[tuple[str, str, str]]:
    """Rules that put one binary operator in another's place: `a>b` in `pairs`."""
    return [(rule, binary(old), new) for old, new in (pair.split("→") for pair in pairs.split())]


#: name, what is looked for, what comes in its place (a text, or a function of the match)
RULES = [
    *other("boundary", "<→<= <=→< >→>= >=→>"),
    *other("comparison", "==→!= !=→== <→> >→<"),
    *other("sign", "+→- -→+ +=→-= -=→+= *→/ /→* *=→/="),
    *other("logic", "&&→|| ||→&&"),
    ("logic", r"!(?=[\w(])", ""),
    ("condition", r"(?<=if \()(?=[^;]*\)( \{)?$)", "false && "),
    ("condition", r"(?<=if \()(?=[^;]*\)( \{)?$)", "true || "),
    ("condition", binary("?"), "|| true ?"),
    ("condition", binary("?"), "&& false ?"),
    ("constant", r"(?<![\w.'])\d+(?![\w.'])", lambda found: str(int(found[0]) + 1)),
    ("constant", r"(?<![\w.'])[1-9]\d*(?![\w.'])", lambda found: str(int(found[0]) - 1)),
    ("constant", r"(?<![\w.'])\d+\.\d+(?![\de])", lambda found: str(2 * float(found[0]) or 1.0)),
    ("constant", r"\btrue\b", "false"),
    ("constant", r"\bfalse\b", "true"),
    ("extreme", r"std::(ranges::)?min\b", lambda found: found[0].replace("min", "max")),
    ("extreme", r"std::(ranges::)?max\b", lambda found: found[0].replace("max", "min")),
    ("statement", r"^[\w.:>\[\]()*-]+ [-+*/|&]?= .*;$", ";"),
    ("statement", r"^(?!return|throw)[\w.:>\[\]-]+\(.*\);$", ";"),
    ("statement", r"^(\+\+|--)[\w.:>\[\]()-]+;$", ";"),
]

#: Lines that are no rule, or cannot change a result: reserving memory, fetching it early.
LEFT_ALONE = re.compile(
    r"^(#|//|template|using|static_assert|namespace|throw|friend|\.(range|initial|fixed) )|"
    r"\bensure\(|"
    r"reserve\(|prefetch|text\(|InputError"
)
DECLARATION = re.compile(r"^(inline|static)? ?const(expr)? .*[={(]")  # of a parameter, a table


def rule_lines(text: str):
    """Yields (number, stripped line) of the lines that may hold a rule."""
    declared = continued = False
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        top = raw and not raw[0].isspace()
        if top and raw.startswith("inline const") and DECLARATION.match(raw):
            declared = True
        if not declared and line and not LEFT_ALONE.search(line):
            yield number, line, continued
        if declared and line.endswith(";") and (top or raw.startswith("    .") or "}" in line):
            declared = False
        continued = bool(line) and not re.search(r"([;{}):]|else|///.*)$", line)


def code_of(line: str) -> str:
    """The line without its comment."""
    return re.sub(r"\s*//.*$", "", line)


def mutants_of_line(file: str, number: int, line: str, continued: bool) -> list[Mutant]:
    code, found = code_of(line), {}
    for rule, pattern, new in RULES:
        if (rule == "constant" and '"' in code) or (rule == "statement" and continued):
            continue
        for match in re.finditer(pattern, code):
            text = new(match) if callable(new) else new
            after = code[: match.start()] + text + code[match.end() :] + line[len(code) :]
            in_text = code[: match.start()].count('"') % 2
            if after != line and not in_text:
                found.setdefault(after, Mutant(file, number, rule, line, after))
    return list(found.values())


def all_mutants() -> dict[str, list[Mutant]]:
    """By file, in the order of its lines."""
    files = sorted({str(path) for pattern in FILES for path in Path().glob(pattern)})
    mutants = {}
    for file in files:
        if str(Path(file).with_suffix("")) in NO_RULES:
            continue
        lines = rule_lines(Path(file).read_text())
        mutants[file] = [m for line in lines for m in mutants_of_line(file, *line)]
    return {file: found for file, found in mutants.items() if found}
