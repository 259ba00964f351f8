"""What the component of a marked article is given."""

from __future__ import annotations

import json

import pytest

from kg.schema import load_schema
from tests.ui.sample import HOSTILE, HOSTILE_NAME, sample_extractions
from ui.components.marked_article import describe_reading
from ui.strings import Words

REPORTED, HOSTILE_ONE = sample_extractions()[0], sample_extractions()[5]


@pytest.mark.parametrize(
    ("lang", "statement", "status", "facts"),
    [
        (
            "en",
            "Microsoft invests in OpenAI",
            "reported",
            [["according to", "Reuters"], ["amount", "10,000,000,000 USD"], ["share", "49%"]],
        ),
        (
            "ja",
            "マイクロソフトがOpenAIに出資する",
            "伝聞",
            [["情報源", "Reuters"], ["金額", "10,000,000,000 USD"], ["比率", "49%"]],
        ),
    ],
)
def test_a_claim_with_all_that_is_known_of_it(lang: str, statement: str, status: str, facts: list[list[str]]) -> None:
    data = json.loads(json.dumps(describe_reading(REPORTED, {"Q2283"}, Words(lang, load_schema()))))
    (card,) = data["claims"]
    assert (card["statement"], card["status"]["label"]) == (statement, status)
    assert card["facts"] == facts
    assert [one["href"] for one in card["ends"]] == [f"entity?entity=Q2283&lang={lang}", ""]
    assert "0.94" in card["sure"]


def test_the_title_is_there_if_it_is_a_text_of_its_own() -> None:
    words = Words("en", load_schema())
    assert "".join(text for text, _ in describe_reading(REPORTED, (), words)["title"]) == "Story 1"


def test_hostile_texts_stay_as_they_are() -> None:
    # The component puts them in as text; escaping here would show the escapes.
    data = describe_reading(HOSTILE_ONE, {HOSTILE.id}, Words("en", load_schema()))
    assert data["claims"][0]["statement"].startswith(HOSTILE_NAME)
    assert "".join(text for text, _ in data["text"]) == HOSTILE_ONE.article.text
