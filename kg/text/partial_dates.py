"""ISO dates that may lack the day or the month: "2023", "2023-01", "2023-01-23"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PRECISIONS = ("year", "month", "day")


def first_day(text: str) -> tuple[str, str] | None:
    """The first day of an ISO year, month or day, and which of the three it is; None if it is no date."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return first.isoformat(), _PRECISIONS[sum(part is not None for part in (month, day))]


def last_day(text: str) -> str | None:
    """The last day of an ISO year, month or day; None if it is no date."""
    found = first_day(text)
    if found is None:
        return None
    first, precision = date.fromisoformat(found[0]), found[1]
    if precision == "day":
        return found[0]
    month = 12 if precision == "year" else first.month
    return first.replace(month=month, day=monthrange(first.year, month)[1]).isoformat()
