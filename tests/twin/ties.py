"""Ties that last: working together leaves ties, and these drift toward those who serve well."""

import math
from dataclasses import dataclass, field

import luck
import numpy as np
from luck import MASK64, priority
from units import cut, f32, high, low

MOST = 4  # ties that a unit keeps


@dataclass
class Bonds:
    unit: int
    partner: list = field(default_factory=lambda: [0] * MOST)
    strength: list = field(default_factory=lambda: [f32(0)] * MOST)
    success: np.float32 = field(default_factory=lambda: f32(0))


def bonds_of(world, unit):
    of = world.coordination
    if unit not in of.bonds_of:
        of.bonds_of[unit] = len(of.bonds)
        of.bonds.append(Bonds(unit))
    return of.bonds[of.bonds_of[unit]]


def step(world):
    fade(world)
    work_together(world)
    drift(world)


def fade(world):
    values = world.values
    forgets = f32(luck.power(0.5, 1 / values["ties.memory"]))
    weakens = f32(luck.power(0.5, 1 / values["ties.half_life"]))
    least = f32(values["ties.least"])
    for bonds in world.coordination.bonds:
        bonds.success = bonds.success * forgets
        for i in range(MOST):
            strength = bonds.strength[i] * weakens
            bonds.strength[i] = f32(0) if strength < least else strength


def work_together(world):
    key = world.stream("ties.work").key
    sent = []
    for shipment in world.shipments:
        if shipment.sent_on != world.day:
            continue
        bonds = bonds_of(world, shipment.maker)
        bonds.success = bonds.success + f32(shipment.units)
        if shipment.maker in world.coordination.node_of:
            requester, unit = shipment.requester, shipment.maker
            rank = priority(key, requester, unit + 1)
            sent.append((priority(key, requester, 0), rank, unit))
    sent.sort()
    growth = f32(world.values["ties.growth"])
    for (for_a, _, a), (for_b, _, b) in zip(sent, sent[1:], strict=False):
        if for_a == for_b and a != b:
            strengthen(bonds_of(world, a), b, growth)
            strengthen(bonds_of(world, b), a, growth)


def strengthen(bonds, partner, growth):
    for i in range(MOST):
        if bonds.strength[i] > 0 and bonds.partner[i] == partner:
            bonds.strength[i] = bonds.strength[i] + (1 - bonds.strength[i]) * growth
            return
    weakest = bonds.strength.index(min(bonds.strength))
    if bonds.strength[weakest] < growth:
        bonds.partner[weakest], bonds.strength[weakest] = partner, growth


def drift(world):
    """Some turn their weakest tie to somebody who served well."""
    of, values = world.coordination, world.values
    key = world.stream("ties.drift").key
    growth = f32(values["ties.growth"])
    for unit in of.members.units:

        def luck_about(about, unit=unit):
            return priority(key, unit, about)

        if high(luck_about(0)) < cut(values["ties.drift"]):
            chosen = whom_to_turn_to(world, unit, candidates(world, unit, luck_about), luck_about)
            if chosen is not None:
                turn(bonds_of(world, unit), chosen, growth)


def candidates(world, unit, luck_about):
    of, values = world.coordination, world.values
    found = []
    if high(luck_about(1)) < cut(values["ties.closure"]):
        for i in range(3, 8):
            fellows = of.tied_units(unit)
            if not fellows:
                break
            between = luck.rendezvous(luck_about(i), unit, fellows)
            theirs = of.tied_units(between)
            if theirs:
                found.append(luck.rendezvous(luck_about(i), between, theirs))
        return found
    around = of.pool
    if high(luck_about(2)) < cut(values["ties.inside"]):
        around = of.pool_in[world.unit_territory(unit)]
    for i in range(3, 103):
        if len(found) == 5 or not len(around):
            break
        candidate = around.units[luck.one_of(len(around), low(luck_about(i)))]
        if candidate in of.node_of:
            found.append(candidate)
    return found


def whom_to_turn_to(world, unit, found, luck_about):
    best, soonest = None, math.inf
    for candidate in found:
        if candidate == unit:
            continue
        u = ((luck_about((MASK64 - candidate) & MASK64) >> 11) + 0.5) * 2.0**-53
        success = bonds_of(world, candidate).success
        weight = luck.power(float(1 + success), world.values["ties.preference"])
        wait = -luck.log(u) / weight
        if wait < soonest:
            best, soonest = candidate, wait
    return best


def turn(bonds, partner, growth):
    if any(
        s > 0 and other == partner for other, s in zip(bonds.partner, bonds.strength, strict=True)
    ):
        return
    weakest = bonds.strength.index(min(bonds.strength))
    bonds.partner[weakest] = partner
    bonds.strength[weakest] = max(bonds.strength[weakest], growth)
