"""Certification: who can pay for it has a design tested. Part of phase 5."""

import math

from world import NOT_DUE, Phase, Source, purse


def affordable(price, money, share):
    return float(price) <= share * float(money)


def step(world):
    norm, places, collectives = world.norm, world.places, world.collectives
    if norm.certification > 0 and any(norm.asks_approval):
        price = math.trunc(100 * norm.certification + 0.5)
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


def apply(world, certificates, i, price, money, pay):
    if certificates.held[i] or certificates.due[i] != NOT_DUE:
        return
    if world.on("money"):
        if not affordable(price, money, world.values["norms.certification_effort"]):
            return
        pay(price)
    certificates.due[i] = world.day + int(world.values["norms.certification_time"])


def money_of_place(world, i):
    unit = world.persons.size + i
    handed_out = world.handed_out[unit] if len(world.handed_out) else purse()

    def pay(cents):
        first = min(cents, sum(handed_out))
        take(handed_out, first)
        world.places.cash[i] -= cents - first

    return int(world.places.cash[i]) + sum(handed_out), pay


def money_of_pot(world, c):
    pot = world.collectives.pot[c] if len(world.collectives.pot) else purse()
    return sum(pot), lambda cents: take(pot, cents)


def take(from_purse, cents):
    """Each source gives its part, rounded down; what is missing the first ones that have more."""
    everything = int(sum(from_purse))
    if everything == 0 or cents == 0:
        return
    given = [int(from_purse[s]) * cents // everything for s in Source]
    missing = cents - sum(given)
    for s in Source:
        more = min(missing, int(from_purse[s]) - given[s])
        given[s] += more
        missing -= more
    for s in Source:
        from_purse[s] -= given[s]
