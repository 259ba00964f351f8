"""Percentages and fractions in English and Japanese text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.text import numbers

_THOUSANDTH = Decimal("0.001")
_HUNDREDTH, _TENTH = Decimal("0.01"), Decimal("0.1")
_PERCENT = re.compile(
    rf"{numbers.START}(?P<number>{numbers.DIGITS})(?:%?[-–—~〜～]{numbers.DIGITS})?"
    r"(?: ?[%％]| ?パーセント|(?i:[ -]per ?cent| ?pct)\b)(?!(?: ?ポイント|[ -]points?\b))"
)
# 「2割引」 is a discount, 「3割高」 a rise.
_WARI = re.compile(
    rf"{numbers.JA_START}(?P<number>\d{{1,2}}|[一二三四五六七八九])割(?:(?P<tenth>[\d一二三四五六七八九])分)?(?![引高安増減合当りる])"
)
_ENGLISH_FRACTIONS = {"third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_ENGLISH_FRACTION = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)})[ -](?P<part>{'|'.join(sorted(_ENGLISH_FRACTIONS))})\b(?= of\b)", re.IGNORECASE
)
_HALF = re.compile(
    r"(?<!first )(?<!second )(?<!other )(?<!latter )(?<!in )(?<![\w-])half"
    r"(?= (?:of|its|the|their|his|her|each)\b|[.,;:)])",
    re.IGNORECASE,
)
_JAPANESE_FRACTION = re.compile(
    rf"{numbers.JA_START}(?P<parts>[1-9]\d?|[二三四五六七八九十])分の(?P<count>[1-9]|[一二三四五六七八九])(?!\d)"
)
_JAPANESE_WORDS = {"半数": "0.5", "半分": "0.5", "折半": "0.5", "全株式": "1", "全株": "1"}
_JAPANESE_WORD = re.compile(rf"(?<!過)(?:{'|'.join(sorted(_JAPANESE_WORDS, reverse=True))})")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole in a text; of a range, its first end.

    Attributes:
        start: Where it starts in the text.
        end: Where it ends.
        text: The literal text.
        share: How much, from 0 to 1.
    """

    start: int
    end: int
    text: str
    share: float


def find_shares(text: str) -> list[Share]:
    """The percentages up to 100 and the fractions that a text names, in order."""
    found = [
        Share(match.start(), match.end(), match.group(), float(value))
        for match, value in _read_matches(text)
        if 0 <= value <= 1
    ]
    return sorted(found, key=lambda one: one.start)


def _read_matches(text: str) -> Iterator[tuple[re.Match[str], Decimal]]:
    for match in _PERCENT.finditer(text):
        yield match, numbers.read_digits(match["number"]) * _HUNDREDTH
    for match in _ENGLISH_FRACTION.finditer(text):
        yield match, _divide(_COUNTS[match["count"].lower()], _ENGLISH_FRACTIONS[match["part"].lower()])
    for match in _HALF.finditer(text):
        yield match, Decimal("0.5")
    if text.isascii():
        return
    for match in _WARI.finditer(text):
        tenth = numbers.read_japanese(match["tenth"] or "0")
        yield match, (numbers.read_japanese(match["number"]) + tenth * _TENTH) * _TENTH
    for match in _JAPANESE_FRACTION.finditer(text):
        yield match, _divide(int(numbers.read_japanese(match["count"])), int(numbers.read_japanese(match["parts"])))
    for match in _JAPANESE_WORD.finditer(text):
        yield match, Decimal(_JAPANESE_WORDS[match.group()])


def _divide(count: int, parts: int) -> Decimal:
    return (Decimal(count) / parts).quantize(_THOUSANDTH)
