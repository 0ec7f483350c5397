"""Custom coordination networks: graphs and files of graphs as tables of posts and ties."""

import os
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from muster import _core
from muster._core import InputError


def tables(graph: Any) -> dict[str, Any]:
    """`coordination.posts` and `coordination.ties` of a graph, or of the file it is in."""
    if isinstance(graph, (str, os.PathLike)):
        return _of_file(Path(graph))
    if isinstance(graph, _core.Network):
        return _tables(range(graph.n_nodes), graph.ties().tolist(), {}, {})
    if hasattr(graph, "edges") and hasattr(graph, "nodes"):
        return _of_networkx(graph)
    if hasattr(graph, "tocoo"):
        return _of_matrix(graph)
    raise InputError(
        f"{type(graph).__name__} is no network; a muster.networks network, a networkx graph, "
        "a SciPy sparse matrix, or the path of a .graphml or .csv file is allowed"
    )


def _of_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise InputError(f"there is no file '{path}'; a .graphml or .csv file is allowed")
    if path.suffix == ".csv":
        ties = _core.Table.parse_csv(path.read_text(encoding="utf-8"), str(path))
        return {"coordination.posts": None, "coordination.ties": ties}
    if path.suffix != ".graphml":
        raise InputError(
            f"{path}: a file '{path.suffix}' is not known; .graphml or .csv is allowed"
        )
    try:
        import networkx
    except ImportError:
        raise InputError(
            f"{path}: GraphML needs networkx; install it: pip install networkx"
        ) from None
    try:
        return _of_networkx(networkx.read_graphml(path))
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    except Exception as error:  # what the XML parser and networkx throw shares no other class
        raise InputError(f"{path}: this is no GraphML: {error}") from None


def _of_networkx(graph: Any) -> dict[str, Any]:
    if graph.is_directed():
        raise InputError(
            "the graph is directed, but ties of coordination have no direction; "
            "graph.to_undirected() is allowed"
        )
    if graph.is_multigraph():
        raise InputError(
            "two posts may be tied several times in this graph; "
            "networkx.Graph(graph), with one tie a pair, is allowed"
        )
    if any(weight != 1 for _, _, weight in graph.edges(data="weight", default=1)):
        _warn_of_weights()
    return _tables(
        graph.nodes,
        graph.edges,
        dict(graph.nodes(data="territory", default="")),
        dict(graph.nodes(data="hours", default=0)),
    )


def _of_matrix(matrix: Any) -> dict[str, Any]:
    entries = matrix.tocoo()
    if entries.shape[0] != entries.shape[1]:
        raise InputError(f"the matrix is {entries.shape}; a row and a column a post is allowed")
    if (matrix != matrix.T).sum() > 0:
        raise InputError(
            "the matrix is not symmetric, but ties of coordination have no direction; "
            "matrix + matrix.T is allowed"
        )
    if np.any((entries.data != 0) & (entries.data != 1)):
        _warn_of_weights()
    there = (entries.data != 0) & (entries.row <= entries.col)
    pairs = zip(entries.row[there].tolist(), entries.col[there].tolist(), strict=True)
    return _tables(range(entries.shape[0]), pairs, {}, {})


def _warn_of_weights() -> None:
    warnings.warn("weights of ties are not used: tied or not is all that counts", stacklevel=4)


def _tables(
    nodes: Iterable[Any],
    edges: Iterable[Any],
    territories: dict[Any, Any],
    hours: dict[Any, Any],
) -> dict[str, Any]:
    names: dict[Any, str] = {node: str(node) for node in nodes}
    if not names:
        raise InputError("the network has no nodes; one post or more is allowed")
    if len(set(names.values())) < len(names):
        raise InputError("two nodes have the same name as text; names must differ")
    ends = [(names[edge[0]], names[edge[1]]) for edge in edges]
    return {
        "coordination.posts": {
            "post": _texts(names.values()),
            "territory": _texts(territories.get(node) or "anywhere" for node in names),
            "hours": np.array([_weight(names[node], hours.get(node, 0)) for node in names]),
        },
        "coordination.ties": {
            "from": _texts(a for a, _ in ends),
            "to": _texts(b for _, b in ends),
        },
    }


def _texts(cells: Iterable[Any]) -> np.ndarray[Any, np.dtype[np.str_]]:
    return np.array([str(cell) for cell in cells], dtype=str)


def _weight(post: str, hours: Any) -> float:
    try:
        return float(hours)
    except (TypeError, ValueError):
        raise InputError(
            f"hours of '{post}' = {hours!r}; a weight of 0 or more is allowed"
        ) from None
