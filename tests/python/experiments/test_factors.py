"""What an experiment varies."""

import datetime

import muster
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from muster import InputError
from muster.experiments.factors import check, combined, factor
from muster.values import shown

GRID = np.linspace(0, 1, 101)


def test_a_range_of_numbers_is_filled_from_end_to_end():
    drawn = factor("rumor.misreading", (0.2, 0.8)).at(GRID)
    assert (drawn[0], drawn[50], drawn[100]) == (0.2, pytest.approx(0.5), 0.8)


def test_a_logarithmic_range_has_as_much_below_its_geometric_mean_as_above():
    each = factor("rumor.half_life", {"range": (1, 100), "scale": "log"})
    drawn = each.at(GRID)
    assert drawn[0] == 1.0 and drawn[50] == pytest.approx(10) and drawn[100] == 100.0
    assert each.levels(3) == [1.0, pytest.approx(10.0), 100.0]


def test_whole_numbers_and_dates_come_equally_often():
    whole = factor("calendar.substeps", (1, 4))
    assert whole.n_levels == 4
    drawn = whole.at(np.arange(400) / 400)
    assert [drawn.count(n) for n in (1, 2, 3, 4)] == [100] * 4
    first, last = datetime.date(2020, 5, 1), datetime.date(2020, 5, 10)
    dates = factor("event.legal text", (first, last)).at(np.arange(100) / 100)
    assert (dates[0], dates[-1], len(set(dates))) == (first, last, 10)


def test_listed_values_share_the_range_in_equal_parts():
    drawn = factor("press.on", [True, False]).at(np.array([0.0, 0.49, 0.5, 1.0]))
    assert drawn == [True, True, False, False]


@given(st.floats(0.0, 1.0))
def test_a_position_is_found_again_from_the_value(position):
    for each in (
        factor("rumor.misreading", (0.1, 0.7)),
        factor("rumor.half_life", {"range": (1.0, 50.0), "scale": "log"}),
    ):
        assert each.position(each.at([position])[0]) == pytest.approx(position, abs=1e-12)


@pytest.mark.parametrize(
    ("key", "given_", "text"),
    [
        ("rumor.misreading", (0.0, 1.0), 0.123456789012345),
        ("calendar.substeps", (1, 4), 3),
        ("press.on", [True, False], False),
        ("norms.regime", ["note", "debated"], "debated"),
        ("event.legal text", [True, datetime.date(2020, 5, 1)], datetime.date(2020, 5, 1)),
        ("event.legal text", [True, False], datetime.date(2020, 5, 12)),
        ("calendar.end", (datetime.date(2020, 5, 1), datetime.date(2020, 6, 1)),
         datetime.date(2020, 5, 7)),
    ],
)  # fmt: skip
def test_values_are_read_back_from_their_text(key, given_, text):
    assert factor(key, given_).parsed(shown(text)) == text


def test_an_event_is_left_out_kept_or_moved_with_its_length():
    base = muster.scenario("france-2020")
    lockdown = factor("event.lockdown", [True, False, datetime.date(2020, 3, 20)])
    assert lockdown.applied(base, True) == base
    names = [event.name for event in lockdown.applied(base, False).events]
    assert "lockdown" not in names and len(names) == len(base.events) - 1
    later = lockdown.applied(base, datetime.date(2020, 3, 20))
    before, after = (next(e for e in s.events if e.name == "lockdown") for s in (base, later))
    assert after.date == datetime.date(2020, 3, 20)
    assert after.until - after.date == before.until - before.date
    assert after.set == before.set


def test_an_act_keeps_its_arguments_when_it_is_moved():
    base = muster.scenario("france-2020")
    moved = factor("event.legal text republished", [False, datetime.date(2020, 5, 20)])
    events = moved.applied(base, datetime.date(2020, 5, 20)).events
    event = next(event for event in events if event.name == "legal text republished")
    assert (event.act, event.with_["reach"]) == ("rumor.publish", 0.15)


def test_a_scenario_as_a_factor_leaves_that_one():
    stories = {name: muster.scenario(name) for name in ("france-2020", "no-legal-text")}
    varied = [factor("scenario", list(stories)), factor("rumor.misreading", (0.0, 1.0))]
    found = combined(stories, varied, ("no-legal-text", 0.5))
    assert list(found) == ["no-legal-text"]
    assert found["no-legal-text"].values["rumor.misreading"] == 0.5


@pytest.mark.parametrize(
    ("key", "given_", "sentence"),
    [
        ("rumor.misreadin", (0, 1), "did you mean 'rumor.misreading'?"),
        ("rumor.misreading", (0, 8), "rumor.misreading = 8 share is outside [0, 1]"),
        ("rumor.misreading", (1, 0), "range = [1, 0]; the first is to be less than the second"),
        ("rumor.misreading", [0.1], "two or more different ones are allowed"),
        ("rumor.misreading", [0.1, 0.1], "two or more different ones are allowed"),
        ("rumor.misreading", [0.1, "much"], "'much' is not allowed; a number is"),
        ("rumor.misreading", 0.5, "a list of two or more values is allowed"),
        ("rumor.misreading", {"range": 3}, "[lowest, highest] is allowed"),
        ("rumor.misreading", {"range": (0, 1), "values": [0, 1]}, "both values and a range"),
        ("rumor.misreading", {"rnge": (0, 1)}, "unknown key 'rnge' in a factor; did you mean"),
        ("rumor.misreading", {"range": (0, 1), "scale": "cubic"}, "'linear' and 'log' are allowed"),
        ("rumor.half_life", {"range": (0, 9), "scale": "log"}, "both are above 0"),
        ("rumor.half_life", {"values": [1, 9], "scale": "log"}, "listed values have none"),
        ("calendar.substeps", (1.5, 4), "a whole number is"),
        ("press.on", (False, True), "a range has numbers or dates at its ends"),
        ("press.on", [1, 0], "true or false is"),
        ("norms.regime", ["note", "nothing"], "norms.regime"),
        ("need.hospital", [1, 2], "this parameter is a table"),
        ("event.legal txt", [True, False], "did you mean 'legal text'?"),
        ("event.legal text", [1, 2], "true, false or a date is"),
        ("event.legal text", [True, datetime.date(2021, 1, 1)], "is outside the run"),
        ("scenario", ["france-2020", "france-2021"], "did you mean 'france-2020'?"),
    ],
)  # fmt: skip
def test_what_cannot_be_varied_is_told_with_its_factor(key, given_, sentence):
    stories = {"france-2020": muster.scenario("france-2020")}
    with pytest.raises(InputError) as refused:
        check([factor(key, given_, "mine.toml:7")], stories)
    assert str(refused.value).startswith(f"mine.toml:7: factor '{key}': ")
    assert sentence in str(refused.value)


def test_a_factor_stands_there_once():
    twice = [factor("press.on", [True, False])] * 2
    with pytest.raises(InputError, match="factor 'press.on': it stands there twice"):
        check(twice, {"france-2020": muster.scenario("france-2020")})
