"""Coarse keys of how names sound: one for the spellings of a name in both scripts, and none where it tells nothing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.readings import read_words
from kg.link.skeletons import SHORTEST, name_skeleton, name_skeletons, spell_out
from kg.model import EntityType

ORG, PERSON, PRODUCT = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (ORG, ("Microsoft", "マイクロソフト", "Microsoft Corp.", "MICROSOFT", "Mikrosoft")),
        (ORG, ("Nvidia", "エヌビディア", "エヌヴィディア")),
        (ORG, ("Philips", "フィリップス")),
        (ORG, ("Volvo", "ボルボ", "ヴォルヴォ")),
        (ORG, ("Rakuten", "ラクテン", "らくてん")),
        (ORG, ("Häagen", "Haagen")),
        (ORG, ("Anthropic", "アンソロピック")),
        (PERSON, ("Schmidt", "シュミット")),
        (PERSON, ("Wright", "ライト", "Light", "Lite")),
        (PERSON, ("Knight", "ナイト")),
        (PRODUCT, ("Linux", "リナックス")),
        (PRODUCT, ("Xenon", "ゼノン")),
    ],
)
def test_spellings_have_one_key(kind: EntityType, names: tuple[str, ...]) -> None:
    assert len({name_skeleton(one, kind) for one in names}) == 1
    assert len(name_skeleton(names[0], kind)) >= SHORTEST


@pytest.mark.parametrize(
    ("latin", "katakana"),
    [
        ("Carter", "カーター"),
        ("Daniel Carter", "ダニエル・カーター"),
        ("Marcus", "マーカス"),
        ("Marcus", "マルクス"),
        ("Berlin", "ベルリン"),
        ("Redshore Ventures", "レッドショア・ベンチャーズ"),
        ("Parker", "パーカー"),
    ],
)
def test_an_r_may_be_spoken_or_not(latin: str, katakana: str) -> None:
    assert not set(name_skeletons(latin, ORG)).isdisjoint(name_skeletons(katakana, ORG))


def test_keys_are_none_or_one_or_two() -> None:
    assert name_skeletons("佐藤", PERSON) == ()
    assert name_skeletons("Nvidia Corp.", ORG) == name_skeletons("Nvidia", ORG) == (name_skeleton("Nvidia", ORG),)
    assert len(name_skeletons("Carter", PERSON)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("Microsoft", "Micron"), ("マイクロソフト", "マイクロン"), ("Lumora", "Lumota"), ("ルモーラ", "ルモータ")],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert name_skeleton(one, ORG) != name_skeleton(other, ORG)


@pytest.mark.parametrize("name", ["", "A", "アイ", "Ai", "佐藤", "東京エレクトロン", "Хабр", "🙂", "・", "1234", "Oo"])
def test_what_tells_too_little_has_no_key(name: str) -> None:
    assert name_skeleton(name, ORG) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [("佐藤", "サトウ"), ("サム・アルトマン", "サム・アルトマン"), ("Sam Altman", "Sam Altman"), ("", "")],
)
def test_kanji_are_spelt_out_where_anybody_knows(name: str, expected: str) -> None:
    assert spell_out(name, read_words) == expected
    assert spell_out(name, None) == name


@settings(max_examples=200)
@given(
    st.text(max_size=40) | st.text(st.sampled_from("xghknXアァッーヴ・らっ漢ßéА🙂 .&ΐ"), max_size=12),
    st.sampled_from(EntityType),
)
def test_no_name_is_too_odd(name: str, kind: EntityType) -> None:
    found = name_skeleton(name, kind)
    assert found == "" or len(found) >= SHORTEST
    assert set(found) <= set("PTKNR")
    assert all(one != other for one, other in itertools.pairwise(found))
    assert all(len(one) >= SHORTEST for one in name_skeletons(name, kind))
    assert isinstance(spell_out(name, read_words), str)
