"""Networks of the literature over the same persons. Section 11 of docs/model.md, "Acquaintance".

Each function gives pairs of persons; loops and doubles among them do not count.
"""

import math

from luck import exp, exponential, log1p, lognormal, pair, rounded
from scenario import rows


def among(world, values):
    """Who knows whom, by `acquaintance.kind`."""
    n = world.persons.size
    kind = values["acquaintance.kind"]
    if kind in DESIGNED:
        return DESIGNED[kind](n, values)
    return DRAWN[kind](world, values, world.stream("acquaintance", 0))


# --- without chance -----------------------------------------------------------------------------


def none(n, values):
    return []


def complete(n, values):
    return [(a, b) for b in range(n) for a in range(b)]


def star(n, values):
    return [(0, other) for other in range(1, n)]


def line(n, values):
    return [(p, p + 1) for p in range(n - 1)]


def tree(n, values):
    below = values["acquaintance.branching"]
    below_root = values["acquaintance.root_branching"] or below
    return [
        (0 if child <= below_root else 1 + (child - 1 - below_root) // below, child)
        for child in range(1, n)
    ]


KNIGHT = [(1, 2), (2, 1), (2, -1), (1, -2)]
NEAR = [(1, 0), (0, 1)]
STEPS = {
    "R1": NEAR,
    "R1.5": NEAR,
    "R2": NEAR,
    "R3": [*NEAR, (1, 1)],
    "R4": [*NEAR, (1, 1), (1, -1)],
    "R6": [*NEAR, (1, 1), (1, -1), (2, 0), (0, 2)],
    "R8": [*NEAR, (1, 1), (1, -1), *KNIGHT],
}


def grid(n, values):
    side = math.isqrt(n)
    redundancy = values["acquaintance.redundancy"]
    pairs = []
    for row in range(side):
        for column in range(side):
            for down, right in STEPS[redundancy]:
                if not (row + down < side and 0 <= column + right < side):
                    continue
                if down and redundancy == "R1" and column != (0 if row % 2 else side - 1):
                    continue
                if down and redundancy == "R1.5" and (row + column) % 2:
                    continue
                pairs.append((row * side + column, (row + down) * side + column + right))
    return pairs


DESIGNED = {
    "none": none,
    "complete": complete,
    "star": star,
    "line": line,
    "tree": tree,
    "grid": grid,
}

# --- drawn --------------------------------------------------------------------------------------


def one_of(m, word):
    """One of 0 ... m - 1 by a word."""
    return word * m >> 32


def random(world, values, luck):
    n = world.persons.size
    return blocks([0, n], values["acquaintance.mean_degree"] / (n - 1), 0.0, luck)


def regions(world, values, luck):
    n, begin = world.persons.size, world.persons.territory_begin
    inside = values["acquaintance.inside_share"]
    n_ties = values["acquaintance.mean_degree"] * n / 2
    sizes = [end - start for start, end in zip(begin, begin[1:], strict=False)]
    within = sum(0.5 * size * (size - 1.0) for size in sizes)
    between = n * (n - 1) / 2 - within

    def chance(ties, pairs):
        return ties / pairs if ties > 0 else 0.0

    return blocks(
        begin, chance(n_ties * inside, within), chance(n_ties * (1 - inside), between), luck
    )


def blocks(begin, within, between, luck):
    """Everybody looks for ties among those before her, block by block."""
    pairs = []
    for own, (first, last) in enumerate(zip(begin, begin[1:], strict=False)):
        for p in range(first, last):
            number = 0
            for block in range(own + 1):
                chance = within if block == own else between
                if chance == 0:
                    continue
                wait = 0.0 if chance == 1 else -1 / log1p(-chance)
                other, end = begin[block], min(begin[block + 1], p)
                while True:
                    other += math.floor(exponential(luck.uniform(p, number), wait))
                    number += 1
                    if other >= end:
                        break
                    pairs.append((other, p))
                    other += 1
    return pairs


def ring(world, values, luck):
    n, half = world.persons.size, int(values["acquaintance.mean_degree"]) // 2
    far_end = [[(p + i) % n for i in range(1, half + 1)] for p in range(n)]
    known = [set() for _ in range(n)]
    for p in range(n):
        for q in far_end[p]:
            known[p].add(q)
            known[q].add(p)
    for i in range(half):
        for p in range(n):
            q = far_end[p][i]
            tie = pair(min(p, q), max(p, q))
            rewired = luck.bernoulli(values["acquaintance.rewiring"], tie)
            if len(known[p]) == n - 1 or not rewired:
                continue
            j, other = 1, p
            while other == p or other in known[p]:
                other = one_of(n, luck.word(tie, j))
                j += 1
            known[q].remove(p)
            known[p].remove(q)
            known[p].add(other)
            known[other].add(p)
            far_end[p][i] = other
    return [(p, q) for p in range(n) for q in far_end[p]]


def torus(world, values, luck):
    n = world.persons.size
    side = math.isqrt(n)
    around = [(0, 1), (1, -1), (1, 0), (1, 1)]
    found = set()
    for row in range(side):
        for column in range(side):
            for down, right in around:
                a = row * side + column
                b = (row + down) % side * side + (column + right) % side
                found.add((min(a, b), max(a, b)))
    ties = sorted(found)
    swap(ties, math.floor(values["acquaintance.rewiring"] * len(ties) / 2 + 0.5), luck)
    return ties


def swap(ties, n_swaps, luck):
    """Exchanges the ends of two ties, again and again; degrees remain."""
    tied = {frozenset(tie) for tie in ties}
    draw = 0
    while n_swaps > 0:
        i, j = (one_of(len(ties), luck.word(draw, k)) for k in (0, 1))
        if luck.bernoulli(0.5, draw, 2):
            ties[j] = ties[j][::-1]
        (u, v), (x, y) = ties[i], ties[j]
        draw += 1
        new = [frozenset((u, y)), frozenset((x, v))]
        if len({u, v, x, y}) < 4 or new[0] in tied or new[1] in tied:
            continue
        tied -= {frozenset((u, v)), frozenset((x, y))}
        tied.update(new)
        ties[i], ties[j] = (u, y), (x, v)
        n_swaps -= 1


def scale_free(world, values, luck):
    m = int(values["acquaintance.mean_degree"]) // 2
    pairs = [(0, p) for p in range(1, m + 1)]
    ends = [end for tie in pairs for end in tie]
    for p in range(m + 1, world.persons.size):
        chosen, j = [], 0
        while len(chosen) < m:
            other = ends[one_of(len(ends), luck.word(p, j))]
            j += 1
            if other not in chosen:
                chosen.append(other)
        for other in chosen:
            pairs.append((other, p))
            ends += [other, p]
    return pairs


def configuration(world, values, luck):
    wanted = given_degrees(world, values) or wanted_ties(world, values)
    if sum(wanted) % 2:
        first = next(p for p, degree in enumerate(wanted) if degree > 0)
        wanted[first] -= 1
    lots = [(luck.word(p, i), p) for p, degree in enumerate(wanted) for i in range(degree)]
    lots.sort(key=lambda lot: lot[0])
    return [(first[1], second[1]) for first, second in zip(lots[0::2], lots[1::2], strict=True)]


def given_degrees(world, values):
    table = rows(values["acquaintance.degrees"])
    luck = world.stream("acquaintance.degree", 0)
    return [degree_at(table, luck.uniform(p)) for p in range(world.persons.size) if table]


def degree_at(table, u):
    up_to = 0.0
    for row in table:
        up_to += float(row["share"])
        if up_to >= u:
            break
    return int(row["degree"])


def wanted_ties(world, values):
    """How many ties each person would like, where persons differ."""
    luck = world.stream("acquaintance.degree", 0)
    mean = values["acquaintance.mean_degree"]
    spread = values["acquaintance.degree_spread"]
    median = mean * exp(-(spread * spread) / 2)
    return [
        rounded(min(1000, lognormal(median, spread, luck.uniform(p, 0))), luck.uniform(p, 1))
        for p in range(world.persons.size)
    ]


DRAWN = {
    "random": random,
    "regions": regions,
    "ring": ring,
    "torus": torus,
    "scale free": scale_free,
    "configuration": configuration,
}
