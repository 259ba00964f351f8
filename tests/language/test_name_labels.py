"""The labels of corpora and pipelines under ours."""

from __future__ import annotations

import pytest

from kg.language.name_labels import NAME_LABELS, find_label
from kg.model import EntityType


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("PER", "Person"),
        ("人名", "Person"),
        ("ORG", "Organization"),
        ("法人名", "Organization"),
        ("Corporation_Other", "Organization"),
        ("GPE", "Place"),
        ("施設名", "Place"),
        ("product-car", "Product"),
        ("製品名", "Product"),
        ("DATE", "Date"),
        ("Money", "Money"),
        ("MISC", None),
        ("CARDINAL", None),
        ("", None),
    ],
)
def test_find_label(theirs: str, ours: str | None) -> None:
    assert find_label(theirs) == ours


def test_our_labels_are_their_own() -> None:
    assert [find_label(label) for label in NAME_LABELS] == list(NAME_LABELS)
    assert {"Person", "Organization", "Place", "Product"} <= {*NAME_LABELS, *EntityType}
