"""One change of the store: a SPARQL update that happens as a whole or not at all, also when the program is killed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from pyoxigraph import NamedNode, Quad

#: Quads in one operation. Virtuoso's parser gives up at about 5,000; any number of operations is fine for it.
_LARGEST = 1000


def compose_update(*, delete: Iterable[Quad] = (), insert: Iterable[Quad] = (), drop: NamedNode | None = None) -> str:
    """An update that drops a graph, deletes quads and inserts quads, in this order."""
    operations = []
    if drop is not None:
        operations.append(f"DROP SILENT GRAPH {drop}")
    for verb, quads in (("DELETE", delete), ("INSERT", insert)):
        operations += [f"{verb} DATA {{\n{block}}}" for block in _blocks(quads)]
    return " ;\n".join(operations)


def _blocks(quads: Iterable[Quad]) -> Iterator[str]:
    lines = sorted((str(quad.graph_name), f"{quad.subject} {quad.predicate} {quad.object} .\n") for quad in quads)
    for start in range(0, len(lines), _LARGEST):
        graphs = groupby(lines[start : start + _LARGEST], itemgetter(0))
        yield "".join(f"GRAPH {graph} {{\n{''.join(line for _, line in found)}}}\n" for graph, found in graphs)
