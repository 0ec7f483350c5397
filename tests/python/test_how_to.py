"""What docs/how-to shows works as it is shown."""

import re
from pathlib import Path

import muster
import pytest
from muster.cli import execute

HOW_TO = Path(__file__).parent.parent.parent / "docs" / "how-to"


def blocks(page, language):
    """The code that a page shows."""
    return re.findall(rf"```{language}\n(.*?)```", (HOW_TO / page).read_text(), re.DOTALL)


def test_the_example_of_an_experiment_runs(tmp_path, capsys, monkeypatch):
    text = (HOW_TO / "experiment.toml").read_text()
    for old, new in [
        ('"population.scale" = 0.1', '"population.scale" = 0.005'),
        ("replicates = 5", "replicates = 1"),
        ("size = 64", "size = 6"),
    ]:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (tmp_path / "experiment.toml").write_text(text)
    monkeypatch.setenv("COLUMNS", "100")
    assert execute(["sweep", str(tmp_path / "experiment.toml"), "--threads", "1",
                    "-o", str(tmp_path / "fear")]) == 0  # fmt: skip
    assert "makers at work on 1 June" in capsys.readouterr().out
    assert len(muster.sweep(tmp_path / "fear").done) == 6


def test_the_file_on_the_page_is_an_experiment(tmp_path):
    (file,) = blocks("experiments.md", "toml")
    (tmp_path / "mine.toml").write_text(file)
    assert muster.experiment(tmp_path / "mine.toml").n_points == 64


@pytest.mark.filterwarnings("ignore")  # of libraries that the EMA Workbench could use
def test_the_python_on_the_page_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOKY_MAX_CPU_COUNT", "1")
    monkeypatch.setattr("builtins.print", lambda *_: None)  # tables without end
    shown = blocks("experiments.md", "python")
    assert len(shown) == 2
    for code in shown:
        exec(compile(code.replace("0.01}", "0.005}"), "experiments.md", "exec"), {})
    assert (tmp_path / "what-moves-visors.png").exists()


def test_the_python_for_many_machines_is_python():
    shown = blocks("many-machines.md", "python")
    assert len(shown) == 2
    for code in shown:
        compile(code, "many-machines.md", "exec")
