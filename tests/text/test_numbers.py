from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.numbers import as_number, read_japanese, read_scale


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("1兆2000億", 1_200_000_000_000),
        ("5千万", 50_000_000),
        ("1億3,000万", 130_000_000),
        ("百二十", 120),
        ("二〇二三", 2023),
        ("3.5億", 350_000_000),
        ("十", 10),
        ("１万２０００", 12_000),
    ],
)
def test_japanese_numbers(number: str, value: int) -> None:
    assert read_japanese(number) == value


@pytest.mark.parametrize(
    ("scale", "factor"), [("billion", 10**9), (" bn", 10**9), ("-Million", 10**6), ("M", 10**6), (None, 1), ("", 1)]
)
def test_scales(scale: str | None, factor: int) -> None:
    assert read_scale(scale) == factor


def test_whole_numbers_are_integers() -> None:
    assert repr(as_number(Decimal("1.2") * 10**9)) == "1200000000"
    assert repr(as_number(Decimal("23.28"))) == "23.28"


@given(st.integers(1, 10**15))
def test_digits_between_scales_add_up(value: int) -> None:
    rest, text = value, ""
    for scale, factor in (("兆", 10**12), ("億", 10**8), ("万", 10**4), ("", 1)):
        count, rest = divmod(rest, factor)
        text += f"{count}{scale}" if count else ""
    assert read_japanese(text) == value
