"""What holds on a day: values and acts, from `muster.scenario(name)`."""

import datetime


class Calendar:
    """The days of a scenario, numbered from 0, with the values and acts of each."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.first_day = scenario.values["calendar.start"]
        self.n_days = (scenario.values["calendar.end"] - self.first_day).days + 1
        self._initial = {
            key: value if not hasattr(value, "to_dict") else value.to_dict("records")
            for key, value in scenario.values.items()
        }

    def date(self, day):
        return self.first_day + datetime.timedelta(days=day)

    def day(self, date):
        return (date - self.first_day).days

    def initial(self):
        """The values that the scenario starts from, before any event."""
        return dict(self._initial)

    def values(self, day):
        """The values of a day: those of the scenario, then what events in force set, in order."""
        values = self.initial()
        date = self.date(day)
        for event in self.scenario.events:
            if event.date <= date and (event.until is None or date <= event.until):
                values.update(event.set)
        return values

    def acts(self, day):
        """(name, {parameter: value}) of the acts of a day, in the order of the scenario."""
        found = []
        for event in self.scenario.events:
            if event.act and event.date == self.date(day):
                found.append((event.act, act_values(event)))
        return found


ACT_DEFAULTS = {
    "press.campaign": {"impact": 0.3},
    "rumor.publish": {"severity": 1.0, "reach": 0.1, "first_readers": 20.0},
    "rumor.clarify": {"reach": 0.3, "first_readers": 20.0, "relief": 0.7},
    "structures.close": {"kind": "any", "share": 1.0},
    "structures.open": {"kind": "any", "share": 1.0},
    "structures.found": {"scope": "national"},
    "structures.meeting": {"lift": 0.5},
    "coordination.remove": {
        "how": "random",
        "what": "any",
        "share": 0.1,
        "number": 0.0,
        "wear": 0.2,
        "sources": 0.0,
    },
    "engagement.recruit": {"people": 200.0, "skill": 1.5, "tool": "printing"},
    "money.patron": {"amount": 10000.0, "scope": "national"},
    "supply.deliver": {"material": "filament", "amount": 500.0, "scope": "national"},
    "demand.public_order": {"product": "visor", "units": 4000.0, "price": 5.0},
}


def act_values(event):
    """All parameters of an act: those given, else the default of its table in section 7."""
    return ACT_DEFAULTS[event.act] | dict(event.with_)


def rows(table):
    """A table as a list of rows, each a dict by column; [] where there is no table."""
    if table is None:
        return []
    return table.to_dict("records") if hasattr(table, "to_dict") else table
