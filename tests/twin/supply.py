"""Supply: makers and labs buy material from the suppliers of their territory."""

import math

import bill
import purchase
import surplus
from scenario import rows
from units import columns_of, f32, is_at_work, nearest_whole, parts_with_rounded_sums
from world import Material, Process, Refill, Stage

MATERIALS = ("filament", "sheet", "elastic", "textile")
SMALL_UNITS = (1000, 10000, 100, 10000)  # g in a kg, cm2 in a m2, cm in a m, cm2 in a m2


def setup(world):
    values, persons = world.values, world.persons
    table = rows(values["supply.stocks"])
    if table:
        for row in table:
            for k, name in enumerate(MATERIALS):
                persons.material[k, int(row["person"])] = int(row[name])
    else:
        for p in range(persons.size):
            if persons.machines[p] > 0:
                for k, amount in enumerate(bill.recipe_of(world, p).bill):
                    part = 1.0 if k in (Material.filament, Material.textile) else 0.5
                    of_units = amount * part * values["supply.home_stock"]
                    persons.material[k, p] = math.floor(of_units)
    for k, name in enumerate(MATERIALS):
        for t in range(world.territories.size):
            base = values[f"supply.{name}_base"] * SMALL_UNITS[k]
            base = math.floor(base * world.territories.population[t] / 1e5 * world.scale)
            world.suppliers.base[k, t] = world.suppliers.stock[k, t] = base


def buyers(world):
    """Who buys material: persons at work with machines, then places that produce, but firms."""
    units = range(world.n_units)
    return [
        unit
        for unit in units
        if is_at_work(world, unit) and world.unit_process(unit) != Process.small_firm
    ]


def units_a_day_at_home(world, p):
    """What a person's machines make on a day; single precision."""
    values, persons = world.values, world.persons
    tended = f32(values["engagement.free_time"])
    if persons.process[p] != Process.sewing:
        tended = f32(values["production.tending"] * values["engagement.free_time"])
    hours = persons.hours[p] * tended
    limit = f32(values["production.longest_run"])
    per_hour = persons.pace[p] * persons.skill[p]
    return f32(persons.machines[p]) * (hours if hours < limit else limit) * per_hour


def units_a_day(world, unit):
    if not world.is_place(unit):
        return units_a_day_at_home(world, unit)
    place = unit - world.persons.size
    if world.places.process[place] == Process.small_firm:
        return world.values["production.firm_rate"]
    machines = float(world.places.machines[place])
    per_hour = float(bill.recipe_of(world, unit).per_hour)
    return machines * world.values["production.lab_hours"] * per_hour


def can_start(world, unit):
    """Whether there is material for one unit."""
    columns, i = columns_of(world, unit)
    amounts = bill.recipe_of(world, unit).bill
    return all(columns.material[k, i] >= amount for k, amount in enumerate(amounts))


def step(world):
    receive(world)
    get_offcuts(world)
    purchase.buy(world)
    surplus.share(world)
    for p in range(world.persons.size):
        at_work = world.persons.stage[p] in (Stage.engaged, Stage.paused)
        if at_work and world.persons.machines[p] > 0 and can_start(world, p):
            world.persons.idle_days[p] = 0
    reorder(world)


def receive(world):
    suppliers = world.suppliers
    for refill in suppliers.in_transit:
        if refill.arrives_on <= world.day:
            suppliers.stock[refill.material, refill.territory] += refill.amount
    suppliers.in_transit = [r for r in suppliers.in_transit if r.arrives_on > world.day]


def get_offcuts(world):
    amount = nearest_whole(world.values["supply.offcuts"] * world.country_share * 1e4)
    parts = parts_with_rounded_sums(amount, world.territories.population)
    world.suppliers.donated[Material.sheet] += parts


def reorder(world):
    suppliers, values = world.suppliers, world.values
    for k, name in enumerate(MATERIALS):
        for t in range(world.territories.size):
            base = int(suppliers.base[k, t])
            under_way = sum(
                r.amount for r in suppliers.in_transit if (r.material, r.territory) == (k, t)
            )
            waited_for = math.trunc(values["supply.backlog"] * int(suppliers.short[k, t]))
            lacking = base + waited_for - int(suppliers.stock[k, t]) - under_way
            amount = min(lacking, math.floor(base * values[f"supply.{name}_refill"]))
            if amount > 0:
                arrives_on = world.day + int(values["supply.lead_time"])
                suppliers.in_transit.append(Refill(t, k, amount, arrives_on))


def deliver(world, act):
    """Act `supply.deliver`: material is given to makers."""
    k = MATERIALS.index(act["material"])
    amount = nearest_whole(act["amount"] * SMALL_UNITS[k] * world.country_share)
    weights = list(world.territories.population)
    if act["scope"] == "national":
        at_work = [0] * world.territories.size
        for p in range(world.persons.size):
            if world.persons.stage[p] in (Stage.engaged, Stage.paused):
                at_work[world.persons.territory[p]] += 1
        if sum(at_work) > 0:
            weights = at_work
    world.suppliers.donated[k] += parts_with_rounded_sums(amount, weights)
