"""The command `muster sweep`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from muster._core import InputError

if TYPE_CHECKING:
    from muster.experiments import Sweep


class Stopped(Exception):
    """By hand, with a word on what there is."""


def sweep(
    file: Annotated[Path, typer.Argument(metavar="EXPERIMENT.toml", help="What to simulate.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DIR", help="Folder of results; the file's name if not given."
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where it stopped; try again what failed.")
    ] = False,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Dask scheduler whose workers simulate."),
    ] = None,
    threads: Annotated[
        int | None,
        typer.Option(metavar="T", help="Runs side by side; all cores if not given."),
    ] = None,
) -> None:
    """Simulate a designed experiment into a folder, and print what moves its outcomes."""
    from muster.experiments import experiment

    if file.is_dir():
        file = file / "experiment.toml"
        output = output or file.parent
    one = experiment(file)
    folder = output or Path(file.stem)
    try:
        found = one.run(folder, resume=resume, scheduler=scheduler, threads=threads)
    except KeyboardInterrupt:
        raise Stopped(_left(folder, one.n_points)) from None
    _print(found)
    print(f"results: {folder}")
    if found.failures:
        print(
            f"note: {len(found.failures)} of {one.n_points} points failed;"
            f" {folder / 'failures.csv'} says why, --resume tries them again",
            file=sys.stderr,
        )


def _left(folder: Path, n_points: int) -> str:
    from muster.experiments.folder import Folder

    n = len(Folder(folder).done())
    return f"stopped; {n} of {n_points} points are whole in {folder}; --resume goes on"


def _print(found: "Sweep") -> None:
    """Outcomes over all points, and what moves them most."""
    from muster import printing

    printing.sweep(found, _movers(found))


def _movers(found: "Sweep") -> dict[tuple[str, str], str]:
    """The strongest factor of each scenario and outcome; nothing where indices need more points."""
    try:
        table = found.sensitivity().dropna(subset="value")
    except InputError as error:
        print(f"note: {error}", file=sys.stderr)
        return {}
    ranking = table[table["index"].isin(_RANKING)]
    strongest = ranking.loc[
        ranking.value.abs().groupby([ranking.scenario, ranking.outcome]).idxmax()
    ]
    return {
        (row.scenario, row.outcome): f"{row.factor} ({row.value:.3g})"
        for row in strongest.itertuples()
    }


_RANKING = ("total", "mean absolute effect", "rank regression", "main effect", "effect")
