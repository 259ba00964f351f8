"""One change of the store: a SPARQL update that happens as a whole or not at all, also when the program is killed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from pyoxigraph import Literal, NamedNode, Quad

#: Quads in one operation. Virtuoso's parser gives up at about 5,000 of them; the operations themselves it takes long
#: for if they are hundreds, so that each has as many quads as it can.
_LARGEST = 1000
_Line = tuple[str, str]
"""The graph of a quad, and its triple."""


def compose_update(*, delete: Iterable[Quad] = (), insert: Iterable[Quad] = (), drop: NamedNode | None = None) -> str:
    """An update that drops a graph, deletes quads and inserts quads, in this order."""
    operations = [] if drop is None else [f"DROP SILENT GRAPH {drop}"]
    operations += [f"DELETE DATA {{\n{block}}}" for block in _blocks_to_delete(list(delete))]
    operations += [f"INSERT DATA {{\n{block}}}" for block in _blocks(_lines(insert))]
    return " ;\n".join(operations)


def _blocks_to_delete(quads: Sequence[Quad]) -> Iterator[str]:
    # Out of several graphs at once, Virtuoso 7.2.5 deletes no text that has a language.
    texts = {quad for quad in quads if isinstance(quad.object, Literal) and quad.object.language}
    for _, lines in groupby(_lines(texts), itemgetter(0)):
        yield from _blocks(list(lines))
    yield from _blocks(_lines(quad for quad in quads if quad not in texts))


def _lines(quads: Iterable[Quad]) -> list[_Line]:
    return sorted((str(quad.graph_name), f"{quad.subject} {quad.predicate} {quad.object} .\n") for quad in quads)


def _blocks(lines: Sequence[_Line]) -> Iterator[str]:
    for start in range(0, len(lines), _LARGEST):
        graphs = groupby(lines[start : start + _LARGEST], itemgetter(0))
        yield "".join(f"GRAPH {graph} {{\n{''.join(line for _, line in found)}}}\n" for graph, found in graphs)
