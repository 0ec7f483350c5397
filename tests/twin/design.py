"""Design: versions of what is made are tried, documented, copied and validated."""

import math
from dataclasses import dataclass, field

import bill
import coordination
import luck
import numpy as np
from luck import priority
from units import cut, f32, high, low
from world import Phase, Process

NAMES = ("printing", "laser", "sewing")
EXPLORING = ("distributed", "superposed", "custom", "acquaintance")


class Landscape:
    """An NK landscape: each trait's contribution depends on itself and on K others."""

    def __init__(self, stream, n, k, power):
        self.n, self.power = n, power
        versions = np.arange(2**n, dtype=np.int64)
        self.quality = np.zeros(2**n, dtype=np.int64)
        for trait in range(n):
            others = [other for other in range(n) if other != trait]
            others.sort(key=lambda other: priority(stream.key, trait, other), reverse=True)
            traits = sorted([trait, *others[:k]])
            bits = np.zeros(2**n, dtype=np.int64)
            for t in traits:  # the first one highest
                bits = bits * 2 + ((versions >> t) & 1)
            first = trait * 2 ** (k + 1)
            words = [stream.word(first + b) >> 8 for b in range(2 ** (k + 1))]
            self.quality += np.array(words, dtype=np.int64)[bits]
        self.best = int(self.quality.max())
        self.known = {}

    def score(self, version):
        if version not in self.known:
            fitness = int(self.quality[version]) / self.best
            self.known[version] = luck.power(fitness, self.power)
        return self.known[version]


@dataclass
class Validated:
    """What care services have validated of a process."""

    versions: list = field(default_factory=list)
    best: float = -1.0


@dataclass
class Submission:
    process: int
    version: int
    score: np.float32


@dataclass
class Designs:
    """Holders are all units and, after them, the desks of coordinators: 3 a collective."""

    landscape: list
    version: np.ndarray
    score: np.ndarray
    documented_on: np.ndarray
    validated: np.ndarray
    by_services: list
    waiting: list = field(default_factory=list)
    reviews: float = 0.0


@dataclass
class Offer:
    score: np.float32
    version: int
    validated: bool


def better(a, b):
    """The better one of two offers; of equal scores the smaller version."""
    if a is None or b is None:
        return a or b
    return max(a, b, key=lambda offer: (offer.score, -offer.version))


LANDSCAPES = {}  # they are slow to draw


def landscape(world, process):
    values = world.values
    stream = world.stream("design." + NAMES[process], 0)
    n, k = int(values["design.traits"]), int(values["design.interplay"])
    power = values["design.steepness"]
    if (stream.key, n, k, power) not in LANDSCAPES:
        LANDSCAPES[stream.key, n, k, power] = Landscape(stream, n, k, power)
    return LANDSCAPES[stream.key, n, k, power]


def process_of(world, holder):
    if holder >= world.n_units:
        return (holder - world.n_units) % 3
    return world.unit_process(holder)


def setup(world):
    n_collectives = world.territories.size + 1
    n = world.n_units + 3 * n_collectives
    of = world.designs = Designs(
        [landscape(world, q) for q in range(3)],
        np.zeros(n, dtype=np.int64),
        np.full(n, 0.5, dtype=np.float32),
        np.full(n, -1, dtype=np.int64),
        np.zeros(n, dtype=np.int64),
        [Validated() for _ in range(3)],
    )
    first = [first_version(world, q) for q in range(3)]
    if world.values["design.printing_validated"]:
        of.by_services[0] = Validated([first[0]], of.landscape[0].score(first[0]))
    for holder in range(n):
        process = process_of(world, holder)
        if process == Process.small_firm:
            of.validated[holder] = 1
            continue
        version = first[process]
        if world.values["design.beginning"] == "their own" and holder < world.n_units:
            version = version_of_her_own(world, holder, process)
        of.version[holder] = version
        of.score[holder] = f32(of.landscape[process].score(version))
        of.validated[holder] = version in of.by_services[process].versions
    set_paces(world)


def first_version(world, process):
    """Of some versions by luck, one of a middling score."""
    stream = world.stream("design.first", 0)
    land = world.designs.landscape[process]
    versions = [stream.word(i) >> (32 - land.n) for i in range(256)]
    return min(versions, key=lambda version: abs(land.score(version) - 0.5))


def version_of_her_own(world, unit, process):
    land = world.designs.landscape[process]
    return world.stream("design.beginning", 0).word(unit) >> (32 - land.n)


def set_paces(world):
    for p in range(world.persons.size):
        world.persons.pace[p] = bill.recipe_of(world, p).per_hour


# --- every day ----------------------------------------------------------------------------------


def step(world):
    of, coordinated = world.designs, world.coordination
    if not world.on("coordination"):
        coordination.gather_members(world)
    observing = [
        world.persons.size + i
        for i in range(world.places.size)
        if world.places.phase[i] == Phase.observing
        and world.places.process[i] != Process.small_firm
    ]
    members = [
        unit for unit in coordinated.members.units if world.unit_process(unit) != Process.small_firm
    ]
    new = [None] * 3
    for unit in members + observing:
        if of.documented_on[unit] == world.day:
            q = process_of(world, unit)
            new[q] = better(new[q], offer_of(of, unit))
    for number in coordinated.acting:
        for q in range(3):
            holder = desk(world, number, q)
            if of.documented_on[holder] == world.day:
                new[q] = better(new[q], offer_of(of, holder))

    changes = {}
    for unit in members:
        decide_unit(world, unit, changes)
    for unit in observing:
        decide_unit(world, unit, changes, observes=True)
    for number in coordinated.acting:
        node = coordinated.coordinators[number].node
        for q in range(3):
            seen = best_at_ties(world, coordinated.neighbors[node], q)
            n_tries = int(world.values["design.team"])
            decide(world, desk(world, number, q), seen, n_tries, changes)
    for holder, (version, score, documented_on, validated) in changes.items():
        of.version[holder], of.score[holder] = version, score
        of.documented_on[holder], of.validated[holder] = documented_on, validated
        if holder < world.persons.size:
            world.persons.pace[holder] = bill.recipe_of(world, holder).per_hour
    review(world)
    submit(world, new)


def desk(world, number, process):
    collective = world.coordination.coordinators[number].collective
    return world.n_units + 3 * collective + process


def offer_of(of, holder):
    return Offer(of.score[holder], int(of.version[holder]), bool(of.validated[holder]))


def documented(world, holder):
    return world.designs.documented_on[holder] <= world.day


def best_at_ties(world, nodes, process):
    """The best documented version of a process among some nodes of the network."""
    of, coordinated = world.designs, world.coordination
    n_members = len(coordinated.members)
    best = None
    for node in nodes:
        if node < n_members:
            holder = coordinated.members.units[node]
            if world.unit_process(holder) != process:
                continue
        else:
            holder = desk(world, coordinated.acting[node - n_members], process)
        if documented(world, holder):
            best = better(best, offer_of(of, holder))
    return best


def decide_unit(world, unit, changes, observes=False):
    of, values, coordinated = world.designs, world.values, world.coordination
    process = world.unit_process(unit)
    hash_ = priority(world.stream("design").key, unit, 0)
    looks = high(hash_) < cut(values["design.copy"])
    explores = low(hash_) < cut(values["design.explore"]) and (observes or may_explore(world, unit))
    if not looks and not explores:
        return
    seen = None
    if looks and observes:
        if of.by_services[process].versions:
            last = of.by_services[process].versions[-1]
            seen = Offer(f32(of.landscape[process].score(last)), last, True)
    elif looks and world.on("coordination"):
        seen = best_at_ties(world, coordinated.neighbors[coordinated.node_of[unit]], process)
    elif looks:
        seen = best_at_ties(world, range(len(coordinated.members)), process)
    decide(world, unit, seen, 1 if explores else 0, changes)


def may_explore(world, unit):
    """Not at the dumb edge of a star or tree, but where nobody coordinates."""
    if not world.on("coordination"):
        return True
    if world.values["coordination.topology"] in EXPLORING:
        return True
    return not coordination.is_coordinated(world, world.unit_territory(unit))


def decide(world, holder, seen, n_tries, changes):
    """Copies what is better, else tries on, if what one has is documented."""
    of = world.designs
    process = process_of(world, holder)
    land = of.landscape[process]
    version, score = int(of.version[holder]), of.score[holder]
    if seen is not None and seen.score > score:
        changes[holder] = (seen.version, seen.score, world.day, seen.validated)
        return
    if not documented(world, holder):
        return
    key = world.stream("design").key
    best, best_score = None, score
    for i in range(1, n_tries + 1):
        tried = version ^ (1 << (priority(key, holder, i) % land.n))
        tried_score = f32(land.score(tried))
        if tried_score > best_score:
            best, best_score = tried, tried_score
    if best is not None:
        ready = world.day + 1 + int(world.values["design.documentation"])
        validated = best in of.by_services[process].versions
        changes[holder] = (best, best_score, ready, validated)


def review(world):
    """Care services validate what waits, first come, first served, at a limited rate."""
    of = world.designs
    of.reviews += world.values["design.validation"]
    while of.reviews >= 1 and of.waiting:
        first = of.waiting.pop(0)
        of.reviews -= 1
        services = of.by_services[first.process]
        services.versions.append(first.version)
        services.best = max(services.best, float(first.score))
        for holder in range(len(of.version)):
            if process_of(world, holder) == first.process and of.version[holder] == first.version:
                of.validated[holder] = 1
    of.reviews -= math.floor(of.reviews)


def submit(world, new):
    """The best of a day, if it is better by a margin than all before."""
    of = world.designs
    for process in sorted(range(3), key=lambda q: of.by_services[q].best):
        if new[process] is None:
            continue
        waiting = [w for w in of.waiting if w.process == process]
        before = of.by_services[process].best
        if waiting:
            before = float(waiting[-1].score)
        if before < 0 or float(new[process].score) > before + world.values["design.margin"]:
            of.waiting.append(Submission(process, new[process].version, new[process].score))
