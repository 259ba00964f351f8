from dataclasses import replace
from datetime import date

import pytest

from kg.model import Extraction
from kg.network.tables import article_table, cell_text, claim_table, entity_table, qualifier_kinds
from tests.builders import MICROSOFT, OPENAI, SOFTBANK, samples, simple_extraction
from tests.network.contents import make_contents

TABLES = {"articles": article_table, "entities": entity_table, "claims": claim_table}


def _records(table):
    return [dict(zip([column.name for column in table.columns], row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_cell_of_the_right_kind_for_every_column(name):
    table = TABLES[name](make_contents(samples()))
    kinds = {"text": str, "texts": tuple, "date": date, "number": int | float, "integer": int}
    rows = list(table.rows)
    assert rows
    assert all(len(row) == len(table.columns) for row in rows)
    for row in rows:
        for column, cell in zip(table.columns, row, strict=True):
            assert cell is None or isinstance(cell, kinds[column.kind]), column
            assert cell != ""


def test_a_claim_comes_with_its_entities_and_its_article_in_both_languages():
    rows = _records(claim_table(make_contents(samples())))
    by_relation = {(row["relation"], row["lang"]): row for row in rows}
    english = by_relation["investsIn", "en"]
    assert {name: value for name, value in english.items() if value is not None} == {
        "claim": samples()[0].claims[0].id,
        "subject": MICROSOFT.id,
        "subject_en": "Microsoft",
        "subject_ja": "マイクロソフト",
        "subject_type": "Organization",
        "relation": "investsIn",
        "relation_en": "invests in",
        "relation_ja": "に出資する",
        "object": OPENAI.id,
        "object_en": "OpenAI",
        "object_ja": "OpenAI",
        "object_type": "Organization",
        "status": "reported",
        "stage": "announced",
        "confidence": 0.94,
        "date": date(2023, 1, 1),
        "date_precision": "month",
        "q_amount": 10_000_000_000,
        "q_currency": "USD",
        "q_share": 0.49,
        "q_eventDate": date(2023, 1, 1),
        "q_eventDate_precision": "month",
        "attribution": "Reuters",
        "attribution_id": "Q130879",
        "sentence": "Microsoft invests $10 billion in OpenAI, Reuters reported on 23 January 2023.",
        "trigger": "invests",
        "rule": "test",
        "article_hash": samples()[0].article.hash,
        "article": "msft-openai",
        "title": "Microsoft invests in OpenAI",
        "published": date(2023, 1, 24),
        "published_precision": "day",
        "lang": "en",
        "publisher": "Example News",
        "url": "https://news.example/1",
    }
    japanese = by_relation["hasEmployees", "ja"]
    assert (japanese["subject"], japanese["object"], japanese["object_en"]) == (SOFTBANK.id, None, None)
    assert (japanese["q_headcount"], japanese["date"], japanese["published"]) == (55_000, None, None)


def test_columns_do_not_depend_on_what_claims_there_are():
    none, some = make_contents([]), make_contents(samples())
    for table in TABLES.values():
        assert table(none).columns == table(some).columns
        assert list(table(none).rows) == []


def _with(name, value) -> Extraction:
    return simple_extraction(MICROSOFT, "investsIn", OPENAI, qualifiers={name: value})


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("amount", 5, 5),
        ("amount", 0.5, 0.5),
        ("amount", 10**20, 10**20),
        ("amount", 10**400, None),
        ("amount", float("inf"), None),
        ("amount", float("nan"), None),
        ("amount", "about five", None),
        ("headcount", 7.0, 7),
        ("headcount", 7.5, None),
        ("headcount", 2**63, None),
        ("headcount", float("nan"), None),
        ("eventDate", "2024-02", date(2024, 2, 1)),
        ("eventDate", 2024, date(2024, 1, 1)),
        ("eventDate", "来年", None),
        ("product", 365, "365"),
        ("product", "製品", "製品"),
        ("own", 1.5, "1.5"),
    ],
)
def test_what_is_not_of_the_kind_of_its_column_is_left_out(name, value, expected):
    (row,) = _records(claim_table(make_contents([_with(name, value)])))
    assert row[f"q_{name}"] == expected
    assert type(row[f"q_{name}"]) is type(expected)


def test_qualifiers_of_ones_own_come_last_as_texts():
    kinds = qualifier_kinds(make_contents([_with("zeal", "x"), _with("ardour", 1)]))
    assert list(kinds.items())[-2:] == [("ardour", "text"), ("zeal", "text")]
    assert (kinds["amount"], kinds["headcount"], kinds["endDate"], kinds["topic"]) == (
        "number",
        "integer",
        "date",
        "text",
    )


def test_what_is_not_known_of_an_article_or_a_relation_is_left_out():
    extraction = simple_extraction(MICROSOFT, "adores", OPENAI)
    contents = replace(make_contents([extraction]), articles=[], entities=[])
    (row,) = _records(claim_table(contents))
    assert (row["relation_en"], row["relation_ja"], row["subject_ja"]) == ("adores", "adores", "Microsoft")
    assert (row["published"], row["lang"], row["article_hash"]) == (None, None, extraction.article.hash)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("x", "x"),
        (("a", "b"), "a|b"),
        (date(2024, 1, 2), "2024-01-02"),
        (5, "5"),
        (0.25, "0.25"),
    ],
)
def test_cells_as_text(value, expected):
    assert cell_text(value) == expected
