"""What is observed of networks: measures of acquaintance, survivability of coordination."""

from collections import deque

from units import is_at_work


def acquaintance(world):
    """The measures of section 11 of docs/model.md, by name."""
    known = world.acquaintance
    n = len(known)
    degrees = [len(them) for them in known]
    ends = sum(degrees)
    mean = ends / n
    pairs = [degree * (degree - 1) / 2 for degree in degrees]
    tied = [tied_pairs(known, them) for them in known]
    distances = [d for p in range(n) for d in distances_from(known, p).values() if d > 0]
    territory = world.persons.territory
    inside = sum(1 for p in range(n) for other in known[p] if territory[p] == territory[other])
    return {
        "mean degree": mean,
        "degree variance": sum((degree - mean) ** 2 for degree in degrees) / n,
        "clustering": sum(t / of for t, of in zip(tied, pairs, strict=True) if of > 0) / n,
        "transitivity": sum(tied) / max(1, sum(pairs)),
        "mean path": sum(distances) / max(1, len(distances)),
        "diameter": max(distances, default=0),
        "giant share": max(len(distances_from(known, p)) for p in range(n)) / n,
        "centralization": (n * max(degrees) - ends) / ((n - 1) * (n - 2)),
        "share inside territories": inside / max(1, ends),
    }


def tied_pairs(known, them):
    """Pairs among some persons who know each other."""
    return sum(1 for a in them for b in known[a] if a < b and b in set(them))


def distances_from(known, start):
    """Ties on the shortest way to all who can be reached, by person."""
    distance, queue = {start: 0}, deque([start])
    while queue:
        p = queue.popleft()
        for other in known[p]:
            if other not in distance:
                distance[other] = distance[p] + 1
                queue.append(other)
    return distance


def survivability(world):
    """The largest component as a share of the network of coordination without losses."""
    of = world.coordination
    if not of.neighbors:
        return 0.0
    missing = sum(1 for unit in of.lost if is_at_work(world, unit))
    missing += sum(1 for coordinator in of.coordinators if coordinator.removed)
    largest = max(of.component.count(label) for label in set(of.component))
    return largest / (len(of.neighbors) + missing)
