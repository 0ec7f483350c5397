"""The topology laboratory: the same people with the same luck, tied otherwise."""

from muster.topologies.laboratory import Topologies, topologies

__all__ = ["Topologies", "topologies"]
