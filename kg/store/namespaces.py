"""IRIs: one base, and what hangs on it."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

BASE = "https://w3id.org/newskg/"

PREFIXES = {
    "kg": f"{BASE}ns#",
    "id": f"{BASE}id/",
    "article": f"{BASE}article/",
    "st": f"{BASE}st/",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "wd": "http://www.wikidata.org/entity/",
}
PREFIX_HEADER = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
"""What every query starts with, for programs that send our queries to another engine."""

ENTITIES_GRAPH = NamedNode(f"{BASE}graph/entities")
EDGES_GRAPH = NamedNode(f"{BASE}graph/edges")
TIMELINE_GRAPH = NamedNode(f"{BASE}graph/timeline")
COUNTS_GRAPH = NamedNode(f"{BASE}graph/counts")
JUDGEMENTS_GRAPH = NamedNode(f"{BASE}graph/judgements")
ONTOLOGY_GRAPH = NamedNode(PREFIXES["kg"])
DERIVED_GRAPHS = frozenset({ENTITIES_GRAPH, EDGES_GRAPH, TIMELINE_GRAPH, COUNTS_GRAPH})
"""What follows from all articles and judgements together, and can be made again from them."""
STORE_GRAPH = NamedNode(f"{BASE}graph/store")
"""On a server only: what the store is and who writes to it. No part of what is known and exported."""
ONLY_OUR_GRAPHS = f'FILTER(STRSTARTS(STR(?g), "{BASE}") && ?g != {STORE_GRAPH})'
"""For a pattern over all graphs ?g: a server may hold others too."""

_NOT_ARTICLES = DERIVED_GRAPHS | {JUDGEMENTS_GRAPH, ONTOLOGY_GRAPH, STORE_GRAPH}

_TEXT = "#text"
# What may stand in an IRI unescaped; everything else in an id is percent-encoded, so that any id round-trips.
_SAFE = "-._~"
# The names that may follow a prefix in SPARQL without being escaped; SPARQL allows more.
_LOCAL_NAME = re.compile(r"\w(?:(?:[\w.-]|%[0-9A-Fa-f]{2})*(?:[\w-]|%[0-9A-Fa-f]{2}))?")


@cache
def expand(curie: str) -> NamedNode:
    """The IRI of `prefix:name`.

    Raises:
        KeyError: The prefix is not one of ours.
    """
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def shorten(iri: str) -> str:
    """`prefix:name` as a query can have it, or the IRI as it is where no prefix of ours fits."""
    fitting = [(len(start), prefix) for prefix, start in PREFIXES.items() if iri.startswith(start)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}" if _LOCAL_NAME.fullmatch(iri[length:]) else iri


@cache
def kg(name: str) -> NamedNode:
    """A term of our own vocabulary."""
    return NamedNode(PREFIXES["kg"] + quote(name, safe=_SAFE))


def kg_name(term: NamedNode) -> str:
    """The name of a term of our own vocabulary."""
    return unquote(term.value.removeprefix(PREFIXES["kg"]))


def entity_iri(entity_id: str) -> NamedNode:
    """The IRI of an entity."""
    return NamedNode(PREFIXES["id"] + quote(entity_id, safe=_SAFE))


def entity_id(iri: NamedNode | str) -> str:
    """The id of an entity, from its IRI."""
    value = iri if isinstance(iri, str) else iri.value
    return unquote(value.removeprefix(PREFIXES["id"]))


def find_entity_iri(id_or_iri: str) -> NamedNode:
    """The IRI of an entity, from its id or its IRI."""
    # Half a character, as a terminal may hand it on, is in no id.
    id_or_iri = id_or_iri.encode("utf-8", "replace").decode()
    return entity_iri(entity_id(id_or_iri) if id_or_iri.startswith(PREFIXES["id"]) else id_or_iri)


def article_iri(article_hash: str) -> NamedNode:
    """The IRI of an article."""
    return NamedNode(PREFIXES["article"] + article_hash)


def article_hash(iri: NamedNode | str) -> str:
    """The hash of an article, from its IRI."""
    value = iri if isinstance(iri, str) else iri.value
    return value.removeprefix(PREFIXES["article"])


def text_iri(article_hash: str) -> NamedNode:
    """The node that has the text of an article: apart from the article, so that who asks for this need not read it."""
    return NamedNode(f"{article_iri(article_hash).value}{_TEXT}")


def is_text_iri(iri: NamedNode) -> bool:
    """Whether a node is the text of an article."""
    return iri.value.startswith(PREFIXES["article"]) and iri.value.endswith(_TEXT)


def graph_iri(article_hash: str) -> NamedNode:
    """The named graph that holds everything read from one article."""
    return NamedNode(f"{BASE}graph/{article_hash}")


def is_article_graph(graph: object) -> bool:
    """Whether a named graph is one that holds what was read from an article."""
    return isinstance(graph, NamedNode) and graph.value.startswith(f"{BASE}graph/") and graph not in _NOT_ARTICLES


def statement_iri(claim_id: str) -> NamedNode:
    """The IRI of a claim."""
    return NamedNode(PREFIXES["st"] + quote(claim_id, safe=_SAFE))
