"""A query on its way, and what came of it."""

from __future__ import annotations

import threading
import time
import weakref
from concurrent import futures
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from io import BytesIO

from kg.endpoint.limits import MEGABYTE
from kg.endpoint.messages import Question
from kg.endpoint.workers import Answer, BlockingWorkers
from kg.errors import KgError, QueryStopped
from kg.store.answers import AnswerForm
from kg.store.kept_answers import read_answer, rewrite_answer
from kg.store.sparql import QueryResult

SHOWN_ROWS = 10_000
"""Rows that are shown. Not tuned: more than anybody reads, and quick to send."""
SHOWN_CHARACTERS = 4_000_000
"""Characters that are shown, likewise: rows of long sentences are fewer."""
SHOWN_TEXT = 200_000
"""Bytes of the answer that are shown as text."""
LARGEST_ANSWER = 64 * MEGABYTE
"""Bytes of an answer, of which a visitor's last one is kept on disk. Not tuned: a download of it is made in memory."""

_FORM = AnswerForm(rows="json", graph="ttl", most_bytes=LARGEST_ANSWER)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asked.

    Attributes:
        text: The whole SPARQL.
        named: The name of the packaged query that it is, or "".
        parameters: What was filled in there.
    """

    text: str
    named: str = ""
    parameters: tuple[tuple[str, str], ...] = ()


class KeptAnswer:
    """A whole answer in a file that is gone when nobody has it any more. For any thread."""

    def __init__(self, answer: Answer) -> None:
        self.written = answer.written
        self.size = answer.size
        self._file = answer.file
        self._lock = threading.Lock()
        weakref.finalize(self, answer.file.close)

    def first(self) -> QueryResult:
        """As much of it as is shown."""
        with self._lock:
            self._file.seek(0)
            return read_answer(self._file, self.written, SHOWN_ROWS, SHOWN_CHARACTERS)

    def as_text(self) -> str:
        """The answer as it was written, as much of it as is shown."""
        with self._lock:
            self._file.seek(0)
            return self._file.read(SHOWN_TEXT).decode("utf-8", "ignore")

    def in_format(self, format_: str) -> bytes:
        """All of it in one of the formats of `kg.store`."""
        with self._lock:
            self._file.seek(0)
            if format_ == self.written.format:
                return self._file.read()
            out = BytesIO()
            rewrite_answer(self._file, self.written, out, format_)
            return out.getvalue()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a query.

    Attributes:
        asked: The query.
        number: Which run it was; every run has another.
        seconds: How long it took.
        answer: The whole answer, if there is one,
        shown: and as much of it as is shown.
        error: Else what went wrong.
        limit: Seconds that it might have taken.
    """

    asked: Asked
    number: int
    seconds: float
    answer: KeptAnswer | None = None
    shown: QueryResult | None = None
    error: KgError | None = None
    limit: float = 0.0


@dataclass(eq=False)
class Run:
    """A query that a worker answers or that waits for one.

    Attributes:
        asked: The query.
        number: Which run it is.
        limit: Seconds that it may take.
    """

    asked: Asked
    number: int
    limit: float
    _future: Future[Answer] = field(init=False)
    # A list, so that the workers need not hold on to the run to say when its turn has come.
    _begun: list[float] = field(default_factory=list, init=False)
    _abandon: weakref.finalize[..., Run] = field(init=False)

    @classmethod
    def start(cls, workers: BlockingWorkers, asked: Asked, number: int, limit: float) -> Run:
        """Hands the query to the workers."""
        run = cls(asked, number, limit)
        begun = run._begun
        run._future = workers.submit(
            Question(asked.text, form=_FORM, seconds=limit), lambda: begun.append(time.monotonic())
        )
        # Nobody waits for what a session has begun that is gone.
        run._abandon = weakref.finalize(run, _abandon, run._future)
        return run

    @property
    def is_waiting(self) -> bool:
        """Whether others are first."""
        return not self._begun

    @property
    def seconds(self) -> float:
        """How long a worker has been at it."""
        return time.monotonic() - self._begun[0] if self._begun else 0.0

    def wait(self, seconds: float = 0.0) -> bool:
        """Whether it is over, or is within this time."""
        return bool(futures.wait([self._future], seconds).done)

    def stop(self) -> None:
        """Ends it, whatever it is doing."""
        self._future.cancel()

    def outcome(self) -> Outcome:
        """What came of it, once it is over."""
        took = self.seconds
        self._abandon.detach()
        try:
            answer = KeptAnswer(self._future.result())
            return Outcome(self.asked, self.number, took, answer, answer.first())
        except CancelledError:
            stopped = QueryStopped("the query was stopped", reason="cancelled")
            return Outcome(self.asked, self.number, took, error=stopped, limit=self.limit)
        except KgError as error:
            return Outcome(self.asked, self.number, took, error=error, limit=self.limit)


def _abandon(future: Future[Answer]) -> None:
    if not future.cancel() and not future.cancelled() and future.exception() is None:
        future.result().file.close()
