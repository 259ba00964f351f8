"""Deciding with the keyboard, in both languages, on a store of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from kg.store import KnowledgeBase, Verdict
from tests.builders import MICROSOFT, NVIDIA
from tests.store.startups import KORDEO, KORDIA_JA, minted_extraction
from tests.ui.browser.conftest import PageAt, serve, wait_until_drawn
from tests.ui.sample import HOSTILE, write_store
from tests.ui.test_review_view import PAIR, contradiction


@pytest.mark.parametrize(
    ("lang", "locale", "name", "same", "clash", "nothing"),
    [
        ("en", "en-GB", "Your name", "Are these one and the same?", "One side states it", "Nothing to decide"),
        ("ja", "ja-JP", "お名前", "この二つは同じものですか？", "一方は事実とし", "判断が必要な項目はありません"),
    ],
)
def test_keys_decide_and_take_back(
    page_at: PageAt, tmp_path: Path, lang: str, locale: str, name: str, same: str, clash: str, nothing: str
) -> None:
    store = write_store(
        tmp_path / "store",
        [
            minted_extraction(NVIDIA, "acquires", KORDIA_JA, lang="ja", id="ja"),
            minted_extraction(MICROSOFT, "investsIn", KORDEO, lang="en", id="en"),
            *contradiction(),
        ],
    )

    def judged() -> list[tuple[Verdict, str]]:
        with KnowledgeBase.open(store, read_only=True) as knowledge:
            return [(one.verdict, one.who) for one in knowledge.judgements()]

    with serve(store) as address:
        page = page_at("review", at=address, locale=locale)
        box = page.get_by_role("textbox", name=name)
        # A name is typed, not taken for keys.
        box.press_sequentially("Synny 12")
        box.press("Enter")
        heading = page.get_by_role("heading", level=3)
        expect(heading).to_have_text(same)
        expect(page.get_by_text("Y", exact=True).first).to_be_visible()
        heading.click()

        def strike(key: str) -> None:
            # A person looks before the next key; until all is drawn, a key means the question before.
            wait_until_drawn(page)
            page.keyboard.press(key)

        strike("s")
        expect(heading).to_contain_text(clash)
        strike("s")
        expect(heading).to_have_text(same)
        strike("y")
        expect(heading).to_contain_text(clash)
        assert judged() == [(Verdict.MERGE, "Synny 12")]
        strike("1")
        expect(page.get_by_text(nothing)).to_be_visible()
        strike("u")
        expect(heading).to_contain_text(clash)
        strike("u")
        expect(page.get_by_text(same)).to_be_visible()
        assert judged() == []
        with KnowledgeBase.open(store, read_only=True) as knowledge:
            assert {knowledge.entity(one).id for one in PAIR} == set(PAIR)


def test_names_from_articles_are_shown_as_text(page_at: PageAt) -> None:
    page = page_at(f"review?task=correct&correct={HOSTILE.id}&lang=en")
    expect(page.get_by_text("<script>alert(1)</script> **Corp**").first).to_be_visible()
