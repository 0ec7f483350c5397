import os
import pty
import signal
import subprocess
import sys
import time

import muster
import pytest
from muster.cli import execute

QUICK = ["--set", "population.scale=0.01", "--replicates", "2"]


def fails_with(capsys, *arguments):
    """The sentence with which a command ends in status 2."""
    assert execute(list(arguments)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err.strip()


def test_list_names_every_scenario(capsys):
    assert execute(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    first_words = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert first_words == list(muster.scenarios())


def test_list_is_quick_because_it_loads_no_heavy_library():
    code = (
        "import sys; from muster.cli import execute; execute(['list']);"
        "sys.exit(str({'numpy', 'pandas', 'xarray', 'matplotlib', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == "set()"


def test_compare_begins_to_simulate_before_libraries_for_tables_are_there():
    code = (
        "import os, sys, threading; from muster import _core; from muster.cli import execute;"
        "heavy = {'numpy', 'pandas', 'xarray', 'matplotlib', 'scipy'};"
        "threading.Thread.start = lambda self: None;"
        "_core.run = lambda *_: (print(heavy & set(sys.modules), flush=True), os._exit(0));"
        "execute(['compare', 'france-2020', 'theory/kernel'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def test_tables_load_ahead_without_dask_which_is_no_dependency():
    code = "import sys; sys.modules['dask'] = None; from muster import cli; cli._load_for_tables()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_version_says_what_it_was_built_from(capsys):
    assert execute(["--version"]) == 0
    assert capsys.readouterr().out.startswith(f"muster {muster.__version__} (")


def test_without_a_command_it_explains_itself(capsys):
    assert execute([]) == 0
    assert "compare" in capsys.readouterr().out


def test_check_validates_without_running(capsys):
    assert execute(["check", "france-2020"]) == 0
    assert capsys.readouterr().out.startswith("france-2020 is valid: 2020-")


@pytest.mark.parametrize("columns", [80, 120])
def test_describe_tells_every_parameter_in_the_width_there_is(capsys, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    assert execute(["describe", "france-2020"]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= columns
    for key in muster.parameters().index:
        assert f"\n  {key.partition('.')[2]}" in out
    for event in muster.scenario("france-2020").events:
        assert str(event.date) in out
    assert "set in france-2020.toml:" in out


def test_describe_one_mechanism(capsys):
    assert execute(["describe", "--mechanism", "rumor"]) == 0
    out = capsys.readouterr().out
    assert "misreading" in out and "act publish" in out and "legal text" in out
    assert "half_life" in out and "printer_share" not in out and "lockdown" not in out


def test_run_prints_a_table_that_fits(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert execute(["run", "france-2020", *QUICK]) == 0
    said = capsys.readouterr()
    assert "visors made" in said.out and "2 worlds, seed 1" in said.out
    assert max(map(len, said.out.splitlines())) <= 80
    assert said.err == ""


def test_run_repeats_a_results_file_bit_for_bit(capsys, tmp_path):
    first, again = tmp_path / "first.nc", tmp_path / "again.nc"
    assert execute(["run", "france-2020", *QUICK, "--seed", "5", "-o", str(first)]) == 0
    assert f"results: {first}" in capsys.readouterr().out
    assert execute(["run", str(first), "--threads", "1", "-o", str(again)]) == 0
    assert again.read_bytes() == first.read_bytes()


def test_tables_are_the_same_whether_a_file_keeps_all_series_or_not(capsys, tmp_path):
    told = []
    for output in ([], ["-o", str(tmp_path / "all.nc")]):
        assert execute(["compare", "france-2020", "no-legal-text", *QUICK, *output]) == 0
        told.append(capsys.readouterr().out.split("results:")[0])
    assert told[0] == told[1]


def test_compare_prints_paired_differences(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("COLUMNS", "80")
    quiet = tmp_path / "quiet.toml"
    quiet.write_text('schema = 1\nextends = "france-2020"\nwithout = ["legal text"]\n')
    file = tmp_path / "pairs.nc"
    assert execute(["compare", "france-2020", str(quiet), *QUICK, "-o", str(file)]) == 0
    out = capsys.readouterr().out
    assert "quiet: 2 worlds, seed 1, against france-2020" in out
    assert max(map(len, out.splitlines())) <= 80 + len(str(file))
    assert list(muster.open(file).scenarios) == ["france-2020", "quiet"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["rn"], "No such command 'rn'. Did you mean 'run'?"),
        (["run"], "Missing argument 'SCENARIO'."),
        (["run", "france-2020", "--treads", "2"], "No such option: --treads"),
        (["run", "france-2020", "--replicates", "x"], "'x' is no whole number"),
        (["run", "france-2020", "--replicates", "0"], "replicates = 0; a whole number"),
        (["run", "france-2020", "--seed", "-1"], "seed = -1; a whole number"),
        (["run", "france-2021"], "there is no scenario 'france-2021'; did you mean 'france-2020'"),
        (["run", "no.toml"], "there is no file 'no.toml'"),
        (["run", "no.nc"], "no.nc: there is no such file"),
        (["check", "france-202"], "did you mean 'france-2020'"),
        (["describe", "--mechanism", "rumour"], "unknown mechanism 'rumour'; did you mean 'rumor'"),
        (["compare", "france-2020", "france-2020"], "two scenarios are named 'france-2020'"),
        (["report", "no.nc"], "no.nc: there is no such file"),
        (["run", "france-2020", "-o", "no/results.nc"], "the folder no does not exist"),
    ],
)
def test_bad_input_is_one_clear_sentence_and_status_2(
    capsys, monkeypatch, tmp_path, arguments, sentence
):
    monkeypatch.chdir(tmp_path)
    assert sentence in fails_with(capsys, *arguments)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("rumor.misreding=1", "--set: unknown parameter 'rumor.misreding'; did you mean"),
        ("rumor.misreading=8", "--set: rumor.misreading = 8 share is outside [0, 1]"),
        ("rumor.misreading=much", '--set: rumor.misreading = "much" has the wrong type'),
        ("rumor.misreading", "--set: 'rumor.misreading' sets nothing; KEY=VALUE is allowed"),
        ("calendar.end=2019-01-01", "--set: "),
        ("need.hospital=no.csv", "--set: there is no file 'no.csv'"),
    ],
)
def test_bad_settings_say_that_they_are_settings(capsys, setting, sentence):
    assert fails_with(capsys, "run", "france-2020", "--set", setting).startswith(sentence)


@pytest.mark.parametrize("command", ["run", "report"])
def test_a_truncated_results_file_is_one_clear_sentence(capsys, runs, tmp_path, command):
    cut = tmp_path / "cut.nc"
    cut.write_bytes(runs.path.read_bytes()[:20_000])
    assert "cut.nc: is cut short or damaged" in fails_with(capsys, command, str(cut))
    assert list(tmp_path.iterdir()) == [cut]


def test_a_mistake_in_a_file_is_told_with_its_line(capsys, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('schema = 1\nextends = "france-2020"\n\n[rumor]\nmisreading = 8\n')
    said = fails_with(capsys, "run", str(file))
    assert said == f"{file}:5: rumor.misreading = 8 share is outside [0, 1]"


@pytest.mark.parametrize("command", ["check", "run"])
@pytest.mark.parametrize("cell", ["Bretagne,2020-03-20,10", "Nowhere,2020-03-20,10"])
def test_a_table_that_is_not_as_it_must_be_is_told_before_anything_runs(
    capsys, tmp_path, command, cell
):
    (tmp_path / "hospital.csv").write_text(f"territory,date,in_hospital\n{cell}\n")
    file = tmp_path / "mine.toml"
    file.write_text('schema = 1\nextends = "france-2020"\n[need]\nhospital = "hospital.csv"\n')
    assert "hospital.csv" in fails_with(capsys, command, str(file))


def program(*arguments):
    """The command of the real program; it listens to Ctrl-C also when the tests do not."""
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from muster.cli import main; main()"
    )
    return [sys.executable, "-c", code, *arguments]


def test_the_program_ends_with_its_status():
    assert subprocess.run(program("check", "france-2020"), capture_output=True).returncode == 0
    wrong = subprocess.run(program("check", "no"), capture_output=True, text=True)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Traceback" not in wrong.stderr


def test_ctrl_c_ends_with_130_and_leaves_nothing(tmp_path):
    file = tmp_path / "results.nc"
    command = program("run", "france-2020", "--replicates", "10000", "-o", str(file))
    with subprocess.Popen(command, stdout=-1, stderr=-1, text=True) as process:
        while not list(tmp_path.iterdir()) and process.poll() is None:
            time.sleep(0.02)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "stopped; nothing was written\n")
    assert not list(tmp_path.iterdir())


def test_a_terminal_sees_progress():
    master, terminal = pty.openpty()
    command = program("run", "france-2020", *QUICK)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=terminal, check=True)
    os.close(terminal)
    seen = os.read(master, 100_000).decode()
    os.close(master)
    assert done.returncode == 0
    assert "simulating" in seen and "2/2" in seen


def test_run_prints_what_the_scenario_asks_for_first(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert execute(["run", "theory/t01-riot", "--replicates", "2"]) == 0
    out = capsys.readouterr().out
    assert out.index("engaged in the end") < out.index("other numbers that are not 0")


def test_report_writes_the_page_beside_the_results(capsys, runs, tmp_path):
    path = tmp_path / "two.nc"
    path.write_bytes(runs.path.read_bytes())
    assert execute(["report", str(path)]) == 0
    written = [line for line in capsys.readouterr().out.splitlines() if line]
    assert {name.rsplit(".", 1)[1] for name in written} >= {"html"}
    assert all((tmp_path / name.rsplit("/", 1)[1]).exists() for name in written)


def test_what_the_shell_gets_wrong_is_told_with_status_2(capsys):
    assert "--nonsense" in fails_with(capsys, "list", "--nonsense")
    assert "frobnicate" in fails_with(capsys, "frobnicate")


def test_stopped_by_hand_it_says_so(capsys, monkeypatch):
    def stop(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(muster.cli.muster, "run", stop)
    assert execute(["run", "theory/t01-riot"]) == 130
    assert capsys.readouterr().err.endswith("stopped; nothing was written\n")
