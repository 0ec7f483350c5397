"""Common random numbers (Glasserman and Yao 1992).

Two worlds differ in one number. If every person has the same luck in both, what differs between
them is due to that number; if each world has luck of its own, most of the difference is noise. A
thousand volunteers join on one day and stop with a chance of .05 a day, or of .06: paired, the
difference is known as well as from five and a half times as many unpaired worlds, and who stays
where the chance is higher stays where it is lower. What changes on a day changes nothing before,
and nobody who is not reached by it.
Scenario theory/t13-luck; vary population.exit_hazard and size. It matters here because "without the
legal text, 300 more" means something only if both worlds share their luck.
"""

import muster
import numpy as np
from claims import Claim, Mutant

SCENARIOS = ("theory/t13-luck",)

PAIRS = 2000
HAZARDS = (0.05, 0.06, 0.051)


def claims(seed: int) -> list[Claim]:
    return [*_pairs(seed), *_nobody_stays_longer(seed), *_before_and_elsewhere(seed)]


def _pairs(seed: int) -> list[Claim]:
    """Mean, variance and correlation of the share that is left after 30 days."""
    luck = muster.scenario("theory/t13-luck")
    scenarios = {f"{h:g}": luck.with_values({"population.exit_hazard": h}) for h in HAZARDS}
    runs = muster.run(scenarios, replicates=PAIRS, seed=seed)
    left = runs.outcomes()["still there after 30 days"].unstack("scenario")
    told = runs.differences().xs("still there after 30 days", level="measure")
    change = left["0.05"] - left["0.06"]
    apart = left["0.05"].var() + left["0.06"].var()
    of_variance = np.sqrt(2 / PAIRS)
    of_correlation = (1 - 0.823**2) / np.sqrt(PAIRS)
    error = change.std() / np.sqrt(PAIRS)
    return [
        Claim(
            ".05 or .06 a day: difference in the share that is left",
            0.05838,
            -told.loc["0.06", "mean"],
            error,
        ),
        Claim(
            "its variance between unpaired worlds × 10,000", 3.004, 1e4 * apart, 3.004 * of_variance
        ),
        Claim(
            "its variance between pairs × 10,000", 0.5497, 1e4 * change.var(), 0.5497 * of_variance
        ),
        Claim("correlation of pairs", 0.823, left["0.05"].corr(left["0.06"]), of_correlation),
        Claim(
            "variance ratio of pairing",
            5.46,
            told.loc["0.06", "variance_ratio"],
            5.46**2 * of_correlation,
        ),
        Claim(
            ".05 or .051 a day: variance ratio of pairing",
            50.3,
            told.loc["0.051", "variance_ratio"],
            50.3 * of_variance * np.sqrt(2),
        ),
    ]


def _nobody_stays_longer(seed: int) -> list[Claim]:
    """Where the chance to stop is higher, everybody stops on the same day or earlier."""
    luck = muster.scenario("theory/t13-luck")
    scenarios = {f"{h:g}": luck.with_values({"population.exit_hazard": h}) for h in HAZARDS[:2]}
    log = muster.run(scenarios, replicates=20, seed=seed, tables=True).log
    stops = log[log.event == "withdrew"].set_index(["scenario", "replicate", "unit"]).date
    both = stops.unstack("scenario")
    longer = both["0.05"].notna() & ~(both["0.06"] <= both["0.05"])
    return [
        Claim("persons in 20 pairs who stay longer with .06 than with .05", 0, int(longer.sum()))
    ]


def _before_and_elsewhere(seed: int) -> list[Claim]:
    """Nothing changes before its cause, nor where the cause does not reach."""
    base = muster.scenario("france-2020").with_values({"population.scale": 0.01})
    day = "2020-04-10"
    other = base.with_event(name="a change", date=day, set={"engagement.attention": 0.9})
    data = muster.run({"base": base, "other": other}, replicates=4, seed=seed).dataset
    early, late = data.sel(date=slice(None, "2020-04-09")), data.sel(date=slice(day, None))
    n = len(ELSEWHERE)
    rings = [[k, (k + 1) % n] for k in range(n)]
    ties = np.array(rings + [[a + n, b + n] for a, b in rings])
    towns = muster.scenario("theory/kernel").with_values(
        {"population.size": 2 * n, "acquaintance.ties": ties}
    )
    eager = {"threshold": [0.0] * n + list(ELSEWHERE)}
    calm = {"threshold": [0.5] * n + list(ELSEWHERE)}
    log = muster.run(
        {
            label: towns.with_values({"population.thresholds": t})
            for label, t in (("calm", calm), ("eager", eager))
        },
        replicates=10,
        seed=seed,
        tables=True,
    ).log
    here, there = log[log.unit < n], log[log.unit >= n]
    return [
        Claim(
            f"France, a change on {day}: numbers of 4 pairs that differ before",
            0,
            _apart(early),
        ),
        Claim("worlds of 4 that differ afterwards", 4, _worlds_apart(late)),
        Claim(
            "two towns, a change in one: worlds of 10 in which the other differs",
            0,
            _logs_apart(there),
        ),
        Claim("worlds of 10 in which the town itself differs", 10, _logs_apart(here)),
    ]


ELSEWHERE = tuple(np.linspace(0.05, 0.5, 150))  # thresholds in the other town


def _series(data):
    return [
        data[name].transpose("scenario", "replicate", ...).values
        for name in data.data_vars
        if "date" in data[name].dims
    ]


def _apart(data) -> int:
    return sum(int((values[0] != values[1]).sum()) for values in _series(data))


def _worlds_apart(data) -> int:
    differs = [
        (values[0] != values[1]).reshape(len(values[0]), -1).any(axis=1) for values in _series(data)
    ]
    return int(np.any(differs, axis=0).sum())


def _logs_apart(log) -> int:
    """Worlds whose log is not the same in both scenarios."""
    parts = {
        key: part.drop(columns="scenario").to_csv(index=False)
        for key, part in log.groupby(["scenario", "replicate"], observed=True)
    }
    return sum(
        parts["calm", replicate] != parts["eager", replicate]
        for replicate in log.replicate.unique()
    )


def plot(axes, claims: list[Claim]) -> None:
    names = ("unpaired worlds", "pairs")
    axes.bar(names, [c.got for c in claims[1:3]], width=0.5, label="Muster")
    for place, claim in enumerate(claims[1:3]):
        axes.hlines(
            claim.expected,
            place - 0.35,
            place + 0.35,
            color="black",
            label=None if place else "theory",
        )
    axes.set(ylabel="variance of the difference × 10,000")
    axes.legend(frameon=False)


MUTANTS = (
    Mutant(
        "every scenario has luck of its own",
        "models/run_set.cpp",
        "{runs.seed, replicate}, stop,",
        "{runs.seed + group.front(), replicate}, stop,",
    ),
    Mutant(
        "luck is one stream, used up by those who have left before",
        "models/engagement.cpp",
        "who_may_move(persons, chances, today.stream(name), pull);",
        "who_may_move(persons, chances, today.stream(std::string(name) + std::to_string(\n"
        "        world.by_stage.col(Eigen::Index(index(Stage::withdrawn))).sum())), pull);",
    ),
)

REFUSED = (
    ("theory/t13-luck", "population.exit_hazard=1.5", "is outside [0, 1]"),
    ("theory/t13-luck", "population.exit_hazrd=0.05", "did you mean 'population.exit_hazard'"),
)
