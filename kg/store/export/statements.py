"""Some claims as RDF, with all that stands behind them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import BinaryIO, cast

from pyoxigraph import NamedNode, Quad, Triple

from kg.store import namespaces as ns
from kg.store.engine import Engine
from kg.store.export.rdf import write_triples
from kg.store.mapping import LINKS
from kg.store.namespaces import expand
from kg.store.server import quads_of

_LABELS = (expand("rdf:type"), expand("rdfs:label"))


def write_statements(store: Engine, claim_ids: Iterable[str], out: BinaryIO) -> None:
    """Write claims as Turtle, sorted: statements, where they stand and in which words, their articles, their entities.

    Texts of articles are not among them.
    """
    statements = [ns.statement_iri(one) for one in claim_ids]
    said = list(quads_of(store, statements))
    sentences = list(quads_of(store, _objects(said, expand("oa:hasTarget"))))
    selectors = quads_of(store, _objects(sentences, expand("oa:hasSelector")))
    articles = quads_of(store, _objects(said, expand("prov:wasDerivedFrom")))
    ends = {end for link in LINKS.values() for end in _objects(said, expand(link))}
    entities = (quad for quad in quads_of(store, sorted(ends, key=str)) if quad.predicate in _LABELS)
    quads = chain(said, sentences, selectors, articles, entities)
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    write_triples((Triple(*triple) for triple in sorted(triples, key=lambda triple: tuple(map(str, triple)))), out)


def _objects(quads: Iterable[Quad], predicate: NamedNode) -> list[NamedNode]:
    found = {cast(NamedNode, quad.object) for quad in quads if quad.predicate == predicate}
    return sorted(found, key=str)
