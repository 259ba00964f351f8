"""An answer as a network."""

from __future__ import annotations

import pytest

from kg.schema import load_schema
from kg.store.sparql import Cell, QueryResult
from tests.ui.workbench.test_columns import iri, typed
from ui.workbench.columns import read_columns
from ui.workbench.links import MOST_NODES, Link, Links, find_links

STATUSES = load_schema().statuses
A, B, C = (iri("id", name) for name in "ABC")


def links_of(variables: str, *rows: tuple[Cell | None, ...], kind: str = "select") -> Links | None:
    result = QueryResult(kind, tuple(variables.split()), rows)  # type: ignore[arg-type]
    return find_links(read_columns(result, {"Apple": "Q312", "Apollo": ""}), STATUSES)


@pytest.mark.parametrize(
    ("variables", "rows", "links"),
    [
        ("s o", [(A, B), (A, B), (B, C)], (Link("A", "B", "", "", 2), Link("B", "C", "", "", 1))),
        (
            "s r o status",
            [(A, iri("kg", "investsIn"), B, iri("kg", "denied"))],
            (Link("A", "B", "investsIn", "denied", 1),),
        ),
        ("s relation o", [(A, typed("buys", "string"), B)], (Link("A", "B", "buys", "", 1),)),
        ("one two", [(typed("Apple", "string"), typed("Apollo", "string"))], (Link("Q312", "Apollo", "", "", 1),)),
        ("s o", [(A, A), (A, None)], ()),
        ("s o", [(A, typed("a text", "string"))], None),
        (
            "subject predicate object",
            [(A, iri("kg", "sues"), B), (A, iri("rdfs", "label"), typed("a", "string"))],
            (Link("A", "B", "sues", "", 1),),
        ),
    ],
)
def test_rows_with_two_entities_are_edges(
    variables: str, rows: list[tuple[Cell | None, ...]], links: tuple[Link, ...] | None
) -> None:
    found = links_of(variables, *rows)
    assert (found.links if found else None) == links


def test_a_large_network_keeps_those_with_the_most_links() -> None:
    found = links_of("s o", *((A, iri("id", f"n{number:04}")) for number in range(MOST_NODES + 9)))
    assert found is not None
    assert (len(found.links), found.left_out) == (MOST_NODES - 1, 10)
    assert {link.subject for link in found.links} == {"A"}
