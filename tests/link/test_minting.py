"""Ids of things in no list: one for all spellings of a name, one for each kind of firm."""

from __future__ import annotations

import pytest

from kg.ids import mint_entity_id
from kg.link.minting import mint_id, plain_id
from kg.model import EntityType

ORG, PERSON, PRODUCT = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT


@pytest.mark.parametrize(
    "names",
    [
        ("Quux", "QUUX", "The Quux", "Quux GmbH", "Quux AG", "Quux Co.", "Quux & Company", "株式会社Quux", "ＱＵＵＸ"),
        ("Quux Corp.", "Quux Corporation", "QUUX CORP", "The Quux Corp.", "Ｑｕｕｘ Ｃｏｒｐ．", "Quux Corp. Co."),
        ("Quux Inc.", "Quux, Inc.", "Quux Incorporated", "Quux Co., Inc."),
        (
            "Quux Ltd.",
            "Quux Limited",
            "Quux Co., Ltd.",
            "Quux Co.,Ltd",
            "Quux PLC",
            "Quux Pte. Ltd.",
            "Quux Pvt Limited",
        ),
        ("Quux Corporation Limited", "Quux Corp., Ltd."),
        ("Quuxcorp", "QuuxCorp"),
        ("クアックス", "株式会社クアックス", "クアックス(株)", "有限会社クアックス"),
    ],
)
def test_names_that_never_tell_two_things_apart_have_one_id(names: tuple[str, ...]) -> None:
    assert len({mint_id(one, ORG) for one in names}) == 1


def test_kinds_of_firm_have_ids_of_their_own_and_one_plain_id() -> None:
    firms = ("Quux", "Quux Corp.", "Quux Inc.", "Quux Ltd.", "Quux Corporation Limited")
    assert len({mint_id(one, ORG) for one in (*firms, "Quuxcorp", "Quux Core")}) == 7
    assert {plain_id(one, ORG) for one in firms} == {mint_id("Quux", ORG)} == {mint_entity_id("Quux", ORG)}


@pytest.mark.parametrize("name", ["Quux Corp.", "Quux Inc.", "Quux Ltd"])
def test_only_organisations_are_firms(name: str) -> None:
    assert mint_id(name, PERSON) == plain_id(name, PERSON) == mint_entity_id(name, PERSON)
    assert mint_id(name, PRODUCT) != mint_id("Quux", PRODUCT)


@pytest.mark.parametrize("name", ["Inc.", "Ltd", "Co., Ltd.", "X Corp.", "・", "Inc. Inc.", "Quux|inc", "あ" * 500])
def test_odd_names_have_an_id(name: str) -> None:
    assert mint_id(name, ORG).startswith("x-")
