"""Innovation and imitation (Bass 1969).

A few hear of something from the press, everybody else from those who know: the standard curve of
adoption, slow, then fast, then slow. The curve is a law of continuous time. A model with days is
another law and later than the curve, by a tenth of the people on day 8; cut into a hundred parts
the day gives the curve.
Scenario theory/t04-bass; vary awareness.press_effect (p), awareness.beta (q / size),
calendar.substeps. It matters here because how fast a call gets around depends on the time step as
much as on what people do, which should be seen and not hidden.
"""

import muster
from claims import Claim, Mutant

SCENARIOS = ("theory/t04-bass",)

DAYS = (1, 2, 4, 6, 8, 10, 12, 15, 20)
CLOSED_FORM = (0.03576, 0.08506, 0.23315, 0.43924, 0.65174, 0.81280, 0.90869, 0.97161, 0.99626)
# F += (1 - F)(1 - exp(-(p + q F))): what days of constant hazards give
BY_DAYS = (0.02955, 0.06875, 0.18356, 0.35063, 0.54860, 0.72984, 0.85781, 0.95323, 0.99369)
REPLICATES = 60
FINITE = 2 / 10_000  # the mean of a crowd of N is off by O(1/N)
CUT = 0.0015  # what a hundred parts of a day are still off


def claims(seed: int) -> list[Claim]:
    bass = muster.scenario("theory/t04-bass")
    parts = {"a day": bass, "a hundredth": bass.with_values({"calendar.substeps": 100})}
    runs = muster.run(parts, seed=seed, replicates=REPLICATES)
    aware = runs.dataset["persons"].sel(stage="aware").sum("territory") / 10_000
    found = []
    for step, law, allowance in (("a day", BY_DAYS, 0.0), ("a hundredth", CLOSED_FORM, CUT)):
        for t, expected in zip(DAYS, law, strict=True):
            worlds = aware.sel(scenario=step).isel(date=t - 1)
            error = float(worlds.std(ddof=1)) / REPLICATES**0.5
            what = f"decisions every {step.removeprefix('a ')} of a day" if step != "a day" else ""
            what = (what or "decisions every day") + f": share aware after day {t}"
            found.append(
                Claim(what, expected, float(worlds.mean()), error, allowance=FINITE + allowance)
            )
    return found


def plot(axes, claims: list[Claim]) -> None:
    n = len(DAYS)
    for name, some, color in (("a day", claims[:n], "C0"), ("1/100 day", claims[n:], "C1")):
        axes.plot(DAYS, [c.expected for c in some], color=color, alpha=0.5)
        axes.plot(DAYS, [c.got for c in some], "o", color=color, label=f"steps of {name}")
    axes.set(xlabel="day", ylabel="share aware (lines: Bass 1969, recursion and closed form)")
    axes.legend()


MUTANTS = (
    Mutant(
        "people hear from a few contacts instead of everybody",
        "scenarios/theory/t04-bass.toml",
        'spreads_among = "everybody"',
        'spreads_among = "contacts"',
    ),
    Mutant(
        "the chances of a day count in each of its parts",
        "models/awareness.hpp",
        "per_contact = today.per_substep(values[beta]);",
        "per_contact = values[beta];",
    ),
)

REFUSED = (
    ("theory/t04-bass", "awareness.spreads_among=all", "allowed is contacts, everybody"),
    ("theory/t04-bass", "calendar.substeps=1000", "is outside [1, 100]"),
)
