"""Graphs of a user's own beside ours: notes on what the knowledge base holds, in words of one's own.

Article graphs follow from articles, and the derived graphs from these, so nobody writes into them. A graph of one's own
has a name outside of our base, and says nothing that the knowledge base would read as its own: it never changes what
claims, entities and edges are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import QueryError, QueryRefused
from kg.store.engine import Engine
from kg.store.namespaces import BASE, PREFIXES, expand

_TYPE, _ARTICLE = expand("rdf:type"), expand("schema:NewsArticle")


@dataclass(frozen=True, slots=True)
class OwnChange:
    """What is to be written.

    Attributes:
        clear: The IRI of a graph to empty first, or "".
        delete: N-Triples to take out, by the IRI of their graph.
        insert: N-Triples to put in, by the IRI of their graph.
    """

    clear: str = ""
    delete: Mapping[str, bytes] = field(default_factory=dict)
    insert: Mapping[str, bytes] = field(default_factory=dict)

    def plan(self, store: Engine) -> tuple[set[Quad], set[Quad]]:
        """What of this goes from a store, and what comes into it.

        Raises:
            QueryRefused: A graph is not a user's own, or a triple would be read as ours.
            QueryError: The name of a graph is no IRI.
        """
        gone = set(store.quads_for_pattern(None, None, None, _own_graph(self.clear))) if self.clear else set()
        gone |= {quad for quad in _read(self.delete) if _holds(store, quad)}
        come = _read(self.insert)
        for quad in come:
            trouble = next(_troubles(store, quad), "")
            if trouble:
                raise QueryRefused(trouble, about=str(quad.triple))
        return gone, {quad for quad in come if quad in gone or not _holds(store, quad)}


def _own_graph(iri: str) -> NamedNode:
    try:
        graph = NamedNode(iri)
    except ValueError:
        raise QueryError("the name of a graph must be an IRI", about=iri) from None
    if iri.startswith(BASE):
        raise QueryRefused(
            "this graph follows from the articles; write into a graph of your own, outside of " + BASE, about=iri
        )
    return graph


def _read(given: Mapping[str, bytes]) -> set[Quad]:
    return {
        Quad(one.subject, one.predicate, one.object, graph)
        for graph, ntriples in ((_own_graph(iri), text) for iri, text in given.items())
        for one in parse(ntriples, format=RdfFormat.N_TRIPLES)
    }


def _holds(store: Engine, quad: Quad) -> bool:
    terms = quad.subject, quad.object
    if not isinstance(terms[0], NamedNode) or not isinstance(terms[1], NamedNode | Literal):
        return False
    return any(
        True for _ in store.quads_for_pattern(terms[0], quad.predicate, terms[1], cast(NamedNode, quad.graph_name))
    )


def _troubles(store: Engine, quad: Quad) -> Iterator[str]:
    subject, predicate, object_ = quad.subject, quad.predicate, quad.object
    if not isinstance(subject, NamedNode) or not isinstance(object_, NamedNode | Literal):
        yield "what has no name cannot be taken out again; give it an IRI"
        return
    if predicate.value.startswith(PREFIXES["kg"]):
        yield "the vocabulary of the knowledge base says what articles say; use words of your own"
    if predicate == _TYPE and (object_ == _ARTICLE or object_.value.startswith(PREFIXES["kg"])):
        yield "it would be read as a part of the knowledge base"
    if subject.value.startswith(BASE) and any(predicate.value.startswith(iri) for iri in PREFIXES.values()):
        yield "what is ours is described by us; use words of your own for it"
    if any(one.graph_name != quad.graph_name for one in store.quads_for_pattern(subject, predicate, object_, None)):
        yield "it is in another graph already, and every triple is in one graph only"
