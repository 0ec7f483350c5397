"""Shapley values: games whose answer is known."""

import matplotlib

matplotlib.use("Agg")

import muster
import numpy as np
import pytest


@pytest.fixture(scope="module")
def news() -> muster.Scenario:
    """News that travels one tie a day along a line of a hundred people."""
    return muster.scenario("theory/nothing").with_values(
        {
            "population.size": 100,
            "acquaintance.kind": "line",
            "awareness.on": True,
            "awareness.beta": 1.0,
            "awareness.press_effect": 0.0,
            "awareness.initially": 0.0,
            "awareness.seeds": {"person": [0]},
        }
    )


def silence(name: str):
    """From the sixth day on nobody tells: 26 persons fewer hear in January."""
    return lambda scenario: scenario.with_event(
        name=name, date="2020-01-06", set={"awareness.beta": 0.0}
    )


KNOW = {"stage": "aware", "replicates": 2, "progress": False}


def test_two_shocks_of_which_one_would_do_share_the_effect_equally(news):
    shocks = {"one": silence("one"), "other": silence("other")}
    found = muster.attribute(news, shocks, "persons", **KNOW)
    assert found.table["mean"].to_dict() == {"one": -13.0, "other": -13.0, "all together": -26.0}
    assert found.interactions.loc["one × other", "mean"] == 26.0
    assert found.base == 32.0
    assert list(found.runs.scenarios) == ["base", "one", "other", "one + other"]


def test_a_shock_that_does_nothing_has_no_value(news):
    shocks = {"silence": silence("silence"), "nothing": {"rumor.half_life": 3.0}}
    found = muster.attribute(news, shocks, "persons", **KNOW)
    assert found.table["mean"].to_dict() == {
        "silence": -26.0, "nothing": 0.0, "all together": -26.0,
    }  # fmt: skip
    assert found.interactions["mean"].tolist() == [0.0]


def test_a_single_shock_is_a_difference(small):
    calm = small.without_event("legal text")
    found = muster.attribute(small, {"no text": "legal text"}, "withdrawals", replicates=3)
    runs = muster.run({"as it was": small, "no text": calm}, replicates=3)
    row = runs.difference("withdrawals").loc["no text"]
    alone = found.table.loc["no text"]
    for column in ("mean", "low", "high", "variance_ratio", "n"):
        assert alone[column] == pytest.approx(row[column])
    assert found.table.loc["all together", "mean"] == alone["mean"]


def test_values_add_up_to_the_whole_effect_in_each_world(small):
    shocks = {
        "no text": "legal text",
        "no fatigue": {"fatigue.on": False},
        "labs": lambda scenario: scenario.with_values({"structures.access": 1.0}),
    }
    found = muster.attribute(small, shocks, "units_delivered", product="visor", replicates=3)
    parts = found.worlds.drop(columns="all together").sum(axis=1)
    np.testing.assert_allclose(parts, found.worlds["all together"], rtol=0, atol=1e-9)
    units = found.runs.dataset["units_delivered"].sel(product="visor").sum(["date", "territory"])
    whole = units.sel(scenario="no text + no fatigue + labs") - units.sel(scenario="base")
    assert found.worlds["all together"].tolist() == whole.values.tolist()
    assert found.table["variance_ratio"].notna().all()
    assert found.plot().axes and "all together" in found._repr_html_()


def test_many_shocks_are_taken_in_random_orders_and_still_add_up(news):
    shocks = {f"nothing {i}": {key: 3.0} for i, key in enumerate(
        ["rumor.half_life", "ties.memory", "ties.half_life", "need.lifetime", "demand.burden",
         "matching.give_up"])}  # fmt: skip
    shocks["matching"] = silence("silence")
    shocks["nothing 5"] = {"matching.give_up": 3}
    found = muster.attribute(news, shocks, "persons", orders=2, **KNOW)
    assert found.interactions is None
    assert found.table["mean"].to_dict() == dict.fromkeys(
        [f"nothing {i}" for i in range(6)], 0.0
    ) | {"matching": -26.0, "all together": -26.0}


def test_the_outcome_may_be_one_that_the_scenario_asks_for():
    kernel = muster.scenario("theory/kernel").with_values({"population.size": 200})
    shock = {"slower": {"engagement.attention": 0.01}}
    found = muster.attribute(kernel, shock, "engaged in the end", replicates=2)
    asked = found.runs.outcomes()["engaged in the end"]
    assert found.worlds["slower"].tolist() == (asked["slower"] - asked["base"]).tolist()


@pytest.mark.parametrize(
    ("shocks", "outcome", "message"),
    [
        ({}, "withdrawals", "there are 0 shocks; 1 to 20 are allowed"),
        ({"a": "legal txt"}, "withdrawals", "did you mean 'legal text'"),
        ({"a": 3}, "withdrawals", "shock 'a' gives no scenario"),
        ({"a": lambda scenario: None}, "withdrawals", "shock 'a' gives no scenario"),
        ({"a + b": "legal text"}, "withdrawals", "without ' \\+ '"),
        ({"a": "legal text"}, "withdrawal", "did you mean 'withdrawals'"),
        (
            {"a": {"rumor.half_life": 2.0}, "b": {"rumor.half_life": 3.0}},
            "withdrawals",
            "'a' and 'b' both set rumor.half_life",
        ),
    ],
)
def test_what_cannot_be_attributed_is_one_clear_sentence(small, shocks, outcome, message):
    with pytest.raises(muster.InputError, match=message):
        muster.attribute(small, shocks, outcome, replicates=1)
