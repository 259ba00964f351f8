"""Sentences with their parts marked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kg.model import QualifierValue, Status
from kg.schema import load_schema
from tests.ui.sample import HOSTILE_NAME, sample_claims
from ui.components.evidence import (
    claim_card,
    contradictions,
    effective_date,
    link,
    link_to_sentence,
    list_qualifiers,
    mark_sentence,
    read_claim,
)
from ui.components.markdown import escape_markdown
from ui.snapshot import ArticleRecord
from ui.strings import Words

EN, JA = (Words(lang, load_schema()) for lang in ("en", "ja"))


@pytest.mark.parametrize(
    ("article", "marked"),
    [
        (1, "[subject:Microsoft] [relation:invests] $10 billion in [object:OpenAI], [according to:Reuters] reported."),
        (2, "[subject:マイクロソフト]は[object:アルトマン]氏と[relation:協業]する可能性がある。"),
        (5, "[subject:OpenAI] has 770 [relation:employees]."),
    ],
)
def test_parts_are_marked(article: int, marked: str) -> None:
    html = mark_sentence(sample_claims()[article], EN)
    assert re.sub(r'<mark style="[^"]*" title="([^"]*)">(.*?)</mark>', r"[\1:\2]", html) == marked


def test_overlapping_parts_are_marked_once_each_and_no_text_is_lost() -> None:
    claim = sample_claims()[1]
    wide = replace(claim, trigger=replace(claim.sentence, end=20, text=claim.sentence.text[:20]))
    html = mark_sentence(wide, EN)
    assert re.sub(r"<[^>]*>", "", html) == claim.sentence.text
    assert 'title="subject">Microsoft</mark>' in html


def test_everything_from_articles_is_escaped() -> None:
    claim = sample_claims()[6]
    record = ArticleRecord("a6", claim.article_hash, '"><script>', "2024-01-06", "en", "<i>", "javascript:alert(3)")
    html = claim_card(claim, {record.hash: record}, {}, EN)
    assert set(re.findall(r"<(\w+)", html)) == {"div", "span", "b", "mark", "br", "details", "summary", "ul", "li"}
    assert "&lt;script&gt;" in html and "javascript:" not in html


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://news.example/1", True),
        ("HTTP://news.example/1", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str, linked: bool) -> None:
    assert link(url, "story").startswith("<a href=") is linked


def test_quotes_in_addresses_do_not_end_them() -> None:
    assert 'onclick="' not in link('https://x.example/" onclick="alert(1)', "story")


@pytest.mark.parametrize(
    ("article", "words", "phrase"),
    [
        (1, EN, "Microsoft invests in OpenAI"),
        (2, JA, "マイクロソフトがアルトマンと提携・協業する"),
        (5, EN, "OpenAI has employees"),
        (5, JA, "OpenAIの従業員数"),
    ],
)
def test_claims_read_as_phrases(article: int, words: Words, phrase: str) -> None:
    claim = sample_claims()[article]
    spoken = replace(
        claim,
        subject=replace(claim.subject, name=claim.subject.span.text),
        object=replace(claim.object, name=claim.object.span.text) if claim.object else None,
    )
    assert read_claim(spoken, {}, words) == phrase


@pytest.mark.parametrize(
    ("qualifiers", "shown"),
    [
        ({"amount": 1_500_000, "currency": "USD"}, [("amount", "1,500,000 USD")]),
        ({"share": 0.125}, [("share", "12.5%")]),
        ({"currency": "JPY"}, [("currency", "JPY")]),
        ({"valuation": 2.5e9, "currency": "EUR"}, [("valuation", "2,500,000,000.0 EUR")]),
        ({"role": "CEO", "startDate": "2023-01"}, [("role", "CEO"), ("start", "2023-01")]),
    ],
)
def test_qualifiers_are_readable(qualifiers: dict[str, QualifierValue], shown: list[tuple[str, str]]) -> None:
    assert list_qualifiers(qualifiers, EN) == shown


@pytest.mark.parametrize(
    ("words", "kind", "shown"),
    [
        (EN, "ceo", ("role type", "CEO")),
        (EN, "chair", ("role type", "chair")),
        (JA, "ceo", ("役職の種類", "CEO")),
        (JA, "chair", ("役職の種類", "会長")),
        (JA, "unheard", ("役職の種類", "unheard")),
    ],
)
def test_kinds_of_roles_are_told_in_words(words: Words, kind: str, shown: tuple[str, str]) -> None:
    assert list_qualifiers({"roleType": kind}, words) == [shown]
    assert list_qualifiers({"role": "scout", "roleType": "other"}, words) == [(words.qualifier("role"), "scout")]


@pytest.mark.parametrize(
    ("qualifiers", "date"),
    [
        ({"startDate": "2020", "eventDate": "2021-05"}, "2020"),
        ({"eventDate": "2021-05"}, "2021-05"),
        ({}, "2024-01-01"),
    ],
)
def test_effective_date(qualifiers: dict[str, QualifierValue], date: str) -> None:
    claim = replace(sample_claims()[1], qualifiers=qualifiers)
    record = ArticleRecord("a1", claim.article_hash, published="2024-01-01")
    assert effective_date(claim, {record.hash: record}) == date
    assert effective_date(replace(claim, qualifiers={}), {}) == ""


def test_names_are_no_markdown() -> None:
    assert escape_markdown(HOSTILE_NAME) == r"\<script\>alert\(1\)\</script\> \*\*Corp\*\*"


@pytest.mark.parametrize(
    ("words", "heading", "sides"),
    [
        (EN, "Sources contradict each other", ("Say that it is so (1)", "Deny it (2)")),
        (JA, "出典が食い違っています", ("そうだとする出典 (1)", "否定する出典 (2)")),
    ],
)
def test_what_contradicts_stands_side_by_side(words: Words, heading: str, sides: tuple[str, str]) -> None:
    said = sample_claims()[1]
    denied = [replace(said, status=Status.DENIED), replace(said, status=Status.DENIED, article_hash="0" * 16)]
    html = contradictions([said, *denied], {}, {}, words)
    assert heading in html
    assert html.index(sides[0]) < html.index(sides[1])
    assert html.count("<mark") == 4 * 3


@pytest.mark.parametrize("other", [Status.ASSERTED, Status.POSSIBLE, Status.PLANNED])
def test_doubt_is_no_contradiction(other: Status) -> None:
    said = sample_claims()[1]
    assert contradictions([said, replace(said, status=other)], {}, {}, EN) == ""
    assert contradictions([replace(said, status=Status.DENIED)], {}, {}, EN) == ""


@pytest.mark.parametrize(
    ("url", "sentence", "leads_to"),
    [
        (
            "https://a.example/1",
            "Acme buys Beta-Soft, it said.",
            "https://a.example/1#:~:text=Acme%20buys%20Beta%2DSoft%2C%20it%20said.",
        ),
        (
            "https://a.example/1",
            "日産が出資する。",
            "https://a.example/1#:~:text=%E6%97%A5%E7%94%A3%E3%81%8C%E5%87%BA%E8%B3%87%E3%81%99%E3%82%8B%E3%80%82",
        ),
        ("https://a.example/1#part", "Acme.", "https://a.example/1#part"),
        ("https://a.example/1", " ", "https://a.example/1"),
    ],
)
def test_links_lead_to_the_sentence(url: str, sentence: str, leads_to: str) -> None:
    assert link_to_sentence(url, sentence) == leads_to
