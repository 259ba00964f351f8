"""The sums that claims give."""

from __future__ import annotations

import pytest

from kg.store import KnowledgeBase
from tests.builders import MICROSOFT, OPENAI, simple_extraction


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        ({"amount": 10_000_000_000, "currency": "USD"}, [(10_000_000_000.0, "USD")]),
        ({"amount": 2.5, "currency": "JPY"}, [(2.5, "JPY")]),
        ({"amount": 10}, []),
        ({"share": 0.1}, []),
    ],
)
def test_amounts_go_with_their_currency(qualifiers: dict[str, float | str], expected: list[object]) -> None:
    extraction = simple_extraction(MICROSOFT, "investsIn", OPENAI, qualifiers=qualifiers)
    with KnowledgeBase.in_memory() as kb:
        kb.add(extraction)
        assert list(kb.amounts().values()) == expected
        assert set(kb.amounts()) <= {extraction.claims[0].id}
