import datetime
import subprocess
import sys
from collections.abc import Callable

import muster
import numpy as np
import pytest
from muster import InputError
from worlds import differing


@pytest.fixture(scope="module")
def small() -> muster.Scenario:
    return muster.scenario("france-2020").with_values({"population.scale": 0.01})


def test_a_world_stepped_by_hand_is_the_world_of_a_run(small: muster.Scenario) -> None:
    runs = muster.run({"small": small}, replicates=2, seed=5, tables=True)
    world = muster.simulation(small, seed=5, replicate=1)
    engaged = []
    while not world.is_over:
        world.step()
        engaged.append(int((world.state("persons.stage") == 2).sum()))
    recorded = runs.dataset["persons"].sel(stage="engaged").isel(scenario=0, replicate=1)
    assert engaged == recorded.sum("territory").values.tolist()
    assert max(engaged) > 0


def test_columns_are_views_that_follow_and_cannot_be_written_to(small: muster.Scenario) -> None:
    world = muster.simulation(small)
    stage = world.state("persons.stage")
    before = stage.copy()
    world.step(40)
    assert not np.array_equal(stage, before)
    with pytest.raises(ValueError, match="read-only"):
        stage[0] = 0
    del world
    assert stage.size == 1000  # the view keeps its world alive


def test_orders_are_records(small: muster.Scenario) -> None:
    world = muster.simulation(small)
    world.step(40)
    orders = world.state("orders")
    assert orders.size > 0
    assert {"requester", "open", "placed_on", "channel", "product"} <= set(orders.dtype.names)
    assert orders["open"].min() > 0
    assert world.date == datetime.date(2020, 4, 18)


def test_every_name_has_its_variable(small: muster.Scenario) -> None:
    world = muster.simulation(small)
    world.step(30)
    names = world.state_names()
    assert len(names) == len(set(names))
    for name in names:
        assert isinstance(world.state(name), np.ndarray), name


def test_networks_are_shown_as_their_ties(small: muster.Scenario) -> None:
    world = muster.simulation(small)
    ties = world.state("acquaintance")
    ends = np.bincount(np.concatenate([ties["a"], ties["b"]]), minlength=1000)
    assert (ends == world.state("persons.contacts")).all()
    assert (ties["a"] < ties["b"]).all()
    assert world.state("coordination.network").size == 0
    world.step(40)
    nodes = world.state("coordination.network")
    assert nodes.size > 0
    assert nodes["b"].max() < (world.state("coordination.node_of") < 2**32 - 1).sum() + len(
        world.state("coordination.acting")
    )


def test_what_a_user_can_mend_is_told(small: muster.Scenario) -> None:
    world = muster.simulation(small)
    with pytest.raises(InputError, match="did you mean 'persons.stage'"):
        world.state("persons.stages")
    with pytest.raises(InputError, match="the run has 119"):
        world.step(120)
    assert world.day == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda base: base,
        lambda base: base.without_event("legal text"),
        lambda base: base.with_event(
            name="call", date="2020-05-01", set={"engagement.attention": 0.9}
        ),
        lambda base: base.with_event(
            name="labs close", date="2020-05-01", act="structures.close", with_={"share": 0.5}
        ),
    ],
    ids=["as it was", "without a later event", "with a new value", "with an act"],
)
def test_a_fork_ends_as_the_other_scenario_from_the_start(
    small: muster.Scenario, change: Callable[[muster.Scenario], muster.Scenario]
) -> None:
    trunk, other = muster.simulation(small, seed=3), change(small)
    trunk.step(53)  # until the morning of 1 May
    fork, whole = trunk.fork(other), muster.simulation(other, seed=3)
    trunk.step(10)  # what becomes of the trunk does not touch the fork
    fork.step(small.n_days - fork.day)
    whole.step(small.n_days)
    assert differing(fork, whole) == []
    assert trunk.day == 63
    fork.check_conservation()


def test_a_fork_needs_the_same_past(small: muster.Scenario) -> None:
    world = muster.simulation(small)
    world.step(70)
    late = small.without_event("legal text").renamed("calm")
    with pytest.raises(InputError, match="on 2020-05-12 scenario 'calm' has no 'legal text'"):
        world.fork(late)
    with pytest.raises(InputError, match=r"has fatigue.strain = 0.5 instead of .*it is 2020-05-18"):
        world.fork(small.with_values({"fatigue.strain": 0.5}))
    with pytest.raises(InputError, match="custom"):
        world.fork(
            small.with_event(name="web", date="2020-06-01", set={"coordination.topology": "custom"})
        )


def test_two_threads_may_look_at_their_first_states_at_once() -> None:
    # Each once waited for the other while one loaded NumPy: so it needs a fresh start.
    code = (
        "import muster; from concurrent.futures import ThreadPoolExecutor;"
        "small = muster.scenario('theory/kernel').with_values({'population.size': 100});"
        "look = lambda seed: len(muster.simulation(small, seed).state('persons.stage'));"
        "print(list(ThreadPoolExecutor(2).map(look, [1, 2])))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[100, 100]"
