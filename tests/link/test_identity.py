"""Whether two names name one thing, with the packaged gazetteer: labelled pairs, and what the list decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.language.readings import read_words
from kg.link.compare import Verdict
from kg.link.identity import compare_things
from kg.model import EntityType

ORG, PERSON, PRODUCT, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT, EntityType.PLACE
#: F1 and precision were .974 and .992 when the floors were set; `unsure` counts as not yes.
LEAST_F1, LEAST_PRECISION = 0.96, 0.98


def test_labelled_pairs() -> None:
    lines = Path(__file__).with_name("pairs.tsv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 600
    right = wrong = missed = 0
    for line in lines:
        one, other, kind, same, _ = line.split("\t")
        said = compare_things(one, other, EntityType(kind), readings=read_words).verdict is Verdict.YES
        right += said and same == "yes"
        wrong += said and same == "no"
        missed += not said and same == "yes"
    assert right / (right + wrong) >= LEAST_PRECISION
    assert 2 * right / (2 * right + wrong + missed) >= LEAST_F1


@pytest.mark.parametrize(
    ("one", "other", "kind", "expected"),
    [
        ("Sam Altman", "サム・アルトマン", PERSON, "yes"),
        ("Sam Altman", "ジャック・アルトマン", PERSON, "no"),
        ("Tokyo Electron", "東エレク", ORG, "yes"),
        ("日本電気", "日本電産", ORG, "no"),
        ("Facebook", "メタ", ORG, "yes"),
        ("Gemini 1.5 Pro", "Gemini 1.5 Flash", PRODUCT, "no"),
        ("ラズパイ5", "Raspberry Pi 5", PRODUCT, "yes"),
        ("ラズパイ5", "Raspberry Pi 4", PRODUCT, "no"),
        ("Portland, Maine", "オレゴン州ポートランド", PLACE, "no"),
        ("Columbus, Ohio", "ジョージア州コロンバス", PLACE, "no"),
        ("Apple Inc.", "Аpple Inc.", ORG, "no"),
        ("Subaru", "SUBARU CO., LTD.", ORG, "no"),
        ("SUBARU", "Subaru Corp.", ORG, "yes"),
        ("BASE", "ベース株式会社", ORG, "no"),
        ("BASE", "BASE株式会社", ORG, "yes"),
        ("", "アップル", None, "no"),
        ("🙂", "Apple", None, "no"),
        ("A" * 500, "Apple", None, "no"),
    ],
)
def test_compares(one: str, other: str, kind: EntityType | None, expected: str) -> None:
    found = compare_things(one, other, kind, readings=read_words)
    assert (found.verdict, found) == (expected, compare_things(other, one, kind, readings=read_words))
