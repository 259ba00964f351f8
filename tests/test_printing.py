"""What commands print, on a knowledge base of hand-made claims."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from kg import printing
from kg.printing import format_answer, format_entity, format_table
from kg.schema import SCHEMA_FILE, build_schema, load_schema, read_toml
from kg.store import AnswerForm, KnowledgeBase, load_query
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


def print_answer(base: KnowledgeBase, query: str) -> str:
    out = io.BytesIO()
    written = base.write_answer(query, out, AnswerForm("json", "ttl"))
    return format_answer(written.kind, out.getvalue())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ASK_YES, "yes\n"),
        (ASK_NO, "no\n"),
        (CONSTRUCT, "id:Q2283 kg:investsIn id:Q21708200"),
        (DESCRIBE, "schema:name"),
        ("SELECT ?x { BIND('東京' AS ?x) }", "x\n----\n東京\n1 rows\n"),
        ("SELECT ?x { BIND(<<( kg:a kg:b 1 )>> AS ?x) }", "kg:a kg:b 1"),
    ],
)
def test_every_kind_of_answer_is_printed(base: KnowledgeBase, query: str, expected: str) -> None:
    assert expected in print_answer(base, query)


def test_a_table_has_prefixed_names(base: KnowledgeBase) -> None:
    printed = print_answer(base, SELECT).splitlines()
    assert printed[2].split() == ["id:Q201653", "kg:asserted"]
    assert printed[-1] == "4 rows"


def test_evidence_names_the_other_end(base: KnowledgeBase) -> None:
    printed = print_answer(base, load_query("evidence").bind({"subject": "Microsoft"}, base))
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
