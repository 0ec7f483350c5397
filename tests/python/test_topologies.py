"""The topology laboratory: the same people, fair comparisons, losses that cost what they must."""

import datetime

import matplotlib

matplotlib.use("Agg")

import muster
import networkx
import numpy as np
import pytest
from matplotlib.text import Text
from muster.topologies import drawings


def hub_of(names: list[str]) -> networkx.Graph:
    """A post a territory, all tied to one coordinator."""
    graph = networkx.Graph()
    graph.add_node("hub", hours=1)
    for name in names:
        graph.add_node(name, territory=name)
        graph.add_edge("hub", name)
    return graph


@pytest.fixture(scope="module")
def base(small: muster.Scenario) -> muster.Scenario:
    """A small France until the end of the lockdown."""
    last = datetime.date(2020, 5, 12)
    short = small
    for event in small.events:
        if (event.until or event.date) > last:
            short = short.without_event(event.name)
    return short.with_values({"calendar.end": last})


@pytest.fixture(scope="module")
def laboratory(base: muster.Scenario) -> muster.Topologies:
    names = [str(name) for name in base.values["population.territories"].territory]
    return muster.topologies(
        base,
        replicates=2,
        match="ties",
        losses=["degree", "random"],
        loss_date="2020-04-20",
        graphs={"one hub": hub_of(names)},
        progress=False,
    )


def test_all_topologies_run_without_and_with_each_loss(laboratory: muster.Topologies) -> None:
    names = ["centralized", "decentralized", "distributed", "superposed", "one hub"]
    assert list(laboratory.structures) == names
    assert list(laboratory.labels) == [
        (name, loss) for name in names for loss in ("none", "degree", "random")
    ]
    assert list(laboratory.runs.scenarios) == list(laboratory.labels.values())
    assert laboratory.labels["one hub", "degree"] == "one hub, loss by degree"


def test_the_same_people_live_under_every_topology(laboratory: muster.Topologies) -> None:
    first = laboratory.runs.dataset["persons"].isel(date=0).sum(["territory"])
    assert (first == first.isel(scenario=0)).all()


def test_days_before_a_loss_are_the_same(laboratory: muster.Topologies) -> None:
    dataset = laboratory.runs.dataset
    for (topology, _), label in laboratory.labels.items():
        before = dataset["units_delivered"].sel(date=slice(None, "2020-04-19"))
        assert (before.sel(scenario=label) == before.sel(scenario=topology)).all()
    after = dataset["network_nodes"].sel(date="2020-04-20")
    assert (
        after.sel(scenario="centralized, loss by degree") < after.sel(scenario="centralized")
    ).all()


def test_ties_are_matched_where_they_can_be(laboratory: muster.Topologies) -> None:
    matched = laboratory.matched
    ties = laboratory.runs.dataset["network_ties"].mean(["date", "replicate"])
    for name in laboratory.structures:
        assert matched.loc[name, "ties"] == pytest.approx(float(ties.sel(scenario=name)))
    assert matched.loc["distributed", "ratio"] == pytest.approx(1, abs=0.03)
    assert matched.loc["centralized", "ratio"] == 1
    assert (matched.loc["decentralized", "neighbors"], matched.loc["decentralized", "note"]) == (
        4,
        "fixed by its form",
    )


def test_the_table_pairs_worlds(laboratory: muster.Topologies) -> None:
    table = laboratory.table
    runs = laboratory.runs
    told = runs.difference("units_delivered").loc["distributed"]
    row = table.loc[("distributed", "none", "visors delivered")]
    assert row["against"] == "centralized"
    assert row["change"] == told["mean"] and row["change_low"] == told["low"]
    assert row["variance_ratio"] == told["variance_ratio"]
    under_loss = table.loc[("distributed", "degree", "visors delivered")]
    assert under_loss["against"] == "distributed"
    whole = table.loc[("distributed", "none", "visors delivered"), "mean"]
    assert under_loss["lost"] == pytest.approx(1 - under_loss["mean"] / whole)
    assert np.isnan(table.loc[("centralized", "none", "visors delivered"), "change"])


# Albert, Jeong and Barabasi (2000, doi:10.1038/35019019): attack on those with most ties breaks
# what has a center and hardly more than luck does where ties are alike.
def test_attack_breaks_what_has_a_center(laboratory: muster.Topologies) -> None:
    network = laboratory.robustness["network"].unstack("loss")
    assert network.loc["centralized", "degree"] < network.loc["distributed", "degree"]
    assert network.loc["decentralized", "degree"] < network.loc["decentralized", "random"]
    kept = laboratory.robustness
    assert (kept["visors_low"] <= kept["visors"]).all()
    assert (kept["visors"] <= kept["visors_high"]).all()


def test_measures_over_time_are_the_means_of_worlds(laboratory: muster.Topologies) -> None:
    measures = laboratory.measures
    star = measures.loc[("centralized", "none", "2020-04-19")]
    series = laboratory.runs.dataset["network_centralization"]
    mean = series.sel(scenario="centralized", date="2020-04-19").mean("replicate")
    assert star["centralization"] == pytest.approx(float(mean)) and star["centralization"] > 0.8
    assert star["mean_degree"] == pytest.approx(2 * star["ties"] / star["nodes"])
    assert set(measures.attrs["units"]) == set(measures.columns) == set(measures.attrs["meanings"])
    assert measures.attrs["units"]["hours"] == "hour/day"


def test_coordinators_hours_are_matched(base: muster.Scenario) -> None:
    by_hours = muster.topologies(base, replicates=1, match="hours", losses=[], progress=False)
    matched = by_hours.matched
    for name in ("decentralized", "superposed"):
        assert matched.loc[name, "ratio"] == pytest.approx(1, abs=0.03)
        assert matched.loc[name, "hours_given"] != 150
    assert matched.loc["distributed", "note"] == "nobody coordinates"
    assert matched.loc["distributed", "ratio"] == 0


def test_the_picture_says_what_was_matched_and_lost(laboratory: muster.Topologies) -> None:
    picture = laboratory.plot()
    said = " ".join(text.get_text() for text in picture.findobj(Text))
    for words in (
        *laboratory.structures,
        "Left after a loss of 10% of nodes on 20 Apr",
        "Matched to centralized by number of ties on the mean day, ratio: decentralized",
        "most ties",
    ):
        assert words in said
    assert picture.origin["Title"].startswith("centralized, decentralized")
    # Three panels, and a drawing of each structure.
    assert len(picture.axes) == 3 + len(laboratory.structures)


def test_drawings_show_the_network_and_everybody_in_one_place(base: muster.Scenario) -> None:
    samples = {
        name: drawings.sample(
            base.with_values({"coordination.topology": name}), 0.01, n_days=40, seed=1
        )
        for name in ("centralized", "distributed")
    }
    star, ring = samples["centralized"], samples["distributed"]
    assert (star.states == "a coordinator").sum() == 1 and "a coordinator" not in ring.states
    center = len(star.states) - 1
    own = ~star.is_lasting
    assert star.territories[center] == -1 and (star.ties[own] == center).any(axis=1).all()
    angle_of = drawings.angles(samples)
    assert set(angle_of) == {*star.units.tolist(), *ring.units.tolist()}
    assert len(set(angle_of.values())) == len(angle_of)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"match": "tie"}, r"match = 'tie' is unknown; did you mean 'ties'"),
        ({"losses": ["degrees"]}, r"loss = 'degrees' is unknown; did you mean 'degree'"),
        ({"loss_share": 1.5}, r"loss_share = 1.5; a share in \[0, 1\] is allowed"),
        ({"loss_date": "2020-03-09"}, r"2020-03-10 to 2020-05-12 is allowed"),
        ({"reference": "star"}, r"reference = 'star' is unknown"),
        ({"graphs": {"superposed": networkx.path_graph(3)}}, r"a graph is named 'superposed'"),
        ({"graphs": {"mine": hub_of(["Bretagn"])}}, r"graph 'mine': .*did you mean 'Bretagne'"),
        ({"graphs": {"mine": networkx.DiGraph([(1, 2)])}}, r"graph 'mine': the graph is directed"),
        (
            {"graphs": {"mine": networkx.path_graph(5000)}},
            r"graph 'mine': 5000 posts for \d+ units",
        ),
    ],
)
def test_what_is_not_allowed_is_said(base: muster.Scenario, wrong, said) -> None:
    with pytest.raises(muster.InputError, match=said):
        muster.topologies(base, replicates=1, **wrong)


def test_coordination_must_be_on_and_stay(base: muster.Scenario) -> None:
    with pytest.raises(muster.InputError, match=r"coordination\.on = true is needed"):
        muster.topologies(base.with_values({"coordination.on": False}))
    change = base.with_event(
        name="reform", date="2020-04-01", set={"coordination.topology": "distributed"}
    )
    with pytest.raises(muster.InputError, match="'reform' sets coordination.topology"):
        muster.topologies(change)
    with pytest.raises(muster.InputError, match="'distributed' has no hours"):
        muster.topologies(base, 1, match="hours", reference="distributed", losses=[])
