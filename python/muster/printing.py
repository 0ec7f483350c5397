"""What commands print: aligned tables that fit the terminal."""

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from muster import _core
from muster._core import InputError
from muster.digits import number
from muster.scenarios import Event, Scenario, shown

if TYPE_CHECKING:
    import pandas

    from muster.experiments import Sweep
    from muster.runs import Runs
    from muster.why import Why

_NAME, _VALUE = 22, 22  # columns of a terminal that names and values take, if they can
_INDENT, _DEEPER = (0, 0, 0, 2), (0, 0, 0, 6)  # top, right, bottom, left


def scenarios(summaries: Mapping[str, str]) -> None:
    """A line for each scenario."""
    table = _plain_table()
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for name, summary in summaries.items():
        table.add_row(Text(name), Text(summary))
    Console().print(table)


def description(scenario: Scenario, mechanism: str | None) -> None:
    """All parameters of a scenario by mechanism, then its events; or those of one mechanism."""
    sections = _core.sections()
    if mechanism is not None:
        names = [section.name for section in sections]
        if mechanism not in names:
            raise InputError(f"unknown mechanism '{mechanism}'{_core.hint(mechanism, names)}")
        sections = [section for section in sections if section.name == mechanism]
    console = Console()
    console.print(Text.assemble((scenario.name, "bold"), "  ", scenario.summary))
    console.print(f"{scenario.first_day} to {scenario.last_day}, {scenario.n_days} days")
    for section in sections:
        console.print()
        console.print(Text.assemble((section.name, "bold underline"), "  ", section.summary))
        _parameters(console, section, scenario)
    _events(console, [event for event in scenario.events if _concerns(event, mechanism)])


def summary(runs: "Runs") -> None:
    """The outcomes of each scenario, then its main numbers, with their intervals."""
    numbers = runs.summary()
    for label, scenario in runs.scenarios.items():
        asked = [outcome.name for outcome in scenario.outcomes]
        title = _title(label, runs, "")
        if asked:
            _outcomes(numbers.loc[label].loc[asked], title)
            title = "other numbers that are not 0"
        table = _number_table(title, "mean", "± 95 %", "10 %", "90 %")
        for measure, row in _measures(numbers, label):
            if measure in asked or (asked and row["mean"] == 0):
                continue
            half = (row["high"] - row["low"]) / 2
            cells = [row["mean"], half, row["p10"], row["p90"]]
            table.add_row(measure, *map(number, cells))
        Console().print(table)
    _legend("10 % and 90 %: four worlds in five lie between. ± 95 %: of the mean.")


def _outcomes(numbers: "pandas.DataFrame", title: str) -> None:
    """What the scenario asks for. Intervals of chances are not symmetric, so both ends are told."""
    columns = ("mean", "95 % from", "to", "10 %", "90 %", "worlds")
    table = _number_table(title, *columns)
    for name, row in numbers.iterrows():
        cells = [row[column] for column in ("mean", "low", "high", "p10", "p90", "n")]
        table.add_row(f"{name}{_in_unit(row['unit'])}", *map(number, cells))
    Console().print(table)


def _in_unit(unit: str) -> str:
    return "" if unit == "1" else f", {unit}"


def why(told: "Why") -> None:
    """How the worlds of two scenarios come to differ, a paragraph a sentence."""
    console = Console()
    console.print(Text(f"\nWhy “{told.other}” differs from “{told.base}”", "bold"))
    for sentence in told.sentences:
        console.print(Padding(Text(sentence), _INDENT))


def differences(runs: "Runs") -> None:
    """What each scenario changes against the first, in pairs of worlds with the same luck."""
    numbers = runs.differences()
    base, *others = runs.scenarios
    for label in others:
        title = _title(label, runs, f", against {base}")
        table = _number_table(title, base, "change", "± 95 %", "more in", "pairing")
        asked = [outcome.name for outcome in runs.scenarios[label].outcomes]
        for measure, row in _measures(numbers, label):
            if asked and measure not in asked and row["base"] == row["mean"] == 0:
                continue
            half = (row["high"] - row["low"]) / 2
            table.add_row(
                measure,
                *map(number, [row["base"], row["mean"], half]),
                f"{row['improved']:.0%}",
                _gain(row["variance_ratio"]),
            )
        Console().print(table)
    _legend(
        "more in: share of worlds in which it became more. "
        "pairing: how many times as many unpaired runs would be as precise."
    )


def sweep(found: "Sweep", movers: Mapping[tuple[str, str], str]) -> None:
    """Outcomes over all points of an experiment, and what moves each most."""
    one = found.experiment
    means = found.outcomes.groupby(level=["scenario", "point"]).mean()
    units = found.outcomes.attrs["units"]
    varied = "scenario" in [each.key for each in one.factors]
    parts = [("", means)] if varied else list(means.groupby(level="scenario", sort=False))
    for label, points in parts:
        title = f"{one.name}: {len(found.done)} points × {one.replicates} worlds, seed {one.seed}"
        table = _number_table(title + (f": {label}" if len(parts) > 1 else ""),
                              "lowest", "mean", "highest", "moved most by")  # fmt: skip
        for outcome in one.outcomes:
            values = points[outcome]
            cells = [values.min(), values.mean(), values.max()]
            key = (str(label) if not varied else "", outcome)
            table.add_row(
                f"{outcome}{_in_unit(units[outcome])}", *map(number, cells), movers.get(key, "")
            )
        Console().print(table)
    _legend("lowest, mean and highest: of the means of points.")


def _plain_table() -> Table:
    return Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))


def _number_table(title: str, *columns: str) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        padding=(0, 0, 0, 1),
        pad_edge=False,
    )
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right", overflow="fold")
    return table


def _title(label: str, runs: "Runs", against: str) -> str:
    scale = runs.scenarios[label].values["population.scale"]
    at_scale = "" if scale == 1 else f", at scale {shown(scale)}"
    return f"{label}: {runs.n_replicates} worlds, seed {runs.seed}{against}{at_scale}"


def _measures(
    numbers: "pandas.DataFrame", label: str
) -> Iterable[tuple[str, "pandas.Series[Any]"]]:
    for measure, row in numbers.loc[label].iterrows():
        yield str(measure), row


def _gain(ratio: float) -> str:
    return f"{number(round(ratio, 1))} ×" if not math.isnan(ratio) else ""


def _legend(text: str) -> None:
    Console().print(Text(text, style="dim"))


def _parameters(console: Console, section: _core.Section, scenario: Scenario) -> None:
    """The parameters of a mechanism, then the arguments of what events can make it do."""
    for parameter in section.parameters:
        name = parameter.key.removeprefix(f"{section.name}.")
        value = scenario.values._core.at(parameter.key)
        _parameter(console, name, parameter, value, _notes(parameter, value, scenario))
    for act in section.acts:
        name = act.name.removeprefix(f"{section.name}.")
        console.print(Padding(Text.assemble((f"act {name}", "bold"), f"  {act.meaning}"), _INDENT))
        for argument in act.arguments:
            name = argument.key.removeprefix(f"{act.name}.")
            _parameter(console, f"with {name}", argument, argument.initial, "")


def _parameter(
    console: Console, name: str, parameter: _core.Parameter, value: Any, notes: str
) -> None:
    """Name, value, range; on the next line what it means, where it comes from."""
    style = "bold yellow" if notes else "bold"
    unit = "" if parameter.unit == "1" else f" {parameter.unit}"
    first = Table.grid(padding=(0, 2, 0, 0))
    for width in (_NAME, _VALUE, None):
        first.add_column(width=width, overflow="fold")
    first.add_row(
        Text(name, style), Text.assemble((shown(value), style), unit), Text(parameter.allowed)
    )
    second = Text.assemble(parameter.meaning, (f" [{parameter.source}]", "dim"))
    if notes:
        second.append(f" {notes}", "yellow")
    console.print(Padding(first, _INDENT, expand=False))
    console.print(Padding(second, _DEEPER, expand=False))


def _notes(parameter: _core.Parameter, value: Any, scenario: Scenario) -> str:
    """Where a value that is not initial comes from; "" if it is."""
    if value == parameter.initial:
        return ""
    place = scenario.place_of(parameter.key)
    return f"Default {shown(parameter.initial)}{f', set in {place}' if place else ''}."


def _events(console: Console, events: list[Event]) -> None:
    if not events:
        return
    console.print()
    console.print(Text.assemble(("events", "bold underline")))
    table = _plain_table()
    table.add_column(no_wrap=True)
    table.add_column(ratio=2)
    table.add_column(ratio=3, overflow="fold")
    for event in events:
        until = f"\nto {event.until}" if event.until else ""
        does = str(event) if event.act else str(event).replace(", ", "\n")
        table.add_row(Text(f"{event.date}{until}"), Text(event.name, "bold"), Text(does))
    console.print(Padding(table, _INDENT, expand=False))


def _concerns(event: Event, mechanism: str | None) -> bool:
    keys = [event.act, *event.set]
    return mechanism is None or any(key.startswith(f"{mechanism}.") for key in keys)
