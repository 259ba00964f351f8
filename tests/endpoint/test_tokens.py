"""An endpoint that only those may ask who show a token."""

from __future__ import annotations

import httpx
import pytest

from tests.endpoint.conftest import make_store
from tests.endpoint.servers import serving

READ, WRITE = "読む-read", "書く-write"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    store = make_store(tmp_path_factory.mktemp("tokens") / "store")
    with serving(store, KG_TOKEN=READ, KG_UPDATE_TOKEN=WRITE) as server:
        yield server


def ask(server, path, token, **more):
    headers = {b"Authorization": f"Bearer {token}".encode()} if token else {}
    return httpx.get(f"{server.url}/{path}", headers=headers, timeout=60, **more)


@pytest.mark.parametrize(
    "path", ["sparql", "sparql?query=ASK{}", "ns", "queries", "queries/kingmakers", "queries/none"]
)
def test_nothing_is_said_without_a_token(guarded, path):
    for token in ("", "wrong", READ[:-1], f"{READ}x"):
        response = ask(guarded, path, token)
        assert (response.status_code, response.json()["error"]) == (401, "unauthorized")
        assert response.headers["www-authenticate"] == "Bearer"
        assert response.headers["access-control-allow-origin"] == "*"
    assert ask(guarded, path, READ).status_code == (404 if path.endswith("none") else 200)
    # Who may write may read.
    assert ask(guarded, path, WRITE).status_code == ask(guarded, path, READ).status_code


def test_browsers_may_ask_whether_they_may_ask(guarded):
    assert httpx.options(guarded.sparql).status_code == 204


def test_who_may_read_may_not_write(guarded):
    insert = {"update": "INSERT DATA { GRAPH <https://me.example/g> { id:Q2283 <https://me.example/p> 1 } }"}
    codes = [
        httpx.post(guarded.sparql, data=insert, headers={b"Authorization": f"Bearer {token}".encode()}).status_code
        for token in (READ, WRITE)
    ]
    assert codes == [401, 200]


def test_an_endpoint_that_only_reads_takes_no_update(tmp_path):
    store = make_store(tmp_path / "store")
    with serving(store, "--read-only", KG_UPDATE_TOKEN=WRITE) as server:
        response = httpx.post(
            server.sparql, data={"update": "CLEAR GRAPH <x:y>"}, headers={b"Authorization": f"Bearer {WRITE}".encode()}
        )
        assert (response.status_code, response.json()["error"]) == (403, "refused")
        assert server.ask("ASK {}").status_code == 200
