"""What is known of the real mobilization, and that each fact that is cited can be read up."""

import re
from pathlib import Path

import muster
import numpy as np
import pytest
from muster import facts, story

ROOT = Path(__file__).parents[2]
CITED = re.compile(r"\b([BCDEFV])(\d{1,3})\b(?:[-–][BCDEFV]?(\d{1,3})\b)?")


# Rows C1 to C5 of docs/facts.md.
def test_the_national_curve_is_that_of_the_facts() -> None:
    curve = {fact.id: (fact.date.isoformat(), fact.low) for fact in facts.national_curve()}
    assert curve == {
        "C1": ("2020-04-11", 100_000),
        "C2": ("2020-04-10", 100_000),
        "C3": ("2020-04-21", 250_000),
        "C4": ("2020-04-20", 300_000),
        "C5": ("2020-05-12", 500_000),
    }


def test_facts_count_for_the_whole_country_only(runs: muster.Runs) -> None:
    whole, _ = story.stories(runs.dataset)
    assert facts.concern(whole)
    part = story.Story("part", {"population": {"territories": "territory,population\nA,5\n"}})
    assert not facts.concern(part) and not facts.concern(story.Story("none", {}))


def test_a_scaled_world_is_brought_to_the_size_of_the_country(runs: muster.Runs) -> None:
    first, _ = story.stories(runs.dataset)
    by_id = {fact.id: made for fact, made in facts.against(runs.dataset, first)}
    made = (
        runs.dataset["units_by_process"]
        .sel(scenario="as it was")
        .sel(date=slice(None, "2020-05-12"))
    )
    volunteers = made.sel(process=["printing", "laser"]).sum(["process", "date"])
    np.testing.assert_allclose(by_id["C5"], volunteers / 0.01)


def test_each_fact_that_is_cited_stands_in_the_list() -> None:
    listed = set(re.findall(r"^\| ([BCDEFV]\d+) \|", _text("docs/facts.md"), re.MULTILINE))
    missing = {
        (path, fact)
        for path in [*_sources("models/*.hpp"), *_sources("scenarios/**/*.toml"), "docs/model.md"]
        for fact in _cited(_text(path))
        if fact not in listed
    }
    assert missing == set()


def test_the_list_names_each_of_its_sources() -> None:
    rows, sources = _text("docs/facts.md").split("## Sources")
    used = set(re.findall(r"\bS\d+\b", rows))
    assert used <= set(re.findall(r"^\| (S\d+) \|", sources, re.MULTILINE))


@pytest.mark.parametrize(
    ("text", "ids"),
    [("B25-B34", 10), ("C1–C5", 5), ("D1, D9 (D6: 12 to 63)", 3), ("H5, F8: 3D10", 1)],
)
def test_citations_are_read_as_people_read_them(text: str, ids: int) -> None:
    assert len(_cited(text)) == ids


def _cited(text: str) -> set[str]:
    """Ids of facts in a text, ranges written out."""
    return {
        f"{letter}{number}"
        for letter, first, last in CITED.findall(text)
        for number in range(int(first), int(last or first) + 1)
    }


def _sources(pattern: str) -> list[str]:
    found = [str(path.relative_to(ROOT)) for path in ROOT.glob(pattern)]
    assert found
    return found


def _text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
