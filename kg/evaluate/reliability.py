"""How far confidences can be believed: how often claims of a confidence are right, and what a cut at one leaves.

A claim is right here if its triple is one of gold's; whether its status is right as well is not asked.

The expected calibration error is that of Guo et al., "On Calibration of Modern Neural Networks" (ICML 2017): claims are
put into bins by their confidence, and the error is the mean over the bins of |share of right claims - mean confidence|,
each bin weighted by its share of all claims. It is 0 if of the claims with confidence 0.7 just 70 % are right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.evaluate.figures import precision_recall
from kg.evaluate.matching import ArticleMatch

#: Bins go from one edge up to the next and hold the lower one, the last holds 1 too. Claims below 0.4 are not printed,
#: so that the first bin holds only what another extraction gives.
EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
CUTS = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims of a range of confidence.

    Attributes:
        low: From which confidence on.
        high: Up to which.
        claims: How many there are.
        right: How many of them are right.
        confidence: Their mean confidence.
    """

    low: float
    high: float
    claims: int
    right: int
    confidence: float

    @property
    def share(self) -> float:
        """The share of right claims."""
        return self.right / self.claims

    def as_dict(self) -> dict[str, Any]:
        """The bin, as JSON can hold it."""
        return {
            "low": self.low,
            "high": self.high,
            "claims": self.claims,
            "right": self.right,
            "share": round(self.share, 4),
            "confidence": round(self.confidence, 4),
        }


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that hold claims, lowest first."""

    bins: tuple[Bin, ...]

    @property
    def claims(self) -> int:
        """How many claims there are in all."""
        return sum(one.claims for one in self.bins)

    @property
    def calibration_error(self) -> float | None:
        """The expected calibration error (see above), or None without claims."""
        if not self.claims:
            return None
        return sum(one.claims * abs(one.share - one.confidence) for one in self.bins) / self.claims

    def as_dict(self) -> dict[str, Any]:
        """Bins and error, as JSON can hold them."""
        error = self.calibration_error
        return {
            "bins": [one.as_dict() for one in self.bins],
            "expected_calibration_error": None if error is None else round(error, 4),
        }


def measure_reliability(matches: Iterable[ArticleMatch]) -> Reliability:
    """How often the claims of each confidence are right."""
    binned: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for article in matches:
        for match in article.triples:
            for claim in match.got:
                number = min(bisect_right(EDGES, claim.confidence), len(EDGES) - 1) - 1
                binned[number].append((claim.confidence, match.outcome == "tp"))
    return Reliability(tuple(_make_bin(number, claims) for number, claims in sorted(binned.items())))


def _make_bin(number: int, claims: list[tuple[float, bool]]) -> Bin:
    mean = sum(confidence for confidence, _ in claims) / len(claims)
    return Bin(EDGES[number], EDGES[number + 1], len(claims), sum(right for _, right in claims), mean)


def measure_cuts(matches: Iterable[ArticleMatch]) -> list[dict[str, float]]:
    """Precision, recall and F1 of the triples that are left when claims below a confidence are left out."""
    counts: dict[float, Counter[str]] = {cut: Counter() for cut in CUTS}
    for article in matches:
        for match in article.triples:
            highest = max((claim.confidence for claim in match.got), default=-1.0)
            for cut in CUTS:
                kept = highest >= cut
                if kept or match.wanted:
                    counts[cut][match.outcome if kept else "fn"] += 1
    return [{"confidence": cut, **precision_recall(one)} for cut, one in counts.items()]
