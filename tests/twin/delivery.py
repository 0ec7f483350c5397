"""Delivery: parcels travel, arrive, and are accepted or refused."""

import math

import money
from luck import pair
from norms import approved, may_sell
from units import columns_of
from world import Delivery, Process, Source, Stage


def step(world):
    territories = world.territories
    slow = [helpers_are_few(world, t) for t in range(territories.size)]
    delivered = [0] * territories.size
    world.served_yesterday = []
    under_way = []
    for parcel in world.shipments:
        start = world.unit_territory(parcel.maker)
        end = int(world.requesters.territory[parcel.requester])
        days = math.floor(territories.distance[start][end] / world.values["delivery.speed"])
        days += world.values["delivery.handover"]
        if world.day < parcel.sent_on + days + slow[start]:
            under_way.append(parcel)
            continue
        world.requesters.expected[parcel.product, parcel.requester] -= parcel.units
        if is_accepted(world, parcel, end):
            accept(world, parcel)
            delivered[end] += parcel.units
    world.shipments = under_way
    for t in range(territories.size):
        territories.delivered_yesterday[t] = delivered[t]
        territories.useless_yesterday[t] = world.today.get("useless_offers", delivered)[t]


def helpers_are_few(world, territory):
    """1 if there are too few people without machines for the makers of a territory, else 0."""
    persons = world.persons
    there = [
        p
        for p in range(persons.size)
        if persons.territory[p] == territory and persons.stage[p] == Stage.engaged
    ]
    helpers = sum(1 for p in there if persons.machines[p] == 0)
    makers = len(there) - helpers
    return int(helpers < world.values["delivery.helpers_needed"] * makers)


def is_accepted(world, parcel, territory):
    if approved(world, parcel.maker, parcel.product):
        return True
    score = float(world.designs.score[parcel.maker]) if world.on("design") else 0.5
    lenient = world.values["delivery.leniency"] * world.territories.salience[territory]
    refused = world.strictness * (1 - score) * (1 - lenient)
    entity = pair(parcel.requester, parcel.number)
    return not world.stream("delivery").bernoulli(refused, entity)


def accept(world, parcel):
    requesters, k, r = world.requesters, parcel.product, parcel.requester
    requesters.latent[k, r] -= min(int(requesters.latent[k, r]), parcel.units)
    requesters.held[k, r] += parcel.units
    world.served_yesterday.append(Delivery(r, parcel.number))
    columns, i = columns_of(world, parcel.maker)
    if not world.is_place(parcel.maker):
        if world.on("recognition"):
            columns.thanks[i] = min(65535, columns.thanks[i] + parcel.units)
    elif world.on("money") and columns.process[i] != Process.small_firm:
        sale = world.values["money.sale"]
        if sale > 0 and may_sell(world, parcel.maker, k):
            name = ("visor", "gown")[k]
            price = world.values[f"money.{name}_price"]
            handed = money.handed_out_to(world, parcel.maker)
            handed[Source.requesters] += money.cents(parcel.units * price * sale)
