"""Counts by month, split into kinds: the bars of a chart with its legend."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ui.timeline.bars import Bar, make_bars

OTHERS = ""
"""Stands for all kinds that are too few to have a colour of their own."""


@dataclass(frozen=True, slots=True)
class Stacks:
    """What a chart shows.

    Attributes:
        bars: Its bars.
        kinds: The kinds and how many there are of each in all, the most frequent first, `OTHERS` last.
        counts: For each bar the count of each kind, in the order of `kinds`.
    """

    bars: tuple[Bar, ...]
    kinds: tuple[tuple[str, int], ...]
    counts: tuple[tuple[int, ...], ...]


def stack_kinds(days: Iterable[tuple[str, str]], most: int) -> Stacks:
    """Stacks of pairs of an ISO date and a kind, with at most so many kinds; undated ones are left out."""
    dated = Counter((day, kind) for day, kind in days if day)
    bars = make_bars([(day[:7], count) for (day, _), count in dated.items()])
    totals = Counter[str]()
    for (_, kind), count in dated.items():
        totals[kind] += count
    ranked = sorted(totals, key=lambda kind: (-totals[kind], kind))
    named = ranked if len(ranked) <= most else [*ranked[: most - 1], OTHERS]
    columns = {kind: min(place, len(named) - 1) for place, kind in enumerate(ranked)}
    counts = [[0] * len(named) for _ in bars]
    for (day, kind), count in dated.items():
        at = max(bisect_right(bars, day, key=lambda bar: bar.first) - 1, 0)
        counts[at][columns[kind]] += count
    sums = [sum(row[place] for row in counts) for place in range(len(named))]
    return Stacks(bars, tuple(zip(named, sums, strict=True)), tuple(map(tuple, counts)))
