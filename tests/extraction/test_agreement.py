"""One name, one type in an article."""

from __future__ import annotations

import pytest

from kg.extraction.agreement import agree
from kg.extraction.names import Name
from kg.model import EntityType

ORG, PERSON, PLACE, PRODUCT = (
    EntityType.ORGANIZATION,
    EntityType.PERSON,
    EntityType.PLACE,
    EntityType.PRODUCT,
)


def tagged(*names: tuple[str, EntityType | None]) -> list[Name]:
    return [Name(0, len(text), text, None, hint, "tagger") for text, hint in names]


@pytest.mark.parametrize(
    ("lang", "names", "expected"),
    [
        ("en", [("Delmar", PERSON), ("Delmar", ORG), ("Delmar", ORG)], ORG),
        ("en", [("Kitano", PERSON), ("Kitano Semiconductor", ORG)], ORG),
        ("en", [("Castle", ORG), ("Miriam Castle", PERSON)], PERSON),
        ("en", [("Kit", PERSON), ("Kitano", ORG)], PERSON),
        ("en", [("Bathys", PRODUCT), ("Acme", ORG)], PRODUCT),
        ("ja", [("ミナト", PRODUCT), ("ミナト", ORG), ("ミナト", ORG)], ORG),
        ("ja", [("ナガト", PERSON), ("ナガト樹脂", ORG)], ORG),
        ("ja", [("旭", PLACE), ("旭川化学", ORG)], PLACE),
        ("ja", [("言の葉3", PRODUCT), ("コトノハ", ORG)], PRODUCT),
    ],
)
def test_a_name_has_the_type_that_the_article_gives_it(
    lang: str, names: list[tuple[str, EntityType | None]], expected: EntityType
) -> None:
    first = agree([tagged(*names[:1]), tagged(*names[1:])], lang)[0][0]
    assert first.hint is expected


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_what_is_sure_is_not_voted_on(lang: str) -> None:
    sure = Name(0, 4, "Acme", PLACE, None, "gazetteer")
    assert agree([[sure], tagged(("Acme", ORG), ("Acme", ORG))], lang)[0] == [sure]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_an_article_without_names(lang: str) -> None:
    assert agree([[], []], lang) == [[], []]
