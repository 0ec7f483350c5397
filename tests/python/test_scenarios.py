import copy
import datetime
import pickle

import muster
import numpy as np
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from muster.scenarios import from_toml

DAY = datetime.date(2020, 4, 10)


def test_every_bundled_scenario_loads_and_says_what_it_is_about():
    scenarios = muster.scenarios()
    assert "france-2020" in scenarios
    assert all(scenarios.values())


def test_an_unknown_scenario_is_an_error_that_names_the_nearest():
    with pytest.raises(muster.InputError, match="did you mean 'france-2020'"):
        muster.scenario("france-202")


def test_what_the_user_can_mend_is_a_value_error():
    assert issubclass(muster.InputError, ValueError)


def test_a_scenario_never_changes(small):
    text = small.to_toml()
    small.with_values({"rumor.misreading": 0.123})
    small.without_event(small.events[0].name)
    small.with_event(name="new", date=DAY, set={"rumor.misreading": 0.1})
    assert small.to_toml() == text
    with pytest.raises(AttributeError):
        small.name = "other"
    with pytest.raises(TypeError):
        small.values["rumor.misreading"] = 0.5


def test_values_read_like_a_dict(small):
    values = small.values
    assert values["population.scale"] == 0.01
    assert set(values) == set(muster.parameters().index)
    assert len(values) == len(muster.parameters())
    assert values.get("no.such") is None
    with pytest.raises(KeyError, match="unknown parameter 'rumor.misreding'"):
        values["rumor.misreding"]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("rumor.misreding", 0.5, "unknown parameter .*; did you mean 'rumor.misreading'"),
        ("rumor.misreading", 1.5, r"rumor.misreading = 1.5 share is outside \[0, 1\]"),
        ("rumor.misreading", float("nan"), "is outside"),
        ("rumor.misreading", 10**400, "is outside"),
        ("rumor.misreading", "much", "wrong type"),
        ("rumor.misreading", None, "cannot be a Python NoneType"),
        ("population.size", 1000.5, "wrong type; a whole number"),
        ("population.size", 10**30, "wrong type; a whole number"),
        ("rumor.on", 1, "wrong type; true or false"),
        ("calendar.end", "2020-02-30", "wrong type; a date"),
        ("calendar.end", "2019-01-01", "is before calendar.start"),
        ("need.hospital", [1, 2, 3], "an array with columns"),
        ("need.hospital", {"territory": ["Bretagne"]}, "no column"),
    ],
)
def test_a_value_that_is_not_allowed_is_one_clear_sentence(small, key, value, message):
    with pytest.raises(muster.InputError, match=message):
        small.with_values({key: value})


def test_values_may_be_scalars_of_numpy_and_pandas(small):
    changed = small.with_values(
        {
            "rumor.misreading": np.float64(0.25),
            "population.size": np.int32(5000),
            "rumor.on": np.bool_(False),
            "calendar.start": np.datetime64("2020-03-02"),
            "calendar.end": pandas.Timestamp("2020-07-20 12:00"),
        }
    )
    assert changed == small.with_values(
        {
            "rumor.misreading": 0.25,
            "population.size": 5000,
            "rumor.on": False,
            "calendar.start": datetime.date(2020, 3, 2),
            "calendar.end": "2020-07-20",
        }
    )


def test_an_event_is_data(small):
    scenario = small.with_event(
        name="doubt", date="2020-04-10", until=DAY, set={"rumor.misreading": 0.1}
    )
    event = next(event for event in scenario.events if event.name == "doubt")
    assert (event.date, event.until, dict(event.set)) == (DAY, DAY, {"rumor.misreading": 0.1})
    assert str(event) == "rumor.misreading = 0.1"
    assert scenario.values_on(DAY)["rumor.misreading"] == 0.1
    before, after = DAY - datetime.timedelta(1), DAY + datetime.timedelta(1)
    for day in (before, after):
        assert scenario.values_on(day)["rumor.misreading"] == small.values["rumor.misreading"]


def test_an_event_may_do_an_act(small):
    scenario = small.with_event(
        name="text", date=DAY, act="rumor.publish", with_={"severity": np.float64(0.5)}
    )
    event = next(event for event in scenario.events if event.name == "text")
    assert (event.act, dict(event.with_)) == ("rumor.publish", {"severity": 0.5})
    assert str(event) == "rumor.publish(severity = 0.5)"


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ({"date": "2020-13-01", "set": {"rumor.misreading": 0.1}}, "2020-13-01 is no day"),
        ({"date": "2031-01-01", "set": {"rumor.misreading": 0.1}}, "outside the run"),
        ({"date": DAY, "set": {"rumor.misreding": 0.1}}, "did you mean 'rumor.misreading'"),
        ({"date": DAY, "set": {"rumor.misreading": 2}}, r"outside \[0, 1\]"),
        ({"date": DAY, "set": {"population.size": 2}}, "read once, on the first day"),
        ({"date": DAY, "act": "rumor.publishe"}, "did you mean 'rumor.publish'"),
        (
            {"date": DAY, "act": "rumor.publish", "with_": {"severty": 1}},
            "did you mean 'severity'",
        ),
        ({"date": DAY}, "does nothing"),
    ],
)
def test_an_event_that_cannot_be_is_one_clear_sentence(small, event, message):
    with pytest.raises(muster.InputError, match=message):
        small.with_event(name="impossible", **event)


def test_an_unknown_event_cannot_be_left_out(small):
    name = small.events[0].name
    with pytest.raises(muster.InputError, match="did you mean"):
        small.without_event(name[:-1] + "?")


def test_what_is_written_reads_back_as_the_same_scenario(small, tmp_path):
    path = tmp_path / "copy.toml"
    small.save(path)
    copy_of = muster.scenario(path)
    assert copy_of == small
    assert copy_of.name == "copy"
    assert copy_of.to_toml() == str(small) == small.to_toml()
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_does_not_exist_cannot_be_written(small, tmp_path):
    with pytest.raises(muster.InputError, match="cannot be written"):
        small.save(tmp_path / "no" / "copy.toml")


def test_scenarios_are_equal_whatever_their_names(small):
    other = small.renamed("other")
    assert other == small
    assert hash(other) == hash(small)
    assert other.name == "other"
    assert small != small.with_values({"rumor.misreading": 0.123})
    assert small != "france-2020"


def test_scenarios_can_be_pickled(small):
    for clone in (pickle.loads(pickle.dumps(small)), copy.deepcopy(small)):
        assert (clone, clone.name) == (small, small.name)


@settings(max_examples=50, deadline=None)
@given(
    misreading=st.floats(0, 1),
    size=st.integers(1, 10**8),
    on=st.booleans(),
    day=st.dates(datetime.date(2020, 4, 1), datetime.date(2020, 6, 1)),
    name=st.text(min_size=1, max_size=20),
)
def test_any_allowed_value_survives_writing_and_reading(small, misreading, size, on, day, name):
    scenario = small.with_values(
        {"rumor.misreading": misreading, "population.size": size, "rumor.on": on}
    ).with_event(name=f"event {name}", date=day, set={"rumor.misreading": misreading})
    again = from_toml(scenario.to_toml(), "again")
    assert again == scenario
    assert again.values["rumor.misreading"] == misreading
    assert again.values["population.size"] == size


def test_every_parameter_says_what_it_is_and_where_it_comes_from():
    parameters = muster.parameters()
    assert parameters.index.is_unique
    assert (parameters[["allowed", "meaning", "source", "mechanism"]] != "").all(axis=None)
    assert all(key.startswith(f"{m}.") for key, m in parameters["mechanism"].items())


def test_a_scenario_shows_itself_in_a_line_and_in_a_page(small):
    assert repr(small).startswith("<Scenario 'france-2020': 2020-")
    page = small.with_event(name="<b>", date=DAY, set={"rumor.misreading": 0.1})._repr_html_()
    assert "population.scale" in page
    assert "&lt;b&gt;" in page
    assert "population.scale = 0.01" in repr(small.values)
