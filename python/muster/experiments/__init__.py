"""Designed experiments: factors, a design over them, a folder of results, what moves what."""

from muster.experiments.experiment import Experiment, experiment
from muster.experiments.sweep import Sweep, sweep

__all__ = ["Experiment", "Sweep", "experiment", "sweep"]
