"""Promises that no event, observer, thread or far-away person breaks, over random scenario files.

(a) an event leaves earlier days alone, (b) one that changes nothing leaves all alone, (c) threads,
replicates and observers do not matter, (d) nor do persons out of reach, (e) the same people live
under every topology.
"""

from dataclasses import replace
from typing import Any

import muster
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from muster.scenarios import from_toml
from scenario_files import (
    NO_LUCK,
    Story,
    beside,
    copied,
    crowds,
    csv,
    effects,
    levers,
    stories,
    stories_of_one_file,
)
from worlds import differing, examples, expect_same_days, same

# (a)


@examples(60)
@given(stories(), effects(regimes_too=False), st.integers(1, 19))
def test_an_event_leaves_all_earlier_days_alone(story, effect, day):
    event = {"name": "one more", "date": story.date(day), **effect}
    changed = replace(story, events=(*story.events, event))
    expect_same_days(story.scenario(), changed.scenario(), day)


@examples(40)
@given(stories(), st.data())
def test_leaving_an_event_out_leaves_all_earlier_days_alone(story, data):
    if not story.events:
        return
    event = data.draw(st.sampled_from(story.events))
    day = (event["date"] - story.date(0)).days
    base = story.scenario()
    expect_same_days(base, base.without_event(event["name"]), day)


# (b)


@examples(40)
@given(stories(), st.data())
def test_an_event_that_changes_nothing_leaves_everything_alone(story, data):
    base = story.scenario()
    date = story.date(data.draw(st.integers(0, story.n_days - 1)))
    keys = [p.key for p in levers() if not p.fixed and p.key != "norms.regime"]
    chosen = data.draw(st.lists(st.sampled_from(keys), min_size=1, max_size=5, unique=True))
    as_they_are = {key: base.values_on(date)[key] for key in chosen}
    changed = base.with_event(name="in vain", date=date, until=date, set=as_they_are)
    expect_same_days(base, changed, story.n_days)


@examples(40)
@given(stories())
def test_a_scenario_written_and_read_again_is_the_same(story):
    base = story.scenario()
    again = from_toml(base.to_toml(), "again")
    assert again == base
    expect_same_days(base, again, story.n_days)


# (c)


@examples(2)
@given(stories_of_one_file(6, n_days=12))
def test_threads_replicates_and_company_do_not_matter(drawn):
    scenarios = {f"story {i}": story.scenario() for i, story in enumerate(drawn)}
    runs = muster.run(scenarios, replicates=3, seed=7, threads=2).dataset
    assert runs.equals(muster.run(scenarios, replicates=3, seed=7, threads=1, tables=True).dataset)
    fewer = dict(reversed(list(scenarios.items())[:2]))
    first = muster.run(fewer, replicates=1, seed=7, threads=1).dataset
    assert runs.isel(replicate=[0], scenario=[1, 0]).equals(first)


@examples(25)
@given(stories(), st.integers(0, 3))
def test_looking_changes_nothing(story, replicate):
    looked_at, unseen = (muster.simulation(story.scenario(), replicate=replicate) for _ in range(2))
    while not looked_at.is_over:
        looked_at.step()
        for name in looked_at.state_names():
            looked_at.state(name)
    unseen.step(story.n_days)
    assert differing(looked_at, unseen) == []


# (d)

LOCAL = ("population", "awareness", "press", "rumor", "need", "engagement", "money", "supply",
         "production", "demand", "matching", "delivery", "recognition", "fatigue", "ties",
         "design", "coordination")  # fmt: skip
APART = {  # what the parts of a country have in common is off
    "acquaintance.kind": "small world",
    "acquaintance.inside_share": 1.0,
    "press.national": 0.0,
    "norms.on": False,
    "structures.on": False,
    "coordination.topology": "distributed",
    "coordination.long_ties": 0.0,
    "ties.inside": 1.0,
    "design.validation": 0.0,
    "engagement.peers_as": "share of contacts",
    "money.patrons": 0.0,
    "need.official_supply": 0.0,
    "need.industry": 0.0,
    "need.industry_gowns": 0.0,
    "population.threshold_sd": 0.0,
}


def split(story: Story) -> int:
    """Persons of the first territory."""
    return int((muster.simulation(story.scenario()).state("persons.territory") == 0).sum())


def with_thresholds(story: Story, thresholds: Any) -> muster.Scenario:
    """The scenario with thresholds given one by one."""
    rows = csv("threshold", [(float(each),) for each in thresholds])
    return story.with_values({"population.thresholds": rows}).scenario()


def difference_among(a, b, n_persons: int, n_requesters: int) -> list[str]:
    """State variables in which the first persons or requesters of two worlds differ."""
    heads = {"persons.": n_persons, "requesters.": n_requesters}
    lists = ("requesters.tie_begin", "requesters.tied_person")
    return [
        name
        for name in a.state_names()
        for prefix, n in heads.items()
        if name.startswith(prefix) and name not in lists
        if not same(a.state(name)[:n], b.state(name)[:n])
    ]


@examples(50)
@given(stories(n_days=25, among=LOCAL), st.sampled_from([-1.0, 0.05, 1e6]))
def test_one_island_does_not_feel_what_happens_on_another(story, threshold):
    story = story.with_values(APART)
    n = split(story)
    thresholds = np.full(story.n_persons, 0.1)
    base = muster.simulation(with_thresholds(story, thresholds))
    thresholds[n:] = threshold
    other = muster.simulation(with_thresholds(story, thresholds))
    n_requesters = int((base.state("requesters.territory") == 0).sum())
    for _ in range(story.n_days):
        base.step()
        other.step()
        assert difference_among(base, other, n, n_requesters) == []
        for name in ("filament", "sheet", "elastic", "textile"):
            column = f"suppliers.stock.{name}"
            assert same(base.state(column)[:1], other.state(column)[:1])


@examples(60)
@given(crowds(), st.sampled_from([-1.0, 1e6]))
def test_who_is_not_connected_does_not_matter(drawn, threshold):
    story, ties, thresholds = drawn
    n = story.n_persons
    base = muster.simulation(beside(story, copied(ties, n), thresholds * 2))
    other = muster.simulation(beside(story, copied(ties, n), thresholds + [threshold] * n))
    for _ in range(story.n_days):
        base.step()
        other.step()
        assert difference_among(base, other, n, 0) == []


@examples(40)
@given(crowds())
def test_a_world_beside_its_copy_is_what_it_is_alone(drawn):
    story, ties, thresholds = drawn
    # A reach is a share of all by luck, and first readers a number of all.
    story = replace(story, events=())
    n = story.n_persons
    alone = muster.simulation(beside(story, ties, thresholds))
    both = muster.simulation(beside(story, copied(ties, n), thresholds * 2))
    for _ in range(story.n_days):
        alone.step()
        both.step()
        assert difference_among(alone, both, n, 0) == []


@examples(30)
@given(crowds())
def test_without_luck_both_copies_of_a_world_are_alike(drawn):
    story, ties, thresholds = drawn
    story = replace(story.with_values(NO_LUCK), events=())
    n = story.n_persons
    both = muster.simulation(beside(story, copied(ties, n), thresholds * 2))
    for _ in range(story.n_days):
        both.step()
        stage = both.state("persons.stage")
        assert same(stage[:n], stage[n:])


# (e)

TREATMENTS = [
    {"coordination.topology": "centralized"},
    {"coordination.topology": "decentralized"},
    {"coordination.topology": "distributed", "coordination.neighbors": 7},
    {"coordination.topology": "superposed", "coordination.hours": 3.0},
    {"coordination.on": False},
    {"ties.on": False},
    {"acquaintance.kind": "complete"},
    {"acquaintance.kind": "none"},
]
KNOWS = {"persons.contacts", "persons.engaged_contacts", "persons.informed_contacts"}


@pytest.mark.parametrize("treatment", TREATMENTS, ids=str)
@examples(10)
@given(story=stories())
def test_the_same_people_live_under_every_topology(treatment, story):
    base = story.scenario()
    one, other = muster.simulation(base), muster.simulation(base.with_values(treatment))
    differ = {name for name in differing(one, other) if name.startswith(("persons", "places"))}
    assert differ <= KNOWS
    assert not [n for n in differing(one, other) if n.startswith(("requesters", "suppliers"))]
