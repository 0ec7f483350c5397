"""Tables of data and ties, from NumPy, pandas, networkx and SciPy and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from muster import _core
from muster._core import InputError

if TYPE_CHECKING:
    import pandas

_SOURCE = "given in Python"


def table(parameter: _core.Parameter, given: Any) -> _core.Table:
    """What the user gave for a table parameter, as a table.

    A mapping or a DataFrame has named columns; those of an array are the parameter's own; None is
    no table.
    """
    if isinstance(given, _core.Table):
        return given
    if given is None:
        return _core.Table.from_columns([], [], _SOURCE)
    named = given if _has_names(given) else _named(parameter, given)
    columns = {str(name): np.asarray(named[name]) for name in named}
    for name, column in columns.items():
        if column.ndim != 1:
            raise InputError(f"{parameter.key}: column '{name}' is not one list of cells")
    if all(_is_numeric(column) for column in columns.values()):
        numbers = [column.astype(np.float64) for column in columns.values()]
        return _core.Table.from_columns(list(columns), numbers, _SOURCE)
    return _core.Table.parse_csv(_csv(parameter, columns), _SOURCE)


def frame(given: _core.Table) -> "pandas.DataFrame":
    """A table as a DataFrame: columns of numbers where all cells are, otherwise of text."""
    import pandas

    return pandas.DataFrame({name: _column(given, name) for name in given.columns})


def ties(graph: Any) -> _core.Table:
    """The ties of a graph, each once, as a table with the columns a < b."""
    pairs = _pairs(graph)
    strange = pairs[(pairs < 0) | (pairs >= 2**32)]
    if strange.size:
        raise InputError(f"a tie names the node {strange[0]}; nodes are numbered from 0")
    nodes = pairs.astype(np.uint64)
    low, high = nodes.min(axis=1), nodes.max(axis=1)
    each_once = np.unique((low << np.uint64(32) | high)[low < high])
    a, b = each_once >> np.uint64(32), each_once & np.uint64(2**32 - 1)
    return _core.Table.from_columns(["a", "b"], [a.astype(float), b.astype(float)], _SOURCE)


def _pairs(graph: Any) -> NDArray[np.int64]:
    """Ties as [n_ties, 2]."""
    if isinstance(graph, _core.Network):
        return graph.ties().astype(np.int64)
    if hasattr(graph, "edges") and hasattr(graph, "nodes"):
        if not all(isinstance(node, (int, np.integer)) for node in graph.nodes):
            raise InputError(
                "the nodes of the graph are not numbers; "
                "networkx.convert_node_labels_to_integers(graph) numbers them"
            )
        return np.array([edge[:2] for edge in graph.edges], dtype=np.int64).reshape(-1, 2)
    if hasattr(graph, "tocoo"):
        entries = graph.tocoo()
        if entries.shape[0] != entries.shape[1]:
            raise InputError(
                f"the matrix is {entries.shape}; a row and a column a person is allowed"
            )
        there = entries.data != 0
        return np.stack([entries.row[there], entries.col[there]], axis=1).astype(np.int64)
    pairs = np.asarray(graph)
    if pairs.ndim != 2 or pairs.shape[1] != 2 or pairs.dtype.kind not in "iu":
        raise InputError(
            f"ties are an array {list(pairs.shape)} of {pairs.dtype}; "
            "an array [n_ties, 2] of whole numbers is allowed"
        )
    return pairs.astype(np.int64)


def _has_names(given: Any) -> bool:
    return isinstance(given, Mapping) or hasattr(given, "columns")


def _named(parameter: _core.Parameter, given: Any) -> dict[str, NDArray[Any]]:
    """Columns of an array by the names that the parameter asks for."""
    names = (parameter.text_columns or []) + (parameter.columns or [])
    array = np.asarray(given)
    if array.ndim == 1:
        array = array[:, np.newaxis]
    if array.ndim != 2 or array.shape[1] != len(names):
        raise InputError(
            f"{parameter.key} = {type(given).__name__} {list(np.shape(given))}; "
            f"an array with columns {', '.join(names)} is allowed"
        )
    return {name: array[:, column] for column, name in enumerate(names)}


def _is_numeric(column: NDArray[Any]) -> bool:
    return column.dtype.kind in "iuf"


def _csv(parameter: _core.Parameter, columns: dict[str, NDArray[Any]]) -> str:
    if len({len(column) for column in columns.values()}) > 1:
        raise InputError(f"{parameter.key}: columns differ in length; one cell a row is allowed")
    cells = [_cells(name, column) for name, column in columns.items()]
    return "".join(",".join(row) + "\n" for row in zip(*cells, strict=True))


def _cells(name: str, column: NDArray[Any]) -> list[str]:
    """Name and cells of a column, as CSV writes them."""
    if _is_numeric(column):
        numbers = _core.Table.from_columns([name], [column.astype(np.float64)], _SOURCE)
        return numbers.csv().splitlines()
    return [_quoted(_text(cell)) for cell in (name, *column)]


def _text(value: Any) -> str:
    if value is None or type(value).__name__ == "NAType" or value != value:  # NaN, NaT
        return ""
    if isinstance(value, np.datetime64):
        return str(value.astype("datetime64[D]"))
    return str(value.date() if isinstance(value, datetime) else value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _column(given: _core.Table, name: str) -> Any:
    try:
        return given.numbers(name)
    except InputError:
        return given.texts(name)
