"""How numbers are written in English and Japanese, and what they are worth."""

from __future__ import annotations

import re
from decimal import Decimal

# Every count is bounded, so that an endless string of digits takes linear time and is no number.
# A number starts where no other goes on.
START = r"(?<!\d)(?<!\d[.,])"
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,16})(?:\.\d{1,6})?(?!\d)(?!,\d{3})"
SCALES = {
    "hundred million": 10**8,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "lakh crore": 10**12,
    "crore": 10**7,
    "lakh": 10**5,
    "mln": 10**6,
    "mn": 10**6,
    "bln": 10**9,
    "bn": 10**9,
    "trn": 10**12,
    "tn": 10**12,
}
# Letters that are scales only right behind the digits.
_SCALE_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
SCALE = rf"(?i:[ \-]?(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})|[kmbt])(?![A-Za-z\d])"
UNITS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {
    **dict.fromkeys(("half a", "a half"), Decimal("0.5")),
    **dict.fromkeys(("a", "an", "one"), Decimal(1)),
    **{word: Decimal(value) for value, word in enumerate(UNITS, start=2)},
    **{word: Decimal(10 * value) for value, word in enumerate(_TENS, start=2)},
    **dict.fromkeys(("a hundred", "one hundred"), Decimal(100)),
}
WORD = rf"(?i:(?<![\w-])(?:{'|'.join(sorted(WORDS, key=len, reverse=True))}))"

_JA_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
_JA_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_JA_SCALES = {"万": 10**4, "億": 10**8, "兆": 10**12}
_JA_PART = rf"(?:{DIGITS}|[〇零一二三四五六七八九十百千]{{1,9}})[千百]?"
JA_START = r"(?<!\d)(?<!\d[.,])(?<![〇零一二三四五六七八九十百千万億兆数何第])"
JA_SCALED = rf"(?:{_JA_PART}[万億兆]){{1,3}}(?:{_JA_PART})?"
JA_NUMBER = rf"(?:{JA_SCALED}|{_JA_PART})"
_JA_PIECE = re.compile(rf"({DIGITS}|[〇零一二三四五六七八九十百千]+)([千百]?)([万億兆]?)")


def read_scale(scale: str | None) -> int:
    """The factor of "billion", "-bn", "m"; 1 for nothing."""
    word = (scale or "").strip(" -").lower()
    return SCALES.get(word) or _SCALE_LETTERS.get(word, 1)


def read_digits(digits: str) -> Decimal:
    """The value of "68.7" or "12,500"."""
    return Decimal(digits.replace(",", ""))


def read_japanese(number: str) -> Decimal:
    """The value of 「1兆2000億」, 「5千万」 or 「百二十」."""
    total = Decimal(0)
    for digits, unit, scale in _JA_PIECE.findall(number):
        value = read_digits(digits) if digits[0].isdecimal() else Decimal(_read_kanji(digits))
        total += value * _JA_SMALL_UNITS.get(unit, 1) * _JA_SCALES.get(scale, 1)
    return total


def first_japanese_scale(number: str) -> int:
    """The factor of the first scale in 「4兆5000億」, or 1."""
    return next((_JA_SCALES[character] for character in number if character in _JA_SCALES), 1)


def as_number(value: Decimal) -> int | float:
    """The value as an integer where it is one."""
    return int(value) if value == value.to_integral_value() else float(value)


def _read_kanji(digits: str) -> int:
    if not any(character in _JA_SMALL_UNITS for character in digits):
        return int("".join(str(_JA_DIGITS[character]) for character in digits))
    total = pending = 0
    for character in digits:
        if character in _JA_SMALL_UNITS:
            total += (pending or 1) * _JA_SMALL_UNITS[character]
            pending = 0
        else:
            pending = _JA_DIGITS[character]
    return total + pending
