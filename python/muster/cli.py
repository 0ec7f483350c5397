"""The command line: `muster list`, `muster describe`, `muster run france-2020`, …"""

import importlib
import sys
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

import muster
from muster import InputError, Scenario, _core, cli_sweep
from muster.measures import MEASURED

app = typer.Typer(
    name="muster",
    help="Simulate how makers mobilized to equip carers in spring 2020.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is no whole number") from None


Name = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="Name of a bundled scenario, or a path.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Set a parameter; may be repeated."),
]
Replicates = Annotated[
    int | None,
    typer.Option(
        metavar="N", parser=_whole, help="Worlds of each scenario; 20, or as in the results file."
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(metavar="S", parser=_whole, help="Which luck; 1, or as in the results file."),
]
Threads = Annotated[
    int | None,
    typer.Option(metavar="T", parser=_whole, help="Runs side by side; all cores if not given."),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE.nc", help="Results file to write; none if not given."
    ),
]
Tables = Annotated[
    bool,
    typer.Option("--tables", help="Add tables of all persons, places, requesters and a log."),
]


def main() -> None:
    """The program `muster`."""
    sys.exit(execute(sys.argv[1:]))


def execute(arguments: list[str]) -> int:
    """Runs a command. Its status: 0, 2 for what the user can mend, 130 when interrupted."""
    command: Any = typer.main.get_command(app)
    try:
        status = command.main(arguments, prog_name="muster", standalone_mode=False)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except typer.TyperException as error:
        print(error.format_message(), file=sys.stderr)
        return 2
    except cli_sweep.Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 130
    except (KeyboardInterrupt, typer.Abort):
        status = 130
    if status == 130:
        print("stopped; nothing was written", file=sys.stderr)
    return status if isinstance(status, int) else 0


@app.callback(invoke_without_command=True)
def _muster(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Version, revision, compiler.")
    ] = False,
) -> None:
    if version:
        print(f"muster {_core.version} ({_core.revision}, {_core.compiler})")
    elif context.invoked_subcommand is None:
        print(context.get_help())


@app.command("list")
def list_scenarios() -> None:
    """Scenarios that come with Muster."""
    from muster import printing

    printing.scenarios(muster.scenarios())


@app.command()
def describe(
    scenario: Name = "france-2020",
    mechanism: Annotated[str | None, typer.Option(metavar="M", help="Only this mechanism.")] = None,
) -> None:
    """Every parameter: value, unit, range, meaning, source; and the events."""
    from muster import printing

    printing.description(muster.scenario(scenario), mechanism)


@app.command()
def check(scenario: Name) -> None:
    """Validate a scenario without running it."""
    story = muster.scenario(scenario)
    _core.check(story._core)
    _remark(story)
    layout = _core.layout(story._core)
    sizes = {name: len(labels) for name, labels in layout.dimensions}
    print(
        f"{story.name} is valid: {story.first_day} to {story.last_day}, {len(story.events)} events,"
        f" {len(story.values.changed())} values not initial, territories: {sizes['territory']}"
    )


@app.command()
def run(
    scenario: Annotated[
        str,
        typer.Argument(
            metavar="SCENARIO",
            help="Name of a bundled scenario, a path, or a results file FILE.nc to repeat.",
        ),
    ],
    settings: Settings = None,
    replicates: Replicates = None,
    seed: Seed = None,
    threads: Threads = None,
    output: Output = None,
    tables: Tables = False,
) -> None:
    """Simulate a scenario and print its main numbers with intervals."""
    if scenario.endswith(".nc"):
        origin = muster.open(scenario)
        _refuse_python(origin)
        _warn_of_other_build(origin)
        stories: Mapping[str, Scenario] = origin.scenarios
        replicates = origin.n_replicates if replicates is None else replicates
        seed = origin.seed if seed is None else seed
        tables = tables or origin.has_tables
    else:
        story = muster.scenario(scenario)
        stories = {story.name: story}
    _simulate(stories, settings, replicates, seed, threads, output, tables, compared=False)


@app.command()
def compare(
    base: Annotated[str, typer.Argument(metavar="BASE", help="Scenario to compare with.")],
    alternatives: Annotated[list[str], typer.Argument(metavar="ALT...", help="Other scenarios.")],
    settings: Settings = None,
    replicates: Replicates = None,
    seed: Seed = None,
    threads: Threads = None,
    output: Output = None,
    tables: Tables = False,
    why: Annotated[
        bool, typer.Option("--why", help="Say how a pair of worlds comes to differ, and for whom.")
    ] = False,
) -> None:
    """Simulate what-ifs in pairs and print differences with intervals."""
    stories: dict[str, Scenario] = {}
    for name in [base, *alternatives]:
        story = muster.scenario(name)
        if story.name in stories:
            raise InputError(f"two scenarios are named '{story.name}'; names must differ")
        stories[story.name] = story
    runs = _simulate(stories, settings, replicates, seed, threads, output, tables, compared=True)
    if why:
        from muster import printing

        for other in list(stories)[1:]:
            printing.why(runs.why(other))


app.command()(cli_sweep.sweep)


@app.command()
def report(
    file: Annotated[Path, typer.Argument(metavar="FILE.nc", help="Results file.")],
) -> None:
    """Write the picture and the page that tell a results file."""
    _core.read_provenance(file)
    from muster import report as pages

    for path in pages.write(file):
        print(path)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.nc", help="Results file.")],
    form: Annotated[str, typer.Option("--format", metavar="F", help="csv or parquet.")] = "csv",
    folder: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Folder; beside the file if not given."),
    ] = None,
) -> None:
    """Write series and tables for other programs, with a dictionary of units and meanings."""
    if form not in ("csv", "parquet"):
        raise InputError(f"--format: '{form}' is unknown{_core.hint(form, ['csv', 'parquet'])}")
    runs = muster.open(file)
    folder = file.with_name(f"{file.stem}-{form}") if folder is None else folder
    for path in runs.to_csv(folder) if form == "csv" else runs.to_parquet(folder):
        print(path)


@app.command()
def workshop(
    port: Annotated[
        int,
        typer.Option(metavar="P", min=0, max=65535, help="Port on this machine; 0: any free one."),
    ] = 0,
    browser: Annotated[bool, typer.Option(help="Whether to open the browser.")] = True,
) -> None:
    """Open the workshop page: move levers and watch, in the browser, offline."""
    from muster.workshop import serve

    try:
        serve(port, browser)
    except KeyboardInterrupt:
        print("the workshop is closed")


def _simulate(
    stories: Mapping[str, Scenario],
    settings: list[str] | None,
    replicates: int | None,
    seed: int | None,
    threads: int | None,
    output: Path | None,
    tables: bool,
    compared: bool,
) -> muster.Runs:
    values = dict(_setting(text) for text in settings or [])
    stories = {label: _with_values(story, values) for label, story in stories.items()}
    for story in stories.values():
        _remark(story)
    from muster import printing

    loading = threading.Thread(target=_load_for_tables, daemon=True)
    loading.start()
    try:
        runs = muster.run(
            stories,
            replicates=20 if replicates is None else replicates,
            seed=1 if seed is None else seed,
            threads=threads,
            output=output,
            tables=tables,
            series=_printed(stories.values()) if output is None else (),
        )
    finally:
        loading.join()  # while two threads load the same, either may fail
    if compared:
        printing.differences(runs)
    else:
        printing.summary(runs)
    if output is not None:
        print(f"results: {output}")
    return runs


def _load_for_tables() -> None:
    """Loads what only tables need: it takes more than a second, and the engine need not wait."""
    # xarray asks for the last where it is there.
    for name in ("muster.outcomes", "h5netcdf", "dask.array"):
        with suppress(ModuleNotFoundError):  # who needs it says so
            importlib.import_module(name)


def _printed(stories: Iterable[Scenario]) -> list[str]:
    """The series that tables are made of: without a file to write, others are not recorded."""
    # Not story.outcomes, whose class would wait for what tables need.
    asked = (outcome.series for story in stories for outcome in story._core.outcomes)
    return list(dict.fromkeys([*MEASURED, *asked]))


def _setting(text: str) -> tuple[str, Any]:
    key, equals, value = text.partition("=")
    if not equals:
        raise InputError(f"--set: '{text}' sets nothing; KEY=VALUE is allowed")
    return key.strip(), _core.parse_value(key.strip(), value.strip())


def _with_values(story: Scenario, values: dict[str, Any]) -> Scenario:
    try:
        return story.with_values(values)
    except InputError as error:  # allowed by itself, not in this scenario
        raise InputError(f"--set: {error}") from None


def _remark(story: Scenario) -> None:
    """Says what is allowed and yet perhaps not meant."""
    for remark in _core.remarks(story._core):
        print(f"note: {remark}", file=sys.stderr)


def _refuse_python(origin: muster.Runs) -> None:
    code = origin.python_code
    if code:
        each = [m["name"] for one in code["mechanisms"].values() for m in one]
        names = ", ".join(dict.fromkeys(each + [o["name"] for o in code["observers"]]))
        raise InputError(
            f"{origin.path}: code in Python took part ({names}), which the file can name but not "
            "run; repeat it from Python"
        )


def _warn_of_other_build(origin: muster.Runs) -> None:
    theirs = (origin.version, origin.revision)
    if theirs != (_core.version, _core.revision):
        print(
            f"note: {origin.path} was written by Muster {' '.join(theirs)}, "
            f"this is {_core.version} {_core.revision}; the numbers may differ",
            file=sys.stderr,
        )
