"""Writes docs/verification.md and its pictures: `make docs`, or for some rows only
`tools/verification.py t01 t05`. What theory states and what Muster gives comes from the modules in
tests/verification; what stands above the first row of the page is written by hand.
"""

import csv
import hashlib
import inspect
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402
import muster  # noqa: E402
from muster.printing import number  # noqa: E402
from PIL import Image  # noqa: E402

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests/verification"))

import claims  # noqa: E402
from claims import Claim, Verdict  # noqa: E402

PAGE = ROOT / "docs" / "verification.md"
CAUGHT = ROOT / "tests/verification/mutants.csv"  # written by tools/mutants.py
ROWS = "<!-- rows -->\n"  # from here on the page is generated
SECTION = re.compile(r"<!-- row: (\w+) -->\n(.*?)<!-- end -->\n", re.DOTALL)
NOT_PLANTED = "NOT PLANTED"  # so tools/mutants.py begins what could not be tried
LONG = 12  # numbers; a longer table is folded


def page(text: str, told: Mapping[str, str]) -> str:
    """The page with these sections by row."""
    head = text.split(ROWS)[0]
    lines = ["| row | theory | numbers | mutants noticed |", "|---|---|---|---|"]
    for name, text in told.items():
        held, missed = text.count(" | ✓"), text.count(" | ✗")
        mutants = claims.row(name).MUTANTS
        tried = [
            by for by in (noticed_by(name, mutant.what) for mutant in mutants) if by is not None
        ]
        noticed = sum(by != "" and not by.startswith(NOT_PLANTED) for by in tried)
        shown = f"{noticed} of {len(tried)}" if tried else f"{len(mutants)} not tried yet"
        lines.append(
            f"| [{label(name)}](#{_anchor(_heading(name))}) | {_title(name)} "
            f"| {held} of {held + missed} | {shown} |"
        )
    parts = [f"<!-- row: {name} -->\n{text}<!-- end -->\n" for name, text in told.items()]
    return head + ROWS + "\n".join(["", *lines, "", *parts])


def sections(text: str) -> dict[str, str]:
    """The sections of a page by row."""
    return {match[1]: match[2] for match in SECTION.finditer(text)}


def section(name: str) -> str:
    """What the page says about a row."""
    commands = "\n".join(f"muster run {scenario}" for scenario in claims.row(name).SCENARIOS)
    text = inspect.cleandoc(claims.row(name).__doc__).split("\n", 2)[2]
    parts = [
        f"## {_heading(name)}",
        text,
        f"```\n{commands}\n```" if commands else "",
        f"![{_title(name)}]({picture(name).relative_to(PAGE.parent)})",
        numbers(name),
        _mutants(name),
    ]
    return "\n" + "\n\n".join(part for part in parts if part) + "\n\n"


def numbers(name: str) -> str:
    """The table of a row, folded if it is long."""
    found = claims.verdicts(name)
    lines = ["| number | expected | got | ± | |", "|---|---:|---:|---:|---|"]
    table = "\n".join(lines + [_line(verdict) for verdict in found])
    if len(found) <= LONG:
        return table
    held = sum(verdict.holds for verdict in found)
    summary = f"{held} of {len(found)} numbers hold"
    return f"<details><summary>{summary}</summary>\n\n{table}\n\n</details>"


def label(name: str) -> str:
    """T1 of t01_crowd."""
    return f"T{_count(name)}"


def picture(name: str) -> Path:
    """Where the picture of a row lies."""
    return PAGE.parent / "verification" / f"{name}.png"


def draw(name: str) -> None:
    """Writes the picture of a row."""
    figure, axes = plt.subplots(figsize=(7.2, 3.8), dpi=100, layout="constrained")
    axes.spines[["top", "right"]].set_visible(False)
    claims.row(name).plot(axes, _last(name))
    picture(name).parent.mkdir(exist_ok=True)
    metadata = {"Software": f"Muster {muster.__version__}", "Claims": fingerprint(name)}
    figure.savefig(picture(name), metadata=metadata)
    plt.close(figure)


def fingerprint(name: str) -> str:
    """Of what a picture is made: the module and its numbers."""
    source = Path(claims.row(name).__file__).read_text()
    return hashlib.sha256((source + numbers(name)).encode()).hexdigest()


def origin(path: Path) -> str:
    """The fingerprint that a picture carries; "" if there is none."""
    if not path.exists():
        return ""
    with Image.open(path) as image:
        return image.info.get("Claims", "")


def _title(name: str) -> str:
    return inspect.cleandoc(claims.row(name).__doc__).split("\n")[0].rstrip(".")


def _heading(name: str) -> str:
    return f"{label(name)} {_title(name)}"


def _anchor(heading: str) -> str:
    """Where links to a heading lead, on GitHub as on the site."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _count(row: str) -> int:
    return int(re.search(r"\d+", row)[0])


def _last(name: str) -> list[Claim]:
    """The claims as they were last tried."""
    return [verdict.again or verdict.claim for verdict in claims.verdicts(name)]


def _line(verdict: Verdict) -> str:
    claim = verdict.again or verdict.claim
    shown = _digits if claim.is_exact else number
    within = "exact" if claim.is_exact else number(claim.tolerance)
    mark = ("✓²" if verdict.again else "✓") if verdict.holds else "✗"
    what = claim.what.replace("|", "\\|")
    return f"| {what} | {shown(claim.expected)} | {shown(claim.got)} | {within} | {mark} |"


def _digits(value: float) -> str:
    """Of an exact number."""
    return f"{value:,.0f}" if value == round(value) else f"{value:.10g}"


def _mutants(name: str) -> str:
    lines = ["| mutant | noticed by |", "|---|---|"]
    for mutant in claims.row(name).MUTANTS:
        noticed = noticed_by(name, mutant.what)
        shown = "not tried yet" if noticed is None else noticed.replace("|", "\\|") or "**nothing**"
        lines.append(f"| {mutant.what} (`{mutant.file}`) | {shown} |")
    return "\n".join(lines) if len(lines) > 2 else ""


def noticed_by(name: str, mutant: str) -> str | None:
    """The claim that noticed a mutant; "" if none did, None if it was not tried."""
    if not CAUGHT.exists():
        return None
    with CAUGHT.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if _count(row["row"]) == _count(name) and row["mutant"] == mutant:
                return row["caught_by"]
    return None


def main(wanted: list[str]) -> int:
    text = PAGE.read_text(encoding="utf-8")
    told = sections(text) if wanted else {}
    for name in claims.names():
        if not wanted or any(name.startswith(part) for part in wanted):
            told[name] = section(name)
            draw(name)
            for verdict in claims.verdicts(name):
                if not verdict.holds:
                    print(f"{label(name)}: {verdict}", file=sys.stderr)
    ordered = {name: told[name] for name in claims.names() if name in told}
    PAGE.write_text(page(text, ordered), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
