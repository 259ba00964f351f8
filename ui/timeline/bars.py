"""Counts by month as bars of a small histogram, and where days lie on it."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

MOST_BARS = 120
"""Ten years by month. More bars would be narrower than a pointer can hit on a laptop; a judgement, not tuned."""
_MONTHS_A_BAR = (1, 3, 12, 120)
_TAIL = 200
"""Where the dates spread too far, one claim in so many may lie before the first bar's month, and one after the last's:
a company's founding in 1875 would else press all the news into one bar. A judgement, not tuned."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        first: ISO date of its first day.
        last: ISO date of its last day.
        count: How many it holds.
        holds_more: Whether it is the first bar and holds all before it too, or the last and holds all after it.
    """

    first: str
    last: str
    count: int
    holds_more: bool = False


def count_months(days: Iterable[str]) -> list[tuple[str, int]]:
    """How many of these ISO dates lie in each month ("2024-01"), sorted; months without any are left out."""
    return sorted(Counter(day[:7] for day in days if day).items())


def make_bars(months: Iterable[tuple[str, int]], most: int = MOST_BARS) -> tuple[Bar, ...]:
    """Bars for every month from the first to the last, or for quarters, years or decades where months were too many."""
    counts = Counter[int]()
    for month, count in months:
        counts[_number(month)] += count
    if not counts:
        return ()
    low, high = min(counts), max(counts)
    if high - low >= most:
        low, high = _without_tails(counts)
    size = next(size for size in _MONTHS_A_BAR if high // size - low // size < most or size == _MONTHS_A_BAR[-1])
    first, last = low // size, high // size
    sums = Counter[int]()
    for number, count in counts.items():
        sums[min(max(number // size, first), last)] += count
    beyond = {first} if min(counts) < low else set()
    beyond |= {last} if max(counts) > high else set()
    return tuple(
        Bar(_first_day(at * size), _last_day(at * size + size - 1), sums[at], at in beyond)
        for at in range(first, last + 1)
    )


def find_window(bars: Sequence[Bar], since: str, until: str) -> tuple[float, float]:
    """Where a range of days begins and ends, counted in bars from the left; ends that are open lie at the ends."""
    return (_place(bars, since, 0) if since else 0.0), (_place(bars, until, 1) if until else float(len(bars)))


def is_within(day: str, since: str, until: str) -> bool:
    """Whether an ISO date lies in a range whose ends are ISO dates, or "" where it is open; "" is in no other."""
    return (not since or since <= day) and (not until or "" < day <= until)


def clean_day(text: object) -> str:
    """An ISO date that anybody may have written, or "" if it is none."""
    try:
        return date.fromisoformat(str(text)).isoformat()
    except ValueError:
        return ""


def _without_tails(counts: Mapping[int, int]) -> tuple[int, int]:
    most = sum(counts.values()) // _TAIL
    ends = []
    for ordered in (sorted(counts), sorted(counts, reverse=True)):
        passed = 0
        for number in ordered:
            passed += counts[number]
            if passed > most:
                ends.append(number)
                break
    return ends[0], ends[1]


def _place(bars: Sequence[Bar], day: str, days_more: int) -> float:
    at = bisect_right(bars, day, key=lambda bar: bar.first) - 1
    if at < 0:
        return 0.0
    first, last = (date.fromisoformat(one).toordinal() for one in (bars[at].first, bars[at].last))
    share = (date.fromisoformat(day).toordinal() + days_more - first) / (last + 1 - first)
    return at + min(share, 1.0)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _first_day(number: int) -> str:
    return f"{max(number // 12, 1):04}-{number % 12 + 1:02}-01"


def _last_day(number: int) -> str:
    year, month = min(number // 12, 9999), number % 12 + 1
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"
