"""Two names of one type compared from the names alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.readings import read_words
from kg.link.compare import DOUBTFUL, Verdict, compare_names, compare_parsed, parse_name
from kg.link.pinyin import is_pinyin_of
from kg.link.regions import Place, split_region
from kg.link.short_forms import is_acronym, is_contraction, looks_like_initials, may_be_short
from kg.model import EntityType

ORG, PERSON, PRODUCT, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT, EntityType.PLACE


@pytest.mark.parametrize(
    ("one", "other", "kind", "expected"),
    [
        ("Kestrel Grid Inc.", "Kestrel Grid", ORG, "yes"),
        ("Kestrel Grid", "Petrel Grid", ORG, "no"),
        ("Redshore Ventures", "レッドショア・ベンチャーズ", ORG, "yes"),
        ("Redshore Ventures", "レッドショア・パートナーズ", ORG, "no"),
        ("Bank of Hokuto", "北都銀行", ORG, "yes"),
        ("Sakuragi Shipbuilding", "桜木造船", ORG, "yes"),
        ("青嵐集団", "青嵐グループ", ORG, "yes"),
        ("葉山化学", "葉山化成", ORG, "no"),
        ("Northern Lights Aerospace Agency", "NLAA", ORG, "yes"),
        ("川重", "川崎重工業", ORG, "unsure"),
        ("ヴァーダント・ロボティクス", "バーダントロボティックス", ORG, "yes"),
        ("Eastbrook Capital", "ウエストブルック・キャピタル", ORG, "no"),
        ("Zhang Weiqiang", "張偉強", PERSON, "yes"),
        ("Zhang Weiqiang", "張偉民", PERSON, "unsure"),
        ("Lee Sang-hyeok", "イ・サンヒョク", PERSON, "yes"),
        ("Park Jung-soo", "パク・ジンス", PERSON, "no"),
        ("アンデルス・ビョルクマン", "アンダース・ビョークマン", PERSON, "yes"),
        ("ダニエル・カーター", "ダニエラ・カーター", PERSON, "no"),
        ("Mike Pemberton", "マイケル・ペンバートン", PERSON, "yes"),
        ("Emily Tran, PhD", "Dr. Emily Tran", PERSON, "yes"),
        ("渡部慎一郎", "渡部愼一郎", PERSON, "yes"),
        ("Altman", "Sam Altman", PERSON, "no"),
        ("PebbleCam 2", "ペブルカム2", PRODUCT, "yes"),
        ("PebbleCam 2", "ペブルカム3", PRODUCT, "no"),
        ("Austin, Texas", "テキサス州オースティン", PLACE, "yes"),
        ("Columbus, Ohio", "ジョージア州コロンバス", PLACE, "no"),
        ("Hirakata", "枚方市", PLACE, "yes"),
    ],
)
def test_compares(one: str, other: str, kind: EntityType, expected: str) -> None:
    assert compare_names(one, other, kind, read_words).verdict == expected
    assert compare_names(other, one, kind, read_words).verdict == expected


BAD = ["", "A", "ア", "。", "・・・", "🙂", "🙂🙂🙂", "Аpple", "あ" * 500, "word " * 100, "\t", "1", "ー", "々"]


@pytest.mark.parametrize("one", BAD)
@pytest.mark.parametrize("kind", [ORG, PERSON, PRODUCT, PLACE])
def test_bad_input_is_like_nothing_else(one: str, kind: EntityType) -> None:
    for other in ("Apple", "アップル", "東京電力"):
        found = compare_names(one, other, kind, read_words)
        assert found.verdict is not Verdict.YES
        assert found == compare_names(other, one, kind, read_words)
    assert compare_names(one, one, kind, read_words).verdict is Verdict.YES


NAMES = st.text(st.sampled_from("aeiorstkn ABC.,-'&1２ァアイウカサタナンッー・＝東京山田市株式会社éß🙂А"), max_size=14)


@settings(max_examples=150)
@given(NAMES, NAMES, st.sampled_from([ORG, PERSON, PRODUCT, PLACE]))
def test_order_does_not_matter_and_nothing_is_chance(one: str, other: str, kind: EntityType) -> None:
    found = compare_names(one, other, kind, read_words)
    assert 0 <= found.score <= 1
    assert found == compare_names(other, one, kind, read_words)
    compare_names.cache_clear()
    assert found == compare_names(one, other, kind, read_words)


PAIRS = [line.split("\t") for line in (Path(__file__).with_name("pairs.tsv")).read_text(encoding="utf-8").splitlines()]


def is_told_as_quickly(one: str, other: str, kind: EntityType) -> None:
    """What is enough has the same score; what is not is told to be less, and no more."""
    exact = compare_names(one, other, kind, read_words)
    parsed = [parse_name(name, kind, read_words) for name in (one, other)]
    quick = compare_parsed(parsed[0], parsed[1], kind, read_words, DOUBTFUL)
    assert quick == exact if exact.score >= DOUBTFUL else quick.score < DOUBTFUL


def test_what_is_too_little_is_told_more_quickly_and_no_otherwise() -> None:
    for at, (one, other, kind, *_) in enumerate(PAIRS):
        is_told_as_quickly(one, other, EntityType(kind))
        is_told_as_quickly(one, PAIRS[at - 1][1], EntityType(kind))


@settings(max_examples=150)
@given(NAMES, NAMES, st.sampled_from([ORG, PERSON, PRODUCT, PLACE]))
def test_of_any_names_too(one: str, other: str, kind: EntityType) -> None:
    is_told_as_quickly(one, other, kind)


@pytest.mark.parametrize(
    ("latin", "characters", "expected"),
    [
        ("weiqiang", "偉強", True),
        ("weiqing", "偉強", False),
        ("lü", "呂", True),
        ("lyu", "呂", True),
        ("zeng", "曾", True),
        ("", "", False),
        ("a", "", False),
        ("wei", "ウ", False),
    ],
)
def test_pinyin(latin: str, characters: str, expected: bool) -> None:
    assert is_pinyin_of(latin, characters) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Phoenix, Arizona", Place("Arizona", "Phoenix")),
        ("アリゾナ州フェニックス", Place("アリゾナ州", "フェニックス")),
        ("東京都府中市", Place("東京都", "府中市")),
        ("独ドレスデン", Place("独", "ドレスデン")),
        ("京都市", Place("", "京都市")),
        ("広州市", Place("", "広州市")),
        ("", Place("", "")),
    ],
)
def test_regions(name: str, expected: Place) -> None:
    assert split_region(name) == expected


@pytest.mark.parametrize(
    ("short", "words", "expected"),
    [
        ("IBM", ["international", "business", "machines"], True),
        ("MIT", ["massachusetts", "institute", "of", "technology"], True),
        ("GM", ["general", "motors"], False),
        ("IBN", ["international", "business", "machines"], False),
        ("ABC", [], False),
        ("", ["a"], False),
    ],
)
def test_acronyms(short: str, words: list[str], expected: bool) -> None:
    assert is_acronym(short, words) is expected
    assert may_be_short(short) or not expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AJ", True),
        ("IQO", True),
        ("AT&T", True),
        ("3M", False),
        ("A", False),
        ("Arm", False),
        ("NVIDIA", False),
        ("アクメ", False),
        ("", False),
    ],
)
def test_few_capitals_look_like_initials(name: str, expected: bool) -> None:
    assert looks_like_initials(name) is expected


@pytest.mark.parametrize(
    ("short", "words", "expected"),
    [
        ("川重", ["川崎", "重工業"], True),
        ("東エレク", ["東京", "エレクトロン"], True),
        ("日本電気", ["日本", "電気", "硝子"], False),
        ("東京", ["東京", "電力"], False),
        ("", ["東京", "電力"], False),
    ],
)
def test_contractions(short: str, words: list[str], expected: bool) -> None:
    assert is_contraction(short, words) is expected
    assert may_be_short(short) or not expected


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("Quux Corporation", "Quux Ltd.", "unsure"),
        ("Quux Corp.", "Quux Corporation", "yes"),
        ("Quux Inc.", "Quux", "yes"),
        ("Quux Co., Ltd.", "Quux Limited", "yes"),
        ("クアックス株式会社", "クアックス", "yes"),
        ("株式会社クアックス", "クアックス株式会社", "yes"),
    ],
)
def test_firms_of_two_kinds_may_be_two(one: str, other: str, verdict: str) -> None:
    for pair in ((one, other), (other, one)):
        assert str(compare_names(*pair, EntityType.ORGANIZATION).verdict) == verdict
