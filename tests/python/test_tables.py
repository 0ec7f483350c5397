import datetime

import muster
import networkx
import numpy as np
import pandas
import pytest
import scipy.sparse
from hypothesis import given, settings
from hypothesis import strategies as st
from muster import _core, networks, tables

HOSPITAL = _core.parameter("need.hospital")


def test_a_table_comes_back_as_a_frame(small):
    frame = small.values["need.hospital"]
    assert list(frame.columns) == ["territory", "date", "in_hospital"]
    assert frame["in_hospital"].dtype == np.float64
    assert small.with_values({"need.hospital": frame}).values["need.hospital"].equals(frame)


def test_frame_dict_and_array_are_the_same_table(small):
    rows = [("Bretagne", "2020-03-20", 10.0), ("Bretagne", "2020-03-27", 20.5)]
    frame = pandas.DataFrame(rows, columns=["territory", "date", "in_hospital"])
    dates = pandas.to_datetime(frame["date"])
    given_as = [
        frame,
        frame.assign(date=dates),
        {name: list(frame[name]) for name in frame},
        {**{name: frame[name] for name in frame}, "date": list(dates)},
        {**{name: frame[name] for name in frame}, "date": dates.to_numpy()},
        {
            **{name: frame[name] for name in frame},
            "date": [datetime.date(2020, 3, day) for day in (20, 27)],
        },
    ]
    first, *others = [small.with_values({"need.hospital": table}) for table in given_as]
    assert all(other == first for other in others)


def test_an_array_takes_the_columns_of_the_parameter(small):
    thresholds = np.linspace(0, 1, 5)
    scenario = small.with_values({"population.thresholds": thresholds})
    assert list(scenario.values["population.thresholds"]["threshold"]) == list(thresholds)


def test_no_table_is_a_value_too(small):
    assert small.with_values({"need.hospital": None}).values["need.hospital"].empty


def test_columns_that_differ_in_length_are_an_error():
    ragged = {"territory": ["Bretagne"], "date": ["2020-03-20"], "in_hospital": [1.0, 2.0]}
    with pytest.raises(muster.InputError, match="differ in length"):
        tables.table(HOSPITAL, ragged)
    with pytest.raises(muster.InputError, match="not one list"):
        tables.table(HOSPITAL, {"territory": [["Bretagne"]]})


def test_a_missing_cell_is_nan_in_any_kind_of_column():
    table = tables.table(
        HOSPITAL,
        {
            "territory": ["Bretagne", None, pandas.NA],
            "date": pandas.to_datetime(["2020-03-20", None, None]),
            "in_hospital": [1.0, np.nan, 3.0],
        },
    )
    assert table.texts("territory") == ["Bretagne", "", ""]
    assert table.texts("date") == ["2020-03-20", "", ""]
    assert np.isnan(table.numbers("in_hospital")[1])
    alone = tables.table(HOSPITAL, {"territory": ["Bretagne", None]})
    assert alone.n_rows == 2


def test_numbers_of_a_table_are_a_view_that_cannot_be_written():
    table = _core.Table.from_columns(["a"], [np.arange(3.0)], "here")
    numbers = table.numbers("a")
    del table
    assert list(numbers) == [0, 1, 2]
    with pytest.raises(ValueError, match="read-only"):
        numbers[0] = 5


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.floats(allow_infinity=False)
        ),
        min_size=1,
        max_size=5,
    )
)
def test_any_text_and_any_number_survive_a_table(rows):
    texts, numbers = zip(*rows, strict=True)
    given_as = {"territory": list(texts), "in_hospital": list(numbers)}
    table = tables.table(HOSPITAL, given_as)
    again = _core.Table.parse_csv(table.csv(), "again")
    assert again == table
    assert again.texts("territory") == [text.strip(" \t") for text in texts]
    np.testing.assert_array_equal(again.numbers("in_hospital"), numbers)


def as_pairs(table):
    return {(int(a), int(b)) for a, b in zip(table.numbers("a"), table.numbers("b"), strict=True)}


def test_all_forms_of_a_graph_are_the_same_ties():
    graph = networkx.gnm_random_graph(30, 60, seed=1)
    edges = np.array(graph.edges)
    matrix = scipy.sparse.coo_array(
        (np.ones(len(edges)), (edges[:, 1], edges[:, 0])), shape=(30, 30)
    )
    forms = [
        graph,
        graph.to_directed(),
        networkx.MultiGraph(graph),
        edges,
        edges[::-1, ::-1].astype(np.int16),
        np.vstack([edges, edges, [[3, 3]]]),
        matrix,
        (matrix + matrix.T).tocsr(),
        networkx.to_scipy_sparse_array(graph),
        networks.Network.from_ties(30, edges),
    ]
    wanted = tables.ties(graph)
    assert as_pairs(wanted) == {(min(edge), max(edge)) for edge in graph.edges}
    assert all(tables.ties(form) == wanted for form in forms)


def test_no_ties_are_a_table_without_rows():
    for empty in (networkx.empty_graph(3), np.empty((0, 2), int), scipy.sparse.coo_array((3, 3))):
        assert tables.ties(empty).n_rows == 0


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        (np.array([[0, -1]]), "node -1"),
        (np.array([[0, 2**32]]), "node 4294967296"),
        (np.array([0, 1]), r"an array \[n_ties, 2\]"),
        (np.array([[0.5, 1]]), r"an array \[n_ties, 2\] of whole numbers"),
        (networkx.Graph([("a", "b")]), "convert_node_labels_to_integers"),
        (scipy.sparse.coo_array((3, 4)), "a row and a column a person"),
    ],
)
def test_what_is_no_network_is_one_clear_sentence(small, graph, message):
    with pytest.raises(muster.InputError, match=message):
        small.with_acquaintance(graph)


def test_a_scenario_runs_on_given_acquaintance(small):
    scenario = small.with_values({"population.size": 500, "population.scale": 1.0})
    ring = scenario.with_acquaintance(networks.ring_lattice(n=500, k=4))
    assert muster.run(ring, replicates=1).n_replicates == 1
    too_large = scenario.with_acquaintance(networks.ring_lattice(n=501, k=4))
    with pytest.raises(muster.InputError):
        muster.run(too_large, replicates=1)
