"""Clients that others wrote, and what docs/serving.md shows of them."""

from __future__ import annotations

import io

import httpx
import pandas
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from kg.store import BASE

NAMES = "SELECT ?e ?name { ?e rdfs:label ?name FILTER(LANG(?name) = 'ja') } ORDER BY ?name"


def test_sparqlwrapper(server):
    client = SPARQLWrapper(server.sparql)
    client.setQuery(NAMES)
    client.setReturnFormat(JSON)
    for method in ("GET", "POST"):
        client.setMethod(method)
        rows = client.queryAndConvert()["results"]["bindings"]
        assert {row["name"]["value"] for row in rows} >= {"マイクロソフト", "サム・アルトマン"}
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == len(rows)
    client.setReturnFormat(CSV)
    assert "マイクロソフト" in client.queryAndConvert().decode()
    client.setQuery("CONSTRUCT WHERE { ?a kg:investsIn ?b }")
    client.setReturnFormat(TURTLE)
    assert b"kg:investsIn" in client.queryAndConvert()


def test_pandas(server):
    url = httpx.URL(server.sparql, params={"query": NAMES, "format": "csv"})
    table = pandas.read_csv(str(url))
    assert list(table.columns) == ["e", "name"]
    assert "マイクロソフト" in set(table["name"])
    response = server.ask("SELECT ?st ?confidence { ?st kg:confidence ?confidence }", "text/csv")
    assert pandas.read_csv(io.StringIO(response.text))["confidence"].between(0, 1).all()


def test_rdflib(server):
    graph = rdflib.Graph(SPARQLStore(server.sparql))
    id_, kg = rdflib.Namespace(f"{BASE}id/"), rdflib.Namespace(f"{BASE}ns#")
    assert (id_.Q2283, kg.investsIn, id_.Q21708200) in graph
    labels = set(graph.objects(id_.Q2283, rdflib.RDFS.label))
    assert rdflib.Literal("マイクロソフト", lang="ja") in labels
    rows = graph.query("SELECT ?o { ?s schema:name 'Microsoft' ; kg:investsIn ?o }")
    assert [str(row.o) for row in rows] == [str(id_.Q21708200)]
