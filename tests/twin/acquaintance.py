"""Acquaintance: who knows whom. Section 11 of docs/model.md, "Acquaintance"."""

import networks
from luck import MASK32, priority
from scenario import rows
from units import cut

NEAR_KM = 50


def ties(world, values):
    """For each person, whom she knows, in the order of their numbers."""
    given = rows(values["acquaintance.ties"])
    if given:
        pairs = [(int(row["a"]), int(row["b"])) for row in given]
    elif values["acquaintance.kind"] == "small world":
        pairs = small_world(world, values)
    else:
        pairs = networks.among(world, values)
    known = [set() for _ in range(world.persons.size)]
    for a, b in pairs:
        if a != b:
            known[a].add(b)
            known[b].add(a)
    return [sorted(them) for them in known]


def small_world(world, values):
    people, lands = world.persons, world.territories
    luck = world.stream("acquaintance", 0)
    inside = values["acquaintance.inside_share"]
    long = values["acquaintance.long_share"]
    wanted = networks.wanted_ties(world, values)
    pairs = []
    elsewhere = []  # (luck, person), one for each such tie that somebody wants

    for t in range(lands.size):
        anybody = []
        street = []  # [person, near ties she still wants], in the order in which they came
        for p in range(people.territory_begin[t], people.territory_begin[t + 1]):
            near, own_luck = 0, 0
            for i in range(wanted[p]):
                drawn = priority(luck.key, p, i)
                kind, own_luck = drawn >> 32, drawn & MASK32
                if kind >= cut(inside):
                    elsewhere.append((own_luck, p))
                elif kind < cut(inside * long):
                    anybody.append((own_luck, p))
                else:
                    near += 1
            n = min((near + own_luck % 2) // 2, len(street))
            for waiting in street[len(street) - n :]:
                pairs.append((p, waiting[0]))
                waiting[1] -= 1
            street = [waiting for waiting in street if waiting[1] > 0]
            if near - n > 0:
                street.append([p, near - n])
        for p, still in street:
            for i in range(still):
                anybody.append((luck.word(p, i), p))
        anybody.sort(key=lambda lot: lot[0])
        for first, second in zip(anybody[0::2], anybody[1::2], strict=False):
            pairs.append((first[1], second[1]))

    elsewhere.sort(key=lambda lot: lot[0])
    return pairs + distant_ties(world, luck, elsewhere)


def distant_ties(world, luck, elsewhere):
    people, lands = world.persons, world.territories
    n = lands.size
    attraction = [
        [lands.population[b] / (NEAR_KM + lands.distance[a, b]) for b in range(n)] for a in range(n)
    ]
    queue = [[] for _ in range(n)]
    place_in_queue = []
    for _, p in elsewhere:
        home = people.territory[p]
        place_in_queue.append(len(queue[home]))
        queue[home].append(p)
    taken = [0] * n
    alone = [None] * n
    pairs = []
    for (own_luck, p), place in zip(elsewhere, place_in_queue, strict=True):
        home = people.territory[p]
        if place < taken[home]:
            continue  # somebody has taken her already
        taken[home] += 1
        weights = [
            attraction[home][t] if t != home and taken[t] < len(queue[t]) else 0.0 for t in range(n)
        ]
        total = 0.0
        for weight in weights:
            total += weight
        choice = home
        u = luck.uniform(p, own_luck)
        for t in range(n):
            if u <= 0:
                break
            if weights[t] > 0:
                choice = t
                u -= weights[t] / total
        if choice != home:
            pairs.append((p, queue[choice][taken[choice]]))
            taken[choice] += 1
        elif alone[home] is None:
            alone[home] = p
        else:
            pairs.append((p, alone[home]))
            alone[home] = None
    return pairs
