"""The query workers of one program: as many processes as may work at once, replaced when one was killed."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import tempfile
import threading
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Self

from kg.endpoint.limits import MEGABYTE, USUAL, Limits
from kg.endpoint.messages import Question, Reply, Settings, read_reply, write_question, write_settings
from kg.endpoint.worker import OUT_OF_MEMORY
from kg.errors import KgError, QueryError, QueryStopped, ServerBusy, StoreError
from kg.store.address import is_server
from kg.store.answers import WrittenAnswer

TOKEN_VARIABLE = "KG_UPDATE_TOKEN"  # noqa: S105 - the name of a variable
READ_TOKEN_VARIABLE = "KG_TOKEN"  # noqa: S105
STOPPING = "the server is stopping"
PIECE = 2**16
LONGEST_REPLY = 2**24
START_SECONDS = 60.0
"""Time that a worker has to start, which takes half a second on an idle machine."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer in a file of its own, which is gone when it is closed.

    Attributes:
        written: What is in it.
        file: The open file.
        size: Its bytes.
    """

    written: WrittenAnswer
    file: BinaryIO
    size: int

    def pieces(self) -> Iterator[bytes]:
        """The answer from start to end, never more than a piece of it in memory."""
        with self.file as file:
            while piece := file.read(PIECE):
                yield piece

    def read(self) -> bytes:
        """All of it at once."""
        return b"".join(self.pieces())


class _Worker:
    """One process, from outside."""

    def __init__(self, process: Process) -> None:
        assert process.stdin and process.stdout
        self._process, self._questions, self._replies = process, process.stdin, process.stdout
        self._is_ready = False

    @classmethod
    async def start(cls, settings: Settings) -> Self:
        # The same places to import from as here, and not what lies in the current folder by chance.
        code = f"import sys; sys.path[:] = {sys.path!r}; from kg.endpoint.worker import main; main()"
        hidden = {TOKEN_VARIABLE, READ_TOKEN_VARIABLE}
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", code),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=environment,
            limit=LONGEST_REPLY,
        )
        worker = cls(process)
        # Not as arguments, which everybody on the machine can read.
        worker._questions.write(write_settings(settings))
        return worker

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None

    async def wait_until_ready(self) -> None:
        if not self._is_ready:
            try:
                async with asyncio.timeout(START_SECONDS):
                    self._is_ready = bool(await self._replies.readline())
            except TimeoutError:
                pass
        if not self._is_ready:
            raise ServerBusy("no query worker could be started; try again in a moment")

    async def ask(self, question: Question, file: str) -> Reply:
        """Its reply.

        Raises:
            QueryError: It died of the question.
            QueryStopped: It was killed.
        """
        line = b""
        with suppress(ConnectionError):
            self._questions.write(write_question(question, file))
            await self._questions.drain()
            line = await self._replies.readline()
        if not line.endswith(b"\n"):
            raise _explain_death(await self._process.wait())
        return read_reply(line)

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()

    async def end(self) -> None:
        self.kill()
        await self._process.wait()


def _explain_death(code: int) -> KgError:
    name = signal.Signals(-code).name if code < 0 else ""
    if name == "SIGABRT":
        # What the engine does where the system gives it no more memory.
        return QueryStopped(OUT_OF_MEMORY, reason="memory")
    if name in ("SIGSEGV", "SIGBUS"):
        return QueryError("the engine cannot cope with this query; it may be too deeply nested")
    return QueryStopped("the process of the query was ended by somebody else; try again", reason="lost")


class QueryWorkers:
    """Answers questions in processes of their own; for one event loop. Use `async with`."""

    def __init__(self, store: Path | str, limits: Limits = USUAL) -> None:
        self._store = str(store) if is_server(store) else str(Path(store).absolute())
        self._limits = limits
        self._turn = asyncio.Semaphore(limits.workers)
        self._workers: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._returns: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._answers = ""
        self._is_closed = False

    async def __aenter__(self) -> Self:
        self._answers = tempfile.mkdtemp(prefix="kg-answers-")
        self._idle = [await self._start() for _ in range(self._limits.workers)]
        return self

    def stop(self) -> None:
        """End all queries and take no more, at once."""
        self._is_closed = True
        for worker in self._workers:
            worker.kill()

    async def __aexit__(self, *_: object) -> None:
        self.stop()
        await asyncio.gather(*self._returns)
        await asyncio.gather(*(worker.end() for worker in self._workers))
        shutil.rmtree(self._answers, ignore_errors=True)

    async def answer(self, question: Question, on_turn: Callable[[], object] = lambda: None) -> Answer:
        """The whole answer. Whoever cancels this stops the query.

        Args:
            question: What is asked.
            on_turn: Called when its turn has come, from which moment its time counts.

        Raises:
            QueryError: The query cannot be run, is not allowed, or ran into a limit.
            NotFound: There is no such packaged query, or nothing of this name.
            StoreError: The store is not there or cannot be read.
            ServerBusy: Too many queries are at work.
        """
        seconds = min(question.seconds or self._limits.seconds, self._limits.seconds)
        await self._wait_for_turn()
        worker, healthy, file = self._idle.pop(), True, ""
        try:
            file = self._make_file()
            # Until it has replied.
            healthy = False
            if not worker.is_alive:
                # It was ended while it had nothing to do, which no query is to suffer for.
                worker = await self._replace(worker)
            await worker.wait_until_ready()
            on_turn()
            async with asyncio.timeout(seconds):
                reply = await worker.ask(self._bounded(question), file)
            healthy = not reply.last
            if isinstance(reply.outcome, KgError):
                raise reply.outcome
            return Answer(reply.outcome, Path(file).open("rb"), Path(file).stat().st_size)
        except TimeoutError:
            limit = f"time limit of {seconds:g} s"
            raise QueryStopped(f"the query was stopped at its {limit}; ask for less", reason="time") from None
        except QueryStopped as error:
            if self._is_closed and error.reason == "lost":
                raise ServerBusy(STOPPING) from None
            raise
        finally:
            if file:
                Path(file).unlink(missing_ok=True)
            # In a task of its own, because whoever cancels this does not wait, and the worker must not be lost.
            task = asyncio.create_task(self._give_back(worker, healthy))
            self._returns.add(task)
            task.add_done_callback(self._returns.discard)

    def _make_file(self) -> str:
        try:
            handle, file = tempfile.mkstemp(dir=self._answers)
        except OSError as error:
            raise StoreError(f"the answer cannot be kept: {error.strerror}", about=self._answers) from error
        os.close(handle)
        return file

    def _bounded(self, question: Question) -> Question:
        form, limits = question.form, self._limits
        rows = [most for most in (form.most_rows, limits.rows) if most is not None]
        size = [
            most for most in (form.most_bytes, limits.megabytes and limits.megabytes * MEGABYTE) if most is not None
        ]
        bounded = replace(form, most_rows=min(rows, default=None), most_bytes=min(size, default=None))
        return replace(question, form=bounded)

    async def _wait_for_turn(self) -> None:
        if self._is_closed:
            raise ServerBusy(STOPPING)
        if self._waiting >= self._limits.waiting and self._turn.locked():
            raise ServerBusy("too many queries at once; try again in a moment")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._turn.acquire()
        except TimeoutError:
            raise ServerBusy("all query workers are busy; try again in a moment") from None
        finally:
            self._waiting -= 1

    async def _give_back(self, worker: _Worker, healthy: bool) -> None:
        if healthy:
            self._idle.append(worker)
        else:
            # The others are asked first, while this one starts.
            self._idle.insert(0, await self._replace(worker))
        self._turn.release()

    async def _replace(self, worker: _Worker) -> _Worker:
        self._workers.discard(worker)
        await worker.end()
        return worker if self._is_closed else await self._start()

    async def _start(self) -> _Worker:
        worker = await _Worker.start(Settings(self._store, self._answers, self._limits))
        self._workers.add(worker)
        return worker


class BlockingWorkers:
    """The same for programs without an event loop, from any thread. Use `with`."""

    def __init__(self, store: Path | str, limits: Limits = USUAL) -> None:
        self._started: Future[QueryWorkers] = Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(store, limits)), name="query-workers", daemon=True
        )
        self._thread.start()
        self._workers = self._started.result()

    async def _serve(self, store: Path | str, limits: Limits) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        try:
            async with QueryWorkers(store, limits) as workers:
                self._started.set_result(workers)
                await self._stop.wait()
        except OSError as error:
            if self._started.done():
                raise
            self._started.set_exception(ServerBusy(f"no query worker can be started: {error.strerror}"))

    def submit(self, question: Question, on_turn: Callable[[], object] = lambda: None) -> Future[Answer]:
        """Ask; `result()` waits for the answer and raises what went wrong, `cancel()` stops the query.

        Args:
            question: What is asked.
            on_turn: Called in another thread when its turn has come, from which moment its time counts.
        """
        return asyncio.run_coroutine_threadsafe(self._workers.answer(question, on_turn), self._loop)

    def close(self) -> None:
        """End all workers, whatever they are doing. May be called twice."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
