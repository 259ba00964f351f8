import csv
import io
import json
import socket

import pytest

from kg.errors import QueryError
from kg.store import KnowledgeBase
from tests.builders import samples

pytestmark = pytest.mark.every_engine


@pytest.fixture(scope="module")
def base(engine):
    with KnowledgeBase.in_memory() as base:
        base.add(samples())
        yield base


NAMES = "SELECT ?name ?other { ?e schema:name ?name . OPTIONAL { ?e skos:altLabel ?other } } ORDER BY ?name ?other"


def test_select_gives_rows_with_none_where_unbound(base):
    result = base.query(NAMES)
    assert (result.kind, result.variables) == ("select", ("name", "other"))
    assert result.rows == [
        ("Microsoft", "MSFT"),
        ("OpenAI", "オープンAI"),
        ("Reuters", None),
        ("Sam Altman", "アルトマン"),
        ("SoftBank", None),
    ]
    assert next(iter(result)) == {"name": "Microsoft", "other": "MSFT"}
    assert len(result) == 5


def test_table_and_csv_have_a_heading(base):
    result = base.query(NAMES)
    assert result.to_table()[:2] == [["name", "other"], ["Microsoft", "MSFT"]]
    assert list(csv.reader(io.StringIO(result.to_csv()))) == result.to_table()


def test_json_is_sparql_json(base):
    found = base.query("SELECT ?e ?l ?n { ?e skos:altLabel ?l ; schema:name ?x . BIND(1 AS ?n) FILTER(?x = 'OpenAI') }")
    assert json.loads(found.to_json()) == {
        "head": {"vars": ["e", "l", "n"]},
        "results": {
            "bindings": [
                {
                    "e": {"type": "uri", "value": "https://w3id.org/newskg/id/Q21708200"},
                    "l": {"type": "literal", "value": "オープンAI", "xml:lang": "ja"},
                    "n": {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
                }
            ]
        },
    }


def test_ask(base):
    result = base.query("ASK { id:Q2283 kg:investsIn id:Q21708200 }")
    assert (result.kind, result.answer) == ("ask", True)
    assert json.loads(result.to_json()) == {"head": {}, "boolean": True}


def test_ask_as_csv_is_one_cell(base):
    assert base.query("ASK { ?a kg:investsIn ?b }").to_csv() == "answer\ntrue\n"
    assert base.query("ASK { ?a kg:sues ?b }").to_csv() == "answer\nfalse\n"


def test_a_table_can_be_short(base):
    result = base.query("SELECT ?s ?n ?u { ?st rdf:subject ?s ; kg:status kg:reported . BIND('kg:x' AS ?n) }")
    assert result.to_table(short=True) == [["s", "n", "u"], ["id:Q2283", "kg:x", ""]]
    assert result.to_table()[1][0] == "https://w3id.org/newskg/id/Q2283"


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?a kg:investsIn ?b }", "DESCRIBE id:Q2283"])
def test_a_graph_is_neither_csv_nor_json(base, query):
    for write in (base.query(query).to_csv, base.query(query).to_json):
        with pytest.raises(QueryError, match="answer in Turtle; use --format ttl"):
            write()


def test_construct_gives_turtle(base):
    result = base.query("CONSTRUCT { ?a kg:investsIn ?b } WHERE { ?a kg:investsIn ?b }")
    assert result.kind == "graph"
    assert "id:Q2283 kg:investsIn id:Q21708200" in result.turtle


def test_a_prefix_of_the_user_wins(base):
    query = "PREFIX kg: <https://schema.org/> SELECT ?n { ?e kg:name ?n } ORDER BY ?n LIMIT 1"
    assert base.query(query).rows == [("Microsoft",)]


BROKEN = [
    ("SELECT ?x {\n  ?x ?y\n}", "line 2, column 3, near"),
    ("", "not a SPARQL query"),
    ("誰が出資したか", "line 1"),
    ("SELECT * {\n  ?x nope:y ?z }", "line 2, column 6: nothing declares the prefix nope:"),
    ("PREFIX a: <urn:a> SELECT * { ?x a:b _:c ; nope:y ?z }", "nothing declares the prefix nope:"),
    ("PREFIX a: <urn:a> SELECT * { _:c a:b 'nope:y' } }", "line 1, column 50"),
    ("INSERT DATA { id:a kg:b id:c }", "INSERT would change the store"),
    ("PREFIX x: <urn:x> DELETE WHERE { ?a ?b ?c }", "DELETE would change the store"),
    ("LOAD <http://127.0.0.1/>", "LOAD would change the store"),
    ("# reading only\nCLEAR ALL", "CLEAR would change the store"),
    ("DROP GRAPH <https://w3id.org/newskg/graph/edges>", "DROP would change the store"),
    ("SELECT * { ?a ?b ?c } ; INSERT DATA { id:a kg:b id:c }", "not a SPARQL query"),
]


@pytest.mark.parametrize(("query", "message"), BROKEN)
def test_what_cannot_be_run_is_one_line(base, query, message):
    before = set(base.quads())
    with pytest.raises(QueryError, match=message) as caught:
        base.query(query)
    assert "\n" not in str(caught.value)
    assert set(base.quads()) == before


CALLS_OUT = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "PREFIX x: <URL> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "PREFIX x: <URL> SELECT * { SERVICEx: { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE: { ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c FILTER(?a<?b)SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { VALUES ?x { 1 } . BIND(2 AS ?y)SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p 1.SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p 'a'SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p kg:a.SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p kg:.SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p kg:a\\#SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p kg:a\\# . SERVICE <URL> { ?a ?b ?c } }",
    "SELECT * { ?s ?p <http://a\\u0041#> SERVICE <URL> { ?a ?b ?c } }",
    'SELECT * { ?s ?p """a""\\"""" SERVICE <URL> { ?a ?b ?c } }',
    "SELECT * { ?s ?p 'it\\'s' SERVICE <URL> { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o FILTER(?o<'>#')SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o FILTER(?o<'>'#'\n)SERVICE<URL>{ ?a ?b ?c } #'\n }",
    "SELECT * { ?s ?p ?o FILTER(1<#\n2)SERVICE<URL>{ ?a ?b ?c } #>\n }",
    "SELECT * { ?s ?p <urn:\u3000#> SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p <urn:\u00a0'> SERVICE<URL>{ ?a ?b ?c } # '\n }",
    "SELECT * { SERVICE#'\n<URL>{ ?s ?b ?c } }",
    "SELECT * { ?s ?p []SERVICE<URL>{ ?a ?b ?c } }",
    "DESCRIBE ?s { SERVICE<URL>{ ?s ?b ?c } }",
    "SELECT * { LATERAL { SERVICE<URL>{ ?a ?b ?c } } }",
    "SELECT * { ?s ?p ?o FILTER(?s <#x> \n ?p) SERVICE <URL> { ?a ?b ?c } }",
    'SELECT * { ?s ?p "a"@en SERVICE <URL> { ?a ?b ?c } }',
    "SELECT * { { SELECT * { SERVICE ?x { ?s ?p ?o } VALUES ?x { <URL> } } } }",
    "SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "# a comment\rSELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERV\\u0049CE <URL> { ?s ?p ?o } }",
    "LOAD <URL>",
    "LOAD <URL> INTO GRAPH <urn:x>",
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", CALLS_OUT)
def test_no_query_reaches_another_server(base, query):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        try:
            base.query(query.replace("URL", url))
        except QueryError as error:
            assert "connect" not in str(error).lower()
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize("query", CALLS_OUT[:7])
def test_service_is_named_in_the_message(base, query):
    with pytest.raises(QueryError, match="SERVICE would call another server"):
        base.query(query)


HARMLESS = [
    "SELECT ?service { ?service schema:name 'SERVICE' }",
    '# SERVICE <http://127.0.0.1/>\nSELECT * { ?s schema:name "service" }',
    "SELECT * { ?s schema:service ?o }",
    "SELECT * { ?s <https://schema.org/service#SERVICE> '''it's a SERVICE''' }",
    "PREFIX x: <urn:service:> SELECT ?x { ?x schema:name 'load'@en }",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_service_elsewhere_is_harmless(base, query):
    assert base.query(query).rows == []


def test_a_result_outlives_the_knowledge_base():
    with KnowledgeBase.in_memory() as base:
        base.add(samples())
        result = base.query(NAMES)
    assert result.rows[0] == ("Microsoft", "MSFT")
