"""A line of time from left to right, on which days have their places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of time.

    Attributes:
        first: ISO date of its left end.
        last: ISO date of its right end.
    """

    first: str
    last: str

    def place(self, day: str) -> float:
        """Where a day lies, from 0 at the left to 1 at the right."""
        first, last, at = (date.fromisoformat(one).toordinal() for one in (self.first, self.last, day))
        return min(max((at - first) / max(last - first, 1), 0.0), 1.0)

    def years(self, most: int) -> tuple[tuple[str, float], ...]:
        """Beginnings of years within it and where they lie: all, or every second, fifth, tenth and so on."""
        low, high = int(self.first[:4]), int(self.last[:4])
        step = next(
            size * 10**power for power in range(5) for size in (1, 2, 5) if (high - low) // (size * 10**power) < most
        )
        days = (f"{year:04}-01-01" for year in range(low - low % step, high + 1, step))
        return tuple((day[:4], self.place(day)) for day in days if day >= self.first)


def make_scale(days: Iterable[str]) -> Scale | None:
    """The line of time on which all these days lie; None where there is none."""
    known = sorted(filter(None, days))
    return Scale(known[0], known[-1]) if known else None
