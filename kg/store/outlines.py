"""Claims without their words: as much of each as pictures, figures and filters need, for all claims at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from kg.store.curation import REJECTED, claim_id
from kg.store.engine import Engine
from kg.store.namespaces import PREFIXES, article_hash, entity_id, expand


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


def read_outlines(store: Engine) -> tuple[ClaimOutline, ...]:
    """All claims but those that people rejected, sorted by id."""

    def read(term: str, as_: Callable[[str], str] = str) -> dict[str, str]:
        # One pass over each predicate is many times faster than a query that joins them; values repeat a lot.
        known: dict[str, str] = {}
        found = {}
        for quad in store.quads_for_pattern(None, expand(term), None, None):
            value = cast(NamedNode | Literal, quad.object).value
            if value not in known:
                known[value] = as_(value)
            found[cast(NamedNode, quad.subject).value] = known[value]
        return found

    subjects, objects = read("rdf:subject", entity_id), read("rdf:object", entity_id)
    statuses, stages = read("kg:status", _local), read("kg:stage", _local)
    confidences, articles = read("kg:confidence"), read("prov:wasDerivedFrom", article_hash)
    days, reported = read("kg:effectiveDate"), read("kg:reportedOn")
    rejected = {cast(NamedNode, quad.subject).value for quad in store.quads_for_pattern(None, REJECTED, None, None)}
    outlines = (
        ClaimOutline(
            claim_id(node),
            articles[node],
            subjects.get(node, ""),
            relation,
            objects.get(node, ""),
            statuses[node],
            stages.get(node, ""),
            float(confidences[node]),
            days.get(node, ""),
            reported.get(node, ""),
        )
        for node, relation in read("rdf:predicate", _local).items()
        if node not in rejected
    )
    return tuple(sorted(outlines, key=lambda one: one.id))


def _local(iri: str) -> str:
    return unquote(iri.removeprefix(PREFIXES["kg"]))
