"""Claims without their words: as much of each as pictures, figures and filters need, for all claims at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.store.curation import claim_id
from kg.store.engine import Engine
from kg.store.evidence import read_record, read_told
from kg.store.namespaces import article_hash, entity_id, expand, kg, statement_iri
from kg.store.reading import group_properties
from kg.store.server import quads_of


@dataclass(frozen=True, slots=True, order=True)
class ClaimOutline:
    """What a claim says, without the sentence it was read from.

    Attributes:
        id: The claim's id, by which `KnowledgeReader.claims` gives all of it.
        article_hash: The article.
        subject: The id of the subject's entity, or "" where it is linked to none.
        relation: A relation name of the schema.
        object: The id of the object's entity, or "" where there is none.
        status: How sure the text is.
        stage: How far the act is, or "".
        confidence: 0 to 1.
        day: ISO date: when it holds or happened as far as is known, else when it was reported; or "".
        reported: ISO date: when the article came out, or "".
    """

    id: str
    article_hash: str
    subject: str
    relation: str
    object: str
    status: str
    stage: str
    confidence: float
    day: str
    reported: str


_STATEMENT = statement_iri("").value


def read_outlines(store: Engine) -> tuple[ClaimOutline, ...]:
    """All claims but those that people rejected, sorted by id."""
    derived = ((cast(NamedNode, quad.subject), quad.object) for quad in _quads(store, expand("prov:wasDerivedFrom")))
    # Graphs of articles are derived from these, too.
    articles = {node: article for node, article in derived if node.value.startswith(_STATEMENT)}
    # What topics keep of their claims says it all, and is one value for each, where passes over nine predicates took
    # five times as long.
    kept = (read_record(cast(Literal, quad.object).value) for quad in _quads(store, kg("record")))
    told = {NamedNode(one.claim): one for one in kept}
    # Claims about one thing alone are of no topic.
    others = group_properties(quads_of(store, [node for node in articles if node not in told]))
    told |= {node: read_told(node, said) for node, said in others.items()}
    outlines = (
        ClaimOutline(
            id=claim_id(one.claim),
            article_hash=article_hash(cast(NamedNode, articles[node])),
            subject=one.subject and entity_id(one.subject),
            relation=one.relation,
            object=one.object and entity_id(one.object),
            status=str(one.status),
            stage=str(one.stage or ""),
            confidence=one.confidence,
            day=one.day,
            reported=one.said,
        )
        for node, one in told.items()
        if not one.rejected
    )
    return tuple(sorted(outlines, key=lambda one: one.id))


def _quads(store: Engine, predicate: NamedNode) -> Iterator[Quad]:
    return iter(store.quads_for_pattern(None, predicate, None, None))
