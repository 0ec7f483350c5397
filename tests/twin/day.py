"""A day, phase by phase: sections 3 and 11 of docs/model.md."""

import acquaintance
import awareness
import bill
import coordination
import delivery
import demand
import design
import engagement
import fatigue
import losses
import luck
import matching
import money
import need
import norms
import population
import press
import production
import recognition
import rumor
import structures
import supply
import ties
from scenario import Calendar
from world import Collectives, Places, Suppliers, World

PHASES = {
    "need": need,
    "press": press,
    "awareness": awareness,
    "rumor": rumor,
    "norms": norms,
    "structures": structures,
    "coordination": coordination,
    "engagement": engagement,
    "design": design,
    "money": money,
    "supply": supply,
    "production": production,
    "demand": demand,
    "matching": matching,
    "delivery": delivery,
    "recognition": recognition,
    "fatigue": fatigue,
    "ties": ties,
}
IN_SUBSTEPS = ("awareness", "rumor", "engagement")

ACTS = {
    "press.campaign": press.campaign,
    "rumor.publish": rumor.publish,
    "rumor.clarify": rumor.clarify,
    "structures.close": structures.close,
    "structures.open": structures.open_again,
    "structures.found": structures.found_by_act,
    "structures.meeting": structures.meeting,
    "coordination.remove": losses.remove,
    "engagement.recruit": engagement.recruit,
    "money.patron": money.patron,
    "supply.deliver": supply.deliver,
    "demand.public_order": demand.public_order,
}


class Twin:
    """A world under way."""

    def __init__(self, scenario, seed=1, replicate=0):
        self.calendar = Calendar(scenario)
        values = self.calendar.initial()
        self.world = World(
            luck.Luck(seed, replicate),
            scale=values["population.scale"],
            country_share=population.share_of_country(values),
        )
        self.world.values = values
        set_up(self.world, self.calendar)

    def step(self):
        world = self.world
        world.values = self.calendar.values(world.day)
        for act, with_ in self.calendar.acts(world.day):
            if world.on(act.split(".")[0]):
                ACTS[act](world, with_)
        for name, phase in PHASES.items():
            if not world.on(name):
                continue
            if name in IN_SUBSTEPS:
                for substep in range(world.values["calendar.substeps"]):
                    phase.step(world, substep)
            else:
                phase.step(world)
        world.day += 1


def set_up(world, calendar):
    values = world.values
    world.territories = population.territories(values)
    world.persons = population.persons(world, values)
    world.acquaintance = acquaintance.ties(world, values)
    world.persons.contacts[:] = [len(known) for known in world.acquaintance]
    world.requesters = population.requesters(world, values)
    need.hospital_series(world, calendar, values)
    world.places = Places(0)
    world.collectives = Collectives(world.territories.size + 1)
    if world.on("structures"):
        structures.set_up_places(world)
        structures.set_up_collectives(world)
    world.suppliers = Suppliers(world.territories.size)
    if world.on("design"):
        design.setup(world)
    else:
        for p in range(world.persons.size):
            world.persons.pace[p] = bill.recipe_of(world, p).per_hour
    if world.on("supply"):
        supply.setup(world)
    if world.on("money"):
        money.setup(world)
    coordination.setup(world)
    awareness.sow(world)
    engagement.sow(world)
    if world.on("rumor"):
        rumor.sow(world)
