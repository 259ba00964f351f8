"""The endpoint over a store that is on a SPARQL server itself."""

from __future__ import annotations

import httpx
import pytest

from kg.store import BASE, KnowledgeBase
from tests.builders import samples
from tests.endpoint.servers import ENDLESS, serving
from tests.store.servers import RunningServer

EDGES = f"{BASE}graph/edges"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def behind(tmp_path_factory):
    with RunningServer("oxigraph", tmp_path_factory.mktemp("behind")) as server:
        with KnowledgeBase.open(server.address) as base:
            base.add(samples())
        yield server


def test_everything_goes_on_to_the_server(behind):
    options = ("--time-limit", "3", "--workers", "1")
    with serving(
        behind.address, *options, KG_UPDATE_TOKEN="secret", KG_STORE_USER="u", KG_STORE_PASSWORD="p"
    ) as server:

        def count(query, **fields):
            return int(httpx.post(server.sparql, data={"query": query, "format": "csv", **fields}).text.split()[1])

        assert "マイクロソフト" in server.ask("SELECT ?n { id:Q2283 rdfs:label ?n }", "text/csv").text
        assert "kg:investsIn" in server.ask("CONSTRUCT WHERE { ?a kg:investsIn ?b }", "text/turtle").text
        named = httpx.get(f"{server.url}/queries/evidence", params={"subject": "マイクロソフト"})
        assert "サム・アルトマン" in named.text
        assert 0 < count(COUNT, **{"default-graph-uri": EDGES}) < count(COUNT)
        assert count(f"SELECT (COUNT(*) AS ?n) FROM <{EDGES}> {{ ?s ?p ?o }}") == count(
            COUNT, **{"default-graph-uri": EDGES}
        )
        assert (server.ask("SELECT * { ?s ?p").json()["line"], server.ask("DROP ALL").status_code) == (1, 403)
        assert server.ask(ENDLESS).status_code == 504
        note = "INSERT DATA { GRAPH <https://me.example/g> { id:Q2283 <https://me.example/memo> '済' } }"
        headers = {"Authorization": "Bearer secret"}
        written = httpx.post(server.sparql, data={"update": note}, headers=headers, timeout=60)
        assert written.json() == {"deleted": 0, "inserted": 1}
        assert "済" in server.ask("SELECT ?o { ?s <https://me.example/memo> ?o }", "text/csv").text
        behind.kill()
        gone = server.ask("ASK {}")
        assert gone.status_code in (503, 504)
        behind.start()
        assert server.ask("ASK {}").json()["boolean"] is True
