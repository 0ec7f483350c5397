"""Programs with a bug in them, without touching the sources or the tree they are built from.

A changed file is compiled to one side, with the commands of the tree `build/mutants`, and linked
before the libraries, which then are not asked for the good version. One bug costs one or a few
compilations and a link.
"""

import copy
import json
import shlex
import subprocess
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUTANTS = ROOT / "build/mutants"
LIBRARIES = ("CMakeFiles/models.dir", "CMakeFiles/sim.dir")


class DoesNotCompile(Exception):
    """The bug is one that the compiler finds."""


class Tree:
    """The good build, and beside it the pieces of the mutant at hand."""

    def __init__(self, folder: Path = MUTANTS, jobs: int = 1):
        self.folder, self.jobs = folder, jobs
        self.shadow = folder / "shadow"
        self.common = folder / "common.hpp"

    def beside(self, job: int) -> "Tree":
        """The same good build, with room for another mutant."""
        other = copy.copy(self)
        other.shadow = self.folder / f"shadow{job}"
        return other

    def build(self, *targets: str) -> None:
        """Brings the good build up to date."""
        if self.folder == MUTANTS:
            self.run("cmake", "--preset", "mutants", cwd=ROOT)
        self.run("ninja", f"-j{self.jobs}", *targets)
        self.precompile()

    def precompile(self) -> None:
        """What all of the model reads, for that is most of the time of a compilation."""
        precompiled = Path(f"{self.common}.gch")
        newest = max(path.stat().st_mtime for path in (ROOT / "models").glob("*.hpp"))
        if precompiled.exists() and precompiled.stat().st_mtime > newest:
            return
        self.common.write_text("#include <models/day.hpp>\n")
        like = next(c for target, c in self.commands.items() if target.startswith(LIBRARIES[0]))
        flags = like[: like.index("-o")]
        self.run(*flags, "-x", "c++-header", "-o", str(precompiled), "-c", str(self.common))

    def run(self, *command: str, cwd: Path | None = None) -> str:
        done = subprocess.run(command, cwd=cwd or self.folder, capture_output=True, text=True)
        if done.returncode < 0 or "terminated program" in done.stderr:
            raise RuntimeError(f"{command[0]} was ended from outside")  # which says nothing
        if done.returncode:
            raise DoesNotCompile(done.stdout[-2000:] + done.stderr[-2000:])
        return done.stdout

    @cached_property
    def commands(self) -> dict[str, list[str]]:
        """How each object file is compiled."""
        entries = json.loads((self.folder / "compile_commands.json").read_text())
        commands = (shlex.split(entry["command"]) for entry in entries)
        return {command[command.index("-o") + 1]: command for command in commands}

    @cached_property
    def readers(self) -> dict[str, set[str]]:
        """The object files for which each of our files is read."""
        readers: dict[str, set[str]] = {}
        for block in self.run("ninja", "-t", "deps").split("\n\n"):
            head, *paths = block.strip().split("\n")
            for path in paths:
                file = (self.folder / path.strip()).resolve()
                if file.is_relative_to(ROOT):
                    readers.setdefault(str(file.relative_to(ROOT)), set()).add(head.split(":")[0])
        return readers

    def affected(self, file: str, linked: list[str], narrow: bool = False) -> list[str]:
        """Objects to compile: of the libraries all that read the file, and, of what is linked, the
        tests that name a header, which may call its functions; if `narrow`, only its namesakes.
        """
        names = {f"test_{name}.cpp" for name in related(file)} if narrow else naming(file)
        library = f"{Path(file).stem}.cpp.o" if narrow else ".o"
        return [
            target
            for target in sorted(self.readers.get(file, ()))
            if (target.startswith(LIBRARIES) and target.endswith(library))
            or (target in linked and Path(target).stem in names)
        ]

    def link(self, target: str, file: str, source: str, narrow: bool = False) -> Path:
        """Compiles what `file` with the text `source` changes; returns the program or module.

        @throws DoesNotCompile
        """
        line = shlex.split(self.run("ninja", "-t", "commands", target).strip().split("\n")[-1])
        line = line[line.index("&&") + 1 : -2]
        changed = self.shadow / file
        changed.parent.mkdir(parents=True, exist_ok=True)
        changed.write_text(source)
        try:
            objects = {old: self.compile(old, file) for old in self.affected(file, line, narrow)}
        finally:
            changed.unlink()
        first = next(i for i, word in enumerate(line) if word.endswith(".o"))
        ours = [str(new) for old, new in objects.items() if old not in line]
        line = line[:first] + ours + [str(objects.get(word, word)) for word in line[first:]]
        out = line.index("-o") + 1
        program = line[out] = str(self.shadow / line[out])
        self.run(*line, "-fuse-ld=gold")
        return Path(program)

    def compile(self, old: str, file: str) -> Path:
        command = list(self.commands[old])
        new = self.shadow / old
        new.parent.mkdir(parents=True, exist_ok=True)
        if "-include" in command:  # the precompiled headers hold the good version
            command[command.index("-include") + 1] = "gtest/gtest.h"
        elif file.endswith(".cpp") and old.startswith(LIBRARIES[0]):
            command[1:1] = ["-include", str(self.common)]
        if command[-1] == str(ROOT / file):
            command[-1] = str(self.shadow / file)
        command[command.index("-o") + 1] = str(new)
        self.run(command[0], f"-I{self.shadow}", *command[1:])
        return new


def related(file: str) -> list[str]:
    """Names of test files (without test_) that a file's own tests are in."""
    room, stem = Path(file).parts[0], Path(file).stem
    return sorted(path.stem[5:] for path in (ROOT / "tests" / room).glob(f"test_{stem}*.cpp"))


def naming(header: str) -> set[str]:
    """Names of the tests that include a header themselves."""
    tests = (ROOT / "tests").glob("*/test_*.cpp")
    return {path.name for path in tests if f"#include <{header}>" in path.read_text()}
