"""What theory states and the engine must reproduce: each row of docs/verification.md is a module
t*.py beside this one, with

    SCENARIOS    names of the scenarios that it runs
    claims(seed) the numbers; all luck comes from the seed
    plot(axes, claims)
    MUTANTS      bugs that must make some claim fail
    REFUSED      if it has any: (scenario, setting, part of the message) of values out of range
"""

import importlib
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

SIGMAS = 3.5
SEEDS = (1, 2)  # whatever misses with the first is looked at once more with the second


@dataclass(frozen=True)
class Claim:
    """A number that a theory states, and what the engine gives.

    Attributes
    ----------
    what
        The number, in words.
    expected, got
        What theory states, what came out.
    error, reference_error
        Standard errors of `got` and of `expected`, 0 where they are exact.
    allowance
        What may be off beside luck, such as the effect of a finite crowd.
    """

    what: str
    expected: float
    got: float
    error: float = 0.0
    reference_error: float = 0.0
    allowance: float = 0.0

    @property
    def is_exact(self) -> bool:
        """Whether there is nothing to excuse a deviation."""
        return self.error == self.reference_error == self.allowance == 0

    @property
    def tolerance(self) -> float:
        """How far `got` may be from `expected`."""
        if self.is_exact:
            return 1e-9 * abs(self.expected)
        return SIGMAS * math.hypot(self.error, self.reference_error) + self.allowance

    @property
    def holds(self) -> bool:
        return abs(self.got - self.expected) <= self.tolerance


@dataclass(frozen=True)
class Mutant:
    """A plausible bug: `before`, which is in `file` exactly once, replaced by `after`."""

    what: str
    file: str
    before: str
    after: str


@dataclass(frozen=True)
class Verdict:
    """A claim, and the same with other luck if it missed at first and luck was in it.

    A claim that is true misses twice less than once in 4 million times.
    """

    claim: Claim
    again: Claim | None = None

    @property
    def holds(self) -> bool:
        return self.claim.holds or (self.again is not None and self.again.holds)

    def __str__(self) -> str:
        tried = [self.claim] if self.again is None else [self.claim, self.again]
        got = ", then ".join(f"{claim.got:.8g}" for claim in tried)
        claim = self.claim
        return f"{claim.what}: expected {claim.expected:.8g} ± {claim.tolerance:.3g}, got {got}"


def names() -> list[str]:
    """Names of the rows, in their order."""
    return sorted(path.stem for path in Path(__file__).parent.glob("t[0-9]*.py"))


def row(name: str) -> ModuleType:
    """The module of a row."""
    return importlib.import_module(name)


@cache
def verdicts(name: str) -> tuple[Verdict, ...]:
    """All claims of a row; computed once a process, for the tests and for the page."""
    claims = row(name).claims(SEEDS[0])
    by_luck = [i for i, claim in enumerate(claims) if not claim.holds and not claim.is_exact]
    again = row(name).claims(SEEDS[1]) if by_luck else []
    return tuple(
        Verdict(claim, again[i] if i in by_luck else None) for i, claim in enumerate(claims)
    )
