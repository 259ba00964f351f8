"""Who put how much into others."""

from __future__ import annotations

import pytest

from kg.timeline import Deal, DealState
from tests.ui.insights.outlines import deal
from ui.insights.figures import name_amount
from ui.insights.investors import Investor, rank_investors
from ui.insights.network import Choice

DONE, RUMOURED, BLOCKED = DealState.COMPLETED, DealState.RUMOURED, DealState.BLOCKED
ALL = Choice(())


def invest(
    subject: str,
    other: str,
    *claims: str,
    state: DealState = DONE,
    day: str = "2024-01-01",
    relation: str = "investsIn",
) -> Deal:
    return deal((day, state), subject=subject, other=other, claims=claims, relation=relation)


AMOUNTS = {"a": (10.0, "USD"), "b": (12.0, "USD"), "c": (5.0, "USD"), "y": (900.0, "JPY"), "z": (50.0, "JPY")}


def test_currencies_stay_apart_and_disagreement_is_a_range() -> None:
    first, second, yen = invest("A", "X", "a", "b"), invest("A", "Y", "c"), invest("A", "Z", "y")
    assert rank_investors([first, second, yen], AMOUNTS, "investsIn", ALL) == {
        "USD": [Investor("A", "USD", 15.0, 17.0, (first, second))],
        "JPY": [Investor("A", "JPY", 900.0, 900.0, (yen,))],
    }


def test_one_deal_told_in_two_currencies_is_in_both() -> None:
    found = rank_investors([invest("A", "X", "a", "y")], AMOUNTS, "investsIn", ALL)
    assert {currency: each[0].high for currency, each in found.items()} == {"USD": 10.0, "JPY": 900.0}


def test_what_several_paid_together_counts_from_nothing_to_the_whole() -> None:
    amounts = {"1-a": (100.0, "USD"), "1-b": (100.0, "USD"), "2-a": (30.0, "USD"), "1-c": (100.0, "USD")}
    both = [invest("A", "X", "1-a"), invest("B", "X", "1-b")]
    alone = [invest("A", "Y", "2-a"), invest("C", "Z", "1-c")]
    found = rank_investors([*both, *alone], amounts, "investsIn", ALL)["USD"]
    assert [(one.entity_id, one.low, one.high) for one in found] == [
        ("A", 30.0, 130.0),
        ("C", 100.0, 100.0),
        ("B", 0.0, 100.0),
    ]


def test_the_largest_investor_comes_first() -> None:
    deals = [invest("A", "X", "c"), invest("B", "X", "a"), invest("C", "Y", "a")]
    assert [one.entity_id for one in rank_investors(deals, AMOUNTS, "investsIn", ALL)["USD"]] == ["B", "C", "A"]


@pytest.mark.parametrize(
    ("one", "rumoured", "counts"),
    [
        (invest("A", "X", "a"), False, True),
        (invest("A", "X", "a", state=DealState.ANNOUNCED), False, True),
        (invest("A", "X", "a", state=RUMOURED), False, False),
        (invest("A", "X", "a", state=RUMOURED), True, True),
        (invest("A", "X", "a", state=BLOCKED), True, False),
        (invest("A", "X", "a", relation="acquires"), True, False),
        (invest("A", "X", "no amount"), True, False),
        (invest("A", "X", "a", day="2025-01-01"), True, False),
    ],
)
def test_which_deals_count(one: Deal, rumoured: bool, counts: bool) -> None:
    choice = Choice((), until="2024-12-31")
    assert bool(rank_investors([one], AMOUNTS, "investsIn", choice, rumoured=rumoured)) is counts


@pytest.mark.parametrize(
    ("value", "en", "ja"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (12_345, "12.3k", "1.23万"),
        (10_000_000_000, "10 bn", "100億"),
        (97_400_000_000, "97.4 bn", "974億"),
        (2_400_000_000_000, "2.4 tn", "2.4兆"),
    ],
)
def test_sums_are_named_in_short(value: float, en: str, ja: str) -> None:
    assert (name_amount(value, "en"), name_amount(value, "ja")) == (en, ja)
