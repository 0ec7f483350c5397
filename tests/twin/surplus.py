"""Surplus: those who are tied by coordination help each other out with material."""

import math

import bill
import supply
from units import columns_of


def share(world):
    sharing = world.values["supply.sharing"]
    of = world.coordination
    if sharing == 0 or not of.has_network:
        return
    makers = supply.buyers(world)
    spare = {unit: what_it_can_spare(world, unit, sharing) for unit in makers}
    asked = []  # (who is asked, by whom, material, amount)
    for unit in makers:
        if supply.can_start(world, unit) or unit not in of.node_of:
            continue
        columns, i = columns_of(world, unit)
        process = world.unit_process(unit)
        fellows = [
            other
            for other in of.tied_units(unit)
            if other in spare and world.unit_process(other) == process
        ]
        wish = max(1.0, float(supply.units_a_day(world, unit)))
        for k, amount in enumerate(bill.recipe_of(world, unit).bill):
            lacks = math.floor(wish * amount) - int(columns.material[k, i])
            able = [other for other in fellows if spare[other][k] > 0]
            if lacks > 0:
                for other in able:
                    asked.append((other, unit, k, -(-lacks // len(able))))
    hand_over(world, asked, spare)


def what_it_can_spare(world, unit, sharing):
    columns, i = columns_of(world, unit)
    a_day = float(supply.units_a_day(world, unit))
    spare = []
    for k, amount in enumerate(bill.recipe_of(world, unit).bill):
        keeps = world.values["supply.kept"] * a_day * amount
        spare.append(max(0, math.floor(sharing * (int(columns.material[k, i]) - keeps))))
    return spare


def hand_over(world, asked, spare):
    total = {}
    for giver, _, k, amount in asked:
        total[giver, k] = total.get((giver, k), 0) + amount
    for giver, unit, k, amount in asked:
        if total[giver, k] > spare[giver][k]:
            amount = amount * spare[giver][k] // total[giver, k]
        columns, i = columns_of(world, giver)
        columns.material[k, i] -= amount
        columns, i = columns_of(world, unit)
        columns.material[k, i] += amount
