"""What the README shows of reading results elsewhere: R runs it, and finds what Python does."""

import re
import shutil
import subprocess
from pathlib import Path

import muster
import numpy as np
import pytest

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture
def folder(small: muster.Scenario, tmp_path: Path) -> Path:
    (tmp_path / "results").mkdir()
    muster.run(small, replicates=2, output=tmp_path / "results" / "france-2020.nc")
    return tmp_path


def snippet(language: str) -> str:
    """The code in this language under "Reading results elsewhere"."""
    section = README.read_text(encoding="utf-8").split("## Reading results elsewhere")[1]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)[0]


@pytest.mark.skipif(not shutil.which("Rscript"), reason="debian-packages.txt has r-cran-ncdf4")
def test_r_reads_a_results_file_as_python_does(folder: Path, monkeypatch) -> None:
    monkeypatch.chdir(folder)
    found: dict[str, object] = {}
    exec(snippet("python"), found)
    told = (
        'write.table(engaged, "r.txt", row.names = FALSE, col.names = FALSE)\ncat(format(days[1]))'
    )
    (folder / "read.R").write_text(snippet("r") + told, encoding="utf-8")
    done = subprocess.run(["Rscript", "read.R"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    in_r = np.loadtxt(folder / "r.txt")  # [date, replicate]
    assert done.stdout == "2020-03-09" and in_r.max() > 0
    np.testing.assert_allclose(in_r.mean(axis=1), np.ravel(found["engaged"]))
