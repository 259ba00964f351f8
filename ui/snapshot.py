"""What the views read: one unchanging state of a knowledge base, with its articles, entities and claims at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.model import Claim, Entity
from kg.store.knowledge_base import KnowledgeBase
from kg.store.records import ArticleRecord

__all__ = ["ArticleRecord", "Snapshot", "read_snapshot"]


@dataclass(frozen=True)
class Snapshot:
    """One state of a knowledge base.

    Attributes:
        store: Its folder.
        knowledge: The open knowledge base, for queries.
        articles: Its articles by hash.
        entities: Its entities by id.
        claims: All its claims, sorted by id.
        by_entity: The claims that have an entity as subject or object, by its id.
    """

    store: Path
    knowledge: KnowledgeBase
    articles: Mapping[str, ArticleRecord]
    entities: Mapping[str, Entity]
    claims: tuple[Claim, ...]
    by_entity: Mapping[str, tuple[Claim, ...]]

    def claims_between(self, one: str, other: str) -> tuple[Claim, ...]:
        """Every claim between two entities, whichever way round and of whatever status."""
        ends = {one, other}
        return tuple(
            claim
            for claim in self.by_entity.get(one, ())
            if claim.object is not None and {claim.subject.entity_id, claim.object.entity_id} == ends
        )


def read_snapshot(store: Path) -> Snapshot:
    """Opens a knowledge base for reading and reads what the views need.

    Raises:
        KgError: It is missing, of another version, or no knowledge base.
    """
    knowledge = KnowledgeBase.open(store, read_only=True)
    claims = tuple(sorted(knowledge.claims(), key=lambda claim: claim.id))
    by_entity: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        mentions = (claim.subject, claim.object) if claim.object else (claim.subject,)
        for entity_id in {mention.entity_id for mention in mentions}:
            by_entity[entity_id].append(claim)
    return Snapshot(
        store=store,
        knowledge=knowledge,
        articles={record.hash: record for record in knowledge.articles()},
        entities={entity.id: entity for entity in knowledge.entities()},
        claims=claims,
        by_entity={entity_id: tuple(found) for entity_id, found in by_entity.items()},
    )
