"""What commands print, on a knowledge base of hand-made claims."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest

from kg import printing
from kg.errors import QueryError
from kg.printing import format_entity, format_result, format_table
from kg.schema import SCHEMA_FILE, build_schema, load_schema, read_toml
from kg.store import KnowledgeBase
from tests.builders import ALTMAN, MICROSOFT, OPENAI, SOFTBANK, samples, simple_extraction

SELECT = "SELECT ?s ?status { ?st rdf:subject ?s ; kg:status ?status } ORDER BY ?s ?status"
ASK_YES, ASK_NO = "ASK { ?s kg:investsIn ?o }", "ASK { ?s kg:sues ?o }"
CONSTRUCT = "CONSTRUCT { ?s kg:investsIn ?o } WHERE { ?s kg:investsIn ?o }"
DESCRIBE = "DESCRIBE id:Q2283"


@pytest.fixture(scope="module")
def base() -> Iterator[KnowledgeBase]:
    with KnowledgeBase.in_memory() as base:
        base.add(samples())
        yield base


@pytest.mark.parametrize(
    ("query", "style", "expected"),
    [
        (ASK_YES, "table", "yes\n"),
        (ASK_NO, "table", "no\n"),
        (ASK_YES, "csv", "answer\ntrue\n"),
        (ASK_NO, "csv", "answer\nfalse\n"),
        (ASK_YES, "json", '"boolean": true'),
        (CONSTRUCT, "ttl", "id:Q2283 kg:investsIn id:Q21708200"),
        (CONSTRUCT, "table", "id:Q2283 kg:investsIn id:Q21708200"),
        (DESCRIBE, "ttl", "schema:name"),
        (SELECT, "csv", "s,status\nhttps://w3id.org/newskg/id/Q201653,https://w3id.org/newskg/ns#asserted\n"),
        (SELECT, "json", '"https://w3id.org/newskg/ns#asserted"'),
    ],
)
def test_every_kind_of_answer_is_printed_in_full(base: KnowledgeBase, query: str, style: str, expected: str) -> None:
    assert expected in format_result(base.query(query), style)


@pytest.mark.parametrize(
    ("query", "style", "says"),
    [
        (CONSTRUCT, "json", "CONSTRUCT and DESCRIBE answer in Turtle; use --format ttl"),
        (CONSTRUCT, "csv", "CONSTRUCT and DESCRIBE answer in Turtle; use --format ttl"),
        (DESCRIBE, "json", "use --format ttl"),
        (SELECT, "ttl", "only CONSTRUCT and DESCRIBE answer in Turtle"),
        (ASK_YES, "ttl", "only CONSTRUCT and DESCRIBE answer in Turtle"),
    ],
)
def test_an_answer_that_the_format_cannot_hold_is_refused(
    base: KnowledgeBase, query: str, style: str, says: str
) -> None:
    with pytest.raises(QueryError, match=says):
        format_result(base.query(query), style)


def test_a_table_has_prefixed_names_where_csv_has_iris(base: KnowledgeBase) -> None:
    printed = format_result(base.query(SELECT), "table").splitlines()
    assert printed[2].split() == ["id:Q201653", "kg:asserted"]
    assert printed[-1] == "4 rows"
    rows = list(csv.reader(io.StringIO(format_result(base.query(SELECT), "csv"))))
    assert all(cell.startswith("https://") for row in rows[1:] for cell in row)


def test_evidence_names_the_other_end(base: KnowledgeBase) -> None:
    printed = format_result(base.named("evidence", subject="Microsoft"), "table")
    assert "https://" not in printed
    assert "Sam Altman" in printed


def test_full_width_characters_count_double_in_a_table() -> None:
    assert format_table([["name", "n"], ["東芝", "1"], ["Sony", "22"]]) == ("name  n\n----  --\n東芝  1\nSony  22")


def _entity(base: KnowledgeBase, name: str, lang: str) -> str:
    found = base.find_entities(name)
    articles = {record.hash: record for record in base.articles()}
    entities = {entity.id: entity for entity in base.entities()}
    return format_entity(found, base.claims(entity=found[0].id), articles, entities, base.schema, lang)


@pytest.mark.parametrize(
    ("lang", "head", "relation", "ends"),
    [
        ("en", "Microsoft  (organization, Q2283)", "partners with", "Microsoft → Sam Altman"),
        ("ja", "マイクロソフト  (組織, Q2283)", "と提携・協業する", "マイクロソフト → サム・アルトマン"),
    ],
)
def test_an_entity_is_shown_in_one_language_whatever_the_article(
    base: KnowledgeBase, lang: str, head: str, relation: str, ends: str
) -> None:
    # The claim was read from a Japanese article, another one of the same entity from an English one.
    lines = _entity(base, MICROSOFT.id, lang).splitlines()
    assert lines[0] == head
    assert relation in lines
    assert sum(ends in line for line in lines) == 1
    other = {"en": "サム・アルトマン", "ja": "Sam Altman"}[lang]
    assert not any(other in line for line in lines if "→" in line)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_relation_of_ones_own_with_one_label_is_shown(lang: str) -> None:
    own = {"relations": {"auditedBy": {"ja": "の監査人は", "subject": ["Organization"], "object": ["Organization"]}}}
    with KnowledgeBase.in_memory(schema=build_schema([read_toml(SCHEMA_FILE), own])) as base:
        base.add(simple_extraction(SOFTBANK, "auditedBy", OPENAI))
        assert "の監査人は" in _entity(base, SOFTBANK.id, lang).splitlines()


def test_a_relation_that_no_schema_knows_is_shown_by_its_name(base: KnowledgeBase) -> None:
    claims, entities = base.claims(entity=ALTMAN.id), {one.id: one for one in base.entities()}
    articles = {record.hash: record for record in base.articles()}
    schema = build_schema([{**read_toml(SCHEMA_FILE), "relations": {}}])
    printed = format_entity([ALTMAN], claims, articles, entities, schema, "en")
    assert "partnersWith" in printed.splitlines()
    printed = format_entity([ALTMAN], claims, articles, entities, load_schema(), "en")
    assert "partnersWith" not in printed.splitlines(), "only the id of the claim has it"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Google\x1b]0;pwn\x07 acquired Fitbit", "Google\ufffd]0;pwn\ufffd acquired Fitbit"),
        ("グーグル\u202eが買収", "グーグル\ufffdが買収"),
        ("two\nlines\tstay", "two\nlines\tstay"),
    ],
)
def test_nothing_from_an_article_steers_the_terminal(text: str, expected: str) -> None:
    assert printing.for_terminal(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("q\nkg: FAKE LINE", "q kg: FAKE LINE"), ("題\r\n名", "題 名")])
def test_an_id_cannot_forge_a_line(text: str, expected: str) -> None:
    assert printing.one_line(text) == expected
