"""Coordination: who is tied to whom among those who take part (centralized, decentralized, ...)."""

import math
from dataclasses import dataclass, field

import losses
import luck
from luck import name_hash, priority
from scenario import rows
from units import Circle, f32, is_at_work
from world import ABSENT, NATIONAL

HAS_CENTER = ("centralized", "decentralized", "superposed")
HAS_TERRITORIAL = ("decentralized", "superposed")
HAS_RING = ("distributed", "superposed")


@dataclass
class Coordinator:
    scope: int  # a territory, or NATIONAL
    weight: float = 0.0
    spare: float = 0.0
    node: int = 0  # ABSENT where it does not act; 0 before the first morning
    removed: bool = False

    @property
    def collective(self):
        return 0 if self.scope == NATIONAL else self.scope + 1


@dataclass
class Post:
    name: str
    territory: int  # or NATIONAL: anywhere
    hours: float
    coordinator: int = ABSENT


@dataclass
class Posts:
    all: list = field(default_factory=list)
    ties: list = field(default_factory=list)  # pairs of numbers of posts
    of_unit: dict = field(default_factory=dict)


@dataclass
class Coordination:
    position: dict  # of each unit that was ever in the pool
    pool: Circle  # all that could be units at first; those removed stay
    pool_in: list  # the same by territory
    coordinators: list = field(default_factory=list)
    members: Circle = None  # who takes part today
    members_of: list = None  # the same by territory
    node_of: dict = field(default_factory=dict)  # of members
    neighbors: list = field(default_factory=list)  # of each node, ascending
    component: list = field(default_factory=list)  # of each node
    acting: list = field(default_factory=list)
    acting_for: dict = field(default_factory=dict)  # numbers of coordinators, by collective
    posts: Posts = field(default_factory=Posts)
    lost: list = field(default_factory=list)  # units that left the network for good
    cut: set = field(default_factory=set)  # ties that were cut for good, by lasting numbers
    bonds: list = field(default_factory=list)  # the author of ties says what they are
    bonds_of: dict = field(default_factory=dict)
    has_network: bool = False

    def circle(self, units):
        return Circle(sorted((self.position[unit], unit) for unit in units))

    def unit_at(self, node):
        """The unit at a node, or None at that of a coordinator."""
        return self.members.units[node] if node < len(self.members) else None

    def tied_units(self, unit):
        """Units tied today to a unit, in the order of their nodes."""
        if not self.has_network or unit not in self.node_of:
            return []
        neighbors = self.neighbors[self.node_of[unit]]
        return [self.members.units[n] for n in neighbors if n < len(self.members)]

    def tied_coordinators(self, unit):
        if not self.has_network or unit not in self.node_of:
            return []
        first = len(self.members)
        return [self.acting[n - first] for n in self.neighbors[self.node_of[unit]] if n >= first]


def n_territories(world):
    return world.territories.size


def setup(world):
    """The pool and the coordinators; without coordination only the pool."""
    key = world.stream("coordination", 0).key
    persons = world.persons
    pool = [p for p in range(persons.size) if persons.machines[p] > 0]
    pool += range(persons.size, world.n_units)
    position = {unit: priority(key, unit, 0) for unit in pool}
    of = world.coordination = Coordination(position, None, None)
    of.pool = of.circle(pool)
    of.pool_in = by_territory(world, of, pool)
    of.members = of.circle([])
    of.members_of = by_territory(world, of, [])
    if world.on("coordination"):
        set_up_coordinators(world)


def by_territory(world, of, units):
    return [
        of.circle([unit for unit in units if world.unit_territory(unit) == t])
        for t in range(n_territories(world))
    ]


def set_up_coordinators(world):
    of = world.coordination
    of.coordinators.append(Coordinator(NATIONAL))
    of.coordinators += [Coordinator(t) for t in range(n_territories(world))]
    if world.values["coordination.topology"] == "custom":
        set_up_posts(world)


def set_up_posts(world):
    of = world.coordination
    ties = rows(world.values["coordination.ties"])
    table = rows(world.values["coordination.posts"])
    posts = of.posts
    if table:
        names = list(world.territories.name)
        for row in table:
            where = row["territory"]
            anywhere = where in ("", "anywhere") or where != where
            territory = NATIONAL if anywhere else names.index(where)
            posts.all.append(Post(str(row["post"]), territory, float(row["hours"])))
    else:
        ends = dict.fromkeys(str(row[end]) for row in ties for end in ("from", "to"))
        posts.all = [Post(name, NATIONAL, 0.0) for name in ends]
    number = {post.name: i for i, post in enumerate(posts.all)}
    posts.ties = [(number[str(row["from"])], number[str(row["to"])]) for row in ties]
    for post in posts.all:
        if post.hours > 0:
            post.coordinator = len(of.coordinators)
            of.coordinators.append(Coordinator(post.territory))
    place_units_at_posts(world)


def place_units_at_posts(world):
    """Consistent hashing: each unit at the post of the first point after its own."""
    posts = world.coordination.posts
    key = world.stream("coordination.posts", 0).key

    def ring(territory):
        points = [
            (priority(key, name_hash(post.name), i), number)
            for number, post in enumerate(posts.all)
            if post.hours == 0 and post.territory == territory
            for i in range(16)
        ]
        return Circle(sorted(points))

    rings = {t: ring(t) for t in [*range(n_territories(world)), NATIONAL]}
    for unit in world.coordination.pool.units:
        point = priority(key, unit, 2)
        nearest, least = None, None
        for territory in (world.unit_territory(unit), NATIONAL):
            points = rings[territory]
            if not len(points):
                continue
            place = points.place_after(point)
            apart = (points.positions[place] - point) & luck.MASK64
            if least is None or apart < least:
                nearest, least = points.units[place], apart
        posts.of_unit[unit] = nearest


# --- every morning ------------------------------------------------------------------------------


def gather_members(world):
    of = world.coordination
    lost = set(of.lost)
    units = [u for u in of.pool.units if u not in lost and is_at_work(world, u)]
    of.members = of.circle(units)
    of.members_of = by_territory(world, of, units)
    of.node_of = {unit: node for node, unit in enumerate(of.members.units)}


def works(world, collective):
    """Whether a collective has coordinators: it was founded and is healthy."""
    if not world.on("structures"):
        return True
    collectives = world.collectives
    return collectives.founded_on[collective] >= 0 and collectives.health[collective] > 0


def step(world):
    of = world.coordination
    losses.lose(world)
    gather_members(world)
    appoint(world)
    give_time(world)
    tie(world)
    of.has_network = True


def weigh(world):
    """The part of each coordinator in the hours of all."""
    of, values, inhabitants = world.coordination, world.values, world.territories.population
    territorial = values["coordination.topology"] in HAS_TERRITORIAL
    center_share = values["coordination.center_share"]
    of.coordinators[0].weight = center_share if territorial else 1.0
    for t in range(n_territories(world)):
        of.coordinators[t + 1].weight = (1 - center_share) * inhabitants[t] / sum(inhabitants)
    hours = sum(post.hours for post in of.posts.all)
    for post in of.posts.all:
        if post.coordinator != ABSENT:
            of.coordinators[post.coordinator].weight = post.hours / hours


def is_in_topology(world, number):
    topology = world.values["coordination.topology"]
    if number == 0:
        return topology in HAS_CENTER
    return topology in HAS_TERRITORIAL if number <= n_territories(world) else topology == "custom"


def appoint(world):
    of = world.coordination
    weigh(world)
    of.acting, of.acting_for = [], {}
    for number, coordinator in enumerate(of.coordinators):
        coordinator.node = ABSENT
        acts = is_in_topology(world, number) and not coordinator.removed
        if acts and works(world, coordinator.collective):
            coordinator.node = len(of.members) + len(of.acting)
            of.acting.append(number)
            of.acting_for.setdefault(coordinator.collective, []).append(number)


def give_time(world):
    of, values, collectives = world.coordination, world.values, world.collectives
    minutes = values["coordination.minutes_per_order"]
    if world.on("structures"):
        collectives.hours_there[:] = 0
    for coordinator in of.coordinators:
        today = 0.0
        if coordinator.node != ABSENT:
            health = 1.0
            if world.on("structures"):
                health = float(collectives.health[coordinator.collective])
            hours = values["coordination.hours"] * world.country_share
            today = hours * 60 / minutes * coordinator.weight * health
        if values["coordination.service"] == "exponential":
            coordinator.spare = today
        else:
            coordinator.spare += today - math.floor(coordinator.spare)
        if world.on("structures"):
            collectives.hours_there[coordinator.collective] += f32(today * minutes / 60)


def is_coordinated(world, territory):
    """Whether a coordinator acts for the country or for this territory."""
    acting_for = world.coordination.acting_for
    return bool(acting_for.get(0) or acting_for.get(territory + 1))


def pools_for(world, unit):
    """The collective that pools for a unit, or None."""
    acting_for = world.coordination.acting_for
    own = world.unit_territory(unit) + 1
    if acting_for.get(own):
        return own
    return 0 if acting_for.get(0) else None


def tie(world):
    of = world.coordination
    ties = set()
    topology = world.values["coordination.topology"]
    if topology in HAS_RING:
        tie_neighbors(world, ties)
    if topology == "acquaintance":
        tie_acquaintances(world, ties)
    if topology == "custom":
        tie_posts(world, ties)
    else:
        tie_coordinators(world, ties)
    for bonds in of.bonds:
        if bonds.unit in of.node_of:
            for partner, strength in zip(bonds.partner, bonds.strength, strict=True):
                if strength > 0 and partner in of.node_of:
                    ties.add((of.node_of[bonds.unit], of.node_of[partner]))
    if of.cut:
        ties = {tie for tie in ties if losses.lasting_tie(world, *tie) not in of.cut}
    of.neighbors = [set() for _ in range(len(of.members) + len(of.acting))]
    for a, b in ties:
        if a != b:
            of.neighbors[a].add(b)
            of.neighbors[b].add(a)
    of.neighbors = [sorted(neighbors) for neighbors in of.neighbors]
    of.component = components(of.neighbors)


def tie_neighbors(world, ties):
    of, values = world.coordination, world.values
    each_side = int(values["coordination.neighbors"]) // 2
    for members in of.members_of:
        for place, unit in enumerate(members.units):
            for i in range(1, each_side + 1):
                other = members.units[(place + i) % len(members)]
                ties.add((of.node_of[unit], of.node_of[other]))
    far = world.stream("coordination.long_ties", 0)
    for unit in of.members.units:
        if far.bernoulli(values["coordination.long_ties"], unit):
            other = of.members.after(far.priority(unit, 1))
            ties.add((of.node_of[unit], of.node_of[other]))


def tie_acquaintances(world, ties):
    of = world.coordination
    for unit, node in of.node_of.items():
        if not world.is_place(unit):
            known = [p for p in world.acquaintance[unit] if p in of.node_of]
            ties.update((node, of.node_of[p]) for p in known)


def tie_coordinators(world, ties):
    of = world.coordination
    center = of.coordinators[0]
    has_territorial = world.values["coordination.topology"] in HAS_TERRITORIAL
    for t in range(n_territories(world)):
        territorial = of.coordinators[t + 1]
        host = None
        if territorial.node != ABSENT:
            host = territorial.node
            if center.node != ABSENT:
                ties.add((host, center.node))
        elif center.node != ABSENT and not (has_territorial and territorial.removed):
            host = center.node
        if host is not None:
            for unit in of.members_of[t].units:
                ties.add((of.node_of[unit], host))


def tie_posts(world, ties):
    of = world.coordination
    posts = of.posts
    host = [None] * len(posts.all)
    for number, post in enumerate(posts.all):
        if post.coordinator != ABSENT and of.coordinators[post.coordinator].node != ABSENT:
            host[number] = of.coordinators[post.coordinator].node
    for unit in of.members.units:  # in the order of the ring
        post = posts.of_unit[unit]
        if host[post] is None:
            host[post] = of.node_of[unit]
        else:
            ties.add((of.node_of[unit], host[post]))
    for a, b in posts.ties:
        if host[a] is not None and host[b] is not None:
            ties.add((host[a], host[b]))


def components(neighbors):
    """A number of each node that those have in common whom ties connect."""
    component = [None] * len(neighbors)
    for start in range(len(neighbors)):
        if component[start] is not None:
            continue
        component[start] = start
        to_visit = [start]
        while to_visit:
            for other in neighbors[to_visit.pop()]:
                if component[other] is None:
                    component[other] = start
                    to_visit.append(other)
    return component
