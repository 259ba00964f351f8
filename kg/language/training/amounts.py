"""Rules for what the name sources leave out: money, percentages and dates.

Money and percentages have such a fixed shape that a rule labels them as well
as a person would. Dates have not, so where a source lacks them the rule only
marks the words that might belong to one as unknown.
"""

from __future__ import annotations

import re

from kg.language.training.spans import OUTSIDE, UNKNOWN, NameSentence, Span, tag_span

_NUMBER = re.compile(r"^\d[\d,.]*\d$|^\d+$|^\d[\d,.]*(?:[kmb]|bn|mn|tn)$", re.IGNORECASE)
_SCALES = frozenset(["hundred", "thousand", "million", "billion", "trillion", "bn", "mn", "tn"])
_SYMBOLS = frozenset(["$", "US$", "A$", "C$", "HK$", "€", "£", "¥"])
_SYMBOL_NUMBER = re.compile(r"^(?:US)?[$\u20ac\u00a3\u00a5]\d[\d,.]*(?:[kmb]|bn|mn)?$", re.IGNORECASE)
_CURRENCIES = frozenset(["dollar", "dollars", "euro", "euros", "yen", "cents", "rupees", "yuan"])
_PERCENT = frozenset(["%", "percent", "pct"])

_MONTHS = (
    "January February March April May June July August September October November December "
    "Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec."
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_ANCHORS = frozenset(f"{_MONTHS} {_DAYS}".split()) | frozenset(
    [
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "day",
        "days",
        "week",
        "weeks",
        "weekend",
        "month",
        "months",
        "year",
        "years",
        "decade",
        "decades",
        "century",
        "centuries",
        "quarter",
        "spring",
        "summer",
        "fall",
        "autumn",
        "winter",
    ]
)
_YEAR = re.compile(r"^(?:1[5-9]\d\d|20\d\d)s?$|^'\d0s$|^\d\d?/\d\d?(?:/\d{2,4})?$")
_AROUND_DATES = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "last",
        "next",
        "this",
        "past",
        "early",
        "late",
        "mid",
        "ago",
        ",",
        "-",
        "first",
        "second",
        "third",
        "fourth",
        "few",
        "several",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "coming",
        "previous",
        "about",
    ]
)


def is_date_anchor(word: str) -> bool:
    """Tells whether a word on its own suggests a date.

    Args:
        word: A word form.

    Returns:
        True for months, weekdays, years and the like.
    """
    # "May" and "March" are words of their own in lower case.
    return word in _ANCHORS or word.lower() in _ANCHORS or bool(_YEAR.match(word))


def hide_dates(sentence: NameSentence) -> None:
    """Marks words of possible dates as unknown, in place.

    Args:
        sentence: Sentence of a source that does not label dates.
    """
    words, tags = sentence.words, sentence.tags
    for index, word in enumerate(words):
        if not is_date_anchor(word):
            continue
        start, end = index, index + 1
        while start > 0 and _is_around_date(words[start - 1]):
            start -= 1
        while end < len(words) and (_is_around_date(words[end]) or is_date_anchor(words[end])):
            end += 1
        for position in range(start, end):
            if tags[position] == OUTSIDE:
                tags[position] = UNKNOWN


def label_amounts(sentence: NameSentence) -> None:
    """Labels money and percentages that the source left alone, in place.

    Args:
        sentence: Any sentence.
    """
    for span in find_amounts(sentence.words):
        if all(tag in {OUTSIDE, UNKNOWN} for tag in sentence.tags[span.start : span.end]):
            tag_span(sentence.tags, span)


def find_amounts(words: list[str]) -> list[Span]:
    """Finds sums of money and percentages.

    Args:
        words: Word forms.

    Returns:
        ``Money`` and ``Percent`` spans from left to right.
    """
    spans: list[Span] = []
    index = 0
    while index < len(words):
        span = _amount_at(words, index)
        if span is not None:
            spans.append(span)
        index = span.end if span is not None else index + 1
    return spans


def _amount_at(words: list[str], start: int) -> Span | None:
    has_symbol = words[start] in _SYMBOLS
    number = start + 1 if has_symbol else start
    if number >= len(words):
        return None
    has_symbol = has_symbol or bool(_SYMBOL_NUMBER.match(words[number]))
    if not (_NUMBER.match(words[number]) or _SYMBOL_NUMBER.match(words[number])):
        return None
    end = number + 1
    while end < len(words) and words[end].lower() in _SCALES:
        end += 1
    following = words[end].lower() if end < len(words) else ""
    if has_symbol:
        return Span(start, end, "Money")
    if following in _CURRENCIES:
        return Span(start, end + 1, "Money")
    if following in _PERCENT:
        return Span(start, end + 1, "Percent")
    if following == "per" and words[end + 1 : end + 2] == ["cent"]:
        return Span(start, end + 2, "Percent")
    return None


def _is_around_date(word: str) -> bool:
    return word.lower() in _AROUND_DATES or word.isdigit()
