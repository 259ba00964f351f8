"""A server as an engine: the same terms, patterns and errors as of the embedded one, and what only a server has."""

import threading
import time
from contextlib import closing

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import ServerDown, StoreError
from kg.store.address import ServerAddress
from kg.store.changes import compose_update
from kg.store.namespaces import BASE, PREFIXES, STORE_GRAPH, expand
from kg.store.server import SparqlServer
from kg.store.terms import date_literal, number_literal, text_literal
from tests.store.servers import RunningServer

GRAPH, OTHER, FOREIGN = (NamedNode(iri) for iri in (f"{BASE}graph/a", f"{BASE}graph/b", "http://example.test/graph"))
NODE, TERM = NamedNode(f"{BASE}id/x"), NamedNode(f"{PREFIXES['kg']}term")
LITERALS = [
    Literal("plain"),
    Literal(""),
    Literal("1"),
    Literal("2024-01-15"),
    Literal("  spaces \n\t and lines\r\n"),
    Literal("quotes \" \\ ' <b>&amp;</b> \x7f\u2028 😀𠮷"),
    Literal("x" * 100_000),
    Literal('"datatype": "http://www.w3.org/2001/XMLSchema#boolean", "value": "1"'),
    text_literal("Microsoft", "en"),
    text_literal("マイクロソフト", "ja"),
    text_literal("日本" * 20_000, "ja"),
    text_literal("微軟", "zh-Hant-TW"),
    Literal(True),
    Literal(False),
    number_literal(0),
    number_literal(-7),
    number_literal(10_000_000_000),
    number_literal(0.49),
    number_literal(0.000001),
    number_literal(1234567.25),
    date_literal("2024-01-15"),
    date_literal("0001-01-01"),
    date_literal("9999-12-31"),
    NamedNode("https://news.example/1?a=b&c=%E6%97%A5#x"),
]


@pytest.fixture(params=["oxigraph", "virtuoso"])
def running(request):
    server = request.getfixturevalue(request.param)
    server.empty()
    return server


@pytest.fixture
def server(running):
    with closing(running.engine()) as engine:
        yield engine


def _write(server, *quads):
    server.update(compose_update(insert=quads))


def test_every_kind_of_term_comes_back_as_it_was_and_can_be_deleted(server):
    quads = {Quad(NODE, NamedNode(f"{TERM.value}{place}"), one, GRAPH) for place, one in enumerate(LITERALS)}
    _write(server, *quads)
    assert set(server) == quads
    assert set(server.quads_for_pattern(NODE, None, None, None)) == quads
    assert set(server.quads_for_pattern(None, None, None, GRAPH)) == quads
    rows = server.query(
        "SELECT ?p ?o { ?s ?p ?o . ?s kg:term0 ?any }", prefixes=PREFIXES, use_default_graph_as_union=True
    )
    assert {Quad(NODE, row["p"], row["o"], GRAPH) for row in rows} == quads
    server.update(compose_update(delete=quads))
    assert set(server) == set()


def test_patterns_find_the_same_as_in_the_embedded_store(server):
    other = NamedNode(f"{BASE}id/y")
    label = text_literal("名前", "ja")
    quads = [
        Quad(NODE, TERM, other, GRAPH),
        Quad(NODE, TERM, label, GRAPH),
        Quad(other, TERM, NODE, OTHER),
        Quad(other, expand("rdf:type"), NODE, OTHER),
    ]
    embedded = Store()
    embedded.extend(quads)
    _write(server, *quads)
    found = 0
    for subject in (None, NODE):
        for predicate in (None, TERM):
            for object_ in (None, other, label):
                for graph in (None, GRAPH, OTHER):
                    pattern = (subject, predicate, object_, graph)
                    expected = set(embedded.quads_for_pattern(*pattern))
                    assert set(server.quads_for_pattern(*pattern)) == expected, pattern
                    found += len(expected)
    assert found > 20


def test_what_else_a_server_holds_is_left_alone(running, server):
    foreign, mark, ours = (Quad(NODE, TERM, Literal("x"), graph) for graph in (FOREIGN, STORE_GRAPH, GRAPH))
    _write(server, foreign, mark, ours)
    try:
        assert set(server) == {ours}
        running.empty()
        assert set(server) == set()
        assert list(server.quads_for_pattern(None, None, None, FOREIGN)) == [foreign]
    finally:
        server.update(compose_update(drop=FOREIGN))


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {\n ?s ?p }", "2:9"),
        ("SELECT ?x WHERE { ?x nope:p ?y }", "1:"),
        ("", "1:1"),
    ],
)
def test_a_wrong_query_is_told_with_its_place_and_without_our_prefixes(server, query, message):
    with pytest.raises(SyntaxError, match=message):
        server.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)


def test_a_wrong_update_is_refused_and_changes_nothing(server):
    with pytest.raises(StoreError, match="the server refuses"):
        server.update(compose_update(insert=[Quad(NODE, TERM, Literal("x"), GRAPH)]) + " ; NONSENSE")
    assert list(server) == []


def test_many_quads_in_one_update(server):
    quads = {Quad(NODE, TERM, text_literal(f"文{number}", "ja"), GRAPH) for number in range(6000)}
    _write(server, *quads)
    assert set(server.quads_for_pattern(None, None, None, GRAPH)) == quads
    server.update(compose_update(delete=quads))
    assert list(server) == []


def test_readers_see_an_update_as_a_whole(running, server):
    quads = [Quad(NODE, TERM, Literal(str(number)), GRAPH) for number in range(4000)]
    seen, done = set(), threading.Event()

    def read():
        with closing(running.engine()) as reader:
            while not done.is_set():
                (row,) = reader.query(
                    f"SELECT (COUNT(*) AS ?n) {{ {NODE} ?p ?o }}", prefixes={}, use_default_graph_as_union=True
                )
                seen.add(int(row["n"].value))

    thread = threading.Thread(target=read)
    thread.start()
    _write(server, *quads)
    server.update(compose_update(drop=GRAPH, insert=quads[:3000]))
    done.set()
    thread.join()
    assert seen <= {0, 4000, 3000}


def test_a_killed_server_has_an_update_as_a_whole_or_not_at_all(running, server):
    quads = [Quad(NODE, TERM, text_literal(f"文{number}", "ja"), GRAPH) for number in range(5000)]
    kept = Quad(NODE, TERM, Literal("kept"), OTHER)
    _write(server, kept)
    killer = threading.Timer(0.05, running.kill)
    killer.start()
    try:
        with closing(SparqlServer(server.address, waits=())) as impatient:
            _write(impatient, *quads)
    except ServerDown:
        pass
    killer.join()
    running.start()
    found = set(server)
    assert kept in found
    assert len(found) in (1, 1 + len(quads))


def test_what_a_broken_connection_leaves_in_doubt_is_sent_again(running, server):
    _write(server, Quad(NODE, TERM, Literal("before"), GRAPH))
    running.kill()
    starter = threading.Timer(0.3, running.start)
    starter.start()
    _write(server, Quad(NODE, TERM, Literal("after"), GRAPH))
    starter.join()
    assert {quad.object.value for quad in server} == {"before", "after"}


def test_a_server_that_is_down_is_told_soon(tmp_path):
    with RunningServer("oxigraph", tmp_path) as running:
        address = ServerAddress.parse(running.address)
    with closing(SparqlServer(address, waits=(0.01, 0.01))) as server:
        with pytest.raises(ServerDown, match=r"query: the server does not answer \(.*refused.*\); what was written"):
            list(server)
        with pytest.raises(ServerDown):
            server.update("CLEAR ALL")


def test_an_address_where_nothing_answers_sparql(oxigraph):
    address = ServerAddress.parse(f"sparql+http://127.0.0.1:{oxigraph.port}/nothing")
    with (
        closing(SparqlServer(address)) as server,
        pytest.raises(StoreError, match=r"no SPARQL to be had at /nothing \(status 404\)"),
    ):
        list(server)


@pytest.mark.parametrize("login", ["dba:wrong@", "me:secret@", ""])
def test_a_wrong_password_is_one_line_without_it(virtuoso, login):
    address = ServerAddress.parse(f"sparql+http://{login}127.0.0.1:{virtuoso.port}/sparql-auth")
    with closing(SparqlServer(address)) as server, pytest.raises(StoreError, match="wrong user or password") as caught:
        list(server)
    assert "secret" not in str(caught.value)


def test_who_may_not_write_is_told_so(virtuoso):
    virtuoso.empty()
    address = ServerAddress.parse(f"sparql+http://127.0.0.1:{virtuoso.port}/sparql")
    with closing(SparqlServer(address)) as server:
        assert list(server.quads_for_pattern(NODE, None, None, GRAPH)) == []
        with pytest.raises(StoreError, match="No permission"):
            _write(server, Quad(NODE, TERM, Literal("x"), GRAPH))


def test_an_answer_that_the_server_cuts_is_an_error_and_no_answer(tmp_path):
    with RunningServer("virtuoso", tmp_path, most_rows=100) as running, closing(running.engine()) as server:
        quads = [Quad(NODE, TERM, Literal(str(number)), GRAPH) for number in range(101)]
        _write(server, *quads[:99])
        assert len(list(server)) == 99
        _write(server, *quads)
        with pytest.raises(StoreError, match="cut its answer at its row limit"):
            list(server)


def test_the_password_is_negotiated_once_only(virtuoso):
    with closing(virtuoso.engine()) as server:
        statuses = []
        server._client.event_hooks = {"response": [lambda response: statuses.append(response.status_code)]}
        for _ in range(3):
            list(server.quads_for_pattern(NODE, None, None, GRAPH))
    assert statuses[-3:] == [200, 200, 200]
    assert set(statuses[:-3]) == {401}


def test_waiting_is_bounded(tmp_path):
    with RunningServer("oxigraph", tmp_path) as running:
        address = ServerAddress.parse(running.address)
        with closing(SparqlServer(address, waits=(0.05, 0.05, 0.05))) as server:
            list(server)
            running.kill()
            began = time.monotonic()
            with pytest.raises(ServerDown):
                list(server)
            assert time.monotonic() - began >= 0.15
