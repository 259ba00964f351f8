"""What was asked before."""

from __future__ import annotations

from datetime import UTC, datetime

from kg.errors import QueryError
from ui.workbench.history import LONGEST, Past, gist, remember
from ui.workbench.runs import Asked, Outcome

AT = datetime(2024, 1, 2, 3, 4, tzinfo=UTC)


def failed(text: str) -> Outcome:
    return Outcome(Asked(text), 1, 0.5, error=QueryError("not\na query", about="x"))


def test_the_latest_is_first_and_the_oldest_goes() -> None:
    past: tuple[Past, ...] = ()
    for number in range(LONGEST + 2):
        past = remember(past, failed(f"q{number}"), AT)
    assert [one.asked.text for one in past] == [f"q{number}" for number in range(LONGEST + 1, 1, -1)]
    assert past[0] == Past(Asked("q21"), AT, 0.5, error="x: not a query")


def test_the_same_words_are_there_once() -> None:
    past = remember(remember(remember((), failed("a"), AT), failed("b"), AT), failed("a"), AT)
    assert [one.asked.text for one in past] == ["a", "b"]


def test_the_gist_is_one_line_without_comments() -> None:
    assert gist("# en: all\n\nSELECT *\n  { ?s ?p ?o } # so") == "SELECT * { ?s ?p ?o } # so"
    assert gist("x" * 100, 10) == "x" * 9 + "…"
