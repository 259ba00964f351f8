"""What tables are made of, from extractions, as a store would hand it out."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Entity, Extraction
from kg.network import Contents
from kg.schema import load_schema


def make_contents(extractions: Iterable[Extraction]) -> Contents:
    extractions = list(extractions)
    entities: dict[str, Entity] = {entity.id: entity for one in extractions for entity in one.entities}
    for one in extractions:
        for claim in one:
            for mention in (claim.subject, claim.object, claim.attribution):
                if mention is not None and mention.entity_id:
                    entity = Entity(mention.entity_id, mention.type, {one.article.lang: mention.name})
                    entities.setdefault(mention.entity_id, entity)
    return Contents(
        sorted((one.article for one in extractions), key=lambda article: article.hash),
        [entities[key] for key in sorted(entities)],
        sorted((claim for one in extractions for claim in one), key=lambda claim: claim.id),
        load_schema(),
    )
