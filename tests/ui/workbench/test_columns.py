"""What is in the columns of an answer."""

from __future__ import annotations

from datetime import date

import pytest

from kg.store.namespaces import PREFIXES
from kg.store.sparql import Cell, QueryResult
from ui.workbench.columns import Kind, Overview, read_columns, survey

NAMES = {"Microsoft": "Q2283", "マイクロソフト": "Q2283", "Apollo": ""}


def typed(value: str, type_: str) -> Cell:
    return Cell(value, "literal", "", PREFIXES["xsd"] + type_)


def iri(prefix: str, name: str) -> Cell:
    return Cell(PREFIXES[prefix] + name, "iri")


@pytest.mark.parametrize(
    ("cells", "kind", "values"),
    [
        ([iri("id", "Q2283"), None], Kind.ENTITY, ("Q2283", None)),
        ([iri("id", "a%2Fb")], Kind.ENTITY, ("a/b",)),
        ([iri("id", "Q2283"), iri("kg", "planned")], Kind.IRI, (PREFIXES["id"] + "Q2283", PREFIXES["kg"] + "planned")),
        ([typed("3", "integer"), typed("2.5", "decimal"), None], Kind.NUMBER, (3, 2.5, None)),
        ([typed("9007199254740993", "integer")], Kind.TEXT, ("9007199254740993",)),
        ([typed("INF", "double")], Kind.TEXT, ("INF",)),
        ([typed("x", "integer")], Kind.TEXT, ("x",)),
        ([typed("2024-02-29", "date")], Kind.DATE, (date(2024, 2, 29),)),
        ([typed("2023-02-29", "date")], Kind.TEXT, ("2023-02-29",)),
        ([typed("true", "boolean"), typed("0", "boolean")], Kind.BOOLEAN, (True, False)),
        ([typed("3", "integer"), typed("three", "string")], Kind.TEXT, ("3", "three")),
        ([iri("id", "Q2283"), typed("x", "string")], Kind.MIXED, (PREFIXES["id"] + "Q2283", "x")),
        ([typed("Microsoft", "string"), typed("マイクロソフト", "string")], Kind.ENTITY, ("Q2283", "Q2283")),
        ([typed("Apollo", "string")], Kind.ENTITY, ("",)),
        ([typed("Microsoft", "string"), typed("a word", "string")], Kind.TEXT, ("Microsoft", "a word")),
        ([None, None], Kind.EMPTY, (None, None)),
    ],
)
def test_what_a_column_holds(cells: list[Cell | None], kind: Kind, values: tuple[object, ...]) -> None:
    (column,) = read_columns(QueryResult("select", ("x",), tuple((cell,) for cell in cells)), NAMES)
    assert (column.kind, column.values) == (kind, values)


def test_columns_keep_their_order_and_there_may_be_no_row() -> None:
    found = read_columns(QueryResult("select", ("z", "a"), ()), NAMES)
    assert [(column.name, column.kind) for column in found] == [("z", Kind.EMPTY), ("a", Kind.EMPTY)]


@pytest.mark.parametrize(
    ("cells", "overview"),
    [
        (
            [typed(number, "integer") for number in ("10", "9", "10", "100", "7")],
            Overview("x", Kind.NUMBER, 5, 4, ("10", "9", "100"), "7", "100"),
        ),
        (
            [typed("2024-02-01", "date"), None, typed("2023-12-31", "date")],
            Overview("x", Kind.DATE, 2, 2, ("2024-02-01", "2023-12-31"), "2023-12-31", "2024-02-01"),
        ),
        ([typed("b", "string"), typed("a", "string")], Overview("x", Kind.TEXT, 2, 2, ("b", "a"), "a", "b")),
        ([None], Overview("x", Kind.EMPTY, 0, 0, ())),
    ],
)
def test_the_overview_of_a_column(cells: list[Cell | None], overview: Overview) -> None:
    (column,) = read_columns(QueryResult("select", ("x",), tuple((cell,) for cell in cells)), {})
    assert survey(column, lambda cell: cell.value) == overview
