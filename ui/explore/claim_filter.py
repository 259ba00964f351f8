"""Which claims pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Status
from ui.snapshot import ArticleRecord, ClaimOutline

FACTS = frozenset({str(Status.ASSERTED), str(Status.REPORTED)})
"""Statuses that are shown unless others are asked for."""


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What claims must be like. Empty sets and texts let everything pass, but for the statuses.

    Attributes:
        relations: Relation names.
        statuses: The statuses to show.
        confidence: The least confidence.
        languages: Languages of the articles.
        publishers: Publishers of the articles.
        since: ISO day: nothing before it; what has no day does not pass.
        until: ISO day: nothing after it; what has no day does not pass.
    """

    relations: frozenset[str] = frozenset()
    statuses: frozenset[str] = FACTS
    confidence: float = 0.0
    languages: frozenset[str] = frozenset()
    publishers: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""

    def accepts(self, claim: ClaimOutline, articles: Mapping[str, ArticleRecord]) -> bool:
        """Whether a claim passes."""
        return self.accepts_undated(claim, articles) and self._is_within(claim.day)

    def accepts_undated(self, claim: ClaimOutline, articles: Mapping[str, ArticleRecord]) -> bool:
        """Whether a claim passes but for its day."""
        return (
            claim.status in self.statuses
            and (not self.relations or claim.relation in self.relations)
            and claim.confidence >= self.confidence
            and self._is_from(articles.get(claim.article_hash))
        )

    def _is_from(self, article: ArticleRecord | None) -> bool:
        if not self.languages and not self.publishers:
            return True
        return (
            article is not None
            and (not self.languages or article.lang in self.languages)
            and (not self.publishers or article.publisher in self.publishers)
        )

    def _is_within(self, day: str) -> bool:
        if not self.since and not self.until:
            return True
        return bool(day) and self.since <= day and (not self.until or day <= self.until)

    @property
    def narrowed(self) -> int:
        """How many of the filters are not as they come."""
        usual = ClaimFilter()
        names = ("relations", "statuses", "confidence", "languages", "publishers", "since", "until")
        return sum(getattr(self, name) != getattr(usual, name) for name in names)
