"""A progress bar in terminals and in Jupyter, silence elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def progress_bar(n_runs: int, shown: bool | None) -> Iterator[Callable[[int], None]]:
    """Shows how many runs are done; call what it gives with their number.

    Parameters
    ----------
    n_runs
        All there are.
    shown
        None shows it where somebody watches.
    """
    from rich.console import Console  # slow to load, as is the bar

    console = Console(stderr=True, force_terminal=shown or None)
    if console.is_jupyter:
        if shown is not False:
            yield _in_jupyter(n_runs)
            return
    elif console.is_terminal if shown is None else shown:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        ) as bar:
            task = bar.add_task("simulating", total=n_runs)
            yield lambda done: bar.update(task, completed=done)
        return
    yield lambda done: None


def _in_jupyter(n_runs: int) -> Callable[[int], None]:
    """Rich would need ipywidgets here; a plain element of HTML does as well."""
    from IPython import display as jupyter

    show: Any = jupyter.display
    as_html: Any = jupyter.HTML

    def picture(done: int) -> Any:
        return as_html(
            f"<progress value='{done}' max='{n_runs}'></progress> {done} of {n_runs} runs"
        )

    handle = show(picture(0), display_id=True)
    return lambda done: handle.update(picture(done))
