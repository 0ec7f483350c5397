"""Numbers as people read them."""

import math


def number(value: float) -> str:
    """Four digits that count, with commas: 1,235,000, 12.35, 0.001235."""
    if not math.isfinite(value):
        return "" if math.isnan(value) else "∞"
    if value == 0:
        return "0"
    decimals = 3 - math.floor(math.log10(abs(value)))
    rounded = round(value, decimals)
    text = f"{rounded:,.{max(decimals, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
