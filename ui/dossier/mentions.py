"""Where and when an entity is written about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.store.outlines import ClaimOutline
from kg.store.records import ArticleRecord


@dataclass(frozen=True, slots=True)
class Mentions:
    """The articles that say something of an entity, the latest first, and how much they say.

    Attributes:
        articles: They.
        claims: How many claims there are in all.
        first: ISO date of the first article that has a date, or "".
        last: ISO date of the last one, or "".
    """

    articles: tuple[ArticleRecord, ...]
    claims: int
    first: str
    last: str


def find_mentions(claims: Iterable[ClaimOutline], articles: Mapping[str, ArticleRecord]) -> Mentions:
    """The articles in which these claims stand."""
    outlines = tuple(claims)
    found = [articles[one] for one in {claim.article_hash for claim in outlines} if one in articles]
    found.sort(key=lambda record: (record.published, record.id, record.hash), reverse=True)
    days = [record.published for record in found if record.published]
    return Mentions(tuple(found), len(outlines), min(days, default=""), max(days, default=""))
