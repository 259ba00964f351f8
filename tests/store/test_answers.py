"""Answers that the engine writes: every format, bounds, and the graphs that are asked."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError, QueryRefused, QueryStopped, StoreError, WrongForm
from kg.link.judgements import Judgement, Verdict
from kg.store import BASE, GRAPH_FORMATS, ROW_FORMATS, AnswerForm, AskedGraphs, KnowledgeBase
from tests.builders import MICROSOFT, samples
from tests.store.startups import KORDIA, deal_en, deal_ja

EDGES, ENTITIES = f"{BASE}graph/edges", f"{BASE}graph/entities"
NAMES = 'SELECT ?name { id:Q2283 rdfs:label ?name FILTER(LANG(?name) = "ja") }'
EDGE = "CONSTRUCT { ?a kg:investsIn ?b . ?b rdfs:label ?n } WHERE { ?a kg:investsIn ?b . ?b rdfs:label ?n }"
EVERY = "SELECT * { ?s ?p ?o }"


@pytest.fixture(scope="module")
def base():
    with KnowledgeBase.in_memory() as base:
        base.add(samples())
        yield base


def write(base, query, asked=None, **form):
    out = io.BytesIO()
    written = base.write_answer(query, out, AnswerForm(**form), *([asked] if asked else []))
    return written, out.getvalue().decode()


def test_rows_in_every_format(base):
    texts = {}
    for name in ROW_FORMATS:
        written, texts[name] = write(base, NAMES, rows=name)
        assert (written.kind, written.format, written.count) == ("select", name, 1)
    assert list(csv.reader(io.StringIO(texts["csv"]))) == [["name"], ["マイクロソフト"]]
    assert texts["tsv"] == '?name\n"マイクロソフト"@ja\n'
    bindings = json.loads(texts["json"])["results"]["bindings"]
    assert bindings == [{"name": {"type": "literal", "value": "マイクロソフト", "xml:lang": "ja"}}]
    assert "マイクロソフト" in [node.text for node in ElementTree.fromstring(texts["xml"]).iter()]


def test_what_ask_says_in_every_format(base):
    said = {name: write(base, "ASK { ?a kg:investsIn ?b }", rows=name) for name in ROW_FORMATS}
    assert {written.kind for written, _ in said.values()} == {"ask"}
    assert json.loads(said["json"][1])["boolean"] is True
    assert "<boolean>true</boolean>" in said["xml"][1]
    assert said["csv"][1] == said["tsv"][1] == "true"


# rdflib's reader of JSON-LD uses a class that rdflib calls old.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize(
    ("name", "rdflib_name"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")]
)
def test_graphs_in_every_format_are_the_same_graph(base, name, rdflib_name):
    written, text = write(base, EDGE, graph=name)
    graph = rdflib.Graph().parse(data=text, format=rdflib_name)
    assert (written.kind, written.format, written.count, len(graph)) == ("graph", name, 3, 3)
    assert rdflib.Literal("OpenAI", lang="ja") in set(graph.objects())
    assert write(base, EDGE, graph=name)[1] == text
    assert set(GRAPH_FORMATS) == {"ttl", "nt", "jsonld", "rdfxml"}


@pytest.mark.parametrize(
    ("query", "form", "says"),
    [
        (NAMES, {"graph": "ttl"}, "SELECT and ASK answer with rows"),
        ("ASK {}", {"graph": "ttl"}, "SELECT and ASK answer with rows"),
        (EDGE, {"rows": "json"}, "CONSTRUCT and DESCRIBE answer with a graph"),
        ("DESCRIBE id:Q2283", {"rows": "csv"}, "CONSTRUCT and DESCRIBE answer with a graph"),
    ],
)
def test_an_answer_of_another_form_is_refused(base, query, form, says):
    with pytest.raises(WrongForm, match=says):
        write(base, query, **form)


@pytest.mark.parametrize("name", [*ROW_FORMATS])
def test_more_rows_than_may_be(base, name):
    query = "SELECT ?x { VALUES ?x { 1 2 3 } }"
    assert write(base, query, rows=name, most_rows=3)[0].count == 3
    with pytest.raises(QueryStopped, match="more than 2 rows") as caught:
        write(base, query, rows=name, most_rows=2)
    assert caught.value.reason == "size"


def test_more_triples_and_more_bytes_than_may_be(base):
    assert write(base, EDGE, graph="nt", most_rows=3)[0].count == 3
    with pytest.raises(QueryStopped, match="more than 2 triples"):
        write(base, EDGE, graph="nt", most_rows=2)
    size = len(write(base, EVERY, rows="csv")[1].encode())
    write(base, EVERY, rows="csv", most_bytes=size)
    for form in ({"rows": "csv"}, {"graph": "ttl"}):
        with pytest.raises(QueryStopped, match=r"more than 1[,0-9]* bytes"):
            write(base, EVERY if "rows" in form else "CONSTRUCT WHERE { ?s ?p ?o }", most_bytes=1000, **form)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no file that takes nothing")
@pytest.mark.parametrize(
    ("query", "form"), [(EVERY, {"rows": "json"}), ("CONSTRUCT WHERE { ?s ?p ?o }", {"graph": "nt"})]
)
def test_a_full_disk_is_told(base, query, form):
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(StoreError, match="No space left"):
        base.write_answer(query, full, AnswerForm(**form))


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT ?x {\n  ?x ?y\n}", (2, 3)),
        ('SELECT * {\n ?s "日本語" kg:x ?z }', (2, 2)),
        ("SELECT * {", (1, 11)),
        ("", (1, 1)),
    ],
)
def test_the_place_of_a_mistake(base, query, place):
    with pytest.raises(QueryError, match=f"line {place[0]}, column {place[1]}") as caught:
        write(base, query, rows="json")
    assert caught.value.place == place


def test_old_ids_lead_to_what_they_are_now_and_move_no_mistake():
    with KnowledgeBase.in_memory() as base:
        base.add([deal_en(), deal_ja()])
        base.judge(Judgement(Verdict.MERGE, KORDIA.id, MICROSOFT.id))
        old = f"id:{KORDIA.id}"
        said = write(base, f"SELECT (STRAFTER(STR({old}), 'id/') AS ?x) {{}}", rows="csv")[1]
        assert said.split() == ["x", MICROSOFT.id]
        mistaken = f"SELECT * {{ {old} ?p ?o )"
        with pytest.raises(QueryError) as caught:
            write(base, mistaken, rows="json")
        assert caught.value.place == (1, len(mistaken))


def count(base, query, asked=None):
    return write(base, query, asked, rows="csv")[0].count


def test_the_graphs_that_are_asked(base):
    edges = count(base, f"SELECT * {{ GRAPH <{EDGES}> {{ ?s ?p ?o }} }}")
    entities = count(base, f"SELECT * {{ GRAPH <{ENTITIES}> {{ ?s ?p ?o }} }}")
    everything = count(base, EVERY)
    assert 0 < edges < entities < everything
    named = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    assert count(base, f"SELECT * FROM <{EDGES}> {{ ?s ?p ?o }}") == edges
    assert (
        count(base, f"PREFIX g: <{BASE}graph/> SELECT * FROM g:edges FROM g:entities {{ ?s ?p ?o }}")
        == edges + entities
    )
    assert count(base, f"SELECT * FROM NAMED <{EDGES}> {{ GRAPH ?g {{ ?s ?p ?o }} }}") == edges
    assert count(base, f"SELECT * FROM NAMED <{EDGES}> {{ ?s ?p ?o }}") == 0
    assert count(base, EVERY, AskedGraphs(default=(EDGES,))) == edges
    assert count(base, named, AskedGraphs(default=(EDGES,))) == 0
    assert count(base, named, AskedGraphs(named=(EDGES, ENTITIES))) == edges + entities
    assert count(base, f"SELECT * FROM <{ENTITIES}> {{ ?s ?p ?o }}", AskedGraphs(default=(EDGES,))) == edges
    assert count(base, "SELECT ?from { ?s schema:name ?from FILTER(?from != 'from <urn:x>') }") == 5
    assert base.query(f"SELECT * FROM <{EDGES}> {{ ?s ?p ?o }}").rows
    # A relative name needs a parser, and the engine has one.
    assert count(base, f"BASE <{BASE}graph/> SELECT * FROM <edges> {{ ?s ?p ?o }}") == edges


@pytest.mark.parametrize("iri", ["file:///etc/passwd", "http://127.0.0.1:1/x", "https://w3id.org/newskg/graph/会社"])
def test_a_graph_that_is_not_there_is_named(base, iri):
    for query in (f"SELECT * FROM <{iri}> {{ ?s ?p ?o }}", f"ASK FROM NAMED <{iri}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"):
        with pytest.raises(QueryRefused, match="no such graph in the store") as caught:
            write(base, query, rows="json")
        assert caught.value.about == iri
    with pytest.raises(QueryRefused, match="no such graph"):
        write(base, EVERY, AskedGraphs(named=(iri,)), rows="json")
    with pytest.raises(QueryError, match="must be an IRI"):
        write(base, EVERY, AskedGraphs(default=("no iri",)), rows="json")


@pytest.mark.parametrize(
    "query", ["INSERT DATA { <a:a> <a:b> <a:c> }", "LOAD <file:///etc/passwd>", "ASK { SERVICE <urn:x> {} }"]
)
def test_writing_and_calling_out_are_refused(base, query):
    with pytest.raises(QueryRefused):
        write(base, query, rows="json")


@given(st.text(st.sampled_from("FROM nam<>:{}#'\"社\\?"), max_size=30))
def test_whatever_is_asked_is_answered_or_refused(text):
    with KnowledgeBase.in_memory() as base:
        for query in (text, f"SELECT * {text} {{ ?s ?p ?o }}"):
            with suppress(QueryError):
                write(base, query, rows="json", graph="nt")
