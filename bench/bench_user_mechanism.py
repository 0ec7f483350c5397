"""What a mechanism in Python costs a day, against the same rule in the engine.

Marks after two phases of the day tell how long the built-in mechanism between them takes; the same
rule in NumPy, and letters of thanks to some, are timed in their steps. Medians over all days.

    .venv/bin/python bench/bench_user_mechanism.py
"""

import statistics
from collections import defaultdict
from collections.abc import Callable
from time import perf_counter

import muster
from muster import Mechanism, Parameter, Today, World

marks: dict[str, list[float]] = defaultdict(list)
WARMTH, FADE = "recognition.warmth", "recognition.fade"


def mark(name: str) -> Callable[[World, Today], None]:
    return lambda world, today: marks[name].append(perf_counter())


def recognize(world: World, today: Today) -> None:
    """The rule of models/recognition.hpp."""
    recognition = world["persons.recognition"]
    recognition *= 1 - today.values[FADE]
    closed = (world["persons.thanks"] * today.values[WARMTH]).clip(max=1)
    recognition += (1 - recognition) * closed


def thank(world: World, today: Today) -> None:
    """The example of docs/how-to/your-own-mechanism.md."""
    thanked = world["persons.thanks"].nonzero()[0]
    thanked = thanked[today.stream("letters").bernoulli(today.values["letters.writers"], thanked)]
    recognition = world["persons.recognition"]
    recognition[thanked] += 0.5 * (1 - recognition[thanked])


def draw(world: World, today: Today) -> None:
    """A draw for everybody."""
    today.stream("draw").uniform(range_of(world))


def range_of(world: World) -> object:
    import numpy as np

    return np.arange(len(world["persons.stage"]))


WRITERS = Parameter("letters.writers", 0.3, (0, 1), "Carers who write.", "assumption")
CASES = {
    "nothing": Mechanism("nothing", step=lambda world, today: None, after="delivery"),
    "recognition in NumPy": Mechanism("numpy", step=recognize, after="delivery"),
    "letters of thanks": Mechanism("letters", step=thank, after="delivery", parameters=[WRITERS]),
    "a draw for each person": Mechanism("draw", step=draw, after="delivery"),
}


def medians(mechanism: Mechanism | None) -> tuple[float, float]:
    """ms a day of what stands between the marks, and of the built-in recognition."""
    marks.clear()
    scenario = muster.scenario("france-2020").with_mechanism(
        Mechanism("before", step=mark("before"), after="delivery")
    )
    if mechanism is not None:
        scenario = scenario.with_mechanism(mechanism)
    for name, phase in {"between": "delivery", "after": "recognition"}.items():
        scenario = scenario.with_mechanism(Mechanism(name, step=mark(name), after=phase))
    world = muster.simulation(scenario)
    world.step(scenario.n_days)

    def between(one: str, other: str) -> float:
        return 1e3 * statistics.median(
            end - begin for begin, end in zip(marks[one], marks[other], strict=True)
        )

    return between("before", "between"), between("between", "after")


if __name__ == "__main__":
    print(f"{'recognition, built in':28}{medians(None)[1]:8.3f} ms a day")
    for title, case in CASES.items():
        print(f"{title:28}{medians(case)[0]:8.3f} ms a day")
    begin = perf_counter()
    plain = muster.simulation(muster.scenario("france-2020"))
    plain.step(plain.scenario.n_days)
    whole = 1e3 * (perf_counter() - begin) / plain.day
    print(f"{'a whole day':28}{whole:8.3f} ms")
