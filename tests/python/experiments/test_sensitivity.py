"""Indices, against functions whose indices are known."""

import muster
import numpy as np
import pandas
import pytest
from muster import InputError
from muster.experiments.sensitivity import sensitivity

A, B, C = "rumor.misreading", "engagement.attention", "awareness.initially"
UNIT = {A: (0.0, 1.0), B: (0.0, 1.0), C: (0.0, 1.0)}


def indices(design, size, function, factors=UNIT, replicates=3, without=(), noise=0.0):
    """Indices of outcomes that a function gives instead of a simulation; by factor and index."""
    one = muster.experiment("france-2020", factors, design, size, replicates=replicates)
    luck = np.random.default_rng(1).normal(0, noise, replicates)
    rows = {
        (point, "france-2020", replicate): function(*row) + luck[replicate]
        for point, row in enumerate(one.rows)
        for replicate in range(replicates)
        if point not in without
    }
    table = pandas.DataFrame({"y": rows})
    table.index.names = ["point", "scenario", "replicate"]
    found = sensitivity(one, table)
    assert set(found.scenario) == {"france-2020"}
    return found.set_index(["factor", "index"])


def ishigami(a, b, c):
    """Ishigami and Homma (1990, doi:10.1109/ISUMA.1990.151285) on the unit cube."""
    x, y, z = (np.pi * (2 * u - 1) for u in (a, b, c))
    return np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)


def test_sobol_indices_are_those_of_ishigamis_function():
    """First order .314, .442, 0 and total .558, .442, .244; see Saltelli et al. (2008)."""
    found = indices("sobol", 512, ishigami)
    first = [found.loc[(key, "first order"), "value"] for key in UNIT]
    total = [found.loc[(key, "total"), "value"] for key in UNIT]
    assert first == pytest.approx([0.314, 0.442, 0.0], abs=0.06)
    assert total == pytest.approx([0.558, 0.442, 0.244], abs=0.06)
    inside = (found.low <= found.value) & (found.value <= found.high)
    assert inside.all()


def test_sobol_leaves_out_samples_with_a_missing_point():
    found = indices("sobol", 512, ishigami, without=(3, 700))
    assert found.loc[(A, "total"), "value"] == pytest.approx(0.558, abs=0.06)


def test_morris_effects_of_a_plane_are_its_slopes():
    found = indices("morris", 8, lambda a, b, c: 3 * a - 2 * b)
    effect = found.xs("mean effect", level="index").value
    assert effect.to_dict() == pytest.approx({A: 3.0, B: -2.0, C: 0.0}, abs=1e-9)
    absolute = found.xs("mean absolute effect", level="index").value
    assert absolute.to_dict() == pytest.approx({A: 3.0, B: 2.0, C: 0.0}, abs=1e-9)
    assert found.xs("spread of effects", level="index").value.max() < 1e-9


def test_morris_sees_direction_in_trajectories_that_are_whole():
    found = indices("morris", 8, lambda a, b, c: 3 * a - 2 * b, without=(5,))
    assert found.loc[(B, "mean effect"), "value"] == pytest.approx(-2.0)


def test_a_latin_hypercube_tells_direction_and_share():
    found = indices("latin-hypercube", 256, lambda a, b, c: 3 * a - b + 0 * c)
    direction = found.xs("rank regression", level="index")
    assert direction.value[A] > 0.9 and -0.45 < direction.value[B] < -0.2
    assert direction.low[C] < 0 < direction.high[C]
    assert direction.low[A] < direction.value[A] < direction.high[A]
    share = found.xs("first order", level="index").value
    assert share[A] == pytest.approx(0.9, abs=0.1) and share[B] == pytest.approx(0.1, abs=0.1)


def test_a_small_latin_hypercube_tells_direction_only():
    found = indices("latin-hypercube", 12, lambda a, b, c: a)
    assert found.loc[(A, "rank regression"), "value"] == pytest.approx(1.0, abs=0.01)
    assert found.xs("first order", level="index").value.isna().all()


def test_factorial_effects_are_differences_and_their_differences():
    factors = {A: [0.0, 0.5, 1.0], "press.on": [False, True]}
    found = indices("factorial", 2, lambda a, on: 4 * a + 2 * on + 3 * a * on, factors, noise=5.0)
    main = found.xs("main effect", level="index")
    assert main.value[f"{A}: 0 → 0.5"] == pytest.approx(2 + 0.75)
    assert main.value[f"{A}: 0 → 1"] == pytest.approx(4 + 1.5)
    assert main.value["press.on: false → true"] == pytest.approx(2 + 3 * 0.5)
    pair = f"{A}: 0 → 1 × press.on: false → true"
    assert found.loc[(pair, "interaction"), "value"] == pytest.approx(3.0)
    assert main.high.to_numpy() == pytest.approx(main.low.to_numpy())  # luck is common


def test_one_at_a_time_effects_are_against_the_scenario():
    base = muster.scenario("france-2020").values[A]
    found = indices("one-at-a-time", 2, lambda a, on: 4 * a + 2 * on,
                    {A: (0.0, 1.0), "press.on": [True, False]})  # fmt: skip
    effect = found.xs("effect", level="index").value
    assert effect[f"{A}: {base:g} → 1"] == pytest.approx(4 * (1 - base))
    assert effect["press.on: true → false"] == pytest.approx(-2)


@pytest.mark.parametrize("design", ["sobol", "latin-hypercube"])
def test_nothing_moves_what_is_always_the_same(design):
    assert indices(design, 64, lambda *_: 1.0).value.isna().all()


@pytest.mark.parametrize(
    ("design", "size", "without", "sentence"),
    [
        ("factorial", 2, [3], "points are missing; run with --resume first"),
        ("sobol", 4, [0, 5, 10, 15], "0 samples without a missing point are not enough"),
        ("latin-hypercube", 8, range(4), "4 points are not enough for indices; 5 or more"),
    ],
)
def test_too_few_points_are_told(design, size, without, sentence):
    with pytest.raises(InputError) as refused:
        indices(design, size, ishigami, without=without)
    assert sentence in str(refused.value)


def test_a_point_without_a_world_that_counts_is_missing():
    found = indices("latin-hypercube", 12, lambda a, b, c: np.nan if a < 0.1 else a)
    assert found.loc[(A, "rank regression"), "value"] > 0.9
