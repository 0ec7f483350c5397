"""An experiment before it is run."""

import muster
import pytest
from muster import InputError

RIOT = "theory/t01-riot"
FACTORS = {"engagement.spontaneous": (0.0, 0.1)}


def test_it_asks_for_the_outcomes_of_the_scenario(crowd):
    assert crowd.outcomes == ("engaged in the end", "steps")
    assert crowd.series == ("persons", "joins")
    assert crowd.n_worlds == 10


def test_without_outcomes_it_asks_for_the_main_numbers_of_a_run():
    one = muster.experiment("france-2020", {"press.on": [True, False]}, "factorial")
    assert "visors delivered" in one.outcomes
    assert "days from order to arrival" not in one.outcomes  # a ratio


def test_main_numbers_as_outcomes_are_those_of_a_run(small):
    numbers = muster.run(small, replicates=2, threads=1).summary().loc["france-2020"]
    one = muster.experiment(small, {"press.on": [True, False]}, "factorial", replicates=2)
    asking = one.scenarios["france-2020"]
    told = muster.run(asking, replicates=2, threads=1).outcomes().mean()
    for name in one.outcomes:
        assert told[name] == pytest.approx(numbers.loc[name, "mean"]), name


def test_outcomes_may_be_named_or_described():
    asked = ["steps", {"name": "rested", "series": "persons", "where": {"stage": "active"}}]
    with pytest.raises(InputError, match="outcomes: .*active"):
        muster.experiment(RIOT, FACTORS, size=2, outcomes=asked)
    asked[1]["where"] = {"stage": "engaged"}
    assert muster.experiment(RIOT, FACTORS, size=2, outcomes=asked).outcomes == ("steps", "rested")


def test_a_chance_on_which_an_outcome_depends_is_asked_too():
    one = muster.experiment("theory/t02-window", {"press.on": [True, False]}, "factorial",
                            outcomes=["size of a global cascade"])  # fmt: skip
    assert one.outcomes == ("global cascade", "size of a global cascade")


def test_each_point_is_simulated_in_each_scenario_or_in_the_one_it_says(small):
    calm = small.with_values({"press.on": False})
    both = muster.experiment({"a": small, "b": calm}, {"rumor.misreading": (0.0, 1.0)}, size=2)
    assert list(both.scenarios_at(1)) == ["a", "b"]
    assert both.n_worlds == 2 * 2 * 20
    varied = {"scenario": ["a", "b"], "rumor.misreading": (0.0, 1.0)}
    one = muster.experiment({"a": small, "b": calm}, varied, "factorial", 2)
    assert [list(one.scenarios_at(point)) for point in range(4)] == [["a"], ["a"], ["b"], ["b"]]


def test_what_does_not_go_together_is_told_with_its_point():
    factors = {
        "acquaintance.kind": ["random", "complete"],
        "event.call": [True, False],
    }
    base = muster.scenario(RIOT).with_event(
        name="call", date="2020-05-01", set={"engagement.attention": 0.9}
    )
    import datetime

    factors["calendar.end"] = [datetime.date(2020, 5, 9), datetime.date(2020, 4, 20)]
    with pytest.raises(InputError, match=r"factor 'calendar.end': .*event 'call'.*outside the run"):
        muster.experiment(base, factors, "factorial")
    free = base.without_event("call").with_values({"calendar.end": datetime.date(2020, 5, 9)})
    dates = [datetime.date(2020, 3, 20), datetime.date(2020, 5, 2)]
    late = free.with_event(name="call", date="2020-03-20", set={"engagement.attention": 0.9})
    factors = {"event.call": dates, "calendar.end": factors["calendar.end"]}
    with pytest.raises(InputError, match=r"point 3 \(event.call = 2020-05-02, calendar.end = 2020"):
        muster.experiment(late, factors, "factorial")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"replicates": 0}, "replicates = 0; a whole number"),
        ({"seed": -1}, "seed = -1; a whole number"),
        ({"design_seed": 2**32}, "seed of the design = 4294967296; a whole number"),
        ({"keep": "all"}, "keep = 'all'; 'outcomes' and 'series' are allowed"),
        ({"outcomes": []}, "a list of one or more names is allowed"),
        ({"outcomes": ["step"]}, "there is no outcome 'step'; did you mean 'steps'?"),
        ({"outcomes": [{"name": "x"}]}, "outcomes: this outcome has no series"),
        ({"outcomes": [{"name": "x", "series": None}]}, "what TOML knows is allowed"),
        ({"outcomes": [{"name": "x", "series": "person"}]}, "did you mean 'persons'?"),
    ],
)
def test_what_cannot_be_simulated_is_told(options, sentence):
    with pytest.raises(InputError) as refused:
        muster.experiment(RIOT, FACTORS, size=2, **options)
    assert sentence in str(refused.value)


def test_an_experiment_needs_factors():
    with pytest.raises(InputError, match="no factor to vary"):
        muster.experiment(muster.scenario(RIOT))


def test_an_experiment_does_not_change(crowd):
    with pytest.raises(AttributeError, match="does not change"):
        crowd.replicates = 3
