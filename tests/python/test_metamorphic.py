"""How a world changes when one thing in it does, where that can be said beforehand."""

from dataclasses import replace

import muster
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenario_files import NO_LUCK, PLAIN, START, Story, beside, crowds, csv, stories
from worlds import differing, examples, same

# Persons who only look at each other, and who stay once they have engaged.
ENGAGED = 2
ONLY_PEERS = {
    **NO_LUCK,
    **{f"engagement.pull_of_{term}": 0.0 for term in
       ("need", "recognition", "support", "fear", "fatigue", "cost", "time")},
    "engagement.pull_of_peers": 1.0,
    "engagement.stickiness": 1000.0,
}  # fmt: skip
del ONLY_PEERS["engagement.attention"]  # luck is allowed: it is each one's own
SEEN = ["share of contacts", "count of contacts", "share of population"]


def expect_subset(fewer: muster.Scenario, more: muster.Scenario) -> None:
    """Whoever is engaged in one world is engaged in the other, every day."""
    a, b = muster.simulation(fewer), muster.simulation(more)
    while not a.is_over:
        a.step()
        b.step()
        a_engaged, b_engaged = (w.state("persons.stage") == ENGAGED for w in (a, b))
        assert not (a_engaged & ~b_engaged).any()


@examples(60)
@given(crowds(), st.sampled_from(SEEN), st.data())
def test_a_higher_threshold_makes_nobody_engage_earlier(crowd, peers_as, data):
    story, ties, thresholds = crowd
    story = story.with_values({**ONLY_PEERS, "engagement.peers_as": peers_as})
    n = story.n_persons
    raised = data.draw(st.lists(st.sampled_from([0, 0, 0.1, 1]), min_size=n, max_size=n))
    higher = [a + b for a, b in zip(thresholds, raised, strict=True)]
    expect_subset(beside(story, ties, higher), beside(story, ties, thresholds))


@examples(40)
@given(crowds(), st.data())
def test_fewer_ties_make_nobody_engage_earlier_who_counts_her_engaged_contacts(crowd, data):
    story, ties, thresholds = crowd
    story = story.with_values({**ONLY_PEERS, "engagement.peers_as": "count of contacts"})
    thresholds = [round(10 * each) for each in thresholds]
    kept = [tie for tie in ties if data.draw(st.booleans())]
    expect_subset(beside(story, kept, thresholds), beside(story, ties, thresholds))


# Everybody has a printer that makes ten visors a day, and EUR 30; nothing is left to luck.
ALIKE = {
    **NO_LUCK,
    "population.printer_share": 1.0,
    "population.printer_tail": 1000.0,
    "population.hours_median": 10.0,
    "population.skill_spread": 0.0,
    "population.budget_median": 30.0,
    "population.budget_spread": 0.0,
    "production.on": True,
    "production.printing_worst": 60.0,
    "production.printing_best": 60.0,
    "production.failure_worst": 0.0,
    "production.failure_best": 0.0,
    "production.tending": 1.0,
    "production.longest_run": 24.0,
    "engagement.free_time": 1.0,
    "supply.on": True,
    "money.on": True,
}
MATERIALS = ("filament", "sheet", "elastic", "textile")
GIVEN_BY_ARRAYS = ("stage", "spent", "made", "stock", "idle_days", "paused_days", "reason",
                   "contacts", "engaged_contacts", "threshold",
                   *(f"material.{name}" for name in MATERIALS))  # fmt: skip
shops = st.fixed_dictionaries(
    {f"supply.{name}_base": st.floats(0, most)
     for name, most in (("filament", 2), ("sheet", 4), ("elastic", 30))})  # fmt: skip
stocks = st.tuples(*[st.integers(0, 2000)] * 4)


def given_stocks(rows) -> str:
    """The table of what is at home."""
    rows = [(person, *row) for person, row in enumerate(rows)]
    return csv("person,filament,sheet,elastic,textile", rows)


@examples(60)
@given(crowds(), shops, st.data())
def test_persons_with_other_numbers_do_the_same(crowd, on_sale, data):
    story, ties, thresholds = crowd
    n = story.n_persons
    at_home = data.draw(st.lists(stocks, min_size=n, max_size=n))
    number = data.draw(st.permutations(range(n)))  # of person p in the other world
    awareness = {"awareness.on": data.draw(st.booleans()), "awareness.beta": 1.0,
                 "awareness.initially": 0.0, "awareness.press_effect": 0.0}  # fmt: skip
    story = replace(story.with_values({**ALIKE, **on_sale, **awareness}), events=())

    def world(numbers: list[int]) -> muster.Simulation:
        who = np.argsort(numbers)
        numbered = story.with_values({
            "supply.stocks": given_stocks([at_home[p] for p in who]),
            "engagement.seeds": csv("person", [(numbers[0],)]),
        })  # fmt: skip
        renamed = [(numbers[a], numbers[b]) for a, b in ties]
        return muster.simulation(beside(numbered, renamed, [thresholds[p] for p in who]))

    one, other = world(list(range(n))), world(number)
    for _ in range(story.n_days):
        one.step()
        other.step()
        for name in GIVEN_BY_ARRAYS:
            column = f"persons.{name}"
            assert same(one.state(column), other.state(column)[number]), name


BILL = {"filament": 30, "sheet": 600, "elastic": 40}
BILL_TABLE = csv(
    "product,process,material,worst,best",
    [("visor", "printing", name, each, each) for name, each in BILL.items()],
)


def sets(world: muster.Simulation) -> np.ndarray:
    """Units for which each has material at home, parts of units included."""
    units = [world.state(f"persons.material.{name}") / each for name, each in BILL.items()]
    return np.min(units, axis=0)


@st.composite
def buyers(draw: st.DrawFn) -> tuple[Story, list[tuple[int, ...]]]:
    """A few makers on the morning on which they buy for the first time, and what each has."""
    n = draw(st.integers(1, 10))
    at_home = draw(st.lists(stocks, min_size=n, max_size=n))
    values = {
        **PLAIN, **ALIKE, **draw(shops), "production.on": False, "acquaintance.kind": "none",
        "calendar.start": START, "calendar.end": START,
        "population.budget_median": draw(st.sampled_from([0.0, 3.0, 30.0])),
        "population.budget_spread": 1.0, "production.bill": BILL_TABLE,
        "supply.stocks": given_stocks(at_home),
    }  # fmt: skip
    return Story(n, 1, ("everywhere",), values), at_home


def after_buying(story: Story) -> muster.Simulation:
    """The world on the evening of its first day."""
    world = muster.simulation(beside(story, [], [-1.0] * story.n_persons))
    world.step()
    world.check_conservation()
    return world


@examples(80)
@given(buyers(), st.sampled_from(sorted(BILL)), st.sampled_from([1.1, 2, 10]))
def test_more_material_on_sale_never_lowers_what_can_be_made_that_day(drawn, material, factor):
    story, _ = drawn
    key = f"supply.{material}_base"
    less = after_buying(story)
    more = after_buying(story.with_values({key: factor * story.values[key]}))
    # Offers, and what is taken of them, are rounded down.
    rounding = 3 * story.n_persons / min(BILL.values())
    assert sets(more).sum() >= sets(less).sum() - rounding


@examples(60)
@given(buyers())
def test_nobody_buys_more_of_anything_than_goes_with_the_scarcest(drawn):
    story, at_home = drawn
    world = after_buying(story)
    most = sets(world) + 1 / min(BILL.values())  # what is bought is rounded down
    for name, had in zip(MATERIALS, np.transpose(at_home), strict=True):
        needed = np.maximum(had, most * BILL.get(name, 0))
        assert (world.state(f"persons.material.{name}") <= needed + 1).all(), name


@examples(60)
@given(crowds(), shops, st.sampled_from(sorted(BILL)), st.sampled_from([1.5, 4, 50]), st.data())
def test_more_material_on_sale_never_lowers_what_those_alike_have_made(
    crowd, on_sale, material, factor, data
):
    story, _, _ = crowd
    key = f"supply.{material}_base"
    story = story.with_values({
        **ALIKE, **on_sale, "production.bill": BILL_TABLE, "supply.home_stock": 1.0,
        "supply.at_hand": data.draw(st.sampled_from([1.0, 4.0, 20.0])),
        "supply.elastic_price": data.draw(st.sampled_from([0.3, 10.0])),
        "engagement.idle_limit": 250, "engagement.full_shelf": 100000,
    })  # fmt: skip
    n = story.n_persons
    less = muster.simulation(beside(story, [], [-1.0] * n))
    story = story.with_values({key: factor * on_sale[key]})
    more = muster.simulation(beside(story, [], [-1.0] * n))
    while not less.is_over:
        less.step()
        more.step()
        assert more.state("persons.made").sum() >= less.state("persons.made").sum()


OWN = {
    "recognition": {"persons.recognition", "persons.thanks"},
    "fatigue": {"persons.fatigue"},
    "fear": {"persons.risk", "persons.rumor", "persons.denial", "persons.tolerance",
             "rumor_severity", "rumor_relief"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("weight", "mechanism"),
    [("recognition", "recognition"), ("fatigue", "fatigue"), ("fear", "rumor")],
)
@examples(25)
@given(story=stories())
def test_a_term_of_weight_0_is_its_mechanism_switched_off(weight, mechanism, story):
    key = f"engagement.pull_of_{weight}"
    kept = tuple(event for event in story.events if key not in event.get("set", {}))
    story = replace(story, events=kept)
    switch = {f"{mechanism}.on": True, key: 0.0}
    weightless = muster.simulation(story.with_values(switch).scenario())
    off = muster.simulation(story.with_values({f"{mechanism}.on": False}).scenario())
    while not off.is_over:
        weightless.step()
        off.step()
        assert set(differing(weightless, off)) <= OWN[weight]
