"""All scenarios in which engine and twin are compared, by name."""

from cases_goods import GOODS
from cases_levers import LEVERS
from cases_people import PEOPLE
from cases_theory import THEORY

PARTS = (PEOPLE, GOODS, LEVERS, THEORY)
CASES = {name: story for part in PARTS for name, story in part.items()}
assert len(CASES) == sum(map(len, PARTS))  # each has a name of its own
