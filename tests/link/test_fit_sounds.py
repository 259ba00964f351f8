"""Which letters a sound is written with is learnt from names in both scripts."""

from __future__ import annotations

import pytest

from kg.link.fit_sounds import find_pairs, fit_sounds
from kg.link.transliteration import SHARE
from kg.model import Entity, EntityType

ORG, PERSON = EntityType.ORGANIZATION, EntityType.PERSON
#: Three sounds that never stand alone: only together do the pairs say which letters are whose.
TINY = [("カナ", "cana"), ("ナカ", "naca"), ("カミ", "cami"), ("ミナ", "mina"), ("ナミ", "nami"), ("ミカ", "mica")]


def test_a_tiny_table_is_learnt() -> None:
    table = fit_sounds(TINY)
    assert {sound: max(seen, key=lambda one: seen[one]) for sound, seen in table.items()} == {
        "カ": "ca",
        "ナ": "na",
        "ミ": "mi",
    }
    assert all(max(seen.values()) > 0.8 for seen in table.values())


def test_the_same_pairs_give_the_same_table() -> None:
    assert fit_sounds(TINY) == fit_sounds(TINY)


def test_chances_are_chances() -> None:
    chances = [{one: c for one, c in seen.items() if one != SHARE} for seen in fit_sounds(TINY).values()]
    assert all(0 < sum(seen.values()) <= 1 for seen in chances)


def test_what_is_no_transliteration_teaches_nothing() -> None:
    odd = [("ナナナナ", "x"), ("ミ" * 20, "mi" * 20)]
    assert fit_sounds([*TINY, *odd]) == fit_sounds(TINY)
    assert fit_sounds(odd) == fit_sounds([]) == {}


@pytest.mark.parametrize(
    ("entity", "pairs"),
    [
        (
            Entity("x", PERSON, {"en": "Sam Altman", "ja": "サム・アルトマン"}),
            [("アルトマン", "altman"), ("サム", "sam")],
        ),
        (Entity("x", PERSON, {"en": "John F. Roe", "ja": "ジョン・ロー"}), [("ジョン", "john"), ("ロー", "roe")]),
        (Entity("x", ORG, {"en": "SoftBank", "ja": "ソフトバンク"}), [("ソフトバンク", "softbank")]),
        (Entity("x", ORG, {"en": "Blue Origin", "ja": "ブルーオリジン"}), [("ブルーオリジン", "blueorigin")]),
        (Entity("x", ORG, {"en": "Müller", "ja": "ミュラー"}, (("ja", "ミュラー社"),)), [("ミュラー", "muller")]),
        (Entity("x", ORG, {"en": "Rakuten", "ja": "楽天"}), []),
        (Entity("x", ORG, {"en": "OpenAI", "ja": "オープンAI"}), []),
        (Entity("x", ORG, {"en": "OpenAI"}), []),
    ],
)
def test_pairs_are_found_part_by_part(entity: Entity, pairs: list[tuple[str, str]]) -> None:
    assert find_pairs([entity]) == pairs
