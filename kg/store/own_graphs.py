"""Graphs of a user's own beside ours: notes on what the knowledge base holds, in words of one's own.

Article graphs follow from articles, and the derived graphs from these, so nobody writes into them. A graph of one's own
has a name outside of our base, and says nothing that the knowledge base would read as its own: it never changes what
claims, entities and edges are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import QueryError, QueryRefused
from kg.store.namespaces import BASE, PREFIXES, expand

_TYPE, _ARTICLE = expand("rdf:type"), expand("schema:NewsArticle")


def own_graph(iri: str) -> NamedNode:
    """The name of a graph that may be written.

    Raises:
        QueryError: It is no IRI.
        QueryRefused: It is one of ours.
    """
    try:
        graph = NamedNode(iri)
    except ValueError:
        raise QueryError("the name of a graph must be an IRI", about=iri) from None
    if iri.startswith(BASE):
        raise QueryRefused(
            "this graph follows from the articles; write into a graph of your own, outside of " + BASE, about=iri
        )
    return graph


def read_triples(ntriples: bytes, graph: NamedNode) -> set[Quad]:
    """Triples as quads of a graph."""
    return {Quad(one.subject, one.predicate, one.object, graph) for one in parse(ntriples, format=RdfFormat.N_TRIPLES)}


def check_insert(store: Store, quads: Iterable[Quad]) -> None:
    """Make sure that quads say nothing that the knowledge base says itself, or would read as its own.

    Raises:
        QueryRefused: One of them does.
    """
    for quad in quads:
        trouble = next(_troubles(store, quad), "")
        if trouble:
            raise QueryRefused(trouble, about=str(quad.triple))


def _troubles(store: Store, quad: Quad) -> Iterator[str]:
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
