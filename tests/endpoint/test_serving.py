"""The server as a process: many clients at once, large answers, writers beside it, signals."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from kg.store import KnowledgeBase, knowledge_base
from tests.builders import MICROSOFT, NVIDIA, investment_en, simple_extraction
from tests.endpoint.conftest import make_store
from tests.endpoint.servers import ENDLESS, ROOT, serving

ARTICLES = "SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"
MEGABYTE = 2**20


def resident(process: int) -> int:
    """Bytes of memory that a process has."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def is_gone(process: int) -> bool:
    try:
        return "\nState:\tZ" in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return True


def test_twenty_at_once(server):
    query = 'SELECT ?n { ?e rdfs:label ?n FILTER(LANG(?n) = "ja") } ORDER BY ?n'
    with ThreadPoolExecutor(20) as pool:
        responses = list(pool.map(lambda _: server.ask(query, "text/csv"), range(20)))
    assert {response.status_code for response in responses} == {200}
    assert len({response.content for response in responses}) == 1
    assert "マイクロソフト" in responses[0].text


def test_a_worker_killed_from_outside(server):
    before = server.workers()
    assert before
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    time.sleep(0.2)
    assert server.ask("ASK {}").json()["boolean"] is True
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(server.ask, ENDLESS)
        time.sleep(0.7)
        for worker in server.workers():
            os.kill(worker, signal.SIGKILL)
        response = running.result()
    assert response.json()["error"] in ("lost", "time")
    assert response.status_code in (503, 504)
    assert ("retry-after" in response.headers) == (response.status_code == 503)
    assert server.ask("ASK {}").json()["boolean"] is True


def test_a_client_that_goes_away_stops_its_query(sample_store):
    with serving(sample_store, "--workers", "1", "--time-limit", "60") as server:
        server.ask("ASK {}")
        before = server.workers()
        with suppress(httpx.ReadTimeout):
            httpx.post(server.sparql, data={"query": ENDLESS}, timeout=0.5)
        start = time.monotonic()
        assert server.ask("ASK {}").status_code == 200
        assert time.monotonic() - start < 30
        assert not before & server.workers()


def test_a_large_answer_is_whole_and_leaves_the_server_small(sample_store):
    with serving(sample_store, "--workers", "1", "--queue", "0") as server:
        server.ask("SELECT * { ?s ?p ?o }")
        before = resident(server.process.pid)
        most, size, lines = 0, 0, 0
        with httpx.stream("GET", server.sparql, params={"query": LARGE, "format": "csv"}, timeout=60) as response:
            assert response.status_code == 200
            for piece in response.iter_bytes():
                size += len(piece)
                lines += piece.count(b"\n")
                most = max(most, resident(server.process.pid))
        assert size == int(response.headers["content-length"]) > 20 * MEGABYTE
        assert lines == 100_001
        assert most - before < 10 * MEGABYTE
        # While its only worker is busy and nobody may wait, others are told when to come again.
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(server.ask, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g kg:status ?h }")
            time.sleep(0.2)
            turned_away = [server.ask("ASK {}") for _ in range(3) if not running.done()]
            running.result()
        assert all(one.status_code in (200, 503) for one in turned_away)
        for one in turned_away:
            assert one.status_code == 200 or (one.json()["error"], one.headers["retry-after"]) == ("busy", "2")


def test_readers_follow_the_writer_until_the_store_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(knowledge_base, "PUBLISH_SECONDS", 0)
    store = make_store(tmp_path / "store")

    def count() -> int:
        return int(server.ask(ARTICLES, "text/csv").text.split()[1])

    with serving(store, "--workers", "2") as server:
        seen, is_writing = set(), threading.Event()

        def write() -> None:
            with KnowledgeBase.open(store) as base:
                for number in range(60):
                    base.add(simple_extraction(MICROSOFT, "partnersWith", NVIDIA, text=f"社{number}", id=f"n{number}"))
            is_writing.set()

        writer = threading.Thread(target=write)
        writer.start()
        while not is_writing.is_set():
            seen.add(count())
        writer.join()
        seen.add(count())
        # A writer publishes after every 20 articles, whole articles only.
        assert seen <= {3, 23, 43, 63}
        assert count() == 63
        with KnowledgeBase.open(store) as base:
            base.remove(investment_en().article.hash)
        assert {count() for _ in range(4)} == {62}
        shutil.rmtree(store)
        for _ in range(3):
            response = server.ask("ASK {}")
            assert (response.status_code, response.json()["error"]) == (503, "store")
            assert "no store here" in response.json()["message"]
            assert str(store) not in response.text
        make_store(store)
        assert count() == 3


@pytest.mark.skipif(os.name != "posix", reason="elsewhere there are no such signals")
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_whatever_stops_the_server_stops_its_workers(sample_store, stop, tmp_path):
    with serving(sample_store, "--workers", "2", TMPDIR=str(tmp_path)) as server, ThreadPoolExecutor(1) as pool:
        server.ask("ASK {}")
        running = pool.submit(server.ask, ENDLESS)
        time.sleep(0.5)
        workers = server.workers()
        assert len(workers) == 2
        server.process.send_signal(stop)
        server.process.wait(timeout=10)
        if stop is not signal.SIGKILL:
            assert running.result().json() == {"error": "busy", "message": "the server is stopping"}
        else:
            with pytest.raises(httpx.HTTPError):
                running.result()
        deadline = time.monotonic() + 10
        while not all(map(is_gone, workers)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert all(map(is_gone, workers))
        assert not any(tmp_path.iterdir())


def test_an_address_that_is_taken(sample_store):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code = "from kg.cli import main; main()"
        command = [sys.executable, "-c", code, "serve", "--no-ui", "--store", str(sample_store), "--port", port]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"kg: 127.0.0.1:{port}: cannot listen there")
    assert done.stderr.count("\n") == 1


def test_a_store_that_is_not_there_is_refused_at_the_start(tmp_path):
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--no-ui", "--store", "nostore"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "kg: nostore: no store here; run `kg build FILES --store DIR` first\n"
