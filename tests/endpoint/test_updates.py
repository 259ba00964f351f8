"""Updates over HTTP: with a token, into graphs of one's own, all or nothing."""

from __future__ import annotations

import httpx
import pytest

from kg.store import BASE, KnowledgeBase
from tests.endpoint.conftest import make_store
from tests.endpoint.servers import ENDLESS, serving

TOKEN = "秘密-secret"
MINE = "https://me.example/覚書"
PROLOGUE = "PREFIX my: <https://me.example/>\n"
MEMO = f'{PROLOGUE}INSERT DATA {{ GRAPH <{MINE}> {{ id:Q2283 my:memo "要確認"@ja }} }}'


@pytest.fixture(scope="module")
def writable(tmp_path_factory):
    store = make_store(tmp_path_factory.mktemp("updates") / "store")
    with serving(store, "--time-limit", "2", KG_UPDATE_TOKEN=TOKEN) as server:
        yield server


def update(server, text, token=TOKEN, **fields):
    headers = {b"Authorization": f"Bearer {token}".encode()} if token else {}
    return httpx.post(server.sparql, data={"update": text, **fields}, headers=headers, timeout=60)


def notes(server):
    response = server.ask(f"SELECT ?s ?o {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} ORDER BY ?s ?o", "text/csv")
    return [line.split(",") for line in response.text.splitlines()[1:]]


def everything(server):
    with KnowledgeBase.open(server.store, read_only=True) as base:
        return set(base.quads())


def test_notes_are_written_changed_and_taken_out_again(writable):
    before = everything(writable)
    assert update(writable, MEMO).json() == {"deleted": 0, "inserted": 1}
    assert update(writable, MEMO).json() == {"deleted": 0, "inserted": 0}
    assert notes(writable) == [[f"{BASE}id/Q2283", "要確認"]]
    # What the knowledge base holds can be read by an update, and is joined with notes in queries.
    every = f"{PROLOGUE}INSERT {{ GRAPH <{MINE}> {{ ?e my:memo ?n }} }} WHERE {{ ?e a schema:Person ; schema:name ?n }}"
    assert update(writable, every).json() == {"deleted": 0, "inserted": 1}
    joined = 'SELECT ?n { ?e <https://me.example/memo> "要確認"@ja ; schema:name ?n }'
    assert writable.ask(joined, "text/csv").text == "n\r\nMicrosoft\r\n"
    change = f"""{PROLOGUE}WITH <{MINE}> DELETE {{ ?e my:memo ?m }} INSERT {{ ?e my:memo '済' }}
WHERE {{ ?e my:memo ?m }}"""
    assert update(writable, change).json() == {"deleted": 2, "inserted": 2}
    assert [memo for _, memo in notes(writable)] == ["済", "済"]
    sent = httpx.post(
        writable.sparql,
        content=f"CLEAR GRAPH <{MINE}>".encode(),
        headers={b"Content-Type": b"application/sparql-update", b"Authorization": f"bearer {TOKEN}".encode()},
    )
    assert sent.json() == {"deleted": 2, "inserted": 0}
    assert everything(writable) == before


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x"])
def test_who_does_not_show_the_token_may_not_write(writable, token):
    before = everything(writable)
    response = update(writable, MEMO, token)
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
    assert TOKEN not in response.text
    assert everything(writable) == before


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("DROP ALL", 403),
        ("LOAD <file:///etc/passwd> INTO GRAPH <https://me.example/g>", 403),
        (f"CLEAR GRAPH <{BASE}graph/edges>", 403),
        (f"INSERT DATA {{ GRAPH <{BASE}graph/edges> {{ id:Q2283 kg:sues id:Q2283 }} }}", 403),
        ("INSERT DATA { id:Q2283 kg:sues id:Q2283 }", 403),
        (f"INSERT DATA {{ GRAPH <{MINE}> {{ id:Q2283 kg:sues id:Q2283 }} }}", 403),
        (f"DELETE {{ GRAPH <{BASE}graph/entities> {{ ?a ?b ?c }} }} WHERE {{ ?a ?b ?c }}", 403),
        (f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} WHERE {{ SERVICE <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}", 403),
        ("INSERT { GRAPH ?g { ?s <a:b> ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", 400),
        (f"INSERT {{ GRAPH <{MINE}> {{ <a:a> <a:b> ?n }} }} WHERE {{ {{ {ENDLESS} }} }}", 504),
        (f"INSERT {{ GRAPH <{MINE}> {{ ?s nope:x ?o }} }} WHERE {{ ?s ?p ?o }}", 400),
        (f"{MEMO} ; {MEMO}", 400),
        ("誰が", 400),
    ],
)
def test_what_is_not_to_be_written_changes_nothing(writable, text, status):
    before = everything(writable)
    response = update(writable, text)
    assert response.status_code == status
    assert response.json()["message"]
    assert everything(writable) == before


def test_a_text_is_a_text_however_it_is_written(writable):
    before = everything(writable)
    text = f"INSERT DATA {{ GRAPH <{MINE}> {{ <a:a> <a:b> '\\u0027 }} }} ; DROP ALL #' }} }}"
    assert update(writable, text).json() == {"deleted": 0, "inserted": 1}
    assert notes(writable) == [["a:a", "' } } ; DROP ALL #"]]
    assert update(writable, f"CLEAR GRAPH <{MINE}>").json() == {"deleted": 1, "inserted": 0}
    assert everything(writable) == before


def test_a_mistake_is_told_where_it_is(writable):
    said = update(writable, f"INSERT\nDATA {{ GRAPH <{MINE}> {{\n  <a:a> <a:b> '社' , , 1 }} }}").json()
    assert (said["error"], said["line"], said["column"]) == ("malformed", 3, 21)


def test_using_graphs_that_are_named_beside_the_update(writable):
    text = f"INSERT {{ GRAPH <{MINE}> {{ ?s <a:b> ?o }} }} WHERE {{ ?s kg:linkedTo ?o }}"
    assert update(writable, text, **{"using-graph-uri": f"{BASE}graph/entities"}).json()["inserted"] == 0
    assert update(writable, text, **{"using-graph-uri": f"{BASE}graph/edges"}).json()["inserted"] == 2
    assert update(writable, f"CLEAR GRAPH <{MINE}>").json()["deleted"] == 2


def test_another_writer_is_waited_for_by_nobody(writable):
    with KnowledgeBase.open(writable.store):
        response = update(writable, MEMO)
        assert (response.status_code, response.json()["error"]) == (503, "store")
        assert "another program is writing" in response.json()["message"]
        assert response.headers["retry-after"]
    assert update(writable, MEMO).json()["inserted"] == 1
    assert update(writable, f"CLEAR GRAPH <{MINE}>").json()["deleted"] == 1


def test_without_a_token_nobody_writes(server):
    response = update(server, MEMO)
    assert (response.status_code, response.json()["error"]) == (403, "refused")
