"""Tables as CSV and Parquet. The same tables give the same bytes."""

from __future__ import annotations

from codecs import BOM_UTF8
from itertools import islice
from typing import BinaryIO

from kg.network.csv_file import write_rows
from kg.network.tables import Table, Value, cell_text

# What starts a formula in a spreadsheet, in Japanese ones also in full width.
_STARTS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_ROWS_AT_ONCE = 10_000
"""A round number: a batch of claims takes some 10 MB."""


def write_csv(table: Table, out: BinaryIO) -> None:
    """Write CSV, every text just as it is."""
    write_rows(_header(table), ([cell_text(value) for value in row] for row in table.rows), out)


def write_spreadsheet_csv(table: Table, out: BinaryIO) -> None:
    """Write CSV to be opened in a spreadsheet: marked as UTF-8, and no text is taken for a formula.

    A text that starts like one gets an apostrophe before it.
    """
    out.write(BOM_UTF8)
    rows = ([_guard(value) if isinstance(value, str) else cell_text(value) for value in row] for row in table.rows)
    write_rows(_header(table), rows, out)


def _header(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _guard(text: str) -> str:
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def write_parquet(table: Table, out: BinaryIO) -> None:
    """Write Parquet: dates are dates, numbers are numbers, names are lists, and what is unknown is null."""
    # Imported here: it takes a fifth of a second to load, and nothing else needs it.
    import pyarrow
    from pyarrow import parquet

    types = {
        "text": pyarrow.string(),
        "texts": pyarrow.list_(pyarrow.string()),
        "date": pyarrow.date32(),
        "number": pyarrow.float64(),
        "integer": pyarrow.int64(),
    }
    schema = pyarrow.schema([(column.name, types[column.kind]) for column in table.columns])
    rows = iter(table.rows)
    with parquet.ParquetWriter(out, schema) as writer:
        while batch := list(islice(rows, _ROWS_AT_ONCE)):
            columns = zip(table.columns, zip(*batch, strict=True), strict=True)
            arrays = [
                pyarrow.array([_float(one) for one in cells] if column.kind == "number" else cells, types[column.kind])
                for column, cells in columns
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))


def _float(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) else None
