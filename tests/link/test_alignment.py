"""Words of names laid side by side."""

from __future__ import annotations

import pytest

from kg.language.readings import read_words
from kg.link.alignment import NEVER, Word, align_cost, romanise, sounded, word_cost
from kg.link.katakana import FAR, spelling_cost
from kg.link.name_lists import is_listed, is_one_foreign_name
from kg.model import EntityType

ORG, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("北都銀行", ["北都", "銀行"]),
        ("枚方市", ["枚方", "市"]),
        ("アンデルス", ["アンデルス"]),
        ("müller", ["muller"]),
        ("銀行", ["銀行"]),
        ("", [""]),
    ],
)
def test_cuts_words(word: str, expected: list[str]) -> None:
    assert [one.text for one in sounded(word, read_words)] == expected


def test_ending_of_a_place_is_read_as_one() -> None:
    assert sounded("枚方市", read_words) == [Word("枚方", "ヒラカタ"), Word("市", "シ")]


@pytest.mark.parametrize(
    ("one", "other", "kind", "fits"),
    [
        ("lindstrom", "リンドストローム", PERSON, True),
        ("lindstrom", "リンドグレン", PERSON, False),
        ("east", "ウエスト", ORG, False),
        ("alexander", "アレクサンドラ", PERSON, False),
        ("tim", "timothy", PERSON, True),
        ("tim", "timothy", ORG, False),
        ("java", "ジャバスクリプト", ORG, False),
        ("h100", "h200", ORG, False),
        ("group", "集団", ORG, True),
        ("エナジー", "エネルギー", ORG, True),
    ],
)
def test_word_cost(one: str, other: str, kind: EntityType, fits: bool) -> None:
    words = [Word(word, "" if word.isascii() else word) for word in (one, other)]
    assert (word_cost(words[0], words[1], kind) < 0.5) is fits
    assert word_cost(words[0], words[1], kind) == word_cost(words[1], words[0], kind)


def test_what_is_left_over_costs() -> None:
    whole = [Word("kestrel", ""), Word("group", "")]
    assert align_cost(whole, whole, ORG) == 0
    assert 0 < align_cost(whole[:1], whole, ORG) < align_cost(whole[:1], [whole[0], Word("grid", "")], ORG)
    assert align_cost([], [], ORG) == 0
    assert align_cost([], whole * 3, ORG) == NEVER
    assert align_cost([], whole * 3, ORG, 1.5) == 1.5, "what costs more is told as this"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("アンデルス", "アンダース", True),
        ("ディーパック", "ディパク", True),
        ("ビョルクマン", "ビョークマン", True),
        ("ヨハン", "ヨーハン", True),
        ("ヴィクラム", "ビクラム", True),
        ("ゴールドスタイン", "ゴールドシュタイン", True),
        ("アレハンドロ", "アレハンドラ", False),
        ("カレント", "タレント", False),
        ("ノア", "ノアム", False),
        ("ア", "イ", False),
        ("", "ア", False),
    ],
)
def test_spellings_in_katakana(one: str, other: str, alike: bool) -> None:
    assert (spelling_cost(one, other) < 1) is alike
    assert spelling_cost(one, other) == spelling_cost(other, one)


def test_spelling_cost_of_long_words_is_no_work() -> None:
    assert spelling_cost("ア" * 500, "イ" * 400) == FAR


@pytest.mark.parametrize(
    ("kana", "latin", "expected"),
    [
        ("パク", "park", True),
        ("ジヨンス", "jungsoo", True),
        ("サンヒヨク", "sanghyeok", True),
        ("ジンス", "jungsoo", False),
        ("", "park", False),
        ("パク", "", False),
    ],
)
def test_listed_names(kana: str, latin: str, expected: bool) -> None:
    assert is_listed(kana, latin) is expected


def test_spellings_of_one_name_are_one_only_within_a_line() -> None:
    assert is_one_foreign_name("チヨドリ", "チヤウダリ")
    assert is_one_foreign_name("mohammed", "muhammad")
    assert not is_one_foreign_name("andersson", "andersen")
    assert not is_one_foreign_name("stephen", "steven")


@pytest.mark.parametrize(
    ("one", "other"), [("ohtsubo", "otsubo"), ("shinya", "sinya"), ("honma", "honma"), ("kenichirou", "kenichiro")]
)
def test_romanise(one: str, other: str) -> None:
    assert romanise(one) == romanise(other)
