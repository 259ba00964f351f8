"""Queries on their way."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.endpoint.limits import Limits
from kg.endpoint.workers import BlockingWorkers
from kg.errors import QueryError, QueryStopped
from ui.workbench.runs import Asked, Outcome, Run

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PATIENCE = 60.0


@pytest.fixture(scope="module")
def workers(sample_store: Path) -> Iterator[BlockingWorkers]:
    with BlockingWorkers(sample_store, Limits(seconds=30, workers=1)) as workers:
        yield workers


def finish(run: Run) -> Outcome:
    assert run.wait(PATIENCE)
    return run.outcome()


def test_an_answer_is_kept_in_every_format(workers: BlockingWorkers) -> None:
    asked = Asked("SELECT ?name { id:Q2283 rdfs:label ?name } ORDER BY ?name")
    outcome = finish(Run.start(workers, asked, 7, 30))
    assert (outcome.asked, outcome.number, outcome.error) == (asked, 7, None)
    assert outcome.shown is not None and outcome.answer is not None
    assert outcome.shown.rows == [("Microsoft",), ("マイクロソフト",)]
    assert outcome.answer.in_format("csv").decode() == "name\r\nMicrosoft\r\nマイクロソフト\r\n"
    assert outcome.answer.as_text().encode() == outcome.answer.in_format("json")
    assert outcome.answer.first() == outcome.shown


def test_a_mistake_is_told_with_its_place(workers: BlockingWorkers) -> None:
    outcome = finish(Run.start(workers, Asked("SELECT *\n{ ?s foo }"), 1, 30))
    assert isinstance(outcome.error, QueryError)
    assert outcome.error.place is not None and outcome.error.place[0] == 2


def test_the_time_of_the_visitor_is_kept(workers: BlockingWorkers) -> None:
    outcome = finish(Run.start(workers, Asked(ENDLESS), 1, 0.5))
    assert isinstance(outcome.error, QueryStopped)
    assert (outcome.error.reason, "0.5 s" in str(outcome.error)) == ("time", True)


def test_one_waits_for_the_other_and_both_can_be_stopped(workers: BlockingWorkers) -> None:
    first = Run.start(workers, Asked(ENDLESS), 1, 30)
    deadline = time.monotonic() + PATIENCE
    while first.is_waiting and time.monotonic() < deadline:
        first.wait(0.05)
    second = Run.start(workers, Asked("ASK {}"), 2, 30)
    assert not second.wait(0.2)
    assert (first.is_waiting, second.is_waiting, second.seconds) == (False, True, 0.0)
    first.stop()
    assert finish(second).shown is not None
    stopped = finish(first).error
    assert isinstance(stopped, QueryStopped)
    assert stopped.reason == "cancelled"
