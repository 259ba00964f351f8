"""What a large store costs: `make bench-store` (or `python -m tests.benchmarks.store [FOLDER]`).

Stores of generated claims are made once in a folder and kept there, because the largest takes a quarter of an hour. The
figures are ratios of times measured by turns in one run, but for bytes and megabytes. A query that rdflib does not
answer in `LONGEST` seconds counts with that many, so that its ratio is too small rather than too large.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import Store

from kg.store import PREFIX_HEADER, PREFIXES, KnowledgeBase, load_query, query_names
from kg.store.dataset import copy_dataset
from tests.benchmarks.generated import CLAIMS, World, generate, write_store

FEW, MANY = 1_000, 100_000
MILLION, FIVE_MILLION = 4_200, 21_000
"""Articles that make about so many quads."""
FRESH = 400
TURN = 20
LONGEST = 60
ROUNDS = 5
WORLD = World(20_000)


def open_store(folder: Path, articles: int) -> Path:
    """The store of so many articles, made if it is not there."""
    path = folder / str(articles)
    if not path.exists():
        partial = folder / f"{articles}.partial"
        write_store(partial, generate(articles, WORLD))
        partial.rename(path)
    return path


def measure_adding(folder: Path) -> tuple[float, float, float]:
    """How many times longer adding an article takes beside many than beside few, in time and in processor time, and how
    long the first one takes.

    The two are written in processes of their own, by turns. What the database does in the background, which depends on
    what was written before, counts as processor time and hardly as time. The first change, which learns what is there,
    is in seconds of processor time and beside many.
    """
    start = 10_000_000 + time.time_ns() % 10_000_000
    writers = [_start(_add, open_store(folder, articles), start) for articles in (FEW, MANY)]
    firsts = [answer.recv() for _, answer in writers]
    for _ in range(FRESH // TURN):
        for _, answer in writers:
            answer.send("add")
            answer.recv()
    taken = []
    for process, answer in writers:
        answer.send("")
        taken.append(answer.recv())
        process.join()
    few, many = taken
    return many[0] / few[0], many[1] / few[1], firsts[1]


def _add(path: Path, start: int, orders: multiprocessing.connection.Connection) -> None:
    fresh = generate(1 + 2 * FRESH, WORLD, start)
    with KnowledgeBase.open(path) as base:
        began = time.process_time()
        base.add(next(fresh))
        first = time.process_time() - began
        base.add(islice(fresh, FRESH))
        left = list(fresh)
        seconds, began = 0.0, time.process_time()
        orders.send(first)
        while orders.recv():
            start_of_turn = time.perf_counter()
            base.add(left[:TURN])
            seconds += time.perf_counter() - start_of_turn
            del left[:TURN]
            orders.send("done")
    orders.send((seconds, time.process_time() - began))


def _start(
    task: Callable[..., None], *given: object
) -> tuple[multiprocessing.process.BaseProcess, multiprocessing.connection.Connection]:
    mine, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=task, args=(*given, theirs))
    process.start()
    theirs.close()
    return process, mine


def _parameters(base: KnowledgeBase) -> dict[str, dict[str, str]]:
    """What each packaged query needs: one well-known company and two that are less so."""
    one, two = (base.entities()[place].id for place in (0, 40))
    return {"evidence": {"subject": two}, "paths": {"from": one, "to": two}, "as-of": {"date": "2020-06-01"}}


def measure_queries(folder: Path) -> Iterator[tuple[str, float, float]]:
    """For each packaged query: rdflib's time over ours, and ours over that of pyoxigraph called directly."""
    path = open_store(folder, MILLION)
    with KnowledgeBase.open(path, read_only=True) as base:
        needed = _parameters(base)
        plain = {name: PREFIX_HEADER + load_query(name).bind(needed.get(name, {}), base) for name in query_names()}
        rdflib_seconds = _ask_rdflib(path, plain)
        store = Store.read_only(str(path / "snapshots" / (path / "CURRENT").read_text().strip()))
        for name, text in plain.items():
            ours, direct = [], []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                base.named(name, **needed.get(name, {}))
                ours.append(time.perf_counter() - start)
                start = time.perf_counter()
                rows = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
                [[solution[variable] for variable in rows.variables] for solution in rows]
                direct.append(time.perf_counter() - start)
            mine = statistics.median(ours)
            yield name, rdflib_seconds[name] / mine, mine / statistics.median(direct)


def _ask_rdflib(path: Path, queries: dict[str, str]) -> dict[str, float]:
    """Seconds of rdflib for each query over the same quads in memory; it can only be stopped by killing it."""
    found: dict[str, float] = {}
    left = list(queries)
    while left:
        process, answer = _start(_rdflib, path, queries, list(left))
        try:
            answer.recv()
            while left:
                name = left.pop(0)
                found[name] = answer.recv() if answer.poll(LONGEST) else float(LONGEST)
                if found[name] == LONGEST:
                    break
        finally:
            process.kill()
            process.join()
    return found


def _rdflib(
    path: Path, queries: dict[str, str], names: Iterable[str], answer: multiprocessing.connection.Connection
) -> None:
    with KnowledgeBase.open(path, read_only=True) as base:
        dataset = copy_dataset(base.quads())
    answer.send("ready")
    for name in names:
        start = time.perf_counter()
        list(dataset.query(queries[name]))
        answer.send(time.perf_counter() - start)


def measure_memory(folder: Path) -> tuple[int, float, float]:
    """Quads of the large store, and the megabytes of a process that opened it and asked every packaged query."""
    process, answer = _start(_open, open_store(folder, FIVE_MILLION))
    quads, opened, asked = answer.recv()
    process.join()
    return quads, opened, asked


def _open(path: Path, answer: multiprocessing.connection.Connection) -> None:
    with KnowledgeBase.open(path, read_only=True) as base:
        (row,) = base.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        opened = _resident()
        needed = {"evidence": {"subject": "Q9000040"}, "paths": {"from": "Q9000000", "to": "Q9000040"}}
        for name in query_names():
            base.query(load_query(name).bind(needed.get(name, {}), base))
        answer.send((int(str(row["n"])), opened, _resident()))


def _resident() -> float:
    """Megabytes that this process holds."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def measure_disk(folder: Path) -> float:
    """Kilobytes on disk for each claim, snapshots not counted: they are hard links."""
    path = open_store(folder, MILLION)
    return sum(file.stat().st_size for file in (path / "db").iterdir()) / (MILLION * CLAIMS) / 1024


def report(folder: Path) -> Iterator[str]:
    """The figures as lines."""
    ratios = list(measure_queries(folder))
    for name, faster, slower in ratios:
        yield f"{name}: {faster:,.0f} times faster than rdflib, {slower:.2f} times pyoxigraph's own time"
    yield f"median: {statistics.median(one for _, one, _ in ratios):,.0f} times faster than rdflib"
    yield f"median: {statistics.median(one for *_, one in ratios):.2f} times pyoxigraph's own time"
    yield f"on disk: {measure_disk(folder):.1f} kB a claim"
    quads, opened, asked = measure_memory(folder)
    yield f"memory with {quads:,} quads: {opened:.0f} MB opened and counted, {asked:.0f} MB after every packaged query"
    longer, dearer, first = measure_adding(folder)
    yield f"adding an article beside {MANY:,} / beside {FEW:,}: {longer:.2f} in time, {dearer:.2f} in processor time"
    yield f"the first article beside {MANY:,}: {first:.1f} s of processor time"


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "kg-bench"
    folder.mkdir(parents=True, exist_ok=True)
    for line in report(folder):
        print(line, flush=True)


if __name__ == "__main__":
    main()
