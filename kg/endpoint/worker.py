"""A query worker: a process that answers one question after the other, and that can be killed at any moment.

Oxigraph cannot stop a query that it has begun, nor bound what it takes; ending its process can.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from pathlib import Path
from queue import SimpleQueue

from kg.endpoint.limits import MEGABYTE
from kg.endpoint.messages import Reply, read_question, read_settings, write_reply
from kg.errors import KgError, NotFound, QueryStopped, StoreError
from kg.store.address import is_server
from kg.store.answers import WrittenAnswer
from kg.store.disk import StoreFolder
from kg.store.knowledge_base import KnowledgeBase
from kg.store.named_queries import load_query

GRACE = 5.0
"""Seconds after which a worker ends a query by itself that its parent should have ended."""
OUT_OF_MEMORY = "the query needs more memory than it may have; sort or group less"


class NewestState:
    """The newest published state of a folder, opened again whenever there is a newer one. A server always has its own.

    Args:
        store: A folder, or the address of a server.
    """

    def __init__(self, store: str) -> None:
        self._store = store
        self._folder = None if is_server(store) else StoreFolder(Path(store))
        self._number: int | None = None
        self._open: KnowledgeBase | None = None

    def get(self) -> KnowledgeBase:
        """The knowledge base as it is now.

        Raises:
            StoreError: It is not there, or cannot be read.
        """
        number = self._folder.current if self._folder else 0
        if self._open is None or number != self._number or number is None:
            self.close()
            try:
                self._open = KnowledgeBase.open(self._store, read_only=True)
            except NotFound as error:
                raise StoreError(error.message, about=error.about) from error
            self._number = number
        return self._open

    def close(self) -> None:
        """Let go of the state that is open, if one is."""
        if self._open is not None:
            self._open.close()
            self._open = None


def main() -> None:
    """Answer questions from standard input until it is closed. Its first line is the settings."""
    settings = read_settings(sys.stdin.buffer.readline())
    most_memory = settings.limits.memory * MEGABYTE
    # Ctrl+C in a terminal reaches the whole group of processes; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory(most_memory)
    lines: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_read_lines, args=(lines, settings.answers), daemon=True).start()
    state = NewestState(settings.store)
    replies = sys.stdout.buffer
    replies.write(b"ready\n")
    replies.flush()
    last, memory = False, _peak_memory()
    while not last:
        line = lines.get()
        _end_after(settings.limits.seconds + GRACE)
        outcome = _answer(state, line)
        _end_after(0)
        # What a large query leaves behind is not given back, and would be taken from the next one.
        last = _peak_memory() - memory > most_memory // 2
        replies.write(write_reply(Reply(outcome, last)))
        replies.flush()


def _read_lines(lines: SimpleQueue[bytes], answers: str) -> None:
    for line in sys.stdin.buffer:
        lines.put(line)
    # The parent is gone, perhaps killed, and nobody waits for an answer any more. The engine lets other threads run
    # while it is at work, so this one gets here in the middle of a query as well.
    shutil.rmtree(answers, ignore_errors=True)
    os._exit(0)


def _answer(state: NewestState, line: bytes) -> WrittenAnswer | KgError:
    question, file = read_question(line)
    try:
        base = state.get()
        sparql = question.sparql
        if question.named:
            sparql = load_query(question.named).bind(question.parameters, base)
        with Path(file).open("wb") as out:
            return base.write_answer(sparql, out, question.form, question.graphs)
    except KgError as error:
        return error
    except MemoryError:
        return QueryStopped(OUT_OF_MEMORY, reason="memory")
    except OSError as error:
        return StoreError(f"the answer cannot be kept: {error.strerror}")
    except Exception as error:
        # A mistake of ours, which is told as one: the worker goes on.
        return KgError(f"the query failed for no reason that is known: {type(error).__name__}")


def _bound_memory(most: int) -> None:
    """Make the system refuse more memory than this: the query's process dies, and nothing else does.

    Only memory of its own counts (RLIMIT_DATA). All addresses (RLIMIT_AS) would count files and stacks that the
    database only maps, some 300 MB with an empty store.
    """
    if sys.platform != "win32":
        import resource

        _, hardest = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most if hardest < 0 else min(most, hardest), hardest))


def _peak_memory() -> int:
    """The most bytes that this process ever had."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _end_after(seconds: float) -> None:
    """Let the system end this process, even if no thread of it gets to run any more; 0 for never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
