"""Units: anybody who can make things, persons first, then places.

What several mechanisms ask about them: section 2, and 'Exact rules' of docs/model.md.
"""

import bisect
import math

import numpy as np
from world import Phase, Process, Product, Stage


def is_at_work(world, unit):
    """Whether a unit takes part now: a person with machines who is engaged or paused, a place that
    produces."""
    if world.is_place(unit):
        return world.places.phase[unit - world.persons.size] == Phase.producing
    stage = world.persons.stage[unit]
    return world.persons.machines[unit] > 0 and stage in (Stage.engaged, Stage.paused)


def product_of_unit(world, unit):
    return Product.gown if world.unit_process(unit) == Process.sewing else Product.visor


def stock_of(world, unit):
    if world.is_place(unit):
        return int(world.places.stock[unit - world.persons.size])
    return int(world.persons.stock[unit])


def add_stock(world, unit, n):
    if world.is_place(unit):
        world.places.stock[unit - world.persons.size] += n
    else:
        world.persons.stock[unit] += n


def columns_of(world, unit):
    """Persons or places, and the index of the unit there."""
    if world.is_place(unit):
        return world.places, unit - world.persons.size
    return world.persons, unit


def nearest_whole(x):
    """The document's rounding to the nearest: floor(x + 1/2)."""
    return math.floor(float(x) + 0.5)


def f32(x):
    return np.float32(x)


def cut(probability):
    """Words below this number occur with that probability, as in `bernoulli`."""
    return math.ceil(float(probability) * 2.0**32)


def low(hash_):
    return hash_ & 0xFFFFFFFF


def high(hash_):
    return hash_ >> 32


def parts_with_rounded_sums(amount, weights):
    """Shares a whole amount by weights so that every partial sum is rounded to the nearest."""
    total = 0.0
    for weight in weights:
        total += weight
    parts, given, so_far = [], 0, 0.0
    for weight in weights:
        so_far += weight
        up_to_here = math.floor(amount * so_far / total + 0.5)
        parts.append(up_to_here - given)
        given = up_to_here
    return parts


class Circle:
    """Some units in the order of their positions on a circle of 64 bits."""

    def __init__(self, positioned):
        """`positioned`: pairs (position, unit) in ascending order."""
        self.positions = [position for position, _ in positioned]
        self.units = [unit for _, unit in positioned]

    def __len__(self):
        return len(self.units)

    def place_after(self, point):
        """The place of the first member whose position is greater than the point, or 0."""
        place = bisect.bisect_right(self.positions, point)
        return place if place < len(self.positions) else 0

    def after(self, point):
        return self.units[self.place_after(point)]


def rationed(asked, total, stock):
    """What one gets of `asked` where all ask for `total` and there is `stock`; rounded down."""
    return asked if total <= stock else asked * stock // total
