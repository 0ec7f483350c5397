"""The command `muster sweep`."""

import muster
import pytest
from muster.cli import execute

FILE = """\
schema = 1
name = "crowd"
base = "theory/t01-riot"
replicates = 2
[design]
kind = "latin-hypercube"
size = 5
[[factor]]
key = "engagement.spontaneous"
range = [0.0, 0.1]
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(FILE)
    return path


def swept(*arguments):
    return execute(["sweep", "--threads", "1", *map(str, arguments)])


def test_it_says_where_results_are_and_what_moved_them(file, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    assert swept(file) == 0
    out = capsys.readouterr().out
    assert "crowd: 5 points × 2 worlds, seed 1" in out
    assert "engagement.spontaneous (" in out
    assert out.endswith("results: mine\n")
    assert max(map(len, out.splitlines())) <= 80
    assert len(muster.sweep(tmp_path / "mine").done) == 5


def test_it_goes_on_only_if_asked(file, tmp_path, capsys):
    folder = tmp_path / "out"
    assert swept(file, "-o", folder) == 0
    (folder / "runs" / "000003.nc").unlink()
    capsys.readouterr()
    assert swept(file, "-o", folder) == 2
    assert capsys.readouterr().err.endswith("go on with --resume (resume=True), or choose another"
                                            " folder\n")  # fmt: skip
    assert swept(folder, "--resume") == 0  # the folder alone says enough
    assert (folder / "runs" / "000003.nc").exists()


def test_points_that_failed_are_told(file, tmp_path, capsys):
    file.write_text(FILE.replace('"engagement.spontaneous"\nrange = [0.0, 0.1]',
                                 '"population.size"\nvalues = [100, 101]'))  # fmt: skip
    assert swept(file, "-o", tmp_path / "out") == 0
    err = capsys.readouterr().err
    assert "points are not enough for indices" in err
    assert "points failed; " in err and "failures.csv says why, --resume tries them again" in err


def test_what_the_user_can_mend_is_status_2(file, tmp_path, capsys):
    file.write_text(FILE.replace("spontaneous", "spontaneus"))
    assert swept(file) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"{file}:8: factor 'engagement.spontaneus': unknown parameter")
    assert swept(tmp_path / "no.toml") == 2
    assert "there is no such file" in capsys.readouterr().err
    assert swept(file, "--threads", "0") == 2


def test_several_scenarios_have_a_table_each(file, tmp_path, capsys):
    file.write_text(
        FILE.replace(
            'base = "theory/t01-riot"', 'scenarios = ["theory/t01-riot", "mine.toml"]'
        ).replace("mine.toml", "calm.toml")
    )
    (tmp_path / "calm.toml").write_text(
        'schema = 1\nextends = "theory/t01-riot"\n[engagement]\nreturn_rate = 0.1\n'
    )
    assert swept(file, "-o", tmp_path / "out") == 0
    out = capsys.readouterr().out
    assert "crowd: 5 points × 2 worlds, seed 1: calm" in out
