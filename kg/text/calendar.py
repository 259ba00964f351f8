"""Years, months and days that a text names only in part, and the day it was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

# News looks back, but says "on Nov. 8" of the coming weeks too.
_AHEAD = timedelta(days=31)
_DAY_AHEAD = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class When:
    """A year, a month or a day."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """ISO 8601, as precise as it is."""
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


def make_when(year: int, month: int = 0, day: int = 0) -> When | None:
    """The date, or None if there is no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return When(year, month, day)


def when_of(day: date) -> When:
    """A day with full precision."""
    return When(day.year, day.month, day.day)


def add_days(published: date, days: int) -> When | None:
    """The day so many days after publication."""
    try:
        return when_of(published + timedelta(days=days))
    except OverflowError:
        return None


def add_months(published: date, months: int) -> When | None:
    """The month so many months after that of publication."""
    years, month = divmod(published.year * 12 + published.month - 1 + months, 12)
    return make_when(years, month + 1)


def place_month(published: date, month: int, *, ahead: bool) -> When | None:
    """The month without a year: the next one if the text looks ahead, else the last until a month from then."""
    if ahead:
        return make_when(published.year + (month < published.month), month)
    when = _last_that_fits(published, month, 1)
    return when and make_when(when.year, month)


def place_day(published: date, month: int, day: int, *, ahead: bool) -> When | None:
    """The day without a year: the next one if the text looks ahead, else the last until a month from then."""
    if ahead:
        return make_when(published.year + ((month, day) < (published.month, published.day)), month, day)
    return _last_that_fits(published, month, day)


def _last_that_fits(published: date, month: int, day: int) -> When | None:
    # 29 February may be up to eight years back.
    for year in range(published.year + 1, published.year - 9, -1):
        when = make_when(year, month, day)
        if when and (date(year, month, day) - published) <= _AHEAD:
            return when
    return None


def place_day_of_month(published: date, day: int) -> When | None:
    """The day without a month, as Japanese news names it: the last one no later than some days after publication."""
    for months in (1, 0, -1, -2):
        month = add_months(published, months)
        when = month and make_when(month.year, month.month, day)
        if when and (date(when.year, when.month, when.day) - published) <= _DAY_AHEAD:
            return when
    return None


def last_weekday(published: date, weekday: int, *, before: bool = False) -> When | None:
    """The last such day on or before (or only before) publication; Monday is 0."""
    back = (published.weekday() - weekday) % 7
    return add_days(published, -(back or 7) if before else -back)


def next_weekday(published: date, weekday: int) -> When | None:
    """The first such day after publication."""
    return add_days(published, (weekday - published.weekday() - 1) % 7 + 1)


def weekday_of_week(published: date, weekday: int, weeks: int) -> When | None:
    """A day of the week so many weeks after that of publication; weeks begin on Monday."""
    return add_days(published, 7 * weeks + weekday - published.weekday())


def month_of_week(published: date, weeks: int) -> When | None:
    """The month that a week is in, so many weeks after that of publication; there is no nearer ISO date for it."""
    day = add_days(published, 7 * weeks)
    return day and make_when(day.year, day.month)
