"""Small experiments that several tests share: a crowd of a hundred for sixty days."""

import muster
import pytest

CROWD = "theory/t01-riot"
FACTORS = {"engagement.spontaneous": (0.0, 0.1), "engagement.attention": (0.5, 1.0)}


@pytest.fixture(scope="session")
def crowd():
    """Five points of two worlds."""
    return muster.experiment(CROWD, FACTORS, size=5, replicates=2, seed=3)


@pytest.fixture(scope="session")
def swept(crowd, tmp_path_factory):
    """The crowd, simulated in this process."""
    return crowd.run(tmp_path_factory.mktemp("crowd") / "results", threads=1)


@pytest.fixture
def contents():
    """Names and bytes of all results files of a folder."""
    return lambda folder: {file.name: file.read_bytes() for file in (folder / "runs").iterdir()}
