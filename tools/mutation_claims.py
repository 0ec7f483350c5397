"""The bugs that the modules of tests/verification name: does a claim of their row fail?"""

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

from mutation_build import ROOT, DoesNotCompile, Tree

ROWS = ROOT / "tests/verification"
MODULE = "_core"

#: Runs in a process of its own: the mutated module is not the one that this process would import.
LIST = """
import csv, sys, claims
rows = csv.writer(sys.stdout)
for name in claims.names():
    for m in claims.row(name).MUTANTS:
        rows.writerow([name, m.what, m.file, m.before, m.after])
"""
CHECK = """
import sys, claims
print(next((v.claim.what for v in claims.verdicts(sys.argv[1]) if not v.holds), ""))
"""


def package(tree: Tree, core: Path) -> Path:
    """The Python package with this module in it, as a folder for PYTHONPATH."""
    site = tree.shadow / "site"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(ROOT / "python/muster", site / "muster")
    shutil.copytree(ROOT / "scenarios", site / "muster/scenarios")
    (site / "muster" / core.name).symlink_to(core)
    return site


def python(site: Path, code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{site}:{ROWS}"},
        capture_output=True,
        text=True,
        timeout=900,
    )
    if done.returncode:
        return "error: " + (done.stderr.strip().split("\n")[-1] or f"exit {done.returncode}")
    return done.stdout.strip()


def planted(tree: Tree, core: Path, file: str, source: str) -> Path:
    """The package with this text of a C++ file, a Python file or a scenario.

    @throws DoesNotCompile
    """
    if file.endswith((".cpp", ".hpp")):
        return package(tree, tree.link(MODULE, file, source))
    site = package(tree, core)
    here = Path(file).relative_to("python") if file.endswith(".py") else Path("muster", file)
    (site / here).write_text(source)
    return site


def caught_by(tree: Tree, core: Path, row: str, file: str, before: str, after: str) -> str:
    source = (ROOT / file).read_text()
    if source.count(before) != 1:
        return "NOT PLANTED: the line is not there exactly once"
    try:
        return python(planted(tree, core, file, source.replace(before, after)), CHECK, row)
    except DoesNotCompile:
        return "NOT PLANTED: it does not compile"
    except subprocess.TimeoutExpired:
        return "never ends"


def run(tree: Tree, only: str) -> int:
    """Writes tests/verification/mutants.csv; returns how many bugs no claim notices."""
    if not (tree.folder / "build.ninja").exists():
        sys.exit(f"{tree.folder} is no build of the Python package; `make installed` makes one")
    tree.build(MODULE)
    core = next(tree.folder.glob(f"{MODULE}.*.so"))
    listed = python(package(tree, core), LIST)
    if listed.startswith("error"):
        sys.exit(listed)
    record = ROWS / "mutants.csv"
    known = {}
    if only and record.exists():
        with record.open() as file:
            known = {tuple(line[:2]): line[2] for line in list(csv.reader(file))[1:]}
    for row, what, *mutant in csv.reader(io.StringIO(listed)):
        if only in row:
            known[row, what] = caught_by(tree, core, row, *mutant)
            print(f"{row}: {what}\n    {known[row, what] or 'MISSED'}", flush=True)
    with record.open("w") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["row", "mutant", "caught_by"])
        rows.writerows([*key, claim] for key, claim in sorted(known.items()))
    missed = sum(not claim or claim.startswith("NOT") for claim in known.values())
    print(f"mutants all: {len(known) - missed} of {len(known)} caught by a claim of their row")
    return missed
