"""A knowledge base on a server: opened, shared by writers, found again after trouble."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import NotFound, ServerDown, StoreError, StoreInUse, StoreVersionError
from kg.pipeline import build
from kg.store import KnowledgeBase, served
from kg.store.address import ServerAddress
from kg.store.changes import compose_update
from kg.store.namespaces import DERIVED_GRAPHS, STORE_GRAPH
from kg.store.served import ServedStore
from tests.builders import NVIDIA, OPENAI, make_article, samples, simple_extraction
from tests.store.servers import RunningServer
from tests.store.test_histories import _anew, _difference, _live, derived_quads, histories

DEAD = 2**22 + 1
"""No process has this number: Linux gives none above it."""


@pytest.fixture(params=["oxigraph", "virtuoso"])
def running(request):
    server = request.getfixturevalue(request.param)
    server.empty()
    return server


def _marks(running):
    with closing(running.engine()) as engine:
        quads = engine.quads_for_pattern(None, None, None, STORE_GRAPH)
        return [quad.object.value for quad in quads if quad.predicate.value.endswith("writer")]


def _leave_mark(running, *, process=1, until=10**10, host="elsewhere"):
    mark = served.Mark("token", process, until, host)
    with closing(running.engine()) as engine:
        engine.update(compose_update(insert=[mark.quad()]))


def test_what_is_written_is_there_when_it_is_opened_again(running):
    with KnowledgeBase.open(running.address) as base:
        assert base.add(samples()) == 3
        quads = set(base.quads())
    with KnowledgeBase.open(running.address) as base:
        assert base.add(samples()) == 0
    with KnowledgeBase.open(running.address, read_only=True) as base, KnowledgeBase.in_memory() as memory:
        memory.add(samples())
        assert set(base.quads()) == quads == set(memory.quads())
        with pytest.raises(StoreError, match="reading only"):
            base.add(simple_extraction(NVIDIA, "acquires", OPENAI))
    assert _marks(running) == []


def test_nothing_is_made_by_asking(running):
    assert not KnowledgeBase.exists(running.address)
    KnowledgeBase.check(running.address)
    with pytest.raises(NotFound, match="no knowledge base on this server yet"):
        KnowledgeBase.open(running.address, read_only=True)
    with closing(running.engine()) as engine:
        assert list(engine.quads_for_pattern(None, None, None, STORE_GRAPH)) == []
    KnowledgeBase.open(running.address).close()
    assert KnowledgeBase.exists(running.address)


def test_a_second_writer_is_told_and_a_reader_is_not_in_the_way(running):
    with KnowledgeBase.open(running.address) as writer:
        with pytest.raises(StoreInUse, match=f"another program is writing to it .*process {os.getpid()}"):
            KnowledgeBase.open(running.address)
        with KnowledgeBase.open(running.address, read_only=True) as reader:
            writer.add(samples())
            assert len(reader.articles()) == 3
        assert len(_marks(running)) == 1
    KnowledgeBase.open(running.address).close()


def test_a_second_writer_waits(running):
    writer = KnowledgeBase.open(running.address)
    threading.Timer(0.5, writer.close).start()
    KnowledgeBase.open(running.address, wait=60).close()


def test_a_writer_is_not_disturbed_by_those_who_wait(running, monkeypatch):
    monkeypatch.setattr(served, "RENEW_AFTER", 0)
    with KnowledgeBase.open(running.address) as writer:
        waiting = threading.Thread(target=lambda: KnowledgeBase.open(running.address, wait=60).close())
        waiting.start()
        for number in range(10):
            writer.add(simple_extraction(NVIDIA, "supplies", OPENAI, text=str(number)))
    waiting.join()
    with KnowledgeBase.open(running.address, read_only=True) as base:
        assert len(base.articles()) == 10


def test_of_many_writers_at_once_never_two_are_let_in(running):
    KnowledgeBase.open(running.address).close()
    inside, most, entered, lock = [0], [0], [0], threading.Lock()

    def write():
        store = ServedStore(ServerAddress.parse(running.address))
        with suppress(StoreInUse):
            store.open_writer()
            with lock:
                inside[0], entered[0] = inside[0] + 1, entered[0] + 1
                most[0] = max(most[0], inside[0])
            time.sleep(0.05)
            with lock:
                inside[0] -= 1
            store.release()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert entered[0] >= 1


@pytest.mark.parametrize(
    ("mark", "stays"),
    [
        ({}, True),
        ({"until": 1}, False),
        ({"host": socket.gethostname(), "process": DEAD}, False),
        ({"host": socket.gethostname(), "process": os.getpid()}, True),
    ],
)
def test_marks_that_count(running, mark, stays):
    _leave_mark(running, **mark)
    if stays:
        with pytest.raises(StoreInUse, match=r"process \d+ on "):
            KnowledgeBase.open(running.address)
        assert len(_marks(running)) == 1
    else:
        with KnowledgeBase.open(running.address):
            assert len(_marks(running)) == 1
        assert _marks(running) == []


def test_a_writer_that_dies_is_not_waited_for(running):
    program = "import os, sys, kg.store as s; s.KnowledgeBase.open(sys.argv[1]); os._exit(1)"
    subprocess.run([sys.executable, "-c", program, running.address], check=False, timeout=120)
    assert len(_marks(running)) == 1
    with KnowledgeBase.open(running.address) as base:
        base.add(samples())


def test_a_mark_is_renewed_by_writing(running, monkeypatch):
    monkeypatch.setattr(served, "RENEW_AFTER", 0)
    with KnowledgeBase.open(running.address) as base:
        (before,) = _marks(running)
        time.sleep(1.1)
        base.add(samples()[:1])
        (after,) = _marks(running)
        assert before.split()[0] == after.split()[0]
        assert int(before.split()[2]) < int(after.split()[2])


def test_a_writer_that_paused_while_another_came_writes_no_more(running, monkeypatch):
    monkeypatch.setattr(served, "RENEW_AFTER", 0)
    base = KnowledgeBase.open(running.address)
    (left,) = _marks(running)
    with closing(running.engine()) as engine:
        engine.update(compose_update(delete=[served.Mark.read(left).quad()]))
    with KnowledgeBase.open(running.address) as other:
        other.add(samples())
        with pytest.raises(StoreInUse, match="another program began to write"):
            base.add(simple_extraction(NVIDIA, "acquires", OPENAI))
        assert len(other.articles()) == 3
    base.close()


def test_a_server_that_does_not_look_at_all_graphs_is_refused(tmp_path):
    with RunningServer("oxigraph", tmp_path, union=False) as running:
        with pytest.raises(StoreError, match="queries do not see named graphs"):
            KnowledgeBase.open(running.address)
        with KnowledgeBase.open(running.address.replace("/query?", "/query?union-default-graph&")) as base:
            base.add(samples())
            assert len(base.query("SELECT ?e { ?e a schema:Person }")) == 1
        with pytest.raises(StoreError, match="queries do not see named graphs"):
            KnowledgeBase.open(running.address, read_only=True)


def test_a_store_of_another_version_is_refused(running):
    KnowledgeBase.open(running.address).close()
    with closing(running.engine()) as engine:
        (old,) = engine.quads_for_pattern(None, None, None, STORE_GRAPH)
        new = Literal("99", datatype=old.object.datatype)
        engine.update(compose_update(delete=[old], insert=[Quad(old.subject, old.predicate, new, STORE_GRAPH)]))
    for read_only in (True, False):
        with pytest.raises(StoreVersionError, match="was written as format 99"):
            KnowledgeBase.open(running.address, read_only=read_only)
    with pytest.raises(StoreVersionError):
        KnowledgeBase.check(running.address)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories(), st.randoms(use_true_random=False))
def test_a_store_follows_from_its_articles_and_judgements_alone(running, history, random):
    extractions, steps = history
    with running.new_base() as base:
        _live(base, steps)
        quads = set(base.quads())
        with _anew(base, extractions, random) as other:
            assert _difference(set(other.quads()), quads) == []
            assert other.review() == base.review()
        derived = {quad for quad in quads if quad.graph_name in DERIVED_GRAPHS}
        assert _difference(derived, derived_quads(base)) == []


# ---- a server that goes away in mid-build


ARTICLES = [
    make_article(text, id=f"a{number}")
    for number, text in enumerate(
        [
            "Microsoft invests $10 billion in OpenAI.",
            "ソフトバンクグループはOpenAIに出資した。",
            "Nvidia acquired Mellanox in 2020.",
            "Google bought YouTube for $1.65 billion.",
            "トヨタ自動車はマイクロソフトと提携した。",
        ]
    )
]


@pytest.mark.parametrize("name", ["oxigraph", "virtuoso"])
def test_a_build_outlives_a_server_that_is_started_again(tmp_path, name, pipelines):
    with RunningServer(name, tmp_path) as running:
        KnowledgeBase.open(running.address).close()

        def restart(article):
            if article.id == "a1":
                running.kill()
                threading.Timer(0.5, running.start).start()

        with KnowledgeBase.open(running.address) as base:
            report = build(ARTICLES, base, progress=restart)
            assert report.read == len(ARTICLES)
            _is_as_if_nothing_had_happened(base)


def test_a_build_stops_without_loss_when_the_server_stays_away_and_goes_on_later(tmp_path, pipelines, monkeypatch):
    monkeypatch.setattr("kg.store.server.WAITS", (0.05, 0.05))
    with RunningServer("oxigraph", tmp_path) as running:

        def stop(article):
            if article.id == "a2":
                running.kill()

        with pytest.raises(ServerDown, match="the server does not answer"), KnowledgeBase.open(running.address) as base:
            build(ARTICLES, base, progress=stop)
        running.start()
        with KnowledgeBase.open(running.address) as base:
            assert sorted(one.id for one in base.articles()) == ["a0", "a1", "a2"]
            report = build(ARTICLES, base)
            assert (report.known, report.read) == (3, 2)
            _is_as_if_nothing_had_happened(base)


def _is_as_if_nothing_had_happened(base):
    with KnowledgeBase.in_memory() as memory:
        build(ARTICLES, memory)
        assert len(memory.claims()) >= len(ARTICLES)
        assert set(memory.quads()) == set(base.quads())


# ---- the command line


def _run(*args, **environment):
    return CliRunner().invoke(app, args, env=environment)


def test_commands_take_the_address_of_a_server(running, tmp_path, pipelines):
    text = tmp_path / "articles.txt"
    text.write_text(ARTICLES[0].text, encoding="utf-8")
    assert _run("build", str(text), "--store", running.address).exit_code == 0
    assert re.search(r"^articles +1$", _run("stats", KG_STORE=running.address).output, re.MULTILINE)
    assert "Microsoft" in _run("query", "who-invests-in-whom", "--store", running.address).output
    assert "OpenAI" in _run("show", "OpenAI", "--store", running.address).output
    assert _run("entities", "rename", "OpenAI", "オープンAI", "--lang", "ja", "--store", running.address).exit_code == 0
    assert _run("export", str(tmp_path / "all.nq"), "--format", "nq", "--store", running.address).exit_code == 0
    assert "オープンAI" in (tmp_path / "all.nq").read_text(encoding="utf-8")
    assert _run("backup", str(tmp_path / "kept.nq.gz"), "--store", running.address).exit_code == 0
    restored = _run("restore", str(tmp_path / "kept.nq.gz"), "--store", str(tmp_path / "copy"))
    assert restored.exit_code == 0
    with KnowledgeBase.open(tmp_path / "copy", read_only=True) as copy:
        with KnowledgeBase.open(running.address, read_only=True) as base:
            assert set(copy.quads()) == set(base.quads())
        (article,) = copy.articles()
    assert _run("remove", article.id, "--store", running.address).exit_code == 0


@pytest.mark.parametrize("command", ["stats", "build", "remove", "serve", "migrate"])
def test_trouble_with_a_server_is_one_line_without_the_password(tmp_path, command):
    text = tmp_path / "articles.txt"
    text.write_text("Microsoft invests in OpenAI.", encoding="utf-8")
    args = {"build": [str(text)], "remove": ["x"]}.get(command, [])
    result = _run(command, *args, "--store", "sparql+http://me:secret@127.0.0.1:9/sparql")
    assert result.exit_code == 1
    assert result.output.startswith("kg: ")
    assert result.output.count("\n") == 1
    assert "secret" not in result.output
