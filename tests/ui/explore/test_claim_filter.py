"""Which claims pass."""

from __future__ import annotations

import pytest

from tests.ui.explore.outlines import outline
from ui.explore.claim_filter import ClaimFilter
from ui.snapshot import ArticleRecord

ARTICLES = {
    "1": ArticleRecord("a1", "1", lang="en", publisher="Example News"),
    "2": ArticleRecord("a2", "2", lang="ja", publisher="例新聞"),
}
CLAIMS = {
    "fact": outline("a", "b", day="2024-01-31"),
    "told": outline("a", "b", "sues", status="reported", day="2024-02-01", article="2"),
    "plan": outline("a", "b", status="planned", confidence=0.5, day="2024-03-01"),
    "undated": outline("a", "b", "sues", day="", article="3"),
}
EVERY = frozenset({"asserted", "reported", "planned"})


@pytest.mark.parametrize(
    ("wanted", "passing"),
    [
        (ClaimFilter(), {"fact", "told", "undated"}),
        (ClaimFilter(statuses=EVERY), {"fact", "told", "plan", "undated"}),
        (ClaimFilter(statuses=frozenset()), set()),
        (ClaimFilter(relations=frozenset({"sues"})), {"told", "undated"}),
        (ClaimFilter(statuses=EVERY, confidence=0.6), {"fact", "told", "undated"}),
        (ClaimFilter(statuses=EVERY, confidence=0.5), {"fact", "told", "plan", "undated"}),
        (ClaimFilter(languages=frozenset({"ja"})), {"told"}),
        (ClaimFilter(languages=frozenset({"ja", "en"})), {"fact", "told"}),
        (ClaimFilter(publishers=frozenset({"Example News"})), {"fact"}),
        (ClaimFilter(publishers=frozenset({"Example News"}), languages=frozenset({"ja"})), set()),
        (ClaimFilter(since="2024-02-01"), {"told"}),
        (ClaimFilter(until="2024-01-31"), {"fact"}),
        (ClaimFilter(statuses=EVERY, since="2024-02-01", until="2024-02-29"), {"told"}),
    ],
)
def test_filters(wanted: ClaimFilter, passing: set[str]) -> None:
    assert {name for name, claim in CLAIMS.items() if wanted.accepts(claim, ARTICLES)} == passing


def test_what_is_narrowed_is_counted() -> None:
    assert ClaimFilter().narrowed == 0
    assert ClaimFilter(since="2024-01-01", confidence=0.5, statuses=frozenset()).narrowed == 3
