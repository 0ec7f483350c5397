"""Phase 6: labs observe, open and produce; small firms relay; collectives support."""

import numpy as np
from luck import exp, normal_quantile, pair, rendezvous
from luck import gamma as gamma_variable
from population import nearest
from scenario import rows
from world import (
    KINDS,
    NO_LAB,
    NOT_YET,
    PROCESSES,
    Collectives,
    Kind,
    Material,
    Phase,
    Places,
    Process,
    Stage,
    product_of,
)

f32 = np.float32


# --- day 0 --------------------------------------------------------------------------------------


def set_up_places(world):
    values, lands = world.values, world.territories
    table = {row["kind"]: row for row in rows(values["structures.kinds"])}
    labs, so_far, so_many = [], 0.0, 0
    for kind in Kind:
        if KINDS[kind] in table and kind != Kind.small_firm:
            so_far += float(table[KINDS[kind]]["number"])
            until = nearest(so_far * values["structures.abundance"] * world.country_share)
            labs += [(kind, i) for i in range(until - so_many)]
            so_many = until
    firms = table.get(KINDS[Kind.small_firm])
    n_firms = nearest(float(firms["number"]) * world.country_share) if firms else 0
    places = world.places = Places(len(labs) + n_firms)

    luck = world.stream("structures.founding", 0)
    for place, (kind, i) in enumerate(labs):
        row, entity = table[KINDS[kind]], pair(kind, i)
        places.kind[place] = kind
        places.territory[place] = by_weight_of_position(lands.labs, luck.uniform(entity, 0))
        u = luck.uniform(entity, 1)
        if u < row["laser"]:
            process = Process.laser
        elif u < row["laser"] + row["sewing"]:
            process = Process.sewing
        else:
            process = Process.printing
        places.process[place] = process
        places.machines[place] = {
            Process.laser: 1,
            Process.sewing: int(row["sewing_machines"]),
            Process.printing: int(row["printers"]),
        }[process]
        days = gamma_variable(16, values["structures.observation"] / 16, luck, entity, 2)
        places.patience[place] = nearest(days)
        places.rank[place] = luck.uniform(entity, 3)
        places.governance[place] = row["governance"]
        places.fragility[place] = float(row["fragility"]) * exp(
            0.5 * normal_quantile(luck.uniform(entity, 4))
        )
    luck = world.stream("structures.firms", 0)
    for i in range(n_firms):
        place = len(labs) + i
        places.kind[place] = Kind.small_firm
        places.territory[place] = by_weight_of_position(lands.population, luck.uniform(i))
        places.process[place] = Process.small_firm
        places.machines[place] = 1
        places.rank[place] = (i + 0.5) / n_firms
        places.governance[place] = firms["governance"]
        places.fragility[place] = firms["fragility"]
    places.phase[:] = Phase.closed
    places.health[:] = 1
    set_up_members(world, len(labs))


def by_weight_of_position(weights, u):
    total = 0.0
    for weight in weights:
        total += float(weight)
    so_far = 0.0
    for t, weight in enumerate(weights):
        so_far += float(weight)
        if u * total < so_far:
            return t
    return len(weights) - 1


def set_up_members(world, n_labs):
    people, places = world.persons, world.places
    luck = world.stream("structures.lab_members", 0)
    for p in range(people.size):
        there = [lab for lab in range(n_labs) if places.territory[lab] == people.territory[p]]
        if there and luck.bernoulli(world.values["structures.lab_members"], p):
            people.lab[p] = rendezvous(luck.key, p, there)
    places.members = [p for p in range(people.size) if people.lab[p] != NO_LAB]


def set_up_collectives(world):
    values, people = world.values, world.persons
    collectives = world.collectives = Collectives(world.territories.size + 1)
    collectives.governance[:] = values["structures.territorial_governance"]
    collectives.governance[0] = values["structures.national_governance"]
    luck = world.stream("structures.legitimacy", 0)
    legitimacy = values["structures.legitimacy"]
    spread = values["structures.legitimacy_spread"]
    for c in range(1, collectives.size):
        if legitimacy > 0:
            z = normal_quantile(luck.uniform(c))
            collectives.founders[c] = legitimacy * exp(spread * z)
    luck = world.stream("structures.prefers", 0)
    for p in range(people.size):
        people.prefers[p] = luck.uniform(p)
        people.prefers_national[p] = luck.bernoulli(values["structures.national_share"], p, 1)


# --- acts ---------------------------------------------------------------------------------------


def found(world, c):
    if world.collectives.founded_on[c] == NOT_YET:
        world.collectives.founded_on[c] = world.day
        world.collectives.health[c] = 1


def found_by_act(world, act):
    if act["scope"] == "national":
        found(world, 0)
    else:
        for c in range(1, world.collectives.size):
            found(world, c)


def meeting(world, act):
    lift = f32(act["lift"])
    collectives, places = world.collectives, world.places
    for c in range(collectives.size):
        if collectives.founded_on[c] != NOT_YET:
            health = collectives.health[c]
            collectives.health[c] = health + (f32(1) - health) * lift
    for i in range(places.size):
        places.health[i] = places.health[i] + (f32(1) - places.health[i]) * lift


def close(world, act):
    places = world.places
    for i in range(places.size):
        chosen = act["kind"] in ("any", KINDS[places.kind[i]])
        if chosen and float(places.rank[i]) >= 1 - act["share"]:
            places.shut[i] = 1


def open_again(world, act):
    places = world.places
    for i in range(places.size):
        chosen = act["kind"] in ("any", KINDS[places.kind[i]])
        if chosen and float(places.rank[i]) < act["share"]:
            places.shut[i] = 0


# --- the day ------------------------------------------------------------------------------------


def works(world, c):
    collectives = world.collectives
    return collectives.founded_on[c] != NOT_YET and collectives.health[c] > 0


def step(world):
    count_members(world)
    for t in range(world.territories.size):
        c = t + 1
        members = int(world.collectives.members[c])
        per_100k = members / (float(world.territories.population[t]) * world.scale) * 1e5
        if members > 0 and per_100k >= float(world.collectives.founders[c]):
            found(world, c)
    health_of_all(world)
    for i in range(world.places.size):
        if world.places.kind[i] == Kind.small_firm:
            firm(world, i)
        else:
            lab(world, i)
    support_of_all(world)


def count_members(world):
    people, collectives = world.persons, world.collectives
    collectives.members[:] = 0
    for p in range(people.size):
        if people.stage[p] in (Stage.engaged, Stage.paused):
            collectives.members[0] += 1
            collectives.members[people.territory[p] + 1] += 1


def overload(asked, there):
    if asked <= there:
        return f32(0)
    return f32(1) if asked >= f32(2) * there else asked / there - f32(1)


def health_next(health, lost, share, least):
    if health <= 0:
        return f32(0)  # fallen apart
    left = health - lost
    restored = left + (f32(1) - left) * share
    return f32(0) if restored < least else restored


def health_of_all(world):
    values, collectives, places = world.values, world.collectives, world.places
    delivered = world.territories.delivered_yesterday
    worn = f32(values["structures.wear"] * world.norm_salience * world.norm.controversy)
    floor = f32(values["structures.floor"])
    restored = []
    for c in range(collectives.size):
        units = float(sum(delivered)) if c == 0 else float(delivered[c - 1])
        members = max(int(collectives.members[c]), 1)
        thanks = min(1, units / members * values["structures.thanks"])
        restored.append(f32(1 - (1 - values["structures.meetings"]) * (1 - thanks)))
    for c in range(collectives.size):
        asked, there = collectives.hours_asked[c], collectives.hours_there[c]
        lost = worn + f32(values["structures.overload_wear"]) * overload(asked, there)
        collectives.health[c] = health_next(collectives.health[c], lost, restored[c], floor)
    for i in range(places.size):
        lost = worn * places.fragility[i]
        share = restored[places.territory[i] + 1]
        places.health[i] = health_next(places.health[i], lost, share, floor)


def firm(world, i):
    values, places = world.values, world.places
    table = {row["kind"]: row for row in rows(values["structures.kinds"])}
    number = max(1, float(table[KINDS[Kind.small_firm]]["number"]))
    holds = not places.shut[i] and places.health[i] > 0
    produces = holds and float(places.rank[i]) < values["structures.firms"] / number
    places.phase[i] = Phase.producing if produces else Phase.closed


def lab(world, i):
    values, places = world.values, world.places
    holds = not places.shut[i] and places.health[i] > 0
    let_in = holds and float(places.rank[i]) < values["structures.access"]
    called = values["structures.called"]
    places.open[i] = called and let_in
    if not called:
        return
    ready = places.observed[i] >= places.patience[i]
    if not let_in:
        if places.phase[i] == Phase.producing:
            places.phase[i] = Phase.observing
    elif places.phase[i] != Phase.producing:
        produces = ready and is_wanted(world, i)
        places.phase[i] = Phase.producing if produces else Phase.observing
    helped = works(world, places.territory[i] + 1)
    places.observed[i] += f32(values["structures.hub_help"]) if helped else f32(1)


def is_wanted(world, i):
    """Whether its territory asks for what the lab makes, and it knows how and from what."""
    places, process = world.places, world.places.process[i]
    t = places.territory[i]
    asked = any(
        order.open > 0
        and order.product == product_of(process)
        and world.requesters.territory[order.requester] == t
        for order in world.orders
    )
    if not asked:
        return False
    if world.on("design") and not world.designs.by_services[process].versions:
        return False
    if world.on("supply"):
        for m in materials(world, process):
            if places.material[m][i] == 0 and world.suppliers.stock[m][t] <= 0:
                return False
    return True


def materials(world, process):
    names = [material.name for material in Material]
    return sorted(
        {
            names.index(row["material"])
            for row in rows(world.values["production.bill"])
            if row["process"] == PROCESSES[process]
        }
    )


def given(health, governance, prefers):
    apart = prefers - governance if governance < prefers else governance - prefers
    return health * (f32(1) - apart)


def support_of_all(world):
    people, places, collectives = world.persons, world.places, world.collectives
    for p in range(people.size):
        own = people.territory[p] + 1
        a = own if works(world, own) else 0
        b = 0 if works(world, 0) else own
        minded = f32(people.prefers_national[p])
        health = collectives.health[a] + (collectives.health[b] - collectives.health[a]) * minded
        governance = (
            collectives.governance[a]
            + (collectives.governance[b] - collectives.governance[a]) * minded
        )
        support = given(health, governance, people.prefers[p])
        i = people.lab[p]
        if i != NO_LAB and places.open[i]:
            by_lab = given(places.health[i], places.governance[i], people.prefers[p])
            support = max(support, by_lab)
        people.support[p] = support
