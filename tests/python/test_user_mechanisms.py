"""Mechanisms and observers that a user writes in Python."""

import datetime
import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import muster
import numpy as np
import pytest
from muster import InputError, Mechanism, Observer, Parameter, Today, World, _core
from muster.cli import execute
from worlds import differing, same

WRITERS = Parameter(
    "letters.writers", 0.3, (0, 1), meaning="Carers who write.", source="assumption", unit="share"
)
N_DAYS = 45  # by then goods arrive


def thank(world: World, today: Today) -> None:
    thanked = world["persons.thanks"].nonzero()[0]
    writes = today.stream("letters").bernoulli(today.values["letters.writers"], thanked)
    recognition = world["persons.recognition"]
    recognition[thanked[writes]] += 0.5 * (1 - recognition[thanked[writes]])


LETTERS = Mechanism("letters", step=thank, after="delivery", parameters=[WRITERS])
RECOGNITION = Observer(
    "recognition",
    units="1",
    long_name="recognition of all",
    read=lambda world, today: world["persons.recognition"].sum(dtype=float),
)


def doing(step: Any, after: str = "recognition") -> Mechanism:
    return Mechanism("trial", step=step, after=after)


def lived(scenario: muster.Scenario, n_days: int = N_DAYS) -> muster.Simulation:
    world = muster.simulation(scenario, seed=2)
    world.step(n_days)
    return world


def refused(scenario: muster.Scenario, step: Any, match: str) -> None:
    with pytest.raises(InputError, match=match):
        muster.simulation(scenario.with_mechanism(doing(step))).step()


# The golden words of tests/sim/test_stream.cpp.
def test_draws_are_those_of_the_engine_at_the_same_address() -> None:
    stream = _core.Stream(seed=1, replicate=2, process="dropout", day=3)
    assert stream.uniform([0, 5]).tolist() == [
        (0x111DF731 + 0.5) / 2**32,
        (0x0F85141E + 0.5) / 2**32,
    ]
    assert stream.uniform(5, number=1) == (0x31F51B61 + 0.5) / 2**32
    in_a_row = stream.uniform(np.arange(3, 1000))
    one_by_one = [stream.uniform([entity])[0] for entity in range(3, 1000)]
    assert in_a_row.tolist() == one_by_one
    everybody = np.arange(1000)
    hit = stream.bernoulli(0.3, everybody)
    assert (hit == (stream.uniform(everybody) < 0.3)).all()
    assert (hit <= stream.bernoulli(np.full(1000, 0.4), everybody)).all()
    with pytest.raises(ValueError, match="one chance for all or one for each"):
        stream.bernoulli([0.1, 0.2], everybody)


def test_letters_of_thanks_lift_recognition_and_the_rest_follows(small: muster.Scenario) -> None:
    plain, thanked = lived(small), lived(small.with_mechanism(LETTERS))
    assert "persons.recognition" in differing(plain, thanked)
    lift = thanked.state("persons.recognition").sum() - plain.state("persons.recognition").sum()
    assert lift > 0
    more = lived(small.with_mechanism(LETTERS).with_values({"letters.writers": 0.9}))
    assert more.state("persons.recognition").sum() > thanked.state("persons.recognition").sum()
    thanked.check_conservation()


def test_a_mechanism_that_does_nothing_changes_nothing(small: muster.Scenario) -> None:
    looks = small.with_mechanism(doing(lambda world, today: world["persons.recognition"].sum()))
    assert differing(lived(small), lived(looks)) == []


def test_it_acts_after_its_phase_since_its_day_in_the_order_of_adding(
    small: muster.Scenario,
) -> None:
    seen: list[tuple[str, datetime.date, int]] = []

    def told(name: str, after: str) -> Mechanism:
        return Mechanism(
            name, after=after, step=lambda world, today: seen.append((name, today.date, today.day))
        )

    scenario = small.with_mechanism(told("late", "fatigue")).with_mechanism(told("a", "need"))
    scenario = scenario.with_mechanism(told("b", "need"), since="2020-03-11")
    muster.simulation(scenario).step(3)
    ninth = datetime.date(2020, 3, 9)
    assert seen == [
        (name, ninth + datetime.timedelta(days=day), day)
        for day, names in enumerate([("a", "late"), ("a", "late"), ("a", "b", "late")])
        for name in names
    ]


def test_persons_move_with_all_that_is_counted(small: muster.Scenario) -> None:
    def send_home(world: World, today: Today) -> None:
        if today.day == 40:
            world.move(world.in_stage("engaged"), "withdrawn", reason="legal fear")
        if today.day == 41:
            world.move(world.in_stage("aware")[:5], "engaged")

    def withdrawn(world: World, today: Today) -> Any:
        return len(world.in_stage("withdrawn"))

    observer = Observer("gone", withdrawn, units="person", long_name="who withdrew")
    runs = muster.run(
        small.with_mechanism(doing(send_home, after="fatigue")), replicates=1, observers=[observer]
    )
    series = runs.dataset.isel(scenario=0, replicate=0)
    withdrew = series["persons"].sel(stage="withdrawn").sum("territory")
    assert (series["gone"] == withdrew).all()
    fear = series["withdrawals"].sel(reason="legal fear").sum("territory")
    assert int(fear[40]) > 10
    assert int(series["persons"].sel(stage="engaged").sum("territory")[40]) == 0
    world = lived(small.with_mechanism(doing(send_home, after="fatigue")), 42)
    world.check_conservation()
    assert len(World(world._core, to_write=False).in_stage("engaged")) >= 5


def test_what_would_break_the_engine_is_refused(small: muster.Scenario) -> None:
    def unbounded(world: World, today: Today) -> None:
        world["persons.recognition"][7] = 1.5

    def nothing(world: World, today: Today) -> None:
        world["persons.fatigue"][3] = np.nan

    def counted(world: World, today: Today) -> None:
        world["persons.stage"][0] = 2

    def back(world: World, today: Today) -> None:
        world.move(0, "unaware")

    def nobody(world: World, today: Today) -> None:
        world.move([1000], "aware")

    refused(small, unbounded, r"persons.recognition\[7\] = 1.5; numbers in \[0.0, 1.0\]")
    refused(small, nothing, r"persons.fatigue\[3\] = nan")
    refused(small, counted, "ValueError: assignment destination is read-only")
    refused(small.with_values({"awareness.initially": 1.0}), back, "is aware and cannot become")
    refused(small, nobody, "there is no person 1000")
    refused(small, lambda w, t: w.move([], "engged"), "did you mean 'engaged'")
    refused(small, lambda w, t: w.move([0.5], "engaged"), "whole numbers")
    refused(small, lambda w, t: w["persons.recogniton"], "did you mean 'persons.recognition'")
    refused(small, lambda w, t: t.values["letters.writers"], "KeyError")


def test_views_cannot_be_written_to_when_the_step_is_over(small: muster.Scenario) -> None:
    kept = []

    def keep(world: World, today: Today) -> None:
        kept.append(world["persons.fatigue"])

    muster.simulation(small.with_mechanism(doing(keep))).step()
    with pytest.raises(ValueError, match="read-only"):
        kept[0][0] = 0.5


def test_an_error_tells_whose_when_and_where_and_leaves_no_file(
    small: muster.Scenario, tmp_path: Path
) -> None:
    def fail(world: World, today: Today) -> None:
        if today.day == 3 and today.replicate == 1:
            raise ZeroDivisionError("half of nothing")

    scenario = small.with_mechanism(doing(fail)).renamed("story")
    told = "mechanism 'trial' on 2020-03-12, replicate 1 of 'story': ZeroDivisionError: half of"
    with pytest.raises(InputError, match=told) as caught:
        muster.run(scenario, replicates=3, output=tmp_path / "runs.nc", threads=2)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert list(tmp_path.iterdir()) == []
    world = muster.simulation(scenario, replicate=1)
    with pytest.raises(InputError, match=told):
        world.step(10)
    with pytest.raises(InputError, match="failed on 2020-03-12"):  # a day half lived
        world.step()
    with pytest.raises(InputError, match="observer 'odd' on 2020-03-09.*shape"):
        muster.run(
            small,
            replicates=1,
            observers=[Observer("odd", lambda w, t: [1, 2], units="1", long_name="odd")],
        )


def test_a_paired_run_with_an_observer_is_the_same_for_any_number_of_threads(
    small: muster.Scenario, tmp_path: Path
) -> None:
    scenarios = {"as it was": small, "with letters": small.with_mechanism(LETTERS)}
    paths = [tmp_path / "one.nc", tmp_path / "three.nc"]
    for path, threads in zip(paths, [1, 3], strict=True):
        runs = muster.run(
            scenarios, replicates=2, threads=threads, output=path, observers=[RECOGNITION]
        )
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert (runs.difference("recognition")["mean"] > 0).all()
    plain = muster.run(small, replicates=2)
    for name, series in plain.dataset.data_vars.items():  # observing changes nothing
        assert same(series.values[0], runs.dataset[name].sel(scenario="as it was").values), name


def test_tables_come_along(small: muster.Scenario) -> None:
    tiny = small.with_values({"population.scale": 0.002})
    idle = tiny.with_mechanism(doing(lambda world, today: None))
    mine = muster.run(idle, replicates=1, tables=True)
    plain = muster.run(tiny, replicates=1, tables=True)
    assert mine.persons.equals(plain.persons)
    assert mine.log.equals(plain.log)


def test_the_file_names_the_code_and_does_not_claim_to_repeat_it(
    small: muster.Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "letters.nc"
    muster.run(small.with_mechanism(LETTERS, since="2020-05-01"), replicates=1, output=path)
    (told,) = muster.open(path).python_code["mechanisms"]["france-2020"]
    assert told["values"] == {"letters.writers": 0.3}
    assert told["since"] == "2020-05-01"
    assert told["source"].startswith("def thank(")
    assert len(told["sha256"]) == 64
    assert execute(["run", str(path)]) == 2
    assert "code in Python took part (letters)" in capsys.readouterr().err
    assert muster.run(small, replicates=1).python_code == {}


def test_where_code_in_python_cannot_take_part_it_is_refused(
    small: muster.Scenario, tmp_path: Path
) -> None:
    letters = small.with_mechanism(LETTERS)
    with pytest.raises(InputError, match="'letters', a mechanism in Python, cannot take part"):
        muster.experiment(letters, {"awareness.beta": [0.1, 0.2]}, "factorial")
    runs = muster.run({"as it was": small, "letters": letters}, replicates=1)
    with pytest.raises(InputError, match="a file cannot repeat them"):
        runs.why("letters")


class Counting:
    """Gives on the number of days that it has seen; what it keeps in mind is of one world."""

    def __init__(self) -> None:
        self.days = 0

    def __call__(self, world: World, today: Today) -> None:
        self.days += 1
        world["persons.fatigue"][0] = self.days


def test_a_fork_takes_mechanisms_and_their_memory_along(small: muster.Scenario) -> None:
    counting = small.with_mechanism(doing(Counting(), after="ties"))
    trunk = lived(counting, 10)
    fork = trunk.fork(counting.with_mechanism(LETTERS, since=trunk.date))
    trunk.step(5)
    fork.step(2)
    assert trunk.state("persons.fatigue")[0] == 15
    assert fork.state("persons.fatigue")[0] == 12
    with pytest.raises(InputError, match="from 2020-03-09 on .* other mechanisms in Python"):
        trunk.fork(small)
    late = small.with_mechanism(LETTERS, since="2020-04-18")
    whole, part = lived(late, 60), muster.simulation(small, seed=2)
    part.step(40)
    part = part.fork(late)
    part.step(20)
    assert differing(whole, part) == []


def test_scenarios_carry_mechanisms_through_every_change(small: muster.Scenario) -> None:
    scenario = small.with_mechanism(LETTERS)
    for changed in [
        scenario.renamed("x"),
        scenario.without_event("legal text"),
        scenario.with_values({"letters.writers": 0.3, "fatigue.strain": 0.1}),
        pickle.loads(pickle.dumps(scenario)),
    ]:
        assert [mechanism.name for mechanism in changed.mechanisms] == ["letters"]
    assert pickle.loads(pickle.dumps(scenario)) == scenario != small
    with pytest.raises(InputError, match="cannot stand in a file: letters"):
        scenario.to_toml()
    assert "letters" in str(scenario) and "letters" in repr(scenario)
    assert small.parts_from(scenario) == small.first_day


def test_wrong_declarations_are_told() -> None:
    with pytest.raises(InputError, match="unknown phase 'engagment'; did you mean 'engagement'"):
        doing(print, after="engagment")
    with pytest.raises(InputError, match="'thank-you' cannot name a mechanism"):
        Mechanism("thank-you", step=print, after="need")
    with pytest.raises(InputError, match="comes with Muster"):
        replace(LETTERS, name="fatigue", parameters=[])
    with pytest.raises(InputError, match="does not begin with 'other.'"):
        replace(LETTERS, name="other")
    with pytest.raises(InputError, match=r"letters.writers = 2 share is outside \[0, 1\]"):
        LETTERS.with_values({"letters.writers": 2})
    with pytest.raises(InputError, match="did you mean 'letters.writers'"):
        LETTERS.with_values({"letters.writer": 1})
    with pytest.raises(InputError, match="exists already"):
        muster.scenario("france-2020").with_mechanism(LETTERS).with_mechanism(LETTERS)


def test_series_of_observers_have_dimensions_and_names_of_their_own(small: muster.Scenario) -> None:
    def by_territory(world: World, today: Today) -> Any:
        return np.bincount(
            world["persons.territory"], weights=world["persons.recognition"], minlength=13
        )

    series = replace(RECOGNITION, read=by_territory, dimensions=["territory"])
    runs = muster.run(small, replicates=1, observers=[series])
    assert runs.dataset["recognition"].dims == ("scenario", "replicate", "date", "territory")
    assert runs.python_code["observers"][0]["name"] == "recognition"
    with pytest.raises(InputError, match="there is a series 'persons' already"):
        muster.run(small, replicates=1, observers=[replace(RECOGNITION, name="persons")])
    with pytest.raises(InputError, match="did you mean 'territory'"):
        muster.run(small, observers=[replace(RECOGNITION, dimensions=["teritory"])])
