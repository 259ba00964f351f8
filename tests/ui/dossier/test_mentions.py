"""Articles that mention an entity."""

from __future__ import annotations

from kg.store.records import ArticleRecord
from tests.ui.outlines import outline
from ui.dossier.mentions import Mentions, find_mentions


def test_each_article_is_named_once_the_latest_first() -> None:
    records = {
        name: ArticleRecord(name, name, published=day)
        for name, day in (("x", "2024-01-01"), ("y", ""), ("z", "2024-02-01"), ("other", "2025-01-01"))
    }
    claims = [outline(1, "O", "uses", "N", article="x"), outline(2, "O", "uses", "M", article="x")]
    claims += [outline(3, "O", "uses", "N", article="y"), outline(4, "O", "uses", "N", article="z")]
    found = find_mentions(claims, records)
    assert found == Mentions((records["z"], records["x"], records["y"]), 4, "2024-01-01", "2024-02-01")
    assert find_mentions([], records) == Mentions((), 0, "", "")
