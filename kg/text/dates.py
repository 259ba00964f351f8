"""Dates in English and Japanese text, as precise as the text gives them.

The patterns of each language are in `english_dates` and `japanese_dates`; what they share is in `calendar`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.text.english_dates import read_english_dates
from kg.text.japanese_dates import read_japanese_dates

_PLAIN_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    Attributes:
        start: Where it starts in the text.
        end: Where it ends.
        text: The literal text.
        iso: "2023", "2023-01" or "2023-01-23".
    """

    start: int
    end: int
    text: str
    iso: str


def find_dates(text: str, *, published: str, lang: str) -> list[FoundDate]:
    """The dates that a text names, in order.

    Quarters, fiscal years and decades are left out, as they are no years; of a week, its month is given.

    Args:
        text: Any text.
        published: ISO date that relative dates ("last year", 「23日」) start from; without one they are left out.
        lang: "en" or "ja".
    """
    read = read_japanese_dates if lang == "ja" else read_english_dates
    found: list[FoundDate] = []
    end = 0
    readable = text.translate(_PLAIN_DIGITS)
    for start, stop, when in sorted(read(readable, _read_day(published)), key=lambda one: (one[0], -one[1])):
        if start >= end:
            found.append(FoundDate(start, stop, text[start:stop], when.iso))
            end = stop
    return found


def _read_day(published: str) -> date | None:
    try:
        return date.fromisoformat(published)
    except ValueError:
        return None
