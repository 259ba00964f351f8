"""Nodes judged by the shapes, with pyshacl, in memory: on a store on disk it would take minutes, and err.

pyshacl and rdflib take a second to load, so this module is imported when there is something to judge.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import islice

import pyshacl
import rdflib
from pyoxigraph import NamedNode, Quad, Triple
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.store.dataset import rdflib_node
from kg.store.engine import Engine
from kg.store.mapping import A
from kg.store.namespaces import ONTOLOGY_GRAPH, shorten
from kg.store.validation.findings import Break, write_term

#: Nodes that are judged together. Set by hand, so that the copy in memory stays small; other sizes were not measured.
BATCH = 4_000

# Of "2023-02-31"^^xsd:date it would say on standard error that it is no date; that is what we are here for.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


class Judge:
    """Judges nodes of a store by shapes, which may look at the node, what is said of it, and the classes of that."""

    def __init__(self, store: Engine, shapes: Iterable[Triple]) -> None:
        self._store = store
        self._shapes = _graph(shapes)

    def judge(self, nodes: Iterable[NamedNode]) -> Iterator[Break]:
        """What is wrong with these nodes."""
        rest = iter(sorted(set(nodes), key=str))
        while some := list(islice(rest, BATCH)):
            yield from self._judge(some)

    def _judge(self, nodes: list[NamedNode]) -> Iterator[Break]:
        graph = _graph(self._around(nodes))
        _, results, _ = pyshacl.validate(graph, shacl_graph=self._shapes, inplace=True)
        assert isinstance(results, rdflib.Graph)
        ours = {node.value: node for node in nodes}
        broken = {
            (str(results.value(one, SH.focusNode)), results.value(one, SH.sourceShape))
            for one in results.subjects(RDF.type, SH.ValidationResult)
        }
        # Of the others, only the classes are there.
        for name, shape in sorted(one for one in broken if one[0] in ours):
            found = self._values(ours[name], self._shapes.value(shape, SH.path))
            yield Break(shorten(str(shape)), ours[name], found, self._messages(shape))

    def _around(self, nodes: Iterable[NamedNode]) -> Iterator[Quad]:
        yield from self._store.quads_for_pattern(None, None, None, ONTOLOGY_GRAPH)
        others: set[NamedNode] = set()
        for node in nodes:
            for quad in self._store.quads_for_pattern(node, None, None, None):
                yield quad
                if isinstance(quad.object, NamedNode):
                    others.add(quad.object)
        for node in others:
            yield from self._store.quads_for_pattern(node, A, None, None)

    def _values(self, node: NamedNode, path: Node | None) -> tuple[str, ...]:
        """What the node has where the shape looks, if it looks at a property."""
        if path is None:
            return ()
        quads = self._store.quads_for_pattern(node, NamedNode(str(path)), None, None)
        return tuple(sorted({write_term(quad.object) for quad in quads}))

    def _messages(self, shape: Node | None) -> dict[str, str]:
        told = self._shapes.objects(shape, SH.message)
        return dict(sorted((one.language or "", str(one)) for one in told if isinstance(one, rdflib.Literal)))


def _graph(said: Iterable[Triple | Quad]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for one in said:
        if isinstance(one.object, Triple):
            # A statement about a statement, of another program: no shape of ours asks for one.
            continue
        graph.add((rdflib_node(one.subject), rdflib_node(one.predicate), rdflib_node(one.object)))
    return graph
