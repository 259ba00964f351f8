"""Answers in files, read again: the first rows, and all of them in another format."""

from __future__ import annotations

import io
import json

import pytest

from kg.store import AnswerForm, Cell, KnowledgeBase
from kg.store.kept_answers import TRIPLE, read_answer, rewrite_answer
from tests.builders import MICROSOFT, OPENAI, simple_extraction

ROWS = """SELECT ?a ?b ?c { VALUES (?a ?b ?c) {
  (kg:planned "日本\\n語"@ja 3) (UNDEF "q\\",\\t" 2.5) (id:Q1 true "2024-01-01"^^xsd:date) } }"""
TRIPLES = "CONSTRUCT { ?s kg:investsIn ?o } { ?s kg:investsIn ?o }"
MANY = 10**6


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept") / "store"
    with KnowledgeBase.open(folder) as kb:
        kb.add(simple_extraction(MICROSOFT, "investsIn", OPENAI))
        yield kb


def answer(base, query, rows="json", graph="ttl"):
    out = io.BytesIO()
    written = base.write_answer(query, out, AnswerForm(rows, graph))
    out.seek(0)
    return out, written


@pytest.mark.parametrize("format_", ["json", "xml", "tsv"])
def test_rows_come_back_as_the_query_gave_them(base, format_):
    found = read_answer(*answer(base, ROWS, rows=format_), MANY, MANY)
    assert (found.kind, found.variables, found.cells) == ("select", ("a", "b", "c"), base.query(ROWS).cells)
    assert found.cells[0][1] == Cell("日本\n語", "literal", "ja", found.cells[0][1].datatype)


@pytest.mark.parametrize(
    ("most_rows", "most_characters", "rows"), [(2, MANY, 2), (0, MANY, 0), (MANY, 1, 1), (MANY, MANY, 3)]
)
def test_no_more_is_read_than_is_wanted(base, most_rows, most_characters, rows):
    assert len(read_answer(*answer(base, ROWS), most_rows, most_characters)) == rows


def test_a_yes_and_a_graph(base):
    assert read_answer(*answer(base, "ASK {}"), MANY, MANY).answer is True
    found = read_answer(*answer(base, TRIPLES), MANY, MANY)
    assert (found.kind, found.variables) == ("graph", TRIPLE)
    assert [[cell.value.rsplit("/")[-1] for cell in row] for row in found.cells] == [
        [MICROSOFT.id, "ns#investsIn", OPENAI.id]
    ]


@pytest.mark.parametrize("format_", ["csv", "tsv", "xml", "json"])
def test_rows_in_another_format_are_what_the_engine_writes(base, format_):
    out = io.BytesIO()
    rewrite_answer(*answer(base, ROWS), out, format_)
    assert out.getvalue() == answer(base, ROWS, rows=format_)[0].read()


@pytest.mark.parametrize("format_", ["nt", "jsonld", "ttl"])
def test_a_graph_in_another_format(base, format_):
    out = io.BytesIO()
    rewrite_answer(*answer(base, TRIPLES), out, format_)
    text = out.getvalue().decode()
    assert MICROSOFT.id in text and OPENAI.id in text
    if format_ == "jsonld":
        json.loads(text)
