"""What a results file says about its scenarios."""

import tomllib

import muster
from muster import story


def test_what_differs_between_scenarios_is_told(small: muster.Scenario) -> None:
    calm = small.without_event("legal text").with_values({"rumor.half_life": 5.0})
    pair = [
        story.Story(name, tomllib.loads(scenario.to_toml()))
        for name, scenario in [("base", small), ("calm", calm)]
    ]
    assert story.changes(*pair) == [
        "rumor.half_life: default → 5.0",
        "without “legal text” (12 May)",
    ]
    assert story.changes(*pair[::-1]) == [
        "rumor.half_life: 5.0 → default",
        "with “legal text” (12 May)",
    ]


def test_events_of_one_day_share_a_number(runs: muster.Runs) -> None:
    happenings = story.stories(runs.dataset)[0].happenings
    assert [event.name for event in happenings] == [
        event.name for event in runs.scenarios["as it was"].events
    ]
    numbers = {event.date: event.number for event in happenings}
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    assert all(event.number == numbers[event.date] for event in happenings)


def test_inhabitants_are_those_of_the_scenario(runs: muster.Runs) -> None:
    told = story.stories(runs.dataset)[0]
    table = runs.scenarios["as it was"].values["population.territories"]
    assert told.inhabitants == dict(zip(table["territory"], table["population"], strict=True))
    assert told.scale == 0.01
