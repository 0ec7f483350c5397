import muster
import networkx
import pytest
import scipy.sparse
from muster import cli, networks


def pairs(scenario):
    ties = scenario._core.values.at("coordination.ties")
    return {frozenset(tie) for tie in zip(ties.texts("from"), ties.texts("to"), strict=True)}


def test_all_forms_of_a_network_are_the_same_posts_and_ties(small, tmp_path):
    graph = networkx.gnm_random_graph(20, 40, seed=1)
    networkx.write_graphml(graph, tmp_path / "g.graphml")
    lines = ["from,to", *(f"{a},{b}" for a, b in graph.edges)]
    (tmp_path / "g.csv").write_text("\n".join(lines) + "\n")
    wanted = {frozenset((str(a), str(b))) for a, b in graph.edges}
    matrix = networkx.to_scipy_sparse_array(graph)
    for form in (
        graph,
        matrix,
        networks.Network.from_ties(20, list(graph.edges)),
        tmp_path / "g.graphml",
        str(tmp_path / "g.csv"),
    ):
        scenario = small.with_network(form)
        assert scenario.values["coordination.topology"] == "custom"
        assert pairs(scenario) == wanted


def test_nodes_have_any_label_and_attributes(small, tmp_path):
    graph = networkx.Graph([("Bretagne, ouest", "centre"), ("reste", "centre")])
    graph.nodes["Bretagne, ouest"]["territory"] = "Bretagne"
    graph.nodes["centre"]["hours"] = 2.5
    networkx.write_graphml(graph, tmp_path / "g.graphml")
    for form in (graph, tmp_path / "g.graphml"):
        posts = small.with_network(form).values["coordination.posts"].set_index("post")
        assert posts.loc["Bretagne, ouest", "territory"] == "Bretagne"
        assert float(posts.loc["centre", "hours"]) == 2.5
        assert posts.loc["reste", "territory"] == "anywhere"


def test_a_scenario_runs_on_a_custom_network(small):
    runs = muster.run(small.with_network(networks.star(5)), replicates=1)
    assert runs.n_replicates == 1
    nowhere = networkx.Graph([("a", "b")])
    nowhere.nodes["a"]["territory"] = "Bretange"
    with pytest.raises(muster.InputError, match="did you mean 'Bretagne'"):
        muster.run(small.with_network(nowhere), replicates=1)


def test_posts_without_ties_are_a_network_too(small):
    assert len(small.with_network(networkx.empty_graph(3)).values["coordination.posts"]) == 3


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        (networkx.DiGraph([(0, 1)]), "directed"),
        (networkx.MultiGraph([(0, 1), (0, 1)]), "one tie a pair"),
        (networkx.Graph([(1, "1")]), "names must differ"),
        (networkx.Graph(), "no nodes"),
        (scipy.sparse.coo_array(([1], ([0], [1])), shape=(2, 2)), "not symmetric"),
        (scipy.sparse.coo_array((3, 4)), "a row and a column a post"),
        (3.5, "float is no network"),
        ("nowhere.graphml", "there is no file 'nowhere.graphml'"),
        (__file__, "'.py' is not known"),
    ],
)
def test_what_is_no_network_is_one_clear_sentence(small, graph, message):
    with pytest.raises(muster.InputError, match=message):
        small.with_network(graph)


def test_a_broken_graphml_is_one_clear_sentence(small, tmp_path):
    path = tmp_path / "broken.graphml"
    path.write_text("<graphml>")
    with pytest.raises(muster.InputError, match="no GraphML"):
        small.with_network(path)


def test_weights_are_not_used_and_that_is_said(small):
    graph = networkx.Graph()
    graph.add_edge("a", "b", weight=0.3)
    with pytest.warns(UserWarning, match="weights of ties are not used"):
        weighted = small.with_network(graph)
    assert pairs(weighted) == {frozenset("ab")}


def test_weights_in_a_matrix_are_not_used_either(small):
    with pytest.warns(UserWarning, match="weights of ties are not used"):
        weighted = small.with_network(scipy.sparse.coo_array([[0, 0.3], [0.3, 0]]))
    assert len(pairs(weighted)) == 1


def test_hours_of_a_post_are_a_number(small):
    graph = networkx.Graph([("a", "b")])
    graph.nodes["a"]["hours"] = "many"
    with pytest.raises(muster.InputError, match="hours of 'a' = 'many'; a weight of 0 or more"):
        small.with_network(graph)


def test_check_remarks_on_a_network_in_parts(small, tmp_path, capsys):
    path = tmp_path / "parts.toml"
    small.with_network(networkx.Graph([("a", "b"), ("c", "d")])).save(path)
    assert cli.execute(["check", str(path)]) == 0
    assert "note: coordination: the network falls into 2 parts" in capsys.readouterr().err
