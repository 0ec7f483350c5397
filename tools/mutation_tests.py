"""Runs the C++ tests in the order in which they are likely to notice a bug."""

import json
import os
import re
import resource
import subprocess
from pathlib import Path

from mutation_build import ROOT, related

SLOW = 0.5  #: seconds; slower tests run only for the file that they are about
GOLDEN = "golden runs only"
MEMORY = 4 << 30  #: bytes; a loop gone wild is a failure, not a full machine


class Tests:
    """All tests of the good program, with their files and times."""

    def __init__(self, program: Path):
        self.times, self.files = self.measured(program), {}
        for name, test in self.listed(program, "--gtest_list_tests"):
            self.files[name] = Path(test["file"]).stem[5:]

    def measured(self, program: Path) -> dict[str, float]:
        """Seconds that each test takes, measured once for a program."""
        record = program.with_suffix(".times.json")
        if not record.exists() or record.stat().st_mtime < program.stat().st_mtime:
            print("measuring the tests", flush=True)
            times = {name: float(test["time"][:-1]) for name, test in self.listed(program)}
            record.write_text(json.dumps(times))
        return json.loads(record.read_text())

    def listed(self, program: Path, *options: str) -> list[tuple[str, dict]]:
        listing = program.with_suffix(".json")
        subprocess.run(
            [program, f"--gtest_output=json:{listing}", *options],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        suites = json.loads(listing.read_text())["testsuites"]
        return [(f"{s['name']}.{test['name']}", test) for s in suites for test in s["testsuite"]]

    def own(self, file: str) -> list[str]:
        """Fast tests of the file."""
        about = set(related(file))
        return [name for name in self.fast if self.files[name] in about]

    @property
    def fast(self) -> list[str]:
        return [name for name in self.times if self.times[name] <= SLOW and "Golden" not in name]

    def first_failure(self, program: Path, file: str) -> str:
        """Name of the first test that fails, or '': of the file's own, other fast ones, slow ones
        of the file, golden runs."""
        own, about = self.own(file), set(related(file))
        slow = set(self.times) - set(self.fast)
        steps = [
            own,
            [name for name in self.fast if name not in own],
            [name for name in slow if self.files[name] in about],
            [name for name in self.times if "Golden" in name],
        ]
        for step in steps:
            if failed := self.run(program, step):
                return GOLDEN if "Golden" in failed else failed
        return ""

    def run(self, program: Path, names: list[str]) -> str:
        if not names:
            return ""
        seconds = 20 + 10 * sum(self.times[name] for name in names)
        scratch = program.parent / "scratch"
        scratch.mkdir(exist_ok=True)
        try:
            done = subprocess.run(
                [program, "--gtest_fail_fast", "--gtest_filter=" + ":".join(names)],
                cwd=ROOT,
                env={**os.environ, "TEST_TMPDIR": f"{scratch}/"},
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
                capture_output=True,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired as late:
            return failed(late.stdout or b"") + " (never ends)"
        return failed(done.stdout) if done.returncode else ""


def failed(output: bytes) -> str:
    """The test that failed, or during which the program ended."""
    names = re.findall(rb"\[  FAILED  \] ([\w./]+) \(", output)
    names += reversed(re.findall(rb"\[ RUN      \] (\S+)", output))
    return names[0].decode() if names else "start of the tests"
