"""Production: engaged people print and sew at home, labs print, cut and sew, small firms mold."""

import math

import bill
import luck
import supply
from units import columns_of
from world import Phase, Stage


def step(world):
    for p in range(world.persons.size):
        if world.persons.stage[p] == Stage.engaged and world.persons.machines[p] > 0:
            make_at_home(world, p)
    for place in range(world.places.size):
        if world.places.phase[place] == Phase.producing:
            make_in_place(world, place)


def material_allows(world, unit):
    """How many units can be started with the material there, None: any number."""
    columns, i = columns_of(world, unit)
    amounts = bill.recipe_of(world, unit).bill
    parts = [int(columns.material[k, i]) // amount for k, amount in enumerate(amounts) if amount]
    return min(parts) if parts else None


def use_up(world, unit, started):
    columns, i = columns_of(world, unit)
    for k, amount in enumerate(bill.recipe_of(world, unit).bill):
        columns.material[k, i] -= amount * started


def make_at_home(world, p):
    persons, stream = world.persons, world.stream("production")
    expected = supply.units_a_day_at_home(world, p)
    started = math.floor(expected)
    if stream.unit(p) < expected - started:
        started += 1
    if world.on("supply") and started > 0:
        allowed = material_allows(world, p)
        started = started if allowed is None else min(started, allowed)
        persons.idle_days[p] = min(persons.idle_days[p] + 1, 255) if started == 0 else 0
        use_up(world, p, started)
    failed = luck.binomial(started, bill.recipe_of(world, p).fails, stream.uniform(p, 1))
    persons.stock[p] += started - failed
    persons.made[p] += started - failed


def make_in_place(world, place):
    places, stream = world.places, world.stream("production.places")
    unit = world.persons.size + place
    a_day = float(supply.units_a_day(world, unit))
    if places.stock[place] >= a_day * world.values["production.shelf_days"]:
        return
    started = luck.rounded(a_day, stream.uniform(place))
    if world.on("supply"):
        allowed = material_allows(world, unit)
        started = started if allowed is None else min(started, allowed)
        use_up(world, unit, started)
    failed = luck.binomial(started, bill.recipe_of(world, unit).fails, stream.uniform(place, 1))
    places.stock[place] += started - failed
    places.made[place] += started - failed
