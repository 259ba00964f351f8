"""One change of the store: a SPARQL update that happens as a whole or not at all, also when the program is killed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad


def compose_update(*, delete: Iterable[Quad] = (), insert: Iterable[Quad] = (), drop: NamedNode | None = None) -> str:
    """An update that drops a graph, deletes quads and inserts quads, in this order."""
    operations = []
    if drop is not None:
        operations.append(f"DROP SILENT GRAPH {drop}")
    for verb, quads in (("DELETE", delete), ("INSERT", insert)):
        body = _group(quads)
        if body:
            operations.append(f"{verb} DATA {{\n{body}}}")
    return " ;\n".join(operations)


def _group(quads: Iterable[Quad]) -> str:
    graphs: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        graphs[str(quad.graph_name)].append(f"{quad.subject} {quad.predicate} {quad.object} .")
    return "".join(f"GRAPH {graph} {{\n{chr(10).join(sorted(graphs[graph]))}\n}}\n" for graph in sorted(graphs))
