"""Updates: read by the query workers, written by the one writer of the store, into graphs of a user's own only."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.endpoint.messages import Question
from kg.endpoint.workers import QueryWorkers
from kg.errors import NotFound, QueryError, StoreError
from kg.store import ALL_GRAPHS, AnswerForm, AskedGraphs, GraphChange, KnowledgeBase, OwnChange, read_update

MOST_TRIPLES = 100_000
"""Triples that an update may take out of a graph or put into it: they are all in the memory of the server once."""


@dataclass(frozen=True, slots=True)
class Updated:
    """How many triples went and came."""

    deleted: int
    inserted: int


async def apply_update(
    workers: QueryWorkers, store: Path | str, text: str, graphs: AskedGraphs = ALL_GRAPHS
) -> Updated:
    """Read what an update would change, and change it: all of it, or nothing.

    Args:
        workers: Who reads, with all their limits.
        store: The folder of the knowledge base.
        text: The update, of one operation.
        graphs: What USING would name, given beside the update.

    Raises:
        QueryError: It is not an update, or its WHERE ran into a limit.
        QueryRefused: It touches what users may not write.
        StoreInUse: Another program is writing.
    """
    update = read_update(text)
    if graphs != ALL_GRAPHS and update.graphs != ALL_GRAPHS:
        raise QueryError("USING and using-graph-uri cannot both be given")
    graphs = update.graphs if graphs == ALL_GRAPHS else graphs
    # As long as the store is held, nobody else changes what is read here, and the workers read its newest state.
    base = await asyncio.to_thread(_open, store)
    try:
        delete = await _read(workers, update.delete, graphs)
        insert = await _read(workers, update.insert, graphs)
        change = OwnChange(update.clear, delete, insert)
        counts = await asyncio.to_thread(base.change_own_graphs, change)
    finally:
        await asyncio.shield(asyncio.to_thread(base.close))
    return Updated(*counts)


def _open(store: Path | str) -> KnowledgeBase:
    # Opening for writing would make a store where there is none.
    try:
        KnowledgeBase.open(store, read_only=True).close()
    except NotFound as error:
        raise StoreError(error.message, about=error.about) from error
    return KnowledgeBase.open(store)


async def _read(workers: QueryWorkers, changes: Iterable[GraphChange], graphs: AskedGraphs) -> dict[str, bytes]:
    """The triples of each graph as N-Triples."""
    found: dict[str, bytes] = {}
    form = AnswerForm(graph="nt", most_rows=MOST_TRIPLES)
    for change in changes:
        answer = await workers.answer(Question(change.sparql, form=form, graphs=graphs))
        found[change.graph] = found.get(change.graph, b"") + answer.read()
    return found
