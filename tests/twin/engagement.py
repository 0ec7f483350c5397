"""Phase 8: thresholds are met and people join; what carried them fades and they leave."""

import numpy as np
import pull
from luck import exp, power
from population import nearest
from scenario import rows
from world import PROCESSES, Reason, Stage

f32 = np.float32

REASON_OF_TERM = {
    "need": Reason.no_demand,
    "recognition": Reason.other,
    "fear": Reason.legal_fear,
    "fatigue": Reason.fatigue,
    "cost": Reason.other,
    "time": Reason.time_lost,
    "support": Reason.structure_lost,
}


def move(world, p, stage):
    """To another stage; acquaintances notice."""
    people = world.persons
    before = people.stage[p]
    if stage == Stage.engaged and before not in (Stage.engaged, Stage.paused):
        people.pull_at_entry[p] = pull.terms(world, p)
        people.engaged_on[p] = world.day
    people.stage[p] = stage
    if world.on("engagement"):
        change = int(stage == Stage.engaged) - int(before == Stage.engaged)
        if change:
            for contact in world.acquaintance[p]:
                people.engaged_contacts[contact] += change
    if world.on("awareness") and before == Stage.unaware and stage != Stage.unaware:
        for contact in world.acquaintance[p]:
            people.informed_contacts[contact] += 1


def step(world, substep=0):
    values, people = world.values, world.persons
    n = values["calendar.substeps"]
    luck = world.stream("engagement", world.day * n + substep)
    all_engaged = int(np.sum(people.stage == Stage.engaged))
    moves = []  # (person, stage, reason or None)
    leaving = set()
    for p in range(people.size):
        w = luck.unit(p)
        h = own_chance_to_stop(world, p, n)
        if w >= chance_to_move(world, p, all_engaged, h, n):
            continue
        if people.stage[p] == Stage.aware:
            moves.append((p, Stage.engaged, None))
        elif people.stage[p] == Stage.withdrawn:
            moves.append((p, Stage.aware, None))
        elif people.stage[p] == Stage.engaged:
            moves.append((p, Stage.withdrawn, Reason.other if w < h else lost_most(world, p)))
            leaving.add(p)
    if substep == n - 1 and world.on("supply"):
        moves += pauses(world, leaving)
    for p, stage, reason in moves:
        if reason is not None:
            people.reason[p] = reason
        move(world, p, stage)


def sow(world):
    """Who is engaged already on the first morning; that leaves no trace of how it came about."""
    people = world.persons
    for row in rows(world.values["engagement.seeds"]):
        p = int(row["person"])
        move(world, p, Stage.engaged)
        people.pull_at_entry[p], people.engaged_on[p] = 0, -1


def own_chance_to_stop(world, p, n):
    values, people = world.values, world.persons
    hazard, shape = people.exit_hazard[p], values["engagement.duration_dependence"]
    if shape != 1 and people.stage[p] == Stage.engaged:
        t = max(1, world.day - int(people.engaged_on[p]))
        hazard = f32(1 - power(1 - float(hazard), power(t, shape) - power(t - 1, shape)))
    return min(f32(1), hazard * f32(values["engagement.hazard_ratio"] / n))


def chance_to_move(world, p, all_engaged, h, n):
    values, stage = world.values, world.persons.stage[p]
    attention = values["engagement.attention"] / n
    spontaneous = values["engagement.spontaneous"] / n
    noise = values["engagement.noise"]
    one = f32(1)
    if stage == Stage.withdrawn:
        return f32(values["engagement.return_rate"] / n)
    if stage not in (Stage.aware, Stage.engaged):
        return f32(0)
    surplus = pull.pull(world, p, all_engaged) - world.persons.threshold[p]
    if stage == Stage.engaged:
        surplus = surplus + f32(values["engagement.stickiness"])
    if noise <= 0:
        if stage == Stage.aware:
            if surplus >= 0:
                return f32(1 - (1 - attention) * (1 - spontaneous))
            return f32(spontaneous)
        return one - (one - f32(attention)) * (one - h) if surplus < 0 else h
    decides = 1 / (1 + exp(-float(surplus) / float(f32(noise))))
    if stage == Stage.aware:
        return f32(1 - (1 - float(f32(attention)) * decides) * (1 - float(f32(spontaneous))))
    return f32(1 - (1 - float(f32(attention)) * (1 - decides)) * (1 - float(h)))


def lost_most(world, p):
    reason, most = Reason.other, f32(0)
    now = pull.terms(world, p)
    for name, before, after in zip(pull.TERMS, world.persons.pull_at_entry[p], now, strict=True):
        if before - after > most:
            reason, most = REASON_OF_TERM[name], before - after
    return reason


def pauses(world, leaving):
    """Who has nothing to make things from, or nobody to give them to, pauses."""
    values, people = world.values, world.persons
    moves = []
    for p in range(people.size):
        if people.stage[p] not in (Stage.engaged, Stage.paused):
            continue
        no_demand = people.stock[p] >= values["engagement.full_shelf"]
        waits = no_demand or people.idle_days[p] >= values["engagement.idle_limit"]
        if people.stage[p] == Stage.paused:
            if not waits:
                moves.append((p, Stage.engaged, None))
                continue
            people.paused_days[p] += 1
            if people.paused_days[p] >= values["engagement.patience"]:
                moves.append((p, Stage.withdrawn, None))
        elif waits and p not in leaving:
            reason = Reason.no_demand if no_demand else Reason.no_material
            moves.append((p, Stage.paused, reason))
            people.paused_days[p] = 0
    return moves


def recruit(world, act):
    people = world.persons
    process = PROCESSES.index(act["tool"])
    luck = world.stream("engagement.recruit")
    could = [
        p
        for p in range(people.size)
        if people.stage[p] in (Stage.unaware, Stage.aware)
        and people.machines[p] > 0
        and people.process[p] == process
    ]
    could.sort(key=lambda p: (luck.word(p), p))
    for p in could[: nearest(act["people"] * world.country_share)]:
        people.skill[p] = max(people.skill[p], f32(act["skill"]))
        move(world, p, Stage.engaged)
