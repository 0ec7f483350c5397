"""Matching without a price: orders meet stock through three channels."""

import math
from dataclasses import replace

import coordination
import luck
from luck import pair, priority
from norms import may_give
from units import add_stock, f32, is_at_work, low, product_of_unit, stock_of
from world import Channel, Product, Segment, Shipment

COPY = 2**31  # the bit that the number of a copy has


def step(world):
    if not world.on("coordination"):
        coordination.gather_members(world)
    shelves = Shelves(world)
    world.today["useless_offers"] = [0] * world.territories.size
    serve_acquaintances(world)
    serve_social_networks(world, shelves)
    if world.on("coordination"):
        coordinate(world, shelves)
        pass_on(world)
    else:
        for order in by_rule(world, shelves, open_orders(world, Channel.platform)):
            for t in world.territories.by_distance[territory_of(world, order)]:
                shelves.send_from(order, t, lambda unit: True)
    give_up(world)


def territory_of(world, order):
    return int(world.requesters.territory[order.requester])


def open_orders(world, channel):
    return [order for order in world.orders if order.channel == channel and order.open > 0]


def ship(world, order, unit):
    """Sends what a unit has of an order, if it makes and may give it; how many that is."""
    if product_of_unit(world, unit) != order.product or not may_give(world, unit, order.product):
        return 0
    units = min(stock_of(world, unit), order.open)
    if units == 0:
        return 0
    add_stock(world, unit, -units)
    order.open -= units
    number = int(world.requesters.n_parcels[order.requester])
    world.requesters.n_parcels[order.requester] += 1
    world.shipments.append(
        Shipment(
            order.requester,
            unit,
            units,
            order.placed_on,
            world.day,
            order.channel,
            number,
            order.product,
        )
    )
    return units


class Shelves:
    """Members with stock who may give, by territory and product, in the order of the ring."""

    def __init__(self, world):
        self.world = world
        of = world.coordination
        self.start = world.stream("matching.requester", 0).key
        self.units = {}
        for t in range(world.territories.size):
            for k in Product:
                self.units[t, k] = [
                    unit
                    for unit in of.members_of[t].units
                    if product_of_unit(world, unit) == k
                    and stock_of(world, unit) > 0
                    and may_give(world, unit, k)
                ]

    def has_stock(self, territory, product):
        return any(stock_of(self.world, unit) > 0 for unit in self.units[territory, product])

    def send_from(self, order, territory, is_reached):
        """From a territory, around its ring, by those who are reached; whether any was sent."""
        world = self.world
        units = self.units[territory, order.product]
        if not units:
            return False
        circle = world.coordination.circle(units)
        first = circle.place_after(priority(self.start, order.requester, territory))
        sent = 0
        for unit in circle.units[first:] + circle.units[:first]:
            if order.open == 0:
                break
            if is_reached(unit):
                sent += ship(world, order, unit)
        return sent > 0


def serve_acquaintances(world):
    for order in open_orders(world, Channel.acquaintance):
        for p in world.requesters.tied_persons[order.requester]:
            if is_at_work(world, p) and order.open > 0:
                ship(world, order, p)


def serve_social_networks(world, shelves):
    """Each unit offers once to one open order of its territory; several may meet the same one."""
    key = world.stream("matching").key
    for (t, k), units in shelves.units.items():
        orders = [
            order
            for order in open_orders(world, Channel.social_network)
            if territory_of(world, order) == t and order.product == k
        ]
        for unit in units if orders else []:
            if stock_of(world, unit) == 0:
                continue
            order = orders[luck.one_of(len(orders), low(priority(key, unit, 0)))]
            if order.open == 0:
                world.today["useless_offers"][t] += 1
            else:
                ship(world, order, unit)


def by_rule(world, shelves, orders):
    """Orders of the platform as coordinators handle them; of the same urgency as they are."""
    rule = world.values["matching.rule"]
    if rule == "first come":
        return orders

    def urgency(order):
        requester = order.requester
        if rule == "carers first":
            return 1 if world.requesters.segment[requester] != Segment.public_job else 0
        if rule == "need first":
            latent = int(world.requesters.latent[order.product, requester])
            return latent / int(world.requesters.staff[requester])
        home = territory_of(world, order)
        for t in world.territories.by_distance[home]:
            if shelves.has_stock(t, order.product):
                return -world.territories.distance[home][t]
        return -math.inf

    return sorted(orders, key=urgency, reverse=True)


def coordinate(world, shelves):
    asked = {}
    for order in by_rule(world, shelves, open_orders(world, Channel.platform)):
        t = territory_of(world, order)
        if coordination.is_coordinated(world, t):
            if handle(world, shelves, order, t + 1, [t], asked):
                handle(world, shelves, order, 0, world.territories.by_distance[t], asked)
    if world.on("structures"):
        hours = world.values["coordination.minutes_per_order"] / 60
        for c in range(world.collectives.size):
            world.collectives.hours_asked[c] = f32(asked.get(c, 0) * hours)


def handle(world, shelves, order, collective, territories, asked):
    """Coordinators of a collective serve an order, as far as their time and stock go.

    Whether anybody else may go on with it: not who is in the middle of it.
    """
    of = world.coordination
    numbers = of.acting_for.get(collective, [])
    has_stock = any(shelves.has_stock(t, order.product) for t in territories)
    if order.open == 0 or not numbers or not has_stock:
        return True
    asked[collective] = asked.get(collective, 0) + 1
    for number in numbers:
        coordinator = of.coordinators[number]
        takes = effort(world, order, number)
        if 0 < coordinator.spare < takes and is_varied(world):
            coordinator.spare = 0.0
            return False
        if coordinator.spare < takes:
            continue
        component = of.component[coordinator.node]

        def is_reached(unit, component=component):
            return of.component[of.node_of[unit]] == component

        sent = False
        for t in territories:
            if order.open > 0:
                sent = shelves.send_from(order, t, is_reached) or sent
        if sent:
            coordinator.spare -= takes
            return True
    return True


def is_varied(world):
    return world.values["coordination.service"] == "exponential"


def effort(world, order, number):
    """What an order takes of a coordinator's time, where 1 is what orders take on average."""
    if not is_varied(world):
        return 1
    luck_of_service = world.stream("matching.service")
    return luck.exponential(luck_of_service.uniform(pair(order.requester, order.number), number), 1)


def pass_on(world):
    """Where nobody coordinates, orders go from unit to unit."""
    copies = []
    for order in open_orders(world, Channel.platform):
        if not coordination.is_coordinated(world, territory_of(world, order)):
            pass_one_on(world, order, copies)
    for copy in copies:
        world.orders.append(copy)
        world.requesters.expected[copy.product, copy.requester] += copy.open


def pass_one_on(world, order, copies):
    of, values = world.coordination, world.values
    start = world.stream("matching.requester", 0).key
    way = priority(world.stream("matching.pass_on").key, order.requester, order.number)
    doubling = world.stream("matching.doubling")
    max_hops = int(values["matching.max_hops"])
    for _ in range(int(values["matching.hops_per_day"])):
        if order.open == 0 or order.hops > max_hops:
            break
        if order.at not in of.node_of:
            there = of.members_of[territory_of(world, order)]
            if not len(there):
                break
            order.at = there.after(priority(start, order.requester, order.hops))
        ship(world, order, order.at)
        order.hops = (order.hops + 1) % 256
        fellows = of.tied_units(order.at)
        if order.open == 0 or not fellows:
            continue
        entity = pair(order.requester, order.number)
        is_copy = order.number & COPY
        if not is_copy and doubling.bernoulli(values["matching.doubling"], entity, order.hops):
            number = COPY | (priority(0, order.number, order.hops) & 0xFFFFFFFF)
            copies.append(replace(order, number=number))
        order.at = luck.rendezvous(way, order.hops, fellows)
    if order.open > 0 and order.hops > max_hops:
        cancel(world, order)


def cancel(world, order):
    world.requesters.expected[order.product, order.requester] -= order.open
    order.open = 0


def give_up(world):
    """Orders are given up that waited too long, or whose requester lacks nothing any more."""
    patience = world.values["matching.give_up"]
    for order in world.orders:
        nothing_lacking = world.requesters.latent[order.product, order.requester] == 0
        if order.open > 0 and (nothing_lacking or world.day - order.placed_on >= patience):
            cancel(world, order)
    world.orders = [order for order in world.orders if order.open > 0]
