"""Certification: who can pay for it has a design tested. Part of phase 5."""

import money
from world import NOT_DUE, Phase, purse


def affordable(price, cents, share):
    return float(price) <= share * float(cents)


def step(world):
    norm, places, collectives = world.norm, world.places, world.collectives
    if norm.certification > 0 and any(norm.asks_approval):
        price = money.cents(norm.certification)
        for i in range(places.size):
            if places.phase[i] == Phase.producing:
                apply(world, places.certificates, i, price, *money_of_place(world, i))
        for c in range(collectives.size):
            if collectives.founded_on[c] >= 0 and collectives.health[c] > 0:
                apply(world, collectives.certificates, c, price, *money_of_pot(world, c))
    for certificates in (places.certificates, collectives.certificates):
        for i in range(len(certificates.held)):
            if NOT_DUE < certificates.due[i] <= world.day:
                certificates.held[i] = 1


def apply(world, certificates, i, price, in_hand, pay):
    if certificates.held[i] or certificates.due[i] != NOT_DUE:
        return
    if world.on("money"):
        if not affordable(price, in_hand, world.values["norms.certification_effort"]):
            return
        pay(price)
    certificates.due[i] = world.day + int(world.values["norms.certification_time"])


def money_of_place(world, i):
    unit = world.persons.size + i
    return money.in_hand(world, unit), lambda cents: money.pay(world, unit, cents)


def money_of_pot(world, c):
    pot = world.collectives.pot[c] if len(world.collectives.pot) else purse()
    return sum(pot), lambda cents: money.take(pot, cents)
