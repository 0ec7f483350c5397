"""Mutation testing: plant one bug, look whether the tests notice, for a sample of bugs.

    tools/mutants.py sample         draws a sample and tests it; goes on where it was stopped, or
                                    begins again (--anew)
    tools/mutants.py again          tests once more what was missed, after tests were added
    tools/mutants.py verification   the bugs that the modules of tests/verification name
    tools/mutants.py summary        shares, from the records in tests/mutation

The tests of the changed file run first, then all other fast ones, up to the first failure. The
golden runs come last and do not count: they say that something changed, not what is wrong.
"""

import argparse
import csv
import os
import random
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import mutation_claims
from mutation_build import ROOT, DoesNotCompile, Tree
from mutation_rules import Mutant, all_mutants
from mutation_tests import GOLDEN, Tests

SEED, SIZE, ENOUGH = 4, 200, 0.8
RECORDS = ROOT / "tests/mutation"


@dataclass(frozen=True)
class Result(Mutant):
    """A mutant and the first test that failed; `caught_by` is empty if none did."""

    caught_by: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.file, self.before, self.after

    @property
    def compiles(self) -> bool:
        return self.caught_by != "compiler"

    @property
    def missed(self) -> bool:
        return self.caught_by in ("", GOLDEN)


def read(name: str) -> list[Result]:
    path = RECORDS / f"{name}.csv"
    if not path.exists():
        return []
    with path.open() as file:
        return [Result(**{**row, "line": int(row["line"])}) for row in csv.DictReader(file)]


def write(name: str, results: list[Result]) -> None:
    with (RECORDS / f"{name}.csv").open("w") as file:
        rows = csv.DictWriter(file, list(Result.__dataclass_fields__), lineterminator="\n")
        rows.writeheader()
        rows.writerows(asdict(r) for r in sorted(results, key=lambda r: (r.file, r.line, r.after)))


def equivalents() -> set[tuple[str, str, str]]:
    """Mutants that do what the good program does, each with its reason."""
    with (RECORDS / "equivalent.csv").open() as file:
        return {(row["file"], row["before"], row["after"]) for row in csv.DictReader(file)}


def strata() -> dict[str, tuple[int, list[Mutant]]]:
    """For each file how many bugs to plant, in proportion to its places for bugs but at least one,
    and all of them in random order."""
    mutants = all_mutants()
    total = sum(map(len, mutants.values()))
    chosen = {}
    for file, found in mutants.items():
        random.Random(f"{SEED} {file}").shuffle(found)
        chosen[file] = max(1, round(SIZE * len(found) / total)), found
    return chosen


def first_failure(tree: Tree, tests: Tests, mutant: Mutant) -> str:
    """Of a header much is compiled; not if its own tests notice when they alone are."""
    if mutant.file.endswith(".hpp") and (own := tests.own(mutant.file)):
        program = tree.link("muster_tests", mutant.file, mutant.source(), narrow=True)
        if failed := tests.run(program, own):
            return failed
    program = tree.link("muster_tests", mutant.file, mutant.source())
    return tests.first_failure(program, mutant.file)


def test(tree: Tree, tests: Tests, mutant: Mutant) -> Result:
    values = {field: getattr(mutant, field) for field in Mutant.__dataclass_fields__}
    try:
        result = Result(**values, caught_by=first_failure(tree, tests, mutant))
    except DoesNotCompile:
        return Result(**values, caught_by="compiler")
    print(f"{result.file}:{result.line}: {result.before}  →  {result.after}")
    print(f"    {result.caught_by or 'MISSED'}", flush=True)
    return result


class Record:
    """What is known of a sample; written after each mutant, so that a stopped run can go on."""

    def __init__(self, name: str, results: list[Result]):
        self.name, self.results = name, {result.key: result for result in results}
        self.lock = threading.Lock()

    def add(self, result: Result) -> None:
        with self.lock:
            self.results[result.key] = result
            write(self.name, list(self.results.values()))


def each_file(tree: Tree, jobs: int, visit, files: list[str]) -> None:
    """Calls visit(tree, file) for all files, in some threads, each with a tree of its own."""
    trees = [tree.beside(job) for job in range(jobs)]
    with ThreadPoolExecutor(jobs) as pool:

        def task(file: str) -> None:
            mine = trees.pop()
            visit(mine, file)
            trees.append(mine)

        list(pool.map(task, files))


def sample(tree: Tree, tests: Tests, jobs: int, anew: bool) -> None:
    record = Record("sample", [] if anew else read("sample"))
    chosen = strata()

    def visit(mine: Tree, file: str) -> None:
        wanted, order = chosen[file]
        for mutant in order:
            if wanted == 0:
                return
            key = (mutant.file, mutant.before, mutant.after)
            if key not in record.results:
                record.add(test(mine, tests, mutant))
            wanted -= record.results[key].compiles

    # What costs most comes last.
    each_file(tree, jobs, visit, sorted(chosen, key=lambda file: len(tree.affected(file, []))))


def relocated(result: Result) -> Result | None:
    """The same bug where its line now stands; None if there is no such line any more."""
    lines = [line.strip() for line in (ROOT / result.file).read_text().split("\n")]
    places = [number for number, line in enumerate(lines, start=1) if line == result.before]
    if not places:
        return None
    return replace(result, line=min(places, key=lambda place: abs(place - result.line)))


def again(tree: Tree, tests: Tests, jobs: int, only: str) -> None:
    record = Record("sample", read("sample"))
    known = equivalents()
    missed = [r for r in record.results.values() if r.missed and r.key not in known]

    def visit(mine: Tree, file: str) -> None:
        for result in missed:
            if result.file == file and (there := relocated(result)):
                record.add(test(mine, tests, there))

    each_file(tree, jobs, visit, sorted({r.file for r in missed if only in r.file}))


def summary() -> float:
    """Prints the shares of bugs that were caught and returns that of all."""
    known = equivalents()
    results = [r for r in read("sample") if r.compiles and r.key not in known]
    missed = Counter(r.rule for r in results if r.missed)
    print("missed by rule:", ", ".join(f"{n} {rule}" for rule, n in missed.most_common()) or "none")
    for room in ("models", "sim", ""):
        here = [r for r in results if r.file.startswith(room)]
        caught = sum(not r.missed for r in here)
        golden = sum(r.caught_by == GOLDEN for r in here)
        print(
            f"mutants {room or 'all'}: {caught} of {len(here)} caught "
            f"({caught / max(1, len(here)):.0%}), {golden} more by golden runs only"
        )
    return caught / max(1, len(here))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=["sample", "again", "verification", "summary"])
    parser.add_argument(
        "only", nargs="?", default="", help="files or rows whose name contains this"
    )
    parser.add_argument("--anew", action="store_true", help="forget what was found before")
    parser.add_argument(
        "--package",
        type=Path,
        default=ROOT / "build/release",
        help="where the Python package was built (default: where `make` builds it)",
    )
    parser.add_argument("-j", type=int, default=1, help="jobs at a time (default 1)")
    chosen = parser.parse_args()
    chosen.package = chosen.package.resolve()
    os.chdir(ROOT)
    if chosen.what == "summary":
        sys.exit(summary() < ENOUGH)
    if chosen.what == "verification":
        sys.exit(mutation_claims.run(Tree(chosen.package, chosen.j), chosen.only))
    tree = Tree(jobs=chosen.j)
    tree.build("muster_tests")
    tests = Tests(Path(tree.folder / "muster_tests"))
    if chosen.what == "sample":
        sample(tree, tests, chosen.j, chosen.anew)
    else:
        again(tree, tests, chosen.j, chosen.only)
    sys.exit(summary() < ENOUGH)


if __name__ == "__main__":
    main()
