"""How news spreads: contagion, epidemics and gossip (Kermack and McKendrick 1927; Pittel 1987).

Three laws of hearing from others. Told for certain, news travels one tie a day. Told by chance and
for ever, it grows like an infection that nobody recovers from. Told for one day only, it dies out
or reaches a share z of all with z = 1 - exp(-R z), R being how many one teller reaches; gossip, one
other a day, takes about log2 n + ln n + 1.2 days.
Scenarios theory/t08-news, t08-outbreak, t08-gossip; vary awareness.beta, awareness.stops_telling,
awareness.spreads_among with acquaintance.kind, rumor.stifling, population.size. It matters here
because whoever has not heard of a call cannot follow it.
"""

from math import sqrt

import muster
import networkx
import numpy as np
from claims import Claim, Mutant

SCENARIOS = ("theory/t08-news", "theory/t08-outbreak", "theory/t08-gossip")

DAYS = (10, 15, 20, 25, 30, 40)
SHARE = (0.0137, 0.0490, 0.1616, 0.4231, 0.7450, 0.9820)
SPREAD = (0.0036, 0.0129, 0.0382, 0.0717, 0.0608, 0.0065)  # of one run
OUTBREAKS = (  # R, chance to spread, its error, share that hears if so, spread of one run
    (1.5, 0.584, 0.0025, 0.5827, 0.0133),
    (2.0, 0.798, 0.0020, 0.7968, 0.0068),
)
LOGISTIC = (0.0197, 0.0827, 0.2877, 0.6441, 0.8902, 0.9939)  # in continuous time
FIRST = 100  # so many first tellers that their luck hardly counts
CUT = 0.005  # what a hundred parts of a day and a hundred tellers are still off
REFERENCE_RUNS = 2000  # as many as the errors of the published chances mean
REPLICATES = 500
GOSSIP = ((64, 11.16), (256, 14.68), (1024, 18.12))
GOSSIP_ERROR = 0.02


def claims(seed: int) -> list[Claim]:
    return [
        *_distance(seed),
        *_for_ever(seed),
        *_at_any_time(seed),
        *_for_a_day(seed),
        *_on_ties(seed),
        *_gossip(seed),
    ]


def _distance(seed: int) -> list[Claim]:
    """News told for certain reaches each person on the day of her distance."""
    graphs = {
        "line": networkx.path_graph(40),
        "ring with long ties": networkx.watts_strogatz_graph(2000, 6, 0.1, seed=seed),
        "star": networkx.star_graph(50),
        "tree": networkx.balanced_tree(3, 6),
        "random": networkx.gnm_random_graph(3000, 4500, seed=seed),  # several components
        "with hubs": networkx.barabasi_albert_graph(2000, 2, seed=seed),
    }
    news = muster.scenario("theory/t08-news").with_values(
        {
            "awareness.beta": 1.0,
            "awareness.spreads_among": "contacts",
            "awareness.seeds": {"person": [0]},
        }
    )
    runs = muster.run(
        {
            name: news.with_values(
                {"population.size": len(graph), "acquaintance.ties": _ties(graph)}
            )
            for name, graph in graphs.items()
        },
        replicates=1,
        seed=seed,
    )
    aware = runs.dataset["persons"].sel(stage="aware").sum("territory").squeeze("replicate")
    found = []
    for name, graph in graphs.items():
        away = np.array(list(networkx.single_source_shortest_path_length(graph, 0).values()))
        know = [(away <= day + 1).sum() for day in range(aware.sizes["date"])]
        right = int((aware.sel(scenario=name).values == know).sum())
        what = f"told for certain, {name}: days on which all within that distance know"
        found.append(Claim(what, len(know), right))
    return found


def _ties(graph: networkx.Graph) -> dict[str, list[int]]:
    a, b = zip(*graph.edges, strict=True)
    return {"a": list(a), "b": list(b)}


def _for_ever(seed: int) -> list[Claim]:
    runs = muster.run(muster.scenario("theory/t08-news"), seed=seed, replicates=REPLICATES)
    aware = runs.dataset["persons"].sel(stage="aware").sum("territory").squeeze("scenario") / 10_000
    found = []
    for t, share, spread in zip(DAYS, SHARE, SPREAD, strict=True):
        worlds = aware.isel(date=t - 1)
        what = f"told for ever: share that knows after day {t}"
        error = float(worlds.std(ddof=1)) / sqrt(REPLICATES)
        found.append(Claim(what, share, float(worlds.mean()), error, spread / sqrt(REFERENCE_RUNS)))
        got = float(worlds.std(ddof=1))
        error, reference_error = (spread / sqrt(2 * n) for n in (REPLICATES, REFERENCE_RUNS))
        found.append(Claim(what + ", spread of one run", spread, got, error, reference_error))
    return found


def _at_any_time(seed: int) -> list[Claim]:
    """Where people tell at any time and not once a day: the logistic curve, much sooner."""
    news = muster.scenario("theory/t08-news").with_values(
        {
            "population.size": 1000 * FIRST,
            "awareness.beta": 0.3 / (1000 * FIRST),
            "awareness.seeds": {"person": list(range(FIRST))},
            "calendar.substeps": 100,
        }
    )
    runs = muster.run(news, seed=seed, replicates=2)
    share = runs.dataset["persons"].sel(stage="aware").sum("territory").mean("replicate")
    share = share.squeeze("scenario") / (1000 * FIRST)
    return [
        Claim(
            f"told at any time: share that knows after day {t}",
            expected,
            float(share.isel(date=t - 1)),
            expected * (1 - expected) / sqrt(2 * FIRST),  # the luck of the first
            allowance=CUT,
        )
        for t, expected in zip(DAYS, LOGISTIC, strict=True)
    ]


def _for_a_day(seed: int) -> list[Claim]:
    outbreak = muster.scenario("theory/t08-outbreak")
    reach = {f"{r:g}": outbreak.with_values({"awareness.beta": r / 10_000}) for r, *_ in OUTBREAKS}
    outcomes = muster.run(reach, seed=seed, replicates=REPLICATES).outcomes()
    found = []
    for r, chance, its_error, size, spread in OUTBREAKS:
        found += _outbreak(f"R = {r:g}", outcomes.loc[f"{r:g}"], chance, its_error, size, spread)
    return found


def _on_ties(seed: int) -> list[Claim]:
    """The same law on a random network with 6 ties each, of which a quarter is used."""
    network = muster.scenario("theory/t08-outbreak").with_values(
        {
            "awareness.spreads_among": "contacts",
            "awareness.beta": 0.25,
            "acquaintance.kind": "random",
            "acquaintance.mean_degree": 6.0,
        }
    )
    outcomes = muster.run(network, seed=seed, replicates=100).outcomes()
    # The share comes from the law of infinite networks, so its reference has no error.
    return _outbreak("six ties, R = 1.5", outcomes, 0.5828, 0.0, 0.5828, 0.0)


def _outbreak(what, outcomes, chance, its_error, size, spread) -> list[Claim]:
    spreads = outcomes["it spreads"]
    error = sqrt(chance * (1 - chance) / len(spreads))
    heard = outcomes["share that hears if it spreads"].dropna()
    return [
        Claim(f"{what}: chance that it spreads", chance, spreads.mean(), error, its_error),
        Claim(
            f"{what}: share that hears if it spreads",
            size,
            heard.mean(),
            heard.std() / sqrt(max(1, len(heard))),
            spread / sqrt(REFERENCE_RUNS),
        ),
    ]


def _gossip(seed: int) -> list[Claim]:
    gossip = muster.scenario("theory/t08-gossip")
    sizes = {f"{n}": gossip.with_values({"population.size": n}) for n, _ in GOSSIP}
    outcomes = muster.run(sizes, seed=seed, replicates=REPLICATES).outcomes()
    found = []
    for n, days in GOSSIP:
        got = outcomes.loc[f"{n}", "days on which some have not heard"] + 1  # that day they hear
        what = f"gossip among {n}: days until all know"
        error = got.std() / sqrt(REPLICATES)
        found.append(Claim(what, days, got.mean(), error, GOSSIP_ERROR))
    return found


def plot(axes, claims: list[Claim]) -> None:
    curve = [c for c in claims if c.what.startswith("told for ever") and "spread" not in c.what]
    axes.plot(DAYS, [c.expected for c in curve], color="0.6", label="theory")
    axes.plot(DAYS, [c.got for c in curve], "o", label="told for ever, once a day")
    any_time = [c for c in claims if c.what.startswith("told at any time")]
    axes.plot(DAYS, [c.expected for c in any_time], color="0.6")
    axes.plot(DAYS, [c.got for c in any_time], "^", color="C2", label="the same, at any time")
    rest = [c for c in claims if c.what.endswith("share that hears if it spreads")]
    axes.plot([40] * len(rest), [c.expected for c in rest], "_", color="0.6", markersize=24)
    axes.plot([40] * len(rest), [c.got for c in rest], "s", label="told for a day, in the end")
    axes.set(xlabel="day", ylabel="share that knows")
    axes.legend()


MUTANTS = (
    Mutant(
        "who hears today tells others today",
        "models/awareness.hpp",
        "hearers.push_back(static_cast<PersonId>(first + i));",
        "world.move(static_cast<PersonId>(first + i), Stage::aware);",
    ),
    Mutant(
        "a teller may meet herself",
        "models/rumor.cpp",
        "return n_others == 0 ? p : other + (other >= p);",
        "return n_others == 0 ? p : other;",
    ),
    Mutant(
        "one more teller than there are",
        "models/awareness.hpp",
        "return world.persons.size - static_cast<std::size_t>(unaware + n_silent);",
        "return world.persons.size - static_cast<std::size_t>(unaware + n_silent) + 1;",
    ),
)

REFUSED = (
    ("theory/t08-news", "population.size=5", "there is no person 5"),
    ("theory/t08-outbreak", "awareness.stops_telling=2", "is outside [0, 1]"),
)
