"""Days and months as people write them in the chosen language."""

from __future__ import annotations

from datetime import date, timedelta

from ui.strings import Words


def name_month(day: str, words: Words, *, short: bool = False) -> str:
    """The month of an ISO date or month: "Jan 2024"; in short "Jan"."""
    month = words("brush.months").split()[int(day[5:7]) - 1]
    return month if short else words("brush.month", year=int(day[:4]), month=month)


def name_day(day: str, words: Words) -> str:
    """An ISO date: "15 Jan 2024"."""
    return words("brush.day", year=int(day[:4]), month=name_month(day, words, short=True), day=int(day[8:10]))


def name_when(day: str, reported: str, words: Words) -> str:
    """The day of a claim, no more exactly than is known: the first of a month may stand for the month or the year.

    Args:
        day: ISO date on which it happened or from which it holds, or "".
        reported: ISO date of the article, or ""; this one is a day.
        words: The language.
    """
    if not day:
        return words("brush.undated")
    if day == reported or not day.endswith("-01"):
        return name_day(day, words)
    return words("brush.year", year=int(day[:4])) if day.endswith("-01-01") else name_month(day, words)


def name_range(since: str, until: str, words: Words) -> str:
    """A range of days whose ends are ISO dates, or "" where it is open; whole months without their days."""
    whole = (not since or since.endswith("-01")) and (not until or _next_day(until).endswith("-01"))
    name = name_month if whole else name_day
    first, last = (name(day, words) if day else "" for day in (since, until))
    if first and last:
        return words("brush.only" if first == last else "brush.between", since=first, until=last)
    if first:
        return words("brush.from", since=first)
    return words("brush.to", until=last) if last else words("brush.all")


def _next_day(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except OverflowError:
        return "-01"
