"""The knowledge base as an rdflib Dataset, for programs that speak rdflib."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from oxrdflib import OxigraphStore
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store
from rdflib.term import Node

from kg.store.namespaces import PREFIXES


class _OnlyRead(OxigraphStore):
    """A database that is open for reading."""

    def add_graph(self, graph: rdflib.Graph) -> None:
        """Do nothing: rdflib wants to make each graph that it is asked for, and it is there or it is empty."""


def open_dataset(store: Store) -> rdflib.Dataset:
    """A Dataset over a database that is open for reading: nothing is copied, and Oxigraph answers its queries.

    Its default graph is all named graphs together.
    """
    dataset = rdflib.Dataset(store=_OnlyRead(store=store), default_union=True)
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri, replace=True)
    return dataset


def copy_dataset(quads: Iterable[Quad]) -> rdflib.Dataset:
    """A copy of these quads in memory: their named graphs, and a default graph that is all of them together."""
    dataset = rdflib.Dataset(default_union=True)
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri, replace=True)
    graphs: dict[str, rdflib.Graph] = {}
    for quad in quads:
        name = str(quad.graph_name)
        if name not in graphs:
            graphs[name] = dataset.graph(rdflib.URIRef(quad.graph_name.value))  # type: ignore[union-attr]
        graphs[name].add((rdflib_node(quad.subject), rdflib_node(quad.predicate), rdflib_node(quad.object)))
    return dataset


def rdflib_node(term: object) -> Node:
    """The same term in rdflib."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        # Not normalized: what is written "1.0" stays "1.0", as it is in the store.
        datatype = rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    raise TypeError(f"rdflib has no term for {term}")
