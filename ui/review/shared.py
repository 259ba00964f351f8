"""What two entities have in common, and by which claims to get to know one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.store.outlines import ClaimOutline

ByEntity = Mapping[str, tuple[ClaimOutline, ...]]


@dataclass(frozen=True, slots=True)
class Common:
    """What two entities have in common.

    Attributes:
        others: The entities that both have to do with, those with most claims first.
        articles: How many articles speak of both.
    """

    others: tuple[str, ...]
    articles: int


def find_common(one: str, other: str, by_entity: ByEntity) -> Common:
    """What the claims of both say."""
    sides = [by_entity.get(each, ()) for each in (one, other)]
    near = [{end for claim in side for end in (claim.subject, claim.object) if end} - {one, other} for side in sides]
    articles = [{claim.article_hash for claim in side} for side in sides]
    shared = sorted(near[0] & near[1], key=lambda each: (-len(by_entity.get(each, ())), each))
    return Common(tuple(shared), len(articles[0] & articles[1]))


def telling_claims(claims: Sequence[ClaimOutline], limit: int) -> list[ClaimOutline]:
    """The claims to look at first: the surest, no two of one article."""
    found: dict[str, ClaimOutline] = {}
    for claim in sorted(claims, key=lambda one: (-one.confidence, one.id)):
        found.setdefault(claim.article_hash, claim)
    return list(found.values())[:limit]
