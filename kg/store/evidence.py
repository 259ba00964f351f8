"""What statements tell of two entities, or of one: the claims behind edges, periods and deals.

Claims that may matter for each other are of one topic: the same pair of entities, and relations of one family. All
that is derived is derived topic by topic, so that of a large store no more is read than an article has to do with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields
from typing import cast

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.model import Stage, Status
from kg.schema import Schema
from kg.store.engine import Engine
from kg.store.namespaces import BASE, PREFIXES, TIMELINE_GRAPH, expand, kg, kg_name
from kg.store.reading import Properties, only_node
from kg.timeline import Told

Pair = tuple[str, str]
"""The IRIs of two entities, in sorted order; the second is "" for what is told of one alone."""
Topic = tuple[Pair, str]
"""A pair, and a family of relations."""
Evidence = dict[str, Told]
"""What is told of a topic, by the IRI of the statement."""

_TERMS = {
    "subject": expand("rdf:subject"),
    "relation": expand("rdf:predicate"),
    "object": expand("rdf:object"),
    "status": kg("status"),
    "stage": kg("stage"),
    "confidence": kg("confidence"),
    "day": kg("effectiveDate"),
    "from": kg("startDate"),
    "on": kg("eventDate"),
    "end": kg("endDate"),
    "said": kg("reportedOn"),
    "role": kg("roleType"),
    "rejected": kg("rejected"),
}
_RECORDED = tuple(one.name for one in fields(Told))
_NEEDED = ("subject", "relation", "status", "confidence")
# One plain triple pattern per OPTIONAL: with two, Oxigraph 0.5 scans the store.
_QUERY = "SELECT * WHERE {{ {pattern} ?st {needed} . {optional} }}".format(
    pattern="%s",
    needed=" ; ".join(f"{_TERMS[name]} ?{name}" for name in _NEEDED),
    optional=" ".join(f"OPTIONAL {{ ?st {term} ?{name} }}" for name, term in _TERMS.items() if name not in _NEEDED),
)


def topic_of(told: Told, schema: Schema) -> Topic:
    """The topic that it belongs to."""
    one, other = told.subject, told.object
    return ((other, one) if other and other < one else (one, other)), schema.family(told.relation)


def read_told(node: NamedNode, said: Properties) -> Told:
    """What a statement with these properties tells."""

    def value(term: NamedNode) -> str:
        return said[term][0].value if term in said else ""

    return Told(
        claim=node.value,
        subject=value(expand("rdf:subject")),
        relation=kg_name(only_node(said, expand("rdf:predicate"))),
        object=value(expand("rdf:object")),
        status=Status(kg_name(only_node(said, kg("status")))),
        stage=Stage(kg_name(only_node(said, kg("stage")))) if kg("stage") in said else None,
        confidence=float(value(kg("confidence"))),
        day=value(kg("effectiveDate")),
        dated=kg("startDate") in said or kg("eventDate") in said,
        end=value(kg("endDate")),
        said=value(kg("reportedOn")),
        role=value(kg("roleType")),
        rejected=kg("rejected") in said,
    )


def tells_of_entities(said: Properties, schema: Schema) -> bool:
    """Whether a node is a statement that matters for edges, periods or deals."""
    if kg("status") not in said:
        return False
    if expand("rdf:object") in said:
        return True
    return is_told_alone(kg_name(only_node(said, expand("rdf:predicate"))), schema)


def is_told_alone(relation: str, schema: Schema) -> bool:
    """Whether a relation has no object and matters all the same, because it is a deal."""
    known = schema.relations.get(relation)
    return known is not None and known.deal and known.unary


def topic_iri(topic: Topic) -> NamedNode:
    """The node of the timeline graph that knows all statements of a topic.

    Without it one would have to go through all statements of the one end or of the other, of which there are tens of
    thousands when both are well known.
    """
    (one, other), family = topic
    digest = hashlib.sha256(f"{one}|{other}|{family}".encode()).hexdigest()
    return NamedNode(f"{BASE}topic/{digest[:16]}")


def write_record(told: Told) -> Literal:
    """It as one text, which its topic keeps.

    To gather it from the dozen properties of each statement took several times as long (1.8 s of 6.8 for 300 articles
    beside 42,000, against 0.2 beside 100,000), and the longer, the more had been told of what an article is about.
    """
    parts = [getattr(told, name) for name in _RECORDED]
    return Literal(json.dumps(parts, ensure_ascii=False, separators=(",", ":")))


def read_record(record: str) -> Told:
    """What was written so."""
    said = dict(zip(_RECORDED, json.loads(record), strict=True))
    stage = said.pop("stage")
    return Told(status=Status(said.pop("status")), stage=None if stage is None else Stage(stage), **said)


def stored_evidence(store: Engine, topic: Topic) -> Evidence:
    """What the article graphs of the store tell of a topic."""
    kept = store.quads_for_pattern(topic_iri(topic), kg("record"), None, TIMELINE_GRAPH)
    found = [read_record(cast(Literal, quad.object).value) for quad in kept]
    return {one.claim: one for one in found}


def query_evidence(store: Engine, pattern: str = "", *, readable_only: bool = False) -> Iterator[Told]:
    """What statements tell.

    Args:
        store: Where they are.
        pattern: SPARQL over `?st` that finds them; all statements by default.
        readable_only: Whether statements with values that there cannot be are passed over, and not an error.
    """
    rows = store.query(_QUERY % pattern, prefixes=PREFIXES, use_default_graph_as_union=True)
    for row in cast(QuerySolutions, rows):
        said = {term: [value] for name, term in _TERMS.items() if (value := row[name]) is not None}
        if readable_only and not all(isinstance(row[name], NamedNode | None) for name in ("subject", "object")):
            continue
        try:
            yield read_told(cast(NamedNode, row["st"]), cast(Properties, said))
        except (AttributeError, ValueError):
            if not readable_only:
                raise
