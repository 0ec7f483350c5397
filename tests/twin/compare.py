"""Engine and twin side by side: every evening, every variable of the state, exactly."""

import pickle

import numpy as np
from world import ABSENT, Material, Product


def differences(simulation, twin, most=5):
    """What differs this evening: (variable, entity, twin's value, engine's value)."""
    found = []
    for name in simulation.state_names():
        theirs = simulation.state(name)
        ours = variable(twin.world, name)
        if ours is None:
            continue
        for entity, mine, engines in first_differences(name, ours, theirs):
            found.append((name, entity, mine, engines))
            if len(found) >= most:
                return found
    return found


def seen(twin, names):
    """These variables of the state of the twin, as bytes: to see later what has changed."""
    return {name: pickle.dumps(variable(twin.world, name)) for name in names}


def first_differences(name, ours, theirs):
    theirs = np.asarray(theirs)
    if theirs.dtype.names == ("a", "b"):  # ties
        theirs = np.stack([theirs["a"], theirs["b"]], axis=-1)
    if theirs.dtype.names:
        theirs = [tuple(plain(x) for x in record.tolist()) for record in theirs]
        if len(ours) != len(theirs):
            yield "length", len(ours), len(theirs)
        for i, (mine, engines) in enumerate(zip(ours, theirs, strict=False)):
            if mine != engines:
                yield i, mine, engines
                return
        return
    ours = np.asarray(ours)
    if theirs.ndim and len(theirs) == 0 and name not in LISTS:
        return  # off
    if ours.shape != theirs.shape:
        yield "shape", ours.shape, theirs.shape
        return
    if theirs.dtype.kind == "f":
        assert ours.dtype == theirs.dtype or ours.dtype.kind != "f" or ours.ndim == 0, name
    different = np.atleast_1d(ours != theirs)
    for index in np.argwhere(different)[:1]:
        i = tuple(int(x) for x in index)
        yield (
            i if theirs.ndim != 1 else i[0],
            np.atleast_1d(ours)[i],
            np.atleast_1d(theirs)[i],
        )


def plain(x):
    return tuple(np.asarray(x).tolist()) if isinstance(x, (list, np.ndarray)) else x


LISTS = (
    "acquaintance",
    "coordination.network",
    "coordination.lost",
    "orders",
    "shipments",
    "served_yesterday",
    "suppliers.in_transit",
    "designs.waiting",
)


def variable(world, name):
    """The twin's value of a variable of the state, shaped as the engine's; None: not compared."""
    if name.startswith("designs.") and world.designs is None:
        return None
    if name in SPECIAL:
        return SPECIAL[name](world)
    table, _, rest = name.partition(".")
    column, _, category = rest.partition(".")
    of = getattr(world, table)
    if table == "suppliers":
        return getattr(of, column)[Material[category]]
    if column == "material":
        return of.material[Material[category]]
    if column in ("held", "latent", "expected") and table == "requesters":
        return getattr(of, column)[Product[category]]
    if column == "certificates":
        return getattr(of.certificates, category)
    if not rest:
        return of
    return getattr(of, column)


def ties(neighbors):
    """Each tie of a network once: pairs [n, 2], ascending."""
    pairs = [(a, b) for a, others in enumerate(neighbors) for b in others if a < b]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def tie_begin(world):
    begin = [0]
    for them in world.requesters.tied_persons:
        begin.append(begin[-1] + len(them))
    return begin


def coordinators(world):
    return [
        (
            c.scope if c.scope != 2**32 - 1 else 255,
            c.weight,
            c.spare,
            c.node,
            int(c.removed),
        )
        for c in world.coordination.coordinators
    ]


def bonds(world):
    return [
        (
            b.unit,
            tuple(b.partner),
            tuple(float(s) for s in b.strength),
            float(b.success),
        )
        for b in world.coordination.bonds
    ]


SPECIAL = {
    "requesters.tie_begin": tie_begin,
    "requesters.tied_person": lambda w: [p for them in w.requesters.tied_persons for p in them],
    "suppliers.in_transit": lambda w: [
        (r.arrives_on, int(r.material), int(r.territory), int(r.amount))
        for r in w.suppliers.in_transit
    ],
    "acquaintance": lambda w: ties(w.acquaintance),
    "coordination.network": lambda w: ties(w.coordination.neighbors),
    "coordination.node_of": lambda w: [
        w.coordination.node_of.get(unit, ABSENT) for unit in range(w.n_units)
    ],
    "coordination.coordinators": lambda w: coordinators(w) if w.on("coordination") else None,
    "coordination.acting": lambda w: w.coordination.acting,
    "coordination.posts.of_unit": lambda w: [
        w.coordination.posts.of_unit.get(unit, ABSENT)
        if unit in w.coordination.position
        else ABSENT
        for unit in range(w.n_units)
    ],
    "coordination.bonds": bonds,
    "designs.waiting": lambda w: [
        (int(s.process), int(s.version), float(s.score)) for s in w.designs.waiting
    ],
    "orders": lambda w: [
        (
            int(o.requester),
            int(o.open),
            int(o.placed_on),
            int(o.channel),
            int(o.hops),
            int(o.at),
            int(o.number),
            int(o.product),
        )
        for o in w.orders
    ],
    "shipments": lambda w: [
        (
            int(s.requester),
            int(s.maker),
            int(s.units),
            int(s.ordered_on),
            int(s.sent_on),
            int(s.channel),
            int(s.product),
            int(s.number),
        )
        for s in w.shipments
    ],
    "served_yesterday": lambda w: [(int(d.requester), int(d.number)) for d in w.served_yesterday],
    "handed_out": lambda w: np.array(w.handed_out).reshape(-1, 5),
    "norm.certification": lambda w: float(w.norm.certification),
}
