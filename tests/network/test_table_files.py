import csv
import io
from datetime import date

import pyarrow
import pytest
from pyarrow import parquet

from kg.network import article_table, claim_table, entity_table, write_csv, write_parquet, write_spreadsheet_csv
from kg.network.table_files import _ROWS_AT_ONCE
from kg.network.tables import Column, Table
from tests.builders import HOSTILE_NAMES, MICROSOFT, hostile_extraction, samples
from tests.network.contents import make_contents

TABLES = {"articles": article_table, "entities": entity_table, "claims": claim_table}


def _written(write, table) -> bytes:
    out = io.BytesIO()
    write(table, out)
    return out.getvalue()


def _rows(written: bytes, encoding: str = "utf-8"):
    return list(csv.DictReader(io.StringIO(written.decode(encoding), newline="")))


# ---- CSV


def test_csv_has_a_row_for_every_claim_also_without_object():
    rows = _rows(_written(write_csv, claim_table(make_contents(samples()))))
    assert [row["claim"] for row in rows] == sorted(claim.id for one in samples() for claim in one)
    staff = next(row for row in rows if row["relation"] == "hasEmployees")
    assert (staff["subject_en"], staff["object"], staff["q_headcount"]) == ("SoftBank", "", "55000")
    money = next(row for row in rows if row["q_amount"])
    assert (money["q_amount"], money["q_eventDate"], money["q_eventDate_precision"]) == (
        "10000000000",
        "2023-01-01",
        "month",
    )


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_csv_keeps_every_text_as_it_is(lang):
    contents = make_contents([hostile_extraction(lang)])
    rows = _rows(_written(write_csv, claim_table(contents)))
    assert {row["rule"] for row in rows} == set(HOSTILE_NAMES[:-1])
    assert {row["object_en"] for row in rows} == set(HOSTILE_NAMES[1:])
    assert [row["sentence"] for row in rows] == [claim.sentence.text for claim in contents.claims]
    assert rows[0]["publisher"] == HOSTILE_NAMES[9]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_in_csv_for_spreadsheets_no_text_is_a_formula_and_no_text_is_lost(lang):
    written = _written(write_spreadsheet_csv, claim_table(make_contents([hostile_extraction(lang)])))
    # Spreadsheets take a file without this mark for the encoding of the country.
    assert written.startswith(b"\xef\xbb\xbf")
    rows = _rows(written, "utf-8-sig")
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n＝＋－＠")]
    assert {row["rule"].removeprefix("'") for row in rows} == set(HOSTILE_NAMES[:-1])
    guarded = {row["rule"][1:] for row in rows if row["rule"].startswith("'")}
    assert guarded == {name for name in HOSTILE_NAMES[:-1] if name[0] in "=+-@＝\t"}


def test_numbers_below_nothing_are_no_formulas():
    table = Table("t", (Column("n", "number"), Column("d", "date")), [(-5, date(2024, 1, 1))])
    assert _written(write_spreadsheet_csv, table).decode("utf-8-sig") == "n,d\r\n-5,2024-01-01\r\n"


def test_csv_of_nothing_is_a_heading():
    (heading,) = _written(write_csv, claim_table(make_contents([]))).decode().splitlines()
    assert heading.startswith("claim,subject,subject_en,subject_ja,")


# ---- Parquet


def _read(written: bytes) -> pyarrow.Table:
    return parquet.read_table(io.BytesIO(written))


@pytest.mark.parametrize("extractions", [samples(), samples()[:1], [], [hostile_extraction("ja")]])
@pytest.mark.parametrize("name", TABLES)
def test_parquet_reads_back_cell_by_cell(name, extractions):
    contents = make_contents(extractions)
    read = _read(_written(write_parquet, TABLES[name](contents)))
    table = TABLES[name](contents)
    columns = [column.name for column in table.columns]
    assert read.column_names == columns
    expected = [
        {column: list(cell) if isinstance(cell, tuple) else cell for column, cell in zip(columns, row, strict=True)}
        for row in table.rows
    ]
    assert read.to_pylist() == expected


def test_parquet_has_types():
    schema = _read(_written(write_parquet, claim_table(make_contents([])))).schema
    assert schema.field("date").type == pyarrow.date32()
    assert schema.field("published").type == pyarrow.date32()
    assert schema.field("q_eventDate").type == pyarrow.date32()
    assert schema.field("date_precision").type == pyarrow.string()
    assert schema.field("q_amount").type == pyarrow.float64()
    assert schema.field("confidence").type == pyarrow.float64()
    assert schema.field("q_headcount").type == pyarrow.int64()
    entities = _read(_written(write_parquet, entity_table(make_contents(samples()))))
    assert entities.schema.field("names").type == pyarrow.list_(pyarrow.string())
    names = dict(zip(entities["entity"].to_pylist(), entities["names"].to_pylist(), strict=True))
    assert names[MICROSOFT.id] == ["MSFT", "Microsoft", "マイクロソフト"]


def test_numbers_that_doubles_cannot_hold_exactly_are_rounded():
    table = Table("t", (Column("n", "number"),), [(2**60 + 1,), (10**20,), (None,), (0.1,)])
    assert _read(_written(write_parquet, table))["n"].to_pylist() == [float(2**60), 1e20, None, 0.1]


def test_parquet_is_written_in_batches():
    count = _ROWS_AT_ONCE * 2 + 1
    table = Table("t", (Column("n", "integer"), Column("t")), ((one, str(one)) for one in range(count)))
    written = _written(write_parquet, table)
    assert parquet.ParquetFile(io.BytesIO(written)).num_row_groups == 3
    assert _read(written)["n"].to_pylist() == list(range(count))


@pytest.mark.parametrize("write", [write_csv, write_spreadsheet_csv, write_parquet])
@pytest.mark.parametrize("name", TABLES)
def test_the_same_table_gives_the_same_bytes(name, write):
    here, again = (_written(write, TABLES[name](make_contents(order))) for order in (samples(), samples()[::-1]))
    assert here == again
