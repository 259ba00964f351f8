"""What a visitor has asked so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ui.workbench.runs import Asked, Outcome

LONGEST = 20


@dataclass(frozen=True, slots=True)
class Past:
    """A query that is over.

    Attributes:
        asked: The query.
        at: When it ended.
        seconds: How long it took.
        kind: "select", "ask" or "graph", or "" where it failed.
        count: Its rows or triples.
        error: What went wrong, or "".
    """

    asked: Asked
    at: datetime
    seconds: float
    kind: str = ""
    count: int = 0
    error: str = ""


def remember(past: Sequence[Past], outcome: Outcome, at: datetime) -> tuple[Past, ...]:
    """The same with one more in front. What was asked before with the same words is there once only."""
    if outcome.answer is not None:
        written = outcome.answer.written
        newest = Past(outcome.asked, at, outcome.seconds, written.kind, written.count)
    else:
        newest = Past(outcome.asked, at, outcome.seconds, error=" ".join(str(outcome.error).split()))
    return (newest, *(one for one in past if one.asked != outcome.asked))[:LONGEST]


def gist(text: str, length: int = 70) -> str:
    """A query on one line, without comments and the beginning that all queries have in common."""
    lines = (line.strip() for line in text.splitlines())
    told = " ".join(line for line in lines if line and not line.startswith("#"))
    return told if len(told) <= length else f"{told[: length - 1]}…"
