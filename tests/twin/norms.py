"""Phase 5: the norm is debated, decided, misread; requesters grow strict."""

import certification
from scenario import rows
from world import REGIMES, Product


def row_of(values, regime):
    for row in rows(values["norms.effects"]):
        if row["regime"] == REGIMES[regime]:
            return row
    nothing = dict.fromkeys(("debate", "ambiguity", "strictness", "certification", "advance"), 0.0)
    return nothing | {"sale": 1}


def salience_next(salience, push, fade_rate):
    kept = salience * (1 - fade_rate)
    return kept + (1 - kept) * (push if push < 1 else 1)


def share_that_may_give(banned, sale, margin):
    return 0 if banned else 1 if sale else margin


def step(world):
    values, norm, lands = world.values, world.norm, world.territories
    if values["norms.process"] == "dated" or world.day == 0:
        norm.regime = REGIMES.index(values["norms.regime"])
    else:
        chance = row_of(values, norm.regime)["advance"] * world.norm_salience
        advances = world.stream("norms.advance").bernoulli(chance, norm.regime)
        if advances and norm.regime < len(REGIMES) - 1:
            norm.regime += 1
    row = row_of(values, norm.regime)

    sale, banned = row["sale"] == 1, values["norms.ban"]
    norm.controversy = min(1, row["ambiguity"] * values["norms.controversy"])
    norm.certification = row["certification"]
    norm.may_sell = sale and not banned
    norm.may_give = share_that_may_give(banned, sale, values["norms.gift_margin"])
    asks = not values["norms.self_certification"]
    norm.asks_approval[Product.visor] = asks and values["norms.protective_equipment"]
    norm.asks_approval[Product.gown] = asks
    world.strictness = row["strictness"]

    units = float(sum(lands.delivered_yesterday))
    per_100k = units / float(sum(lands.population)) * 1e5 / world.scale
    push = row["debate"] * values["norms.controversy"] + per_100k * values["norms.volume_effect"]
    world.norm_salience = salience_next(world.norm_salience, push, values["norms.fade"])
    certification.step(world)


def approved(world, unit, product):
    """Whether what a unit makes needs no approval or has it."""
    if not world.norm.asks_approval[product]:
        return True
    held = world.collectives.certificates.held
    if len(held) and (held[0] or held[world.unit_territory(unit) + 1]):
        return True
    if world.is_place(unit):
        return bool(world.places.certificates.held[unit - world.persons.size])
    lab = world.persons.lab[unit]
    return 0 <= lab < world.places.size and bool(world.places.certificates.held[lab])


def may_give(world, unit, product):
    norm = world.norm
    if norm.may_give >= 1 or approved(world, unit, product):
        return True
    return world.stream("norms.gift", 0).bernoulli(norm.may_give, unit)


def may_sell(world, unit, product):
    return world.norm.may_sell or approved(world, unit, product)
