"""Short names of an article and the full ones that they stand for."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.short_names import find_full_name, shortens, stands_alone
from kg.model import EntityType

ORG, PERSON, PRODUCT = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT


@pytest.mark.parametrize(
    ("kind", "short", "full", "expected"),
    [
        (PERSON, "Altman", "Sam Altman", True),
        (PERSON, "Sam", "Sam Altman", True),
        (PERSON, "アルトマン", "サム・アルトマン", True),
        (PERSON, "サム", "サム・アルトマン", True),
        (PERSON, "佐藤", "佐藤恒治", True),
        (PERSON, "佐藤", "佐藤 恒治", True),
        (PERSON, "Alt", "Sam Altman", False),
        (PERSON, "アルト", "サム・アルトマン", False),
        (PERSON, "佐", "佐藤恒治", False),
        (PERSON, "恒治", "佐藤恒治", False),
        (PERSON, "", "Sam Altman", False),
        (ORG, "Kordia", "Kordia Cells", True),
        (ORG, "Kordia Cells", "Kordia Cells America", True),
        (ORG, "クアックス", "クアックス・ロボティクス", True),
        (ORG, "ハンビット", "ハンビット電池", True),
        (ORG, "Kord", "Kordia Cells", False),
        (ORG, "Cells", "Kordia Cells", False),
        (ORG, "日本", "日本電気", False),
        (ORG, "東都ガス", "東都ガス労働組合", False),
        (ORG, "・", "。。", False),
        (PERSON, "・", "。。", False),
    ],
)
def test_usual_short_forms(kind: EntityType, short: str, full: str, expected: bool) -> None:
    assert shortens(short, full, kind) is expected


@pytest.mark.parametrize(
    ("kind", "name", "others", "expected"),
    [
        (PERSON, "Altman", ["Sam Altman"], "Sam Altman"),
        (PERSON, "アルトマン", ["サム・アルトマン"], "サム・アルトマン"),
        (PERSON, "佐藤", ["佐藤恒治"], "佐藤恒治"),
        (PERSON, "Cook", ["Tim Cook", "Ann Cook"], "Cook"),
        (PERSON, "佐藤", ["佐藤恒治", "佐藤琢磨"], "佐藤"),
        (PERSON, "Altman", [], "Altman"),
        (PERSON, "Altman", ["Altman"], "Altman"),
        (ORG, "Quux", ["Quux Robotics", "Quux Robotics Inc."], "Quux Robotics Inc."),
        (ORG, "Quux", ["Quux Inc.", "Quux Robotics"], "Quux Inc."),
        (ORG, "Quux", ["The Quux Corp.", "Quux Corporation"], "Quux Corporation"),
        (ORG, "Quux", ["Quux Inc.", "Quux Corp."], "Quux"),
        (ORG, "Quux Inc.", ["Quux", "Quux Corp."], "Quux Inc."),
        (ORG, "Quux", ["Quux Robotics", "Quux Robotics Inc.", "Quux Robotics Corp."], "Quux Robotics"),
        (ORG, "Quux", ["Quux Robotics Inc.", "Quux Robotics Corp."], "Quux"),
        (ORG, "クアックス", ["株式会社クアックス", "Quux Inc."], "クアックス"),
        (ORG, "Kordia", ["Kordia Cells", "Kordia Cells America"], "Kordia Cells"),
        (ORG, "Kordia", ["Kordia Cells", "Kordia Power"], "Kordia"),
        (PRODUCT, "Quux", ["Quux Pro"], "Quux"),
    ],
)
def test_the_one_longer_name(kind: EntityType, name: str, others: list[str], expected: str) -> None:
    for order in itertools.permutations(others):
        assert find_full_name(name, kind, [(one, kind) for one in order]) == expected


def test_names_of_other_types_tell_nothing() -> None:
    assert find_full_name("Altman", PERSON, [("Sam Altman", PRODUCT)]) == "Altman"


@pytest.mark.parametrize(
    ("kind", "name", "others", "expected"),
    [
        (PERSON, "Sam Altman", [], True),
        (PERSON, "サム・アルトマン", [], True),
        (PERSON, "佐藤恒治", [], True),
        (PERSON, "Altman", [], False),
        (PERSON, "アルトマン", [], False),
        (PERSON, "佐藤", [], False),
        (ORG, "Kordia", [], True),
        (ORG, "Kordia", ["Kordia", "Kordia Cells"], False),
        (ORG, "クアックス", ["クアックス・ロボティクス"], False),
        (ORG, "Kordia", ["Zorblatt"], True),
        (PRODUCT, "PebbleCam", [], True),
    ],
)
def test_which_names_tell_their_bearer_by_themselves(
    kind: EntityType, name: str, others: list[str], expected: bool
) -> None:
    assert stands_alone(name, others, kind) is expected


TEXTS = st.text(max_size=10) | st.text(st.sampled_from("Ab ・アク山川.ー"), max_size=8)


@given(TEXTS, st.lists(TEXTS, max_size=4), st.sampled_from(EntityType))
def test_no_name_is_too_odd(name: str, others: list[str], kind: EntityType) -> None:
    found = find_full_name(name, kind, [(one, kind) for one in others])
    assert found == find_full_name(name, kind, [(one, kind) for one in reversed(others)])
    assert found == name or (found in others and len(found) > len(name))
