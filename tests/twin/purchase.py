"""Purchase: what makers and labs buy today, who gets how much of it, and who pays.

Nobody takes more of any material than goes with the scarcest: sets for the same number of units,
which need not be whole.
"""

import math
from dataclasses import dataclass, field

import bill
import coordination
import money
import supply
from units import columns_of, nearest_whole, rationed
from world import Material


@dataclass
class Wish:
    """What a buyer wants: material for so many units."""

    unit: int
    units: float
    bill: dict  # amount by material, of those that a unit takes
    had: dict
    pool: int = None  # the collective that pools for the buyer
    bulk: float = 1.0
    granted: float = 0.0  # worth in cents of what the pot pays for
    reserved: dict = field(default_factory=dict)
    bought: dict = field(default_factory=dict)

    def there(self, m):
        return self.had[m] + self.reserved.get(m, 0) + self.bought.get(m, 0)

    def missing(self, m, units):
        return max(0, math.floor(units * self.bill[m] + 1e-6) - self.there(m))

    def as_far_as(self, others):
        """For how many units there is material, with `others` of each beside."""
        enough = min((self.there(m) + others.get(m, 0)) / self.bill[m] for m in self.bill)
        return min(self.units, enough)


def buy(world):
    wishes = [wish_of(world, unit) for unit in supply.buyers(world)]
    wishes = [w for w in wishes if any(w.missing(m, w.units) for m in w.bill)]
    by_territory = [
        [w for w in wishes if world.unit_territory(w.unit) == t]
        for t in range(world.territories.size)
    ]
    for t, there in enumerate(by_territory):
        reserve(world, t, there)
    if world.on("money"):
        prices = prices_in_cents(world)
        grant(world, wishes, prices)
        for w in wishes:
            cut_down(world, w, prices)
    world.suppliers.short[:] = 0
    for t, there in enumerate(by_territory):
        note_what_is_short(world, t, there)
        buy_at_supplier(world, t, there)
        buy_at_supplier(world, t, there)  # what is left is offered once more
        for w in there:
            take_home(world, t, w)
    if world.on("money"):
        pay(world, wishes, prices)


def wish_of(world, unit):
    columns, i = columns_of(world, unit)
    amounts = {m: n for m, n in enumerate(bill.recipe_of(world, unit).bill) if n > 0}
    units = float(supply.units_a_day(world, unit)) * world.values["supply.at_hand"]
    return Wish(unit, units, amounts, {m: int(columns.material[m, i]) for m in amounts})


def reserve(world, territory, wishes):
    """Everybody's part of what was donated."""
    for m in Material:
        asked = {w.unit: w.missing(m, w.units) for w in wishes if m in w.bill}
        total, donated = sum(asked.values()), int(world.suppliers.donated[m, territory])
        for w in wishes:
            if m in w.bill:
                w.reserved[m] = rationed(asked[w.unit], total, donated)


def prices_in_cents(world):
    """Of a small unit of each material."""
    return [
        world.values[f"supply.{name}_price"] * 100 / small
        for name, small in zip(supply.MATERIALS, supply.SMALL_UNITS, strict=True)
    ]


def grant(world, wishes, prices):
    """From a pot every purchase gets the same share."""
    costs = {}
    for w in wishes:
        w.pool = coordination.pools_for(world, w.unit)
        if w.pool is not None:
            discount = world.values["supply.bulk_discount"]
            w.bulk = 1 - discount if w.pool == 0 else 1 - discount / 2
            worth = sum(w.missing(m, w.units) * prices[m] for m in w.bill)
            costs[w.unit] = nearest_whole(worth * w.bulk)
    pools = {w.pool for w in wishes} - {None}
    total = {c: sum(costs[w.unit] for w in wishes if w.pool == c) for c in pools}
    for w in wishes:
        if w.pool is not None:
            pot = sum(world.collectives.pot[w.pool])
            w.granted = rationed(costs[w.unit], total[w.pool], pot) / w.bulk


def cut_down(world, w, prices):
    """A wish to the money there is for it."""
    means = w.granted + money.in_hand(world, w.unit)
    for _ in range(5):
        lack = {m: max(0.0, w.units * w.bill[m] - w.there(m)) for m in w.bill}
        costs = sum(lack[m] * prices[m] for m in w.bill)
        if costs <= means:
            return
        w.units -= (costs - means) / sum(w.bill[m] * prices[m] for m in w.bill if lack[m] > 0)


def note_what_is_short(world, territory, wishes):
    for m in Material:
        asked = sum(w.missing(m, w.units) for w in wishes if m in w.bill)
        short = asked - int(world.suppliers.stock[m, territory])
        world.suppliers.short[m, territory] = max(0, short)


def buy_at_supplier(world, territory, wishes):
    stock = {m: int(world.suppliers.stock[m, territory]) for m in Material}
    asked = {}
    for w in wishes:
        units = w.as_far_as(stock)
        asked[w.unit] = {m: w.missing(m, units) for m in w.bill}
    total = {m: sum(asked[w.unit].get(m, 0) for w in wishes) for m in Material}
    for w in wishes:
        offer = {m: rationed(asked[w.unit][m], total[m], stock[m]) for m in w.bill}
        units = w.as_far_as(offer)
        buys = {m: min(offer[m], w.missing(m, units)) for m in w.bill}
        for m in w.bill:
            w.bought[m] = w.bought.get(m, 0) + buys[m]
            world.suppliers.stock[m, territory] -= buys[m]


def take_home(world, territory, w):
    """What was bought, and of what was reserved as much as goes with it."""
    units = w.as_far_as({})
    reserved, w.reserved = w.reserved, {}
    columns, i = columns_of(world, w.unit)
    for m in w.bill:
        taken = min(reserved[m], w.missing(m, units))
        world.suppliers.donated[m, territory] -= taken
        columns.material[m, i] += w.bought[m] + taken


def pay(world, wishes, prices):
    """Each buyer what the pot does not pay; a pot for all its buyers of a territory at once."""
    from_pot = {}
    for w in wishes:
        value = sum(w.bought[m] * prices[m] for m in w.bill)
        by_pot = min(value, w.granted)
        if w.pool is not None:
            those = w.pool, world.unit_territory(w.unit)
            from_pot[those] = from_pot.get(those, 0) + nearest_whole(by_pot * w.bulk)
        money.pay(world, w.unit, nearest_whole(value - by_pot))
    for (pool, _), amount in sorted(from_pot.items()):
        money.take(world.collectives.pot[pool], amount)
