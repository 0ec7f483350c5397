"""Demand: requesters learn that makers offer equipment, and then order."""

import math

import luck
import money
from luck import pair
from scenario import rows
from units import f32, is_at_work, product_of_unit
from world import SEGMENTS, Channel, Order, Product, Source, uses

PRODUCTS = ("visor", "gown")


def learns(from_makers, from_press, from_platform, alone):
    return 1 - (1 - from_makers) * (1 - from_press) * (1 - from_platform) * (1 - alone)


def step(world):
    spread_word(world)
    order_from_outside(world)
    learn_and_order(world)


def those_in(world, territory):
    """The first requester of a territory and how many there are; they are in this order."""
    begin = world.requesters.territory_begin
    return int(begin[territory]), int(begin[territory + 1] - begin[territory])


def spread_word(world):
    """Colleagues of who was served yesterday hear of it."""
    stream = world.stream("demand.induced")
    n_served = [0] * world.territories.size
    for delivery in world.served_yesterday:
        n_served[world.requesters.territory[delivery.requester]] += 1
    for t in range(world.territories.size):
        n = luck.poisson(world.values["demand.induced"] * n_served[t], stream.uniform(t))
        first, n_there = those_in(world, t)
        for i in range(n):
            colleague = first + luck.one_of(n_there, stream.word(pair(t, i), 1))
            world.requesters.knows[colleague] = 1


def lacking_of(world, requester, product):
    """What it lacks and has not yet ordered."""
    requesters = world.requesters
    return int(requesters.latent[product, requester] - requesters.expected[product, requester])


def order_from_outside(world):
    """Orders of visors that come whatever is known of the offer."""
    orders = world.values["demand.outside"] * world.country_share
    if orders == 0:
        return
    stream = world.stream("demand.outside")
    for t in range(world.territories.size):
        first, n_there = those_in(world, t)
        if n_there == 0:
            continue
        n = luck.poisson(orders * n_there / world.requesters.size, stream.uniform(t))
        for i in range(1, n + 1):
            entity = pair(i, t)
            r = first + math.floor(stream.uniform(entity, 1) * n_there)
            channel = channel_for(world, r, Product.visor, stream.uniform(entity, 2))
            lacking = lacking_of(world, r, Product.visor)
            if lacking > 0 and channel is not None:
                size = order_size(world, r, lacking, stream.uniform(entity, 3))
                place(world, r, Product.visor, channel, size)


def knows_maker_at_work(world, requester, product=None):
    return any(
        is_at_work(world, p) and product in (None, product_of_unit(world, p))
        for p in world.requesters.tied_persons[requester]
    )


def channel_for(world, requester, product, u):
    """How an order finds a maker, or None if there is no way."""
    values = world.values
    if knows_maker_at_work(world, requester, product):
        return Channel.acquaintance
    if values["demand.platforms"]:
        to_platform = values["demand.platform_share"] if values["demand.social_networks"] else 1
        if u < to_platform:
            return Channel.platform
    return Channel.social_network if values["demand.social_networks"] else None


def learn_and_order(world):
    values, requesters, territories = world.values, world.requesters, world.territories
    alone, tied, rate = [], [], []
    for t in range(territories.size):
        from_press = values["demand.by_press"] * territories.press[t]
        from_platform = values["demand.by_platform"] if values["demand.platforms"] else 0.0
        itself = values["demand.by_itself"]
        alone.append(f32(learns(0.0, from_press, from_platform, itself)))
        tied.append(f32(learns(values["demand.by_tie"], from_press, from_platform, itself)))
        first, n_there = those_in(world, t)
        knowing = int(sum(requesters.knows[first : first + n_there]))
        offers = territories.useless_yesterday[t] / max(1, knowing)
        rate.append(values["demand.order_rate"] / (1 + values["demand.burden"] * offers))
    stream = world.stream("demand")
    for r in range(requesters.size):
        t = requesters.territory[r]
        if not requesters.knows[r]:
            u = stream.unit(r)
            if u < alone[t] or (u < tied[t] and knows_maker_at_work(world, r)):
                requesters.knows[r] = 1
            continue
        for k in Product:
            if k == Product.gown and not (
                values["demand.gowns"] > 0 and uses(segment(world, r), k)
            ):
                continue
            chance = f32(rate[t]) if k == Product.visor else f32(rate[t] * values["demand.gowns"])
            lacking = lacking_of(world, r, k)
            word = stream.word(r) if k == Product.visor else luck.MASK32 - stream.word(r)
            if lacking > 0 and luck.unit(word) < chance:
                channel = channel_for(world, r, k, stream.uniform(r, 2 * k + 1))
                if channel is not None:
                    size = order_size(world, r, lacking, stream.uniform(r, 2 * k + 2))
                    place(world, r, k, channel, size)


def segment(world, requester):
    return world.requesters.segment[requester]


def order_size(world, requester, lacking, u):
    row = next(
        row
        for row in rows(world.values["requesters.by_segment"])
        if row["segment"] == SEGMENTS[segment(world, requester)]
    )
    size = luck.lognormal(float(f32(row["order"])), float(f32(row["order_spread"])), u)
    return math.trunc(min(max(size, 1.0), float(lacking)))


def place(world, requester, product, channel, size):
    requesters = world.requesters
    number = int(requesters.n_orders[requester])
    requesters.n_orders[requester] += 1
    requesters.expected[product, requester] += size
    world.orders.append(Order(requester, size, world.day, int(channel), number, int(product)))


def public_order(world, act):
    """Act `demand.public_order`: a public body orders for its requesters, and pays."""
    requesters = world.requesters
    k = PRODUCTS.index(act["product"])
    left = math.trunc(act["units"] * world.country_share)
    stream = world.stream("demand.public_order")
    lacking = [int(n) for n in requesters.latent[k] - requesters.expected[k]]
    those = [r for r in range(requesters.size) if lacking[r] > 0]
    for r in sorted(those, key=lambda r: (stream.word(r), r)):
        if left == 0:
            break
        channel = channel_for(world, r, k, stream.uniform(r, 1))
        if channel is None:
            continue
        units = min(left, lacking[r])
        left -= units
        requesters.knows[r] = 1
        place(world, r, k, channel, units)
        if world.on("money"):
            incoming = world.collectives.incoming[requesters.territory[r] + 1]
            incoming[Source.public_order] += money.cents(units * act["price"])
