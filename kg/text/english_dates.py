"""How English text writes dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from kg.text import calendar
from kg.text.calendar import When

Found = tuple[int, int, When]

_MONTH_NAMES = ["january", "february", "march", "april", "may", "june"]
_MONTH_NAMES += ["july", "august", "september", "october", "november", "december"]
_MONTHS = {name[:length]: number for number, name in enumerate(_MONTH_NAMES, start=1) for length in (3, 4, len(name))}
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# The month in which a season ends; a winter is over in the year after it began.
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}
_COUNTS = ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_UNITS = "day|week|month|year"

_ANY_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_MONTH = rf"(?P<month>{_ANY_MONTH})(?![a-z])"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)(?!\d|[.,]\d|s\b)"
_DATE = re.compile(
    rf"(?<![\w.,-])(?P<iso_year>\d{{4}})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?!\d)"
    rf"|\b{_MONTH} {_DAY}(?!\d)(?:(?:,? ){_YEAR})?"
    rf"|(?<![\w.,])(?P<day_before>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?: of)? (?P<month_after>{_ANY_MONTH})(?![a-z])"
    rf"(?:,? (?P<year_after>(?:1[89]|20)\d\d)(?!\d|[.,]\d|s\b))?"
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},?(?: of)? {_YEAR}")
_BARE_MONTH = re.compile(rf"(?:\b(?P<which>(?i:last|next|this)) )?\b{_MONTH}(?![\w-]*\d| \d)")
# Words of their own, unless a preposition or an adjective of time stands before them.
_AMBIGUOUS = {"march", "may", "mar", "jun", "jan", "sep"}
_TIME_WORD_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|during|from|after|before|early|late|mid|of|for|through|to|and|last|next|this)[ -]$",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(rf"(?<![\w$€£¥₩₹#.,/-]){_YEAR}(?![\w%]|-\d|/\d)")
# "Windows 2000", "Q3 2023", "fiscal 2024", "about 2000 people" are no years.
_NOT_BEFORE_YEAR = re.compile(
    r"(?:\b(?:quarter of|fiscal|fiscal year|about|roughly|some|nearly|almost|over|than|least|another|additional)"
    r"|\b(?!(?:In|Since|By|Until|From|After|Before|During|Between|And|Early|Late|Mid|Spring|Summer|Autumn|Fall|Winter"
    r"|Around|Through|To|Of|The|A|An|Its|Their)\b)[A-Z][\w&.-]*) $"
)
_NOT_AFTER_YEAR = re.compile(
    r" (?:employees|people|workers|jobs|staff|users|customers|stores|shops|engineers|positions|roles|units|cars|km"
    r"|miles|dollars|euros|yen|yuan|won|pounds|square|percent|per)\b"
)
_RELATIVE = re.compile(
    r"\b(?:(?P<word>today|tonight|yesterday|tomorrow)"
    r"|(?P<end>end of last year)|(?P<which>last|next|this) (?P<unit>week|month|year|spring|summer|autumn|fall|winter)"
    r"|(?:in|from|by|until|this coming) the (?P<season>spring|summer|autumn|fall|winter)(?! of)(?! (?:1[89]|20)\d\d)"
    r"|(?:in )?the (?P<new_year>new year)"
    rf"|(?P<count>\d{{1,3}}|an?|{'|'.join(_COUNTS[1:])}) (?P<ago>{_UNITS})s? ago"
    r")\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:(?P<which>[Ll]ast|[Nn]ext) )?(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?!s\b)\b"
)
_REACH = 24
# A verb of the future before a month, with neither a verb of the past nor another date between them.
_AHEAD = re.compile(
    r"\b(?:will|shall|(?:plans?|intends?|expects?|expected|aims?|hopes?|due|scheduled|slated|set) (?:to|in|for|on|by))"
    r"(?: be [a-z]+ed)?"
    r"(?: (?!(?:said|was|were|had|has|have|since|fell|came|took|made|broke|that|who|which|(?:1[89]|20)\d\d|[a-z]+ed"
    rf"|{_ANY_MONTH})\b)[^ .;]+){{0,12}} $"
)
_AHEAD_REACH = 120


def read_english_dates(text: str, published: date | None) -> Iterator[Found]:
    """The dates in a text with their offsets; of those that overlap, the longest that starts first is meant."""
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            when = read(match, text, published)
            if when is not None:
                yield match.start(), match.end(), when


def _month_number(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()]


def _read_date(match: re.Match[str], text: str, published: date | None) -> When | None:
    if match["iso_year"]:
        return calendar.make_when(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    month, day = _month_number(match["month"] or match["month_after"]), int(match["day"] or match["day_before"])
    year = match["year"] or match["year_after"]
    if year:
        return calendar.make_when(int(year), month, day)
    if published is None:
        return None
    return calendar.place_day(published, month, day, ahead=_looks_ahead(text, match.start()))


def _looks_ahead(text: str, start: int) -> bool:
    return _AHEAD.search(text[max(0, start - _AHEAD_REACH) : start]) is not None


def _read_month_year(match: re.Match[str], text: str, published: date | None) -> When | None:
    del text, published
    return calendar.make_when(int(match["year"]), _month_number(match["month"]))


def _read_bare_month(match: re.Match[str], text: str, published: date | None) -> When | None:
    if published is None:
        return None
    month, which = _month_number(match["month"]), (match["which"] or "").lower()
    before = text[max(0, match.start() - _REACH) : match.start()]
    if not which and match["month"].rstrip(".").lower() in _AMBIGUOUS and not _TIME_WORD_BEFORE.search(before):
        return None
    if which == "last":
        return calendar.make_when(published.year - (month >= published.month), month)
    if which == "next":
        return calendar.make_when(published.year + (month <= published.month), month)
    if which == "this":
        return calendar.make_when(published.year, month)
    return calendar.place_month(published, month, ahead=_looks_ahead(text, match.start()))


def _read_bare_year(match: re.Match[str], text: str, published: date | None) -> When | None:
    del published
    before = text[max(0, match.start() - _REACH) : match.start()]
    if _NOT_BEFORE_YEAR.search(before) or _NOT_AFTER_YEAR.match(text, match.end()):
        return None
    return When(int(match["year"]))


def _read_relative(match: re.Match[str], text: str, published: date | None) -> When | None:
    del text
    if published is None:
        return None
    if match["word"]:
        return calendar.add_days(published, {"yesterday": -1, "tomorrow": 1}.get(match["word"].lower(), 0))
    if match["ago"]:
        return _count_back(published, match["count"].lower(), match["ago"].lower())
    if match["end"]:
        return calendar.make_when(published.year - 1, 12)
    if match["new_year"]:
        return calendar.make_when(published.year + (published.month > 6))
    if match["season"]:
        return calendar.make_when(published.year)
    step = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    unit = match["unit"].lower()
    if unit == "week":
        return calendar.month_of_week(published, step)
    if unit == "month":
        return calendar.add_months(published, step)
    if unit in _SEASONS and step < 0:
        return calendar.make_when(published.year - (published.month <= _SEASONS[unit]))
    return calendar.make_when(published.year + step)


def _count_back(published: date, count: str, unit: str) -> When | None:
    number = int(count) if count.isdecimal() else 1 if count in ("a", "an") else _COUNTS.index(count) + 1
    if unit == "day":
        return calendar.add_days(published, -number)
    if unit == "week":
        return calendar.month_of_week(published, -number)
    if unit == "month":
        return calendar.add_months(published, -number)
    return calendar.make_when(published.year - number)


def _read_weekday(match: re.Match[str], text: str, published: date | None) -> When | None:
    del text
    if published is None:
        return None
    weekday, which = _WEEKDAYS.index(match["weekday"].lower()), (match["which"] or "").lower()
    if which == "next":
        return calendar.next_weekday(published, weekday)
    return calendar.last_weekday(published, weekday, before=which == "last")


_READERS: list[tuple[re.Pattern[str], Callable[[re.Match[str], str, date | None], When | None]]] = [
    (_DATE, _read_date),
    (_MONTH_YEAR, _read_month_year),
    (_BARE_MONTH, _read_bare_month),
    (_BARE_YEAR, _read_bare_year),
    (_RELATIVE, _read_relative),
    (_WEEKDAY, _read_weekday),
]
