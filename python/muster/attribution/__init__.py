"""What each of several shocks did when all of them came."""

from muster.attribution.attribution import Attribution, attribute

__all__ = ["Attribution", "attribute"]
