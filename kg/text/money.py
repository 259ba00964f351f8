"""Amounts of money in English and Japanese text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from kg.text import numbers

_CURRENCIES_FILE = Path(__file__).with_name("currencies.toml")
_DASH = r" ?[-–—~〜～] ?"
_LONGEST_GAP = 24
# "8 billion yuan ($1.2 billion)": the second says the first again.
_CONVERSION = re.compile(
    r"\s*(?:[(（]|,? or )(?:(?:equivalent to|about|approximately|around|roughly|some|nearly|almost|over|約|およそ) ?)?",
    re.IGNORECASE,
)
# A price of one share is not what anybody paid.
_PER_SHARE_AFTER = re.compile(r" (?:a|per|for each|each) share\b| apiece\b|/share\b", re.IGNORECASE)
_PER_SHARE_BEFORE = re.compile(r"1株(?:当たり|あたり|につき)?[、,]?約?$")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a text; of a range, its first end.

    Attributes:
        start: Where it starts in the text.
        end: Where it ends.
        text: The literal text.
        amount: How much, in units of the currency.
        currency: ISO 4217 code.
    """

    start: int
    end: int
    text: str
    amount: int | float
    currency: str


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The ways to write an amount: the currency first, last in English, last in Japanese."""

    currency_first: re.Pattern[str]
    english: re.Pattern[str]
    japanese: re.Pattern[str]
    codes: dict[str, str]
    ambiguous: frozenset[str]


def find_money(text: str) -> list[Money]:
    """The amounts of money that a text names, in order, without conversions and prices per share."""
    found: list[Money] = []
    end = 0
    for money in sorted(_read_candidates(text), key=lambda one: (one.start, -one.end)):
        if money.start < end:
            continue
        end = money.end
        if not _is_per_share(text, money) and not (found and _is_conversion(text, found[-1], money)):
            found.append(money)
    return found


def _read_candidates(text: str) -> Iterator[Money]:
    patterns = _load_patterns()
    for match in patterns.currency_first.finditer(text):
        amount = _read_english(match) if match["number"] else numbers.read_japanese(match["japanese"])
        yield _money(match, amount, patterns.codes[match["currency"]])
    for match in patterns.english.finditer(text):
        currency = match["currency"].lower()
        scaled = match["scale"] or match["last_scale"] or match["word"] or "," in (match["number"] or "")
        if scaled or currency not in patterns.ambiguous:
            yield _money(match, _read_english(match), patterns.codes.get(match["currency"]) or patterns.codes[currency])
    # Every Japanese word for a currency has a sign that is not ASCII.
    for match in () if text.isascii() else patterns.japanese.finditer(text):
        if _has_large_number(match) or (match["currency"] not in patterns.ambiguous and not _is_lone_kanji(match)):
            yield _money(match, _read_range(match), patterns.codes[match["currency"]])


def _money(match: re.Match[str], amount: Decimal, currency: str) -> Money:
    return Money(match.start(), match.end(), match.group(), numbers.as_number(amount), currency)


def _read_english(match: re.Match[str]) -> Decimal:
    """The amount; the first of "3 to 4 billion" has its scale from the last."""
    word = match.groupdict().get("word")
    if word:
        return numbers.WORDS[word.lower()] * numbers.read_scale(match["word_scale"])
    return numbers.read_digits(match["number"]) * numbers.read_scale(match["scale"] or match["last_scale"])


def _read_range(match: re.Match[str]) -> Decimal:
    """The amount; the first of 「3〜4兆」 has its scale from the last."""
    first, last = match["first"], match["number"]
    if not first:
        return numbers.read_japanese(last)
    value = numbers.read_japanese(first)
    return value if numbers.first_japanese_scale(first) > 1 else value * numbers.first_japanese_scale(last)


def _has_large_number(match: re.Match[str]) -> bool:
    return "," in match["number"] or numbers.first_japanese_scale(match["number"]) > 1


def _is_lone_kanji(match: re.Match[str]) -> bool:
    """Whether this is one of the words that look like an amount, such as 「一円」 (the whole of an area)."""
    return len(match["number"]) == 1 and not match["number"].isdecimal()


def _is_per_share(text: str, money: Money) -> bool:
    before = text[max(0, money.start - _LONGEST_GAP) : money.start]
    return bool(_PER_SHARE_AFTER.match(text, money.end) or _PER_SHARE_BEFORE.search(before))


def _is_conversion(text: str, before: Money, money: Money) -> bool:
    gap = text[before.end : money.start] if money.start - before.end <= _LONGEST_GAP else ""
    return before.currency != money.currency and _CONVERSION.fullmatch(gap) is not None


@lru_cache(maxsize=1)
def _load_patterns() -> _Patterns:
    table = tomllib.loads(_CURRENCIES_FILE.read_text(encoding="utf-8"))
    ambiguous = frozenset(table.pop("only_with_large_numbers"))
    before = {word: code for code, entry in table.items() for word in (code, *entry["before"])}
    english = {word.lower(): code for code, entry in table.items() for word in entry["after"]}
    japanese = {word: code for code, entry in table.items() for word in entry["ja"]}
    symbols, words = _any_of(before), _any_of(english)
    amount = rf"(?P<number>{numbers.DIGITS})(?P<scale>{numbers.SCALE})?"
    upper = rf"(?:{_DASH}(?:{symbols})?|(?<=\d) to (?:{symbols})?){numbers.DIGITS}(?P<last_scale>{numbers.SCALE})?"
    return _Patterns(
        currency_first=re.compile(
            rf"(?<![A-Za-z$])(?P<currency>{symbols}) ?(?:(?P<japanese>{numbers.JA_SCALED})|{amount}(?:{upper})?)"
        ),
        english=re.compile(
            rf"(?:{numbers.START}{amount}(?:{upper})?|(?P<word>{numbers.WORD})[ -](?P<word_scale>{numbers.SCALE}))"
            rf"[ -]?(?P<currency>(?i:{words})(?![A-Za-z])|(?:{_any_of(table)})(?![A-Za-z]))"
        ),
        japanese=re.compile(
            rf"{numbers.JA_START}(?:(?P<first>{numbers.JA_NUMBER})(?:[-–—~〜～]|から))?(?P<number>{numbers.JA_NUMBER})"
            rf"(?P<currency>{_any_of(japanese)})"
        ),
        codes={**english, **japanese, **before},
        ambiguous=ambiguous,
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
