"""Which known things a name may mean, best first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.readings import read_words
from kg.link.candidates import Candidate, CandidateFinder
from kg.link.compare import DOUBTFUL
from kg.link.gazetteer import KnownThing, build_gazetteer
from kg.model import Entity, EntityType

ORG, PERSON, PRODUCT = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT
VELA = KnownThing(
    Entity("Q1", ORG, {"en": "Vela", "ja": "ヴェラ"}),
    common=frozenset({"Vela", "ヴェラ"}),
    context=("satellites", "rocket", "衛星"),
)
DAIRY = KnownThing(Entity("Q2", ORG, {"en": "Vela"}), common=frozenset({"Vela"}), context=("yoghurt",))
THINGS = [
    VELA,
    DAIRY,
    KnownThing(Entity("Q3", PRODUCT, {"en": "Kestrel Grid"})),
    KnownThing(
        Entity("Q4", ORG, {"ja": "ケストレル・グリッド"}, (("ja", "ケストレル電力網"),)), keys=("ケストレルグリド",)
    ),
    KnownThing(Entity("Q5", PERSON, {"en": "Sam Altman", "ja": "サム・アルトマン"})),
]
FINDER = CandidateFinder(build_gazetteer(THINGS), read_words)


def ids(found: list[Candidate]) -> list[str]:
    return [one.entity.id for one in found]


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Sam Altman", PERSON, ["Q5"]),
        ("サム・アルトマン", PERSON, ["Q5"]),
        ("SAM ALTMAN", PERSON, ["Q5"]),
        ("Sam Altman", ORG, []),
        ("Sam Altman", None, ["Q5"]),
        ("Vela", ORG, ["Q1", "Q2"]),
        ("Kestrel Grid", PRODUCT, ["Q3"]),
        ("Kestrel Grid", ORG, ["Q4"]),
        ("Kestrel Grid", None, ["Q3", "Q4"]),
        ("ケストレルグリッド", ORG, ["Q4"]),
        ("Zorblatt", ORG, []),
        ("ゾーブラット", ORG, []),
        ("Ve1a", ORG, []),
        ("V\u0435la", ORG, []),
        ("", ORG, []),
        (" ", None, []),
        ("・", ORG, []),
        ("V" * 500, ORG, []),
        ("🙂", None, []),
    ],
)
def test_finds(name: str, kind: EntityType | None, expected: list[str]) -> None:
    assert ids(FINDER.find(name, kind)) == expected


def test_a_name_is_surer_than_a_spelling_and_a_spelling_than_a_sound() -> None:
    name, spelling, sound = (
        FINDER.find(one, ORG)[0] for one in ("ケストレル・グリッド", "ケストレルグリッド", "Kestrel Grid")
    )
    assert name.score >= spelling.score > sound.score >= DOUBTFUL
    assert "sounds like" in sound.why
    assert "sounds like" not in name.why


@pytest.mark.parametrize(
    ("name", "around", "best"),
    [
        ("Vela", "Vela launched satellites with a rocket.", "Q1"),
        ("Vela", "Vela makes yoghurt.", "Q2"),
        ("ヴェラ", "ヴェラは衛星を打ち上げた。", "Q1"),
    ],
)
def test_what_stands_around_tells_which_is_meant(name: str, around: str, best: str) -> None:
    alone, told = FINDER.find(name, ORG), FINDER.find(name, ORG, around=around)
    assert told[0].entity.id == best
    assert told[0].score > alone[0].score
    assert "beside" in told[0].why


def test_more_around_a_name_makes_it_surer_but_never_certain() -> None:
    one = FINDER.find("Vela", ORG, around="satellites")[0].score
    two = FINDER.find("Vela", ORG, around="satellites and a rocket")[0].score
    assert one < two < 1
    many = KnownThing(Entity("Q9", ORG, {"en": "Vela"}), common=frozenset({"Vela"}), context=tuple("abcdefghijk"))
    (found,) = CandidateFinder(build_gazetteer([many])).find("Vela", ORG, around="abcdefghijk")
    assert found.score <= 0.99


def test_only_those_that_bear_the_name() -> None:
    assert ids(FINDER.named("Kestrel Grid", ORG)) == []
    assert ids(FINDER.named("ケストレル・グリッド", ORG)) == ["Q4"]


NAMES = st.text(max_size=20) | st.text(st.sampled_from("VelaKstrGid ヴェラケストレルグリッド・社🙂А"), max_size=12)


@settings(max_examples=150)
@given(NAMES, st.none() | st.sampled_from(EntityType), st.text(max_size=20))
def test_no_name_is_too_odd(name: str, kind: EntityType | None, around: str) -> None:
    found = FINDER.find(name, kind, around=around)
    assert found == sorted(found, key=lambda one: -one.score) == FINDER.find(name, kind, around=around)
    assert len(set(ids(found))) == len(found)
    assert all(0 <= one.score < 1 and one.why and kind in (None, one.entity.type) for one in found)
