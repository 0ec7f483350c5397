"""Which points are simulated."""

import datetime

import muster
import numpy as np
import pytest
from muster import InputError

AB = {"rumor.misreading": (0.0, 1.0), "rumor.half_life": (1.0, 41.0)}


def of(design, size, factors=AB, **options):
    return muster.experiment("france-2020", factors, design, size, replicates=1, **options)


def test_a_factorial_has_every_combination():
    design = of("factorial", 3, {**AB, "press.on": [True, False]}).design
    assert len(design) == 3 * 3 * 2 == len(design.drop_duplicates())
    assert sorted(design["rumor.half_life"].unique()) == [1.0, 21.0, 41.0]


def test_a_latin_hypercube_has_one_point_in_each_slice_of_each_factor():
    design = of("latin-hypercube", 16).design
    slices = np.floor(design["rumor.misreading"].to_numpy() * 16).astype(int)
    assert sorted(slices) == list(range(16))


def test_sobol_points_are_as_salib_analyzes_them():
    """Saltelli et al. (2010): A, then A with one column of B, then B."""
    design = of("sobol", 4).design.to_numpy()
    assert len(design) == 4 * (2 + 2)
    a, ab, ba, b = design[:4]
    assert (ab[0], ab[1]) == (b[0], a[1])
    assert (ba[0], ba[1]) == (a[0], b[1])


def test_morris_changes_one_factor_at_each_step():
    design = of("morris", 3).design.to_numpy().reshape(3, 3, 2)
    assert ((np.diff(design, axis=1) != 0).sum(axis=2) == 1).all()


def test_one_at_a_time_begins_with_the_scenario_as_it_stands():
    factors = {**AB, "event.legal text": [True, False, datetime.date(2020, 5, 1)]}
    rows = of("one-at-a-time", 2, factors).rows
    base = muster.scenario("france-2020").values
    first = (base["rumor.misreading"], base["rumor.half_life"], datetime.date(2020, 5, 12))
    assert rows[0] == first
    assert [sum(a != b for a, b in zip(row, first, strict=True)) for row in rows[1:]] == [1] * 6
    assert rows[-1][-1] == datetime.date(2020, 5, 1)


def test_one_at_a_time_needs_one_beginning():
    a = muster.scenario("france-2020")
    stories = {"a": a, "b": a.with_values({"rumor.misreading": 0.9})}
    with pytest.raises(InputError, match="its value differs among the scenarios"):
        muster.experiment(stories, AB, "one-at-a-time", 2)


@pytest.mark.parametrize("design", ["latin-hypercube", "sobol", "morris"])
def test_a_seed_gives_the_same_design_and_another_seed_another(design):
    assert of(design, 8, seed=5).rows == of(design, 8, seed=5).rows
    assert of(design, 8, seed=5).rows != of(design, 8, design_seed=6).rows
    assert of(design, 8, seed=5).rows == of(design, 8, seed=9, design_seed=5).rows


@pytest.mark.parametrize(
    ("design", "size", "factors", "sentence"),
    [
        ("sobol", 100, AB, "a power of two is allowed, 64 or 128"),
        ("sobol", 8, {"press.on": [True, False]}, "give two or more"),
        ("latin-hypercube", 1, AB, "a whole number in [2, 16777216] of points is allowed"),
        ("morris", 2.5, AB, "size = 2.5; a whole number in"),
        ("latin-hypercub", 8, AB, "did you mean 'latin-hypercube'?"),
        ("grid", 8, AB, "factorial, latin-hypercube, sobol, morris, one-at-a-time"),
        ("factorial", 2, {}, "there is no factor to vary"),
    ],
)  # fmt: skip
def test_what_is_no_design_is_told(design, size, factors, sentence):
    with pytest.raises(InputError) as refused:
        of(design, size, factors)
    assert sentence in str(refused.value)
