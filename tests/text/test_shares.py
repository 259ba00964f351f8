from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.shares import find_shares


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("a 49% stake", [0.49]),
        ("49 percent of it", [0.49]),
        ("49 per cent", [0.49]),
        ("12.5 pct", [0.125]),
        ("a 10-20% stake", [0.1]),
        ("a third of its staff", [0.333]),
        ("two-thirds of the shares", [0.667]),
        ("each holds half, and", [0.5]),
        ("dismiss half of its staff", [0.5]),
        ("about a tenth of its staff", [0.1]),
        ("a majority of the shares", []),
        ("in the second half of 2023", []),
        ("half a billion dollars", []),
        ("rose 150%", []),
        ("5 percentage points", []),
        ("49パーセントの株式", [0.49]),
        ("株式の49%を取得", [0.49]),
        ("４９％", [0.49]),
        ("約3割", [0.3]),
        ("3割5分", [0.35]),
        ("三割", [0.3]),
        ("3分の1を", [0.333]),
        ("三分の二", [0.667]),
        ("約半数が", [0.5]),
        ("折半出資で", [0.5]),
        ("全株式を取得", [1.0]),
        ("過半数の株式", []),
        ("2割引の価格", []),
        ("役割を果たす", []),
        ("5%ポイント", []),
        ("TSMCが約86.5%、SSSが約6.0%", [0.865, 0.06]),
    ],
)
def test_shares(text: str, shares: list[float]) -> None:
    assert [one.share for one in find_shares(text)] == shares


@given(st.text(st.one_of(st.characters(), st.sampled_from("0123456789.,%割分の一半数 half"))))
def test_spans_are_literal_and_shares_parts(text: str) -> None:
    found = find_shares(text)
    assert all(text[one.start : one.end] == one.text != "" and 0 <= one.share <= 1 for one in found)


@pytest.mark.parametrize("unit", ["1", "1割", "9.", "半", "a third of "])
def test_long_strings_take_linear_time(unit: str) -> None:
    started = time.perf_counter()
    find_shares(unit * (100_000 // len(unit)))
    assert time.perf_counter() - started < 10
