"""Losses: nodes and ties leave the network of coordination for good, by chance or by an act."""

import math

import luck
from luck import priority
from units import f32


def lasting(world, node):
    """The number that a node has from day to day."""
    of = world.coordination
    if node < len(of.members):
        return of.members.units[node]
    return world.n_units + of.acting[node - len(of.members)]


def lasting_tie(world, a, b):
    return tuple(sorted((lasting(world, a), lasting(world, b))))


def lose(world):
    """Some ties and nodes of yesterday's network are lost for good, each by its own luck."""
    of, values = world.coordination, world.values
    if not of.has_network:
        return
    chance = values["coordination.tie_loss"]
    if chance > 0:
        of_ties = world.stream("coordination.tie_loss")
        ties = {lasting_tie(world, v, other) for v in nodes(of) for other in of.neighbors[v]}
        of.cut |= {tie for tie in ties if of_ties.bernoulli(chance, luck.pair(*tie))}
    chance = values["coordination.node_loss"]
    if chance > 0:
        of_nodes = world.stream("coordination.node_loss")
        left = [v for v in nodes(of) if not is_gone(of, v)]
        take_away(world, [v for v in left if of_nodes.bernoulli(chance, lasting(world, v))], 0.0)


def nodes(of):
    return range(len(of.neighbors))


def is_gone(of, node):
    """Whether a node of yesterday's network has left it this morning."""
    n_members = len(of.members)
    if node < n_members:
        return of.members.units[node] in of.lost
    return of.coordinators[of.acting[node - n_members]].removed


def take_away(world, nodes, wear):
    """Nodes of yesterday's network leave it; a collective loses health with its coordinator."""
    of = world.coordination
    n_members = len(of.members)
    gone = {of.members.units[node] for node in nodes if node < n_members}
    for node in nodes:
        if node >= n_members:
            coordinator = of.coordinators[of.acting[node - n_members]]
            coordinator.removed = True
            if world.on("structures"):
                world.collectives.health[coordinator.collective] *= f32(1 - wear)
    of.lost += sorted(gone)


def remove(world, act):
    """Act `coordination.remove`: nodes of yesterday's network leave it for good."""
    of = world.coordination
    n_members = len(of.members)
    first = n_members if act["what"] == "coordinators" else 0
    last = n_members if act["what"] == "units" else len(of.neighbors)
    nodes = [node for node in range(first, last) if not is_gone(of, node)]
    rank = {node: 0.0 for node in nodes}
    if act["how"] == "by degree":
        rank = {node: float(len(of.neighbors[node])) for node in nodes}
    elif act["how"] == "by betweenness":
        sources = range(len(of.neighbors))
        if 0 < act["sources"] < len(of.neighbors):
            luck = world.stream("coordination.remove.sources")
            sources = sorted(sources, key=luck.word)[: int(act["sources"])]
        between = betweenness(of.neighbors, sources)
        rank = {node: between[node] for node in nodes}
    key = world.stream("coordination.remove").key

    def luck_of(node):
        if node < n_members:
            return priority(key, 0, of.members.units[node])
        return priority(key, 1, of.acting[node - n_members])

    order = sorted(nodes, key=lambda node: (-rank[node], luck_of(node), node))
    n = min(len(order), math.floor(act["share"] * len(order) + act["number"] + 0.5))
    take_away(world, order[:n], act["wear"])


def betweenness(neighbors, sources):
    """Of each node: on how many shortest paths from sources it lies, shared out (Brandes)."""
    between = [0.0] * len(neighbors)
    for source in sources:
        distance, paths, before = {source: 0}, {source: 1.0}, {source: []}
        order = [source]
        for node in order:
            for other in neighbors[node]:
                if other not in distance:
                    distance[other] = distance[node] + 1
                    paths[other], before[other] = 0.0, []
                    order.append(other)
                if distance[other] == distance[node] + 1:
                    paths[other] += paths[node]
                    before[other].append(node)
        share = dict.fromkeys(order, 0.0)
        for node in reversed(order):
            for previous in before[node]:
                share[previous] += paths[previous] / paths[node] * (1 + share[node])
            if node != source:
                between[node] += share[node]
    return between
