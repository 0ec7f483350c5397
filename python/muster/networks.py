"""Networks, designed and random, and their measures; for scenarios and for theory.

For scenarios: `Scenario.with_network` and `Scenario.with_acquaintance`.

A network is undirected and simple and does not change; nodes are numbered from 0. Its ties are
`network.ties()`, an array [n_ties, 2]. Random ones are the same for the same seed. All raise
`muster.InputError` for a network that cannot exist.

Examples
--------
>>> from muster import networks
>>> town = networks.watts_strogatz(n=1000, k=10, p=0.1, seed=1)
>>> town.n_ties
5000
>>> networks.clustering(town) > 0.4
True
>>> networks.degree_centralization(networks.star(10))
1.0
"""

from muster._core import (
    Network,
    barabasi_albert,
    baran_grid,
    betweenness,
    clustering,
    complete,
    configuration_model,
    degree_centralization,
    degree_gini,
    diameter,
    erdos_renyi,
    giant_share,
    k_ary_tree,
    line,
    mean_path_length,
    moore_torus,
    ring_lattice,
    star,
    stochastic_block,
    transitivity,
    two_level_tree,
    watts_strogatz,
)

__all__ = [
    "Network",
    "baran_grid",
    "barabasi_albert",
    "betweenness",
    "clustering",
    "complete",
    "configuration_model",
    "degree_centralization",
    "degree_gini",
    "diameter",
    "erdos_renyi",
    "giant_share",
    "k_ary_tree",
    "line",
    "mean_path_length",
    "moore_torus",
    "ring_lattice",
    "star",
    "stochastic_block",
    "transitivity",
    "two_level_tree",
    "watts_strogatz",
]
