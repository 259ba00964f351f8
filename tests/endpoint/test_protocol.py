"""The SPARQL 1.1 Protocol, asked over HTTP of a server that runs as a program of its own."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote
from xml.etree import ElementTree

import httpx
import pytest
import rdflib

from kg.endpoint.requests import LONGEST_BODY, LONGEST_QUERY
from kg.store import BASE
from tests.endpoint.servers import ENDLESS, HUNGRY

NAMES = 'SELECT ?n { id:Q2283 rdfs:label ?n FILTER(LANG(?n) = "ja") }'
GRAPH = "CONSTRUCT WHERE { ?a kg:investsIn ?b }"
EDGES = f"{BASE}graph/edges"
FORM = "application/x-www-form-urlencoded"


def test_the_three_ways_to_ask(server):
    asked = [
        httpx.get(server.sparql, params={"query": NAMES, "format": "csv"}),
        server.ask(NAMES, "text/csv"),
        httpx.post(
            server.sparql,
            content=NAMES.encode(),
            headers={"Content-Type": "application/sparql-query; charset=utf-8", "Accept": "text/csv"},
        ),
        httpx.post(f"{server.sparql}?format=csv", content=f"query={quote(NAMES)}", headers={"Content-Type": FORM}),
    ]
    for response in asked:
        assert (response.status_code, response.content.decode()) == (200, "n\r\nマイクロソフト\r\n")
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        assert response.headers["access-control-allow-origin"] == "*"
        assert response.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("accept", "read"),
    [
        ("application/sparql-results+json", lambda text: json.loads(text)["results"]["bindings"][0]["n"]["value"]),
        ("application/json", lambda text: json.loads(text)["results"]["bindings"][0]["n"]["value"]),
        ("application/sparql-results+xml", lambda text: ElementTree.fromstring(text)[1][0][0][0].text),
        ("text/csv", lambda text: list(csv.reader(io.StringIO(text)))[1][0]),
        ("text/tab-separated-values", lambda text: text.splitlines()[1].partition("@")[0].strip('"')),
    ],
)
def test_rows_as_they_are_accepted(server, accept, read):
    response = server.ask(NAMES, accept)
    assert response.headers["content-type"].partition(";")[0] == accept
    assert read(response.content.decode()) == "マイクロソフト"
    assert int(response.headers["content-length"]) == len(response.content)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_graphs_as_they_are_accepted(server, accept):
    response = server.ask("DESCRIBE id:Q2283", accept)
    assert response.headers["content-type"].partition(";")[0] == accept
    graph = rdflib.Graph().parse(data=response.text, format=accept)
    assert rdflib.Literal("マイクロソフト", lang="ja") in set(graph.objects())


@pytest.mark.parametrize(
    ("query", "accept"),
    [(NAMES, "text/turtle"), (GRAPH, "text/csv"), (NAMES, "image/png"), ("ASK {}", "application/n-triples")],
)
def test_nothing_that_is_accepted(server, query, accept):
    response = server.ask(query, accept)
    assert (response.status_code, response.json()["error"]) == (406, "not_acceptable")
    assert "text/" in response.json()["message"]


@pytest.mark.parametrize("accept", ["\xff/\xfe", "text/csv;q=" + "9" * 500, "," * 5000, "a/b;" * 3000, "*/*\t;q=nan"])
def test_whatever_is_accepted_breaks_nothing(server, accept):
    response = httpx.post(
        server.sparql, data={"query": NAMES}, headers=[(b"Accept", accept.encode("latin-1"))], timeout=30
    )
    assert response.status_code in (200, 400, 406)


def test_head_says_what_get_would_send(server):
    get = httpx.get(server.sparql, params={"query": NAMES})
    head = httpx.head(server.sparql, params={"query": NAMES})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


def test_other_sites_may_ask(server):
    response = httpx.options(
        server.sparql, headers={"Origin": "https://yasgui.example", "Access-Control-Request-Method": "POST"}
    )
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert "POST" in response.headers["access-control-allow-methods"]
    assert "Authorization" in response.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in response.headers


def test_the_graphs_that_are_asked(server):
    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def count(query, **fields):
        return int(httpx.post(server.sparql, data={"query": query, "format": "csv", **fields}).text.split()[1])

    edges = count(f"SELECT (COUNT(*) AS ?n) FROM <{EDGES}> {{ ?s ?p ?o }}")
    assert 0 < edges < count(everything)
    assert count(everything, **{"default-graph-uri": EDGES}) == edges
    assert count("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", **{"named-graph-uri": [EDGES]}) == edges
    assert count(everything, **{"named-graph-uri": EDGES}) == 0


REFUSED = [
    ("SELECT * {\n  ?s ?p\n}", 400, "malformed", {"line": 2, "column": 3}),
    ('SELECT * { ?s ?p "社" , , 1 }', 400, "malformed", {"line": 1, "column": 22}),
    ("誰が", 400, "malformed", {"line": 1}),
    ("INSERT DATA { <a:a> <a:b> <a:c> }", 403, "refused", {}),
    ("DROP ALL", 403, "refused", {}),
    ("LOAD <file:///etc/passwd>", 403, "refused", {}),
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403, "refused", {"line": 1, "column": 12}),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 403, "refused", {}),
    ("SELECT * FROM <http://127.0.0.1:1/x> { ?s ?p ?o }", 403, "refused", {}),
    ("SELECT * { ?a ?b ?c . ?d ?e ?f }", 413, "size", {}),
    ("CONSTRUCT { ?a ?e ?f } { ?a ?b ?c . ?d ?e ?f }", 413, "size", {}),
    (ENDLESS, 504, "time", {}),
    ("ASK { " + "{" * 20_000, 400, "malformed", {}),
]


@pytest.mark.parametrize(("query", "status", "error", "more"), REFUSED)
def test_what_is_refused_says_why(server, query, status, error, more):
    response = server.ask(query, "*/*")
    said = response.json()
    assert (response.status_code, said["error"]) == (status, error)
    assert {key: said.get(key) for key in more} == more
    assert "\n" not in said["message"] and "Traceback" not in response.text
    assert response.headers["access-control-allow-origin"] == "*"
    assert server.ask(NAMES, "text/csv").status_code == 200


@pytest.mark.parametrize(
    ("method", "headers", "content", "address", "status"),
    [
        ("POST", {"Content-Type": FORM}, b"query=%ff%fe", "", 400),
        ("POST", {"Content-Type": "application/sparql-query"}, b"ASK { ?s ?p '\xff' }", "", 400),
        ("GET", {}, b"", "?query=%E7%A4", 400),
        ("GET", {}, b"", "?query=", 400),
        ("GET", {}, b"", "?query=ASK%7B%7D&query=ASK%7B%20%7D", 400),
        ("GET", {}, b"", "?query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("POST", {"Content-Type": FORM}, b"query=ASK%7B%7D", "?query=ASK%7B%7D", 400),
        ("GET", {}, b"", "?update=DROP%20ALL", 400),
        ("GET", {}, b"", "?query=ASK%7B%7D&default-graph-uri=no%20iri", 400),
        ("GET", {}, b"", "?query=ASK%7B%7D&default-graph-uri=urn:x", 403),
        ("GET", {}, b"", "?query=ASK%7B%7D&format=docx", 406),
        ("POST", {"Content-Type": FORM}, b"", "", 400),
        ("POST", {"Content-Type": FORM}, b"query=ASK%7B%7D&update=DROP%20ALL", "", 400),
        ("POST", {"Content-Type": FORM}, b"update=DROP%20ALL", "", 403),
        ("POST", {"Content-Type": "application/sparql-update"}, b"DROP ALL", "", 403),
        ("POST", {"Content-Type": "application/sparql-query"}, b"ASK {}", "?query=ASK%7B%7D", 400),
        ("POST", {"Content-Type": "application/json"}, b"{}", "", 415),
        ("POST", {}, b"query=ASK%7B%7D", "", 415),
        ("POST", {"Content-Type": FORM}, b"a=b&" * 2000 + b"query=ASK%7B%7D", "", 400),
        ("POST", {"Content-Type": FORM}, b"query=" + b"a" * (LONGEST_QUERY + 1), "", 413),
        ("POST", {"Content-Type": FORM}, b"query=" + b"a" * (LONGEST_BODY + 1), "", 413),
        ("DELETE", {}, b"", "", 405),
        ("PUT", {}, b"", "", 405),
    ],
)
def test_what_is_no_request_of_the_protocol(server, method, headers, content, address, status):
    response = httpx.request(method, server.sparql + address, headers=headers, content=content, timeout=30)
    assert response.status_code == status
    assert response.json()["message"]
    assert "Traceback" not in response.text


def test_what_the_service_is(server):
    response = httpx.get(server.sparql, headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=response.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = rdflib.URIRef(server.sparql)
    assert (service, rdflib.RDF.type, sd.Service) in graph
    assert (service, sd.feature, sd.UnionDefaultGraph) in graph
    assert rdflib.URIRef(EDGES) in set(graph.objects(predicate=sd.name))
    page = httpx.get(server.sparql, headers={"Accept": "text/html,*/*;q=0.1"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "<form" in page.text and "実行" in page.text
    assert httpx.get(server.url, follow_redirects=True).status_code == 200
    assert httpx.get(f"{server.url}/nothing").json()["message"] == "Not Found"


def test_the_name_of_the_host_breaks_nothing(server):
    response = httpx.get(server.sparql, headers={"Host": "evil>} INSERT <x"})
    assert response.status_code in (200, 400)
    assert "> INSERT" not in response.text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_the_vocabulary(server):
    for accept in ("text/turtle", "application/rdf+xml", "application/ld+json"):
        response = httpx.get(f"{server.url}/ns", headers={"Accept": accept})
        graph = rdflib.Graph().parse(data=response.text, format=accept)
        invests = rdflib.URIRef(f"{BASE}ns#investsIn")
        assert {label.language for label in graph.objects(invests, rdflib.RDFS.label)} == {"en", "ja"}
    page = httpx.get(f"{server.url}/ns", headers={"Accept": "text/html"}).text
    assert "kg:investsIn" in page and "出資" in page
    assert httpx.get(f"{server.url}/ns", headers={"Accept": "text/csv"}).status_code == 406


def test_packaged_queries(server):
    listed = {one["name"]: one for one in httpx.get(f"{server.url}/queries").json()}
    assert set(listed["evidence"]["labels"]) == {"en", "ja"}
    assert {"name": "subject", "type": "entity", "required": True, "default": None} in listed["evidence"]["parameters"]
    evidence = f"{server.url}/{listed['evidence']['path']}"
    response = httpx.get(evidence, params={"subject": "マイクロソフト", "format": "json"})
    assert "サム・アルトマン" in response.text
    assert (
        httpx.get(evidence, params={"subject": "マイクロソフト"}, headers={"Accept": "text/turtle"}).status_code == 406
    )


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("evidence", {}, 400),
        ("evidence", {"subject": "誰でもない"}, 404),
        ("evidence", {"subject": "Microsoft", "nonsense": "1"}, 400),
        ("no-such-query", {}, 404),
        ("..%2f..%2fontology", {}, 404),
        ("as-of", {"date": '2024-01-01"^^xsd:date ?x } #'}, 400),
        ("kingmakers", {"limit": "1 } INSERT DATA { <a:a> <a:b> <a:c>"}, 400),
        ("evidence", {"subject": "id:Q2283> ?x ?y . <"}, 404),
        ("evidence", {"subject": 'Microsoft"@en } ; DROP ALL #'}, 404),
        ("evidence", {"subject": "Microsoft", "relation": "investsIn> ?p"}, 404),
    ],
)
def test_values_are_never_read_as_sparql(server, path, params, status):
    response = httpx.get(f"{server.url}/queries/{path}", params=params)
    assert response.status_code == status
    assert response.json()["message"]


def test_too_much_memory(server):
    response = server.ask(HUNGRY)
    # On a busy machine the time may be over before the memory is.
    assert (response.status_code, response.json()["error"]) in [(507, "memory"), (504, "time")]
    assert server.ask(NAMES).status_code == 200
