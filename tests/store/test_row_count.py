from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.store.answers import ROW_FORMATS
from kg.store.row_count import RowCount

TEXTS = st.text(st.sampled_from('日本{}[],:"\\\n\r\t<result>a '), max_size=12)
VALUES = st.one_of(st.none(), TEXTS)


def query_of(rows: list[tuple[str | None, str | None]]) -> str:
    def term(value: str | None) -> str:
        if value is None:
            return "UNDEF"
        escaped = value
        for char, written in {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}.items():
            escaped = escaped.replace(char, written)
        return f'"{escaped}"'

    return "SELECT ?a ?b { VALUES (?a ?b) { " + " ".join(f"({term(a)} {term(b)})" for a, b in rows) + " } }"


@pytest.mark.parametrize("format_", sorted(ROW_FORMATS))
@given(rows=st.lists(st.tuples(VALUES, VALUES), max_size=6), size=st.integers(1, 40))
def test_rows_are_counted_wherever_the_pieces_are_cut(format_, rows, size):
    written = Store().query(query_of(rows)).serialize(format=ROW_FORMATS[format_])
    count = RowCount(format_)
    for start in range(0, len(written), size):
        count.feed(written[start : start + size])
    assert count.rows == len(rows)


@pytest.mark.parametrize("format_", sorted(ROW_FORMATS))
@pytest.mark.parametrize(("query", "rows"), [("SELECT * {}", 1), ("SELECT ?x { ?x ?y ?z }", 0), ("ASK {}", 0)])
def test_rows_without_columns_and_no_rows(format_, query, rows):
    count = RowCount(format_)
    count.feed(Store().query(query).serialize(format=ROW_FORMATS[format_]))
    assert count.rows == rows
