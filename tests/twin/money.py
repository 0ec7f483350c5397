"""Money: who pays for material, in whole cents by source."""

import math

import coordination
from supply import buyers
from units import columns_of, parts_with_rounded_sums
from world import Channel, Process, Source, purse


def cents(eur):
    return math.trunc(float(eur) * 100 + 0.5)


def setup(world):
    values = world.values
    world.collectives.pot = [purse() for _ in range(world.territories.size + 1)]
    world.collectives.incoming = [purse() for _ in range(world.territories.size + 1)]
    world.places.cash[:] = cents(values["money.lab_cash"])


def take(from_purse, amount):
    """Takes an amount out of a purse, from each source its part; what was taken, by source."""
    whole = sum(from_purse)
    if whole == 0 or amount == 0:
        return purse()
    taken = [of_source * amount // whole for of_source in from_purse]
    missing = amount - sum(taken)
    for source, there in enumerate(from_purse):
        more = min(missing, there - taken[source])
        taken[source] += more
        missing -= more
    for source in Source:
        from_purse[source] -= taken[source]
    return taken


def handed_out_to(world, unit):
    """What was handed out to a unit for material."""
    if not world.handed_out:
        world.handed_out = [purse() for _ in range(world.n_units)]
    return world.handed_out[unit]


def in_hand(world, unit):
    """What a unit can pay with: its own money and what was handed out to it."""
    handed = sum(world.handed_out[unit]) if world.handed_out else 0
    return own_money(world, unit) + handed


def own_money(world, unit):
    columns, i = columns_of(world, unit)
    if world.is_place(unit):
        return int(columns.cash[i])
    return int(columns.budget[i] - columns.spent[i])


def pay(world, unit, amount):
    """From what was handed out, then from own money."""
    from_handed = 0
    if world.handed_out:
        from_handed = min(amount, sum(world.handed_out[unit]))
        take(world.handed_out[unit], from_handed)
    columns, i = columns_of(world, unit)
    if world.is_place(unit):
        columns.cash[i] -= amount - from_handed
    else:
        columns.spent[i] += amount - from_handed


def step(world):
    come_in(world)
    pay_rent(world)
    share(world)


def come_in(world):
    values, territories = world.values, world.territories
    incoming = world.collectives.incoming
    inhabitants = sum(territories.population)
    for t in range(territories.size):
        gifts = values["money.gifts"] * world.country_share * territories.press[t]
        part = gifts * territories.population[t] / inhabitants
        incoming[t + 1][Source.gifts] += cents(part)
    incoming[0][Source.patrons] += cents(values["money.patrons"] * world.country_share)
    luck = world.stream("money.requesters")
    price = [values["money.visor_price"], values["money.gown_price"]]
    for order in world.orders:
        if order.placed_on != world.day - 1 or order.channel != Channel.platform:
            continue
        entity = (order.requester << 32) + order.number
        if order.open > 0 and luck.bernoulli(values["money.requester_share"], entity):
            t = world.requesters.territory[order.requester]
            incoming[t + 1][Source.requesters] += cents(order.open * price[order.product])


def pay_rent(world):
    rent = cents(world.values["money.rent"])
    for i in range(world.places.size):
        if world.places.process[i] != Process.small_firm:
            world.places.cash[i] -= min(rent, int(world.places.cash[i]))


def share(world):
    """What came in goes to all makers in equal parts: to the pot that pools for them, or them."""
    makers = buyers(world)
    incoming, pots = world.collectives.incoming, world.collectives.pot
    pooled_by = {unit: coordination.pools_for(world, unit) for unit in makers}
    for c, pot in enumerate(pots):
        if c not in pooled_by.values():
            for source in Source:
                incoming[c][source] += pot[source]
                pot[source] = 0
    for c, came_in in enumerate(incoming):
        those = [unit for unit in makers if c == 0 or world.unit_territory(unit) == c - 1]
        if not those:
            continue
        for source in Source:
            part = came_in[source] // len(those)
            came_in[source] -= part * len(those)
            for unit in those if part else []:
                pool = pooled_by[unit]
                to = handed_out_to(world, unit) if pool is None else pots[pool]
                to[source] += part


def patron(world, act):
    """Act `money.patron`."""
    amount = cents(act["amount"] * world.country_share)
    incoming = world.collectives.incoming
    if act["scope"] == "national":
        incoming[0][Source.patrons] += amount
        return
    parts = parts_with_rounded_sums(amount, world.territories.population)
    for t, part in enumerate(parts):
        incoming[t + 1][Source.patrons] += part
