"""The engine reproduces what is known, and docs/verification.md says so as it is."""

import math
import sys
from pathlib import Path

import claims
import muster.cli
import pytest
from claims import Claim, Verdict

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import verification  # noqa: E402

ROWS = claims.names()


@pytest.mark.parametrize("name", ROWS)
def test_the_engine_does_what_theory_says(name):
    found = claims.verdicts(name)
    assert found
    missed = [str(verdict) for verdict in found if not verdict.holds]
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("name", ROWS)
def test_the_page_tells_it_as_it_is(name):
    """If not, `make docs` writes it anew."""
    told = verification.sections(verification.PAGE.read_text())
    assert told.get(name) == verification.section(name)
    assert verification.origin(verification.picture(name)) == verification.fingerprint(name)


def test_the_page_has_every_row():
    text = verification.PAGE.read_text()
    assert list(verification.sections(text)) == ROWS
    assert verification.page(text, verification.sections(text)) == text


def test_every_theory_scenario_belongs_to_a_row():
    written = {f"theory/{path.stem}" for path in (ROOT / "scenarios/theory").glob("t[0-9]*.toml")}
    run = [scenario for name in ROWS for scenario in claims.row(name).SCENARIOS]
    assert written - set(run) == set()
    assert set(run) <= set(muster.scenarios())


@pytest.mark.parametrize("scenario", sorted(s for name in ROWS for s in claims.row(name).SCENARIOS))
def test_a_theory_scenario_prints_its_main_result(scenario):
    assert muster.scenario(scenario).outcomes


@pytest.mark.parametrize(
    ("scenario", "setting", "message"),
    [case for name in ROWS for case in getattr(claims.row(name), "REFUSED", ())],
)
def test_a_theory_scenario_varied_outside_its_range_says_so(capsys, scenario, setting, message):
    assert muster.cli.execute(["run", scenario, "--replicates", "1", "--set", setting]) == 2
    said = capsys.readouterr().err
    assert message in said and said.count("\n") == 1


@pytest.mark.parametrize(
    "mutant", [m for name in ROWS for m in claims.row(name).MUTANTS], ids=lambda m: m.what
)
def test_a_mutant_can_be_planted(mutant):
    assert (ROOT / mutant.file).read_text().count(mutant.before) == 1
    assert mutant.before != mutant.after


@pytest.mark.parametrize(
    ("name", "mutant"), [(n, m.what) for n in ROWS for m in claims.row(n).MUTANTS]
)
def test_a_mutant_was_noticed(name, mutant):
    """If not, or not yet, `tools/mutants.py verification` plants it and writes the record."""
    noticed = verification.noticed_by(name, mutant)
    assert noticed and not noticed.startswith((verification.NOT_PLANTED, "error"))


def test_an_exact_claim_excuses_nothing():
    assert Claim("", 100, 100).holds and not Claim("", 100, 101).holds
    assert Claim("", 0, 0).holds and not Claim("", 0, 1e-12).holds
    assert Claim("", 0.2, 0.2 * (1 + 1e-10)).holds and not Claim("", 0.2, 0.2 * (1 + 1e-8)).holds
    assert not Claim("", 1, math.nan).holds and not Claim("", 1, math.nan, error=1).holds


def test_a_claim_with_luck_in_it_may_be_off_by_three_and_a_half_errors():
    claim = Claim("", 0, 3.5 * 5 + 1, error=3, reference_error=4, allowance=1)
    assert claim.holds
    assert not Claim("", 0, 3.5 * 5 + 1.001, error=3, reference_error=4, allowance=1).holds
    assert not Claim("", 0, -3.5 * 5 - 1.001, error=3, reference_error=4, allowance=1).holds


def test_a_miss_is_forgiven_once():
    good, bad = Claim("", 0, 0, error=1), Claim("", 0, 4, error=1)
    assert Verdict(good).holds and Verdict(bad, good).holds
    assert not Verdict(bad).holds and not Verdict(bad, bad).holds
