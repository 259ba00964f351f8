"""Figures of claims in words."""

from __future__ import annotations

import pytest

from kg.model import QualifierValue
from kg.schema import load_schema
from ui.components.figures import has_figures, name_figures
from ui.strings import Words

SCHEMA = load_schema()


@pytest.mark.parametrize(
    ("qualifiers", "english", "japanese"),
    [
        ({"amount": 68_700_000_000, "currency": "USD"}, "68.7 billion USD", "687億 USD"),
        ({"amount": 1_500_000_000_000, "currency": "JPY"}, "1.5 trillion JPY", "1.5兆 JPY"),
        ({"amount": 250_000, "currency": "EUR"}, "250,000 EUR", "25万 EUR"),
        ({"valuation": 5_000_000}, "valued at 5 million", "評価額 500万"),
        ({"amount": 1e9, "share": 0.125}, "1 billion · 12.5%", "10億 · 12.5%"),
        ({"headcount": 15000, "role": "<b>"}, "15,000 people · <b>", "15,000 人 · <b>"),
        ({"eventDate": "2024"}, "", ""),
    ],
)
def test_figures_are_short(qualifiers: dict[str, QualifierValue], english: str, japanese: str) -> None:
    assert name_figures(qualifiers, Words("en", SCHEMA)) == english
    assert name_figures(qualifiers, Words("ja", SCHEMA)) == japanese


@pytest.mark.parametrize(
    ("relation", "has"),
    [("investsIn", True), ("hasEmployees", True), ("laysOff", True), ("competesWith", False), ("unknown", False)],
)
def test_which_relations_have_figures(relation: str, has: bool) -> None:
    assert has_figures(relation, SCHEMA) is has
