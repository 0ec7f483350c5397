import pytest
from muster.digits import number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1234567, "1,235,000"),
        (-812400.4, "-812,400"),
        (12.3456, "12.35"),
        (100.0, "100"),
        (0.00123456, "0.001235"),
        (99.999, "100"),
        (float("nan"), ""),
        (float("inf"), "∞"),
    ],
)
def test_numbers_have_four_digits_that_count(value, text):
    assert number(value) == text
