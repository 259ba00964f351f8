"""Which charts fit, and what is in them."""

from __future__ import annotations

from datetime import date

from kg.store.sparql import Cell, QueryResult
from tests.ui.workbench.test_columns import typed
from ui.workbench.charts import MOST_BARS, label_columns, number_columns, read_points
from ui.workbench.columns import Column, read_columns


def columns_of(*rows: tuple[str, str, str]) -> tuple[Column, ...]:
    """Columns "who" (text), "day" and "n"; "" leaves a cell empty."""
    types = ("string", "date", "integer")
    cells: list[tuple[Cell | None, ...]] = [
        tuple(typed(value, type_) if value else None for value, type_ in zip(row, types, strict=True)) for row in rows
    ]
    return read_columns(QueryResult("select", ("who", "day", "n"), tuple(cells)), {})


def test_days_come_first_below_and_numbers_give_heights() -> None:
    columns = columns_of(("a", "2024-01-02", "3"))
    assert [column.name for column in label_columns(columns)] == ["day", "who"]
    assert [column.name for column in number_columns(columns)] == ["n"]


def test_rows_of_one_label_are_added_up_and_empty_cells_left_out() -> None:
    who, day, n = columns_of(
        ("b", "2024-01-02", "3"), ("a", "2023-01-02", "4"), ("b", "", "5"), ("", "", "1"), ("c", "", "")
    )
    points = read_points(who, n, lambda cell: cell.value)
    assert (points.labels, points.values, points.rows, points.is_summed) == (("b", "a"), (8, 4), 3, True)
    points = read_points(day, n, lambda cell: cell.value)
    assert (points.labels, points.values, points.is_summed) == ((date(2023, 1, 2), date(2024, 1, 2)), (4, 3), False)


def test_bars_beyond_those_that_can_be_read_are_counted() -> None:
    who, _, n = columns_of(*((f"w{number}", "", "1") for number in range(MOST_BARS + 3)))
    points = read_points(who, n, lambda cell: cell.value)
    assert (len(points.labels), points.left_out) == (MOST_BARS, 3)
