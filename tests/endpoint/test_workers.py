"""Query workers: processes that are stopped, killed, starved and replaced, while others go on."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path

import pytest

from kg.endpoint.limits import Limits
from kg.endpoint.messages import Question
from kg.endpoint.workers import BlockingWorkers, QueryWorkers
from kg.errors import KgError, NotFound, QueryError, QueryRefused, QueryStopped, ServerBusy, StoreError
from kg.store import AnswerForm, KnowledgeBase
from tests.builders import investment_en, staff_ja
from tests.endpoint.conftest import make_store
from tests.endpoint.servers import ENDLESS, HUNGRY, ROOT

CSV = AnswerForm("csv", "nt")
STRICT = Limits(seconds=1.5, rows=1000, megabytes=1, workers=2, waiting=8)
ALONE = replace(STRICT, workers=1)


@pytest.fixture(scope="module")
def workers(sample_store):
    with BlockingWorkers(sample_store, STRICT) as workers:
        yield workers


def ask(workers, sparql="", **more):
    return workers.submit(Question(sparql, form=CSV, **more)).result(timeout=30)


def is_well(workers):
    names = ask(workers, 'SELECT ?n { id:Q2283 rdfs:label ?n FILTER(LANG(?n) = "ja") }').read().decode()
    return names == "n\r\nマイクロソフト\r\n"


def children() -> set[int]:
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=True
    )
    return {int(line.split()[0]) for line in listed.stdout.splitlines() if "kg.endpoint.worker" in line}


def test_answers_and_mistakes(workers):
    answer = ask(workers, "CONSTRUCT WHERE { ?a kg:investsIn ?b }")
    assert (answer.written.kind, answer.written.count) == ("graph", 1)
    assert answer.size == len(answer.read())
    assert answer.file.closed
    found = ask(workers, named="evidence", parameters={"subject": "マイクロソフト"}).read().decode()
    assert "協業する可能性がある" in found
    with pytest.raises(QueryError) as caught:
        ask(workers, "SELECT * {\n ?東京 }")
    assert caught.value.place == (2, 2)
    with pytest.raises(QueryRefused):
        ask(workers, "DROP ALL")
    with pytest.raises(NotFound, match="誰か"):
        ask(workers, named="evidence", parameters={"subject": "誰か"})
    with pytest.raises(NotFound):
        ask(workers, named="no-such-query")
    with pytest.raises(QueryStopped, match="more than 2 rows"):
        workers.submit(Question("SELECT * { ?s ?p ?o }", form=AnswerForm("csv", most_rows=2))).result()
    assert is_well(workers)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (ENDLESS, "time"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", "size"),
        ("CONSTRUCT { ?a ?e ?f } WHERE { ?a ?b ?c . ?d ?e ?f }", "size"),
    ],
)
def test_what_takes_too_much_is_stopped_and_the_next_is_answered(workers, query, reason):
    with pytest.raises(QueryStopped) as caught:
        ask(workers, query)
    assert caught.value.reason == reason
    assert is_well(workers)


def test_what_takes_too_much_memory_is_stopped_and_the_next_is_answered(sample_store):
    # Time is no matter here: a busy machine may need a while to give away so much memory.
    with BlockingWorkers(sample_store, replace(ALONE, seconds=30, memory=256)) as workers:
        with pytest.raises(QueryStopped) as caught:
            ask(workers, HUNGRY)
        assert caught.value.reason == "memory"
        assert is_well(workers)


@pytest.mark.parametrize("query", ["ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }", "ASK " + "{" * 10_000])
def test_what_breaks_the_engine_breaks_one_process_only(workers, query):
    with pytest.raises(KgError):
        ask(workers, query)
    assert is_well(workers)


def test_a_query_is_cancelled(workers):
    running = workers.submit(Question(ENDLESS))
    time.sleep(0.2)
    assert running.cancel()
    with pytest.raises(CancelledError):
        running.result()
    assert is_well(workers)


def test_workers_killed_from_outside_are_replaced(workers):
    assert is_well(workers)
    before = children()
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    time.sleep(0.2)
    assert is_well(workers)
    running = workers.submit(Question(ENDLESS))
    time.sleep(0.5)
    for worker in children():
        os.kill(worker, signal.SIGKILL)
    with pytest.raises(QueryStopped) as caught:
        running.result(timeout=10)
    assert caught.value.reason == "lost"
    assert is_well(workers)
    assert not before & children()


def test_more_than_may_wait_are_turned_away(sample_store):
    async def crowd() -> list[object]:
        async with QueryWorkers(sample_store, Limits(seconds=1, workers=1, waiting=2)) as workers:
            queries = [asyncio.create_task(workers.answer(Question(ENDLESS))) for _ in range(5)]
            return await asyncio.gather(*queries, return_exceptions=True)

    outcomes = asyncio.run(crowd())
    assert [type(one) for one in outcomes].count(ServerBusy) >= 2
    assert {type(one) for one in outcomes} == {ServerBusy, QueryStopped}


def test_readers_see_what_was_published_and_a_store_that_is_gone(tmp_path):
    store = tmp_path / "store"
    with BlockingWorkers(store, ALONE) as workers:
        with pytest.raises(StoreError, match="no store here"):
            ask(workers, "ASK {}")
        make_store(store)
        count = "SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }"
        assert ask(workers, count).read() == b"n\r\n3\r\n"
        with KnowledgeBase.open(store) as base:
            base.remove(investment_en().article.hash)
            assert ask(workers, count).read() == b"n\r\n3\r\n"
        assert ask(workers, count).read() == b"n\r\n2\r\n"
        with KnowledgeBase.open(store) as base:
            base.remove(staff_ja().article.hash)
        assert ask(workers, count).read() == b"n\r\n1\r\n"
        shutil.rmtree(store)
        for _ in range(3):
            with pytest.raises(StoreError, match="no store here"):
                ask(workers, count)


def test_nothing_is_left_over(sample_store):
    before = children()
    with BlockingWorkers(sample_store, STRICT) as workers:
        ask(workers, "ASK {}").file.close()
        workers.submit(Question(ENDLESS))
        mine = children() - before
        assert len(mine) == 2
        folder = Path(workers._workers._answers)
        assert folder.is_dir()
    assert children() == before
    assert not folder.exists()
    workers.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_workers_end_with_a_parent_that_was_killed(sample_store, tmp_path):
    code = """
import sys, time
from pathlib import Path
from kg.endpoint.messages import Question
from kg.endpoint.workers import BlockingWorkers
workers = BlockingWorkers(Path(sys.argv[1]))
workers.submit(Question("ASK {}")).result()
workers.submit(Question(sys.argv[2]))
time.sleep(0.3)
print("ready", flush=True)
time.sleep(60)
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", code, str(sample_store), ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout and parent.stdout.readline() == b"ready\n"
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent.pid)], capture_output=True, check=True)
        mine = [int(one) for one in listed.stdout.split()]
        assert len(mine) == 2 and any(tmp_path.iterdir())
        parent.kill()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{one}").exists() for one in mine) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [one for one in mine if Path(f"/proc/{one}").exists()]
    assert not any(tmp_path.iterdir())


def test_a_folder_for_answers_that_is_gone_is_told(sample_store):
    with BlockingWorkers(sample_store, ALONE) as workers:
        shutil.rmtree(workers._workers._answers)
        for _ in range(3):
            with pytest.raises(StoreError, match="the answer cannot be kept"):
                ask(workers, "ASK {}")
        Path(workers._workers._answers).mkdir()
        assert is_well(workers)
