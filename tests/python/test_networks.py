import muster
import networkx
import numpy as np
import pytest
from muster import networks


def as_networkx(network):
    graph = networkx.empty_graph(network.n_nodes)
    graph.add_edges_from(network.ties().tolist())
    return graph


@pytest.mark.parametrize(
    "network",
    [
        networks.watts_strogatz(n=60, k=4, p=0.2, seed=3),
        networks.barabasi_albert(n=60, m=2),
        networks.erdos_renyi(n=60, mean_degree=4),
        networks.baran_grid(rows=5, columns=6, redundancy=1.5),
        networks.two_level_tree(n_sub_hubs=3, leaves_each=4),
        networks.stochastic_block(sizes=[20, 20], chance=[[0.5, 0.1], [0.1, 0.5]]),
        networks.configuration_model(degrees=[3] * 20),
    ],
)
def test_measures_agree_with_networkx(network):
    graph = as_networkx(network)
    n = network.n_nodes
    assert graph.number_of_edges() == network.n_ties
    assert networks.clustering(network) == pytest.approx(networkx.average_clustering(graph))
    assert networks.transitivity(network) == pytest.approx(networkx.transitivity(graph))
    giant = max(networkx.connected_components(graph), key=len)
    assert networks.giant_share(network) == len(giant) / n
    expected = networkx.betweenness_centrality(graph, normalized=False)
    assert networks.betweenness(network) == pytest.approx([expected[v] for v in range(n)])
    if len(giant) == n:
        assert networks.diameter(network) == networkx.diameter(graph)
        assert networks.mean_path_length(network) == pytest.approx(
            networkx.average_shortest_path_length(graph)
        )


def test_designed_networks_have_the_ties_they_should():
    assert networks.star(5).n_ties == networks.line(5).n_ties == 4
    assert networks.complete(5).n_ties == networks.ring_lattice(n=5, k=4).n_ties == 10
    assert networks.moore_torus(rows=4, columns=5).n_ties == 80
    assert networks.k_ary_tree(branching=2, height=3).n_nodes == 15
    assert networks.degree_gini(networks.complete(5)) == 0


def test_the_same_seed_gives_the_same_network():
    first, again, other = (networks.barabasi_albert(n=100, m=3, seed=s) for s in (1, 1, 2))
    assert first == again != other


def test_rows_of_a_network_are_views_that_cannot_be_written():
    star = networks.star(4)
    row = star.neighbors(0)
    del star
    assert row.tolist() == [1, 2, 3]
    with pytest.raises(ValueError, match="read-only"):
        row[0] = 7


def test_a_network_that_cannot_be_is_one_clear_sentence():
    with pytest.raises(muster.InputError):
        networks.ring_lattice(n=5, k=3)
    with pytest.raises(muster.InputError, match="1, 1.5, 2, 3, 4, 6 or 8 is allowed"):
        networks.baran_grid(rows=3, columns=3, redundancy=5)
    with pytest.raises(muster.InputError, match="does not exist"):
        networks.Network.from_ties(3, np.array([[0, 3]]))
    with pytest.raises(muster.InputError, match="does not exist"):
        networks.star(3).degree(3)
