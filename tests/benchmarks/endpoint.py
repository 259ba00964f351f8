"""What asking over HTTP costs, as ratios in one run: `make bench`, or `python -m tests.benchmarks.endpoint [--rows N]`.

- Each packaged query over HTTP, in a process of its own, over the same query in this process; the median counts.
- A large answer over HTTP over the same answer that the engine writes into memory here, and how much memory of the
  server it took.
- How much later than at its time limit a query that never ends was answered, and how soon after that the next one.

The store holds the articles that tests make by hand, so it is the way to the engine that is measured, not the engine.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from kg.store import AnswerForm, KnowledgeBase, load_query, query_names
from tests.endpoint.conftest import make_store
from tests.endpoint.servers import ENDLESS, Server, serving

ROUNDS = 15
LIMIT = 2.0
VALUES = {"subject": "マイクロソフト", "entity": "Microsoft", "about": "Microsoft", "from": "Microsoft", "to": "OpenAI"}


def seconds(run: Callable[[], object], rounds: int = 1) -> float:
    """The median time of a run."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def resident(process: int) -> float:
    """Megabytes of memory that a process has."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure_queries(server: Server, base: KnowledgeBase, client: httpx.Client) -> None:
    """Packaged queries there and here."""
    for name in query_names():
        values = {one.name: VALUES[one.name] for one in load_query(name).parameters if one.name in VALUES}
        address = httpx.URL(f"{server.url}/queries/{name}", params={**values, "format": "json"})
        assert client.get(address).status_code == 200, name
        there = seconds(lambda at=address: client.get(at), ROUNDS)
        here = seconds(lambda name=name, values=values: base.named(name, **values), ROUNDS)
        print(f"{name:24}{there * 1000:8.1f} ms over HTTP {here * 1000:8.1f} ms here {there / here:6.1f} times")


def measure_large(server: Server, base: KnowledgeBase, rows: int) -> None:
    """One large answer there and here."""
    query = f"SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {rows}"
    before, most, size = resident(server.process.pid), 0.0, 0

    def stream() -> None:
        nonlocal most, size
        with httpx.stream("GET", server.sparql, params={"query": query, "format": "json"}, timeout=600) as response:
            assert response.status_code == 200
            for piece in response.iter_bytes():
                size += len(piece)
                most = max(most, resident(server.process.pid))

    there = seconds(stream)
    out = io.BytesIO()
    here = seconds(lambda: base.write_answer(query, out, AnswerForm("json")))
    print(f"{rows:,} rows, {size / 2**20:.0f} MB: {there:.1f} s over HTTP, {here:.1f} s here, {there / here:.1f} times")
    print(f"memory of the server: {before:.0f} MB before, {most:.0f} MB at most while it sent them")


def measure_stopping(server: Server) -> None:
    """A query that never ends, and the one after it."""
    late = seconds(lambda: server.ask(ENDLESS)) - LIMIT
    after = seconds(lambda: server.ask("ASK {}"))
    print(f"stopped {late * 1000:.0f} ms after its limit; the next answer came after {after * 1000:.0f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=300_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        store = make_store(Path(folder) / "store")
        with serving(store, "--time-limit", "120") as server, KnowledgeBase.open(store, read_only=True) as base:
            with httpx.Client(timeout=60) as client:
                measure_queries(server, base, client)
            measure_large(server, base, rows)
        with serving(store, "--time-limit", str(LIMIT)) as server:
            server.ask("ASK {}")
            measure_stopping(server)


if __name__ == "__main__":
    main()
