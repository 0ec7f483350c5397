"""How long volunteers stay (Kaplan and Meier 1958; Fader and Hardie 2007).

Four ways in which people leave: each day with the same chance; the less (or the more) likely the
longer they have stayed; each with a chance of her own that never changes; and after a shock.
Seen as a group, those whose chances differ look loyal, because the restless are gone first. And
where a study ends before everybody has left, the mean of the spells as seen is too short;
Kaplan and Meier's estimate is not.
Scenarios theory/t09-staying, t09-shock, t09-study; vary population.exit_hazard and exit_shape,
engagement.duration_dependence, engagement.hazard_ratio (by an event). It matters here because
curves of who is still there mix selection, habit and events, and must not be read as one of them.
"""

from math import exp, sqrt

import muster
import numpy as np
import pandas
from claims import Claim, Mutant
from scipy import stats

SCENARIOS = ("theory/t09-staying", "theory/t09-shock", "theory/t09-study")

DAYS = (1, 7, 14, 30, 60, 90)
N = 10_000
WORLDS = 10
ROUNDED = 0.00005  # as published
# 99.9 % of runs stay within this of S(t) on all days (Dvoretzky, Kiefer, Wolfowitz 1956)
BAND = 0.0195


def _weibull(shape: float) -> dict[str, float]:
    """Scale 30 days."""
    first = 1 - exp(-((1 / 30) ** shape))
    return {"population.exit_hazard": first, "engagement.duration_dependence": shape}


LAWS = (  # what, values, S(t), S on DAYS as published
    (
        "one in twenty a day",
        {},
        lambda t: 0.95**t,
        (0.9500, 0.6983, 0.4877, 0.2146, 0.0461, 0.0099),
    ),
    (
        "Weibull, shape .7",
        _weibull(0.7),
        lambda t: np.exp(-((t / 30) ** 0.7)),
        (0.9117, 0.6969, 0.5562, 0.3679, 0.1970, 0.1156),
    ),
    (
        "Weibull, shape 1.5",
        _weibull(1.5),
        lambda t: np.exp(-((t / 30) ** 1.5)),
        (0.9939, 0.8934, 0.7270, 0.3679, 0.0591, 0.0055),
    ),
    (
        "own chances, Beta(1, 19)",
        {"population.exit_shape": 1.0},
        lambda t: 19 / (19 + t),
        (0.9500, 0.7308, 0.5758, 0.3878, 0.2405, 0.1743),
    ),
    (
        "shock after day 30",
        None,
        lambda t: 0.97 ** np.minimum(t, 30) * 0.88 ** np.maximum(t - 30, 0),
        (0.9700, 0.8080, 0.6528, 0.4010, 0.0087, 0.0002),
    ),
)


def claims(seed: int) -> list[Claim]:
    return [*_laws(seed), *_study(seed)]


def _laws(seed: int) -> list[Claim]:
    staying = muster.scenario("theory/t09-staying")
    shock = muster.scenario("theory/t09-shock")
    scenarios = {
        what: shock if values is None else staying.with_values(values) for what, values, *_ in LAWS
    }
    runs = muster.run(scenarios, replicates=WORLDS, seed=seed)
    share = runs.dataset["persons"].sel(stage="engaged").sum("territory") / N
    found = []
    t = np.arange(1, 91)
    for what, _, law, published in LAWS:
        stay = share.sel(scenario=what).values  # [worlds, days]; all join on day 0
        for day, expected in zip(DAYS, published, strict=True):
            still = f"{what}: still there after {day} days"
            error = sqrt(expected * (1 - expected) / (N * WORLDS))
            got = float(stay[:, day].mean())
            found.append(Claim(still, expected, got, error, allowance=ROUNDED))
        apart = float(np.abs(stay[0, 1:91] - law(t)).max())
        found.append(Claim(f"{what}: farthest from S(t) in 90 days", 0, apart, allowance=BAND))
    return found


def _study(seed: int) -> list[Claim]:
    """Spells from the log of one run; those that go on on day 60 are cut off there."""
    log = muster.run(muster.scenario("theory/t09-study"), replicates=1, seed=seed, tables=True).log
    days = (log.date - log.date.min()).dt.days.set_axis(log.unit)
    entered, left = (days[(log.event == what).values] for what in ("engaged", "withdrew"))
    ended = (left - entered).dropna()
    cut_off = 60 - entered.drop(left.index)
    stays = stats.ecdf(stats.CensoredData(uncensored=ended, right=cut_off)).sf
    seen = pandas.concat([ended, cut_off])
    per_day = entered.value_counts()
    return [
        Claim("study: persons who join", N, len(entered)),
        Claim("study: days on which 249 to 251 join", 40, int(per_day.between(249, 251).sum())),
        Claim("Kaplan-Meier: S(10)", 0.5984, float(stays.evaluate(10)), 0.0047),
        Claim("Kaplan-Meier: S(30)", 0.2145, float(stays.evaluate(30)), 0.0040),
        Claim("mean of the spells as seen, of 20 days", 17.03, seen.mean(), seen.sem()),
    ]


def plot(axes, claims: list[Claim]) -> None:
    t = np.arange(0, 91)
    for i, (what, _, law, _) in enumerate(LAWS):
        of_law = [c for c in claims if c.what.startswith(f"{what}: still")]
        axes.plot(t, law(t), color=f"C{i}", alpha=0.5)
        axes.plot(DAYS, [c.got for c in of_law], "o", color=f"C{i}", label=what)
    axes.set(xlabel="days since entry", ylabel="share still there (lines: theory)")
    axes.legend()


MUTANTS = (
    Mutant(
        "the density of Weibull's law taken for a chance",
        "models/engagement.hpp",
        "return 1 - sim::pow(1 - first, sim::pow(t, shape) - sim::pow(t - 1, shape));",
        "return -sim::log(1 - first) * shape * sim::pow(t, shape - 1) *\n"
        "           sim::pow(1 - first, sim::pow(t, shape));",
    ),
    Mutant(
        "days of engagement counted from 0",
        "models/engagement.cpp",
        "after_days(usual, day_ - persons_.engaged_on[p])",
        "after_days(usual, day_ - persons_.engaged_on[p] + 1)",
    ),
    Mutant(
        "own chances have the wrong mean",
        "models/population.cpp",
        "const double b = shape * (1 - mean) / mean;",
        "const double b = shape / mean;",
    ),
)

REFUSED = (
    ("theory/t09-staying", "engagement.duration_dependence=0", "is outside [0.1, 10]"),
    ("theory/t09-shock", "engagement.hazard_ratio=-1", "is outside [0, 1000]"),
)
