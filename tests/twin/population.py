"""Day 0: territories, persons, requesters. Sections 5 and 11 of docs/model.md."""

import math

import numpy as np
from luck import beta, exp, log, lognormal, normal, normal_quantile, poisson
from scenario import rows
from world import SEGMENTS, Persons, Process, Requesters, Segment, Territories

COUNTRY = 65_096_768  # inhabitants
KM_PER_DEGREE = 111.2
EAST_WEST = 0.688


def nearest(x):
    """To the nearest whole number; halves go up."""
    return math.floor(float(x) + 0.5)


# --- territories --------------------------------------------------------------------------------


def territories(values):
    table = rows(values["population.territories"])
    if not table:
        table = [
            {
                "territory": "everywhere",
                "population": 100_000,
                "labs": 1,
                "latitude": 0,
                "longitude": 0,
            }
        ]
    here = Territories()
    n = len(table)
    here.name = [row["territory"] for row in table]
    here.population = np.array([row["population"] for row in table], dtype=float)
    here.labs = np.array([row["labs"] for row in table], dtype=float)
    here.distance = np.zeros((n, n))
    for a in range(n):
        for b in range(n):
            north = (float(table[a]["latitude"]) - float(table[b]["latitude"])) * KM_PER_DEGREE
            east = (
                (float(table[a]["longitude"]) - float(table[b]["longitude"]))
                * KM_PER_DEGREE
                * EAST_WEST
            )
            here.distance[a, b] = math.sqrt(north * north + east * east)
    here.by_distance = [sorted(range(n), key=lambda b: here.distance[a, b]) for a in range(n)]
    here.salience = np.zeros(n)
    here.press = np.zeros(n)
    here.delivered_yesterday = np.zeros(n)
    here.useless_yesterday = np.zeros(n)
    return here


def share_of_country(values):
    """Simulated share of the whole country."""
    table = rows(values["population.territories"])
    if not table:
        return values["population.scale"]
    inhabitants = sum(float(row["population"]) for row in table)
    return values["population.scale"] * (inhabitants / COUNTRY)


def number_by_territory(total, weights):
    """Whole parts of a total: what all up to a territory have is rounded."""
    parts, so_far, given = [], 0.0, 0
    for weight in weights:
        so_far += float(weight)
        until = nearest(total * (so_far / float(sum(weights))))
        parts.append(until - given)
        given = until
    return parts


# --- persons ------------------------------------------------------------------------------------


def persons(world, values):
    n = max(1, nearest(values["population.size"] * world.country_share))
    people = Persons(n)
    parts = number_by_territory(n, world.territories.population)
    people.territory_begin = [0]
    for t, part in enumerate(parts):
        begin = people.territory_begin[-1]
        people.territory[begin : begin + part] = t
        people.territory_begin.append(begin + part)

    printers = world.stream("population.printers", 0)
    hours = world.stream("population.hours", 0)
    skill = world.stream("population.skill", 0)
    budget = world.stream("population.budget", 0)
    threshold = world.stream("population.threshold", 0)
    tolerance = world.stream("population.tolerance", 0)
    hazard = world.stream("population.exit_hazard", 0)
    carers = world.stream("population.knows_carer", 0)
    luck_of_thresholds = [threshold.uniform(p) for p in range(n)]
    if values["population.threshold_law"] == "quantiles":
        luck_of_thresholds = spaced_evenly(luck_of_thresholds)
    given_thresholds = rows(values["population.thresholds"])
    given_hours = rows(values["population.hours"])
    share = values["population.printer_share"]
    sewing_share = values["population.sewing_share"]

    for p in range(n):
        u = printers.uniform(p)
        people.process[p] = Process.printing
        if u < share:
            tail = values["population.printer_tail"]
            people.machines[p] = int(min(14, exp((-1 / tail) * log(u / share))))
        elif u > 1 - sewing_share:
            people.machines[p] = 1
            people.process[p] = Process.sewing
        if given_hours:
            people.hours[p] = given_hours[p]["hours"]
        else:
            people.hours[p] = min(
                14,
                spread_around(
                    values["population.hours_median"], values["population.hours_spread"], hours, p
                ),
            )
        sews = people.process[p] == Process.sewing
        spread = values["population.sewing_spread" if sews else "population.skill_spread"]
        people.skill[p] = min(30 if sews else 10, spread_around(1, spread, skill, p))
        if given_thresholds:
            people.threshold[p] = given_thresholds[p]["threshold"]
        else:
            people.threshold[p] = normal(
                values["population.threshold_mean"],
                values["population.threshold_sd"],
                luck_of_thresholds[p],
            )
        if world.on("rumor"):
            mean = values["population.tolerance"]
            people.tolerance[p] = min(1, max(0, normal(mean, 0.2, tolerance.uniform(p))))
        if world.on("money"):
            money = min(
                1e6,
                spread_around(
                    values["population.budget_median"],
                    values["population.budget_spread"],
                    budget,
                    p,
                ),
            )
            people.budget[p] = nearest(float(np.float32(money)) * 100)
        people.exit_hazard[p] = chance_to_stop(values, hazard, p)
        people.knows_carer[p] = carers.bernoulli(values["population.carer_share"], p)
    return people


def spaced_evenly(numbers):
    """(rank - 1/2) / n instead of each number."""
    order = sorted(range(len(numbers)), key=lambda i: numbers[i])
    spaced = [0.0] * len(numbers)
    for rank, i in enumerate(order, 1):
        spaced[i] = (rank - 0.5) / len(numbers)
    return spaced


def spread_around(median, spread, stream, p):
    return median if spread == 0 else lognormal(median, spread, stream.uniform(p))


def chance_to_stop(values, stream, p):
    mean = values["population.exit_hazard"]
    a = values["population.exit_shape"]
    if a == 0 or mean == 0 or mean == 1:
        return mean
    b = a * (1 - mean) / mean
    if a == 1:
        return 1 - exp(log(stream.uniform(p)) / b)
    return beta(a, b, stream, p)


# --- requesters ---------------------------------------------------------------------------------


def requesters(world, values):
    kinds = rows(values["requesters.by_segment"])
    if not (world.on("need") or world.on("demand")):
        kinds = []
    kinds.sort(key=lambda row: SEGMENTS.index(row["segment"]))
    territory, segment, mean_staff = [], [], []
    for t, inhabitants in enumerate(world.territories.population):
        for row in kinds:
            number = nearest(row["number"] * (float(inhabitants) / COUNTRY * world.scale))
            territory += [t] * number
            segment += [Segment(SEGMENTS.index(row["segment"]))] * number
            mean_staff += [float(row["staff"])] * number

    all_of_them = Requesters(len(territory))
    luck = world.stream("requesters.staff", 0)
    s = values["requesters.staff_spread"]
    for r in range(all_of_them.size):
        all_of_them.territory[r] = territory[r]
        all_of_them.segment[r] = segment[r]
        median = mean_staff[r] * exp(-s * s / 2)
        staff = math.floor(median * exp(s * normal_quantile(luck.uniform(r))) + 0.5)
        all_of_them.staff[r] = min(65535, max(1, staff))

    begin = [0]
    for t in range(world.territories.size):
        begin.append(begin[-1] + territory.count(t))
    all_of_them.territory_begin = begin

    luck, more = world.stream("requesters.known_by", 0), world.stream("requesters.known", 0)
    people = world.persons
    for p in range(people.size):
        t = people.territory[p]
        there = begin[t + 1] - begin[t]
        if people.machines[p] == 0 or there == 0:
            continue
        known = set()
        if people.knows_carer[p]:
            known.add(begin[t] + math.floor(luck.uniform(p) * there))
        for i in range(1, poisson(values["requesters.known"], more.uniform(p)) + 1):
            known.add(begin[t] + math.floor(more.uniform(p, i) * there))
        for requester in known:
            all_of_them.tied_persons[requester].append(p)
    return all_of_them
