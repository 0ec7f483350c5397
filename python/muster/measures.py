"""What the tables of `muster run` and `muster compare` tell of every world."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Measure:
    """One number of a world for the whole country, with a name that people understand."""

    label: str
    variable: str
    how: Literal["total", "peak", "a unit delivered"]
    selection: Mapping[str, str] = field(default_factory=dict)


MEASURES = (
    Measure("people engaged, best day", "persons", "peak", {"stage": "engaged"}),
    Measure("people who withdrew", "withdrawals", "total"),
    Measure("withdrew: legal fear", "withdrawals", "total", {"reason": "legal fear"}),
    Measure("withdrew: fatigue", "withdrawals", "total", {"reason": "fatigue"}),
    Measure("withdrew: no material", "withdrawals", "total", {"reason": "no material"}),
    Measure("visors made", "units_made", "total", {"product": "visor"}),
    Measure("visors delivered", "units_delivered", "total", {"product": "visor"}),
    Measure("gowns delivered", "units_delivered", "total", {"product": "gown"}),
    Measure("days from order to arrival", "waiting_days", "a unit delivered"),
    Measure("visors missing, worst day", "need_latent", "peak", {"product": "visor"}),
    Measure("orders given up", "orders_lost", "total"),
    Measure("useless offers", "useless_offers", "total"),
    Measure("hours given", "hours_given", "total"),
    Measure("EUR spent on material", "money_spent", "total"),
)

#: All series that they are made of.
MEASURED = (*dict.fromkeys(measure.variable for measure in MEASURES), "deliveries_by_channel")
