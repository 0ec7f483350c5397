"""The adapter to the EMA Workbench."""

import datetime
import math
import sys

import muster
import pytest
from muster import InputError

pytest.importorskip("ema_workbench")
pytestmark = pytest.mark.filterwarnings("ignore")  # of libraries that it could use

RIOT = "theory/t01-riot"


@pytest.fixture(scope="module")
def model():
    factors = {"engagement.spontaneous": (0.0, 0.02), "engagement.on": [True, False]}
    return muster.ema.model(RIOT, factors, ["engaged in the end"], replicates=2)


def test_factors_are_uncertainties_of_their_kind():
    made = muster.ema.model(
        "france-2020",
        {
            "rumor.misreading": (0.1, 0.9),
            "rumor.half_life": {"range": (1.0, 100.0), "scale": "log"},
            "calendar.substeps": (1, 4),
            "event.legal text": (datetime.date(2020, 5, 1), datetime.date(2020, 5, 9)),
            "press.on": [True, False],
        },
    )
    kinds = {each.name: type(each).__name__ for each in made.uncertainties}
    assert kinds == {
        "rumor.misreading": "RealParameter",
        "rumor.half_life": "RealParameter",
        "calendar.substeps": "IntegerParameter",
        "event.legal text": "IntegerParameter",
        "press.on": "CategoricalParameter",
    }
    assert made.uncertainties["rumor.half_life"].dist.median() == pytest.approx(10)
    assert made.uncertainties["press.on"].categories.keys() == {"true", "false"}
    day = datetime.date(2020, 5, 4).toordinal()
    row = made.function._row({"rumor.misreading": 0.5, "rumor.half_life": 2.0, "press.on": "true",
                              "calendar.substeps": 3, "event.legal text": day})  # fmt: skip
    assert row == (0.5, 2.0, 3, datetime.date(2020, 5, 4), True)


def test_an_outcome_is_the_mean_over_replicates(model):
    told = model.function(**{"engagement.spontaneous": 0.01, "engagement.on": "true"})
    base = muster.scenario(RIOT).with_values({"engagement.spontaneous": 0.01})
    runs = muster.run(base, replicates=2, threads=1)
    assert told == {"engaged in the end": runs.outcomes()["engaged in the end"].mean()}


def test_scenario_discovery_finds_what_switches_the_crowd_on(model):
    """PRIM (Friedman and Fisher 1999): nobody engages where engagement is off."""
    from ema_workbench import SequentialEvaluator
    from ema_workbench.analysis import prim

    with SequentialEvaluator(model) as evaluator:
        points, outcomes = evaluator.perform_experiments(scenarios=24)
    box = prim.Prim(points, outcomes["engaged in the end"] > 50, threshold=0.8).find_box()
    limits = box.box_lims[-1]
    assert set(limits["engagement.on"][0]) == {"true"}
    assert box.mean == 1.0


def test_what_cannot_be_simulated_is_told(model):
    with pytest.raises(InputError, match="thresholds"):
        muster.ema.model(RIOT, {"population.size": (100, 110)}).function(**{"population.size": 105})
    both = [muster.scenario("france-2020"), muster.scenario("no-legal-text")]
    with pytest.raises(InputError, match="has one scenario; vary 'scenario' as a factor instead"):
        muster.ema.model(both, {"rumor.misreading": (0.0, 1.0)})
    with pytest.raises(InputError, match="no factor to vary"):
        muster.ema.model(RIOT)


def test_an_outcome_that_counts_in_no_world_is_missing():
    model = muster.ema.model("theory/t02-window", {"engagement.on": [True, False]}, replicates=1)
    assert math.isnan(model.function(**{"engagement.on": "false"})["size of a global cascade"])


def test_without_the_library_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "ema_workbench", None)
    with pytest.raises(InputError, match=r"pip install 'muster\[ema\]'"):
        muster.ema.model(RIOT, {"engagement.attention": (0.5, 1.0)})
