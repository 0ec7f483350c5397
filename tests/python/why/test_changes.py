"""What differs between two scenarios, and from when on."""

import datetime

import muster
import pytest
from muster.why.changes import changes


def test_a_scenario_differs_in_nothing_from_itself_under_another_name(small):
    assert changes(small, small.renamed("another")) == []


def test_acts_differ_from_their_day_on(small):
    (change,) = changes(small, small.without_event("legal text"))
    assert (change.date, change.what, change.event) == (
        datetime.date(2020, 5, 12), "rumor.publish", "legal text",
    )  # fmt: skip
    assert change.is_act and change.other == ""
    (back,) = changes(small.without_event("legal text"), small)
    assert back.base == "" and back.is_act


def test_values_differ_on_the_days_on_which_they_do(small):
    call = {"name": "call", "date": "2020-04-10", "until": "2020-04-12"}
    eager = small.with_event(set={"engagement.attention": 0.9}, **call)
    assert [(c.date.isoformat(), c.what, c.other, c.event) for c in changes(small, eager)] == [
        ("2020-04-10", "engagement.attention", "0.9", "call")
    ]
    same = small.with_event(
        set={"engagement.attention": small.values_on("2020-04-10")["engagement.attention"]}, **call
    )
    assert changes(small, same) == []


def test_values_of_the_first_day_come_first(small):
    other = small.with_values({"rumor.misreading": 1.0}).without_event("legal text")
    assert [change.what for change in changes(small, other)] == [
        "rumor.misreading",
        "rumor.publish",
    ]


def test_the_first_change_is_the_day_on_which_the_scenarios_part(small):
    others = [
        small.with_values({"rumor.misreading": 1.0}),
        small.without_event("lockdown"),
        small.without_event("legal text"),
        small.with_event(name="mild", date="2020-06-01", act="rumor.publish"),
    ]
    for other in others:
        assert min(change.date for change in changes(small, other)) == small.parts_from(other)


def test_other_days_cannot_be_compared(small):
    shorter = small.with_values({"calendar.end": datetime.date(2020, 7, 1)})
    with pytest.raises(muster.InputError, match="worlds with the same days can be paired"):
        changes(small, shorter)
