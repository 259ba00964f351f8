"""Servers for tests: `kg serve` as a program of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""A query over every combination of three triples, which no machine finishes."""
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i"
"""A query that wants more memory than any machine has."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Attributes:
        url: Its address, without a slash at the end.
        process: Its process.
        store: What it serves.
    """

    url: str
    process: subprocess.Popen[bytes]
    store: Path

    @property
    def sparql(self) -> str:
        """The address of the endpoint."""
        return f"{self.url}/sparql"

    def ask(self, query: str, accept: str = "application/sparql-results+json", **more: object) -> httpx.Response:
        """The response to a query that is sent as a form."""
        return httpx.post(self.sparql, data={"query": query}, headers={"Accept": accept}, timeout=60, **more)

    def workers(self) -> set[int]:
        """The ids of its query workers."""
        listed = subprocess.run(
            ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return {int(line.split()[0]) for line in listed.stdout.splitlines() if "kg.endpoint.worker" in line}


@contextmanager
def serving(store: Path | str, *options: str, **environment: str) -> Iterator[Server]:
    """`kg serve --no-ui` with these options, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = "from kg.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--no-ui", "--store", str(store), "--port", str(port), *options]
    # A session of its own, so that whatever is left over can be stopped.
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout
            assert f"http://127.0.0.1:{port}/sparql " in process.stdout.readline().decode()
            yield Server(f"http://127.0.0.1:{port}", process, Path(store))
            process.terminate()
            process.wait(timeout=20)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
