"""Which claims an analysis is about."""

from __future__ import annotations

import pytest

from kg.network import Link
from tests.ui.insights.outlines import outline
from ui.insights.network import Choice, join_entities

FACTS = ("asserted", "reported")


@pytest.mark.parametrize(
    ("choice", "accepted"),
    [
        (Choice(FACTS), True),
        (Choice(("denied",)), False),
        (Choice(FACTS, since="2024-01-15"), True),
        (Choice(FACTS, since="2024-01-16"), False),
        (Choice(FACTS, until="2024-01-15"), True),
        (Choice(FACTS, until="2024-01-14"), False),
    ],
)
def test_statuses_and_days(choice: Choice, accepted: bool) -> None:
    assert choice.accepts(outline("A", "acquires", "B", day="2024-01-15")) is accepted


@pytest.mark.parametrize(("choice", "accepted"), [(Choice(FACTS), True), (Choice(FACTS, until="2100-01-01"), False)])
def test_what_has_no_day_passes_where_no_days_are_asked_for(choice: Choice, accepted: bool) -> None:
    assert choice.accepts(outline("A", "acquires", "B", day="")) is accepted


def test_claims_between_two_are_one_link() -> None:
    claims = [
        outline("B", "acquires", "A", confidence=0.5),
        outline("A", "sues", "B", confidence=0.25),
        outline("A", "sues", "C", status="denied"),
        outline("A", "controls", "A"),
        outline("A", "raisesFunding", ""),
    ]
    assert join_entities(claims, Choice(FACTS)) == [Link("A", "B", 2, 0.75)]
