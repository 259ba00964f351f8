"""Deals told of again without their names: the same in both languages, on real parses."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import extract_articles

_EN = "Adobe agreed in September to buy Figma for $20 billion."
_JA = "アドビは9月、フィグマを200億ドルで買収することで合意した。"


def _said(text: str, relation: str) -> set[tuple[str, str | None]]:
    claims = next(extract_articles([Article("a", text)]))
    return {(str(one.status), str(one.stage) if one.stage else None) for one in claims if one.relation == relation}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{_EN} If the takeover goes through, prices will rise.", "hypothetical"),
        (f"{_JA}買収が実現すれば、価格は上がる。", "hypothetical"),
        (f"{_EN} The acquisition is expected to close in 2023.", "predicted"),
        (f"{_JA}買収は2023年に完了する見通しだ。", "predicted"),
        (f"{_EN} Regulators blocked the deal on Monday.", "denied"),
        (f"{_JA}その後、買収は白紙になった。", "denied"),
    ],
)
def test_a_deal_is_told_of_again(text: str, status: str, pipelines: None) -> None:
    assert {one for one, _ in _said(text, "acquires")} == {"planned", status}


@pytest.mark.parametrize(
    "text",
    [
        f"{_EN} Canva denied that it was planning a takeover.",
        f"{_EN} The deal would be the largest in the history of design.",
        f"{_EN} The acquisition of Miro has been blocked.",
        f"{_EN} Investors cheered the deal.",
        f"{_JA}ミロの買収は白紙になった。",
        f"{_JA}投資家は買収を歓迎した。",
    ],
)
def test_another_deal_or_nothing_of_how_far_it_is(text: str, pipelines: None) -> None:
    claims = next(extract_articles([Article("a", text)]))
    figma = [one for one in claims if one.object and one.object.name in ("Figma", "フィグマ")]
    assert {str(one.status) for one in figma} == {"planned"}


def test_the_ends_of_a_deal_told_again_are_literal(pipelines: None) -> None:
    text = f"{_EN}\n\nIf the takeover goes through, prices will rise."
    claims = next(extract_articles([Article("a", text)]))
    assert len(claims) == 2
    for claim in claims:
        assert all(text[span.start : span.end] == span.text for span in claim.spans)
        assert (claim.subject.name, claim.object.name if claim.object else "") == ("Adobe", "Figma")
