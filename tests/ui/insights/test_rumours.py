"""What became of rumours."""

from __future__ import annotations

import pytest

from kg.timeline import Deal, DealState
from tests.ui.insights.outlines import deal
from ui.insights.network import Choice
from ui.insights.rumours import follow_rumours

RUMOURED, ANNOUNCED, COMPLETED = DealState.RUMOURED, DealState.ANNOUNCED, DealState.COMPLETED
BLOCKED, CANCELLED, ENDED = DealState.BLOCKED, DealState.CANCELLED, DealState.ENDED
ALL = Choice(())

LIVES = [
    (deal(("2024-01-01", RUMOURED)), "open", None),
    (deal(("2024-01-01", RUMOURED), ("2024-01-11", ANNOUNCED)), "announced", 10),
    (deal(("2024-01-01", RUMOURED), ("2024-02-01", ANNOUNCED), ("2024-03-01", COMPLETED)), "true", 60),
    (deal(("2024-01-01", RUMOURED), ("2024-01-02", CANCELLED)), "died", 1),
    (deal(("2024-01-01", RUMOURED), ("2024-01-02", BLOCKED), ("2024-01-03", COMPLETED)), "true", 2),
    (deal(("2024-01-01", RUMOURED), ("2024-01-02", COMPLETED), ("2025-01-03", ENDED)), "true", 1),
    (deal(("2024-01-01", RUMOURED), ("2024-01-02", COMPLETED), ("2024-01-03", CANCELLED)), "died", 2),
    (deal(("", RUMOURED), ("2024-01-02", COMPLETED)), "true", None),
]


@pytest.mark.parametrize(("one", "outcome", "days"), LIVES)
def test_outcomes(one: Deal, outcome: str, days: int | None) -> None:
    (found,) = follow_rumours([one], ALL)
    assert (found.outcome, found.days) == (outcome, days)


@pytest.mark.parametrize("state", [ANNOUNCED, COMPLETED, CANCELLED])
def test_what_was_no_rumour_first_is_none(state: DealState) -> None:
    assert follow_rumours([deal(("2024-01-01", state), ("2024-02-01", RUMOURED), state=state)], ALL) == []


def test_the_latest_news_come_first_and_days_are_those_of_the_rumour() -> None:
    old = deal(("2023-01-01", RUMOURED), ("2024-06-01", COMPLETED), other="old")
    new = deal(("2024-01-01", RUMOURED), ("2024-02-01", COMPLETED), other="new")
    assert [one.deal.object for one in follow_rumours([new, old], ALL)] == ["old", "new"]
    assert [one.deal.object for one in follow_rumours([new, old], Choice((), since="2023-06-01"))] == ["new"]
