import muster
import numpy as np
import pytest
from muster.comparison import interval, paired


def test_the_interval_is_the_textbook_one():
    # NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2: t(0.975, 9) = 2.262157
    mean, low, high = interval(np.arange(10.0))
    half = 2.2621571628 * np.std(np.arange(10), ddof=1) / np.sqrt(10)
    assert (mean, low, high) == pytest.approx((4.5, 4.5 - half, 4.5 + half))


def test_a_single_world_has_no_interval():
    mean, low, high = interval(np.array([3.0]))
    assert mean == 3.0
    assert np.isnan([low, high]).all()
    assert np.isnan(paired(np.array([1.0]), np.array([2.0]))["variance_ratio"])


def test_pairs_are_compared_world_by_world():
    base = np.array([1.0, 2.0, 3.0, 4.0])
    found = paired(base, base + np.array([1.0, 1.0, 1.0, -1.0]))
    assert (found["base"], found["mean"], found["improved"], found["n"]) == (2.5, 0.5, 0.75, 4)
    other = base + np.array([1.0, 1.0, 1.0, -1.0])
    unpaired = np.var(base, ddof=1) + np.var(other, ddof=1)
    assert found["variance_ratio"] == pytest.approx(unpaired / np.var(other - base, ddof=1))


def test_a_change_that_is_the_same_in_all_worlds_needs_no_repetition():
    base = np.array([1.0, 2.0])
    assert paired(base, base + 1)["variance_ratio"] == np.inf
    assert np.isnan(paired(np.ones(3), np.ones(3))["variance_ratio"])


def test_a_flow_is_compared_by_its_total(runs):
    totals = runs.dataset["withdrawals"].sum(["date", "territory", "reason"]).values
    row = runs.difference("withdrawals").loc["fearful"]
    assert row["base"] == totals[0].mean()
    assert row["mean"] == pytest.approx((totals[1] - totals[0]).mean())
    assert row["improved"] == np.mean(totals[1] > totals[0])
    assert row["n"] == 5
    assert row["low"] <= row["mean"] <= row["high"]


def test_a_flow_may_be_counted_until_a_day(runs):
    until = runs.dataset["withdrawals"].sel(date=slice(None, "2020-05-20"))
    totals = until.sum(["date", "territory", "reason"]).values
    assert (
        runs.difference("withdrawals", at="2020-05-20").loc["fearful", "base"] == totals[0].mean()
    )


def test_a_stock_is_compared_on_a_day(runs):
    engaged = runs.dataset["persons"].sel(stage="engaged").sum("territory")
    for at, day in ((None, -1), ("2020-05-20", np.datetime64("2020-05-20"))):
        values = engaged.isel(date=-1) if at is None else engaged.sel(date=day)
        row = runs.difference("persons", at=at, stage="engaged").loc["fearful"]
        assert row["base"] == values.values[0].mean()
        assert row["mean"] == pytest.approx((values.values[1] - values.values[0]).mean())


def test_shares_are_averaged_over_territories(runs):
    risk = runs.dataset["perceived_risk"].sel(date="2020-05-20").mean("territory").values
    row = runs.difference("perceived_risk", at="2020-05-20").loc["fearful"]
    assert row["base"] == pytest.approx(risk[0].mean())


def test_any_scenario_may_be_the_base(runs):
    forth = runs.difference("withdrawals")
    back = runs.difference("withdrawals", base="fearful")
    assert list(back.index) == ["as it was"]
    assert back["mean"].iloc[0] == -forth["mean"].iloc[0]


def test_a_comparison_of_the_same_runs_is_the_same(runs):
    first, again = (runs.difference("units_made") for _ in range(2))
    assert first.equals(again)
    assert first.equals(runs.difference("units_made", product="visor"))
    assert first.attrs["unit"] == "unit"


@pytest.mark.parametrize(
    ("variable", "options", "message"),
    [
        ("units_mad", {}, "did you mean 'units_made'"),
        ("units_made", {"stage": "engaged"}, "has no axis 'stage'"),
        ("persons", {"stage": "engagd"}, "did you mean 'engaged'"),
        ("persons", {"at": "2021-01-01"}, "is outside the run; 2020-"),
        ("persons", {"at": "spring"}, "is no day"),
        ("persons", {"base": "fearfull"}, "did you mean 'fearful'"),
        ("material_stock", {}, "choose one, like material="),
    ],
)
def test_a_comparison_that_cannot_be_is_one_clear_sentence(runs, variable, options, message):
    with pytest.raises(muster.InputError, match=message):
        runs.difference(variable, **options)


def test_one_material_can_be_compared(runs):
    assert runs.difference("material_stock", material="filament").loc["fearful", "n"] == 5


def test_the_summary_tells_each_scenario(runs):
    summary = runs.summary()
    made = runs.dataset["units_made"].sel(product="visor").sum(["date", "territory"]).values
    row = summary.loc["fearful", "visors made"]
    assert row["mean"] == made[1].mean()
    assert (row["p10"], row["p90"]) == pytest.approx(tuple(np.quantile(made[1], [0.1, 0.9])))
    assert row["unit"] == "unit"
    waiting = runs.dataset["waiting_days"].sum(["date", "territory"]).values
    delivered = runs.dataset["units_delivered"].sum(["date", "territory", "product"]).values
    wait = summary.loc["as it was", "days from order to arrival"]["mean"]
    assert wait == pytest.approx((waiting / delivered)[0].mean())
    engaged = runs.dataset["persons"].sel(stage="engaged").sum("territory").max("date").values
    assert summary.loc["as it was", "people engaged, best day"]["mean"] == engaged[0].mean()


def test_differences_are_those_of_the_summary(runs):
    summary, changes = runs.summary(), runs.differences()
    assert set(changes.index.get_level_values("scenario")) == {"fearful"}
    both = summary["mean"].unstack("scenario")
    np.testing.assert_allclose(
        changes.loc["fearful", "mean"],
        (both["fearful"] - both["as it was"])[changes.loc["fearful"].index],
        rtol=1e-9,
        atol=1e-9,
    )
