import pytest

from kg.model import Entity, EntityType
from kg.store.names import NameIndex

META = Entity("Q380", EntityType.ORGANIZATION, {"en": "Meta", "ja": "メタ"}, (("en", "Facebook"),))
METAVERSE = Entity("x-1", EntityType.PRODUCT, {"en": "Metaverse", "ja": "メタバース"})
OPENAI = Entity("Q21708200", EntityType.ORGANIZATION, {"en": "OpenAI", "ja": "オープンAI"})
AMD = Entity("Q128896", EntityType.ORGANIZATION, {"en": "AMD"})

FOUND = [
    ("Meta", [META]),
    ("メタ", [META]),
    ("facebook", [META]),
    ("Metav", [METAVERSE]),
    ("メタバ", [METAVERSE]),
    ("met", [META, METAVERSE]),
    ("verse", [METAVERSE]),
    ("ープン", [OPENAI]),
    ("open ai", [OPENAI]),
    ("ＯｐｅｎＡＩ", [OPENAI]),
    (" オープンＡＩ ", [OPENAI]),
    ("Q21708200", [OPENAI]),
    ("x-1", [METAVERSE]),
    ("https://w3id.org/newskg/id/Q380", [META]),
    ("a", [AMD, META, METAVERSE, OPENAI]),
    ("Q1", []),
    ("Apple", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_find(text, expected):
    found = NameIndex([META, METAVERSE, OPENAI, AMD]).find(text)
    assert found[:1] == expected[:1]
    assert {one.id for one in found} == {one.id for one in expected}


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("meta", [META, METAVERSE]),
        ("ＭＥＴＡ", [META, METAVERSE]),
        ("verse", [METAVERSE]),
        ("メタ", [META, METAVERSE]),
        ("", []),
        ("  ", []),
        ("nothing of this name", []),
    ],
)
def test_suggestions_are_exact_names_then_beginnings_then_parts(typed, suggested):
    assert NameIndex([METAVERSE, META, OPENAI, AMD]).suggest(typed) == suggested


def test_of_two_that_fit_alike_the_better_known_is_suggested_first():
    index = NameIndex([META, METAVERSE, OPENAI, AMD])
    weights = {METAVERSE.id: 2.0, OPENAI.id: 3.0}
    found = index.suggest("e", weigh=lambda entity: weights.get(entity, 0.0))
    assert found[:2] == [OPENAI, METAVERSE]
    assert index.suggest("e", limit=1, weigh=lambda entity: weights.get(entity, 0.0)) == [OPENAI]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Mtea", "did you mean Meta?"),
        ("Metavers", "did you mean Metaverse, Meta?"),
        ("オーブンAI", "did you mean OpenAI?"),
        ("Facebok", "did you mean Meta?"),
    ],
)
def test_a_mistyped_name_is_asked_about(text, asked):
    told = str(NameIndex([META, METAVERSE, OPENAI, AMD]).missing(text))
    assert told.startswith(f"{text}: no entity of this name in the store; {asked}")


@pytest.mark.parametrize("text", ["", " ", "Zorblatt", "ゾーブラット", "Mz"])
def test_what_is_like_nothing_is_not_asked_about(text):
    assert str(NameIndex([META, METAVERSE, OPENAI, AMD]).missing(text)).endswith("no entity of this name in the store")
