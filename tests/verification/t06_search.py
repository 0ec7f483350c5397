"""Search and copying across a network (Lazer and Friedman 2007).

A hundred agents look for good designs on a rugged landscape (Kauffman and Levin 1987) and copy the
best one among those they know. Where all see all, agreement comes within days and exploration ends
with it; on a line or a sparse ring it takes a hundred steps, and the design that is agreed on is
much better. Scenarios theory/t06-search (vary acquaintance.kind and mean_degree, design.traits,
interplay, steepness, explore, copy) and theory/t06-local-optima (design.traits, interplay). It
matters here because who shares files with whom is what the structures of makers differed in.
"""

from math import sqrt

import muster
import numpy as np
from claims import Claim, Mutant

SCENARIOS = ("theory/t06-search", "theory/t06-local-optima")

STEPS = (0, 1, 5, 10, 20, 50, 100, 200)
EXPECTED = {  # mean score at STEPS, then different designs at step 20
    "complete": ((0.0406, 0.2516, 0.4565, 0.5324, 0.5404, 0.5404, 0.5404, 0.5404), 1.0),
    "star": ((0.0406, 0.0688, 0.3824, 0.5250, 0.5573, 0.5578, 0.5578, 0.5578), 1.0),
    "tree": ((0.0406, 0.0737, 0.3363, 0.5383, 0.6151, 0.6167, 0.6167, 0.6167), 1.0),
    "ring of 10": ((0.0406, 0.1309, 0.3351, 0.5406, 0.6780, 0.6848, 0.6848, 0.6848), 1.3),
    "ring of 4": ((0.0406, 0.0975, 0.2568, 0.4400, 0.6502, 0.7644, 0.7644, 0.7644), 5.7),
    "ring of 2": ((0.0406, 0.0793, 0.2080, 0.3651, 0.5802, 0.7864, 0.8180, 0.8180), 12.7),
    "line": ((0.0406, 0.0790, 0.2061, 0.3609, 0.5706, 0.7532, 0.8159, 0.8188), 13.1),
    "none": ((0.0406, 0.0521, 0.0990, 0.1525, 0.2362, 0.3696, 0.4400, 0.4597), 99.7),
}
LINE_LESS_COMPLETE = {5: (-0.2504, 0.0033), 20: (0.0302, 0.0040), 200: (0.2785, 0.0048)}
REFERENCE_LANDSCAPES = 2000
# 2,000 would take minutes; errors are about three times those of the reference.
LANDSCAPES = 200
SETTLED = 60  # steps after which nothing changes any more, but in the sparsest networks
SPARSEST = ("ring of 2", "line", "none")
ROUNDED = 5e-5


def claims(seed: int) -> list[Claim]:
    return [*_search(seed), *_copy_only(seed), *_local_optima(seed)]


def _network(name: str) -> muster.Scenario:
    kind, _, degree = name.partition(" of ")
    return muster.scenario("theory/t06-search").with_values(
        {"acquaintance.kind": kind, "acquaintance.mean_degree": float(degree or 0)}
    )


def _means(seed: int) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Scores [landscape, step] and different designs at step 20 [landscape] by network."""
    slow = {n: _network(n).with_values({"calendar.end": "2020-07-19"}) for n in SPARSEST}
    quick = {n: _network(n) for n in EXPECTED if n not in SPARSEST}
    scores, designs = {}, {}
    for scenarios in (quick, slow):
        results = muster.run(scenarios, replicates=LANDSCAPES, seed=seed).dataset
        printing = results.sel(process="printing")
        for name in scenarios:
            scores[name] = printing["design_score"].sel(scenario=name).values
            designs[name] = printing["design_versions"].sel(scenario=name).values[:, 20]
    return scores, designs


def _at(scores: np.ndarray, step: int) -> np.ndarray:
    return scores[:, min(step, scores.shape[1] - 1)]


def _claim(what: str, expected: float, each: np.ndarray, rounded: float = ROUNDED) -> Claim:
    sd = float(each.std(ddof=1))
    return Claim(
        what,
        expected,
        float(each.mean()),
        sd / sqrt(each.size),
        sd / sqrt(REFERENCE_LANDSCAPES),
        rounded,
    )


def _search(seed: int) -> list[Claim]:
    scores, designs = _means(seed)
    # On the day on which all join nobody has searched yet.
    idle = _network("none").with_values(
        {"design.explore": 0.0, "design.copy": 0.0, "calendar.end": "2020-01-02"}
    )
    start = muster.run(idle, replicates=LANDSCAPES, seed=seed).outcomes()["mean score"].to_numpy()
    found = [_claim("mean score of all after step 0", 0.0406, start)]
    for name, (expected, n_designs) in EXPECTED.items():
        found += [
            _claim(f"{name}: mean score after step {step}", mean, _at(scores[name], step))
            for step, mean in zip(STEPS[1:], expected[1:], strict=True)
        ]
        found.append(_claim(f"{name}: different designs, step 20", n_designs, designs[name], 0.05))
    for step, (expected, error) in LINE_LESS_COMPLETE.items():
        each = _at(scores["line"], step) - _at(scores["complete"], step)
        what = f"line less complete, same landscapes, step {step}"
        se = float(each.std(ddof=1)) / sqrt(each.size)
        found.append(Claim(what, expected, float(each.mean()), se, error, ROUNDED))
    return found


def _copy_only(seed: int, worlds: int = 60) -> list[Claim]:
    """Copying without search: after t steps an agent has the best of all within distance t.

    Scores are turned into ranks among the hundred, over 101; the best of m is then m / (m + 1).
    """
    expected = {
        "ring of 2": [(2 * t + 1) / (2 * t + 2) for t in range(1, 11)],
        "ring of 4": [(4 * t + 1) / (4 * t + 2) for t in range(1, 11)],
        "complete": [100 / 101] * 2,
        "star": [(100 / 101 + 99 * 2 / 3) / 100, 100 / 101],
    }
    found = []
    for name, means in expected.items():
        scenario = _network(name).with_values({"design.explore": 0.0})
        ranks = np.array([_ranks(scenario, seed, i, len(means)) for i in range(worlds)])
        found += [
            Claim(
                f"{name}, copying only: mean rank after step {step}",
                mean,
                float(ranks[:, step - 1].mean()),
                float(ranks[:, step - 1].std(ddof=1)) / sqrt(worlds),
                allowance=1e-3 / 101,  # two agents in a thousand worlds begin with the same design
            )
            for step, mean in enumerate(means, start=1)
        ]
    return found


def _ranks(scenario: muster.Scenario, seed: int, replicate: int, steps: int) -> list[float]:
    world = muster.simulation(scenario, seed=seed, replicate=replicate)
    world.step()  # all join
    scores = world.state("designs.score")
    start = np.sort(scores[:100])
    means = []
    for _ in range(steps):
        world.step()
        means.append(float(np.searchsorted(start, scores[:100], side="right").mean()) / 101)
    return means


def _local_optima(seed: int, landscapes: int = 20) -> list[Claim]:
    rugged = muster.scenario("theory/t06-local-optima")
    smooth = rugged.with_values(
        {"design.interplay": 0, "population.size": 2000, "calendar.end": "2020-09-06"}
    )
    one = muster.run(smooth, replicates=3, seed=seed).outcomes()["different designs"]
    many = muster.run(rugged, replicates=landscapes, seed=seed).outcomes()["different designs"]
    sd = many.std()
    return [
        Claim("local optima, N = 10, K = 0: most in a landscape", 1, one.max()),
        Claim("local optima, N = 10, K = 9: mean", 2**10 / 11, many.mean(), sd / sqrt(landscapes)),
        Claim("local optima, N = 10, K = 9: sd", 6.1, sd, 6.1 / sqrt(2 * landscapes), 0, 0.05),
    ]


def plot(axes, claims: list[Claim]) -> None:
    by_what = {claim.what: claim for claim in claims}
    for name, (expected, _) in EXPECTED.items():
        got = [by_what[f"{name}: mean score after step {step}"].got for step in STEPS[1:]]
        (line,) = axes.plot(STEPS[1:], got, "o", markersize=4, label=name)
        axes.plot(STEPS[1:], expected[1:], color=line.get_color(), linewidth=1)
    axes.set(xscale="log", xlabel="step", ylabel="mean score")
    axes.legend(title="dots: Muster", ncols=2)


REFUSED = (
    ("theory/t06-search", "design.interplay=13", "outside [0, 12]"),
    ("theory/t06-search", "design.traits=5", "a trait can depend on 4 others at most"),
    ("theory/t06-search", "acquaintance.mean_degree=3", "multiples of 2"),
)

MUTANTS = (
    Mutant(
        "who copies is copied on the same day",
        "models/design.cpp",
        "changes_.push_back({holder, seen, today_});",
        "changes_.push_back({holder, seen, today_});\n"
        "        if (holder < world_.n_units())\n"
        "            offers_[world_.coordination.node_of[holder]] = seen;",
    ),
    Mutant(
        "a trait is counted among the others on which it depends",
        "models/design_versions.cpp",
        "static_cast<int>(values[interplay]), luck)",
        "std::max(static_cast<int>(values[interplay]) - 1, 0), luck)",
    ),
    Mutant(
        "copying and exploring in one step",
        "models/design.cpp",
        """    const Offer own = held(holder, process);
    if (seen.score > own.score) {
        changes_.push_back({holder, seen, today_});
        return;
    }""",
        """    Offer own = held(holder, process);
    if (seen.score > own.score) {
        changes_.push_back({holder, seen, today_});
        own = seen;
    }""",
    ),
)
