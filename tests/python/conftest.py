"""What several tests share: a small France, and runs of it."""

import muster
import pytest


@pytest.fixture(scope="session")
def small() -> muster.Scenario:
    """France at a hundredth."""
    return muster.scenario("france-2020").with_values({"population.scale": 0.01})


@pytest.fixture(scope="session")
def runs(small: muster.Scenario) -> muster.Runs:
    """The small France as it was, and with a rumor that everybody reads as a warning."""
    fearful = small.with_values({"rumor.misreading": 1.0})
    return muster.run({"as it was": small, "fearful": fearful}, replicates=5, seed=1, threads=2)
