"""What no scenario file may break: conservation, bounds, stages, and what a bad file gets."""

import itertools

import muster
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from muster.scenarios import from_toml
from scenario_files import levers, stories, stories_of_one_file
from worlds import examples

UNAWARE, AWARE, ENGAGED, PAUSED, WITHDRAWN = range(5)
# From one evening to the next; who hears may engage, and stop again, on the same day.
NEVER = {(before, UNAWARE) for before in (AWARE, ENGAGED, PAUSED, WITHDRAWN)}
NEVER |= {(ENGAGED, AWARE), (PAUSED, AWARE), (UNAWARE, PAUSED), (UNAWARE, WITHDRAWN)}
SHARES = (
    "territories.salience", "territories.press", "persons.tolerance", "persons.recognition",
    "persons.fatigue", "persons.risk", "persons.support", "persons.exit_hazard", "places.health",
    "places.governance", "places.rank", "collectives.health", "collectives.governance",
    "designs.score", "norm.controversy", "norm.may_give", "norm_salience", "strictness",
    "rumor_severity", "rumor_relief",
)  # fmt: skip
ROOM = 1e-6  # single precision


def numbers(column: np.ndarray):
    """The columns of numbers in one column of the state."""
    return [column[name] for name in column.dtype.names] if column.dtype.names else [column]


def expect_bounds(world: muster.Simulation) -> None:
    """Everything is finite, shares are shares, and purses hold no less than nothing."""
    for name in world.state_names():
        for column in numbers(world.state(name)):
            assert np.isfinite(column).all(), name
    for name in SHARES:
        share = world.state(name)
        assert ((share >= 0) & (share <= 1 + ROOM)).all(), name
    assert (world.state("persons.spent") <= world.state("persons.budget")[:]).all()
    for name in ("places.cash", "collectives.pot", "collectives.incoming", "handed_out"):
        assert (world.state(name) >= 0).all(), name


@examples(120)
@given(stories())
def test_nothing_is_lost_and_every_day_stays_within_its_bounds(story):
    world = muster.simulation(story.scenario())
    made = np.zeros(story.n_persons)
    before = world.state("persons.stage").copy()
    while not world.is_over:
        world.step()
        world.check_conservation()
        expect_bounds(world)
        stage = world.state("persons.stage").copy()
        assert len(stage) == story.n_persons
        assert not NEVER & set(zip(before.tolist(), stage.tolist(), strict=True))
        assert (world.state("persons.made") >= made).all()
        before, made = stage, world.state("persons.made").copy()


STEPS = {  # what the log may say of a person, by what it said before
    "": {"engaged"},
    "engaged": {"paused", "withdrew"},
    "paused": {"resumed", "withdrew"},
    "resumed": {"paused", "withdrew"},
    "withdrew": {"open again"},
    "open again": {"engaged"},
}
ENDS = {"": {"unaware", "aware"}, "engaged": {"engaged"}, "resumed": {"engaged"},
        "paused": {"paused"}, "withdrew": {"withdrawn"}, "open again": {"aware"}}  # fmt: skip
WHOLE = ("persons", "withdrawals", "returns", "units_made", "units_delivered", "units_stock",
         "units_rejected", "orders_open", "units_in_transit")  # fmt: skip


def expect_log_of_persons(log, persons) -> None:
    """The log tells of steps that are allowed and ends where the person stands."""
    log = log[log.event.isin(set().union(*STEPS.values()))]
    said = {unit: list(own.event) for unit, own in log.groupby("unit")}
    for unit, stage in zip(persons.unit, persons.stage, strict=True):
        steps = ["", *said.get(unit, [])]
        for before, after in itertools.pairwise(steps):
            assert after in STEPS[before], (unit, steps)
        assert stage in ENDS[steps[-1]], (unit, steps)


def expect_series_that_add_up(data, n_persons: int) -> None:
    """Counts are whole and none is negative; what flows from day to day adds up."""
    for name in WHOLE:
        series = data[name].values
        assert (series >= 0).all() and (series == np.floor(series)).all(), name
    assert (data.persons.sum(["territory", "stage"]) == n_persons).all()
    left = data.withdrawals.sum(["territory", "reason"]) - data.returns.sum("territory")
    withdrawn = data.persons.sel(stage="withdrawn").sum("territory")
    assert (withdrawn == left.cumsum("date")).all()
    made = data.units_made.sum("territory").cumsum("date")
    gone = (data.units_delivered + data.units_rejected).sum(
        [d for d in data.units_delivered.dims if d not in ("date", "product")]
    )
    assert (gone.cumsum("date") <= made).all()
    assert (data.units_made.sum(["territory", "product"])
            == data.units_by_process.sum("process")).all()  # fmt: skip
    for name, series in data.items():
        assert name == "scenario_file" or not (series < 0).any(), name
        if series.attrs.get("units") == "share":
            assert not (series > 1 + ROOM).any(), name


def expect_tables_like_series(data, persons, places, log) -> None:
    """What is counted day by day is what the tables of the last evening and the log hold."""
    counted = persons.stage.value_counts()
    evening = data.persons.isel(date=-1).sum("territory")
    assert all(evening.sel(stage=stage) == n for stage, n in counted.items())
    assert persons.made.sum() + places.made.sum() == data.units_made.sum()
    for event, series in (("accepted", data.units_delivered), ("refused", data.units_rejected)):
        assert log.units[log.event == event].sum() == series.sum()


@examples(3)
@given(stories_of_one_file(10, n_days=20))
def test_series_tables_and_log_tell_the_same_story(drawn):
    scenarios = {f"story {i}": story.scenario() for i, story in enumerate(drawn)}
    runs = muster.run(scenarios, replicates=1, threads=2, tables=True)
    whole = runs.dataset.load()
    for (label, _), story in zip(scenarios.items(), drawn, strict=True):
        data = whole.sel(scenario=label, replicate=0)
        persons, places, log = (
            table[table.scenario == label] for table in (runs.persons, runs.places, runs.log)
        )
        expect_series_that_add_up(data, story.n_persons)
        expect_tables_like_series(data, persons, places, log)
        if "engagement.seeds" not in story.values:  # they engage before the log begins
            expect_log_of_persons(log, persons)


# Bad files


def outcome(toml: str) -> str:
    """What a file gets that may be bad: "" if it runs, else the sentence about what is wrong."""
    try:
        muster.simulation(from_toml(toml, "bad.toml")).step()
    except muster.InputError as error:
        return str(error)
    return ""


def with_line(story, key: str, value: str) -> str:
    """The file with one more or another value, as text."""
    section, name = key.split(".", 1)
    given_so = {k: v for k, v in story.values.items() if k != key}
    lines = type(story)(1, 1, (), given_so, story.events).toml().splitlines()
    header = f"[{section}]"
    at = lines.index(header) + 1 if header in lines else None
    if at is None:
        at = next((i for i, line in enumerate(lines) if line == "[[event]]"), len(lines))
        lines.insert(at, header)
        at += 1
    lines.insert(at, f"{name} = {value}")
    return "\n".join(lines) + "\n"


@examples(80)
@given(stories(n_days=3), st.data())
def test_a_value_outside_its_range_is_one_sentence_that_names_it(story, data):
    ranged = [p for p in levers() if p.allowed.startswith("[")]
    parameter = data.draw(st.sampled_from(ranged))
    low, high = (float(end) for end in parameter.allowed.strip("[]").split(", "))
    number = data.draw(st.sampled_from([low - 1, high * 1.001 + 1, 1e300, float("nan")]))
    whole = isinstance(parameter.initial, int) and number == number and abs(number) < 1e18
    error = outcome(with_line(story, parameter.key, str(int(number) if whole else number)))
    assert parameter.key in error and "\n" not in error
    assert "is outside" in error or "wrong type" in error


@examples(80)
@given(stories(n_days=3), st.data())
def test_a_misspelled_key_is_told_the_nearest_one(story, data):
    key = data.draw(st.sampled_from(levers())).key
    section, name = key.split(".", 1)
    at = data.draw(st.integers(0, len(name)))
    error = outcome(with_line(story, f"{section}.{name[:at]}q{name[at:]}", "1"))
    assert f"did you mean '{key}'" in error and error.startswith("bad.toml:")


@examples(150)
@given(stories(n_days=3), st.data())
def test_a_damaged_file_is_an_input_error_or_runs(story, data):
    text = story.toml()
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, min(len(text), begin + 30)))
    error = outcome(text[:begin] + data.draw(st.text(max_size=8)) + text[end:])
    assert "\n" not in error


@pytest.mark.parametrize("value", ["true", '"much"', "2020-03-01", "[1, 2]"])
@examples(10)
@given(story=stories(n_days=3), data=st.data())
def test_a_value_of_the_wrong_type_is_one_sentence(value, story, data):
    numeric = [p for p in levers() if p.allowed.startswith("[")]
    key = data.draw(st.sampled_from(numeric)).key
    error = outcome(with_line(story, key, value))
    assert key in error and "wrong type" in error and "\n" not in error
