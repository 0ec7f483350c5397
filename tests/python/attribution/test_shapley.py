"""Shapley values as weights: games whose answer is known."""

import pytest
from muster.attribution.shapley import drawn_orders, interaction, shapley


@pytest.mark.parametrize("n", [1, 2, 3, 6])
def test_weights_are_those_ofshapley(n):
    game = {  # the glove game: a left glove and one right glove or more make a pair
        subset: float(0 in subset and len(subset) > 1)
        for i in range(n)
        for subset in shapley(i, n, [])
    }
    values = [sum(w * game[s] for s, w in shapley(i, n, []).items()) for i in range(n)]
    assert sum(values) == pytest.approx(float(n > 1))
    if n == 3:
        assert values == pytest.approx([2 / 3, 1 / 6, 1 / 6])
        assert sum(w * game[s] for s, w in interaction(0, 1, 3).items()) == pytest.approx(0.5)


def test_orders_come_in_pairs_and_are_those_of_the_seed():
    orders = drawn_orders(7, 4, seed=3)
    assert orders == drawn_orders(7, 4, seed=3) != drawn_orders(7, 4, seed=4)
    assert orders[1] == orders[0][::-1] and sorted(orders[2]) == list(range(7))
    assert drawn_orders(6, 4, seed=3) == []
