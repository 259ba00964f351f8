"""Which charts fit an answer, and what is in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.store.sparql import Cell
from ui.workbench.columns import Column, Kind

MOST_BARS = 40
"""Bars of a chart; more cannot be read. Judged by eye on a laptop."""


@dataclass(frozen=True, slots=True)
class Points:
    """What is in a chart.

    Attributes:
        labels: Days or texts, each once,
        values: and the number of each.
        rows: The rows that have both.
        is_summed: Whether some label has more than one row, whose numbers are added up.
        left_out: Labels beyond those that fit.
    """

    labels: tuple[object, ...]
    values: tuple[float, ...]
    rows: int
    is_summed: bool
    left_out: int


def number_columns(columns: Sequence[Column]) -> list[Column]:
    """The columns that give heights."""
    return [column for column in columns if column.kind is Kind.NUMBER]


def label_columns(columns: Sequence[Column]) -> list[Column]:
    """The columns that heights can stand over: days first, as they make the best chart, then names, then texts."""
    order = [Kind.DATE, Kind.ENTITY, Kind.TEXT, Kind.IRI, Kind.BOOLEAN]
    return sorted((one for one in columns if one.kind in order), key=lambda one: order.index(one.kind))


def read_points(label: Column, number: Column, show: Callable[[Cell], str]) -> Points:
    """The points of a chart: days in their order, anything else in the order of the rows.

    Args:
        label: What stands below.
        number: How high.
        show: How a term is shown.
    """
    sums: dict[object, float] = {}
    rows = 0
    for cell, value, height in zip(label.cells, label.values, number.values, strict=True):
        if cell is None or not isinstance(height, int | float):
            continue
        rows += 1
        shown = value if label.kind is Kind.DATE else show(cell)
        sums[shown] = sums.get(shown, 0) + height
    is_time = label.kind is Kind.DATE
    points = sorted(sums.items(), key=lambda point: str(point[0])) if is_time else list(sums.items())[:MOST_BARS]
    return Points(
        labels=tuple(shown for shown, _ in points),
        values=tuple(height for _, height in points),
        rows=rows,
        is_summed=rows > len(sums),
        left_out=len(sums) - len(points),
    )
