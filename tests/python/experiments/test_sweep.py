"""What an experiment found."""

import datetime

import muster
import numpy as np
import pytest
from muster import InputError

RIOT = "theory/t01-riot"


def test_outcomes_of_all_files_are_those_of_each(swept):
    for point in swept.done:
        alone = swept.runs(point).outcomes()
        assert swept.outcomes.loc[point].equals(alone)
    assert swept.outcomes.attrs["units"] == {"engaged in the end": "person", "steps": "day"}


def test_the_frame_has_a_row_a_world_and_outcome(swept, crowd):
    frame = swept.frame
    assert len(frame) == 5 * 2 * 2
    assert list(frame.columns) == [
        "point", "engagement.spontaneous", "engagement.attention",
        "scenario", "replicate", "outcome", "value",
    ]  # fmt: skip
    row = frame[(frame.point == 4) & (frame.outcome == "steps") & (frame.replicate == 1)].iloc[0]
    assert row["engagement.attention"] == crowd.rows[4][1]
    assert row.value == swept.outcomes.loc[(4, RIOT, 1), "steps"]


def test_the_summary_of_a_point_is_that_of_its_runs(swept):
    mine = swept.summary().loc[(RIOT, "steps", 2)]
    theirs = swept.runs(2).summary().loc[(RIOT, "steps")]
    assert mine.to_dict() == theirs.to_dict()


def test_points_that_differ_in_days_or_scenario_are_read_together(tmp_path):
    a = muster.scenario(RIOT)
    b = a.with_values({"engagement.spontaneous": 0.1}).renamed("b")
    factors = {
        "calendar.end": [datetime.date(2020, 4, 20), datetime.date(2020, 5, 9)],
        "scenario": [RIOT, "b"],
    }
    one = muster.experiment([a, b], factors, "factorial", replicates=1)
    found = one.run(tmp_path / "out", threads=1)
    assert list(found.outcomes.index.get_level_values("scenario")) == [RIOT, "b", RIOT, "b"]
    for point in found.done:
        assert found.outcomes.loc[point].equals(found.runs(point).outcomes())
    assert set(found.sensitivity().scenario) == {""}
    assert set(found.frame.columns) >= {"scenario", "calendar.end"}


def test_a_folder_is_read_again(swept):
    again = muster.sweep(swept.folder)
    assert repr(again) == "<Sweep 'theory/t01-riot': 5 of 5 points × 2 replicates>"
    assert again.outcomes.equals(swept.outcomes)
    assert again.design.equals(swept.design)
    assert "<table" in again._repr_html_()


def test_pictures_tell_what_they_were_made_from(swept):
    for picture in (swept.plot(), swept.plot("steps", "engagement.attention")):
        assert picture._repr_png_()[:4] == b"\x89PNG"
        assert picture.origin["Description"] == "latin-hypercube, 5 points, 2 replicates, seed 3"
    assert swept.plot("steps", "engagement.attention").axes[0].get_xlabel() == (
        "engagement.attention, 1/day"
    )


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda s: s.plot("step"), "there is no outcome 'step'; did you mean 'steps'?"),
        (lambda s: s.plot("steps", "attention"), "there is no factor 'attention'"),
        (lambda s: s.runs(9), "point 9 is not done"),
    ],
)
def test_what_is_not_there_is_told(swept, ask, sentence):
    with pytest.raises(InputError) as refused:
        ask(swept)
    assert sentence in str(refused.value)


def test_a_damaged_file_is_told(crowd, tmp_path):
    found = crowd.run(tmp_path / "out", threads=1)
    (tmp_path / "out" / "runs" / "000001.nc").write_bytes(b"no")
    with pytest.raises(InputError, match=r"000001.nc: is damaged .*; delete it and go on"):
        muster.sweep(found.folder).outcomes  # noqa: B018


def test_a_design_that_does_not_fit_is_told(crowd, tmp_path):
    crowd.run(tmp_path / "out", threads=1)
    (tmp_path / "out" / "design.csv").write_text("point,a\n0,0.5\n")
    with pytest.raises(InputError, match="design.csv: is not the design of these factors"):
        muster.sweep(tmp_path / "out")
    (tmp_path / "out" / "design.csv").unlink()
    with pytest.raises(InputError, match="design.csv: there is no such file"):
        muster.sweep(tmp_path / "out")


def test_before_a_point_is_done_there_are_no_outcomes(crowd, tmp_path):
    from muster.experiments.folder import Folder

    Folder(tmp_path / "out").prepare(crowd)
    with pytest.raises(InputError, match="no point is done yet"):
        muster.sweep(tmp_path / "out").outcomes  # noqa: B018


def test_outcomes_that_do_not_count_are_missing(tmp_path):
    one = muster.experiment("theory/t02-window", {"engagement.on": [True, False]}, "factorial",
                            replicates=2)  # fmt: skip
    table = one.run(tmp_path / "out", threads=1).outcomes
    never = table["global cascade"] == 0
    assert never.any()
    assert np.isnan(table["size of a global cascade"][never]).all()
