"""Why two worlds differ: when they part, through whom it spreads, who gains and who loses."""

from muster.why.explanation import Why, why

__all__ = ["Why", "why"]
