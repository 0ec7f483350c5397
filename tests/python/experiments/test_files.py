"""experiment.toml."""

import datetime

import muster
import pytest
from muster import InputError
from muster.experiments import files

FILE = """\
schema = 1
name = "fear"
scenarios = ["france-2020", "no-legal-text"]
set = { "population.scale" = 0.01 }
replicates = 3
seed = 7
outcomes = ["visors delivered", "legal fear"]

[design]
kind = "sobol"
size = 4

[[factor]]
key = "rumor.half_life"
range = [1.0, 40.0]
scale = "log"

[[factor]]
key = "event.lockdown"
values = [true, false, 2020-03-20]

[[outcome]]
name = "legal fear"
series = "withdrawals"
where = { reason = "legal fear" }
take = "sum"
"""


@pytest.fixture
def refusal(tmp_path):
    """What is said of the file with something replaced."""

    def said(old, new):
        assert FILE.count(old) == 1
        path = tmp_path / "mine.toml"
        path.write_text(FILE.replace(old, new))
        with pytest.raises(InputError) as refused:
            muster.experiment(path)
        return str(refused.value).replace(f"{path}:", "")

    return said


def test_a_file_says_all_of_an_experiment(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(FILE)
    one = muster.experiment(path)
    assert repr(one) == (
        "<Experiment 'fear': sobol, 16 points × 3 replicates, 2 factors, 2 outcomes>"
    )
    assert list(one.scenarios) == ["france-2020", "no-legal-text"]
    assert {story.values["population.scale"] for story in one.scenarios.values()} == {0.01}
    assert (one.seed, one.design_seed, one.keep) == (7, 7, "outcomes")
    assert one.factors[1].values == (True, False, datetime.date(2020, 3, 20))
    assert one.outcomes == ("visors delivered", "legal fear")


def test_what_is_written_is_read_back_as_the_same_experiment(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(FILE)
    one = muster.experiment(path)
    one.save(tmp_path / "experiment.toml")
    again = muster.experiment(tmp_path / "experiment.toml")
    assert files.told_difference(one, again) == ""
    assert again.scenarios == one.scenarios
    assert files.build_of(tmp_path / "experiment.toml") == files.build()


def test_a_scenario_of_ones_own_lies_beside_the_file(tmp_path):
    (tmp_path / "calm.toml").write_text('schema = 1\nextends = "theory/t01-riot"\n')
    path = tmp_path / "mine.toml"
    path.write_text(
        'schema = 1\nbase = "calm.toml"\n[design]\nkind = "factorial"\nsize = 2\n'
        '[[factor]]\nkey = "engagement.attention"\nvalues = [0.5, 1]\n'
    )
    assert list(muster.experiment(path).scenarios) == ["calm"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("schema = 1", "schema = 2", "1: schema = 2; 1 is allowed"),
        ("schema = 1\n", "", " schema = None; 1 is allowed"),
        ("replicates = 3", "replicate = 3",
         "5: unknown key 'replicate'; did you mean 'replicates'?"),
        ("replicates = 3", "replicates = 0", " replicates = 0; a whole number in"),
        ("size = 4", "sizes = 4", "11: unknown key 'sizes' of [design]; did you mean 'size'?"),
        ("size = 4", "size = 5", " size = 5; in a Sobol' design a power of two is allowed, 4 or 8"),
        ('kind = "sobol"', 'kind = "soboll"', " unknown design 'soboll'; did you mean 'sobol'?"),
        ('"rumor.half_life"', '"rumor.halflife"',
         "13: factor 'rumor.halflife': unknown parameter 'rumor.halflife'; did you mean 'rumor.h"),
        ("[1.0, 40.0]", "[1.0, 1e9]", "13: factor 'rumor.half_life': rumor.half_life = "),
        ('key = "event.lockdown"', "", "18: this factor has no key; the key of a"),
        ("2020-03-20]", "2020-01-20]",
         "18: factor 'event.lockdown': event 'lockdown': date = 2020-01-20 is outside the run"),
        ('series = "withdrawals"', "", "22: this outcome has no series"),
        ('reason = "legal fear"', 'reason = "legl fear"', "22: outcome 'legal fear'"),
        ('"visors delivered", "legal', '"visors deliverd", "legal',
         "7: there is no outcome 'visors deliverd'; did you mean 'visors delivered'?"),
        ('["france-2020", ', '["france-2021", ',
         "3: there is no scenario 'france-2021'; did you mean 'france-2020'?"),
        ('["france-2020", "no-legal-text"]', "[]", '3: base = "a scenario", or scenarios'),
        ("population.scale", "population.scal", "3: unknown parameter 'population.scal'"),
        ('name = "fear"', 'base = "france-2020"', "3: base and scenarios exclude each other"),
        ("[design]", "[design", "9: Expected"),
        ('[[factor]]\nkey = "rumor', '[factor]\nkey = "rumor', "18: Cannot "),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(refusal, old, new, sentence):
    assert sentence in refusal(old, new)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InputError, match=r"no.toml: there is no such file"):
        muster.experiment(tmp_path / "no.toml")
    (tmp_path / "picture.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match=r"picture.toml: is no text in UTF-8"):
        muster.experiment(tmp_path / "picture.toml")
