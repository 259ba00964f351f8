"""Two names that an article gives one thing, in brackets: which are taken for that, and which are something else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.readings import read_words
from kg.link.appositions import find_appositions, is_acronym
from kg.model import EntityType, Mention, Section, Span
from tests.builders import make_article, make_mention

ORG, PERSON, PRODUCT, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT, EntityType.PLACE


def apposed(text: str, *names: tuple[str, EntityType], title: str = "") -> list[tuple[str, str]]:
    """The pairs of names that a text gives, where it names these things."""
    article = make_article(text, title=title)
    mentions = [make_mention(article, *one) for one in names]
    return [(one, other) for (one, _), (other, _) in find_appositions(article, mentions, read_words)]


@pytest.mark.parametrize(
    ("text", "kind", "pair"),
    [
        ("ペルプレキシティ(Perplexity)が検索を始めた。", ORG, ("ペルプレキシティ", "Perplexity")),
        ("ペルプレキシティ（Perplexity）が検索を始めた。", ORG, ("ペルプレキシティ", "Perplexity")),
        ("「ペルプレキシティ」（Perplexity AI）が検索を始めた。", ORG, ("ペルプレキシティ", "Perplexity AI")),
        ("アクメ（Acme, Inc.）が検索を始めた。", ORG, ("アクメ", "Acme, Inc.")),
        ("イーベイ（eBay）が検索を始めた。", ORG, ("イーベイ", "eBay")),
        ("ゾーブラット（旧クアックス）が検索を始めた。", ORG, None),
        ("アクメ（Zorblatt）が検索を始めた。", ORG, None),
        ("アクメ（Santa Clara）が検索を始めた。", ORG, None),
        ("アクメ（東京都港区）が検索を始めた。", ORG, None),
        ("アクメ（\u0410cme）が検索を始めた。", ORG, None),
        ("アクメ（acme inside）が検索を始めた。", ORG, None),
        ("アクメ（）が検索を始めた。", ORG, None),
        ("アクメ（", ORG, None),
        ("アクメ（Ac\nme）が検索を始めた。", ORG, None),
        ("Zorblatt（ゾーブラット）が検索を始めた。", ORG, ("Zorblatt", "ゾーブラット")),
        ("Zorblatt (ゾーブラット) started a search engine.", ORG, ("Zorblatt", "ゾーブラット")),
        ("Zorblatt (formerly Quux) started a search engine.", ORG, None),
        ("Zorblatt (previously) started a search engine.", ORG, None),
        ("ジョン・スミス（John Smith）氏が去った。", PERSON, ("ジョン・スミス", "John Smith")),
        ("張偉強（Zhang Weiqiang）氏が去った。", PERSON, ("張偉強", "Zhang Weiqiang")),
        ("ジョン・スミス（45）氏が去った。", PERSON, None),
        ("ジョン・スミス（CEO）氏が去った。", PERSON, None),
        ("ジョン・スミス（Acme CEO）氏が去った。", PERSON, None),
        ("Jane Roe (Zorblatt) left.", PERSON, None),
        ("Jane Roe (JR) left.", PERSON, None),
        ("ピクセルフォン（PixelFone）を売る。", PRODUCT, ("ピクセルフォン", "PixelFone")),
        ("ピクセルフォン（AI）を売る。", PRODUCT, None),
        ("ミドルヘイブン（Middlehaven）に移る。", PLACE, None),
    ],
)
def test_what_brackets_say(text: str, kind: EntityType, pair: tuple[str, str] | None) -> None:
    name = pair[0] if pair else next(one for one in _FIRST if text.lstrip("「").startswith(one))
    assert apposed(text, (name, kind)) == ([pair] if pair else [])


_FIRST = ("ゾーブラット", "アクメ", "Zorblatt", "ジョン・スミス", "Jane Roe", "ピクセルフォン", "ミドルヘイブン")


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("Acme Robotics Holdings (ARH) fell.", "Acme Robotics Holdings", "ARH"),
        ("SoftBank Group (SBG) fell.", "SoftBank Group", "SBG"),
        ("Acme Robotics Holdings (NASDAQ) fell.", "Acme Robotics Holdings", None),
        ("Zorblatt (ZBT) fell.", "Zorblatt", None),
        ("国際量子機構（IQO）が動いた。", "国際量子機構", "IQO"),
        ("国際量子機構（以下、IQO）が動いた。", "国際量子機構", "IQO"),
        ("国際量子機構（NASDAQ）が動いた。", "国際量子機構", None),
        ("アクメ（NYSE）が動いた。", "アクメ", None),
        ("アクメ（AI）が動いた。", "アクメ", None),
    ],
)
def test_initials_are_another_name(text: str, name: str, short: str | None) -> None:
    assert apposed(text, (name, ORG)) == ([(name, short)] if short else [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("アクメ自動車（AJ）とアルファ情報（AJ）が組む。", ("アクメ自動車", "アルファ情報")),
        ("Acme Jet (AJ) and Alpha Journeys (AJ) team up.", ("Acme Jet", "Alpha Journeys")),
    ],
)
def test_initials_that_two_things_have_tell_neither(text: str, names: tuple[str, ...]) -> None:
    """Else both would be joined, by way of their initials."""
    assert apposed(text, *((one, ORG) for one in names)) == []


def test_more_than_a_name_in_the_brackets_is_no_name() -> None:
    text = "Nvidia (Santa Clara, California) fell."
    assert apposed(text, ("Nvidia", ORG), ("Santa Clara", PLACE)) == []


def test_what_stands_in_the_brackets_may_be_found_as_a_name_itself() -> None:
    text = "ペルプレキシティ（Perplexity）が動いた。"
    for kind, found in ((ORG, True), (EntityType.OTHER, True), (PERSON, False), (PLACE, False)):
        assert bool(apposed(text, ("ペルプレキシティ", ORG), ("Perplexity", kind))) is found


def test_pairs_come_in_the_order_of_the_text() -> None:
    text = "アクメ（Acme）とゾーブラット（Zorblatt）が組む。"
    names = [("ゾーブラット", ORG), ("アクメ", ORG)]
    assert apposed(text, *names) == apposed(text, *names[::-1]) == [("アクメ", "Acme"), ("ゾーブラット", "Zorblatt")]


def test_titles_count_too_and_spans_that_lie_elsewhere_do_not() -> None:
    article = make_article("何もない。", title="アクメ（Acme）が動いた")
    mention = make_mention(article, "アクメ", ORG, section=Section.TITLE)
    assert [one[0] for pair in find_appositions(article, [mention]) for one in pair] == ["アクメ", "Acme"]
    elsewhere = Mention(Span(1, 4, "アクメ"), "アクメ", ORG, ("アクメ",))
    assert list(find_appositions(article, [elsewhere])) == []


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("ARH", "Acme Robotics Holdings", True),
        ("AR", "Acme Robotics Holdings", True),
        ("AH", "Acme Robotics Holdings", True),
        ("RH", "Acme Robotics Holdings", False),
        ("SBG", "SoftBank Group", True),
        ("BoA", "Bank of America", True),
        ("FTC", "Federal Trade Commission", True),
        ("TSMC", "Taiwan Semiconductor Manufacturing Company", True),
        ("RG", "The Robot Group", True),
        ("FTX", "Federal Trade Commission", False),
        ("A", "Acme Robotics", False),
        ("AR", "Acme", False),
        ("", "", False),
    ],
)
def test_initials(short: str, long: str, expected: bool) -> None:
    assert is_acronym(short, long) is expected


@settings(max_examples=150)
@given(st.text(st.sampled_from("アクメ社AcmeB ()（）「」『』以下、旧.&'\n🙂А1"), max_size=30), st.integers(0, 30))
def test_no_text_is_too_odd(text: str, at: int) -> None:
    article = make_article(text)
    span = Span(0, at, text[:at])
    for one, other in find_appositions(article, [Mention(span, text[:at], ORG, ())], read_words):
        assert one != other
