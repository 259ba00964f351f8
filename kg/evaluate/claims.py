"""How good extraction is, measured against gold claims (one article a line, see docs/evaluation.md)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.evaluate.figures import precision_recall
from kg.evaluate.gold_claims import read_gold
from kg.evaluate.links import measure_links
from kg.evaluate.matching import ArticleMatch, TripleMatch, match_claims, same_value
from kg.evaluate.mistakes import Mistakes, find_mistakes
from kg.evaluate.reliability import Reliability, measure_cuts, measure_reliability
from kg.model import Status
from kg.pipeline import Settings, extract_articles
from kg.schema import Schema, load_schema


@dataclass(slots=True)
class Scores:
    """Figures of one evaluation; see `as_dict` for the names."""

    articles: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    relations: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def _rate(self, part: str, whole: str) -> float | None:
        return round(self.counts[part] / self.counts[whole], 4) if self.counts[whole] else None

    def as_dict(self) -> dict[str, Any]:
        """All figures, as JSON can hold them."""
        return {
            "articles": self.articles,
            "triples": precision_recall(self.counts),
            "status_accuracy": self._rate("status_right", "status_total"),
            "stage_recall": self._rate("stage_right", "stage_total"),
            "qualifier_recall": self._rate("qualifier_right", "qualifier_total"),
            "false_assertion_rate": self._rate("false_asserted", "asserted"),
            "relations": {name: precision_recall(one) for name, one in sorted(self.relations.items())},
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that is measured of the claims that were read from a gold file."""

    matches: tuple[ArticleMatch, ...]
    schema: Schema

    @property
    def scores(self) -> Scores:
        """What was found, and how well."""
        return score_matches(self.matches)

    @property
    def languages(self) -> dict[str, Scores]:
        """The scores of each language of the file."""
        langs = sorted({one.gold.article.lang for one in self.matches})
        return {lang: score_matches(one for one in self.matches if one.gold.article.lang == lang) for lang in langs}

    @property
    def reliability(self) -> Reliability:
        """How far confidences can be believed."""
        return measure_reliability(self.matches)

    @property
    def mistakes(self) -> Mistakes:
        """What went wrong, by kind."""
        return find_mistakes(self.matches, self.schema)

    def as_dict(self) -> dict[str, Any]:
        """All figures, as JSON can hold them."""
        return {
            **self.scores.as_dict(),
            "languages": {lang: precision_recall(one.counts) for lang, one in self.languages.items()},
            "reliability": self.reliability.as_dict(),
            "cuts": measure_cuts(self.matches),
            "links": measure_links(self.matches),
        }


def score_matches(matches: Iterable[ArticleMatch]) -> Scores:
    """Score the claims of articles against gold."""
    scores = Scores()
    for article in matches:
        scores.articles += 1
        for one in article.triples:
            _score_triple(scores, one)
    return scores


def _score_triple(scores: Scores, match: TripleMatch) -> None:
    scores.counts[match.outcome] += 1
    scores.relations[match.triple[0]][match.outcome] += 1
    statuses = match.gold_statuses
    asserted = sum(claim.status is Status.ASSERTED for claim in match.got)
    scores.counts["asserted"] += asserted
    if not any(status.is_factual for status in statuses):
        scores.counts["false_asserted"] += asserted
    if match.outcome != "tp":
        return
    scores.counts["status_total"] += len(statuses)
    scores.counts["status_right"] += len(statuses & {claim.status for claim in match.got})
    for claim in match.wanted:
        for key, value in claim.qualifiers.items():
            scores.counts["qualifier_total"] += 1
            scores.counts["qualifier_right"] += any(same_value(value, one.qualifiers.get(key)) for one in match.got)
        if claim.stage:
            scores.counts["stage_total"] += 1
            scores.counts["stage_right"] += any(one.stage is claim.stage for one in match.got)


def evaluate_gold(path: Path, settings: Settings) -> Evaluation:
    """Extract from the articles of a gold file and compare the claims.

    Raises:
        UnreadableFile: It cannot be read or is not gold.
    """
    schema = load_schema(settings.rules)
    gold = read_gold(path, schema)
    predicted = {one.article.id: one.claims for one in extract_articles([one.article for one in gold], settings)}
    return Evaluation(tuple(match_claims(gold, predicted, schema)), schema)
