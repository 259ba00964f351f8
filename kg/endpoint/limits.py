"""How much a query may take."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one query may take, and how many may be at work.

    None of these numbers was tuned; they are meant for a laptop, and every one can be set.

    Attributes:
        seconds: Time that a query may run, and that it may wait for its turn.
        rows: Rows or triples of an answer; None for any number.
        megabytes: Size of an answer; None for any.
        memory: Megabytes that the process of a query may take.
        workers: Queries that run at once.
        waiting: Queries that wait while all workers are busy; more are turned away.
    """

    seconds: float = 60.0
    rows: int | None = 1_000_000
    megabytes: int | None = 512
    memory: int = 2048
    workers: int = 2
    waiting: int = 32


USUAL = Limits()
"""The limits where nobody sets others."""
