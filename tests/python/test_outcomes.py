"""Outcomes: what a scenario asks of each world, and how it is told."""

import re
from pathlib import Path

import muster
import numpy as np
import pytest
from muster.outcomes import wilson
from muster.scenarios import from_toml

ASKED = """
schema = 1
extends = "theory/kernel"
[calendar]
end = 2020-01-20
[population]
size = 300
[engagement]
spontaneous = 0.004
[[outcome]]
name = "wave"
series = "persons"
where = { stage = "engaged" }
share = true
above = 0.3
take = "max"
[[outcome]]
name = "units in the wave"
series = "units_made"
given = "wave"
take = "sum"
"""
WAYS = "last first sum mean max min days".split()


@pytest.fixture(scope="module")
def asked() -> muster.Scenario:
    ways = [
        f'[[outcome]]\nname = "{take}"\nseries = "persons"\nwhere = {{ stage = "withdrawn" }}\n'
        f'take = "{take}"\n'
        for take in WAYS
    ]
    on = '[[outcome]]\nname = "on"\nseries = "units_made"\non = 2020-01-10\n'
    share = '[[outcome]]\nname = "share"\nseries = "persons"\nwhere = { stage = "aware" }\n'
    return from_toml(f"{ASKED}{''.join(ways)}{on}{share}share = true\n", "asked")


@pytest.fixture(scope="module")
def crowd(asked: muster.Scenario) -> muster.Runs:
    return muster.run(asked, replicates=40, seed=1)


def test_a_scenario_says_what_it_asks(asked):
    kernel = muster.scenario("theory/kernel")
    assert asked.outcomes[:2] == kernel.outcomes
    wave, units, *others = asked.outcomes[2:]
    assert (wave.name, wave.series, wave.where) == ("wave", "persons", {"stage": "engaged"})
    assert (wave.take, wave.on, wave.share, wave.above, wave.given) == ("max", None, True, 0.3, "")
    assert units.given == "wave" and units.above is None
    assert others[7].on.isoformat() == "2020-01-10"
    assert from_toml(asked.to_toml(), "again") == asked


def test_outcomes_are_taken_from_the_days_as_they_say(crowd):
    table = crowd.outcomes()
    assert list(table.index.names) == ["scenario", "replicate"] and len(table) == 40
    data = crowd.dataset.isel(scenario=0)
    withdrawn = data["persons"].sel(stage="withdrawn").sum("territory").values
    by_hand = {
        "last": withdrawn[:, -1],
        "first": withdrawn[:, 0],
        "sum": withdrawn.sum(axis=1),
        "mean": withdrawn.mean(axis=1),
        "max": withdrawn.max(axis=1),
        "min": withdrawn.min(axis=1),
        "days": (withdrawn > 0).sum(axis=1),
        "on": data["units_made"].sum(["territory", "product"]).values[:, 9],
        "share": data["persons"].sel(stage="aware").sum("territory").values[:, -1] / 300,
    }
    assert withdrawn[:, 0].max() > 0 or withdrawn[:, 1].max() > 0
    for name, values in by_hand.items():
        np.testing.assert_allclose(table[name], values, rtol=1e-12, err_msg=name)
    assert table["last"].std() > 0 and table["on"].std() > 0


def test_a_condition_leaves_out_the_worlds_without_it(crowd):
    table = crowd.outcomes()
    engaged = crowd.dataset["persons"].sel(stage="engaged").sum("territory")[0].max("date") / 300
    wave = engaged.values > 0.3
    assert 0 < wave.sum() < 40
    assert (table["wave"] == wave).all()
    made = crowd.dataset["units_made"].sum(["territory", "product", "date"]).values[0]
    assert (table["units in the wave"].dropna() == made[wave]).all()
    assert table["units in the wave"].isna().sum() == 40 - wave.sum()


def test_units_follow_from_what_is_taken(crowd):
    units = crowd.outcomes().attrs["units"]
    assert units["wave"] == "chance" and units["share"] == "share" and units["days"] == "day"
    assert units["units in the wave"] == "unit" and units["on"] == "unit/day"
    assert units["last"] == units["mean"] == "person" and units["sum"] == "person day"


def test_a_chance_has_the_interval_of_wilson():
    """Newcombe 1998, Statistics in Medicine 17:857, table I."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


def test_the_summary_begins_with_them(crowd):
    summary, table = crowd.summary().loc["asked"], crowd.outcomes()
    assert list(summary.index[2:4]) == ["wave", "units in the wave"]
    assert "visors made" in summary.index
    n_waves = int(table["wave"].sum())
    wave, units = summary.loc["wave"], summary.loc["units in the wave"]
    assert (wave["low"], wave["high"]) == wilson(n_waves, 40) and wave["mean"] == n_waves / 40
    assert wave["n"] == 40 and np.isnan(wave["p10"])
    assert units["n"] == n_waves and units["mean"] == table["units in the wave"].mean()


def test_what_never_counts_is_told_as_nothing(asked):
    toml = asked.to_toml().replace("above = 0.3", "above = 2.0")
    summary = muster.run(from_toml(toml, "never"), replicates=3).summary().loc["never"]
    assert summary.loc["wave", "mean"] == 0 and summary.loc["wave", "high"] > 0.5
    assert summary.loc["units in the wave", "n"] == 0
    assert np.isnan(summary.loc["units in the wave", "mean"])


def test_differences_are_of_pairs_in_which_both_count(asked):
    more = asked.with_values({"engagement.spontaneous": 0.006})
    runs = muster.run({"few": asked, "more": more}, replicates=20)
    changes, table = runs.differences().loc["more"], runs.outcomes()
    pairs = table["units in the wave"].unstack("scenario").dropna()
    assert 0 < len(pairs) < 20
    row = changes.loc["units in the wave"]
    assert row["n"] == len(pairs)
    assert row["mean"] == pytest.approx((pairs["more"] - pairs["few"]).mean())
    assert changes.index[2] == "wave" and "visors made" in changes.index


def test_scenarios_may_ask_different_things(asked):
    plain = from_toml('schema = 1\nextends = "theory/nothing"\n[calendar]\nend = 2020-01-20', "p")
    runs = muster.run({"asked": asked, "plain": plain}, replicates=2)
    assert runs.outcomes().loc["plain"].isna().all(axis=None)
    assert runs.summary().loc["plain"].index[0] == "people engaged, best day"
    assert "wave" not in runs.differences().index.get_level_values("measure")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('series = "persons"', 'series = "person"'), "unknown series 'person'; did you mean"),
        (("stage = ", "stages = "), "has no dimension 'stages'; did you mean 'stage'"),
        (('"engaged"', '"engagd"'), "there is no stage 'engagd'; did you mean 'engaged'"),
        (('"units_made"', '"material_stock"'), "say in 'where' which material"),
    ],
)
def test_an_outcome_that_no_series_has_is_refused_before_the_run(change, message):
    wrong = from_toml(ASKED.replace(*change), "wrong")
    with pytest.raises(muster.InputError, match=f"^wrong:[0-9]+: outcome '.*': .*{message}"):
        muster.run(wrong, replicates=1)


@pytest.mark.parametrize(
    ("page", "n_outcomes"), [("README.md", 1), ("docs/reference/scenario-files.md", 3)]
)
def test_the_example_of_a_page_is_valid(page, n_outcomes):
    text = (Path(__file__).parent.parent.parent / page).read_text()
    example = from_toml("\n".join(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)), "example")
    assert len(example.outcomes) == n_outcomes
    muster.run(example.with_values({"population.scale": 0.01}), replicates=1).summary()
