"""A text cut where claims mark something in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Claim, EntityType, Mention, Section, Span, Status
from tests.builders import make_article, make_claim, make_mention
from ui.marked_text import claim_parts, mark_text

TEXTS = {
    "en": ("Microsoft bought Nuance. Reuters reported it.", "Microsoft", "bought", "Nuance", "Reuters"),
    "ja": ("ロイターによるとソニーはバンジーを買収した。", "ソニー", "買収", "バンジー", "ロイター"),
}


@pytest.mark.parametrize("lang", TEXTS)
def test_every_part_is_marked_once(lang: str) -> None:
    text, subject, trigger, other, source = TEXTS[lang]
    article = make_article(text)
    claim = make_claim(
        article,
        make_mention(article, subject),
        "acquires",
        make_mention(article, other),
        trigger=trigger,
        attribution=make_mention(article, source),
    )
    marked = {stretch.parts[0][1]: stretch.text for stretch in mark_text(text, [claim])}
    marked.pop("sentence")
    assert marked == {"subject": subject, "trigger": trigger, "object": other, "attribution": source}


def test_where_marks_overlap_the_narrowest_comes_first() -> None:
    article = make_article("Sony Music sued Suno.")
    music, sony = make_mention(article, "Sony Music"), make_mention(article, "Sony")
    suno = make_mention(article, "Suno")
    claims = [make_claim(article, one, "sues", suno, trigger="sued") for one in (music, sony)]
    first, second, *_ = mark_text(article.text, claims)
    assert (first.text, second.text) == ("Sony", " Music")
    assert [one for one in first.parts if one[1] == "subject"] == [(1, "subject"), (0, "subject")]
    assert [one for one in second.parts if one[1] == "subject"] == [(0, "subject")]


def test_title_and_text_are_two_places() -> None:
    article = make_article("Apple sued Epic.", title="Epic sued Apple.")
    ends = {"section": Section.TITLE}
    subject, other = make_mention(article, "Epic", **ends), make_mention(article, "Apple", **ends)
    claim = make_claim(article, subject, "sues", other, trigger="sued")
    assert [one.parts for one in mark_text(article.text, [claim])] == [()]
    assert mark_text(article.title, [claim], Section.TITLE)[0].parts[0] == (0, "subject")


@pytest.mark.parametrize("text", ["", "No claim."])
def test_a_text_without_claims_is_one_piece(text: str) -> None:
    assert "".join(stretch.text for stretch in mark_text(text, [])) == text


def span_in(text: str) -> st.SearchStrategy[Span]:
    """Any stretch of a text."""
    cuts = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda pair: pair[0] < pair[1])
    return cuts.map(lambda pair: Span(pair[0], pair[1], text[pair[0] : pair[1]]))


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Claim]]:
    """A text and claims that point anywhere in it."""
    text = draw(st.text(min_size=1, max_size=40))
    spans = st.lists(span_in(text), min_size=4, max_size=4)
    claims = [
        Claim(
            "a",
            "h",
            Mention(subject, "s", EntityType.OTHER),
            "acquires",
            Mention(other, "o", EntityType.OTHER),
            Status.ASSERTED,
            sentence,
            trigger,
        )
        for subject, other, sentence, trigger in draw(st.lists(spans, max_size=4))
    ]
    return text, claims


@given(marked())
def test_put_together_it_is_the_text_and_every_mark_the_span(found: tuple[str, list[Claim]]) -> None:
    text, claims = found
    stretches = mark_text(text, claims)
    assert "".join(stretch.text for stretch in stretches) == text
    for number, claim in enumerate(claims):
        for part, span in claim_parts(claim):
            pieces = [stretch.text for stretch in stretches if (number, part) in stretch.parts]
            assert "".join(pieces) == span.text
