"""Small scenarios in which engine and twin are compared."""

import datetime

import muster
from day import PHASES

SMALL = {"population.scale": 0.003, "design.traits": 10}  # few traits are soon drawn
HEARING = ("need", "press", "awareness", "rumor", "norms", "engagement", "fatigue")


TO_THE_END = ("france-2020", "second-wave", "no-legal-text", "clarified-next-day")


def france(until="2020-05-25", **changes):
    story = first_weeks(muster.scenario("france-2020"), until)
    return story.with_values(SMALL | values(changes))


def small(name):
    """A scenario that comes with Muster, with few people; until summer where it differs then."""
    story = muster.scenario(name)
    if name not in TO_THE_END:
        story = first_weeks(story, "2020-05-25")
    scale = {"ile-de-france-2020": 0.01, "second-wave": 0.002}.get(name, 0.003)
    traits = 20 if name == "france-2020" else 10
    return story.with_values({"population.scale": scale, "design.traits": traits})


def first_weeks(story, until):
    """A scenario that ends sooner, and its events with it."""
    end = datetime.date.fromisoformat(until)
    for event in story.events:
        if event.date > end:
            story = story.without_event(event.name)
        elif event.until is not None and event.until > end:
            story = story.without_event(event.name).with_event(
                name=event.name, date=event.date, until=end, set=dict(event.set)
            )
    return story.with_values({"calendar.end": until})


def values(changes):
    return {key.replace("__", "."): value for key, value in changes.items()}


def only(phases, scenario="france-2020", **changes):
    """A scenario in which these phases are on and no others, nor acts of others."""
    story = muster.scenario(scenario)
    for event in story.events:
        if event.act and event.act.split(".")[0] not in phases:
            story = story.without_event(event.name)
    switches = {f"{phase}.on": phase in phases for phase in PHASES}
    return story.with_values(SMALL | switches | values(changes))


def crowd(**changes):
    """Thresholds alone: everybody has heard of it, nothing else goes on."""
    return only(("engagement",), "theory/kernel", **(PLAIN | changes))


PLAIN = {
    "population__scale": 1,
    "population__size": 300,
    "acquaintance__kind": "small world",
    "engagement__seeds": {"person": [0, 5, 17, 100, 101, 102]},
}


def few_people_many_places(**changes):
    """All labs and firms of the country among few people."""
    return only(
        (*HEARING, "structures", "coordination"),
        population__scale=1,
        population__size=400,
        requesters__by_segment={
            "segment": ["hospital", "liberal carer"],
            "number": [40, 60],
            "staff": [100, 20],
            "order": [60, 15],
            "order_spread": [0.9, 0.5],
        },
        **changes,
    )


def busy(**changes):
    """The whole day, with many places, in which people join soon."""
    many = {
        "awareness__beta": 0.1,
        "engagement__pull_of_need": 0.3,
        "structures__abundance": 5,
        "structures__lab_members": 0.3,
    }
    return france(**(many | changes))


def with_acts(story, *acts):
    for number, (date, act, with_) in enumerate(acts):
        story = story.with_event(name=f"act {number}", date=date, act=act, with_=with_)
    return story
