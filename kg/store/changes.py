"""One change of the store: a SPARQL update that happens as a whole or not at all, also when the program is killed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad

#: Quads in one operation. Virtuoso's parser gives up at about 5,000 of them; the operations themselves it takes long
#: for if they are hundreds, so that each has as many quads as it can.
_LARGEST = 1000


def compose_update(*, delete: Iterable[Quad] = (), insert: Iterable[Quad] = (), drop: NamedNode | None = None) -> str:
    """An update that drops a graph, deletes quads and inserts quads, in this order."""
    operations = [] if drop is None else [f"DROP SILENT GRAPH {drop}"]
    deleted = sorted(delete, key=_place)
    # Out of several graphs at once, Virtuoso 7.2.5 deletes no text that has a language.
    texts = groupby((quad for quad in deleted if _has_language(quad)), lambda quad: quad.graph_name)
    blocks = [block for _, found in texts for block in _blocks(found)]
    blocks += _blocks(quad for quad in deleted if not _has_language(quad))
    operations += [f"DELETE DATA {{\n{block}}}" for block in blocks]
    operations += [f"INSERT DATA {{\n{block}}}" for block in _blocks(sorted(insert, key=_place))]
    return " ;\n".join(operations)


def _blocks(quads: Iterable[Quad]) -> Iterator[str]:
    ordered = list(quads)
    for start in range(0, len(ordered), _LARGEST):
        graphs = groupby(ordered[start : start + _LARGEST], lambda quad: quad.graph_name)
        yield "".join(f"GRAPH {graph} {{\n{''.join(map(_triple, found))}}}\n" for graph, found in graphs)


def _triple(quad: Quad) -> str:
    return f"{quad.subject} {quad.predicate} {quad.object} .\n"


def _place(quad: Quad) -> tuple[str, str]:
    return str(quad.graph_name), _triple(quad)


def _has_language(quad: Quad) -> bool:
    return isinstance(quad.object, Literal) and quad.object.language is not None
