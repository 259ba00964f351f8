"""What the views read: one unchanging state of a knowledge base.

What pictures, figures and filters need of every claim is read once and shared by all visitors. The words of claims are
read when somebody looks at them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.model import Claim, Entity
from kg.store.knowledge_base import KnowledgeBase
from kg.store.outlines import ClaimOutline
from kg.store.records import ArticleRecord

__all__ = ["ArticleRecord", "ClaimOutline", "Snapshot", "read_snapshot"]


@dataclass(frozen=True)
class Snapshot:
    """One state of a knowledge base.

    Attributes:
        store: Its folder.
        edition: Which state of it this is; another state has another.
        knowledge: The open knowledge base, for queries. Results must be read in the thread that asked.
        articles: Its articles by hash.
        entities: Its entities by id.
        outlines: All its claims, without their words, sorted by id.
        by_entity: The claims that have an entity as subject or object, by its id.
    """

    store: Path
    edition: str
    knowledge: KnowledgeBase
    articles: Mapping[str, ArticleRecord]
    entities: Mapping[str, Entity]
    outlines: tuple[ClaimOutline, ...]
    by_entity: Mapping[str, tuple[ClaimOutline, ...]]

    def read_claims(self, outlines: Iterable[ClaimOutline]) -> list[Claim]:
        """These claims with their words, in the same order. What is asked for should be what is shown, not more."""
        wanted = [one.id for one in outlines]
        found = {claim.id: claim for claim in self.knowledge.claims(ids=wanted)}
        return [found[one] for one in wanted if one in found]

    def claims_between(self, one: str, other: str) -> tuple[ClaimOutline, ...]:
        """Every claim between two entities, whichever way round and of whatever status."""
        rarer = min((one, other), key=lambda entity: len(self.by_entity.get(entity, ())))
        return tuple(claim for claim in self.by_entity.get(rarer, ()) if {claim.subject, claim.object} == {one, other})

    def suggest(self, text: str, limit: int = 10) -> list[Entity]:
        """Entities that somebody may be about to type, those with the most claims first among equals."""
        return self.knowledge.names.suggest(text, limit, lambda entity: len(self.by_entity.get(entity, ())))


def read_snapshot(store: Path, edition: str = "") -> Snapshot:
    """Opens a knowledge base for reading and reads what the views need.

    Raises:
        KgError: It is missing, of another version, or no knowledge base.
    """
    knowledge = KnowledgeBase.open(store, read_only=True)
    outlines = knowledge.outlines()
    by_entity: dict[str, list[ClaimOutline]] = defaultdict(list)
    for claim in outlines:
        for entity_id in sorted({claim.subject, claim.object} - {""}):
            by_entity[entity_id].append(claim)
    return Snapshot(
        store=store,
        edition=edition,
        knowledge=knowledge,
        articles={record.hash: record for record in knowledge.articles()},
        entities={entity.id: entity for entity in knowledge.entities()},
        outlines=outlines,
        by_entity={entity_id: tuple(found) for entity_id, found in by_entity.items()},
    )
