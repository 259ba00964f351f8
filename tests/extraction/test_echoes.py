"""What goes with a claim: the same in both languages, on real parses."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import extract_articles


def _said(text: str, relation: str) -> set[tuple[str, str | None]]:
    claims = next(extract_articles([Article("a", text)]))
    return {(str(one.status), str(one.stage) if one.stage else None) for one in claims if one.relation == relation}


@pytest.mark.parametrize(
    ("text", "relation", "said"),
    [
        (
            "SoftBank plans to sell its stake in T-Mobile.",
            "ownsStakeIn",
            {("planned", "ended"), ("asserted", None)},
        ),
        ("ソフトバンクはTモバイル株を売却する方針だ。", "ownsStakeIn", {("planned", "ended"), ("asserted", None)}),
        ("SoftBank sold its stake in T-Mobile.", "ownsStakeIn", {("asserted", "ended")}),
        ("ソフトバンクはTモバイル株を売却した。", "ownsStakeIn", {("asserted", "ended")}),
        ("Google denied a report that it had bought HubSpot.", "acquires", {("denied", None), ("reported", None)}),
        ("グーグルはハブスポットを買収したとの報道を否定した。", "acquires", {("denied", None), ("reported", None)}),
        ("Google denied that it had bought HubSpot.", "acquires", {("denied", None)}),
        ("グーグルはハブスポットを買収していない。", "acquires", {("denied", None)}),
    ],
)
def test_what_goes_with_a_claim(text: str, relation: str, said: set[tuple[str, str | None]], pipelines: None) -> None:
    assert _said(text, relation) == said
