"""The report: a page that stands alone, with the right numbers."""

import base64
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import muster
import numpy as np
import pytest
from muster import cli, report
from muster.digits import number


@pytest.fixture(scope="module")
def results(runs: muster.Runs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "small & fearful.nc"
    shutil.copy(runs.path, path)
    return path


@pytest.fixture(scope="module")
def written(results: Path) -> list[Path]:
    return report.write(results)


@pytest.fixture(scope="module")
def page(written: list[Path]) -> str:
    return written[-1].read_text(encoding="utf-8")


def test_it_writes_pictures_and_a_page_beside_the_results(results: Path, written) -> None:
    names = [path.name for path in written]
    assert names == ["small & fearful.png", "small & fearful-compare.png", "small & fearful.html"]
    assert sorted(path.name for path in results.parent.iterdir()) == sorted([*names, results.name])


def test_one_scenario_has_no_comparison(small: muster.Scenario, tmp_path: Path) -> None:
    muster.run(small, replicates=1, output=tmp_path / "one.nc")
    assert [path.name for path in report.write(tmp_path / "one.nc")] == ["one.png", "one.html"]
    assert "What if" not in (tmp_path / "one.html").read_text(encoding="utf-8")


class _Tags(HTMLParser):
    """Collects addresses, and checks that tags close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_asks_nobody_for_anything(page: str) -> None:
    tags = _Tags()
    tags.feed(page)
    assert tags.open == []
    assert len(tags.addresses) == 2
    assert all(address.startswith("data:image/png;base64,") for address in tags.addresses)
    assert "url(" not in page and "@import" not in page and "<script" not in page


def test_the_picture_on_the_page_is_the_one_beside_it(page: str, written: list[Path]) -> None:
    encoded = re.findall(r'base64,([^"]+)"', page)
    assert [base64.b64decode(one) for one in encoded] == [path.read_bytes() for path in written[:2]]


def test_it_gives_the_main_numbers_with_their_intervals(page: str, runs: muster.Runs) -> None:
    row = runs.summary().loc[("as it was", "visors delivered")]
    for value in (row["mean"], (row["high"] - row["low"]) / 2, row["p10"], row["p90"]):
        assert number(value) in page


def test_it_holds_results_against_facts(page: str, runs: muster.Runs) -> None:
    made = runs.dataset["units_by_process"].sel(scenario="as it was", process=["printing", "laser"])
    until = made.sel(date=slice(None, "2020-05-12")).sum(["process", "date"]).mean().item() / 0.01
    assert number(until) in page and f"{until / 500_000:.2f}" in page
    assert "RFFLabs, 12 May 2020" in page


def test_it_tells_territories_assumptions_events_and_what_if(page: str, runs: muster.Runs) -> None:
    base = runs.scenarios["as it was"]
    for name in runs.dataset["territory"].values:
        assert str(name).replace("'", "&#39;") in page
    for key in base.values.changed():
        assert key in page
    for event in base.events:
        assert event.name.replace("'", "&#39;") in page
    assert "fearful, against as it was" in page


def test_it_tells_what_differs_from_the_bundled_scenario_it_is_most_like(page: str) -> None:
    section = page.split("<h2>What differs from france-2020</h2>")[1].split("</section>")[0]
    assert re.findall(r"<code>(.*?)</code>", section) == ["population.scale"]
    parameter = muster.parameters().loc["population.scale"]
    for text in ("0.01", parameter["unit"], parameter["meaning"], parameter["source"]):
        assert text in section


def test_what_ifs_tell_values_with_their_meaning_and_events(small, tmp_path: Path) -> None:
    calm = small.without_event("legal text").with_values({"rumor.half_life": 20})
    short = {"as it was": small, "calm": calm}
    runs = muster.run(short, replicates=1, output=tmp_path / "calm.nc")
    page = report.page(runs, [b"", b""])
    section = page.split("<h2>calm, against as it was</h2>")[1].split("</section>")[0]
    meaning = muster.parameters().loc["rumor.half_life", "meaning"]
    for text in ("rumor.half_life", "20", "10", meaning, "without", "legal text"):
        assert text in section


def test_it_says_how_to_repeat_it(page: str, results: Path, runs: muster.Runs) -> None:
    assert f"muster run '{results}'".replace("&", "&amp;").replace("'", "&#39;") in page
    for fact in (runs.version, runs.revision, runs.compiler, f"seed {runs.seed}"):
        assert fact in page


def test_a_bundled_scenario_is_repeated_without_the_file_too(small, tmp_path: Path) -> None:
    small = small.with_values({"population.scale": 0.011})  # 0.01 would be `workshop`
    runs = muster.run(small, replicates=1, seed=5, output=tmp_path / "one.nc")
    _, command = report._commands(runs)
    expected = "muster run france-2020 --set population.scale=0.011 --replicates 1 --seed 5"
    assert command == expected
    other = tmp_path / "other.nc"
    assert cli.execute([*command.split()[1:], "-o", str(other)]) == 0
    assert muster.open(other).dataset.equals(runs.dataset)
    eventful = small.without_event("legal text")
    assert len(report._commands(muster.run(eventful, replicates=1))) == 1


def test_numbers_of_territories_add_up(runs: muster.Runs) -> None:
    from muster.story import stories

    rows = report._territories(runs, stories(runs.dataset)[0])
    delivered = runs.dataset["units_delivered"].sel(scenario="as it was", product="visor")
    whole = delivered.sum(["date", "territory"]).mean("replicate")
    np.testing.assert_allclose(sum(row["delivered"] for row in rows), whole)


def test_a_page_that_cannot_be_written_leaves_no_half_file(results: Path, monkeypatch) -> None:
    before = sorted(results.parent.iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(muster.InputError, match="cannot be written: No space left on device"):
        report.write(results)
    assert sorted(results.parent.iterdir()) == before


def test_results_that_are_not_there_are_said(tmp_path: Path) -> None:
    with pytest.raises(muster.InputError, match="no such file"):
        report.write(tmp_path / "none.nc")
