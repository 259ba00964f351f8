"""What an entity has to do with others: how often, in what, how surely."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.schema import Schema
from kg.store.outlines import ClaimOutline
from ui.dossier.facts import Heading, heading_of


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another entity.

    Attributes:
        other: Its id.
        claims: How many claims connect the two.
        articles: How many articles do.
        headings: In what, the most frequent first, each with the number of its claims.
        last: ISO date of the last claim, or "".
    """

    other: str
    claims: int
    articles: int
    headings: tuple[tuple[Heading, int], ...]
    last: str


def find_neighbours(claims: Iterable[ClaimOutline], entity_id: str, schema: Schema) -> tuple[Neighbour, ...]:
    """All entities that these claims connect with one, those in the most articles first."""
    shared: dict[str, list[ClaimOutline]] = defaultdict(list)
    for claim in claims:
        other = claim.object if claim.subject == entity_id else claim.subject
        if other and other != entity_id:
            shared[other].append(claim)
    found = [_neighbour(other, between, entity_id, schema) for other, between in shared.items()]
    return tuple(sorted(found, key=lambda one: (-one.articles, -one.claims, one.other)))


def _neighbour(other: str, claims: list[ClaimOutline], entity_id: str, schema: Schema) -> Neighbour:
    headings = Counter(heading_of(claim, entity_id, schema) for claim in claims)
    return Neighbour(
        other,
        len(claims),
        len({claim.article_hash for claim in claims}),
        tuple(sorted(headings.items(), key=lambda found: (-found[1], found[0]))),
        max(claim.day for claim in claims),
    )
